//! Markdown within a line or a cell: emphasis around it, escapes, `<br>` and references to characters.

use std::borrow::Cow;

use memchr::memchr3_iter;

use super::cell_markup::entity;
use crate::{Comment, Span, Text, blank};

/// What stands for white space.
const SPACES: [(&str, &str); 4] =
    [("&nbsp;", "\u{a0}"), ("<br>", "\n"), ("<br/>", "\n"), ("<br />", "\n")];

/// Whether more than emphasis has to be looked for anywhere in `source`.
pub(super) fn occurs(source: &str) -> bool {
    memchr3_iter(b'\\', b'<', b'&', source.as_bytes()).next().is_some()
}

/// Takes off what surrounds the text within `span`, which has no blanks around it: `**`, `__`, `*`, `_`,
/// `<br>`, `&nbsp;`. `inline` says that escapes and the like can occur.
pub(super) fn bare(source: &str, span: Span, inline: bool) -> Span {
    let mut range = span.range();
    loop {
        let text = &source[range.clone()];
        if let Some(width) = emphasis(text) {
            range = range.start + width..range.end - width;
        } else if inline && let Some(width) = space(|space| text.starts_with(space)) {
            range.start += width;
        } else if inline && let Some(width) = space(|space| text.ends_with(space)) {
            range.end -= width;
        } else {
            return Span::new(range);
        }
        range = blank::trim(source, range);
    }
}

/// The length of the markup for white space that `is_there`.
fn space(is_there: impl Fn(&str) -> bool) -> Option<usize> {
    SPACES.iter().find(|(space, _)| is_there(space)).map(|(space, _)| space.len())
}

/// The width of the marks if `text` as a whole is emphasised: `**一、总体情况**`, but neither
/// `**甲**和**乙**` nor a line of stars.
fn emphasis(text: &str) -> Option<usize> {
    if !text.starts_with(['*', '_']) {
        return None;
    }
    ["**", "__", "*", "_"].into_iter().find_map(|mark| {
        let inside = text.strip_prefix(mark)?.strip_suffix(mark)?;
        let filled = inside.chars().any(char::is_alphanumeric);
        (filled && !inside.contains(mark)).then_some(mark.len())
    })
}

/// Reads escapes in `text`, which stands at `span`, and references to characters where whoever reads it
/// sees these; leaves comments out.
pub(super) fn unescape(text: &str, span: Span, comments: &[Comment], references: bool) -> Text {
    let base = span.start as usize;
    let mut parts: Vec<(Cow<'_, str>, Span)> = Vec::new();
    let mut done = 0;
    for at in memchr3_iter(b'\\', b'<', b'&', text.as_bytes()) {
        let found = || {
            let comment = comments
                .binary_search_by_key(&(base + at), |comment| comment.span.start as usize)
                .map(|index| ("".into(), comments[index].span.range().len()));
            comment.ok().or_else(|| markup(&text[at..], references))
        };
        let Some((value, len)) = (at >= done).then(found).flatten() else { continue };
        if done < at {
            parts.push((text[done..at].into(), Span::new(base + done..base + at)));
        }
        parts.push((value, Span::new(base + at..base + at + len)));
        done = at + len;
    }
    if parts.is_empty() {
        return Text::plain(span);
    }
    if done < text.len() {
        parts.push((text[done..].into(), Span::new(base + done..base + text.len())));
    }
    Text::pieced(parts.iter().map(|(chars, span)| (&**chars, *span)))
}

/// What the markup at the start of `text` stands for, and its length.
fn markup(text: &str, references: bool) -> Option<(Cow<'_, str>, usize)> {
    if text.starts_with('\\') {
        let escaped = text.get(1..2)?;
        return escaped
            .starts_with(|char: char| char.is_ascii_punctuation())
            .then_some((escaped.into(), 2));
    }
    let space = SPACES.iter().find(|(space, _)| text.starts_with(space));
    let reference = || entity(text).filter(|_| references && text.starts_with('&'));
    space
        .map(|&(space, value)| (value.into(), space.len()))
        .or_else(|| reference().map(|(char, length)| (char.to_string().into(), length)))
}
