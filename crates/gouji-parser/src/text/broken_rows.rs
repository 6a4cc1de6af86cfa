//! Tables with bars whose rows are broken over lines: a cell a line, its bar behind it or on the next line.

use std::ops::Range;

use super::{
    Reader,
    lines::{LineShape, ShapedLine, bars, is_bar, is_rule},
    row,
};
use crate::{Layout, Row, blank};

/// Cells of the smallest table; less is what a page lists (首页 ⏎ | ⏎ 政务公开).
const FEWEST_CELLS: usize = 4;

/// A run of lines that have one cell at most.
#[derive(Default)]
struct BrokenRun {
    /// What stands before each bar.
    cells: Vec<Range<usize>>,
    /// Where several bars follow each other, which pad a row, and with which it ends.
    padding: Vec<Range<usize>>,
    /// Lines with bars, and those of them that have one.
    lines: usize,
    single: usize,
    /// The line after the run.
    end: usize,
}

impl Reader<'_> {
    /// Reads the rows at `first` that are broken over lines; gives the line after them, none where there are none. A
    /// bar after a bar ends a blank cell, several on a line pad the row. In a table all rows have as many bars; where
    /// that leaves open how many, each cell is a row.
    pub(super) fn broken_rows(&mut self, first: usize) -> Option<usize> {
        if first < self.unbroken {
            return None;
        }
        let run = self.broken_run(first);
        let has_some = run.cells.iter().any(|cell| !cell.is_empty());
        if !has_some || run.unpadded().count() < FEWEST_CELLS || run.single * 2 <= run.lines {
            self.unbroken = run.end;
            return None;
        }
        let led = run.cells[0].is_empty();
        let cells = |cells: &[Range<usize>]| {
            let cells = cells.iter().enumerate();
            row(cells.map(|(at, range)| self.cell(range.clone(), at)).collect())
        };
        let rows: Vec<Row> = match run.width(led) {
            Some(width) => {
                run.cells.chunks(width).map(|it| cells(&it[usize::from(led)..])).collect()
            }
            None => run.unpadded().map(|at| cells(&run.cells[at..=at])).collect(),
        };
        self.table(Layout::Pipes, rows);
        Some(run.end)
    }

    fn broken_run(&self, first: usize) -> BrokenRun {
        let mut run = BrokenRun { end: first, ..BrokenRun::default() };
        // A cell whose bar is on the next line, as all are then.
        let mut open: Option<Range<usize>> = None;
        let below = self.bars_alone(first + 1) && !self.has_cell(first + 2);
        while let Some(&line) = self.lines.get(run.end) {
            let text = self.slice(line.text);
            match line.shape {
                LineShape::Plain if below && self.bars_alone(run.end + 1) => {
                    open = Some(line.text.range());
                }
                LineShape::Bars { .. } if !(is_rule(text) || below && self.has_cell(run.end)) => {
                    let Some(pieces) = self.one_cell(line.text.range(), open.take()) else { break };
                    run.lines += 1;
                    run.single += usize::from(pieces.len() == 1);
                    let blank = pieces.iter().rev().take_while(|piece| piece.is_empty()).count();
                    let pads = blank > 0 && pieces.len() > 1;
                    run.cells.extend(pieces);
                    if pads {
                        run.padding.push(run.cells.len() - blank..run.cells.len());
                    }
                }
                LineShape::Blank if !run.cells.is_empty() && open.is_none() => {}
                _ => break,
            }
            run.end += 1;
        }
        run
    }

    /// Whether a line has bars and nothing else.
    fn bars_alone(&self, at: usize) -> bool {
        let bars = |line: &ShapedLine| matches!(line.shape, LineShape::Bars { .. });
        self.lines.get(at).is_some_and(bars) && !self.has_cell(at)
    }

    /// Whether a line has bars and something beside them.
    fn has_cell(&self, at: usize) -> bool {
        let line = self.lines.get(at).filter(|line| matches!(line.shape, LineShape::Bars { .. }));
        line.is_some_and(|line| {
            self.slice(line.text).contains(|char| !is_bar(char) && !blank::is_blank(char))
        })
    }

    /// What stands before each bar of a line, `open` before a first one that has nothing before it; none where the
    /// line has several cells, or text behind its last bar.
    fn one_cell(
        &self,
        line: Range<usize>,
        open: Option<Range<usize>>,
    ) -> Option<Vec<Range<usize>>> {
        let mut pieces = Vec::new();
        let mut start = line.start;
        for bar in bars(&self.text[line.clone()]) {
            pieces.push(blank::trim(self.text, start..line.start + bar.start));
            start = line.start + bar.end;
        }
        let filled = pieces.iter().filter(|piece| !piece.is_empty()).count();
        let (first, open) = (pieces.first_mut()?, open.into_iter());
        if filled + open.len() > 1 || start < line.end {
            return None;
        }
        open.for_each(|open| *first = open);
        Some(pieces)
    }
}

impl BrokenRun {
    /// The numbers of the cells that pad no row.
    fn unpadded(&self) -> impl Iterator<Item = usize> {
        let starts = [0].into_iter().chain(self.padding.iter().map(|it| it.end));
        let ends = self.padding.iter().map(|it| it.start).chain([self.cells.len()]);
        starts.zip(ends).flat_map(|(start, end)| start..end)
    }

    /// How many bars each row has, where all have as many. If the rows are `led`, a bar stands before each.
    fn width(&self, led: bool) -> Option<usize> {
        let is_blank = |&at: &usize| self.cells[at].is_empty();
        let blank = || (0..self.cells.len()).filter(is_blank);
        let width = match (self.padding.is_empty(), led) {
            (false, _) => self.padding.iter().map(|it| it.end).fold(self.cells.len(), gcd),
            (true, true) => blank().fold(self.cells.len(), gcd),
            (true, false) => return None,
        };
        let leads = || (0..self.cells.len()).step_by(width).all(|at| is_blank(&at));
        // a row of bars alone: there are tables of other widths
        let fits = self.padding.iter().all(|padding| padding.len() < width);
        (width > 2 && fits && (!led || leads())).then_some(width)
    }
}

fn gcd(one: usize, other: usize) -> usize {
    if other == 0 { one } else { gcd(other, one % other) }
}
