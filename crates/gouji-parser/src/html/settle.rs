//! A finished table: data, or mere layout whose cells hold the page.
//!
//! Old pages put everything into tables: navigation beside content, the report's title in one row
//! and its text in the next. What decides is each *band* of rows that no row span crosses:
//! a band whose content is mostly lines and tables of its own is transparent, and its content
//! stands on the page; the others are rows of a table. So a table of data keeps its coordinates
//! even when a long remark or a small table stands in one of its cells.

use std::ops::Range;

use super::{
    grid::{GridCell, HtmlGrid},
    inline::HtmlLine,
    page::{HtmlItem, HtmlPage},
};
use crate::{Cell, Doubt, Layout, Row, Span, Table, Text};

/// Bytes of text from which a cell holds prose: 200 Han characters.
const PROSE: usize = 600;

/// Lines that a cell of data has at most. A label can be set one character a line.
const LINES: usize = 40;

/// Rows between which no cell reaches.
struct Band {
    rows: Range<usize>,
    /// Rows of a table; else its content stands on the page.
    table: bool,
}

impl HtmlPage<'_> {
    /// Turns the items read since the table began into blocks.
    pub(super) fn settle(&mut self, grid: &mut HtmlGrid) {
        grid.put_in_order(&mut self.items);
        let grid = &*grid;
        let bands = self.bands(grid);
        if bands.iter().all(|band| !band.table) {
            return;
        }
        let mut items = Items {
            next: grid.first_item,
            rest: self.items.split_off(grid.first_item).into_iter(),
        };
        for band in bands {
            if band.table {
                self.push_table(grid, band.rows, &mut items);
            } else if let Some(last) = grid.cells_of(band.rows).last() {
                self.items.extend(items.until(last.items.end));
            }
        }
        self.items.extend(items.rest);
    }

    /// The rows `rows` as a table, tables in their cells behind it. What stands between cells
    /// comes before it, as browsers have it.
    fn push_table(&mut self, grid: &HtmlGrid, rows: Range<usize>, items: &mut Items) {
        let mut table = Table { span: Span::default(), layout: Layout::Grid, rows: Vec::new() };
        let mut nested = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for cell in grid.cells_of(row..row + 1) {
                self.items.extend(items.until(cell.items.start));
                let mut lines = Vec::new();
                for item in items.until(cell.items.end) {
                    match item {
                        HtmlItem::Line(line, _) => lines.push(line),
                        HtmlItem::Table(_) | HtmlItem::Shown(..) => nested.push(item),
                    }
                }
                cells.push(self.cell(cell, &lines));
            }
            let spans = cells.iter().map(|cell| cell.text.span);
            let span = spans.reduce(Span::join).unwrap_or(Span::at(grid.rows[row].at as usize));
            table.rows.push(Row { span, cells });
        }
        let spans = table.rows.iter().map(|row| row.span);
        table.span = spans.reduce(Span::join).unwrap_or_default();
        self.items.push(HtmlItem::Table(table));
        self.items.append(&mut nested);
    }

    fn cell(&self, cell: &GridCell, lines: &[HtmlLine]) -> Cell {
        let (text, drawn_apart) = if lines.is_empty() {
            (Text::plain(Span::at(cell.blank_at as usize)), None)
        } else {
            self.inline.cell(lines)
        };
        // A picture beside a figure adds nothing to it.
        let unread = cell.doubt.filter(|&doubt| lines.is_empty() || doubt != Doubt::Unread);
        let &GridCell { column, column_span, row_span, .. } = cell;
        Cell { text, column, column_span, row_span, doubt: drawn_apart.or(unread) }
    }

    /// The bands of a table, neighbouring rows of data as one.
    fn bands(&self, grid: &HtmlGrid) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        let mut transparent = grid.width() < 2;
        for rows in unlinked(grid) {
            let table = !self.is_transparent(grid.cells_of(rows.clone()));
            transparent |= !table;
            match bands.last_mut() {
                Some(last) if last.table && table => last.rows.end = rows.end,
                _ => bands.push(Band { rows, table }),
            }
        }
        // beside transparent bands a row or column alone is part of the layout, not of data
        for band in &mut bands {
            let cells = grid.cells_of(band.rows.clone());
            let across = cells.iter().any(|cell| cell.column > 0);
            let blank = cells.iter().all(|cell| self.cell_items(cell).is_empty());
            band.table &= !blank && (!transparent || (band.rows.len() > 1 && across));
        }
        bands
    }

    /// Whether the cells hold the page rather than data.
    fn is_transparent(&self, cells: &[GridCell]) -> bool {
        let (mut page, mut data, mut holds) = (0, 0, false);
        for cell in cells {
            let items = self.cell_items(cell);
            if self.holds_page(items) {
                holds = true;
                page += items.iter().map(HtmlItem::size).sum::<usize>();
            } else {
                data += usize::from(!items.is_empty());
            }
        }
        holds && page > 2 * data
    }

    /// Whether a cell holds more than data: a table, prose, or a heading and what it heads.
    pub(super) fn holds_page(&self, items: &[HtmlItem]) -> bool {
        let mut text = 0;
        items.len() > LINES
            || items.iter().any(|item| match item {
                HtmlItem::Table(_) | HtmlItem::Shown(..) => true,
                HtmlItem::Line(_, Some(_)) if items.len() > 1 => true,
                HtmlItem::Line(line, _) => {
                    text += self.inline.weight(*line);
                    text >= PROSE
                }
            })
    }

    fn cell_items(&self, cell: &GridCell) -> &[HtmlItem] {
        &self.items[cell.items.clone()]
    }
}

impl HtmlItem {
    /// How many lines or cells it stands for.
    fn size(&self) -> usize {
        match self {
            Self::Line(..) => 1,
            Self::Shown(_, lines) => *lines,
            Self::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        }
    }
}

/// The items of a table, taken in order.
struct Items {
    next: usize,
    rest: std::vec::IntoIter<HtmlItem>,
}

impl Items {
    fn until(&mut self, end: usize) -> impl Iterator<Item = HtmlItem> {
        let count = end.saturating_sub(self.next);
        self.next += count;
        self.rest.by_ref().take(count)
    }
}

/// The rows of a table, cut wherever no cell reaches across.
fn unlinked(grid: &HtmlGrid) -> Vec<Range<usize>> {
    let mut bands = Vec::new();
    let (mut start, mut reach) = (0, 0);
    for row in 0..grid.rows.len() {
        if row >= reach && row > start {
            bands.push(start..row);
            start = row;
        }
        let cells = grid.cells_of(row..row + 1);
        let ends = cells.iter().map(|cell| (cell.row + cell.row_span) as usize);
        reach = ends.fold(reach.max(row + 1), usize::max);
    }
    if start < grid.rows.len() {
        bands.push(start..grid.rows.len());
    }
    bands
}
