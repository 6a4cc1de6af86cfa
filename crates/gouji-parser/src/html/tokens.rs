//! html5gum's tokens with the place of every character.
//!
//! The tokenizer hands characters over in chunks, entities decoded. A chunk that stands in the
//! text as it is becomes a span (neighbours joined); any other is a decoded entity.

use std::ops::Range;

use html5gum::{
    Error, ForwardingEmitter, Span as TokenSpan, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};

use super::{
    element::{declares, is_void, kind, look, styled},
    page::HtmlPage,
    tag::StartTag,
};
use crate::{Span, apart::Look};

/// Bounds of the attributes, from the HTML standard (4.9.11).
const COLUMN_SPAN: u32 = 1000;
const ROW_SPAN: u32 = 65534;

/// Reads the tokens within `range` of `text` into `page`, until the page reaches a limit.
pub(super) fn run(text: &str, range: Range<usize>, page: &mut HtmlPage<'_>) {
    let mut inner = CallbackEmitter::new(Tags { page, draft: Draft::default() });
    inner.naively_switch_states(true);
    let start = range.start;
    let mut emitter = Emitter {
        inner,
        text: text.as_bytes(),
        position: 0,
        emitted: start,
        waiting: start..start,
    };
    emitter.move_position(start.cast_signed());
    // the only token is the one that says to stop
    Tokenizer::new_with_emitter(&text[range], emitter).next();
}

/// A limit was reached.
struct LimitReached;

struct Emitter<'a, 'page, 'text> {
    inner: CallbackEmitter<Tags<'page, 'text>, LimitReached, usize>,
    text: &'a [u8],
    position: usize,
    /// Where the last chunk ended.
    emitted: usize,
    /// Characters that stand in the text as they are, not yet given to the page: the tokenizer
    /// may cut inside a character (`&中`).
    waiting: Range<usize>,
}

impl Emitter<'_, '_, '_> {
    fn flush(&mut self) {
        let waiting = std::mem::replace(&mut self.waiting, self.position..self.position);
        if !waiting.is_empty() {
            self.inner.callback_mut().page.text(Span::new(waiting));
        }
    }

    /// Where the reference `&…;` begins that ends at the position.
    fn reference(&self) -> Range<usize> {
        let chunk = self.text.get(self.emitted..self.position).unwrap_or_default();
        let len = match chunk.last() {
            // a carriage return, which the tokenizer turns into a line feed
            Some(b'\r') => 1,
            _ => memchr::memrchr(b'&', chunk).map_or(0, |at| chunk.len() - at),
        };
        self.position - len..self.position
    }
}

