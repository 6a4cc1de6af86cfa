//! The report of the year before, beside which one is checked.

use gouji_report::SourceId;
use gouji_rules::{Placed, ReportRecord};

use crate::file_settings::FileSettings;
use crate::input::{Input, ReadFile, ReadingOptions, UnreadFile};
use crate::shown_file::ShownFile;

/// By which labels name its file.
const SOURCE: SourceId = SourceId(1);

/// The report of the year before.
#[derive(Debug)]
pub struct LastYear {
    /// How results name it.
    pub name: String,
    /// What may be shown of it.
    pub shown: ShownFile,
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
            let (checked, record) = chosen.rules.linter.check_and_keep(&report);
            let record = record.ok_or("不是年度报告 / not an annual report")?;
            let linter = &chosen.rules.linter;
            let tables = if reading.tables { linter.tables(&report) } else { Vec::new() };
            drop(report);
            Ok(Self {
                name: input.name().to_owned(),
                shown: ShownFile::new(document, &checked, tables),
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
