//! Output formats of gouji: one file each.
//!
//! ```text
//! Run { files: path + source + findings, failures } ──write(format, options)──▶ bytes
//! ```
//!
//! The reporter knows no rule and reads no file; the same run gives the same bytes.
//!
//! * [`write()`] – the one entry
//! * [`OutputFormat`] – the list of formats
//! * `human` – for a person at a terminal: excerpts, tables as rows, a closing summary
//! * `concise` – one line a finding
//! * `json` – the machine-readable contract, with its schema ([`json_schema`])
//!   `json::lines` writes the same a line a file
//! * `sarif` – for code scanning and editors
//! * `github`, `gitlab`, `rdjson` – for reviews of changes
//! * `junit`, `checkstyle` – for CI servers; `xml` is what they share
//! * `csv` – for spreadsheets
//! * `html` – a page for a browser and for paper, with the statutory tables drawn
//! * `markdown` – a summary for comments and chats
//! * `place`, `site` – lines and columns of a long line, places of labels
//! * [`Masked`] – files without what they say of private persons; every format is given these
//! * [`remark()`] – a finding as a comment in the report's margin
//! * `blanks` – many blank cells in a few words
//! * `details` – what a finding says beyond its message
//! * `whereabouts` – places in the words of whoever reads the report
//! * `verdict` – severities in words, and what a report comes to
//! * `unchecked` – what was not checked, counted and named
//! * [`is_result()`] – whether a text is what this crate wrote
//! * [`visible()`] – text that cannot steer a terminal

use std::io::{self, Write};

use gouji_parser::{DrawnCells, Source};
use gouji_report::{Localized, view::TableView};
use gouji_rules::{
    finding::{Checked, Finding, Severity},
    rule::Rule,
};

mod blanks;
mod checkstyle;
mod concise;
mod csv;
mod details;
mod format;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod masked;
mod own;
mod place;
mod rdjson;
mod remark;
mod sarif;
mod site;
mod subject;
mod unchecked;
mod verdict;
mod visible;
mod whereabouts;
mod xml;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod units;

pub use format::OutputFormat;
pub use json::json_schema;
pub use masked::Masked;
pub use own::is_result;
pub use remark::{remark, remark_elsewhere};
pub use verdict::listed;
pub use visible::visible;

/// A file that was read and checked.
#[derive(Clone, Copy, Debug)]
pub struct CheckedFile<'a> {
    /// Its path, as it is to be printed.
    pub path: &'a str,
    /// Its text, which the spans of the findings point into.
    pub source: &'a Source,
    /// What was found: findings by place and code.
    pub checked: &'a Checked,
    /// Where the cells of its drawn tables stand.
    pub drawn: &'a DrawnCells,
    /// Its statutory tables, where the format draws them ([`OutputFormat::draws_tables`]); may be
    /// empty.
    pub tables: &'a [TableView],
    /// The least severity that fails the run; none where nothing does (junit only).
    pub fail: Option<Severity>,
    /// Whether the run fails for what was not checked of it (junit only).
    pub not_checked_fails: bool,
}

impl<'a> CheckedFile<'a> {
    /// The findings that are printed.
    fn shown(&self, options: &Options) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let least = options.show;
        self.checked.findings.iter().filter(move |finding| finding.severity >= least)
    }
}

/// A file that could not be read as a report at all.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// Its path, as it is to be printed.
    pub path: &'a str,
    /// Why.
    pub message: &'a str,
}

/// What is wrong with a configuration that was otherwise obeyed.
#[derive(Clone, Copy, Debug)]
pub struct ConfigNotice<'a> {
    /// `unused-waiver`, `expired-waiver`, `unmatched-glob`.
    pub code: &'a str,
    /// The configuration file, as it is to be printed.
    pub path: &'a str,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: &'a str,
}

/// Everything that one invocation of the tool has to say.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The files that were checked, by path.
    pub files: &'a [CheckedFile<'a>],
    /// The files that could not be read, by path.
    pub failures: &'a [Failure<'a>],
    /// What is wrong with the configuration, by file and line.
    pub configuration: &'a [ConfigNotice<'a>],
    /// What the rules say of themselves, by code; every rule of the findings is among them.
    pub rules: &'a [Rule],
    /// Version of the tool: `0.1.0`.
    pub tool_version: &'a str,
    /// Where the tool is described on the web, if anywhere (sarif only).
    pub tool_home: Option<&'a str>,
    /// The folder that relative paths are relative to, in full and with `/` (sarif only).
    pub root: Option<&'a str>,
}

impl Run<'_> {
    /// How many findings have this severity.
    fn count(&self, severity: Severity) -> usize {
        let findings = self.files.iter().flat_map(|file| &file.checked.findings);
        findings.filter(|finding| finding.severity == severity).count()
    }

    /// The rule of a code.
    fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.code == code)
    }

    /// How many findings the configuration lets pass.
    fn suppressed(&self) -> usize {
        self.files.iter().map(|file| file.checked.suppressed.len()).sum()
    }

    /// How many checks could be neither passed nor failed.
    fn not_assessable(&self) -> usize {
        self.files.iter().map(|file| file.checked.not_assessable.len()).sum()
    }
}

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese, the language of the form.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// `zh`, or `en`.
    fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The message in this language, or in the other where this one is missing.
    fn text(self, message: &Localized) -> &str {
        let (wanted, other) = self.pick((&message.zh, &message.en), (&message.en, &message.zh));
        if wanted.is_empty() { other } else { wanted }
    }
}

/// How much is said beside the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verbosity {
    /// Findings and failures, no summary.
    Quiet,
    /// The summary too.
    #[default]
    Normal,
    /// Every check that could not be assessed too, with its reason and place.
    Verbose,
}

/// How a run is to be printed. Formats for programs heed the language and no `show`: they carry the
/// whole run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The language of messages.
    pub language: Language,
    /// ANSI colours (human only).
    pub colour: bool,
    /// Columns of the terminal (human only); less than 40 count as 40.
    pub width: usize,
    /// The least severity that is printed (human and concise). What it hides still counts in the
    /// summary.
    pub show: Severity,
    /// How much is said beside the findings (human only).
    pub verbosity: Verbosity,
    /// Whether a byte order mark leads, by which Excel knows UTF-8 (csv only).
    pub byte_order_mark: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: Language::default(),
            colour: false,
            width: 100,
            show: Severity::Info,
            verbosity: Verbosity::default(),
            byte_order_mark: false,
        }
    }
}

/// Writes `run` to `out` in the given format, with what is private masked. Output is buffered here.
pub fn write(
    run: &Run<'_>,
    format: OutputFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let masked: Vec<Option<Masked>> =
        run.files.iter().map(|file| Masked::new(file.source, file.checked, file.tables)).collect();
    let files: Vec<CheckedFile<'_>> = run
        .files
        .iter()
        .zip(&masked)
        .map(|(file, masked)| masked.as_ref().map_or(*file, |masked| masked.of(file)))
        .collect();
    let mut out = io::BufWriter::new(out);
    format.write(&Run { files: &files, ..*run }, options, &mut out)?;
    out.flush()
}
