//! The figures of reports as data: one report after the other, so that no more than one is in memory.

use std::io::{self, Write};

use gouji_report::Lang;

mod data;
mod record;
mod table;

pub use data::{ExtractedFile, ReportData};
pub use record::extract_schema;

/// What is written of each report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractFormat {
    /// A JSON object a report, a line each.
    Jsonl,
    /// A row a figure.
    Csv,
    /// A row a report, a column a figure of the tables.
    CsvWide,
}

impl ExtractFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Jsonl, Self::Csv, Self::CsvWide];

    /// The name it is chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::CsvWide => "csv-wide",
        }
    }
}

/// Writes the figures of reports.
pub struct Extractor<W: Write> {
    to: ExtractTarget<W>,
    lang: Lang,
}

enum ExtractTarget<W: Write> {
    Lines(W),
    Table(table::LongTable<W>),
    Wide(table::WideTable<W>),
}

impl<W: Write> Extractor<W> {
    /// Begins the output. `addresses` are the columns of [`ExtractFormat::CsvWide`]: `requests.new.sum`. With
    /// `byte_order_mark` a table opens in Excel by a double click.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn new(
        format: ExtractFormat,
        addresses: Vec<String>,
        byte_order_mark: bool,
        lang: Lang,
        mut out: W,
    ) -> io::Result<Self> {
        if byte_order_mark && format != ExtractFormat::Jsonl {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let to = match format {
            ExtractFormat::Jsonl => ExtractTarget::Lines(out),
            ExtractFormat::Csv => ExtractTarget::Table(table::LongTable::new(out)?),
            ExtractFormat::CsvWide => ExtractTarget::Wide(table::WideTable::new(addresses, out)?),
        };
        Ok(Self { to, lang })
    }

    /// Writes what there is of one file.
    ///
    /// # Errors
    ///
    /// Returns what the output does.
    pub fn write(&mut self, file: &ExtractedFile<'_>) -> io::Result<()> {
        match &mut self.to {
            ExtractTarget::Lines(out) => record::write(file, self.lang, out),
            ExtractTarget::Table(table) => table.write(file, self.lang),
            ExtractTarget::Wide(table) => table.write(file),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// Returns what the output does.
    pub fn finish(self) -> io::Result<()> {
        match self.to {
            ExtractTarget::Lines(mut out) => out.flush(),
            ExtractTarget::Table(table) => table.finish(),
            ExtractTarget::Wide(table) => table.finish(),
        }
    }
}
