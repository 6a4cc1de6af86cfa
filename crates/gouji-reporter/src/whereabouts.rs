//! Where a label is, in the words of whoever reads the report: never an offset.

use gouji_parser::Format;
use gouji_rules::finding::Label;

use crate::{CheckedFile, Language, place::Places};

/// Where a place is in the file, as its reader counts: 第 335 行, or 文件中第 3 个表格第 24 行第 4 列
/// where the file has drawn tables.
pub(crate) fn in_file(
    label: &Label,
    file: &CheckedFile<'_>,
    places: &Places<'_>,
    language: Language,
) -> String {
    if let Some(place) = file.drawn.place(label.span) {
        let (table, row, column) = (place.table, place.row, place.column);
        return match language {
            Language::Zh => format!("文件中第 {table} 个表格第 {row} 行第 {column} 列"),
            Language::En => format!("table {table} of the file, row {row}, column {column}"),
        };
    }
    let line = places.position(label.span.start as usize).line;
    match (language, file.source.format()) {
        (Language::Zh, Format::Docx) => format!("转成文字后第 {line} 行"),
        (Language::Zh, Format::Html) => format!("网页源码第 {line} 行"),
        (Language::Zh, _) => format!("第 {line} 行"),
        (Language::En, Format::Docx) => format!("line {line} of the text view"),
        (Language::En, Format::Html) => format!("line {line} of the page's source"),
        (Language::En, _) => format!("line {line}"),
    }
}

/// A value of the form by its row and column: （七）总计·自然人.
pub(crate) fn in_table(label: &Label, language: Language) -> Option<String> {
    let (cell, row) = label.cell.as_ref().zip(label.row.as_deref())?;
    let column = row.cells.iter().find(|view| view.column == cell.column)?;
    Some(format!("{}·{}", row.label, language.text(&column.name)))
}
