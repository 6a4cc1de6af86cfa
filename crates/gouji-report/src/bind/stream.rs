//! The lines of one table, brought into the form in which labels and values can be told apart:
//! rows where the format marks them, loose pieces where it does not.

use std::{cell::OnceCell, ops::Range};

use gouji_parser::Layout;

use super::{
    figure::is_figure,
    line::{CellOrigin, Line, Origin},
    page_mark::is_page_mark,
};

/// A piece of a table: a label, a value, or a blank.
#[derive(Debug)]
pub(super) struct TablePiece<'l, 'd> {
    pub line: PieceLine<'l, 'd>,
    /// Column, where the format has one.
    pub(super) column: Option<u32>,
    /// Whether a blank here is a blank cell rather than an empty line.
    pub(super) glued: bool,
    figure: OnceCell<bool>,
}

impl<'l, 'd> TablePiece<'l, 'd> {
    fn new(line: PieceLine<'l, 'd>, column: Option<u32>) -> Self {
        Self { line, column, glued: false, figure: OnceCell::new() }
    }

    /// Whether it is what a value looks like.
    pub(super) fn is_figure(&self) -> bool {
        *self.figure.get_or_init(|| is_figure(self.line.text))
    }

    /// Whether it may be a value, though it is neither a figure nor a label: it has digits, or stands between the
    /// labels of a line in which everything runs together.
    pub(super) fn may_be_value(&self) -> bool {
        matches!(self.line.origin, Origin::Fused { .. })
            || self.line.text.contains(char::is_numeric)
    }
}

/// A line, or a part of one that was cut at white space.
#[derive(Debug)]
pub(super) enum PieceLine<'l, 'd> {
    Whole(&'l Line<'d>),
    Part(Line<'d>),
}

impl<'d> std::ops::Deref for PieceLine<'_, 'd> {
    type Target = Line<'d>;
    fn deref(&self) -> &Line<'d> {
        match self {
            Self::Whole(line) => line,
            Self::Part(line) => line,
        }
    }
}

/// What the walk goes over.
#[derive(Debug)]
pub(super) enum WalkItem<'l, 'd> {
    /// A row that the format marks: its values stand in it and nowhere else.
    Row { layout: Layout, pieces: Vec<TablePiece<'l, 'd>> },
    /// A piece with no row around it.
    Loose(TablePiece<'l, 'd>),
    /// A blank cell that left an empty line behind; its place.
    Gap(u32),
    /// Empty lines that are no whole number of blank cells: a line was lost or put in.
    Damage,
}

/// The items of the lines in `range`.
pub(super) fn stream<'l, 'd>(all: &'l [Line<'d>], range: Range<usize>) -> Vec<WalkItem<'l, 'd>> {
    let lines = &all[range.clone()];
    let apart = stand_apart(lines);
    let mut items = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        match lines[at].origin {
            Origin::Cell(cell) => {
                let length = lines[at..]
                    .iter()
                    .take_while(|line| matches!(line.origin, Origin::Cell(next) if next.block == cell.block))
                    .count();
                table(&lines[at..at + length], cell.layout, &mut items);
                at += length;
            }
            Origin::Heading { .. } | Origin::Paragraph { .. } if is_page_mark(lines[at].text) => {
                at += 1;
            }
            Origin::Heading { gap } | Origin::Paragraph { gap } => {
                if !ends_in_part(&items) {
                    gaps(&lines[at], gap, apart, at == 0, &mut items);
                }
                if apart && gap > 0 && gap % 2 == 0 && is_figure(lines[at].text) {
                    items.push(WalkItem::Damage);
                }
                loose(&lines[at], &mut items);
                at += 1;
            }
            Origin::Fused { glued } => {
                let piece = TablePiece::new(PieceLine::Whole(&lines[at]), None);
                items.push(WalkItem::Loose(TablePiece { glued, ..piece }));
                at += 1;
            }
        }
    }
    // Blank cells at the end of the table stand before the line that follows it.
    if let Some(next) = all.get(range.end)
        && let Origin::Heading { gap } | Origin::Paragraph { gap } = next.origin
        && matches!(items.last(), Some(WalkItem::Loose(_) | WalkItem::Gap(_)))
        && !ends_in_part(&items)
    {
        // The last cell is not followed by a separator.
        let blanks = if apart { gap / 2 } else { gap };
        let place = next.span().start;
        items.extend((0..blanks).map(|_| WalkItem::Gap(place)));
    }
    items
}

