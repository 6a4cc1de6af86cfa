//! What rules over several reports work with.

use gouji_report::{Label, Localized, PackedTable, SourceId, bind::BoundTable};

use super::{record::ReportRecord, shingle::CommonShingles};
use crate::{
    check::{FindingText, say},
    finding::{CheckedReport, NotAssessable},
    pack::CompiledRule,
};

/// A record with the file that labels name.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'r> {
    /// What is kept of the report.
    pub record: &'r ReportRecord,
    /// By which labels name its file.
    pub source: SourceId,
}

/// A report with those that it is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Among<'r> {
    /// The report.
    pub this: Placed<'r>,
    /// That of the same organ for the year before.
    pub last: Option<Placed<'r>>,
    /// Those of the organs below, of the same year.
    pub children: &'r [Placed<'r>],
    /// Whether it is known, and not told by their names, that these are below it.
    pub listed: bool,
    /// Whether these are all that there are.
    pub complete: bool,
    /// Those of other units of the same year whose words are closest, none above or below it.
    pub siblings: &'r [Placed<'r>],
    /// What many units have in common.
    pub common: &'r CommonShingles,
    /// Which of its [`actors`](ReportRecord::actors) are other units, by their numbers, and what these are called.
    pub foreign: &'r [(usize, &'r str)],
}

/// Nothing is in common.
static NOTHING: CommonShingles = CommonShingles::EMPTY;

impl<'r> Among<'r> {
    /// Returns a report that is compared with none.
    pub fn alone(this: Placed<'r>) -> Self {
        Self {
            this,
            last: None,
            children: &[],
            listed: false,
            complete: false,
            siblings: &[],
            common: &NOTHING,
            foreign: &[],
        }
    }
}

/// A report with its tables at hand.
pub(crate) struct Opened<'r> {
    pub(crate) placed: Placed<'r>,
    pub(crate) tables: Vec<BoundTable>,
}

impl<'r> Opened<'r> {
    pub(super) fn new(placed: Placed<'r>) -> Self {
        let tables = placed.record.tables.iter().map(PackedTable::unpack).collect();
        Self { placed, tables }
    }

    /// The table with that id; none of one that stands several times, since nothing says which of them counts.
    pub(crate) fn table(&self, id: &str) -> Option<&BoundTable> {
        let mut known = self.tables.iter().filter(|table| *table.spec.id == *id);
        known.next().filter(|_| known.next().is_none())
    }

    /// A label on a cell, or on the title where the report lacks the row.
    pub(crate) fn label(&self, table: &BoundTable, row: usize, column: usize) -> Label {
        let row = table.row(row);
        let cell = row.and_then(|row| Some((row, row.cell(column)?)));
        let label = match (cell, table.span) {
            (Some((row, cell)), _) => table.label(row, cell, Localized::default()),
            (None, Some(span)) => Label::new(span, Localized::default()),
            (None, None) => Label::new(self.placed.record.head, Localized::default()),
        };
        Label { source: self.placed.source, ..label }
    }
}

/// What a rule over several reports works with, and how it says what it found.
pub(crate) struct Across<'a> {
    pub(crate) this: &'a Opened<'a>,
    pub(crate) last: Option<&'a Opened<'a>>,
    pub(crate) children: &'a [Opened<'a>],
    pub(crate) siblings: &'a [Placed<'a>],
    pub(crate) among: &'a Among<'a>,
    pub(crate) rule: &'a CompiledRule,
    pub(crate) out: &'a mut CheckedReport,
}

impl Across<'_> {
    /// Reports a finding.
    pub(crate) fn say(&mut self, said: FindingText) {
        say(self.rule, said, self.out);
    }

    /// Says that the rule could not be assessed, and why.
    pub(crate) fn cannot_assess(&mut self, place: Label, reason: Localized) {
        if self.rule.on {
            let code = self.rule.rule.code.clone();
            self.out.not_assessable.push(NotAssessable { code, reason, place });
        }
    }

    /// Whether the rule speaks of the form of a report.
    pub(crate) fn applies_to(&self, opened: &Opened<'_>) -> bool {
        let (forms, own) = (&self.rule.rule.forms, &opened.placed.record.summary.form);
        forms.is_empty() || own.as_ref().is_none_or(|own| forms.contains(own))
    }
}
