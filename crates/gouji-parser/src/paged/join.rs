//! Tables that page breaks cut: between two rows, inside of a row, inside of a merged cell.

use super::{
    line::TextLine,
    loose::{PagePart, PageParts, RuledCell, RuledTable},
};
use crate::{NoteKind, heading};

/// How far edges may differ from page to page.
pub(super) const NEAR: i32 = 300;

/// Rows that a repeated head has at most.
const HEADS: usize = 5;

/// Something of the document, in reading order.
#[derive(Debug)]
pub(super) enum PageItem {
    Line(TextLine),
    Table(JoinedTable),
    Note(NoteKind),
}

/// A table with all its pages.
#[derive(Debug)]
pub(super) struct JoinedTable {
    left: i32,
    right: i32,
    /// Of each row, the page on which it begins.
    pub(super) rows: Vec<usize>,
    pub(super) cells: Vec<RuledCell>,
}

/// An item, the page that it begins on, and that page's width.
#[derive(Debug)]
pub(super) struct PlacedItem {
    pub(super) page: usize,
    pub(super) width: i32,
    pub(super) item: PageItem,
}

/// Joins the tables of pages that follow each other with nothing between.
pub(super) fn tables(pages: Vec<PageParts>) -> Vec<PlacedItem> {
    let mut placed: Vec<PlacedItem> = Vec::new();
    // The page of the last line or table, and where it is in `placed`.
    let mut last: Option<(usize, usize)> = None;
    for (page, PageParts { width, parts }) in pages.into_iter().enumerate() {
        for part in parts {
            let item = match part {
                PagePart::Note(note) => {
                    placed.push(PlacedItem { page, width, item: PageItem::Note(note) });
                    continue;
                }
                PagePart::Line(line) => PageItem::Line(line),
                PagePart::Table(table) => {
                    let before = last.filter(|&(before, _)| before + 1 == page);
                    if let Some(PlacedItem { item: PageItem::Table(joined), .. }) =
                        before.and_then(|(_, at)| placed.get_mut(at))
                        && joined.continues(&table)
                    {
                        joined.extend(table, page);
                        last = last.map(|(_, at)| (page, at));
                        continue;
                    }
                    PageItem::Table(JoinedTable {
                        left: table.frame.left,
                        right: table.frame.right,
                        rows: vec![page; table.rows],
                        cells: table.cells,
                    })
                }
            };
            last = Some((page, placed.len()));
            placed.push(PlacedItem { page, width, item });
        }
    }
    placed
}

impl JoinedTable {
    fn continues(&self, next: &RuledTable) -> bool {
        (self.left - next.frame.left).abs() <= NEAR && (self.right - next.frame.right).abs() <= NEAR
    }

    fn extend(&mut self, next: RuledTable, page: usize) {
        let heads = self.repeated(&next);
        let (first, rest): (Vec<RuledCell>, Vec<RuledCell>) = next
            .cells
            .into_iter()
            .filter(|cell| cell.area.row >= heads)
            .partition(|cell| cell.area.row == heads);
        let is_cut = self.is_cut(&first);
        let is_head = self.is_head(&first);
        // The number that the first row has in the joined table.
        let row = self.rows.len() - usize::from(is_cut);
        let bottom = self.bottom();
        for mut cell in first {
            match self.above(&bottom, &cell).map(|above| &mut self.cells[above]) {
                Some(above) if is_cut || is_head || above.goes_on(&cell) => {
                    above.area.row_span += cell.area.row_span - usize::from(is_cut);
                    above.picture |= cell.picture;
                    above.lines.append(&mut cell.lines);
                }
                _ => {
                    cell.area.row = row;
                    self.cells.push(cell);
                }
            }
        }
        self.cells.extend(rest.into_iter().map(|mut cell| {
            cell.area.row = cell.area.row - heads + row;
            cell
        }));
        self.rows.resize(row + next.rows - heads, page);
        self.cells.sort_by_key(|cell| (cell.area.row, cell.area.frame.left));
    }

    /// The cells that reach the last row, from left to right.
    fn bottom(&self) -> Vec<usize> {
        let reaches = |cell: &RuledCell| cell.area.row + cell.area.row_span == self.rows.len();
        let mut bottom: Vec<usize> =
            (0..self.cells.len()).filter(|&at| reaches(&self.cells[at])).collect();
        bottom.sort_by_key(|&at| self.cells[at].area.frame.left);
        bottom
    }

