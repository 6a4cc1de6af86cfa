//! The report of the year before, beside which one is checked.

use gouji_parser::{DrawnCells, Source};
use gouji_report::SourceId;
use gouji_rules::{Placed, ReportRecord};

use crate::file_settings::FileSettings;
use crate::input::{Input, ReadFile, ReadingOptions, UnreadFile};

/// By which labels name its file.
const SOURCE: SourceId = SourceId(1);

/// The report of the year before.
#[derive(Debug)]
pub struct LastYear {
    /// How results name it.
    pub name: String,
    /// Its text, which labels point into.
    pub source: Source,
    /// Where the cells of its drawn tables stand.
    pub drawn: DrawnCells,
    record: ReportRecord,
}

impl LastYear {
    /// Reads it. Whatever goes wrong, and that it is no report, is the file's own error.
    pub fn read(
        input: &Input,
        settings: &FileSettings,
        reading: &ReadingOptions<'_>,
    ) -> Result<Self, UnreadFile> {
        input.guarded(reading, |ReadFile { document, .. }| {
            let report = settings.bind(&document);
            let chosen = settings.chosen(report.jurisdiction.as_ref())?;
            let (_, record) = chosen.rules.linter.check_and_keep(&report);
            let record = record.ok_or("不是年度报告 / not an annual report")?;
            Ok(Self {
                name: input.name().to_owned(),
                drawn: DrawnCells::of(&document),
                source: document.source,
                record,
            })
        })
    }

    /// Returns the year that it reports on.
    pub fn year(&self) -> Option<u16> {
        self.record.summary.year
    }

    /// Returns it as rules take it.
    pub fn placed(&self) -> Placed<'_> {
        Placed { record: &self.record, source: SOURCE }
    }
}
