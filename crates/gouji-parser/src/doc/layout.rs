//! What a paragraph says of itself: its level, its number, and its place in tables.

use super::sprm::Sprms;
use crate::binary::{byte, long, short, slice};

/// The properties of a paragraph.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the format has each as a switch of its own")]
pub(super) struct ParagraphProperties {
    /// Outline level from 0.
    pub(super) outline: Option<u8>,
    /// The list, from 1; 0 for none.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    in_table: bool,
    depth: Option<u32>,
    /// Whether the mark of a cell or a row ends it, in a table within a table.
    pub(super) ends_inner_cell: bool,
    ends_inner_row: bool,
    ends_row: bool,
    pub(super) row: RowLayout,
}

/// What the end of a row says of its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct RowLayout {
    /// Where cells begin, and where the last ends, in twentieths of a point.
    pub(super) edges: Vec<i32>,
    pub(super) cells: Vec<CellLayout>,
}

/// What a cell is merged with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellLayout {
    pub(super) goes_on_left: bool,
    pub(super) goes_on_above: bool,
}

impl ParagraphProperties {
    /// How many tables the paragraph is in.
    pub(super) fn depth(&self) -> u32 {
        if self.in_table { self.depth.unwrap_or(1).max(1) } else { 0 }
    }

    pub(super) fn is_row_end(&self) -> bool {
        self.ends_row || self.ends_inner_row
    }

    /// Takes up modifiers; says how many bytes they have. `data` has those that are too long for the main stream.
    pub(super) fn take(&mut self, group: &[u8], data: &[u8]) -> usize {
        let mut bytes = group.len();
        for (code, operand) in Sprms(group) {
            let number = byte(operand, 0).unwrap_or(0);
            match code {
                0x2640 => self.outline = Some(number.min(9)),
                0x460B => {
                    let list = short(operand, 0).unwrap_or(0);
                    self.list = Some(if list < 0x07FF { u32::from(list) } else { 0 });
                }
                0x260A => self.level = Some(number.min(8)),
                0x2416 => self.in_table = number != 0,
                0x2417 => self.ends_row = number != 0,
                0x6649 => self.depth = long(operand, 0),
                0x244B => self.ends_inner_cell = number != 0,
                0x244C => self.ends_inner_row = number != 0,
                0x6645 | 0x6646 => {
                    let place = long(operand, 0).unwrap_or(u32::MAX) as usize;
                    let length = short(data, place).map_or(0, usize::from);
                    let far = place.checked_add(2).and_then(|at| slice(data, at, length));
                    // No group is followed twice.
                    bytes += self.take(far.unwrap_or_default(), &[]);
                }
                0xD608 => self.row = RowLayout::read(operand).unwrap_or_default(),
                0x5624 => {
                    let last = usize::from(byte(operand, 1).unwrap_or(0));
                    let merged = (usize::from(number) + 1)..last.min(self.row.cells.len());
                    merged.for_each(|at| self.row.cells[at].goes_on_left = true);
                }
                0xD62B => {
                    let flags = byte(operand, 1).unwrap_or(0);
                    if let Some(cell) = self.row.cells.get_mut(usize::from(number)) {
                        cell.goes_on_above = flags & 3 == 1;
                    }
                }
                _ => {}
            }
        }
        bytes
    }
}

impl RowLayout {
    fn read(definition: &[u8]) -> Option<Self> {
        const CELL: usize = 20;
        let count = usize::from(byte(definition, 0)?);
        let edge = |at: usize| Some(i32::from(short(definition, 1 + at * 2)?.cast_signed()));
        let edges: Vec<i32> = (0..=count).map_while(edge).collect();
        let cells = definition.get(1 + (count + 1) * 2..).unwrap_or_default();
        let cell = |at: usize| {
            let flags = short(cells, at * CELL).unwrap_or(0);
            CellLayout { goes_on_left: flags & 0x3 == 0x2, goes_on_above: flags & 0x60 == 0x20 }
        };
        Some(Self { edges, cells: (0..count).map(cell).collect() })
    }
}
