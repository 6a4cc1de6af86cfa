//! What a run has to say, and how it is to be said: the types that every format is given.

use gouji_parser::{DrawnCells, Source};
use gouji_report::{
    Lang, SourceId,
    view::{PassageView, TableView},
};
use gouji_rules::{
    finding::{CheckedReport, Finding, Severity},
    rule::Rule,
};

/// A file that labels of findings name beside the one that the finding is of.
#[derive(Clone, Copy, Debug)]
pub struct NamedSource<'a> {
    /// By which labels name it.
    pub id: SourceId,
    /// Its path, as it is to be printed.
    pub path: &'a str,
    /// Its text.
    pub source: &'a Source,
    /// Where the cells of its drawn tables stand.
    pub drawn: &'a DrawnCells,
    /// Its statutory tables, where the format draws them; may be empty.
    pub tables: &'a [TableView],
}

/// A file that was read and checked.
#[derive(Clone, Copy, Debug)]
pub struct FileResult<'a> {
    /// By which labels name it.
    pub id: SourceId,
    /// Its path, as it is to be printed.
    pub path: &'a str,
    /// Its text, which the spans of the findings point into.
    pub source: &'a Source,
    /// What was found: findings by place and code.
    pub checked: &'a CheckedReport,
    /// Where the cells of its drawn tables stand.
    pub drawn: &'a DrawnCells,
    /// Its statutory tables, where the format draws them ([`OutputFormat::draws_tables`]); may be
    /// empty.
    pub tables: &'a [TableView],
    /// The figures of its text, where the format tells them ([`OutputFormat::tells_statements`]); none
    /// where nobody asked for them.
    pub statements: Option<&'a [PassageView]>,
    /// The least severity that fails the run; none where nothing does (junit only).
    pub fail: Option<Severity>,
    /// Whether the run fails for what was not checked of it (junit only).
    pub not_checked_fails: bool,
}

impl<'a> FileResult<'a> {
    /// The findings that are printed.
    pub(crate) fn shown(&self, options: &Options) -> impl Iterator<Item = &'a Finding> + use<'a> {
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
    /// Files that labels name, beside the one that their finding is of.
    pub sources: &'a [NamedSource<'a>],
    /// The files that were checked, by path.
    pub files: &'a [FileResult<'a>],
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
    /// The rule of a code.
    pub(crate) fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.code == code)
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
    pub language: Lang,
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
            language: Lang::default(),
            colour: false,
            width: 100,
            show: Severity::Info,
            verbosity: Verbosity::default(),
            byte_order_mark: false,
        }
    }
}
