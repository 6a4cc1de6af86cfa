//! Rows and columns of one table while it is read: the WHATWG table model (4.9.12), in one pass.

use std::ops::Range;

use crate::Doubt;

/// A table whose end has not been read.
pub(super) struct HtmlGrid {
    /// The first of the page's items that stands in the table.
    pub(super) first_item: usize,
    /// Every row that began.
    pub(super) rows: Vec<GridRow>,
    /// Every cell, in the order of the page.
    pub(super) cells: Vec<GridCell>,
    row_open: bool,
    cell_open: bool,
    /// First cell of the row group.
    group: usize,
    /// What the open row group is.
    pub(super) part: RowGroupPart,
    /// The row groups that have ended.
    groups: Vec<RowGroup>,
    /// For each column the first row that no cell from above reaches.
    reached: Vec<u32>,
    /// Where the next cell of the row is looked for.
    column: u32,
}

pub(super) struct GridRow {
    /// Where the row begins in the source.
    pub(super) at: u32,
    /// Its first cell.
    pub(super) first_cell: usize,
}

pub(super) struct GridCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) column_span: u32,
    pub(super) row_span: u32,
    /// The page's items in the cell.
    pub(super) items: Range<usize>,
    /// Where its text would stand if it had any.
    pub(super) blank_at: u32,
    /// What it shows that is not read.
    pub(super) doubt: Option<Doubt>,
}

/// Rows between which cells can reach.
struct RowGroup {
    part: RowGroupPart,
    rows: Range<usize>,
    cells: Range<usize>,
    /// The page's items up to its end.
    items_end: usize,
}

/// What part of a table a row group is: browsers draw the first head at the top and the first foot
/// at the bottom, wherever they stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum RowGroupPart {
    Head,
    #[default]
    Body,
    Foot,
}

impl HtmlGrid {
    pub(super) fn new(first_item: usize) -> Self {
        Self {
            first_item,
            rows: Vec::new(),
            cells: Vec::new(),
            row_open: false,
            cell_open: false,
            group: 0,
            part: RowGroupPart::Body,
            groups: Vec::new(),
            reached: Vec::new(),
            column: 0,
        }
    }

    /// Columns so far.
    pub(super) fn width(&self) -> usize {
        self.reached.len()
    }

    /// The open cell.
    pub(super) fn cell(&mut self) -> Option<&mut GridCell> {
        self.cells.last_mut().filter(|_| self.cell_open)
    }

    /// Whether a row is open.
    pub(super) fn row_open(&self) -> bool {
        self.row_open
    }

    /// Begins a row at `at`. Gives the slots that the table grew by.
    pub(super) fn open_row(&mut self, at: u32) -> usize {
        self.rows.push(GridRow { at, first_cell: self.cells.len() });
        self.row_open = true;
        self.column = 0;
        self.width().max(1)
    }

    /// Begins a cell in the open row, or in a new one. Gives the slots that the table grew by.
    pub(super) fn open_cell(
        &mut self,
        (column_span, row_span): (u32, u32),
        items: usize,
        at: u32,
    ) -> usize {
        let mut grown = if self.row_open { 0 } else { self.open_row(at) };
        let row = self.rows.len() as u32 - 1;
        while self.reached.get(self.column as usize).is_some_and(|&until| until > row) {
            self.column += 1;
        }
        let (first, end) = (self.column as usize, (self.column + column_span) as usize);
        if end > self.width() {
            grown += (end - self.width()) * self.rows.len();
            self.reached.resize(end, 0);
        }
        for reached in &mut self.reached[first..end] {
            *reached = (*reached).max(row + row_span);
        }
        self.cells.push(GridCell {
            row,
            column: self.column,
            column_span,
            row_span,
            items: items..items,
            blank_at: at,
            doubt: None,
        });
        self.cell_open = true;
        self.column += column_span;
        grown
    }

    /// Ends the open cell before the item `items`.
    pub(super) fn close_cell(&mut self, items: usize) {
        if let Some(cell) = self.cell() {
            cell.items.end = items;
        }
        self.cell_open = false;
    }

    /// Ends the open row, which has no open cell.
    pub(super) fn close_row(&mut self) {
        self.row_open = false;
    }

    /// Ends the row group before the item `items`: no cell reaches below it.
    pub(super) fn close_group(&mut self, items: usize) {
        self.row_open = false;
        let first = self.groups.last().map_or(0, |group| group.rows.end);
        let part = std::mem::take(&mut self.part);
        if first < self.rows.len() {
            let (rows, cells) = (first..self.rows.len(), self.group..self.cells.len());
            self.groups.push(RowGroup { part, rows, cells, items_end: items });
        }
        let end = self.rows.len() as u32;
        let group = &mut self.cells[self.group..];
        if group.is_empty() {
            return;
        }
        for cell in group {
            cell.row_span = cell.row_span.min(end - cell.row);
        }
        self.reached.fill(0);
        self.group = self.cells.len();
    }

    /// Puts the row groups into the order in which they are drawn, and the page's items of the table
    /// with them.
    pub(super) fn put_in_order<T>(&mut self, items: &mut Vec<T>) {
        let first = |part| self.groups.iter().position(|group| group.part == part);
        let (head, foot) = (first(RowGroupPart::Head), first(RowGroupPart::Foot));
        let between = (0..self.groups.len()).filter(|&at| Some(at) != head && Some(at) != foot);
        let order: Vec<usize> = head.into_iter().chain(between).chain(foot).collect();
        if order.is_sorted() {
            return;
        }
        // What stands before the first cell stays: a caption.
        let mut start = self.cells.first().map_or(items.len(), |cell| cell.items.start);
        let mut rest = items.split_off(start).into_iter();
        let mut chunks: Vec<(usize, Vec<T>)> = Vec::with_capacity(order.len());
        for group in &self.groups {
            let count = group.items_end.saturating_sub(start);
            chunks.push((start, rest.by_ref().take(count).collect()));
            start = start.max(group.items_end);
        }
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        for &at in &order {
            let group = &self.groups[at];
            let (from, chunk) = &mut chunks[at];
            let (row_base, cell_base, item_base) = (rows.len(), cells.len(), items.len());
            rows.extend(self.rows[group.rows.clone()].iter().map(|row| GridRow {
                first_cell: row.first_cell - group.cells.start + cell_base,
                ..*row
            }));
            cells.extend(self.cells[group.cells.clone()].iter().map(|cell| GridCell {
                row: cell.row - group.rows.start as u32 + row_base as u32,
                items: cell.items.start - *from + item_base..cell.items.end - *from + item_base,
                ..*cell
            }));
            items.append(chunk);
        }
        items.extend(rest);
        (self.rows, self.cells) = (rows, cells);
    }

    /// The cells that begin in the rows `rows`.
    pub(super) fn cells_of(&self, rows: Range<usize>) -> &[GridCell] {
        let end = self.rows.get(rows.end).map_or(self.cells.len(), |next| next.first_cell);
        &self.cells[self.rows[rows.start].first_cell..end]
    }
}
