//! Tables: rows, cells, what they are merged with, and how often they are repeated.

use super::story::OdtReader;
use crate::{
    Limit, ReadError,
    flow::item::{Merge, StoryItem, TableCell, TableRow, more_cells, unbox},
    limits::{self, TEXT_LIMIT},
    xml::Tag,
};

/// A cell that goes on in the rows below.
#[derive(Clone, Copy)]
struct SpanningCell {
    column: u32,
    span: u32,
    /// Rows that it still covers.
    rows: u32,
}

/// A row under construction.
#[derive(Default)]
struct OdtRow {
    row: TableRow,
    column: u32,
    /// Columns that the last cell covers and that are still to come.
    covered: u32,
    hanging: Vec<SpanningCell>,
}

impl OdtReader<'_, '_> {
    /// A table, to its end.
    pub(super) fn table(&mut self) -> Result<Vec<TableRow>, ReadError> {
        let mut rows = Vec::new();
        let mut hanging = Vec::new();
        self.rows(&mut rows, &mut hanging)?;
        Ok(rows)
    }

    fn rows(
        &mut self,
        rows: &mut Vec<TableRow>,
        hanging: &mut Vec<SpanningCell>,
    ) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "table-row" => {
                    let row = self.row(hanging)?;
                    let times = tag.count("number-rows-repeated").unwrap_or(1).max(1);
                    let (cells, bytes) = size_of_cells(&row.cells);
                    self.repeat(times - 1, cells.max(1), bytes)?;
                    rows.extend((1..times).map(|_| row.clone()));
                    rows.push(row);
                }
                "table-header-rows" | "table-rows" | "table-row-group" => {
                    self.rows(rows, hanging)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, hanging: &mut Vec<SpanningCell>) -> Result<TableRow, ReadError> {
        let mut line = OdtRow::default();
        while let Some(tag) = self.xml.child()? {
            let times = tag.count("number-columns-repeated").unwrap_or(1).max(1);
            match tag.name() {
                "table-cell" => {
                    more_cells(&mut self.cells, 1)?;
                    let (columns, rows) =
                        (span(&tag, "number-columns-spanned"), span(&tag, "number-rows-spanned"));
                    let mut items = Vec::new();
                    self.depth += 1;
                    self.blocks(&mut items)?;
                    self.depth -= 1;
                    unbox(&mut items);
                    let cell = TableCell { span: columns, merge: Merge::Nothing, items };
                    let (cells, bytes) = size_of_cells(std::slice::from_ref(&cell));
                    self.repeat(times - 1, cells, bytes)?;
                    for _ in 1..times {
                        line.cell(cell.clone(), rows);
                    }
                    line.cell(cell, rows);
                }
                "covered-table-cell" => {
                    more_cells(&mut self.cells, times)?;
                    (0..times).for_each(|_| line.covered(hanging));
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        *hanging = line.hanging;
        Ok(line.row)
    }

    /// Counts what is repeated before it is.
    fn repeat(&mut self, times: u32, cells: u32, bytes: usize) -> Result<(), ReadError> {
        more_cells(&mut self.cells, times.saturating_mul(cells))?;
        let repeated = bytes.saturating_mul(times as usize);
        self.story.repeated = self.story.repeated.saturating_add(repeated);
        if self.story.repeated > TEXT_LIMIT {
            return Err(ReadError::Limit(Limit::new("正文长度", "length of the text")));
        }
        Ok(())
    }
}

impl OdtRow {
    fn cell(&mut self, cell: TableCell, rows: u32) {
        let (column, span) = (self.column, cell.span);
        if rows > 1 {
            self.hanging.push(SpanningCell { column, span, rows: rows - 1 });
        }
        self.column += span;
        self.covered = span - 1;
        self.row.cells.push(cell);
    }

    /// A place that a cell to the left or above covers. One that none covers is blank.
    fn covered(&mut self, above: &[SpanningCell]) {
        if self.covered > 0 {
            self.covered -= 1;
            return;
        }
        let at = above.binary_search_by_key(&self.column, |cell| cell.column);
        let (span, merge, rows) = match at.map(|at| above[at]) {
            Ok(cell) => (cell.span, Merge::Above, cell.rows),
            Err(_) => (1, Merge::Nothing, 1),
        };
        self.cell(TableCell { span, merge, items: Vec::new() }, rows);
    }
}

fn span(tag: &Tag, name: &str) -> u32 {
    tag.count(name).unwrap_or(1).clamp(1, limits::COLUMNS)
}

/// Cells and bytes of text, those of tables within included.
fn size_of_cells(cells: &[TableCell]) -> (u32, usize) {
    cells.iter().fold((0_u32, 0_usize), |(count, bytes), cell| {
        let (more, text) = size_of(&cell.items);
        (count.saturating_add(1 + more), bytes.saturating_add(text))
    })
}

fn size_of(items: &[StoryItem]) -> (u32, usize) {
    items.iter().fold((0_u32, 0_usize), |(count, bytes), item| {
        let (more, text) = match item {
            StoryItem::Paragraph(paragraph) => {
                let (more, text) = size_of(&paragraph.boxes);
                (more, text + paragraph.text.len() + 1)
            }
            StoryItem::Table(rows) => rows.iter().fold((0, 0), |(count, bytes), row| {
                let (more, text) = size_of_cells(&row.cells);
                (count + more, bytes + text)
            }),
            StoryItem::Chunk(_) => (0, 0),
        };
        (count.saturating_add(more), bytes.saturating_add(text))
    })
}
