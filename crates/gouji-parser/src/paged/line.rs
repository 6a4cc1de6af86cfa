//! Characters in order: lines of a page, of a cell.

use super::{
    Frame, Glyph, Page, RuledLine,
    grid::{self, RuledGrid},
};
use crate::apart::Look;

/// A page whose characters are sorted into lines.
#[derive(Debug)]
pub(super) struct LinedPage {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) grids: Vec<RuledGrid>,
    pub(super) unclosed: Vec<Frame>,
    pub(super) pictures: Vec<Frame>,
    pub(super) is_picture: bool,
    pub(super) turned: bool,
    /// Characters outside of the grids, line by line.
    pub(super) body: Vec<TextLine>,
    /// Of each grid, the lines of each cell.
    pub(super) cells: Vec<Vec<Vec<TextLine>>>,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) baseline: i32,
    /// The largest size of its characters.
    pub(super) size: i32,
    /// Pieces that wide gaps part, by where they begin in `text`.
    pub(super) pieces: Vec<usize>,
    /// Whether it has characters that are not known.
    pub(super) unread: bool,
    /// Whether characters of it are struck out; they are not in the text.
    pub(super) struck: bool,
    /// Whether digits of it are raised or lowered.
    pub(super) raised: bool,
}

/// A character and what was found out about it.
#[derive(Clone, Copy, Debug)]
struct JudgedGlyph {
    glyph: Glyph,
    struck: bool,
}

impl LinedPage {
    pub(super) fn of(page: &Page) -> Self {
        let ruled = grid::find(page);
        let mut rows = rows(page.glyphs.iter().map(|&glyph| JudgedGlyph { glyph, struck: false }));
        strike(&mut rows, &ruled.alone);
        let mut body = Vec::new();
        let mut cells: Vec<Vec<Vec<JudgedGlyph>>> =
            ruled.grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
        for mark in rows.into_iter().flatten() {
            match cell(&ruled.grids, mark.glyph) {
                Some((grid, cell)) => cells[grid][cell].push(mark),
                None => body.push(mark),
            }
        }
        let in_lines =
            |marks: Vec<JudgedGlyph>| rows_of(marks).into_iter().filter_map(compose).collect();
        Self {
            width: page.width,
            height: page.height,
            grids: ruled.grids,
            unclosed: ruled.unclosed,
            pictures: page.pictures.clone(),
            is_picture: page.is_picture(),
            turned: page.turned,
            body: in_lines(body),
            cells: cells.into_iter().map(|grid| grid.into_iter().map(in_lines).collect()).collect(),
        }
    }
}

/// The cell in which a character stands: of grids inside each other the smallest.
fn cell(grids: &[RuledGrid], glyph: Glyph) -> Option<(usize, usize)> {
    let (x, y) = (glyph.left + glyph.size / 4, glyph.baseline - glyph.size * 35 / 100);
    let inside = grids.iter().enumerate().filter(|(_, grid)| grid.frame.holds(x, y));
    let (at, grid) = inside.min_by_key(|(_, grid)| grid.frame.bottom - grid.frame.top)?;
    // sorted by row: what begins at or above the place
    let end = grid.cells.partition_point(|cell| cell.frame.top <= y);
    let found = grid.cells[..end].iter().rposition(|cell| cell.frame.holds(x, y))?;
    Some((at, found))
}

fn rows_of(marks: Vec<JudgedGlyph>) -> Vec<Vec<JudgedGlyph>> {
    rows(marks.into_iter())
}

