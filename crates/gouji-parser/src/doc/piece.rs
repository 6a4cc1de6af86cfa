//! The text, which a file that was saved quickly keeps in pieces.

use std::ops::Range;

use super::fib::{self, Fib};
use crate::{
    Limit, ReadError,
    binary::{byte, long, short, slice},
    limits::TEXT_LIMIT,
};

/// The pieces of the text, in order.
pub(super) struct PieceTable(Vec<TextPiece>);

/// A piece.
pub(super) struct TextPiece {
    /// Its characters, counted from the start of the text.
    pub(super) characters: Range<u32>,
    /// Where it begins in the main stream.
    start: u32,
    /// Whether a character is one byte of Windows-1252, or two of UTF-16.
    narrow: bool,
    /// Properties that all of it has besides its own.
    pub(super) properties: Vec<u8>,
}

impl PieceTable {
    pub(super) fn read(tables: &[u8], fib: &Fib) -> Result<Self, ReadError> {
        let part = fib.part(tables, fib::PIECES);
        let pieces =
            pieces(part).filter(|pieces| !pieces.is_empty()).ok_or(ReadError::Damaged {
                what: "正文的分段表读不出来",
                english: "the piece table is damaged",
            })?;
        // As long as the text is, whatever it repeats.
        let length: u64 = pieces.iter().map(|piece| piece.characters.len() as u64).sum();
        if length > TEXT_LIMIT as u64 {
            return Err(ReadError::Limit(Limit::new("正文长度", "length of the text")));
        }
        Ok(Self(pieces))
    }

    /// The pieces that have characters of `range`.
    pub(super) fn of(&self, range: Range<u32>) -> impl Iterator<Item = &TextPiece> {
        let meets = move |piece: &&TextPiece| {
            piece.characters.start < range.end && range.start < piece.characters.end
        };
        self.0.iter().filter(meets)
    }
}

impl TextPiece {
    /// Where a character of the piece stands in the main stream.
    pub(super) fn place(&self, character: u32) -> u32 {
        let within = character - self.characters.start;
        self.start.saturating_add(if self.narrow { within } else { within.saturating_mul(2) })
    }

    /// Bytes of a character.
    pub(super) fn width(&self) -> u32 {
        if self.narrow { 1 } else { 2 }
    }

    /// The character at a place, in UTF-16.
    pub(super) fn unit(&self, main: &[u8], place: u32) -> Option<u16> {
        if !self.narrow {
            return short(main, place as usize);
        }
        let byte = byte(main, place as usize)?;
        let (text, _) = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(std::slice::from_ref(main.get(place as usize)?));
        Some(if byte < 0x80 { u16::from(byte) } else { text.chars().next()? as u16 })
    }
}

fn pieces(part: &[u8]) -> Option<Vec<TextPiece>> {
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    while byte(part, at)? == 1 {
        let length = usize::from(short(part, at + 1)?);
        shared.push(slice(part, at + 3, length)?);
        at += 3 + length;
    }
    let table = slice(part, at + 5, long(part, at + 1)? as usize)?;
    let count = table.len().checked_sub(4)? / 12;
    let piece = |at: usize| {
        let characters = long(table, at * 4)?..long(table, at * 4 + 4)?;
        let entry = slice(table, (count + 1) * 4 + at * 8, 8)?;
        let place = long(entry, 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let start = place & 0x3FFF_FFFF;
        let start = if narrow { start / 2 } else { start };
        let properties = properties(short(entry, 6)?, &shared);
        Some(TextPiece { characters, start, narrow, properties })
    };
    let pieces: Vec<TextPiece> = (0..count).map_while(piece).collect();
    let ordered = pieces.iter().all(|it| it.characters.start <= it.characters.end)
        && pieces.windows(2).all(|two| two[0].characters.end == two[1].characters.start);
    ordered.then_some(pieces)
}

/// What a piece says of all its characters and paragraphs: one property, or the number of several.
fn properties(modifier: u16, shared: &[&[u8]]) -> Vec<u8> {
    if modifier & 1 != 0 {
        return shared.get(usize::from(modifier >> 1)).map_or(Vec::new(), |it| it.to_vec());
    }
    let code: u16 = match modifier >> 1 & 0x7F {
        0x0C => 0x260A,
        0x18 => 0x2416,
        0x19 => 0x2417,
        0x41 => 0x0800,
        0x42 => 0x0801,
        0x57 => 0x0837,
        0x5C => 0x083C,
        0x68 => 0x2A48,
        0x73 => 0x2A53,
        _ => return Vec::new(),
    };
    let [low, high] = code.to_le_bytes();
    vec![low, high, (modifier >> 8) as u8]
}
