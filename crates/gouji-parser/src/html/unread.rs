//! The element whose content is not read, and where it ends.
//!
//! An element that its author did not close must not swallow the report: it also ends where the
//! element around it does.

use super::{element::ElementKind, tag::StartTag};

pub(super) struct UnreadParts {
    name: Vec<u8>,
    kind: ElementKind,
    /// Elements of the same name open in it.
    same: u32,
    /// Tables open in it.
    tables: u32,
    /// Blocks open in it.
    blocks: u32,
}

/// What an end tag ends.
pub(super) enum Ending {
    /// Something within.
    Inner,
    /// The element itself.
    Own,
    /// An element around it, and so itself.
    Outer,
}

impl UnreadParts {
    pub(super) fn new(tag: &StartTag<'_>) -> Self {
        Self { name: tag.name.to_vec(), kind: tag.kind, same: 0, tables: 0, blocks: 0 }
    }

    /// A start tag; whether it ends the element, whose end tag was left out.
    pub(super) fn start(&mut self, tag: &StartTag<'_>) -> bool {
        if self.tables == 0 && self.kind.ends_before(tag.kind) {
            return true;
        }
        if !tag.void {
            self.same += u32::from(tag.name == self.name);
            self.tables += u32::from(tag.kind == ElementKind::Table);
            self.blocks += u32::from(tag.kind.breaks());
        }
        false
    }

    /// An end tag. `in_cell`: whether the element began in a cell.
    pub(super) fn end(&mut self, name: &[u8], kind: ElementKind, in_cell: bool) -> Ending {
        if name == self.name {
            if self.same == 0 {
                return Ending::Own;
            }
            self.same -= 1;
        }
        let outer = match kind {
            ElementKind::Table => self.tables == 0,
            ElementKind::Cell | ElementKind::Row | ElementKind::RowGroup => {
                let around = kind != self.kind && self.kind.ends_before(kind);
                self.tables == 0 && (in_cell || around)
            }
            ElementKind::Page => true,
            ElementKind::Block => self.blocks == 0,
            kind if kind.breaks() => self.blocks == 0 && self.kind == ElementKind::Inline,
            _ => false,
        };
        if outer {
            return Ending::Outer;
        }
        self.tables = self.tables.saturating_sub(u32::from(kind == ElementKind::Table));
        self.blocks = self.blocks.saturating_sub(u32::from(kind.breaks()));
        Ending::Inner
    }
}
