//! Word's dump of a table: each cell on a line led by a tab, an empty line after each row.

use std::ops::Range;

use super::{
    Reader,
    lines::{LineShape, ShapedLine},
    row,
};
use crate::{
    Cell, Layout,
    heading::{digit, numbering},
};

/// Characters of the longest line that can go on from a cell's line.
const LONGEST_CONTINUATION: usize = 40;

impl Reader<'_> {
    /// Reads the dump that begins with the cells `first..end`; gives the line after it.
    pub(super) fn dump(&mut self, first: usize, end: usize) -> usize {
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        let mut at = first;
        let mut next = Some(first..end);
        while let Some(run) = next {
            if run.start > at {
                rows.push(row(std::mem::take(&mut cells)));
            }
            at = self.dump_cells(run, &mut cells);
            next = self.next_cells(at);
        }
        rows.push(row(cells));
        if rows.iter().any(|row| row.cells.len() > 1) {
            self.table_or_blank(Layout::Dump, rows, at - first);
        } else {
            // indented lines, each a paragraph
            for line in first..at {
                self.bare_line(self.lines[line]);
            }
        }
        at
    }

    /// The cells that go on from line `at`: at once, in the same row, or after one empty line,
    /// in the next.
    fn next_cells(&self, at: usize) -> Option<Range<usize>> {
        let blank = self.lines.get(at).is_some_and(|line| line.shape == LineShape::Blank);
        let first = if blank { at + 1 } else { at };
        let end = self.tabbed_run(first.min(self.lines.len()));
        (end > first && self.is_dump(first, end)).then_some(first..end)
    }

    /// Appends the cells of a run of lines and of what goes on from its last one; gives the line
    /// after them.
    fn dump_cells(&self, run: Range<usize>, cells: &mut Vec<Cell>) -> usize {
        let last = run.end - 1;
        for at in run.start..last {
            self.dump_cell(self.lines[at], self.lines[at], cells);
        }
        let after = self.continuation(last);
        self.dump_cell(self.lines[last], self.lines[after - 1], cells);
        after
    }

    /// Appends the cell that reaches from line `from` to line `to`. Another tab within it parts
    /// two cells.
    fn dump_cell(&self, from: ShapedLine, to: ShapedLine, cells: &mut Vec<Cell>) {
        let column = cells.len() as u32;
        if from.shape == LineShape::Cell && !from.text.is_empty() {
            cells.push(Cell::new(self.trimmed(from.text.join(to.text)), column));
            return;
        }
        let line = self.slice(from.span);
        let tab = line.find('\t').expect("a dumped cell is led by a tab");
        self.tab_cells(from.span.start as usize + tab + 1..from.span.end as usize, cells);
    }

    /// The line after those that go on from the cell in line `at`: `本年新` / `制作数量`.
    fn continuation(&self, at: usize) -> usize {
        let cell = self.lines[at];
        let label = self.slice(cell.text);
        if cell.shape != LineShape::Cell || label.is_empty() || is_figure(label) {
            return at + 1;
        }
        let after = self.lines[at + 1..].iter().take_while(|line| self.continues(**line));
        at + 1 + after.count()
    }

    fn continues(&self, line: ShapedLine) -> bool {
        let text = self.slice(line.text);
        line.shape == LineShape::Plain
            && !text.starts_with('#')
            && !text.ends_with('。')
            && numbering(text).is_none()
            && !is_figure(text)
            && text.chars().nth(LONGEST_CONTINUATION).is_none()
    }
}

/// Whether a cell holds a value and no label: `0`, `增169`, `1631．63万元`, `—`.
fn is_figure(text: &str) -> bool {
    let number = text.trim_start_matches(['增', '减', '加', '少', '+', '-', '＋', '－', ' ']);
    let numeric = number.starts_with(|char| digit(char).is_some()) && numbering(text).is_none();
    numeric || !text.chars().any(char::is_alphanumeric)
}
