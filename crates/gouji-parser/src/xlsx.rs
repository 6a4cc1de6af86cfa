//! Workbooks (.xlsx): the tables of a report, sheet by sheet.
//!
//! ```text
//! bytes ─package─▶ parts ─xml─▶ tags ─sheet─▶ cells ─table─▶ tree ─flow─▶ Document
//! ```
//!
//! * `strings` – texts that cells share
//! * `style` – which format and which look a cell has; `number` shows a number in its format
//! * `sheet` – the cells of a sheet, and which of them are merged
//! * `table` – cells to rows; what stands in one cell above a table is a paragraph
//!
//! What is hidden is left out. Of a formula the result is read that was saved with it. A note says that the text
//! of the report, which a workbook does not have, was not checked.

mod number;
mod sheet;
mod strings;
mod style;
mod table;

use std::collections::HashMap;

use self::{sheet::SheetReader, strings::Strings, style::CellStyles};
use crate::{
    Document, Format, Note, NoteKind, ReadError, Span, Unread,
    flow::{
        item::{Commenters, StoryItem},
        numbering::ListNumbering,
        view::FlowView,
    },
    package::Package,
    properties::people,
    xml::Xml,
};

/// What is said of the text of the report.
const TABLES_ONLY: Unread = Unread {
    zh: "这是工作簿，只核对了其中的表格，年报的正文没有检查",
    en: "this is a workbook: its tables were checked, the text of the report was not",
};

const MAIN: &str = "xl/workbook.xml";

/// Reads a .xlsx. The document's source is a view: one line a row, tabs between its cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.part(MAIN)? else {
        // A workbook that keeps its sheets in another way (.xlsb).
        ReadError::refuse(Format::Xls)?;
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

    let mut items: Vec<StoryItem> = Vec::new();
    let mut reader = SheetReader::new(&strings, &styles);
    for id in sheets(&main)? {
        let Some(sheet) = targets.get(&id).map(|name| package.part(name)).transpose()?.flatten()
        else {
            continue;
        };
        let sheet = reader.read(&sheet)?;
        table::items(sheet, &mut items, &mut reader.cells)?;
    }
    let (numbering, chunks) = (ListNumbering::default(), HashMap::new());
    let mut view = FlowView::new(Format::Xlsx, &numbering, &chunks);
    view.items(&items)?;
    view.notes.push(Note { span: Span::default(), kind: NoteKind::TablesOnly(TABLES_ONLY) });
    let people = people(&mut package, "docProps/core.xml", ["creator", "lastModifiedBy"])?;
    Ok(view.finish(0, Commenters::default(), people).0)
}

/// The relationships of the sheets that are shown, in order.
fn sheets(main: &str) -> Result<Vec<String>, ReadError> {
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
