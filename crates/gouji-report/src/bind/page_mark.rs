//! Lines that a page leaves in a text: its number, in the notations of printers and of flip-book viewers.

/// Whether a line is the number of a page: `- 4 -`, `P. 7`, `Page 7 - 2020年报`, `第 7 页 共 9 页`.
pub(super) fn is_page_mark(line: &str) -> bool {
    let line = line.trim();
    let dash = |char| matches!(char, '-' | '—' | '－' | '–');
    if let Some(inner) = line.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)) {
        return number(inner).is_some_and(|rest| rest.trim().is_empty());
    }
    if let Some(rest) = line.strip_prefix('第') {
        let rest = number(rest).map(str::trim_start).and_then(|rest| rest.strip_prefix('页'));
        return rest.is_some_and(|rest| rest.chars().count() <= 8 && !rest.contains('。'));
    }
    let word = line.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(word);
    let named = ["p", "page"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let rest = number(rest.strip_prefix('.').unwrap_or(rest)).filter(|_| named);
    rest.is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
}

/// What follows a number of a page, which has at most three digits.
fn number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|char: char| char.is_ascii_digit());
    (1..=3).contains(&(text.len() - rest.len())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::is_page_mark;

    #[test]
    fn numbers_of_pages_are_told_from_figures() {
        for yes in [
            "- 4 -",
            "-4-",
            "—12—",
            "P. 8",
            "p8",
            "Page 7 - 2020年报_某局",
            "PAGE 3",
            "Page 8 of 12",
            "第 7 页",
            "第7页 共 9 页",
            "第12页/共20页",
        ] {
            assert!(is_page_mark(yes), "{yes}");
        }
        for no in [
            "4",
            "-",
            "- -",
            "4 -",
            "-4 5-",
            "P2P网贷",
            "页 3",
            "Page",
            "第7项",
            "第3页的表格中，合计有误。",
            "1234",
        ] {
            assert!(!is_page_mark(no), "{no}");
        }
    }
}
