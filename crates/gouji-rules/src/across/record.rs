//! What is kept of a report when its text is let go.

use std::sync::Arc;

use gouji_parser::Span;
use gouji_report::{PackedTable, Summary, bind::Report};

use super::{
    actor::{self, Actor},
    shingle::{self, SectionShingles},
    told::{self, AcrossText},
};
use crate::{check::head, pack::CompiledRule, private::Private, prose::Prose};

/// What is kept of a report when its text is let go: what it is, its figures, and what its text says of last year's.
#[derive(Clone, Debug)]
pub struct ReportRecord {
    /// What the report is.
    pub summary: Summary,
    /// The id of the kind of report.
    pub kind: Arc<str>,
    /// Whether it covers an area with all its organs; none where the issuer is not known.
    pub covers_area: Option<bool>,
    /// Where its title stands, or its first line.
    pub head: Span,
    pub(super) tables: Box<[PackedTable]>,
    pub(super) claims: Box<[AcrossText]>,
    pub(super) shingles: Box<[SectionShingles]>,
    pub(super) actors: Box<[Actor]>,
}

impl ReportRecord {
    /// What `rules` want kept of a report; `private` is not.
    pub(crate) fn of(
        report: &Report<'_>,
        prose: &Prose<'_>,
        private: &Private,
        rules: &[CompiledRule],
    ) -> Self {
        Self {
            summary: report.summary(),
            kind: report.kind.id.clone(),
            covers_area: report.covers_area,
            head: head(report).span,
            tables: report.tables.iter().map(PackedTable::of).collect(),
            claims: told::of(prose, private),
            shingles: shingle::of(report, prose, rules),
            actors: actor::of(report, prose, rules),
        }
    }

    /// In how many figures of their tables two reports differ; a table that one of them lacks counts for one.
    pub fn differences(&self, other: &Self) -> usize {
        let mut count = self.tables.len().abs_diff(other.tables.len());
        for (own, other) in self.tables.iter().zip(&other.tables) {
            count += own.differences(other);
        }
        count
    }

    /// Returns the hashes of what is kept of its words, see [`super::CommonShingles`].
    pub fn shingles(&self) -> impl Iterator<Item = u32> {
        self.shingles.iter().flat_map(SectionShingles::hashes)
    }

    /// Returns what stands before acts of the reporting organ, folded: the name of whoever did them, if it is one.
    pub fn actors(&self) -> impl Iterator<Item = (usize, &str)> {
        self.actors
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.is_self)
            .map(|(at, it)| (at, &*it.found))
    }

    /// Whether a table of its form stands in it.
    pub fn has_tables(&self) -> bool {
        self.tables.iter().any(PackedTable::is_there)
    }
}
