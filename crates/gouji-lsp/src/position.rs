//! Bytes of a text to lines and columns of the protocol, and back.

use gen_lsp_types::{Position, PositionEncodingKind, Range};
use gouji_parser::Span;

/// What columns count, as client and server agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ColumnUnit {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16: what a client counts that says nothing.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl ColumnUnit {
    /// The unit to agree on with a client that knows these: bytes before characters before units of UTF-16.
    pub(crate) fn of(known: &[PositionEncodingKind]) -> Self {
        if known.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if known.contains(&PositionEncodingKind::UTF32) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Where the lines of a text begin. Lines end with LF, CR LF or CR, as the protocol has it.
#[derive(Clone, Debug)]
pub(crate) struct TextLines {
    starts: Vec<usize>,
    unit: ColumnUnit,
}

impl TextLines {
    pub(crate) fn new(text: &str, unit: ColumnUnit) -> Self {
        let bytes = text.as_bytes();
        let ends = |&(at, byte): &(usize, &u8)| {
            *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')
        };
        let after = bytes.iter().enumerate().filter(ends).map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after).collect(), unit }
    }

    /// What its columns count.
    pub(crate) fn unit(&self) -> ColumnUnit {
        self.unit
    }

    /// The place of a byte; of one within a character, the place of that character.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let column: usize = before.chars().map(|it| self.unit.width(it)).sum();
        Position::new(to_u32(line), to_u32(column))
    }

    /// The places of a span.
    pub(crate) fn range(&self, text: &str, span: Span) -> Range {
        let place = |offset: u32| self.position(text, offset as usize);
        Range::new(place(span.start), place(span.end))
    }

    /// The byte at a place: of a place behind the end of a line, the end of that line; of a line behind the last,
    /// the end of the text; of one within a character, the beginning of that character.
    pub(crate) fn offset(&self, text: &str, place: Position) -> usize {
        let line = place.line as usize;
        let Some(&start) = self.starts.get(line) else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let own = text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = place.character as usize;
        for (at, character) in own.char_indices() {
            let width = self.unit.width(character);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + own.len()
    }
}

/// Texts are smaller than 4 GiB: larger files are refused by readers.
fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = "表三\r\n𠀀甲 a\rb\n";
        let check = |unit, offset, line, column| {
            let lines = TextLines::new(text, unit);
            assert_eq!(lines.position(text, offset), Position::new(line, column), "{unit:?}");
            assert_eq!(lines.offset(text, Position::new(line, column)), offset, "{unit:?}");
        };
        let jia = text.find('甲').unwrap();
        check(ColumnUnit::Utf8, jia, 1, 4);
        check(ColumnUnit::Utf16, jia, 1, 2);
        check(ColumnUnit::Utf32, jia, 1, 1);
        check(ColumnUnit::Utf16, text.find('b').unwrap(), 2, 0);
        check(ColumnUnit::Utf16, text.len(), 3, 0);
    }

    #[test]
    fn a_place_that_is_none_is_moved_to_one() {
        let text = "甲𠀀\n乙";
        let lines = TextLines::new(text, ColumnUnit::Utf16);
        let check = |line, column, expected| {
            assert_eq!(
                lines.offset(text, Position::new(line, column)),
                expected,
                "{line} {column}"
            );
        };
        check(0, 2, 3);
        check(0, 99, 7);
        check(1, 99, text.len());
        check(9, 0, text.len());
        assert_eq!(lines.position(text, 1), Position::new(0, 0));
        assert_eq!(lines.position(text, 999), Position::new(1, 1));
    }

    proptest! {
        #[test]
        fn every_character_is_found_again(text in "[a\u{e9}甲𠀀\r\n]{0,24}", unit in 0..3usize) {
            let unit = [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Utf32][unit];
            let lines = TextLines::new(&text, unit);
            for (at, character) in text.char_indices() {
                // Between CR and LF there is no place.
                if character != '\n' && character != '\r' {
                    prop_assert_eq!(lines.offset(&text, lines.position(&text, at)), at);
                }
            }
        }
    }
}
