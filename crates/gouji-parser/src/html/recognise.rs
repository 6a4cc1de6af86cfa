//! Whether a text is HTML.

/// How far into the text is looked.
const HEAD: usize = 4096;

/// Tags that a page's fragment begins with or soon has.
const FRAGMENT: [&str; 9] =
    ["<table", "<p", "<div", "<span", "<h1", "<h2", "<section", "<article", "<body"];

/// How sure it is that a text is HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sureness {
    /// Nothing of HTML at the beginning.
    None,
    /// Begins with a tag, as a fragment of a page does; Markdown may too.
    Fragment,
    /// A whole page: a doctype or `<html`.
    Page,
}

/// Looks at the first 4 KiB of `text`.
pub(crate) fn recognise(text: &str) -> Sureness {
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    let head = text[..end.unwrap_or(0)].trim_start().to_ascii_lowercase();
    if head.contains("<!doctype html") || has_tag(&head, "<html") {
        return Sureness::Page;
    }
    if head.starts_with('<') && FRAGMENT.iter().any(|tag| has_tag(&head, tag)) {
        return Sureness::Fragment;
    }
    Sureness::None
}

/// Whether `head` has the tag: `<p>` and `<p class=…`, not `<pre>`.
fn has_tag(head: &str, tag: &str) -> bool {
    head.match_indices(tag).any(|(at, _)| {
        head[at + tag.len()..].starts_with(|next: char| !next.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Sureness) {
        assert_eq!(recognise(text), expected, "{text}");
    }

    #[test]
    fn a_page_is_known_by_its_content() {
        check("\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", Sureness::Page);
        check("<?xml version='1.0'?><HTML lang=zh>", Sureness::Page);
        check("<!-- 正文 --><p style='x'>一、总体情况</p>", Sureness::Fragment);
        check("<table><tr><td>1", Sureness::Fragment);
        check("一、总体情况\n比上年<p>5%", Sureness::None);
        check("<pre>", Sureness::None);
        check("", Sureness::None);
    }

    #[test]
    fn only_the_head_is_looked_at() {
        check(&format!("{}<html>", "字".repeat(HEAD)), Sureness::None);
    }
}
