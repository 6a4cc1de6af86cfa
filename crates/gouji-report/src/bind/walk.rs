//! One walk over a table: labels are recognised in order, and the values that follow them taken.
//!
//! * [`walker`] – the row and the group that the walk is in
//! * [`rows`] – rows that the format marks
//! * [`loose`] – pieces with no row around them
//! * [`copies`] – a table that begins again, and the order of its rows

use gouji_parser::Span;

use super::stream::WalkItem;
use crate::form::TableSpec;

mod copies;
mod loose;
mod rows;
mod walked;
mod walker;

pub(super) use walked::{Head, WalkResult, WalkedRow, WalkedValue};
use walker::Pending;
pub(super) use walker::{Match, Walker};

/// Walks over the items of a table whose rows are led by labels; gives each copy of it, at least one.
pub(super) fn walk<'d>(table: &TableSpec, items: &[WalkItem<'_, 'd>]) -> Vec<WalkResult<'d>> {
    let mut walker = Walker {
        table,
        out: WalkResult::default(),
        before: Vec::new(),
        open: None,
        groups: Vec::new(),
        last: None,
        seen: vec![false; table.rows.len()],
        seen_before: false,
        pending: Pending::default(),
        group: None,
        upright: None,
        apart: false,
        since: None,
        figures_follow: false,
        item: 0,
        block: None,
    };
    for (index, item) in items.iter().enumerate() {
        walker.item = index;
        match item {
            WalkItem::Row { layout, pieces } => {
                walker.block = pieces.first().and_then(|piece| piece.line.block());
                walker.row(*layout, pieces);
            }
            WalkItem::Loose(piece) if walker.is_upright(piece, items.get(index + 1)) => {}
            WalkItem::Loose(piece) => {
                walker.block = None;
                // 总计 behind 其他 is the last of a head, even right above figures.
                let in_head = walker.out.heads.last().is_some_and(|head| head.item + 1 == index);
                walker.figures_follow = match items.get(index + 1) {
                    _ if in_head => false,
                    Some(WalkItem::Loose(next)) => next.line.is_blank() || next.is_figure(),
                    next => matches!(next, Some(WalkItem::Gap(_))),
                };
                walker.loose(piece);
            }
            WalkItem::Damage => {
                if let Some(row) = &mut walker.open {
                    row.torn = true;
                }
            }
            WalkItem::Gap(place) => walker.blank(Span { start: *place, end: *place }, None),
        }
    }
    walker.finish()
}
