//! Lines that are one paragraph.

use std::collections::BTreeMap;

use super::{
    join::{PageItem, PlacedItem},
    line::{TextLine, run_on},
};
use crate::heading;

/// The edges of running text on pages of one width.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextEdges {
    left: i32,
    right: i32,
    /// The size of most lines.
    size: i32,
}

/// The edges of running text by the width of pages.
pub(super) fn edges(items: &[PlacedItem]) -> BTreeMap<i32, TextEdges> {
    let mut pages: BTreeMap<i32, Vec<&TextLine>> = BTreeMap::new();
    for placed in items {
        if let PageItem::Line(line) = &placed.item {
            pages.entry(placed.width).or_default().push(line);
        }
    }
    pages.into_iter().map(|(width, lines)| (width, TextEdges::of(&lines, width))).collect()
}

impl TextEdges {
    fn of(lines: &[&TextLine], width: i32) -> Self {
        let mut lefts: Vec<i32> = lines.iter().map(|line| line.left).collect();
        lefts.sort_unstable();
        // a line further to the left than any other is no edge
        let left = lefts.windows(2).find(|pair| pair[1] - pair[0] < 100).map(|pair| pair[0]);
        let mut sizes: Vec<i32> = lines.iter().map(|line| line.size).collect();
        sizes.sort_unstable();
        Self {
            left: left.or(lefts.first().copied()).unwrap_or(0),
            // lines all shorter than that are no column
            right: lines.iter().map(|line| line.right).max().unwrap_or(0).max(width / 10 * 6),
            size: sizes.get(sizes.len() / 2).copied().unwrap_or(0),
        }
    }

    /// Whether a line is the next of a title that is too long for one: larger than running text, and
    /// centred.
    fn is_centred(self, line: &TextLine) -> bool {
        let off = (line.left - self.left) - (self.right - line.right);
        line.size > self.size * 11 / 10 && off.abs() < line.size * 2
    }
}

/// A paragraph under construction.
#[derive(Debug)]
pub(super) struct OpenParagraph {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) unread: bool,
    last: TextLine,
    last_page: usize,
}

impl OpenParagraph {
    pub(super) fn new(line: TextLine, page: usize) -> Self {
        Self { text: line.text.clone(), page, unread: line.unread, last: line, last_page: page }
    }

    /// Whether `line` is its next line: as large, not indented, no numbered one after the end of a
    /// sentence, and the last line had no room for it.
    pub(super) fn goes_on(&self, line: &TextLine, page: usize, column: TextEdges) -> bool {
        let size = self.last.size.max(line.size);
        // as of the last line some characters move down with one that may not begin a line
        let needed = size * 7 / 2 + word(&line.text) * size / 2;
        let near = page != self.last_page || line.baseline - self.last.baseline < size * 13 / 5;
        let ended = self.text.ends_with(['。', '；', '：', '！', '？']);
        (self.last.size - line.size).abs() <= size / 10
            && !(ended && heading::numbering(&line.text).is_some())
            && (line.left < column.left + size * 4 / 5 || column.is_centred(line))
            && column.right - self.last.right < needed
            && near
    }

    pub(super) fn push(&mut self, line: TextLine, page: usize) {
        run_on(&mut self.text, &line.text, ' ');
        self.unread |= line.unread;
        self.last_page = page;
        self.last = line;
    }
}

/// The half-widths at the start of a line that are not broken: a word or figure, and brackets with it.
fn word(line: &str) -> i32 {
    let mut chars = line.chars().peekable();
    let mut halves = 0;
    let mut take = |is: fn(char) -> bool, width: i32| {
        while halves < 100 && chars.next_if(|&char| is(char)).is_some() {
            halves += width;
        }
    };
    take(|char| "（〔《“‘「『【".contains(char), 2);
    take(|char| char.is_ascii_graphic(), 1);
    take(|char| "）〕》”’」』】，。、；：！？％".contains(char), 2);
    halves
}
