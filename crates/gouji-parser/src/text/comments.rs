//! Comments in Markdown: `<!-- … -->`, on one line or over several. They are no text.

use std::borrow::Cow;

use memchr::memmem;

use super::lines::ShapedLine;
use crate::{Comment, Span, blank, line_end::is_end};

/// The comments of a text, in its order. One that is not closed is text, and so is one behind a backslash.
pub(super) fn find(text: &str) -> Vec<Comment> {
    let closer = memmem::Finder::new("-->");
    let mut comments = Vec::new();
    let mut done = 0;
    // Whether text comes before `done` in its line.
    let mut inside = false;
    for start in memmem::find_iter(text.as_bytes(), Comment::OPEN) {
        if start < done || text[..start].ends_with('\\') {
            continue;
        }
        // `<!-->` is a comment.
        let from = start + 2;
        let Some(length) = closer.find(&text.as_bytes()[from..]) else { break };
        let end = from + length + 3;
        inside = has_text(&text[done..start], inside);
        comments.push(Comment { span: Span::new(start..end), inside });
        inside &= !text[start..end].contains(is_end);
        done = end;
    }
    comments
}

/// Whether the last line of `piece` has text; on its first line there is some if `before`.
fn has_text(piece: &str, before: bool) -> bool {
    let mark =
        |char: char| blank::is_blank(char) || matches!(char, '#' | '>' | '|' | '*' | '_' | '-');
    match piece.rsplit_once(is_end) {
        Some((_, line)) => !line.trim_matches(mark).is_empty(),
        None => before || !piece.trim_matches(mark).is_empty(),
    }
}

/// The text with blanks in the place of `spans`, byte for byte; lines end where they did.
pub(super) fn blanked(text: &str, spans: impl ExactSizeIterator<Item = Span>) -> Cow<'_, str> {
    if spans.len() == 0 {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    for span in spans {
        let range = span.range();
        blanked.push_str(&text[blanked.len()..range.start]);
        let bytes = text.as_bytes()[range].iter();
        blanked.extend(
            bytes.map(|&byte| if matches!(byte, b'\n' | b'\r') { byte.into() } else { ' ' }),
        );
    }
    blanked.push_str(&text[blanked.len()..]);
    Cow::Owned(blanked)
}

/// The lines without those that have comments alone, which are not even blank: a comment parts nothing.
pub(super) fn without(mut lines: Vec<ShapedLine>, comments: &[Comment]) -> Vec<ShapedLine> {
    let mut rest = comments.iter().peekable();
    lines.retain(|line| {
        while rest.next_if(|comment| comment.span.end <= line.span.start).is_some() {}
        let touched = rest.peek().is_some_and(|comment| comment.span.start <= line.span.end);
        !(touched && line.text.is_empty())
    });
    lines
}
