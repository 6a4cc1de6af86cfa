//! Words and places that the messages of several kinds share.

use gouji_parser::Span;
use gouji_report::{
    Label, Localized,
    bind::{BoundCell, BoundRow, BoundTable, Line, Report, RowState},
};
use rust_decimal::Decimal;

/// The same words in both languages, on one line: a cell's text may be broken over several.
pub(crate) fn same(text: impl Into<String>) -> Localized {
    let mut text = text.into();
    if text.contains(['\n', '\r']) {
        text = joined(&text);
    }
    Localized { zh: text.clone(), en: text }
}

/// Text of several lines on one. Two numbers stay two.
fn joined(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let parts = line.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
        line.extend(parts.then_some(' '));
        line.push_str(word);
    }
    line
}

/// A number as messages print it.
pub(crate) fn figure(value: Decimal) -> String {
    value.normalize().to_string()
}

/// How many 汉字 a text has.
pub(crate) fn han(text: &str) -> usize {
    text.chars().filter(|&char| is_han(char)).count()
}

pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}')
}

/// Names joined with the enumeration comma, in both languages.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n Localized>) -> Localized {
    let (zh, en): (Vec<&str>, Vec<&str>) =
        names.into_iter().map(|name| (&*name.zh, &*name.en)).unzip();
    Localized { zh: zh.join("、"), en: en.join(", ") }
}

/// A label on the head of the report, for what is nowhere.
pub(crate) fn head(report: &Report<'_>) -> Label {
    let span = report
        .title
        .as_ref()
        .map(|title| title.span)
        .or_else(|| report.lines.iter().find(|line| !line.is_blank()).map(Line::span))
        .unwrap_or(Span { start: 0, end: 0 });
    Label::new(span, Localized::default())
}

/// A label on the heading of a section, or on the head of the report.
pub(crate) fn heading(report: &Report<'_>, section: &str) -> Label {
    report
        .section(section)
        .and_then(|section| section.heading.as_ref())
        .map_or_else(|| head(report), |heading| Label::new(heading.span, Localized::default()))
}

/// Whether every row of a table that the report has could be read.
pub(crate) fn readable(table: &BoundTable) -> bool {
    !table.fused
        && table.rows.iter().all(|row| matches!(row.state, RowState::Aligned | RowState::Absent))
}

/// Every cell of a table with its row.
pub(crate) fn cells(table: &BoundTable) -> impl Iterator<Item = (&BoundRow, &BoundCell)> {
    table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}

/// （七）总计·自然人
pub(crate) fn address(table: &BoundTable, row: &BoundRow, cell: &BoundCell) -> Localized {
    let spec = &table.spec;
    let column = &spec.columns[cell.column].name;
    if spec.rows[row.spec].label.is_empty() {
        return column.clone();
    }
    Localized::new(
        format!("{}·{}", spec.row_path(row.spec), column.zh),
        format!("{}, {}", spec.rows[row.spec].name.en, column.en),
    )
}
