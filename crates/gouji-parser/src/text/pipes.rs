//! Tables whose cells stand between bars, a row a line.

use super::{
    Reader,
    lines::{LineShape, ShapedLine, bars, is_bar, is_rule},
    row,
};
use crate::{Layout, Row, blank::is_blank};

impl Reader<'_> {
    /// Reads the run of lines with bars at `first`; gives the line after it. One line with one
    /// bar is no table (`首页 | 政务公开`).
    pub(super) fn barred(&mut self, first: usize) -> usize {
        if let Some(end) = self.broken_rows(first) {
            return end;
        }
        let run = self.lines[first..].iter();
        let end =
            first + run.take_while(|line| matches!(line.shape, LineShape::Bars { .. })).count();
        if end - first == 1 && self.lines[first].shape == (LineShape::Bars { many: false }) {
            self.bare_line(self.lines[first]);
            return end;
        }
        // Whether a bar at the start of a line opens its first cell or ends a blank one is told
        // by the run's first line, which is a header and not blank.
        let head = (first..end).find(|&at| !is_rule(self.slice(self.lines[at].text)));
        let head = head.unwrap_or(first);
        let opened = self.slice(self.lines[head].text).starts_with(is_bar);
        let mut rows = Vec::with_capacity(end - first);
        for at in first..end {
            let line = self.slice(self.lines[at].text);
            if !is_rule(line) && !is_delimiter(line, at == first + 1 && opened) {
                rows.push(self.bar_row(self.lines[at], opened));
            }
        }
        self.table_or_blank(Layout::Pipes, rows, end - first);
        end
    }

    fn bar_row(&self, line: ShapedLine, opened: bool) -> Row {
        let text = self.slice(line.text);
        let base = line.text.start as usize;
        let mut cells = Vec::new();
        let mut start = 0;
        for bar in bars(text) {
            if bar.start > 0 || !opened {
                cells.push(self.cell(base + start..base + bar.start, cells.len()));
            }
            start = bar.end;
        }
        if start < text.len() || cells.is_empty() {
            cells.push(self.cell(base + start..base + text.len(), cells.len()));
        }
        row(cells)
    }
}

/// Whether a line typed with bars only parts the header from the body: `|---|:-:|`. `|-|-|` does in second place;
/// elsewhere its cells stand for zeros.
fn is_delimiter(line: &str, second: bool) -> bool {
    line.chars().all(|char| is_bar(char) || is_blank(char) || matches!(char, '-' | ':'))
        && if second {
            line.contains('-')
        } else {
            ["---", ":-", "-:"].iter().any(|dash| line.contains(dash))
        }
}
