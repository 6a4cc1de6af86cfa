//! Reports as tables for spreadsheets and data frames: a row a figure, or a row a report.

use std::collections::HashMap;
use std::io::{self, Write};

use gouji_report::{
    Lang, Summary,
    sheet::{CellState, FieldValue},
    view::StatementView,
};

use super::data::{ExtractedFile, ReportData, address};
use crate::csv::{harmless, record};

/// The columns of a row a figure.
pub const EXTRACT_COLUMNS: [&str; 19] = [
    "path",
    "issuer",
    "code",
    "year",
    "kind",
    "form",
    "address",
    "copy",
    "scope",
    "value",
    "state",
    "unit",
    "raw",
    "line",
    "column",
    "reason",
    "organ",
    "standing",
    "covers_area",
];

/// The cells of a row, in the order of [`EXTRACT_COLUMNS`].
pub type ExtractRow = [String; EXTRACT_COLUMNS.len()];

const WIDE: [&str; 10] =
    ["path", "issuer", "code", "year", "kind", "form", "numbers", "blanks", "unread", "reason"];

/// A row a figure.
pub(super) struct LongTable<W: Write> {
    table: csv::Writer<W>,
}

/// A row a report.
pub(super) struct WideTable<W: Write> {
    table: csv::Writer<W>,
    /// The figures that have a column.
    addresses: Vec<String>,
}

/// Path, issuer, code, year, kind and form: what stands at the head of every row.
fn head(path: &str, summary: Option<&Summary>) -> [String; 6] {
    let Some(it) = summary else {
        return [
            path.to_owned(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    };
    let code = it.jurisdiction.as_ref().and_then(|place| place.code);
    [
        path.to_owned(),
        it.issuer.clone().unwrap_or_default(),
        code.map(|code| code.to_string()).unwrap_or_default(),
        it.year.map(|year| year.to_string()).unwrap_or_default(),
        it.kind.as_ref().map(|kind| kind.zh.clone()).unwrap_or_default(),
        it.form.as_deref().unwrap_or_default().to_owned(),
    ]
}

impl<W: Write> LongTable<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut table = csv::Writer::from_writer(out);
        record(&mut table, EXTRACT_COLUMNS)?;
        Ok(Self { table })
    }

    pub(super) fn write(&mut self, file: &ExtractedFile<'_>, lang: Lang) -> io::Result<()> {
        extract_rows(file, lang, |row| {
            let cells = EXTRACT_COLUMNS.iter().zip(row).map(|(name, cell)| match *name {
                "path" | "issuer" | "raw" | "reason" | "organ" => harmless(&cell),
                _ => cell,
            });
            record(&mut self.table, cells)
        })
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.table.flush()
    }
}

/// Hands out the rows of a file, in the order of [`EXTRACT_COLUMNS`]. One that gave nothing is a row that says why.
pub fn extract_rows(
    file: &ExtractedFile<'_>,
    lang: Lang,
    mut each: impl FnMut(ExtractRow) -> io::Result<()>,
) -> io::Result<()> {
    let (data, reason) = match file.read {
        Ok(data) => (Some(data), data.doubt.as_deref()),
        Err(reason) => (None, Some(reason)),
    };
    let head = head(file.path, data.map(|data| &data.sheet.summary));
    let organ = organ(data);
    let mut row = |rest: [String; 10]| {
        let mut cells = head.iter().cloned().chain(rest).chain(organ.clone());
        each(std::array::from_fn(|_| cells.next().unwrap_or_default()))
    };
    if let Some(reason) = reason {
        let mut rest = [const { String::new() }; 10];
        (rest[4], rest[9]) = ("not-read".to_owned(), reason.to_owned());
        row(rest)?;
    }
    let Some(data) = data else { return Ok(()) };
    for value in &data.sheet.values {
        row(field(value))?;
    }
    for (statement, at) in &data.statements {
        row(figure(statement, [at.line, at.column], lang))?;
    }
    Ok(())
}

/// `organ`, `standing` and `covers_area`.
fn organ(data: Option<&ReportData>) -> [String; 3] {
    let organ = data.and_then(|data| data.organ.as_ref());
    [
        organ.map(|it| it.full.clone()).unwrap_or_default(),
        organ.map(|it| it.standing().to_owned()).unwrap_or_default(),
        data.and_then(|data| data.covers_area).map(|it| it.to_string()).unwrap_or_default(),
    ]
}

/// From the address to the reason.
fn field(it: &FieldValue) -> [String; 10] {
    let place = |of: fn(&gouji_parser::Position) -> u32| {
        it.at.as_ref().map(|at| of(at).to_string()).unwrap_or_default()
    };
    [
        address(&it.cell),
        (it.cell.copy + 1).to_string(),
        "report".to_owned(),
        it.value.map(|value| value.to_string()).unwrap_or_default(),
        it.state.name().to_owned(),
        it.unit.clone().unwrap_or_default(),
        it.raw.clone(),
        place(|at| at.line),
        place(|at| at.column),
        String::new(),
    ]
}

fn figure(it: &StatementView, at: [u32; 2], lang: Lang) -> [String; 10] {
    let [line, column] = at.map(|it| it.to_string());
    [
        it.address.as_ref().map(|address| format!("text.{address}")).unwrap_or_default(),
        String::new(),
        it.scope.to_owned(),
        it.value.normalize().to_string(),
        if it.address.is_some() { "number" } else { "unread" }.to_owned(),
        String::new(),
        it.text.clone(),
        line,
        column,
        it.reason.as_ref().map(|reason| lang.pick(reason).to_owned()).unwrap_or_default(),
    ]
}

impl<W: Write> WideTable<W> {
    pub(super) fn new(addresses: Vec<String>, out: W) -> io::Result<Self> {
        let mut table = csv::Writer::from_writer(out);
        record(&mut table, WIDE.into_iter().chain(addresses.iter().map(String::as_str)))?;
        Ok(Self { table, addresses })
    }

    pub(super) fn write(&mut self, file: &ExtractedFile<'_>) -> io::Result<()> {
        let data = file.read.ok();
        let values = || data.into_iter().flat_map(|data| &data.sheet.values);
        let count = |states: &[CellState]| {
            values().filter(|it| states.contains(&it.state)).count().to_string()
        };
        let blanks = [CellState::Blank, CellState::Placeholder];
        let unread = [
            CellState::Unread,
            CellState::Recovered,
            CellState::RowUnread,
            CellState::RowMissing,
            CellState::TableMissing,
        ];
        let reason = file.read.map_or_else(Some, |data| data.doubt.as_deref());
        let head = head(file.path, data.map(|data| &data.sheet.summary));
        let mut row: Vec<String> = head.iter().map(|cell| harmless(cell)).collect();
        row.extend([count(&[CellState::Number]), count(&blanks), count(&unread)]);
        row.push(reason.map(harmless).unwrap_or_default());
        // Of a table that stands several times, the first; a column has no room for the mark of what was recovered.
        let first = values().filter(|it| it.cell.copy == 0 && it.state != CellState::Recovered);
        let known: HashMap<String, String> =
            first.filter_map(|it| Some((address(&it.cell), it.value?.to_string()))).collect();
        let cells = self.addresses.iter().map(|it| known.get(it).cloned().unwrap_or_default());
        row.extend(cells);
        record(&mut self.table, &row)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.table.flush()
    }
}
