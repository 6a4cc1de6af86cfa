//! Where things stand in the document's own terms: which page, and which table, row and column a person
//! counts who has the document open, and knows neither lines nor bytes.

use crate::{Block, Document, Layout, Span};

/// A cell's place among the drawn tables of a document, each number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DrawnPlace {
    /// Which table of the document.
    pub table: u32,
    /// Row of the table.
    pub row: u32,
    /// Column of the table, merged cells counted with every column they cover.
    pub column: u32,
}

/// The cells of all drawn tables ([`Layout::Grid`]: .docx, HTML, PDF) of a document, and its pages.
#[derive(Clone, Debug, Default)]
pub struct DrawnCells {
    /// By the start of their spans.
    cells: Vec<(Span, DrawnPlace)>,
    /// Where pages after the first begin; none where the document has no pages.
    pages: Option<Vec<u32>>,
}

impl DrawnCells {
    /// The cells of `document`.
    pub fn of(document: &Document) -> Self {
        let tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) if table.layout == Layout::Grid => Some(table),
            _ => None,
        });
        let mut cells = Vec::new();
        for (number, table) in (1..).zip(tables) {
            for (row, cell) in
                (1..).zip(&table.rows).flat_map(|(at, row)| row.cells.iter().map(move |c| (at, c)))
            {
                let place = DrawnPlace { table: number, row, column: cell.column + 1 };
                cells.push((cell.text.span, place));
            }
        }
        cells.sort_by_key(|(span, _)| *span);
        Self { cells, pages: document.source.pages().map(<[u32]>::to_vec) }
    }

    /// The page, from 1, on which `span` begins; none where the document has no pages (all but PDF).
    pub fn page(&self, span: Span) -> Option<u32> {
        let pages = self.pages.as_ref()?;
        Some(pages.partition_point(|&start| start <= span.start) as u32 + 1)
    }

    /// The cell in which `span` begins; a blank cell is found by its own span.
    pub fn place(&self, span: Span) -> Option<DrawnPlace> {
        let before = self.cells.partition_point(|(cell, _)| cell.start <= span.start);
        let &(cell, place) = self.cells[..before].last()?;
        (span.start < cell.end || span == cell).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of the cell in which `needle` stands, as `table.row.column`.
    fn check(text: &str, name: &str, needle: &str, expected: Option<(u32, u32, u32)>) {
        let document = crate::read(text.as_bytes(), name).expect("the fixture is UTF-8");
        let at = document.source.text().find(needle).expect("the fixture holds the needle");
        let place = DrawnCells::of(&document).place(Span::new(at..at + needle.len()));
        assert_eq!(place.map(|at| (at.table, at.row, at.column)), expected, "{needle}");
    }

    const PAGE: &str = "<p>正文<table><tr><td>规章<td>3</table>
        <table><tr><td rowspan=2>结果<td colspan=2>公开<td>11<tr><td>部分<td><b>区</b>分<td>7</table>";

    #[test]
    fn a_cell_is_counted_as_it_is_drawn() {
        check(PAGE, "a.html", "3", Some((1, 1, 2)));
        check(PAGE, "a.html", "11", Some((2, 1, 4)));
        check(PAGE, "a.html", "部分", Some((2, 2, 2)));
        check(PAGE, "a.html", "分<td>7", Some((2, 2, 3)));
        check(PAGE, "a.html", "7<", Some((2, 2, 4)));
        check(PAGE, "a.html", "正文", None);
        check(PAGE, "a.html", "<tr>", None);
    }

    #[test]
    fn what_is_not_drawn_has_no_such_place() {
        check("| 规章 | 3 |\n| --- | --- |\n", "a.md", "3", None);
        check("\t规章\n\t3\n", "a.txt", "3", None);
    }

    #[test]
    fn a_blank_cell_is_found_by_its_own_place() {
        let document = crate::read("<table><tr><td>甲<td><td>乙</table>".as_bytes(), "a.html");
        let document = document.expect("the fixture is UTF-8");
        let Some(Block::Table(table)) = document.blocks.first() else { panic!("{document:?}") };
        let blank = table.rows[0].cells[1].text.span;
        let place = DrawnCells::of(&document).place(blank);
        assert_eq!(place, Some(DrawnPlace { table: 1, row: 1, column: 2 }));
    }
}
