//! Where a label is, in the words of whoever reads the report: never an offset.

use gouji_parser::{DrawnPlace, Format, Position};
use gouji_rules::finding::Label;

use crate::{CheckedFile, Language, place::Places, site::cell_view};

/// Where a place is in the file, as its reader counts: 第 335 行, or 文件中第 3 个表格第 24 行第 4 列
/// where the file has drawn tables.
pub(crate) fn in_file(
    label: &Label,
    file: &CheckedFile<'_>,
    places: &Places<'_>,
    language: Language,
) -> String {
    if let Some(place) = file.drawn.place(label.span) {
        return format!("{}{}", language.pick("文件中", ""), counted(place, language));
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

/// The folder that a path names, as it is printed; empty for a file of the working folder.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A cell of a drawn table: 第 3 个表格第 24 行第 4 列.
pub(crate) fn counted(place: DrawnPlace, language: Language) -> String {
    let DrawnPlace { table, row, column } = place;
    match language {
        Language::Zh => format!("第 {table} 个表格第 {row} 行第 {column} 列"),
        Language::En => format!("table {table} of the file, row {row}, column {column}"),
    }
}

/// A place in the view of a .docx, which `gouji view` prints.
pub(crate) fn in_view(at: Position, language: Language) -> String {
    let Position { line, column, .. } = at;
    match language {
        Language::Zh => format!("视图第 {line} 行第 {column} 列"),
        Language::En => format!("line {line}, column {column} of the view"),
    }
}

/// A value of the form by its row and column: （七）总计·自然人.
pub(crate) fn in_table(label: &Label, language: Language) -> Option<String> {
    let (row, column) = label.row.as_deref().zip(cell_view(label))?;
    Some(format!("{}·{}", row.label, language.text(&column.name)))
}
