//! What is answered in JSON, beside the contract of the command's output.

use gouji_parser::format::Handling;
use gouji_project::{AnnotatedFile, CheckedFile, Notice, Status, UnreadFile, words};
use gouji_report::Lang;
use gouji_rules::finding::{Safety, Severity};
use serde::Serialize;

/// What this build is, and what it knows.
#[derive(Debug, Serialize)]
pub(crate) struct BuildFacts {
    pub(crate) version: &'static str,
    pub(crate) endings: Vec<&'static str>,
    pub(crate) places: Vec<KnownPlace>,
}

/// A place that has settings of its own.
#[derive(Debug, Serialize)]
pub(crate) struct KnownPlace {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// What came of a run.
#[derive(Debug, Serialize)]
pub(crate) struct RunList {
    /// `clean`, `findings`, `failed`: the exit status of the command.
    pub(crate) status: &'static str,
    /// By name, as results number them.
    pub(crate) files: Vec<ListedFile>,
    pub(crate) unread: Vec<ListedFailure>,
    pub(crate) notices: Vec<ListedNotice>,
}

/// A file that was checked.
#[derive(Debug, Serialize)]
pub(crate) struct ListedFile {
    name: String,
    errors: usize,
    warnings: usize,
    hints: usize,
    /// Whether the year and the organ are known: it is a report.
    report: bool,
    /// How many comments a copy of it would have. None where it is such a copy itself: what is put right in it by
    /// now would stay in the next copy.
    comments: usize,
    /// How many findings can be fixed by program: safely, and with a decision.
    fixes: usize,
    proposals: usize,
}

/// A file that could not be read.
#[derive(Debug, Serialize)]
pub(crate) struct ListedFailure {
    name: String,
    message: String,
}

/// What the configuration is to blame for.
#[derive(Debug, Serialize)]
pub(crate) struct ListedNotice {
    code: &'static str,
    path: String,
    line: usize,
    message: String,
}

/// The fixes of a file.
#[derive(Debug, Serialize)]
pub(crate) struct ListedFixes {
    /// How many places are changed.
    pub(crate) places: usize,
    /// What is done, in words.
    pub(crate) account: String,
    /// The changes, as a unified diff.
    pub(crate) diff: String,
}

impl ListedFile {
    pub(crate) fn of(file: &CheckedFile) -> Self {
        let findings = &file.checked.findings;
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        // A file of an archive would have to be put back into it.
        let handling = (!file.name.contains("!/")).then(|| file.source.format().entry().handling);
        let commented = handling == Some(Handling::View { comments: true }) && !file.is_annotated;
        let written = findings.iter().filter(|it| commented && AnnotatedFile::has(it, None));
        let fixed = |safety| {
            let is_fixed = handling == Some(Handling::Lines);
            let of = findings.iter().filter_map(|it| it.fix.as_ref());
            of.filter(|fix| is_fixed && fix.safety == safety).count()
        };
        Self {
            name: file.name.clone(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Info),
            report: file.checked.report.form.is_some(),
            comments: written.count(),
            fixes: fixed(Safety::Safe),
            proposals: fixed(Safety::Unsafe),
        }
    }
}

impl From<&UnreadFile> for ListedFailure {
    fn from(unread: &UnreadFile) -> Self {
        Self { name: unread.name.clone(), message: unread.message.clone() }
    }
}

impl ListedNotice {
    pub(crate) fn of(notice: &Notice, lang: Lang) -> Self {
        Self {
            code: notice.code,
            path: notice.path.clone(),
            line: notice.line,
            message: words::one(&notice.message, lang),
        }
    }
}

/// A status in a word.
pub(crate) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Clean => "clean",
        Status::Findings => "findings",
        Status::Failed => "failed",
    }
}
