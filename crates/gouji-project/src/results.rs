//! The one place that hands results to the reporter: results in, bytes out.

use std::io::{self, Write};

use gouji_report::Lang;
use gouji_reporter::{ConfigNotice, Failure, FindingRow, Options, OutputFormat, Run, visible};
use gouji_rules::rule::Rule;

use crate::checked_file::CheckedFile;
use crate::input::UnreadFile;
use crate::last_year::LastYear;
use crate::notice::Notice;
use crate::own_files::OwnFiles;
use crate::status::Status;
use crate::words;

/// Everything that a run has to show.
#[derive(Debug, Default)]
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

impl Results {
    /// Puts together what came of each file, beside `unread`. Gives with it the names of what this program wrote into
    /// the folders that were gone through, which is left out.
    pub fn of(
        checked: Vec<Result<CheckedFile, UnreadFile>>,
        mut unread: Vec<UnreadFile>,
        last_year: Option<LastYear>,
    ) -> (Self, Vec<String>) {
        let (mut all, mut notices) = (OwnFiles::default(), Vec::new());
        for result in checked {
            match result {
                Ok(mut file) => {
                    notices.append(&mut file.notices);
                    all.push(file.origin(), file);
                }
                Err(error) => unread.push(error),
            }
        }
        unread.sort_by(|a, b| a.name.cmp(&b.name));
        let (mut files, mut own) = (Vec::new(), Vec::new());
        while let Some((file, is_own)) = all.pop_last() {
            if is_own { own.push(file.name) } else { files.push(file) }
        }
        (Self { files, last_year, unread, notices }, own)
    }

    /// Adds what the configuration is to blame for.
    pub fn notice(&mut self, notices: Vec<Notice>) {
        self.notices.extend(notices);
        self.notices.sort_by_cached_key(Notice::order);
    }

    /// What comes of all files.
    pub fn status(&self) -> Status {
        let unread = if self.unread.is_empty() { Status::Clean } else { Status::Failed };
        self.files.iter().map(CheckedFile::status).fold(unread, Status::max)
    }

    /// Refuses a report of another year as that of the year before.
    ///
    /// # Errors
    ///
    /// Says it in both languages.
    pub fn verify_years(&self) -> Result<(), String> {
        let Some(last) = &self.last_year else { return Ok(()) };
        let this = self.files.first().and_then(|file| file.checked.report.year);
        match this.zip(last.year()) {
            Some((this, year)) if year + 1 != this => {
                let name = visible(&last.name);
                Err(format!(
                    "{name} 是 {year} 年的报告，不是 {0} 年的 / {name} is the report for {year}, not for {0}",
                    this - 1
                ))
            }
            _ => Ok(()),
        }
    }
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
    let write = |run: &Run<'_>| gouji_reporter::write(run, format, options, out);
    with_run(results, rules, root, options.language, write)
}

/// Hands out the rows of `results`, which are those of `rules`, in the order of [`gouji_reporter::FINDING_COLUMNS`].
///
/// # Errors
///
/// Returns what `each` does.
pub fn finding_rows(
    results: &Results,
    rules: &[Rule],
    lang: Lang,
    each: impl FnMut(FindingRow) -> io::Result<()>,
) -> io::Result<()> {
    with_run(results, rules, None, lang, |run| gouji_reporter::finding_rows(run, lang, each))
}

/// Does something with `results`, which are those of `rules`, as the reporter takes them. `root` is the folder that paths
/// are from, with `/`.
pub fn with_run<T>(
    results: &Results,
    rules: &[Rule],
    root: Option<&str>,
    lang: Lang,
    work: impl FnOnce(&Run<'_>) -> T,
) -> T {
    let files: Vec<_> = results.files.iter().map(CheckedFile::result).collect();
    let failures: Vec<_> = results
        .unread
        .iter()
        .map(|unread| Failure { path: &unread.name, message: &unread.message })
        .collect();
    let said: Vec<String> =
        results.notices.iter().map(|it| words::one(&it.message, lang)).collect();
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
    work(&run)
}
