//! Cells to rows. Rows without anything in them part tables; what stands alone in the rows above a table is a
//! paragraph: a heading, or the title.

use std::collections::BTreeMap;

use super::worksheet::{COLUMNS, Worksheet};
use crate::{
    ReadError,
    flow::item::{Merge, StoryItem, StoryParagraph, TableCell, TableRow, more_cells},
    heading,
};

/// A row with its cells by column.
type WorksheetRow = Vec<(u32, StoryParagraph)>;

/// Cells that go on in the rows below, by column: their last row and column.
type HangingCells = BTreeMap<u32, (u32, u32)>;

/// Appends the tables and paragraphs of a sheet.
pub(super) fn items(
    sheet: Worksheet,
    items: &mut Vec<StoryItem>,
    cells: &mut u32,
) -> Result<(), ReadError> {
    let columns = ShownColumns::new(&sheet.hidden);
    let Worksheet { rows, merged, .. } = sheet;
    let mut block: Vec<(u32, WorksheetRow)> = Vec::new();
    let mut areas = merged.iter().peekable();
    // The last row in which a merged cell goes on that began before.
    let mut goes_on = 0;
    for (at, row) in rows {
        let row: WorksheetRow =
            row.into_iter().filter(|(column, _)| columns.count(*column, *column) > 0).collect();
        if row.is_empty() {
            continue;
        }
        if let Some(&(last, _)) = block.last()
            && at > last + 1
        {
            while let Some((_, areas)) = areas.next_if(|(row, _)| **row <= last) {
                goes_on = areas.values().map(|area| area.0).max().unwrap_or(0).max(goes_on);
            }
            // Rows in which a merged cell goes on belong to the table, blank as they are.
            if goes_on + 1 >= at {
                more_cells(cells, at - last - 1)?;
                block.extend((last + 1..at).map(|at| (at, WorksheetRow::new())));
            } else {
                lay_out(std::mem::take(&mut block), &merged, &columns, items, cells)?;
            }
        }
        block.push((at, row));
    }
    lay_out(block, &merged, &columns, items, cells)
}

/// How many columns before each are shown.
struct ShownColumns(Vec<u32>);

impl ShownColumns {
    fn new(hidden: &[(u32, u32)]) -> Self {
        let mut is_hidden = vec![false; COLUMNS as usize];
        for &(first, last) in hidden {
            let range = first as usize..(last.min(COLUMNS - 1) as usize) + 1;
            if let Some(range) = is_hidden.get_mut(range) {
                range.fill(true);
            }
        }
        let mut shown = 0;
        let counts = is_hidden.into_iter().map(|hidden| {
            shown += u32::from(!hidden);
            shown
        });
        Self([0].into_iter().chain(counts).collect())
    }

    /// How many of the columns from `first` to `last` are shown.
    fn count(&self, first: u32, last: u32) -> u32 {
        self.0[last.min(COLUMNS - 1) as usize + 1] - self.0[first as usize]
    }
}

/// Appends rows that follow each other.
fn lay_out(
    block: Vec<(u32, WorksheetRow)>,
    merged: &BTreeMap<u32, BTreeMap<u32, (u32, u32)>>,
    columns: &ShownColumns,
    items: &mut Vec<StoryItem>,
    cells: &mut u32,
) -> Result<(), ReadError> {
    let used = block.iter().flat_map(|(_, row)| row.iter().map(|(column, _)| *column));
    let (Some(first), Some(last)) = (used.clone().min(), used.max()) else { return Ok(()) };
    let alone = block.iter().take_while(|(_, row)| row.len() == 1).count();
    let mut rows = Vec::new();
    let mut hanging = HangingCells::new();
    for (number, (at, row)) in block.into_iter().enumerate() {
        let is_heading =
            number < alone && (number + 1 < alone || row.iter().any(|(_, it)| is_title(it)));
        if is_heading {
            items.extend(row.into_iter().map(|(_, paragraph)| StoryItem::Paragraph(paragraph)));
            continue;
        }
        hanging.retain(|_, cell| cell.0 >= at);
        let mut contents = row.into_iter().peekable();
        let mut line = TableRow::default();
        let mut column = first;
        while column <= last {
            more_cells(cells, 1)?;
            let above = hanging.get(&column).copied();
            let begins = merged.get(&at).and_then(|areas| areas.get(&column)).copied();
            let end = above.or(begins).map_or(column, |(_, end)| end);
            let mut paragraph = None;
            while let Some((_, content)) = contents.next_if(|(at, _)| *at <= end) {
                paragraph.get_or_insert(content);
            }
            let merge = if above.is_some() { Merge::Above } else { Merge::Nothing };
            let span = columns.count(column, end);
            if span > 0 {
                let items = paragraph.filter(|_| above.is_none()).map(StoryItem::Paragraph);
                line.cells.push(TableCell { span, merge, items: items.into_iter().collect() });
            }
            if let Some(area) = begins.filter(|area| above.is_none() && area.0 > at) {
                hanging.insert(column, area);
            }
            column = end.saturating_add(1);
        }
        rows.push(line);
    }
    if !rows.is_empty() {
        items.push(StoryItem::Table(rows));
    }
    Ok(())
}

/// Whether what stands alone above a table is its heading, and not its first row.
fn is_title(paragraph: &StoryParagraph) -> bool {
    heading::shaped(paragraph.text.trim()).is_some()
}
