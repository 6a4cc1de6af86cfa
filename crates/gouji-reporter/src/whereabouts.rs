//! Where a label is, in the words of whoever reads the report: never an offset.

use gouji_parser::{DrawnCells, DrawnPlace, Format, Position};
use gouji_report::Label;

use crate::{
    place::SourcePlaces,
    site::{FileSites, Sites, cell_view},
    visible::visible,
};
use gouji_report::Lang;

/// Characters of the words by which a place is told.
const MAX_WORDS: usize = 20;

/// Where a place is in the file, as its reader counts: 第 335 行, or 文件中第 3 个表格第 24 行第 4 列
/// where the file has drawn tables. Running text of a .docx or PDF has no lines: its words tell the place.
pub(crate) fn in_file(label: &Label, sites: &Sites<'_>, language: Lang) -> String {
    let file = sites.file(label);
    let at = in_its_file(label, file, language);
    match sites.elsewhere(label.source) {
        Some(path) => format!("{} {at}", visible(path)),
        None => at,
    }
}

fn in_its_file(label: &Label, file: &FileSites<'_>, language: Lang) -> String {
    let places = &file.places;
    let page = file.drawn.page(label.span).map(|page| on_page(page, language));
    if file.drawn.place(label.span).is_some() {
        let counted = native(label, file.drawn, language).unwrap_or_default();
        let within = if page.is_none() { language.choose("文件中", "") } else { "" };
        return format!("{within}{counted}");
    }
    let line = places.position(label.span.start as usize).line;
    match (language, file.format) {
        (Lang::Zh, format) if format.is_view() => {
            let page = page.unwrap_or_else(|| "正文".to_owned());
            format!("{page}“{}”处", words(label, places))
        }
        (Lang::Zh, Format::Html) => format!("网页源码第 {line} 行"),
        (Lang::Zh, _) => format!("第 {line} 行"),
        (Lang::En, format) if format.is_view() => {
            let page = page.map_or_else(String::new, |page| page + ", ");
            format!("{page}at “{}”", words(label, places))
        }
        (Lang::En, Format::Html) => format!("line {line} of the page's source"),
        (Lang::En, _) => format!("line {line}"),
    }
}

/// The folder that a path names, as it is printed; empty for a file of the working folder.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The first words of a place, or of its paragraph where it is between two characters.
fn words(label: &Label, places: &SourcePlaces<'_>) -> String {
    let range = places.range(label.span);
    let marked = places.text(range.clone()).trim();
    let words = if marked.is_empty() { places.line(range.start).text.trim() } else { marked };
    let first = words.lines().next().unwrap_or_default();
    match first.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => format!("{}…", visible(&first[..end])),
        None => visible(first).into_owned(),
    }
}

/// The page and the cell that a reader counts: 第 2 页，第 3 个表格第 24 行第 4 列; none where the label is in
/// no drawn table of a file without pages.
pub(crate) fn native(label: &Label, drawn: &DrawnCells, language: Lang) -> Option<String> {
    let page = drawn.page(label.span).map(|page| on_page(page, language));
    let cell = drawn.place(label.span).map(|place| counted(place, language));
    let comma = language.choose("，", ", ");
    page.into_iter().chain(cell).reduce(|page, cell| format!("{page}{comma}{cell}"))
}

/// 第 2 页.
pub(crate) fn on_page(page: u32, language: Lang) -> String {
    match language {
        Lang::Zh => format!("第 {page} 页"),
        Lang::En => format!("page {page}"),
    }
}

/// A cell of a drawn table: 第 3 个表格第 24 行第 4 列.
fn counted(place: DrawnPlace, language: Lang) -> String {
    let DrawnPlace { table, row, column } = place;
    match language {
        Lang::Zh => format!("第 {table} 个表格第 {row} 行第 {column} 列"),
        Lang::En => format!("table {table} of the file, row {row}, column {column}"),
    }
}

/// A place in the view of a .docx or a PDF, which `gouji view` prints.
pub(crate) fn in_view(at: Position, language: Lang) -> String {
    let Position { line, column, .. } = at;
    match language {
        Lang::Zh => format!("gouji view 显示的第 {line} 行第 {column} 列"),
        Lang::En => format!("line {line}, column {column} of what gouji view prints"),
    }
}

/// A value of the form by its row and column: （七）总计·自然人.
pub(crate) fn in_table(label: &Label, language: Lang) -> Option<String> {
    let (row, column) = label.row.as_deref().zip(cell_view(label))?;
    Some(format!("{}·{}", row.label, language.pick(&column.name)))
}
