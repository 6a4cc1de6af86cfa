//! What was not checked: counted, and named in the words that every format for people uses.

use gouji_rules::finding::{Extent, NotChecked};

use crate::{FileResult, Options};
use gouji_report::Lang;

/// Files that are named where they are counted.
pub(crate) const NAMED: usize = 3;

/// How much of a run was not checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unchecked {
    /// Files that were read and not checked at all.
    pub(crate) files: usize,
    /// Tables that were compared with nothing.
    pub(crate) tables: usize,
    /// Parts that were not read, or not checked.
    pub(crate) parts: usize,
    /// Whether no file was checked at all.
    pub(crate) whole: bool,
}

impl Unchecked {
    /// Whether everything was checked.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Each extent that occurs, with its count: 1 个未作检查, 2 张表没有核对.
    pub(crate) fn clauses(self, language: Lang) -> Vec<(Extent, String)> {
        [(Extent::File, self.files), (Extent::Table, self.tables), (Extent::Part, self.parts)]
            .into_iter()
            .filter(|&(_, count)| count > 0)
            .map(|(what, count)| (what, clause(what, count, language)))
            .collect()
    }

    /// The clauses in one, with the word for a file: 1 个文件未作检查，2 张表没有核对; empty where
    /// everything was checked.
    pub(crate) fn joined(self, language: Lang) -> String {
        let clauses: Vec<String> = self
            .clauses(language)
            .into_iter()
            .map(|(_, clause)| clause.replace("个未", "个文件未"))
            .collect();
        clauses.join(language.choose("，", ", "))
    }
}

fn clause(what: Extent, count: usize, language: Lang) -> String {
    let plural = if count == 1 { "" } else { "s" };
    match (what, language) {
        (Extent::File, Lang::Zh) => format!("{count} 个未作检查"),
        (Extent::Table, Lang::Zh) => format!("{count} 张表没有核对"),
        (Extent::Part, Lang::Zh) => format!("{count} 处没有检查"),
        (Extent::File, Lang::En) => format!("{count} file{plural} not checked"),
        (Extent::Table, Lang::En) => format!("{count} table{plural} not compared"),
        (Extent::Part, Lang::En) => format!("{count} part{plural} not checked"),
    }
}

/// Whether nothing of a file was checked.
pub(crate) fn is_unchecked(file: &FileResult<'_>) -> bool {
    file.checked.not_checked.iter().any(|it| it.what == Extent::File)
}

/// What of a file was not checked and is not told by a finding that is shown.
pub(crate) fn untold<'a>(
    file: &FileResult<'a>,
    options: &Options,
) -> impl Iterator<Item = &'a NotChecked> {
    let told: Vec<_> = file.shown(options).map(|finding| &finding.message).collect();
    file.checked.not_checked.iter().filter(move |it| !told.contains(&&it.reason))
}
