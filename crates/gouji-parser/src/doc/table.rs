//! Rows of a table laid on the columns that they have in common: a row says only where its cells end.

use super::layout::RowLayout;
use crate::{
    flow::item::{Merge, StoryItem, TableCell, TableRow},
    limits,
};

/// A row as it was read.
pub(super) struct RowDraft {
    pub(super) layout: RowLayout,
    pub(super) cells: Vec<Vec<StoryItem>>,
}

/// Edges no further apart than this, in twentieths of a point, are one: rows are rounded each on its own.
const SAME: i32 = 22;

/// The rows of a table.
pub(super) fn rows(drafts: Vec<RowDraft>) -> Vec<TableRow> {
    let mut edges: Vec<i32> = drafts.iter().flat_map(|row| &row.layout.edges).copied().collect();
    edges.sort_unstable();
    let mut columns: Vec<i32> = Vec::new();
    for edge in edges {
        if columns.last().is_none_or(|last| edge - last > SAME) {
            columns.push(edge);
        }
    }
    drafts.into_iter().map(|draft| row(draft, &columns)).collect()
}

fn row(draft: RowDraft, columns: &[i32]) -> TableRow {
    let RowDraft { layout, cells } = draft;
    // The column that begins at an edge, or just before.
    let column = |at: usize| {
        let edge = layout.edges.get(at)?;
        Some(columns.partition_point(|column| column <= edge).saturating_sub(1) as u32)
    };
    let before = column(0).unwrap_or(0).min(limits::COLUMNS);
    let cells = cells.into_iter().enumerate().map(|(at, items)| {
        let width = column(at).zip(column(at + 1)).map(|(start, end)| end.saturating_sub(start));
        let merged = layout.cells.get(at).copied().unwrap_or_default();
        let merge = match merged {
            _ if merged.goes_on_left => Merge::Left,
            _ if merged.goes_on_above => Merge::Above,
            _ => Merge::Nothing,
        };
        TableCell { span: width.unwrap_or(1).clamp(1, limits::COLUMNS), merge, items }
    });
    TableRow { before, cells: cells.collect() }
}
