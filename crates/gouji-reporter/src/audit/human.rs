//! An audit for a person at a terminal.

use std::io::{self, Write};

use super::points;
use super::run::{AuditPart, AuditRun, figures, head};
use crate::{
    FilePart, FileResult, Options, OutputFormat, OutputStream, Run, Verbosity,
    visible::{columns, visible},
};
use gouji_report::Lang;

/// Rows that are shown; the rest is counted.
const SHOWN: usize = 50;

/// What the findings of a file add.
pub(super) fn part(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
) -> io::Result<FilePart> {
    FilePart::new(file, run, OutputFormat::Human, &quiet(options))
}

fn quiet(options: &Options) -> Options {
    Options { verbosity: Verbosity::Quiet, ..*options }
}

pub(super) fn write(
    audit: &AuditRun<'_>,
    parts: Vec<AuditPart>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let quiet = quiet(options);
    let mut findings = OutputStream::open(OutputFormat::Human, &quiet, audit.run, out)?;
    for part in parts {
        findings.add(part.part, out)?;
    }
    findings.close(audit.run, out)?;
    let lang = options.language;
    let head = head(lang);
    let mut table: Vec<[String; 8]> = vec![head.map(str::to_owned)];
    for row in audit.rows.iter().take(SHOWN) {
        let others = if row.others > 0 { format!(" (+{})", row.others) } else { String::new() };
        let [year, state, errors, warnings, hints, open] = figures(row, lang);
        let unit = visible(&row.unit).into_owned();
        let path = format!("{}{others}", visible(audit.path(row).unwrap_or_default()));
        table.push([unit, year, state, errors, warnings, hints, open, path]);
    }
    let widths: Vec<usize> = (0..head.len())
        .map(|at| table.iter().map(|row| columns(&row[at])).max().unwrap_or_default())
        .collect();
    writeln!(out)?;
    for row in &table {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - columns(cell))));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    if let Some(rest) = audit.rows.len().checked_sub(SHOWN).filter(|&rest| rest > 0) {
        match lang {
            Lang::Zh => writeln!(out, "另有 {rest} 行，见 --format csv")?,
            Lang::En => writeln!(out, "{rest} more rows: see --format csv")?,
        }
    }
    for path in audit.unknown.iter().take(SHOWN) {
        let what = lang.choose("认不出单位或年度：", "unit or year not known: ");
        writeln!(out, "{what}{}", visible(path))?;
    }
    for failure in audit.run.failures.iter().take(SHOWN) {
        writeln!(out, "{}: {}", visible(failure.path), visible(failure.message))?;
    }
    points::write_human(audit, lang, out)?;
    writeln!(out, "\n{}", audit.said(lang))
}
