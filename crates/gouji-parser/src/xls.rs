//! Workbooks of Excel 97–2003 (.xls), and the .et that WPS keeps in the same container.
//!
//! ```text
//! bytes ─compound─▶ stream ─record─▶ records ─globals, sheet─▶ cells ─workbook─▶ tree ─flow─▶ Document
//! ```
//!
//! * `record` – what the stream consists of
//! * `globals` – the sheets, and what their cells share: texts (`strings`), formats and fonts (`style`)
//! * `sheet` – the cells of a sheet, and which of them are merged; `number` – numbers as they are stored
//!
//! After the public specification \[MS-XLS\]. As of a .xlsx, what is hidden is left out, and of a formula the result is
//! read that was saved with it.

mod globals;
mod number;
mod record;
mod sheet;
mod strings;
mod style;

use self::{globals::Globals, record::Records};
use crate::{Document, Format, ReadError, compound::CompoundStreams, workbook::ReadSheets};

/// Reads a .xls. The document's source is a view: one line a row, tabs between its cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut file = CompoundStreams::open(bytes)?;
    let stream = file.stream("Workbook")?.ok_or(ReadError::Damaged {
        what: "缺少正文 Workbook",
        english: "the stream Workbook is missing",
    })?;
    let mut records = Records::new(&stream);
    let globals = Globals::read(&mut records)?;
    let mut sheets = ReadSheets::default();
    for &at in &globals.sheets {
        if let Some(sheet) = sheet::read(&mut records, at, &globals, &mut sheets.cells)? {
            sheets.push(sheet)?;
        }
    }
    sheets.finish(Format::Xls, file.people()?)
}

#[cfg(test)]
mod tests;
