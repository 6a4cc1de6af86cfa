//! Files of an audit: read once for what is kept of them, and, where something is found, once more for their text.

use std::collections::HashSet;

use gouji_audit::{FiledReport, FindingCounts, filing};
use gouji_rules::finding::CheckedReport;

use crate::checked_file::is_result;
use crate::file_settings::FileSettings;
use crate::input::{Input, ReadingOptions, UnreadFile};
use crate::notice::Notice;
use crate::shown_file::ShownFile;
use crate::status::Status;

/// The kind of check whose findings say that a report was published late.
const DEADLINE: &str = "deadline";

/// Reads and checks a file, and returns what is kept of it, with what comes of the rules over one report; nothing of a
/// result of this program that was met in a folder. Whatever goes wrong is the file's own error.
pub fn keep(
    input: &Input,
    settings: &FileSettings,
    reading: &ReadingOptions<'_>,
) -> Result<Option<(FiledReport, Status)>, UnreadFile> {
    input.guarded(reading, |file| {
        if is_result(&file.document) && !input.is_named() {
            return Ok(None);
        }
        let report = settings.bind(&file.document);
        let (chosen, checked, record) = settings.check_and_keep(input.name(), &report)?;
        let linter = chosen.rules.linter.clone();
        let strict = settings.fails_on_not_checked(input.is_named());
        let status = Status::of(&checked, settings.fail_on(), strict);
        let is_deadline = |code: &str| {
            linter.rules().iter().any(|rule| &*rule.code == code && &*rule.kind == DEADLINE)
        };
        let filed = FiledReport {
            path: input.name().to_owned(),
            found: FindingCounts::of(&checked),
            not_assessable: checked.not_assessable.len(),
            late: checked.findings.iter().any(|finding| is_deadline(&finding.code)),
            reading: match record {
                Some(record) => filing::FilingReading::Report(Box::new(record)),
                None => filing::FilingReading::Other(Box::new(checked.report)),
            },
            linter,
        };
        Ok(Some((filed, status)))
    })
}

/// A file that was read once more, for its text.
#[derive(Debug)]
pub struct ReadAgain {
    /// What may be shown of it.
    pub shown: ShownFile,
    /// What was found in it, without what is let pass.
    pub checked: CheckedReport,
    /// What is wrong with waivers in it.
    pub notices: Vec<Notice>,
}

/// Reads a file once more, and takes out of `checked` what waivers and the baseline let pass.
pub fn read_again(
    input: &Input,
    settings: &FileSettings,
    reading: &ReadingOptions<'_>,
    mut checked: CheckedReport,
) -> Result<ReadAgain, UnreadFile> {
    input.guarded(reading, |file| {
        let report = settings.bind(&file.document);
        let chosen = settings.chosen(report.jurisdiction.as_ref())?;
        // What is private in it is not shown beside another report either.
        let linter = &chosen.rules.linter;
        let alone = linter.check_report(&report);
        // A waiver in the report may be for either.
        let own: HashSet<_> = checked.findings.iter().map(|it| it.code.clone()).collect();
        checked.findings.extend(alone.findings.iter().cloned());
        let notices = settings.let_pass(linter, input.name(), &report, &mut checked);
        checked.findings.retain(|it| own.contains(&it.code));
        checked.suppressed.retain(|it| own.contains(&it.finding.code));
        let tables = if reading.tables { linter.tables(&report) } else { Vec::new() };
        drop(report);
        Ok(ReadAgain { shown: ShownFile::new(file.document, &alone, tables), checked, notices })
    })
}
