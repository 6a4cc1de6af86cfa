//! What is found in many reports compared with one another, and what each unit has done in each year.
//!
//! * `human` – the findings, then a table, the worst first
//! * `table` – a row a unit and year, for spreadsheets
//! * `json` – all of it for programs
//! * `points` – deduction points, where they are asked for
//! * `run` – what there is to say
//! * `page` – for people: from the area to its units, from the unit to its findings

use std::io::{self, Write};

use crate::Options;

mod human;
mod json;
mod page;
mod points;
mod run;
mod table;

pub use json::audit_schema;
pub use run::AuditRun;

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

/// Writes an audit.
///
/// # Errors
///
/// Returns what `out` does.
pub fn write_audit(
    audit: &AuditRun<'_>,
    format: AuditFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        AuditFormat::Human => human::write(audit, options, out),
        AuditFormat::Csv => table::write(audit, options, out),
        AuditFormat::Html => page::write(audit, options, out),
        AuditFormat::Json => json::write(audit, options, out),
    }
}
