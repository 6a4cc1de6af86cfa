//! The cells of a sheet that have something in them, and which cells are merged or hidden.

use std::collections::BTreeMap;

use super::number::NumberFormat;
use crate::{
    Doubt, Limit, ReadError,
    apart::Look,
    flow::item::{ParagraphMark, StoryParagraph, more_cells, shown},
    limits::TEXT_LIMIT,
};

/// Rows and columns that a sheet can have.
pub(crate) const ROWS: u32 = 1 << 20;
pub(crate) const COLUMNS: u32 = 1 << 14;

/// What is shown of a sheet; places count from 0.
#[derive(Default)]
pub(crate) struct Worksheet {
    /// Cells with something in them, by row and column.
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, StoryParagraph>>,
    /// Merged cells by the row and the column in which they begin: last row, last column.
    pub(crate) merged: BTreeMap<u32, BTreeMap<u32, (u32, u32)>>,
    /// Hidden columns: first and last.
    pub(crate) hidden: Vec<(u32, u32)>,
}

/// How much was read of a workbook so far.
#[derive(Default)]
pub(crate) struct ReadCells {
    pub(super) count: u32,
    /// Bytes of their text: cells may share a long one.
    text: usize,
}

/// The look of a cell as a whole.
#[derive(Default)]
pub(crate) struct CellStyle {
    pub(crate) format: NumberFormat,
    /// Whether what stands in the cell is struck out.
    pub(crate) struck: bool,
}

impl Worksheet {
    /// Puts `cell` where it stands, unless it is blank.
    pub(crate) fn put(
        &mut self,
        (row, column): (u32, u32),
        mut cell: StoryParagraph,
        style: Option<&CellStyle>,
        read: &mut ReadCells,
    ) -> Result<(), ReadError> {
        if style.is_some_and(|style| style.struck) {
            cell.doubt_from(0, Look::Struck);
        }
        let is_blank = cell.text.trim().is_empty() && cell.marks.is_empty();
        if is_blank || row >= ROWS || column >= COLUMNS {
            return Ok(());
        }
        more_cells(&mut read.count, 1)?;
        read.text += cell.text.len();
        if read.text > TEXT_LIMIT {
            return Err(ReadError::Limit(Limit::new("正文长度", "length of the text")));
        }
        self.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }

    /// Merges the cells from `first` to `last`: row and column of each.
    pub(crate) fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        if first.0 <= last.0 && first.1 <= last.1 {
            self.merged.entry(first.0).or_default().insert(first.1, last);
        }
    }
}

/// A number, which is stored in digits, as it is shown.
pub(crate) fn number(stored: &str, style: Option<&CellStyle>) -> StoryParagraph {
    let shown = style.map(|style| &style.format).cloned().unwrap_or_default().show(stored.trim());
    if shown.differs { doubted(&shown.text, Doubt::Stored) } else { plain(&shown.text) }
}

pub(crate) fn plain(text: &str) -> StoryParagraph {
    StoryParagraph { text: text.to_owned(), ..StoryParagraph::default() }
}

pub(crate) fn doubted(text: &str, doubt: Doubt) -> StoryParagraph {
    let mut paragraph = plain(text);
    paragraph.mark(ParagraphMark::Doubt(doubt));
    paragraph
}

/// Appends text that is drawn alike.
pub(crate) fn push_run(paragraph: &mut StoryParagraph, text: &str, look: Look) {
    let start = paragraph.text.len();
    for char in text.chars() {
        match char {
            '\n' => paragraph.text.push('\n'),
            char => shown(char).into_iter().for_each(|char| paragraph.push(char, look)),
        }
    }
    paragraph.doubt_from(start, look);
}
