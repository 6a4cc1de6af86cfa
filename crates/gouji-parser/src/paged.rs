//! Pages put together to a document: what a fixed-layout file has are characters and lines at places,
//! and nothing says which belong together.
//!
//! ```text
//! pages ─grid→ ruled tables ─line→ lines ─margin→ body ─join→ tables of several pages ─flow, view→ Document
//! ```
//!
//! * `page` – what is drawn on a page
//! * `grid` – tables, from the lines that are ruled
//! * `line` – characters in order, and what is struck out
//! * `loose` – text in columns without ruled lines, which is not read
//! * `margin` – page numbers and running heads
//! * `join` – a table, a row or a cell that a page break cuts
//! * `flow` – lines that are one paragraph
//! * `view` – the text: a line a paragraph, a line a row of a table
//!
//! A table whose lines do not close is not read, and the document says so.

mod flow;
mod grid;
mod join;
mod line;
mod loose;
mod margin;
mod page;
mod view;

use page::{CELLS, RULES};
pub use page::{Frame, Glyph, Page, RuledLine};

use crate::{Document, Limit, ReadError};

/// Reads the pages of a PDF as a document.
pub fn read(pages: &[Page]) -> Result<Document, ReadError> {
    let within = |count: usize, most: usize, limit| {
        if count <= most { Ok(()) } else { Err(ReadError::Limit(limit)) }
    };
    let rules = pages.iter().map(|page| page.rules.len()).sum();
    within(rules, RULES, Limit::new("PDF 的线段数", "ruled lines of the PDF"))?;
    let mut sheets: Vec<line::LinedPage> = pages.iter().map(line::LinedPage::of).collect();
    let cells = sheets.iter().flat_map(|sheet| &sheet.grids).map(|it| it.cells.len()).sum();
    within(cells, CELLS, Limit::new("PDF 的表格格数", "table cells of the PDF"))?;
    margin::take_off(&mut sheets);
    let parts = sheets.into_iter().map(loose::parts).collect();
    view::lay_out(join::tables(parts))
}

#[cfg(test)]
mod tests;
