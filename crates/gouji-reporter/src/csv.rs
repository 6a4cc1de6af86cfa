//! A table for spreadsheets: UTF-8, a header, one row a finding. A cell that a spreadsheet would
//! take for a formula gets an apostrophe in front; a byte order mark leads where it is asked for, since
//! Excel takes a file without one for GBK.

use std::io::{self, Write};

use gouji_rules::finding::{Change, Finding, NotChecked, Severity};

use crate::{
    Failure, FileResult, Options, Run,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    verdict::word,
    visible::visible,
    whereabouts,
};
use gouji_report::Lang;

#[cfg(test)]
mod tests;

/// The columns of a row a finding.
pub const FINDING_COLUMNS: [&str; 22] = [
    "path",
    "year",
    "issuer",
    "form",
    "code",
    "name",
    "severity",
    "line",
    "column",
    "table",
    "row",
    "column-id",
    "message",
    "help",
    "repair",
    "fingerprint",
    "severity-name",
    "rule-title",
    "folder",
    "jurisdiction",
    "place",
    "level",
];

/// The cells of a row, in the order of [`FINDING_COLUMNS`].
pub type FindingRow = [String; FINDING_COLUMNS.len()];

pub(crate) const STREAMED: Streamed = Streamed { open: Some(open), file, between: "", close };

fn open(_: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    record(&mut table, FINDING_COLUMNS)?;
    table.flush()
}

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(&mut part.bytes);
    file_rows(file, run, options.language, |row| harmless_record(&mut table, &row))?;
    table.flush()
}

fn close(run: &Run<'_>, _: &Closing<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for failure in run.failures {
        harmless_record(&mut table, &unreadable(failure, options.language))?;
    }
    table.flush()
}

fn harmless_record(table: &mut csv::Writer<impl Write>, row: &FindingRow) -> io::Result<()> {
    record(table, row.iter().map(|cell| harmless(cell)))
}

/// Hands out a row for each finding, for what was not checked of each file, and for each file that was not read, in the
/// order of [`FINDING_COLUMNS`].
pub(crate) fn rows(
    run: &Run<'_>,
    lang: Lang,
    mut each: impl FnMut(FindingRow) -> io::Result<()>,
) -> io::Result<()> {
    for file in run.files {
        file_rows(file, run, lang, &mut each)?;
    }
    run.failures.iter().try_for_each(|failure| each(unreadable(failure, lang)))
}

fn file_rows(
    file: &FileResult<'_>,
    run: &Run<'_>,
    lang: Lang,
    mut each: impl FnMut(FindingRow) -> io::Result<()>,
) -> io::Result<()> {
    let sites = Sites::new(file, run);
    for finding in &file.checked.findings {
        each(row(run, file, finding, &sites, lang))?;
    }
    for it in &file.checked.not_checked {
        each(not_checked(file, it, &sites, lang))?;
    }
    Ok(())
}

fn unreadable(failure: &Failure<'_>, lang: Lang) -> FindingRow {
    let mut row = FindingRow::default();
    failure.path.clone_into(&mut row[0]);
    "unreadable".clone_into(&mut row[4]);
    "error".clone_into(&mut row[6]);
    failure.message.clone_into(&mut row[12]);
    word(Severity::Error, lang).clone_into(&mut row[16]);
    lang.choose("文件无法读取", "the file cannot be read").clone_into(&mut row[17]);
    whereabouts::folder(failure.path).clone_into(&mut row[18]);
    row
}

/// Writes one row. A reader that hangs up is told as such.
pub(crate) fn record(
    table: &mut csv::Writer<impl Write>,
    cells: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    table.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    })
}

fn row(
    run: &Run<'_>,
    file: &FileResult<'_>,
    finding: &Finding,
    sites: &Sites<'_>,
    language: Lang,
) -> FindingRow {
    let report = &file.checked.report;
    let at = sites.of(&finding.primary).start;
    let [table, row, column] = match &finding.primary.cell {
        Some(cell) => [&cell.table, &cell.row, &cell.column].map(ToString::to_string),
        None => Default::default(),
    };
    let repair = finding.equation.iter().flat_map(|equation| &equation.repair).map(change);
    let place = report.jurisdiction.as_ref();
    let help = finding.help.as_ref().map(|help| language.pick(help).to_owned());
    [
        file.path.to_owned(),
        report.year.map(|year| year.to_string()).unwrap_or_default(),
        report.issuer.clone().unwrap_or_default(),
        report.form.as_deref().unwrap_or_default().to_owned(),
        finding.code.to_string(),
        finding.name.to_string(),
        finding.severity.name().to_owned(),
        at.line.to_string(),
        at.column.to_string(),
        table,
        row,
        column,
        language.pick(&finding.message).to_owned(),
        help.unwrap_or_default(),
        repair.collect::<Vec<_>>().join("; "),
        finding.fingerprint.clone(),
        word(finding.severity, language).to_owned(),
        run.rule(&finding.code)
            .map(|rule| language.pick(&rule.text.summary).to_owned())
            .unwrap_or_default(),
        whereabouts::folder(file.path).to_owned(),
        place.and_then(|place| place.code).map(|code| code.to_string()).unwrap_or_default(),
        place.map(|place| place.name.clone()).unwrap_or_default(),
        report.level.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// What was not checked: its code says so, its name how much.
fn not_checked(
    file: &FileResult<'_>,
    it: &NotChecked,
    sites: &Sites<'_>,
    language: Lang,
) -> FindingRow {
    let at = sites.of(&it.place).start;
    let mut row = FindingRow::default();
    file.path.clone_into(&mut row[0]);
    "not-checked".clone_into(&mut row[4]);
    it.what.name().clone_into(&mut row[5]);
    "warning".clone_into(&mut row[6]);
    (row[7], row[8]) = (at.line.to_string(), at.column.to_string());
    language.pick(&it.reason).clone_into(&mut row[12]);
    word(Severity::Warning, language).clone_into(&mut row[16]);
    language.choose("没有检查", "not checked").clone_into(&mut row[17]);
    whereabouts::folder(file.path).clone_into(&mut row[18]);
    row
}

/// `requests.total.natural=26`
fn change(change: &Change) -> String {
    let (cell, value) = (&change.cell, change.value.normalize());
    format!("{}.{}.{}={value}", cell.table, cell.row, cell.column)
}

/// The text on one line, with what hides written out, and no formula to any spreadsheet: some take
/// full-width signs for signs, too.
pub(crate) fn harmless(cell: &str) -> String {
    let shown = visible(cell);
    let is_sign = |char| matches!(char, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    // one character is no formula: `-` is the path of standard input
    if shown.trim_start().starts_with(is_sign) && shown.chars().nth(1).is_some() {
        format!("'{shown}")
    } else {
        shown.into_owned()
    }
}
