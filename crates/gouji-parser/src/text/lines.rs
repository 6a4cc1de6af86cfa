//! The lines of a text, each with the shape that its white space and bars give it.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter, memmem};

use crate::{
    Span, blank, heading,
    line_end::{self, is_rare},
};

/// Characters that stand between cells: as typed, of full width, and drawn. A line has those of one
/// sort, so that another in a cell is part of its text.
const BARS: [&[char]; 3] = [&['|'], &['｜', '￨'], &['│', '┃', '║', '┆', '┇', '┊', '┋']];

/// Bytes of the longest cell; a longer line led by a tab is indented prose. The form's longest
/// label has 36 characters.
const LONGEST_CELL: usize = 240;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedLine {
    /// The line without its end and the marks of a quotation.
    pub(super) span: Span,
    /// The line without blanks at both ends.
    pub(super) text: Span,
    pub(super) shape: LineShape,
}

/// What a line can be, seen alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineShape {
    /// White space without a tab.
    Blank,
    /// A single tab leads it: a cell of a dump, or a row of a tabbed table with its first cell blank.
    Cell,
    /// Other tabs; `led` if the first stands before any text.
    Tabs { led: bool },
    /// Bars; `many` if there are at least two.
    Bars { many: bool },
    /// Text.
    Plain,
}

impl ShapedLine {
    pub(super) fn is_tabbed(self) -> bool {
        matches!(self.shape, LineShape::Cell | LineShape::Tabs { .. })
    }

    fn is_row(self) -> bool {
        self.is_tabbed() || matches!(self.shape, LineShape::Bars { .. })
    }
}

/// Splits `text` into lines. Lines end in LF, CR LF, CR CR LF (a file converted twice) or CR, and at rarer
/// characters; in a row these part what stands in a cell, unless they are what the text has in the place of
/// line feeds.
pub(super) fn split(text: &str) -> Vec<ShapedLine> {
    let bytes = text.as_bytes();
    let mut buffer = [0; 4];
    // Whether lines have to be searched for more than the bar that is one byte.
    let drawn = BARS[1..]
        .iter()
        .flat_map(|bars| bars.iter())
        .any(|bar| memmem::find(bytes, bar.encode_utf8(&mut buffer).as_bytes()).is_some())
        || memchr(b'+', bytes).is_some();
    let rare = line_end::rare_in(text);
    let in_place_of_usual = rare > memchr2_iter(b'\n', b'\r', bytes).count();
    let mut lines = Vec::with_capacity(text.len() / 16);
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let whole = line(text, start, end, drawn);
        let parted = rare > 0
            && (in_place_of_usual || !whole.is_row())
            && text[whole.text.range()].contains(is_rare);
        if parted {
            for piece in text[start..end].split_inclusive(is_rare) {
                lines.push(line(text, start, start + piece.trim_end_matches(is_rare).len(), drawn));
                start += piece.len();
            }
        } else {
            lines.push(whole);
        }
        start = end
            + match bytes[end..] {
                [b'\r', b'\r', b'\n', ..] => 3,
                [b'\r', b'\n', ..] => 2,
                _ => 1,
            };
    }
    lines
}

fn line(text: &str, start: usize, end: usize, drawn: bool) -> ShapedLine {
    let mut start = start;
    let mut body = blank::trim(text, start..end);
    // A report inside a quotation: `> ## 一、总体情况`, `> | 规章 | 0 |`.
    while text[body.clone()].starts_with('>') {
        start = body.start + 1;
        body = blank::trim(text, start..body.end);
    }
    let bytes = text.as_bytes();
    let margins = Margins {
        before: count_tabs(&bytes[start..body.start]),
        after: count_tabs(&bytes[body.end..end]),
    };
    let shape = shape(&text[body.clone()], margins, drawn);
    ShapedLine { span: Span::new(start..end), text: Span::new(body), shape }
}

/// How many tabs stand around the text of a line. Those of a line without text are all behind it.
#[derive(Clone, Copy)]
struct Margins {
    before: usize,
    after: usize,
}

fn shape(text: &str, tabs: Margins, drawn: bool) -> LineShape {
    let led = tabs.before > 0 || text.is_empty();
    if drawn && is_rule(text) {
        return LineShape::Bars { many: true };
    }
    let parted = memchr2(b'\t', b'|', text.as_bytes())
        .or_else(|| if drawn { bars(text).next().map(|bar| bar.start) } else { None });
    match (tabs.before + tabs.after, parted) {
        (0, None) if text.is_empty() => LineShape::Blank,
        (0, None) => LineShape::Plain,
        _ if text.starts_with('#') => LineShape::Plain,
        (outer, Some(_)) => match count_tabs(text.as_bytes()) {
            _ if text.starts_with(is_bar) => barred(text),
            0 if outer == 0 => barred(text),
            0 => tabbed(text, led, outer),
            1 if outer == 0 && is_numbered(text) => LineShape::Plain,
            _ => LineShape::Tabs { led },
        },
        (outer, None) => tabbed(text, led, outer),
    }
}

/// The shape of a line with tabs around its text only.
fn tabbed(text: &str, led: bool, tabs: usize) -> LineShape {
    let prose = text.ends_with('。') || text.len() > LONGEST_CELL;
    match tabs {
        _ if prose => LineShape::Plain,
        1 if led => LineShape::Cell,
        _ => LineShape::Tabs { led },
    }
}

/// Whether the tab in `text` only parts its number from its title: `一、→总体情况`, as Word
/// writes automatic numbers.
fn is_numbered(text: &str) -> bool {
    text.split_once('\t').is_some_and(|(number, _)| {
        heading::numbering(number).is_some_and(|numbering| numbering.len == number.len())
    })
}

fn count_tabs(bytes: &[u8]) -> usize {
    memchr_iter(b'\t', bytes).count()
}

fn barred(text: &str) -> LineShape {
    let bars = bars(text).take(2).count();
    let prose = text.ends_with('。') && !text.starts_with(is_bar);
    if bars == 0 || prose { LineShape::Plain } else { LineShape::Bars { many: bars == 2 } }
}

/// Places of the bars in `text` that no backslash escapes: those of the sort that the line begins or
/// ends with, else of the first sort that it has.
pub(super) fn bars(text: &str) -> impl Iterator<Item = Range<usize>> {
    let of = |char: char| BARS.iter().position(|bars| bars.contains(&char));
    let edge = text.chars().next().and_then(of).or_else(|| text.chars().next_back().and_then(of));
    let sort = edge.or_else(|| BARS.iter().position(|bars| text.contains(*bars)));
    let bars = sort.map_or(&[][..], |sort| BARS[sort]);
    let bytes = text.as_bytes();
    text.match_indices(bars)
        .map(|(at, bar)| at..at + bar.len())
        .filter(move |bar| bar.start == 0 || bytes[bar.start - 1] != b'\\')
}

/// Whether a character stands between cells.
pub(super) fn is_bar(char: char) -> bool {
    BARS.iter().any(|bars| bars.contains(&char))
}

/// Whether a line only rules a drawn table: `├──┼──┤`, `+---+---+`.
pub(super) fn is_rule(text: &str) -> bool {
    let drawn = |char| ('\u{2500}'..='\u{257f}').contains(&char);
    let is_line = |char| matches!(char, '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '-' | '=');
    let Some(first) = text.chars().next() else { return false };
    (first == '+' || drawn(first))
        && text.chars().all(|char| drawn(char) || blank::is_blank(char) || "+-=|:".contains(char))
        && text.contains(|char| char == '+' || drawn(char) && !is_line(char))
        && text.chars().filter(|&char| is_line(char)).nth(1).is_some()
}
