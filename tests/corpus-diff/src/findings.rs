//! What `gouji check --format json` found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;

use crate::Error;

/// A finding, as far as a comparison looks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The rule's code.
    pub code: String,
    /// The file, by its path from the root of the corpus.
    pub path: String,
    /// Its line, from 1.
    pub line: u64,
    /// Its column, from 1.
    pub column: u64,
    /// `error`, `warning`, `info`.
    pub severity: String,
    /// What is wrong, with the numbers.
    pub message: String,
    /// `requests.total.natural`; empty where the finding is in no cell.
    pub cell: String,
    /// As the output gives it.
    pub fingerprint: String,
}

/// On one line, as `--format concise` has it.
impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, path, line, column, severity, message, .. } = self;
        write!(out, "{path}:{line}:{column}: {severity}[{code}] {message}")
    }
}

impl Found {
    /// What makes it the same finding in another run. Its place is not among it: a finding does not
    /// become another one when a reader counts lines differently.
    pub(crate) fn identity(&self) -> [&str; 5] {
        [&self.code, &self.path, &self.cell, &self.severity, &self.message]
    }
}

/// Which findings a comparison is about.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Codes or prefixes of codes; none means all.
    pub rules: Vec<String>,
    /// Severities; none means all.
    pub severities: Vec<String>,
}

impl Filter {
    /// Whether it is about rules with this code.
    pub fn has_rule(&self, code: &str) -> bool {
        self.rules.is_empty() || self.rules.iter().any(|rule| code.starts_with(rule.as_str()))
    }

    /// Whether it is about this finding.
    pub fn has(&self, found: &Found) -> bool {
        let severe = self.severities.is_empty() || self.severities.contains(&found.severity);
        severe && self.has_rule(&found.code)
    }
}

/// A run over a corpus.
#[derive(Debug, Default)]
pub struct Findings {
    /// In the order of [`Found`].
    pub found: Vec<Found>,
    /// How often each rule could not be assessed.
    pub not_assessable: BTreeMap<String, usize>,
    /// The files that were checked.
    pub files: BTreeSet<String>,
    /// The files that could not be read, and why.
    pub unread: BTreeMap<String, String>,
}

impl Findings {
    /// Reads the output of `gouji check --format json`. A path is taken from `root` on where it
    /// begins with it.
    pub fn read(json: &str, root: &str) -> Result<Self, Error> {
        let output: Output = serde_json::from_str(json)?;
        let mut run = Self::default();
        for file in output.files {
            let path = from_root(&file.path, root);
            for entry in file.not_assessable {
                *run.not_assessable.entry(entry.code).or_default() += 1;
            }
            run.found.extend(file.findings.into_iter().map(|finding| finding.at(&path)));
            run.files.insert(path);
        }
        let unread = output.errors.into_iter();
        run.unread = unread.map(|it| (from_root(&it.path, root), it.message)).collect();
        run.found.sort();
        Ok(run)
    }
}

fn from_root(path: &str, root: &str) -> String {
    let path = path.replace('\\', "/");
    let root = root.replace('\\', "/");
    let rest = path.strip_prefix(root.trim_end_matches('/')).filter(|_| !root.is_empty());
    let rest = rest.and_then(|rest| rest.strip_prefix('/')).unwrap_or(&path);
    rest.trim_start_matches("./").to_owned()
}

#[derive(Deserialize)]
struct Output {
    files: Vec<File>,
    errors: Vec<Unread>,
}

#[derive(Deserialize)]
struct File {
    path: String,
    findings: Vec<Finding>,
    #[serde(default)]
    not_assessable: Vec<NotAssessable>,
}

#[derive(Deserialize)]
struct Unread {
    path: String,
    message: String,
}

#[derive(Deserialize)]
struct NotAssessable {
    code: String,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    severity: String,
    message: String,
    location: Location,
    fingerprint: String,
}

#[derive(Deserialize)]
struct Location {
    start: Position,
    cell: Option<Cell>,
}

#[derive(Deserialize)]
struct Position {
    line: u64,
    column: u64,
}

#[derive(Deserialize)]
struct Cell {
    table: String,
    row: String,
    column: String,
}

impl Finding {
    fn at(self, path: &str) -> Found {
        let cell =
            self.location.cell.map(|Cell { table, row, column }| format!("{table}.{row}.{column}"));
        Found {
            code: self.code,
            path: path.to_owned(),
            line: self.location.start.line,
            column: self.location.start.column,
            severity: self.severity,
            message: self.message,
            cell: cell.unwrap_or_default(),
            fingerprint: self.fingerprint,
        }
    }
}
