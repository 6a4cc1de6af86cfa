//! The figures of reports as data: one report after the other, so that no more than one is in memory.

use std::io::{self, Write};

use gouji_report::Lang;

mod data;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod scaled;
mod table;

pub use data::{ExtractedFile, ReportData};
pub use record::extract_schema;
pub use scaled::{SCALE, scaled};
pub use table::{EXTRACT_COLUMNS, ExtractRow, extract_rows};

/// What is written of each report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtractFormat {
    /// A JSON object a report, a line each.
    Jsonl,
    /// A row a figure.
    Csv,
    /// A row a report, a column a figure of the tables.
    CsvWide,
    /// A row a figure, in typed columns; in builds with the feature `parquet`.
    Parquet,
}

impl ExtractFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Jsonl, Self::Csv, Self::CsvWide, Self::Parquet];

    /// Whether this build has it.
    pub fn is_built_in(self) -> bool {
        self != Self::Parquet || cfg!(feature = "parquet")
    }

    /// The name it is chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::CsvWide => "csv-wide",
            Self::Parquet => "parquet",
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
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetTable<W>>),
}

impl<W: Write> Extractor<W> {
    /// Begins the output. `addresses` are the columns of [`ExtractFormat::CsvWide`]: `requests.new.sum`. With
    /// `byte_order_mark` a table opens in Excel by a double click.
    ///
    /// # Errors
    ///
    /// Returns what `out` does, and that this build has no [`ExtractFormat::Parquet`].
    pub fn new(
        format: ExtractFormat,
        addresses: Vec<String>,
        byte_order_mark: bool,
        lang: Lang,
        mut out: W,
    ) -> io::Result<Self> {
        let is_table = matches!(format, ExtractFormat::Csv | ExtractFormat::CsvWide);
        if byte_order_mark && is_table {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let to = match format {
            ExtractFormat::Jsonl => ExtractTarget::Lines(out),
            ExtractFormat::Csv => ExtractTarget::Table(table::LongTable::new(out)?),
            ExtractFormat::CsvWide => ExtractTarget::Wide(table::WideTable::new(addresses, out)?),
            #[cfg(feature = "parquet")]
            ExtractFormat::Parquet => {
                ExtractTarget::Parquet(Box::new(parquet::ParquetTable::new(out)?))
            }
            #[cfg(not(feature = "parquet"))]
            ExtractFormat::Parquet => {
                return Err(io::ErrorKind::Unsupported.into());
            }
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
            #[cfg(feature = "parquet")]
            ExtractTarget::Parquet(table) => table.write(file, self.lang),
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
            #[cfg(feature = "parquet")]
            ExtractTarget::Parquet(table) => table.finish(),
        }
    }
}
