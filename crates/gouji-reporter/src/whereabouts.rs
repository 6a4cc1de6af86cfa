//! Where a label is, in the words of whoever reads the report: never an offset.

use gouji_parser::{DrawnPlace, Format, Position};
use gouji_report::Label;

use crate::{CheckedFile, Language, place::Places, site::cell_view, visible::visible};

/// Characters of the words by which a place is told.
const MAX_WORDS: usize = 20;

/// Where a place is in the file, as its reader counts: 第 335 行, or 文件中第 3 个表格第 24 行第 4 列
/// where the file has drawn tables. Running text of a .docx has no lines: its words tell the place.
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
        (Language::Zh, Format::Docx) => format!("正文“{}”处", words(label, places)),
        (Language::Zh, Format::Html) => format!("网页源码第 {line} 行"),
        (Language::Zh, _) => format!("第 {line} 行"),
        (Language::En, Format::Docx) => format!("at “{}”", words(label, places)),
        (Language::En, Format::Html) => format!("line {line} of the page's source"),
        (Language::En, _) => format!("line {line}"),
    }
}

/// The folder that a path names, as it is printed; empty for a file of the working folder.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The first words of a place, or of its paragraph where it is between two characters.
fn words(label: &Label, places: &Places<'_>) -> String {
    let range = places.range(label.span);
    let marked = places.text(range.clone()).trim();
    let words = if marked.is_empty() { places.line(range.start).text.trim() } else { marked };
    let first = words.lines().next().unwrap_or_default();
    match first.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => format!("{}…", visible(&first[..end])),
        None => visible(first).into_owned(),
    }
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
        Language::Zh => format!("gouji view 显示的第 {line} 行第 {column} 列"),
        Language::En => format!("line {line}, column {column} of what gouji view prints"),
    }
}

/// A value of the form by its row and column: （七）总计·自然人.
pub(crate) fn in_table(label: &Label, language: Language) -> Option<String> {
    let (row, column) = label.row.as_deref().zip(cell_view(label))?;
    Some(format!("{}·{}", row.label, language.text(&column.name)))
}
