//! Rows and columns of one table while it is read: the WHATWG table model (4.9.12), in one pass.

use std::ops::Range;

/// A table whose end has not been read.
pub(super) struct Grid {
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
}

impl Grid {
    pub(super) fn new(first_item: usize) -> Self {
        Self {
            first_item,
            rows: Vec::new(),
            cells: Vec::new(),
            row_open: false,
            cell_open: false,
            group: 0,
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

    /// Ends the row group: no cell reaches below it.
    pub(super) fn close_group(&mut self) {
        self.row_open = false;
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

    /// The cells that begin in the rows `rows`.
    pub(super) fn cells_of(&self, rows: Range<usize>) -> &[GridCell] {
        let end = self.rows.get(rows.end).map_or(self.cells.len(), |next| next.first_cell);
        &self.cells[self.rows[rows.start].first_cell..end]
    }
}
