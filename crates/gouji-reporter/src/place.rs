//! Lines and columns of a source, in time that does not grow with the length of a line: a web
//! page on one line of 300,000 characters may carry thousands of findings.

use std::cell::OnceCell;
use std::ops::Range;

use gouji_parser::{Position, Source, Span};

/// Bytes between two counts of characters.
const STRIDE: usize = 64;

/// The places of one source.
#[derive(Debug)]
pub(crate) struct SourcePlaces<'a> {
    source: &'a Source,
    text: &'a str,
    line_starts: &'a [u32],
    /// Characters that begin before byte `i * STRIDE`, where a line is long enough to ask.
    counts: OnceCell<Vec<u32>>,
}

/// A line of a source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceLine<'a> {
    /// From 1.
    pub(crate) number: u32,
    /// Byte of the source where it begins.
    pub(crate) start: usize,
    /// Its characters, without the line end.
    pub(crate) text: &'a str,
}

impl SourceLine<'_> {
    /// `offset`, a byte of the source, as a byte of this line's text.
    pub(crate) fn locate(&self, offset: usize) -> usize {
        offset.saturating_sub(self.start).min(self.text.len())
    }
}

impl<'a> SourcePlaces<'a> {
    /// The places of `source`.
    pub(crate) fn new(source: &'a Source) -> Self {
        let (text, line_starts) = (source.text(), source.line_starts());
        Self { source, text, line_starts, counts: OnceCell::new() }
    }

    /// Line, column and file offset of a byte of the text.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let (line, column) = self.line_and_column(offset);
        let in_file = self.source.file_offset(self.boundary(offset) as u32);
        Position { line, column, offset: in_file }
    }

    /// Line and column of a byte of the text, for which the bytes of the file need not be counted.
    pub(crate) fn line_and_column(&self, offset: usize) -> (u32, u32) {
        let offset = self.boundary(offset);
        let line = self.line_index(offset);
        let column = self.characters_between(self.line_starts[line] as usize, offset) + 1;
        (line as u32 + 1, column)
    }

    /// The line that holds `offset`.
    pub(crate) fn line(&self, offset: usize) -> SourceLine<'a> {
        let index = self.line_index(self.boundary(offset));
        let start = self.line_starts[index] as usize;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let text = self.text[start..end].trim_end_matches(['\n', '\r']);
        SourceLine { number: index as u32 + 1, start, text }
    }

    /// The number of lines.
    pub(crate) fn lines(&self) -> usize {
        self.line_starts.len()
    }

    /// The text of a range that [`Self::range`] gave.
    pub(crate) fn text(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    /// `span` within the text and on character boundaries.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let start = self.boundary(span.start as usize);
        start..self.boundary(span.end as usize).max(start)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// The last character boundary that is not after `offset`.
    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        // The start of the text is a boundary, and no character has more than four bytes.
        (offset.saturating_sub(3)..=offset)
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }

    fn characters_between(&self, start: usize, end: usize) -> u32 {
        let bytes = self.text.as_bytes();
        if end - start <= STRIDE {
            return characters(&bytes[start..end]);
        }
        let counts = self.counts.get_or_init(|| {
            let blocks = bytes.chunks(STRIDE).scan(0, |count, block| {
                *count += characters(block);
                Some(*count)
            });
            std::iter::once(0).chain(blocks).collect()
        });
        let before = |at: usize| {
            let block = at / STRIDE;
            counts[block] + characters(&bytes[block * STRIDE..at])
        };
        before(end) - before(start)
    }
}

/// Characters that begin in a piece of UTF-8: every byte but the continuation bytes `10xxxxxx`.
fn characters(utf8: &[u8]) -> u32 {
    utf8.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use gouji_parser::Format;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 8))]

        #[test]
        fn every_place_is_the_one_that_the_source_gives(
            text in "([字a\u{1F600}é\t]{0,9}|\r?\n){0,900}",
            base in prop_oneof![Just(0), Just(3)],
        ) {
            let source = Source::new(Format::Text, text, base);
            let places = SourcePlaces::new(&source);
            for (offset, _) in source.text().char_indices() {
                prop_assert_eq!(places.position(offset), source.position(offset as u32));
                let line = places.line(offset);
                prop_assert_eq!(Some((line.start as u32, line.text)), source.line(line.number));
            }
        }
    }

    #[test]
    fn offsets_are_those_of_the_file_in_its_encoding() {
        // 总计 3, in GB18030 and after a byte order mark in UTF-16
        for (bytes, offset) in
            [(&b"\xD7\xDC\xBC\xC6 3"[..], 5), (b"\xFF\xFE\x3B\x60\xA1\x8B\x20\x00\x33\x00", 8)]
        {
            let document = gouji_parser::read(bytes, "a.txt").expect("the bytes are text");
            let at = document.source.text().find('3').expect("the figure is in the text");
            let place = Position { line: 1, column: 4, offset };
            assert_eq!(SourcePlaces::new(&document.source).position(at), place);
        }
    }

    #[test]
    fn a_span_outside_the_text_or_inside_a_character_is_put_right() {
        let source = Source::new(Format::Text, "勾稽".to_owned(), 0);
        let places = SourcePlaces::new(&source);
        assert_eq!(places.range(Span { start: 1, end: 5 }), 0..3);
        assert_eq!(places.range(Span { start: 90, end: 7 }), 6..6);
        assert_eq!(places.position(99).column, 3);
    }
}