/// Whether the last line held several cells: the cells of its row stand in it, and an empty line
/// after it is none of them.
fn ends_in_part(items: &[WalkItem<'_, '_>]) -> bool {
    matches!(items.last(), Some(WalkItem::Loose(TablePiece { line: PieceLine::Part(_), .. })))
}

/// Whether an empty line stands between most cells, so that it separates and means nothing
/// (seed 002), or between few, so that it is a blank cell (derived/cell_per_line).
fn stand_apart(lines: &[Line<'_>]) -> bool {
    let (mut with, mut without) = (0, 0);
    for line in lines {
        if let Origin::Heading { gap } | Origin::Paragraph { gap } = line.origin {
            if gap == 0 { without += 1 } else { with += 1 }
        }
    }
    with > without
}

/// The blank cells of which `gap` empty lines before a line are the trace.
fn gaps(line: &Line<'_>, gap: u16, apart: bool, first: bool, items: &mut Vec<WalkItem<'_, '_>>) {
    let blanks = match (first, apart) {
        (true, _) => 0,
        (false, true) => gap.saturating_sub(1) / 2,
        (false, false) => gap,
    };
    let place = line.span().start;
    items.extend((0..blanks).map(|_| WalkItem::Gap(place)));
}

/// A line that may hold a label and its values: `规章 0 0 0`, `（四）无法提供 1.本机关不` (PDF text).
/// It is cut at white space unless it is a sentence.
fn loose<'l, 'd>(line: &'l Line<'d>, items: &mut Vec<WalkItem<'l, 'd>>) {
    let words = line.text.split_whitespace().count();
    let sentence = line.text.contains(['。', '；']) || line.text.chars().count() > 120;
    if words < 2 || sentence {
        items.push(WalkItem::Loose(TablePiece::new(PieceLine::Whole(line), None)));
        return;
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for word in line.text.split_whitespace() {
        let start = line.text[from..].find(word).map_or(from, |at| from + at);
        from = start + word.len();
        match words.last_mut() {
            // 35400 元: the unit belongs to the figure.
            Some(last)
                if is_figure(&line.text[last.clone()])
                    && !is_figure(word)
                    && is_figure(&line.text[last.start..from]) =>
            {
                last.end = from;
            }
            _ => words.push(start..from),
        }
    }
    for word in words {
        let part = line.part(word, Origin::Fused { glued: false });
        items.push(WalkItem::Loose(TablePiece::new(PieceLine::Part(part), None)));
    }
}

/// The rows of a table. One that has a cell a row (derived/cell_pipe), or one row for all its cells
/// (derived/cell_per_line_tab), marks no rows.
fn table<'l, 'd>(cells: &'l [Line<'d>], layout: Layout, items: &mut Vec<WalkItem<'l, 'd>>) {
    let rows: Vec<&'l [Line<'d>]> =
        cells.chunk_by(|left, right| origin(left).row == origin(right).row).collect();
    let single = rows.len() == 1 && cells.len() > 16 && layout == Layout::Dump;
    let filled = |row: &&[Line<'_>]| row.iter().filter(|line| !line.is_blank()).count();
    let one_a_row = layout != Layout::Grid
        && rows.len() > 8
        && rows.iter().filter(|row| filled(row) > 1).count() * 10 < rows.len();
    for row in rows {
        let piece =
            |line: &'l Line<'d>| TablePiece::new(PieceLine::Whole(line), Some(origin(line).column));
        if one_a_row {
            // What follows the first cell is padding.
            items.extend(row.first().map(|line| WalkItem::Loose(piece(line))));
        } else if single {
            items.extend(row.iter().map(|line| WalkItem::Loose(piece(line))));
        } else {
            items.push(WalkItem::Row { layout, pieces: row.iter().map(piece).collect() });
        }
    }
}

fn origin(line: &Line<'_>) -> CellOrigin {
    match line.origin {
        Origin::Cell(cell) => cell,
        Origin::Heading { .. } | Origin::Paragraph { .. } | Origin::Fused { .. } => CellOrigin {
            block: 0,
            row: 0,
            column: 0,
            layout: Layout::Dump,
            alone: false,
            merged: false,
            doubt: None,
        },
    }
}
