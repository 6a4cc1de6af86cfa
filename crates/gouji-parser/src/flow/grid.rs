//! A table laid out: one line a row, columns of the grid, merged cells resolved.

use super::{
    item::{Merge, ParagraphMark, StoryItem, StoryParagraph, TableCell, TableRow},
    view::FlowView,
};
use crate::{
    Block, Cell, Doubt, Layout, ReadError, Span, Text,
    apart::is_broken,
    document::{Row, Table},
};

/// A table under construction.
#[derive(Default)]
struct GridBuilder<'a> {
    rows: Vec<Row>,
    /// Cells that may go on in the next row, left to right.
    open: Vec<OpenCell>,
    /// Paragraphs with text boxes in its cells.
    boxes: Vec<&'a StoryParagraph>,
}

/// A cell of the row above, or one that has come down to it.
#[derive(Clone, Copy)]
struct OpenCell {
    column: u32,
    /// Where it began: row and cell of [`Grid::rows`].
    row: usize,
    cell: usize,
}

impl<'a> FlowView<'a> {
    pub(crate) fn table(&mut self, rows: &'a [TableRow]) -> Result<(), ReadError> {
        let mut grid = GridBuilder::default();
        for row in rows {
            self.row(row, &mut grid);
            self.check_size()?;
            let mut layout = row.cells.iter().filter(|cell| cell.is_layout()).peekable();
            if layout.peek().is_some() {
                self.close(&mut grid);
                for cell in layout {
                    self.items(&cell.items)?;
                }
            }
        }
        self.close(&mut grid);
        for paragraph in grid.boxes {
            self.boxes(paragraph)?;
        }
        Ok(())
    }

    /// Ends the block of the rows so far.
    fn close(&mut self, grid: &mut GridBuilder) {
        grid.open.clear();
        let rows = std::mem::take(&mut grid.rows);
        let span = rows.iter().map(|row| row.span).reduce(Span::join);
        if let Some(span) = span {
            self.blocks.push(Block::Table(Table { span, layout: Layout::Grid, rows }));
            self.blank = 0;
        }
    }

    fn row(&mut self, row: &'a TableRow, grid: &mut GridBuilder<'a>) {
        let start = self.text.len();
        let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
        let mut open = Vec::with_capacity(row.cells.len());
        let mut column = row.before;
        for (index, item) in row.cells.iter().enumerate() {
            if item.merge == Merge::Left
                && let Some(left) = cells.last_mut()
            {
                left.column_span += item.span;
                column += item.span;
                continue;
            }
            if index > 0 {
                self.text.push('\t');
            }
            let above = (item.merge == Merge::Above).then(|| grid.above(column)).flatten();
            if let Some(above) = above {
                grid.rows[above.row].cells[above.cell].row_span += 1;
                open.push(above);
            } else {
                let (text, doubt) = self.cell(item, grid);
                open.push(OpenCell { column, row: grid.rows.len(), cell: cells.len() });
                cells.push(Cell { column_span: item.span, doubt, ..Cell::new(text, column) });
            }
            column += item.span;
        }
        let span = cells.iter().map(|cell| cell.text.span).reduce(Span::join);
        if row.cells.iter().any(TableCell::is_layout) && span.is_none_or(Span::is_empty) {
            self.text.truncate(start);
            self.trace.truncate(start);
            return;
        }
        self.text.push('\n');
        grid.open = open;
        grid.rows.push(Row { span: span.unwrap_or(Span::at(start)), cells });
    }

    /// Writes a cell's text; gives its place, and why it is doubted.
    fn cell(&mut self, cell: &'a TableCell, grid: &mut GridBuilder<'a>) -> (Text, Option<Doubt>) {
        if cell.is_layout() {
            return (Text::plain(Span::at(self.text.len())), None);
        }
        let mut text = String::new();
        let mut marks: Vec<(usize, ParagraphMark)> = Vec::new();
        let mut sites = Vec::new();
        for item in &cell.items {
            let StoryItem::Paragraph(paragraph) = item else { continue };
            let number = self.number(paragraph);
            if !(text.is_empty() || number.is_empty() && paragraph.text.is_empty()) {
                text.push('\n');
            }
            let whole = text.len();
            text.push_str(&number);
            let own = text.len();
            marks
                .extend(paragraph.marks.iter().map(|&(at, mark)| (text.len() + at as usize, mark)));
            text.push_str(&paragraph.text.replace('\t', "\n"));
            sites.extend(paragraph.site.as_ref().map(|site| (site, whole..text.len(), own)));
            if !paragraph.boxes.is_empty() {
                grid.boxes.push(paragraph);
            }
        }
        let start = self.text.len();
        let doubt = doubt(&text, &marks);
        let text = text.replace('\n', " ");
        let body = text.trim_start();
        let lead = text.len() - body.len();
        let body = body.trim_end();
        self.text.push_str(body);
        for (at, mark) in marks {
            let at = at.saturating_sub(lead).min(body.len());
            self.mark(mark, Span::at(start + at));
        }
        let shown = |at: usize| start + at.saturating_sub(lead).min(body.len());
        for (site, text, own) in sites {
            self.trace.paragraph(site, shown(text.start)..shown(text.end), (start + own, lead));
        }
        (Text::plain(Span::new(start..self.text.len())), doubt)
    }
}

/// Why a cell is doubted.
fn doubt(text: &str, marks: &[(usize, ParagraphMark)]) -> Option<Doubt> {
    let marked = marks.iter().find_map(|&(_, mark)| match mark {
        ParagraphMark::Doubt(doubt) => Some(doubt),
        ParagraphMark::Image if text.trim().is_empty() => Some(Doubt::Unread),
        _ => None,
    });
    marked.or(is_broken(text).then_some(Doubt::Broken))
}

impl GridBuilder<'_> {
    /// The open cell that begins at a column.
    fn above(&self, column: u32) -> Option<OpenCell> {
        let at = self.open.binary_search_by_key(&column, |open| open.column).ok()?;
        Some(self.open[at])
    }
}

impl TableCell {
    /// Whether the cell holds a table or a part in another format, and so is layout, not a value.
    fn is_layout(&self) -> bool {
        self.merge == Merge::Nothing
            && self.items.iter().any(|item| !matches!(item, StoryItem::Paragraph(_)))
    }
}
