//! `<pre>` with nothing but characters: a page that shows a text, as browsers save one. Its tabs and bars
//! are not those of a page, so that the reader of texts has to read it.

use crate::Span;

/// The characters of such a `<pre>`, and how many blocks of the page stand before them.
#[derive(Debug)]
pub(crate) struct ShownText {
    pub(crate) before: usize,
    pub(crate) span: Span,
}

/// The open `<pre>` as long as it has no tags but `<code>`.
#[derive(Default)]
pub(super) struct Shown(Option<Open>);

struct Open {
    /// How many items of the page stand before it.
    items: usize,
    content: Option<Span>,
    /// Whether its characters have ended, with `</code>` or a comment: nothing may follow.
    ended: bool,
}

impl Shown {
    /// A `<pre>` begins behind `items` items.
    pub(super) fn start(&mut self, items: usize) {
        self.0 = Some(Open { items, content: None, ended: false });
    }

    /// A start tag within it: `<code>` may stand around the whole of it.
    pub(super) fn start_tag(&mut self, name: &[u8]) {
        self.0.take_if(|open| name != b"code" || open.content.is_some());
    }

    /// An end tag within it, or a comment.
    pub(super) fn close(&mut self) {
        if let Some(open) = &mut self.0 {
            open.ended = open.content.is_some();
        }
    }

    /// Characters within it.
    pub(super) fn add(&mut self, chars: &str, span: Span) {
        match &mut self.0 {
            Some(open) if !open.ended => {
                open.content = Some(open.content.map_or(span, |content| content.join(span)));
            }
            Some(_) if !chars.trim().is_empty() => self.0 = None,
            _ => {}
        }
    }

    /// Its end: how many items stood before it, and its characters.
    pub(super) fn end(&mut self) -> Option<(usize, Span)> {
        self.0.take().and_then(|open| Some((open.items, open.content?)))
    }
}
