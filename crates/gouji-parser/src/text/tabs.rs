//! Tables whose cells stand between tabs, a row a line.

use memchr::memchr_iter;

use super::{
    Reader, is_filled,
    lines::{LineShape, ShapedLine},
    row,
};
use crate::{Cell, Layout, Row};

impl Reader<'_> {
    /// Reads the run of tabbed lines at `first`; gives the line after what was read.
    pub(super) fn tabbed(&mut self, first: usize) -> usize {
        let end = self.tabbed_run(first);
        if self.is_dump(first, end) { self.dump(first, end) } else { self.tab_rows(first, end) }
    }

    /// The line after the tabbed lines from `first` on.
    pub(super) fn tabbed_run(&self, first: usize) -> usize {
        let run = self.lines[first..].iter().take_while(|line| line.is_tabbed());
        first + run.count()
    }

    /// Whether the lines are cells of a dump rather than rows: each led by a tab, most by a
    /// single one. (Rows can be led by tabs too, but then most have others.)
    pub(super) fn is_dump(&self, first: usize, end: usize) -> bool {
        let run = &self.lines[first..end];
        let cells = run.iter().filter(|line| line.shape == LineShape::Cell).count();
        let rows = run.len() - cells;
        cells > rows && run.iter().all(|line| line.shape != LineShape::Tabs { led: false })
    }

    fn tab_rows(&mut self, first: usize, end: usize) -> usize {
        let rows: Vec<Row> = (first..end).map(|at| self.tab_row(self.lines[at])).collect();
        let tabular =
            rows.iter().any(|row| row.cells.iter().filter(|cell| is_filled(cell)).nth(1).is_some());
        if tabular {
            self.table(Layout::Tabs, rows);
        } else {
            // a signature set to the right with tabs, a tab left behind at the end of a line
            for at in first..end {
                self.bare_line(self.lines[at]);
            }
        }
        end
    }

    fn tab_row(&self, line: ShapedLine) -> Row {
        let mut cells = Vec::new();
        self.tab_cells(line.span.range(), &mut cells);
        row(cells)
    }

    /// Appends the cells between the tabs of `range`.
    pub(super) fn tab_cells(&self, range: std::ops::Range<usize>, cells: &mut Vec<Cell>) {
        let mut start = range.start;
        let tabs = memchr_iter(b'\t', &self.text.as_bytes()[range.clone()]);
        for end in tabs.map(|at| range.start + at).chain([range.end]) {
            cells.push(self.cell(start..end, cells.len()));
            start = end + 1;
        }
    }
}
