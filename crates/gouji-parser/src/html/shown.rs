//! `<pre>` with nothing but lines: a page that shows a text, as browsers save one. Its tabs and bars
//! are not those of a page, so that the reader of texts has to read it.

use super::{element::ElementKind, tag::StartTag};
use crate::{Span, apart::Look};

/// Such a text, and how many blocks of the page stand before it.
#[derive(Debug)]
pub(crate) struct ShownText {
    pub(crate) before: usize,
    pub(crate) text: Preformatted,
}

/// What a `<pre>` has.
#[derive(Debug)]
pub(crate) struct Preformatted {
    pub(crate) span: Span,
    /// Tags and comments within it.
    pub(crate) markup: Vec<Span>,
}

/// The open `<pre>` as long as its tags change nothing that a reader of texts knows of.
#[derive(Default)]
pub(super) struct ShownSource(Option<OpenSource>);

struct OpenSource {
    /// How many items of the page stand before it.
    items: usize,
    content: Option<Span>,
    markup: Vec<Span>,
}

impl ShownSource {
    /// A `<pre>` begins behind `items` items.
    pub(super) fn start(&mut self, items: usize) {
        self.0 = Some(OpenSource { items, content: None, markup: Vec::new() });
    }

    /// A start tag within it.
    pub(super) fn start_tag(&mut self, tag: &StartTag<'_>) {
        let plain = tag.kind == ElementKind::Inline && tag.look == Look::Plain && !tag.hidden;
        if plain && super::element::doubt(tag.name).is_none() {
            self.markup(tag.span);
        } else {
            self.0 = None;
        }
    }

    /// An end tag within it, or a comment.
    pub(super) fn markup(&mut self, span: Span) {
        if let Some(open) = &mut self.0
            && open.content.is_some()
        {
            open.markup.push(span);
        }
    }

    /// Characters within it.
    pub(super) fn add(&mut self, span: Span) {
        if let Some(open) = &mut self.0 {
            open.content = Some(open.content.map_or(span, |content| content.join(span)));
        }
    }

    /// Its end: how many items stood before it, and what it has.
    pub(super) fn end(&mut self) -> Option<(usize, Preformatted)> {
        let OpenSource { items, content, mut markup } = self.0.take()?;
        let span = content?;
        markup.retain(|tag| tag.end <= span.end);
        Some((items, Preformatted { span, markup }))
    }
}
