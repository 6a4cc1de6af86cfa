//! Bytes decoded to text, with a line index that is built when a place is first printed.

use std::{ops::Range, sync::OnceLock};

use crate::{
    decode::DecodedText,
    encoded::EncodedBytes,
    format::Format,
    span::{Position, Span},
};

/// A file's text. Spans of a document point into [`Source::text`].
#[derive(Debug)]
pub struct Source {
    format: Format,
    text: String,
    /// Bytes of the file before the text: the length of a byte order mark.
    base: u32,
    /// The file's bytes, where they are not UTF-8.
    encoded: Option<EncodedBytes>,
    lines: OnceLock<Vec<u32>>,
    /// Where pages after the first begin; none where the format has no pages.
    pages: Option<Vec<u32>>,
}

impl Source {
    /// A source of `text`, which begins `base` bytes into the file (after a byte order mark).
    pub fn new(format: Format, text: String, base: u32) -> Self {
        Self { format, text, base, encoded: None, lines: OnceLock::new(), pages: None }
    }

    /// A source of what a file was decoded to.
    pub(crate) fn decoded(format: Format, decoded: DecodedText) -> Self {
        let DecodedText { text, base, encoded } = decoded;
        Self { format, text, base, encoded, lines: OnceLock::new(), pages: None }
    }

    /// A view of pages, of which all but the first begin at `pages`.
    pub(crate) fn paged(format: Format, text: String, pages: Vec<u32>) -> Self {
        Self { pages: Some(pages), ..Self::new(format, text, 0) }
    }

    /// The same file with a text whose characters are as long as those of its own.
    pub(crate) fn with_text(&self, text: String) -> Self {
        let Self { format, base, .. } = *self;
        let (encoded, lines, pages) =
            (self.encoded.clone(), self.lines.clone(), self.pages.clone());
        Self { format, text, base, encoded, lines, pages }
    }

    /// The format that the content was recognised as.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether people read the text as it stands in the file: text or Markdown, no page and no view.
    pub fn is_as_written(&self) -> bool {
        matches!(self.format, Format::Text | Format::Markdown)
    }

