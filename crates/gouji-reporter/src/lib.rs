//! Output formats of gouji: one file each.
//!
//! ```text
//! Run { files: path + source + findings, failures } ──write(format, options)──▶ bytes
//! ```
//!
//! The reporter knows no rule and reads no file; the same run gives the same bytes.
//!
//! * [`write()`] – the one entry
//! * `human` – for a person at a terminal: excerpts, tables as rows, a closing summary
//! * `concise` – one line a finding
//! * `json` – the machine-readable contract, with its schema ([`json_schema`])
//! * `place` – lines and columns of a long line
//! * [`visible()`] – text that cannot steer a terminal

use std::io::{self, Write};

use gouji_parser::{DrawnCells, Source};
use gouji_rules::finding::{Checked, Localized, Severity};

mod concise;
mod human;
mod json;
mod place;
mod visible;

#[cfg(test)]
mod samples;

pub use json::json_schema;
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
    /// Version of the tool: `0.1.0`.
    pub tool_version: &'a str,
}

impl Run<'_> {
    /// How many findings have this severity.
    fn count(&self, severity: Severity) -> usize {
        let findings = self.files.iter().flat_map(|file| &file.checked.findings);
        findings.filter(|finding| finding.severity == severity).count()
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

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OutputFormat {
    /// For a person: excerpts with carets, tables as rows, a summary.
    #[default]
    Human,
    /// `path:line:column: error[E001] message`, one line a finding.
    Concise,
    /// One JSON object; see [`json_schema`].
    Json,
}

impl OutputFormat {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Human, Self::Concise, Self::Json];

    /// The name it is chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
        }
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

/// How a run is to be printed. JSON heeds the language alone: its contract is the whole run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The language of messages.
    pub language: Language,
    /// ANSI colours (human only).
    pub colour: bool,
    /// Columns of the terminal (human only); less than 40 count as 40.
    pub width: usize,
    /// The least severity that is printed. What it hides still counts in the summary.
    pub show: Severity,
    /// How much is said beside the findings (human only).
    pub verbosity: Verbosity,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: Language::default(),
            colour: false,
            width: 100,
            show: Severity::Info,
            verbosity: Verbosity::default(),
        }
    }
}

/// Writes `run` to `out` in the given format. Output is buffered here.
pub fn write(
    run: &Run<'_>,
    format: OutputFormat,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format {
        OutputFormat::Human => human::write(run, options, &mut out)?,
        OutputFormat::Concise => concise::write(run, options, &mut out)?,
        OutputFormat::Json => json::write(run, options.language, &mut out)?,
    }
    out.flush()
}
