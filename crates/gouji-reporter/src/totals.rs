//! What is kept of a file once its findings are written: numbers, and the lines that close an output.

use std::sync::Arc;

use gouji_report::Lang;
use gouji_rules::finding::Extent;

use crate::{
    FileResult,
    unchecked::{NAMED, Unchecked, is_unchecked},
    verdict::Counts,
    visible::visible,
};

/// How much was found in files, and how much of them was not checked.
#[derive(Clone, Debug, Default)]
pub struct RunTotals {
    /// Files that were read.
    pub(crate) files: usize,
    /// Findings.
    pub(crate) counts: Counts,
    /// Findings that the configuration lets pass.
    pub(crate) suppressed: usize,
    /// Checks that could be neither passed nor failed.
    pub(crate) not_assessable: usize,
    /// What was not checked.
    unchecked: Unchecked,
    /// Files in which something was not checked.
    incomplete: usize,
    /// Of each extent, the paths of the first files of which it was not checked, as they may be shown: one more than
    /// are named.
    concerned: [Vec<String>; 3],
    /// The lines about what was not checked, and the checks that could not be assessed (human only).
    pub(crate) closing: ClosingLines,
}

/// What the human format says of files at its end.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClosingLines {
    /// What was not checked, a line each.
    pub(crate) not_checked: Vec<String>,
    /// A check that could not be assessed: its code, the reason, the place.
    pub(crate) not_assessable: Vec<(Arc<str>, String, String)>,
}

impl RunTotals {
    /// Counts what `file` holds.
    pub fn of(file: &FileResult<'_>) -> Self {
        let checked = file.checked;
        let count = |what| checked.not_checked.iter().filter(|it| it.what == what).count();
        let path = |what| (count(what) > 0).then(|| visible(file.path).into_owned());
        Self {
            files: 1,
            counts: Counts::of(&checked.findings),
            suppressed: checked.suppressed.len(),
            not_assessable: checked.not_assessable.len(),
            unchecked: Unchecked {
                files: usize::from(is_unchecked(file)),
                tables: count(Extent::Table),
                parts: count(Extent::Part),
                whole: false,
            },
            incomplete: usize::from(!checked.not_checked.is_empty()),
            concerned: EXTENTS.map(|what| path(what).into_iter().collect()),
            closing: ClosingLines::default(),
        }
    }

    /// Counts what `files` hold.
    pub(crate) fn of_all(files: &[FileResult<'_>]) -> Self {
        let mut all = Self::default();
        for file in files {
            all.add(Self::of(file));
        }
        all
    }

    /// Adds what comes after.
    pub fn add(&mut self, other: Self) {
        self.files += other.files;
        self.counts = self.counts.and(other.counts);
        self.suppressed += other.suppressed;
        self.not_assessable += other.not_assessable;
        self.unchecked.files += other.unchecked.files;
        self.unchecked.tables += other.unchecked.tables;
        self.unchecked.parts += other.unchecked.parts;
        self.incomplete += other.incomplete;
        for (named, more) in self.concerned.iter_mut().zip(other.concerned) {
            let room = (NAMED + 1).saturating_sub(named.len());
            named.extend(more.into_iter().take(room));
        }
        self.closing.not_checked.extend(other.closing.not_checked);
        self.closing.not_assessable.extend(other.closing.not_assessable);
    }

    /// Returns how much was not checked.
    pub(crate) fn unchecked(&self) -> Unchecked {
        let none = self.unchecked.files == self.files && self.files > 0;
        Unchecked { whole: none, ..self.unchecked }
    }

    /// Returns the clauses about what was not checked, each with the files that it is about where the run had several
    /// beside the `failures` that could not be read.
    pub(crate) fn named(&self, failures: usize, language: Lang) -> Vec<String> {
        let [comma, open, close] = language.choose(["、", "（", "）"], [", ", " (", ")"]);
        let names = |what| {
            let at = EXTENTS.iter().position(|it| *it == what).unwrap_or_default();
            let paths = &self.concerned[at];
            let rest = if paths.len() > NAMED { language.choose("等", " …") } else { "" };
            format!("{open}{}{rest}{close}", paths[..paths.len().min(NAMED)].join(comma))
        };
        let alone = self.files + failures == 1;
        let clauses = self.unchecked().clauses(language).into_iter();
        clauses
            .map(|(what, clause)| if alone { clause } else { format!("{clause}{}", names(what)) })
            .collect()
    }

    /// Returns how many findings of which severity, and how many files were not checked to the end, in words:
    /// `2 个错误、3 个警告，1 个文件没有检查或没有查全`.
    pub fn said(&self, language: Lang) -> String {
        let mut said = self.counts.listed(language);
        if let left @ 1.. = self.incomplete {
            said += &match language {
                Lang::Zh => format!("，{left} 个文件没有检查或没有查全"),
                Lang::En => format!(", {left} not checked, or not all of it"),
            };
        }
        said
    }
}

const EXTENTS: [Extent; 3] = [Extent::File, Extent::Table, Extent::Part];
