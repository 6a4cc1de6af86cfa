//! The one place that hands results to the reporter: results in, bytes out.

use std::io::{self, Write};

use gouji_report::SourceId;
use gouji_reporter::{ConfigNotice, Failure, Options, OutputFormat, Run};
use gouji_rules::rule::Rule;

use crate::checked_file::CheckedFile;
use crate::input::UnreadFile;
use crate::last_year::LastYear;
use crate::notice::Notice;
use crate::words;

/// Everything that a run has to show.
#[derive(Debug)]
pub struct Results {
    /// What was checked, by name.
    pub files: Vec<CheckedFile>,
    /// The report of the year before, where one was checked beside it.
    pub last_year: Option<LastYear>,
    /// What could not be read, by name.
    pub unread: Vec<UnreadFile>,
    /// What the configuration itself is to blame for.
    pub notices: Vec<Notice>,
}

/// Writes `results`, which are those of `rules`, to `out`. `root` is the folder that paths are from, with `/`.
///
/// # Errors
///
/// Returns what `out` does.
pub fn write(
    results: &Results,
    rules: &[Rule],
    root: Option<&str>,
    format: OutputFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let files: Vec<_> = results
        .files
        .iter()
        .map(|file| gouji_reporter::FileResult {
            id: SourceId::default(),
            path: &file.name,
            source: &file.source,
            checked: &file.checked,
            drawn: &file.drawn,
            tables: &file.tables,
            statements: file.statements.as_deref(),
            fail: file.fail_on.least(),
            not_checked_fails: file.not_checked_fails,
        })
        .collect();
    let failures: Vec<_> = results
        .unread
        .iter()
        .map(|unread| Failure { path: &unread.name, message: &unread.message })
        .collect();
    let said: Vec<String> =
        results.notices.iter().map(|it| words::one(&it.message, options.language)).collect();
    let configuration: Vec<_> = results
        .notices
        .iter()
        .zip(&said)
        .map(|(notice, message)| ConfigNotice {
            code: notice.code,
            path: &notice.path,
            line: notice.line,
            message,
        })
        .collect();
    let last_year = results.last_year.iter().map(|it| it.shown.named(it.placed().source, &it.name));
    let run = Run {
        sources: &last_year.collect::<Vec<_>>(),
        files: &files,
        failures: &failures,
        configuration: &configuration,
        rules,
        tool_version: env!("CARGO_PKG_VERSION"),
        tool_home: Some(env!("CARGO_PKG_HOMEPAGE")).filter(|home| !home.is_empty()),
        root,
    };
    gouji_reporter::write(&run, format, options, out)
}
