//! White space as reports have it: U+3000, NBSP, zero-width characters and stray controls too.

use std::ops::Range;

use crate::fold::is_invisible;

/// Whether `char` leaves no mark on the page.
#[inline]
pub(crate) fn is_blank(char: char) -> bool {
    match char {
        '\0'..=' ' | '\u{7f}' => true,
        '!'..='~' | '\u{3001}'..='\u{FDFF}' => false,
        _ => char.is_whitespace() || char.is_control() || is_invisible(char),
    }
}

/// `text` from its first character that leaves a mark.
pub(crate) fn trim_start(text: &str) -> &str {
    let mut rest = text.chars();
    while let Some(char) = rest.clone().next() {
        if !is_blank(char) {
            break;
        }
        rest.next();
    }
    rest.as_str()
}

/// `text` up to its last character that leaves a mark.
pub(crate) fn trim_end(text: &str) -> &str {
    let mut rest = text.chars();
    while let Some(char) = rest.clone().next_back() {
        if !is_blank(char) {
            break;
        }
        rest.next_back();
    }
    rest.as_str()
}

/// The bytes of `text` within `range` that are left without blanks at both ends. Where nothing
/// is left, the empty range at the start of `range`.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let body = trim_end(&text[range.clone()]);
    if body.is_empty() {
        return range.start..range.start;
    }
    let end = range.start + body.len();
    end - trim_start(body).len()..end
}
