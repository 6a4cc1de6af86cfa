//! Workbooks of any format: what their cells show, and how these are laid out as tables.
//!
//! * `number` – a number as its format shows it
//! * `worksheet` – the cells of a sheet, and which of them are merged or hidden
//! * `table` – cells to rows; what stands in one cell above a table is a paragraph

mod number;
mod table;
mod worksheet;

use std::collections::HashMap;

pub(crate) use self::{
    number::NumberFormat,
    worksheet::{COLUMNS, CellStyle, ROWS, ReadCells, Worksheet, doubted, number, plain, push_run},
};
use crate::{
    Document, Format, Note, NoteKind, ReadError, Span, Unread,
    flow::{
        item::{Commenters, StoryItem},
        numbering::ListNumbering,
        view::FlowView,
    },
};

/// What is said of the text of the report.
const TABLES_ONLY: Unread = Unread {
    zh: "这是工作簿，只核对了其中的表格，年报的正文没有检查",
    en: "this is a workbook: its tables were checked, the text of the report was not",
};

/// The sheets of a workbook that were read so far.
#[derive(Default)]
pub(crate) struct ReadSheets {
    items: Vec<StoryItem>,
    pub(crate) cells: ReadCells,
}

impl ReadSheets {
    pub(crate) fn push(&mut self, sheet: Worksheet) -> Result<(), ReadError> {
        table::items(sheet, &mut self.items, &mut self.cells.count)
    }

    /// The document; its source is a view: one line a row, tabs between its cells.
    pub(crate) fn finish(self, format: Format, people: Vec<String>) -> Result<Document, ReadError> {
        let (numbering, chunks) = (ListNumbering::default(), HashMap::new());
        let mut view = FlowView::new(format, &numbering, &chunks);
        view.items(&self.items)?;
        view.notes.push(Note { span: Span::default(), kind: NoteKind::TablesOnly(TABLES_ONLY) });
        Ok(view.finish(0, Commenters::default(), people).0)
    }
}