    /// The one of the cells at the bottom that `below` stands right under.
    fn above(&self, bottom: &[usize], below: &RuledCell) -> Option<usize> {
        let near = |one: i32, other: i32| (one - other).abs() <= NEAR;
        let below = below.area.frame;
        let left = |at: usize| self.cells[at].area.frame.left;
        let first = bottom.partition_point(|&at| left(at) < below.left - NEAR);
        let mut found =
            bottom[first..].iter().copied().take_while(|&at| near(left(at), below.left));
        found.find(|&at| near(self.cells[at].area.frame.right, below.right))
    }

    /// How many rows at the top of `next` repeat the head of the table.
    fn repeated(&self, next: &RuledTable) -> usize {
        let row = |cells: &[RuledCell], row: usize| -> Vec<(String, bool)> {
            let own = cells.iter().filter(|cell| cell.area.row == row);
            own.map(|cell| (cell.text(), cell.area.row_span == 1)).collect()
        };
        let mut heads = 0;
        for at in 0..next.rows.saturating_sub(1).min(self.rows.len()).min(HEADS) {
            let (own, other) = (row(&self.cells, at), row(&next.cells, at));
            if own != other {
                break;
            }
            // what is merged downward belongs to the head as a whole
            let ends = next
                .cells
                .iter()
                .all(|cell| cell.area.row > at || cell.area.row + cell.area.row_span <= at + 1);
            let is_text =
                other.iter().any(|(text, _)| text.contains(|it: char| it.is_alphabetic()));
            if ends && (is_text || heads > 0) {
                heads = at + 1;
            }
        }
        heads
    }

    /// Whether `first`, the first row of a page, is the lower row of a head: it parts a cell of the row
    /// before, and what it does not part are labels that go on, blank or with their text.
    fn is_head(&self, first: &[RuledCell]) -> bool {
        let bottom = self.bottom();
        let mut parts = false;
        first.iter().all(|cell| {
            if let Some(above) = self.above(&bottom, cell) {
                let above = &self.cells[above];
                return above.text().contains(char::is_alphabetic)
                    && (cell.is_blank() || is_rest(above, cell));
            }
            let frame = cell.area.frame;
            parts |= bottom.iter().any(|&above| {
                let above = self.cells[above].area.frame;
                above.left <= frame.left + NEAR && frame.right <= above.right + NEAR
            });
            true
        }) && parts
    }

    /// Whether `first`, the first row of a page, is the rest of the last row: each cell lies under one of
    /// that row and is blank or goes on with its text.
    fn is_cut(&self, first: &[RuledCell]) -> bool {
        let bottom = self.bottom();
        let mut rest = false;
        let mut blank = true;
        for cell in first {
            let Some(above) = self.above(&bottom, cell) else { return false };
            let above = &self.cells[above];
            let own = cell.area.row_span == 1;
            if is_rest(above, cell) {
                rest |= own;
            } else if !(cell.is_blank() || above.is_blank() && own) {
                return false;
            }
            blank &= cell.is_blank();
        }
        (rest || blank) && first.iter().any(|cell| cell.area.row_span == 1)
    }
}

impl RuledCell {
    fn is_blank(&self) -> bool {
        self.lines.is_empty() && !self.picture
    }

    fn text(&self) -> String {
        self.lines.iter().map(|line| &*line.text).collect()
    }

    /// Whether a merged cell goes on in `below`.
    fn goes_on(&self, below: &Self) -> bool {
        let merged = self.area.row_span > 1 || below.area.row_span > 1;
        merged && (below.is_blank() || is_rest(self, below))
    }
}

/// Whether the text of `below` goes on with that of `above`: there is no room for more in its last line,
/// and what follows is neither numbered nor a figure.
fn is_rest(above: &RuledCell, below: &RuledCell) -> bool {
    let (Some(last), Some(next)) = (above.lines.last(), below.lines.first()) else { return false };
    let room = above.area.frame.right - last.right;
    let margin = (above.lines.iter().map(|line| line.left).min().unwrap_or(0)
        - above.area.frame.left)
        .clamp(0, 1200);
    let fresh = heading::numbering(&next.text).is_some()
        || next.text.starts_with(|char: char| char.is_numeric() || "+-－＋—–".contains(char));
    room < margin + last.size * 3 / 2 && !fresh
}
