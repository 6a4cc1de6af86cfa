//! Tables written in HTML within a text, as converters to Markdown leave those with merged cells.

use memchr::{memchr, memchr_iter};

use super::lines::is_bar;
use crate::{Span, blank, line_end::is_end};

/// The tables of a text from `<table` to its `</table>`, in its order, each with the rest of its lines
/// where that is tags alone: `<div><table>…</table></div>`. One that is not closed is text, and so is
/// one behind a backslash or in a row of bars.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut tables = closed(text.as_bytes());
    let mut before = 0;
    for at in 0..tables.len() {
        let after = tables.get(at + 1).map_or(text.len(), |next| next.start as usize);
        let mut table = tables[at].range();
        let gap = &text[before..table.start];
        let line = gap.rfind(is_end).map_or(0, |end| end + 1);
        if gap[line..].trim_start_matches(blank::is_blank).starts_with(is_bar) {
            tables[at].end = tables[at].start;
            continue;
        }
        if is_tags(&gap[line..]) {
            table.start = before + line;
        }
        let gap = &text[table.end..after];
        let line = &gap[..gap.find(is_end).unwrap_or(gap.len())];
        if is_tags(line) {
            table.end += line.len();
        }
        before = table.end;
        tables[at] = Span::new(table);
    }
    tables.retain(|table| !table.is_empty());
    tables
}

/// The outermost tables that are closed.
fn closed(text: &[u8]) -> Vec<Span> {
    let mut tables = Vec::new();
    let mut open = Vec::new();
    for at in memchr_iter(b'<', text) {
        let tag = &text[at + 1..];
        if names_table(tag) && !text[..at].ends_with(b"\\") {
            open.push(at);
        } else if tag.first() == Some(&b'/')
            && names_table(&tag[1..])
            && let Some(start) = open.pop()
            && open.is_empty()
            && let Some(close) = memchr(b'>', tag)
        {
            tables.push(Span::new(start..at + close + 2));
        }
    }
    tables
}

fn names_table(tag: &[u8]) -> bool {
    const NAME: &[u8] = b"table";
    tag.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME))
        && !tag.get(NAME.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a stretch of a line is tags and blanks alone.
fn is_tags(mut text: &str) -> bool {
    loop {
        text = text.trim_start_matches(blank::is_blank);
        let Some(tag) = text.strip_prefix('<') else { return text.is_empty() };
        let Some((_, rest)) = tag.split_once('>') else { return false };
        text = rest;
    }
}
