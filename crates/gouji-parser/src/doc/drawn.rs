//! How characters are drawn, and what they are.

use super::sprm::Sprms;
use crate::{
    apart::Look,
    binary::{byte, short},
};

/// The properties of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the format has each as a switch of its own")]
pub(super) struct CharacterProperties {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) hidden: bool,
    struck: bool,
    struck_twice: bool,
    /// Raised, lowered or plain.
    raised: Look,
    /// Whether control characters among them have a meaning.
    pub(super) special: bool,
    /// Whether they carry data of a form field, and no picture.
    pub(super) data: bool,
    /// Font and code of a symbol.
    pub(super) symbol: Option<(u16, u16)>,
    /// The character style.
    pub(super) style: Option<u16>,
}

impl CharacterProperties {
    /// With these modifiers. `base` is what the style gives, which toggles may go by.
    pub(super) fn with(mut self, base: Self, group: &[u8]) -> Self {
        for (code, operand) in Sprms(group) {
            let number = byte(operand, 0).unwrap_or(0);
            let toggle = |of_style: bool| match number {
                0x80 => of_style,
                0x81 => !of_style,
                number => number != 0,
            };
            match code {
                0x0800 => self.deleted = number != 0,
                0x0801 => self.inserted = number != 0,
                0x0806 => self.data = number != 0,
                0x0855 => self.special = number != 0,
                0x083C => self.hidden = toggle(base.hidden),
                0x0837 => self.struck = toggle(base.struck),
                0x2A53 => self.struck_twice = toggle(base.struck_twice),
                0x2A48 => {
                    self.raised = match number {
                        1 => Look::Raised,
                        2 => Look::Lowered,
                        _ => Look::Plain,
                    };
                }
                0x4A30 => self.style = short(operand, 0),
                // Plain: only the properties of the style are left.
                0x2A33 => self = Self { special: self.special, ..base },
                0x6A09 => self.symbol = short(operand, 0).zip(short(operand, 2)),
                _ => {}
            }
        }
        self
    }

    pub(super) fn look(self) -> Look {
        if self.struck || self.struck_twice { Look::Struck } else { self.raised }
    }
}