/// Characters in rows, each from left to right.
fn rows(marks: impl Iterator<Item = JudgedGlyph>) -> Vec<Vec<JudgedGlyph>> {
    let mut marks: Vec<JudgedGlyph> = marks.collect();
    marks.sort_by_key(|mark| (mark.glyph.baseline, mark.glyph.left));
    let mut rows: Vec<Vec<JudgedGlyph>> = Vec::new();
    // The baseline of the row, and the size of its largest character: a raised one is a small one.
    let mut open = (0, 0);
    for mark in marks {
        let Glyph { baseline, size, .. } = mark.glyph;
        match rows.last_mut() {
            Some(row) if baseline - open.0 <= size.max(open.1) / 2 => {
                open.1 = open.1.max(size);
                row.push(mark);
            }
            _ => {
                open = (baseline, size);
                rows.push(vec![mark]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by_key(|mark| mark.glyph.left);
    }
    rows
}

/// Marks what a line is drawn through.
fn strike(rows: &mut [Vec<JudgedGlyph>], rules: &[RuledLine]) {
    let baseline = |row: &Vec<JudgedGlyph>| row.first().map_or(0, |mark| mark.glyph.baseline);
    let tallest = rows.iter().flatten().map(|mark| mark.glyph.size).max().unwrap_or(0);
    for rule in rules {
        let first = rows.partition_point(|row| baseline(row) < rule.at);
        for row in &mut rows[first..] {
            if baseline(row) > rule.at + tallest {
                break;
            }
            let from =
                row.partition_point(|mark| mark.glyph.left < rule.from - mark.glyph.width / 2);
            for mark in &mut row[from..] {
                let Glyph { left, width, baseline, size, .. } = mark.glyph;
                if left > rule.to {
                    break;
                }
                let above = baseline - rule.at;
                mark.struck |=
                    left + width / 2 <= rule.to && size / 5 < above && above < size * 3 / 5;
            }
        }
    }
}

impl TextLine {
    /// Whether it is a row of a table: it ends in a figure that stands apart, or has many pieces.
    pub(super) fn is_row(&self) -> bool {
        let last = self.pieces.last().map_or("", |&start| &self.text[start..]);
        let figure = |char: char| char.is_numeric() || ",.，．-—–/%％".contains(char);
        self.pieces.len() > 4 || self.pieces.len() > 1 && last.chars().all(figure)
    }
}

/// A row as a line; none where it has nothing but white space.
fn compose(row: Vec<JudgedGlyph>) -> Option<TextLine> {
    let blank = |mark: &JudgedGlyph| mark.glyph.char.is_some_and(char::is_whitespace);
    let size = row.iter().filter(|mark| !blank(mark)).map(|mark| mark.glyph.size).max()?;
    let tall = row.iter().filter(|mark| mark.glyph.size == size && !blank(mark));
    let base = tall.map(|mark| mark.glyph.baseline).max()?;
    let first = row.iter().find(|mark| !blank(mark))?.glyph;
    let mut line = TextLine {
        text: String::new(),
        left: first.left,
        right: first.left,
        baseline: base,
        size,
        pieces: Vec::new(),
        unread: false,
        struck: false,
        raised: false,
    };
    let mut last: Option<Glyph> = None;
    let mut spaced = false;
    for JudgedGlyph { glyph, struck } in row {
        let Some(char) = glyph.char else {
            line.unread = true;
            line.right = line.right.max(glyph.left + glyph.width);
            last = Some(glyph);
            continue;
        };
        if char.is_whitespace() {
            spaced = true;
            continue;
        }
        // drawn again, a hair beside: how bold type is made of one that is not
        let again =
            |last: Glyph| last.char == glyph.char && glyph.left - last.left < glyph.width / 3;
        if last.is_some_and(again) {
            continue;
        }
        if struck {
            line.struck = true;
            continue;
        }
        let gap = last.map_or(0, |last| glyph.left - last.left - last.width);
        let word =
            char.is_ascii() && last.and_then(|last| last.char).is_some_and(|it| it.is_ascii());
        if last.is_some() && (spaced || gap > if word { size * 3 / 10 } else { size }) {
            line.text.push(' ');
        }
        if last.is_none() || gap > size * 3 / 2 {
            line.pieces.push(line.text.len());
        }
        let look = if glyph.size * 5 >= size * 4 {
            Look::Plain
        } else if base - glyph.baseline > size / 7 {
            Look::Raised
        } else if glyph.baseline - base > size / 14 {
            Look::Lowered
        } else {
            Look::Plain
        };
        match look.draws(char) {
            Some(drawn) => {
                line.raised = true;
                line.text.push_str(drawn);
            }
            None => line.text.push(char),
        }
        line.right = line.right.max(glyph.left + glyph.width);
        (last, spaced) = (Some(glyph), false);
    }
    Some(line)
}

/// Lines of one paragraph or cell, put together: Chinese is cut anywhere, words and figures have a
/// space between. `parted` says what stands between figures.
pub(super) fn run_on(text: &mut String, line: &str, parted: char) {
    let ends = text.chars().next_back().is_some_and(|char| char.is_ascii_alphanumeric());
    if ends && line.starts_with(|char: char| char.is_ascii_alphanumeric()) {
        text.push(parted);
    }
    text.push_str(line);
}
