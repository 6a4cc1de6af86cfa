//! A page for people who do not know what a linter is: what was checked, what came out, the
//! statutory tables with the wrong cells marked, and what to do. One file that loads nothing and
//! runs nothing; it prints on A4.
//!
//! * `page` – the frame around everything
//! * `batch` – what several reports come to, before each of them
//! * `chart` – bars
//! * `sheet` – what is known of one report while it is written
//! * `report` – one report
//! * `finding` – one finding in plain words
//! * `excerpt` – the sentence around a place
//! * `figures` – the text, with its figures underlined
//! * `marks` – which cells take part in which finding
//! * `table` – a statutory table as its form draws it
//! * `escape` – text between tags

use std::io::{self, Write};

use crate::{FileResult, Options, Run, subject};

mod batch;
mod chart;
mod escape;
mod excerpt;
mod figures;
mod finding;
mod marks;
mod page;
mod report;
mod sheet;
mod table;

#[cfg(test)]
mod tests;

use batch::MAX_DRAWN;
pub(crate) use escape::text;
pub(crate) use page::{close, open};
use sheet::{Drawing, ReportPage};

/// Writes the `number`th report under its title, where it has findings.
pub(crate) fn write_report(
    number: usize,
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sheet = ReportPage::new(number, file, run, options);
    sheet.drawing = if number <= MAX_DRAWN { Drawing::Concerned } else { Drawing::None };
    if sheet.findings.is_empty() { Ok(()) } else { report::write(&sheet, "h2", out) }
}

/// Writes the page.
pub(crate) fn write(run: &Run<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let sheets: Vec<ReportPage<'_>> = (1..)
        .zip(run.files)
        .map(|(number, file)| ReportPage::new(number, file, run, options))
        .collect();
    match sheets.as_slice() {
        [sheet] if run.failures.is_empty() => {
            page::open(&sheet.title(), options.language, out)?;
            report::write(sheet, "h1", out)?;
        }
        _ => {
            page::open(&subject::results(run.files, options.language), options.language, out)?;
            batch::write(run, sheets, options, out)?;
        }
    }
    page::close(run, options.language, out)
}
