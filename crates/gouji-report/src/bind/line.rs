//! A line of running text, or a cell, with its place.

use std::borrow::Cow;

use gouji_parser::{
    Doubt, Layout, Span, Text,
    fold::{FoldedText, fold_cow},
};

/// A line of running text, or a cell.
#[derive(Debug)]
pub struct Line<'d> {
    /// Its characters.
    pub text: &'d str,
    /// Where they stand.
    pub(crate) place: LinePlaces<'d>,
    /// Its characters folded.
    pub folded: Cow<'d, str>,
    /// What it was in the document.
    pub origin: Origin,
}

/// Where the characters of a line stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinePlaces<'d> {
    pub(crate) text: &'d Text,
    /// The line's first byte in the text.
    pub(crate) start: usize,
}

/// What a line was in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A heading that the format marks.
    Heading {
        /// How many blank lines stand before it.
        gap: u16,
    },
    /// A paragraph, or a line that looks like a heading.
    Paragraph {
        /// How many blank lines stand before it.
        gap: u16,
    },
    /// A cell.
    Cell(CellOrigin),
    /// A piece cut out of a line in which everything runs together.
    Fused {
        /// Whether it touches its neighbours without white space.
        glued: bool,
    },
}

/// Where a cell stood in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellOrigin {
    /// Index of the block.
    pub(crate) block: u32,
    /// Row, from 0.
    pub(crate) row: u32,
    /// Column, from 0.
    pub(crate) column: u32,
    pub(crate) layout: Layout,
    /// Whether it is the only cell of its row that is not blank.
    pub alone: bool,
    /// Whether it covers several columns.
    pub(crate) merged: bool,
    /// Why a reader may see another figure than its characters make.
    pub(crate) doubt: Option<Doubt>,
}

impl<'d> Line<'d> {
    /// Where the bytes `range` of the text stand.
    pub fn place(&self, range: std::ops::Range<usize>) -> Span {
        self.place.text.place(self.place.start + range.start..self.place.start + range.end)
    }

    /// Where the whole line stands.
    pub fn span(&self) -> Span {
        if self.text.is_empty() { self.place.text.span } else { self.place(0..self.text.len()) }
    }

    /// Whether it is a cell of a table.
    pub fn is_cell(&self) -> bool {
        matches!(self.origin, Origin::Cell(_))
    }

    /// The block that a cell stands in.
    pub(crate) fn block(&self) -> Option<u32> {
        match self.origin {
            Origin::Cell(cell) => Some(cell.block),
            _ => None,
        }
    }

    /// Whether it is a cell that covers several columns.
    pub(crate) fn is_merged(&self) -> bool {
        matches!(self.origin, Origin::Cell(cell) if cell.merged)
    }

    /// Why its figure is doubted.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        match self.origin {
            Origin::Cell(cell) => cell.doubt,
            _ => None,
        }
    }

    /// Whether it has no characters but white space.
    pub fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    /// A part of the line as a line of its own.
    pub(crate) fn part(&self, range: std::ops::Range<usize>, origin: Origin) -> Line<'d> {
        let text = &self.text[range.clone()];
        let place = LinePlaces { text: self.place.text, start: self.place.start + range.start };
        Line { text, place, folded: fold_cow(text), origin }
    }
}

/// Where a folded range of a line stands in its text.
pub(crate) fn unfold(
    line: &Line<'_>,
    folded: &FoldedText<'_>,
    range: std::ops::Range<usize>,
) -> Span {
    line.place(folded.origin_range(range, line.text))
}

/// Marks that a title as a whole can stand between, each with its closing one.
const QUOTES: [(char, char); 9] = [
    ('“', '”'),
    ('‘', '’'),
    ('"', '"'),
    ('\'', '\''),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
];

/// Whether a title can begin behind it.
pub(crate) fn is_opening(char: char) -> bool {
    QUOTES.iter().any(|&(open, _)| open == char)
}

/// A title without the marks that stand before it, unless they close within it: “双随机”情况.
pub(crate) fn without_opening(title: &str) -> &str {
    let mut rest = title;
    while let Some(open) = rest.chars().next()
        && let Some((_, close)) = QUOTES.iter().find(|&&(known, _)| known == open)
    {
        let inner = &rest[open.len_utf8()..];
        let after = inner.split_once(*close).map_or("", |(_, after)| after);
        if after.contains(char::is_alphabetic) {
            break;
        }
        rest = inner;
    }
    rest
}

/// The length of a title without what stands behind its last letter: a colon, a pilcrow, the number of a
/// page, a mark that closes what the title does not open. Other brackets and quotation marks that close
/// stay. All of it where it has no letter.
pub(crate) fn title_length(text: &str) -> usize {
    let letters = text.trim_end_matches(|char: char| !char.is_alphabetic()).len();
    let closing = |char: &char| {
        let quoted = QUOTES.iter().find(|(_, close)| close == char);
        let opened = |&(open, close)| {
            let count = text[..letters].matches(open).count();
            if open == close { count % 2 == 1 } else { count > 0 }
        };
        matches!(char, ')' | '）' | ']' | '>') || quoted.is_some_and(opened)
    };
    let closed = text[letters..].chars().take_while(closing).map(char::len_utf8).sum::<usize>();
    if letters == 0 { text.len() } else { letters + closed }
}