    /// The encoding that the file is written in: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE` or
    /// `UTF-16BE`.
    pub fn encoding_name(&self) -> &'static str {
        self.encoded.as_ref().map_or("UTF-8", EncodedBytes::name)
    }

    /// Whether a file that was read as GB18030 has a word in Big5: pairs of bytes that are valid in both,
    /// and other characters in either.
    pub fn has_in_big5(&self, word: &str) -> bool {
        let (big5, _, lost) = encoding_rs::BIG5.encode(word);
        let encoded = self.encoded.as_ref().filter(|it| it.name() == "GB18030");
        !lost && encoded.is_some_and(|it| memchr::memmem::find(it.bytes(), &big5).is_some())
    }

    /// The encoding of a file that is not UTF-8.
    pub(crate) fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        self.encoded.as_ref().map(EncodedBytes::encoding)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Byte offset of the start of each line; the first is 0. Lines end in LF, CR LF or CR.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| {
                // CR LF, and CR CR LF of a file converted twice, are one line end
                let rest = &bytes[at + 1..];
                bytes[at] == b'\n' || !(rest.starts_with(b"\n") || rest.starts_with(b"\r\n"))
            });
            std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
        })
    }

    /// Line, column and file offset of a byte of the text.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset) - 1;
        let before = &self.text[starts[line] as usize..offset as usize];
        Position {
            line: line as u32 + 1,
            column: before.chars().count() as u32 + 1,
            offset: self.file_offset(offset),
        }
    }

    /// Where pages after the first begin; none where the format has no pages.
    pub(crate) fn pages(&self) -> Option<&[u32]> {
        self.pages.as_deref()
    }

    /// The bytes of the file that `span` was decoded from.
    pub fn bytes_range(&self, span: Span) -> Range<u32> {
        self.file_offset(span.start)..self.file_offset(span.end)
    }

    /// The byte of the file at which `offset` of the text stands.
    pub fn file_offset(&self, offset: u32) -> u32 {
        let encoded = self.encoded.as_ref();
        self.base + encoded.map_or(offset, |encoded| encoded.offset(&self.text, offset))
    }

    /// The text of line `line` (from 1) without its line end, and where it begins.
    pub fn line(&self, line: u32) -> Option<(u32, &str)> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)? as usize)?;
        let end = starts.get(line as usize).map_or(self.text.len(), |&next| next as usize);
        let text = self.text[start as usize..end].trim_end_matches(['\n', '\r']);
        Some((start, text))
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
    use proptest::prelude::*;

    use super::*;
    use crate::decode::decode;

    /// A file of `text` in `encoding`, with a byte order mark where one is needed.
    fn file(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let utf16 = |order: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
        };
        match encoding.name() {
            "UTF-16LE" => utf16(u16::to_le_bytes),
            "UTF-16BE" => utf16(u16::to_be_bytes),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    /// Checks that each character, cut from the file at the reported bytes, is that character.
    fn check_places(encoding: &'static Encoding, text: &str) {
        let bytes = file(encoding, text);
        let source = Source::decoded(Format::Text, decode(&bytes).expect("the bytes are text"));
        assert_eq!(source.text(), text);
        for (at, char) in text.char_indices() {
            let range = source.bytes_range(Span::new(at..at + char.len_utf8()));
            assert_eq!(source.position(at as u32).offset, range.start);
            let cut = &bytes[range.start as usize..range.end as usize];
            let cut = encoding.decode_without_bom_handling_and_without_replacement(cut);
            assert_eq!(cut.expect("a whole character").chars().collect::<Vec<_>>(), [char]);
        }
        let end = Span::at(text.len());
        assert_eq!(source.bytes_range(end), bytes.len() as u32..bytes.len() as u32);
    }

    #[test]
    fn places_are_those_of_the_file_in_every_encoding() {
        let row = "行政处罚\t\u{a0}３\u{2002}€𠮷\r\n总计 0\n";
        for encoding in [UTF_8, GB18030, UTF_16LE, UTF_16BE] {
            check_places(encoding, row);
            check_places(encoding, &row.repeat(100));
        }
    }

    #[test]
    fn a_gb18030_file_has_the_lines_and_columns_of_its_text() {
        let bytes = file(GB18030, "总体情况\n申请 14 件");
        let source = Source::decoded(Format::Text, decode(&bytes).expect("the bytes are text"));
        assert_eq!(source.encoding_name(), "GB18030");
        let at = source.text().find("14").expect("the figure is in the text");
        let place = Position { line: 2, column: 4, offset: 14 };
        assert_eq!(source.position(at as u32), place);
        assert_eq!(&bytes[14..16], b"14");
    }

    #[test]
    fn every_line_end_ends_a_line() {
        for (text, lines) in [
            ("甲\n乙\n", vec!["甲", "乙", ""]),
            ("甲\r乙\r", vec!["甲", "乙", ""]),
            ("甲\r\n乙\r\r\n丙", vec!["甲", "乙", "丙"]),
            ("甲\r\r乙", vec!["甲", "", "乙"]),
        ] {
            let source = Source::new(Format::Text, text.to_owned(), 0);
            let found = (1..).map_while(|line| source.line(line)).map(|(_, text)| text);
            assert_eq!(found.collect::<Vec<_>>(), lines, "{text:?}");
        }
        let source = Source::new(Format::Text, "甲\r乙14".to_owned(), 0);
        assert_eq!(source.position(7), Position { line: 2, column: 2, offset: 7 });
    }

    proptest! {
        #[test]
        fn every_text_keeps_its_places(text in "[\\x01-\\x7f一-龥０-９、。“”€À-ÿ𠀀-𠀏]{0,60}") {
            for encoding in [UTF_8, UTF_16LE, UTF_16BE] {
                check_places(encoding, &text);
            }
        }

        #[test]
        fn every_chinese_text_keeps_its_places_in_gb18030(
            text in "政府信息公开工作年度报告[\\x01-\\x7f一-龥０-９、。“”€À-ÿ𠀀-𠀏]{0,60}",
        ) {
            check_places(GB18030, &text);
        }
    }
}