impl ForwardingEmitter for Emitter<'_, '_, '_> {
    type Token = LimitReached;

    fn inner(&mut self) -> &mut impl html5gum::Emitter<Token = LimitReached> {
        &mut self.inner
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
        html5gum::Emitter::move_position(&mut self.inner, offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn emit_string(&mut self, chunk: &[u8]) {
        if chunk == b"\0" {
            return;
        }
        let start = self.position.saturating_sub(chunk.len());
        if self.text.get(start..self.position) == Some(chunk) {
            if start != self.waiting.end {
                self.flush();
                self.waiting.start = start;
            }
            self.waiting.end = self.position;
            self.emitted = self.position;
            return;
        }
        let place = self.reference();
        self.emitted = self.position;
        self.flush();
        if let Ok(chars) = std::str::from_utf8(chunk) {
            self.inner.callback_mut().page.decoded(chars, Span::new(place));
        }
    }

    fn emit_current_tag(&mut self) -> Option<html5gum::State> {
        self.flush();
        html5gum::Emitter::emit_current_tag(&mut self.inner)
    }

    fn emit_current_comment(&mut self) {
        self.flush();
        html5gum::Emitter::emit_current_comment(&mut self.inner);
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn pop_token(&mut self) -> Option<LimitReached> {
        self.inner.callback_mut().page.is_stopped().then_some(LimitReached)
    }
}

/// Puts the events of a tag together.
struct Tags<'page, 'text> {
    page: &'page mut HtmlPage<'text>,
    draft: Draft,
}

#[derive(Default)]
struct Draft {
    name: Vec<u8>,
    start: usize,
    attribute: Attribute,
    column_span: Option<u32>,
    row_span: Option<u32>,
    hidden: bool,
    look: Look,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    ColumnSpan,
    RowSpan,
    Style,
    Type,
    #[default]
    Other,
}

impl Callback<LimitReached, usize> for Tags<'_, '_> {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: TokenSpan<usize>,
    ) -> Option<LimitReached> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let mut buffer = std::mem::take(&mut self.draft.name);
                buffer.clear();
                buffer.extend_from_slice(name);
                self.draft = Draft { name: buffer, start: span.start, ..Draft::default() };
            }
            CallbackEvent::AttributeName { name } => self.draft.attribute(name),
            CallbackEvent::AttributeValue { value } => self.draft.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let draft = &self.draft;
                self.page.start(&draft.tag(span.end, self_closing));
            }
            CallbackEvent::EndTag { name } => {
                self.page.end(name, kind(name), Span::new(span.start..span.end));
            }
            CallbackEvent::Comment { .. } => {
                self.page.comment(Span::new(span.start..span.end));
            }
            _ => {}
        }
        None
    }
}

impl Draft {
    fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"colspan" => Attribute::ColumnSpan,
            b"rowspan" => Attribute::RowSpan,
            b"style" => Attribute::Style,
            b"type" => Attribute::Type,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
    }

    /// The value of the attribute named last. Of two attributes of one name the first counts.
    fn value(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::ColumnSpan => self.column_span = self.column_span.or(number(value)),
            Attribute::RowSpan => self.row_span = self.row_span.or(number(value)),
            Attribute::Style => {
                self.hidden |= declares(value, b"display", b"none");
                self.look = styled(value);
            }
            Attribute::Type => self.hidden |= value.eq_ignore_ascii_case(b"hidden"),
            Attribute::Other => {}
        }
    }

    fn tag(&self, end: usize, self_closing: bool) -> StartTag<'_> {
        let name = self.name.as_slice();
        // `/>` means something in foreign elements only
        let empty = self_closing && matches!(name, b"svg" | b"math");
        StartTag {
            name,
            kind: kind(name),
            span: Span::new(self.start..end),
            column_span: self.column_span.unwrap_or(1).clamp(1, COLUMN_SPAN),
            row_span: match self.row_span.unwrap_or(1) {
                0 => ROW_SPAN,
                rows => rows.min(ROW_SPAN),
            },
            hidden: self.hidden,
            look: look(name).within(self.look),
            void: empty || is_void(name),
        }
    }
}

/// The number at the start of an attribute: `2`, ` 2px`, `+2`. Too large a one is the largest.
fn number(value: &[u8]) -> Option<u32> {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"+").unwrap_or(value);
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(None, |number: Option<u32>, digit| {
        let number = number.unwrap_or(0).saturating_mul(10);
        Some(number.saturating_add(u32::from(digit - b'0')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        assert_eq!(number(b" +3px"), Some(3));
        assert_eq!(number(b"99999999999"), Some(u32::MAX));
        assert_eq!(number(b"-1"), None);
        let hides = |style: &[u8]| declares(style, b"display", b"none");
        assert!(hides(b"color:red; DISPLAY : none!important"));
        assert!(!hides(b"display:block;mso-display:none"));
        assert_eq!(styled(b"text-decoration: underline line-through red"), Look::Struck);
        assert_eq!(styled(b"color:red;VERTICAL-ALIGN:super"), Look::Raised);
        assert_eq!(styled(b"vertical-align:middle;text-decoration:none"), Look::Plain);
    }
}
