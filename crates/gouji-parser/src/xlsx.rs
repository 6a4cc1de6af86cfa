//! Workbooks (.xlsx): the tables of a report, sheet by sheet.
//!
//! ```text
//! bytes ─package─▶ parts ─xml─▶ tags ─sheet─▶ cells ─workbook─▶ tree ─flow─▶ Document
//! ```
//!
//! * `strings` – texts that cells share
//! * `style` – which format and which look a cell has
//! * `sheet` – the cells of a sheet, and which of them are merged
//!
//! What is hidden is left out. Of a formula the result is read that was saved with it. A note says that the text
//! of the report, which a workbook does not have, was not checked.

mod sheet;
mod strings;
mod style;

use self::{sheet::SheetReader, strings::Strings, style::CellStyles};
use crate::{
    Document, Format, ReadError, package::Package, properties::people, workbook::ReadSheets,
    xml::Xml,
};

const MAIN: &str = "xl/workbook.xml";

/// Reads a .xlsx. The document's source is a view: one line a row, tabs between its cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.part(MAIN)? else {
        // A workbook that keeps its sheets in another way (.xlsb).
        ReadError::refuse(Format::OldWorkbook)?;
        return Err(ReadError::Damaged {
            what: "缺少正文部件 xl/workbook.xml",
            english: "the main part xl/workbook.xml is missing",
        });
    };
    let targets = package.targets(MAIN)?;
    let related = package.related(MAIN)?;
    let mut part = |sort: &str| related.get(sort).map_or(Ok(None), |name| package.part(name));
    let strings = part("sharedStrings")?.map_or(Ok(Strings::default()), |it| Strings::read(&it))?;
    let styles = part("styles")?.map_or(Ok(CellStyles::default()), |it| CellStyles::read(&it))?;

    let reader = SheetReader { strings: &strings, styles: &styles };
    let mut sheets = ReadSheets::default();
    for id in shown_sheets(&main)? {
        let Some(sheet) = targets.get(&id).map(|name| package.part(name)).transpose()?.flatten()
        else {
            continue;
        };
        let sheet = reader.read(&sheet, &mut sheets.cells)?;
        sheets.push(sheet)?;
    }
    let people = people(&mut package, "docProps/core.xml", ["creator", "lastModifiedBy"])?;
    sheets.finish(Format::Xlsx, people)
}

/// The relationships of the sheets that are shown, in order.
fn shown_sheets(main: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(main);
    let mut ids = Vec::new();
    while let Some(tag) = xml.next_tag()? {
        let is_shown = tag.get("state").is_none_or(|state| state == "visible");
        if tag.name() == "sheet" && is_shown {
            ids.extend(tag.get("id").map(std::borrow::Cow::into_owned));
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests;
