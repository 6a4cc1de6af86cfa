//! What is found in many reports compared with one another, and what each unit has done in each year.
//!
//! * `human` – the findings, then a table, the worst first
//! * `table` – a row a unit and year, for spreadsheets
//! * `json` – all of it for programs
//! * `points` – deduction points, where they are asked for
//! * `run` – what there is to say
//! * `page` – for people: from the area to its units, from the unit to its findings

use std::io::{self, Write};

use crate::{FileResult, Options, Run, html, streamed::FilePart};

mod human;
mod json;
mod page;
mod points;
mod run;
mod table;

pub use json::audit_schema;
pub use run::{AuditPart, AuditRun};

/// How an audit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    /// For a person at a terminal.
    Human,
    /// A row a unit and year.
    Csv,
    /// A page.
    Html,
    /// An object.
    Json,
}

impl AuditFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Human, Self::Csv, Self::Html, Self::Json];

    /// The name it is chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

impl AuditPart {
    /// Makes what `file` adds, which is the `number`th of those with findings. `run` needs the sources that its labels
    /// name, and no files.
    ///
    /// # Errors
    ///
    /// Returns what keeps it from being drawn.
    pub fn new(
        file: &FileResult<'_>,
        run: &Run<'_>,
        number: usize,
        format: AuditFormat,
        options: &Options,
    ) -> io::Result<Self> {
        let mut part = FilePart::default();
        match format {
            AuditFormat::Human => part = human::part(file, run, options)?,
            AuditFormat::Csv => {}
            AuditFormat::Html => {
                html::write_report(number, file, run, options, &mut part.bytes)?;
            }
            AuditFormat::Json => json::add(file, run, options, &mut part.bytes)?,
        }
        Ok(Self { path: file.path.to_owned(), part })
    }
}

/// Writes an audit; `parts` are of the files with findings, in their order.
///
/// # Errors
///
/// Returns what `out` does.
pub fn write_audit(
    audit: &AuditRun<'_>,
    parts: Vec<AuditPart>,
    format: AuditFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        AuditFormat::Human => human::write(audit, parts, options, out),
        AuditFormat::Csv => table::write(audit, options, out),
        AuditFormat::Html => page::write(audit, &parts, options, out),
        AuditFormat::Json => json::write(audit, &parts, options, out),
    }
}
