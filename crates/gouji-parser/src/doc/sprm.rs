//! Single property modifiers: a code of two bytes, and what it sets.

use crate::binary::{byte, short, slice};

/// The modifiers in a group, in order; it ends where one is cut.
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

/// Code and operand.
pub(super) type Sprm<'a> = (u16, &'a [u8]);

const TABLE_DEFINITION: u16 = 0xD608;
const CHANGED_TABS: u16 = 0xC615;

impl<'a> Iterator for Sprms<'a> {
    type Item = Sprm<'a>;

    fn next(&mut self) -> Option<Sprm<'a>> {
        let code = short(self.0, 0)?;
        let rest = &self.0[2..];
        // The length of some operands stands before them.
        let (head, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE_DEFINITION => (2, usize::from(short(rest, 0)?).checked_sub(1)?),
            _ if code == CHANGED_TABS && byte(rest, 0)? == 255 => {
                let deleted = usize::from(byte(rest, 1)?) * 4;
                let added = usize::from(byte(rest, 2 + deleted)?) * 3;
                (1, 2 + deleted + added)
            }
            _ => (1, usize::from(byte(rest, 0)?)),
        };
        let operand = slice(rest, head, length)?;
        self.0 = &rest[head + length..];
        Some((code, operand))
    }
}
