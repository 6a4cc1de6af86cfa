//! The file information block at the start of the main stream: what the file has, and where.

use std::{collections::HashSet, ops::Range};

use crate::binary::{long, short, slice};
use crate::{Format, ReadError};

// Places of parts in the stream of tables, by their number in the block.
pub(super) const STYLES: usize = 1;
pub(super) const COMMENT_REFERENCES: usize = 4;
const SECTIONS: usize = 6;
pub(super) const CHARACTERS: usize = 12;
pub(super) const PARAGRAPHS: usize = 13;
pub(super) const FONTS: usize = 15;
pub(super) const PIECES: usize = 33;
pub(super) const COMMENTERS: usize = 36;
pub(super) const SHAPES: usize = 40;
pub(super) const BOXES: usize = 56;
pub(super) const LISTS: usize = 73;
pub(super) const LIST_OVERRIDES: usize = 74;

/// The first version of the format that is read: Word 97.
const WORD_97: u16 = 0xC1;

/// What the block says.
pub(super) struct Fib {
    /// Whether the tables are in `1Table`.
    pub(super) second_table: bool,
    /// Characters of the body.
    pub(super) body: u32,
    /// Characters of what follows it: footnotes, headers, macros, comments, endnotes, text boxes.
    after: [u32; 6],
    /// Where parts stand, and how long they are.
    parts: Vec<(u32, u32)>,
}

impl Fib {
    pub(super) fn read(main: &[u8]) -> Result<Self, ReadError> {
        const BROKEN: ReadError = ReadError::Damaged {
            what: "正文开头的文件信息读不出来",
            english: "the file information block is damaged",
        };
        let flags = short(main, 10).ok_or(BROKEN)?;
        if short(main, 2).ok_or(BROKEN)? < WORD_97 || short(main, 0) != Some(0xA5EC) {
            // Word 95 and older keep text in another way.
            ReadError::refuse(Format::Wps)?;
        }
        if flags & 0x0100 != 0 {
            ReadError::refuse(Format::Encrypted)?;
        }
        let shorts = 34 + usize::from(short(main, 32).ok_or(BROKEN)?) * 2;
        let longs = shorts + 2;
        let count = |at: usize| long(main, longs + at * 4).ok_or(BROKEN);
        let after = [count(4)?, count(5)?, count(6)?, count(7)?, count(8)?, count(9)?];
        let body = count(3)?;
        let pairs = longs + usize::from(short(main, shorts).ok_or(BROKEN)?) * 4;
        let length = usize::from(short(main, pairs).ok_or(BROKEN)?);
        let pair = |at: usize| {
            let at = pairs + 2 + at * 8;
            Some((long(main, at)?, long(main, at + 4)?))
        };
        let parts = (0..length).map_while(pair).collect();
        Ok(Self { second_table: flags & 0x0200 != 0, body, after, parts })
    }

    /// Where a part begins in the stream of tables.
    pub(super) fn place(&self, number: usize) -> Option<Range<usize>> {
        let &(start, length) = self.parts.get(number).filter(|(_, length)| *length > 0)?;
        Some(start as usize..(start as usize).checked_add(length as usize)?)
    }

    /// A part, empty if the file has none.
    pub(super) fn part<'t>(&self, tables: &'t [u8], number: usize) -> &'t [u8] {
        let place = self.place(number);
        place.and_then(|place| slice(tables, place.start, place.len())).unwrap_or_default()
    }

    /// The characters at which sections begin; a page break is the same character as the end of one.
    pub(super) fn sections(&self, tables: &[u8]) -> HashSet<u32> {
        let part = self.part(tables, SECTIONS);
        let count = part.len().saturating_sub(4) / 16 + 1;
        (0..count).map_while(|at| long(part, at * 4)).collect()
    }

    pub(super) fn footnotes(&self) -> Range<u32> {
        self.after(0)
    }

    pub(super) fn endnotes(&self) -> Range<u32> {
        self.after(4)
    }

    /// The characters of text boxes.
    pub(super) fn boxes(&self) -> Range<u32> {
        self.after(5)
    }

    fn after(&self, at: usize) -> Range<u32> {
        let before = self.after[..at].iter();
        let start = before.fold(self.body, |sum, count| sum.saturating_add(*count));
        start..start.saturating_add(self.after[at])
    }
}
