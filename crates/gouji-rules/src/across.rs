//! Rules over several reports: an organ's report beside its last one, and beside those of the organs below it.
//!
//! ```text
//! Report ──keep──▶ Record ─┐
//! Report ──keep──▶ Record ─┴─ among ──check(rules over several)──▶ Checked
//! ```
//!
//! * [`record`] – what is kept of a report when its text is let go
//! * [`context`] – a report with those that it is compared with
//! * [`equation`] – relations with `prev.` and `children.`
//! * [`unchanged`], [`jump`], [`claim`] – tables that are last year's, figures that leap, what the text says of last year
//! * [`shingle`], [`copied`] – what is kept of the words of a section, and whose they are
//! * [`actor`], [`foreign_actor`] – who acts in a report, and what another unit would say of itself
//! * [`filing`] – what files are handed in
//!
//! Labels carry the file that they are in.

use crate::{
    check::{self, Check},
    finding::CheckedReport,
    pack::CompiledRule,
};

mod actor;
mod claim;
mod context;
mod copied;
mod equation;
pub(crate) mod filing;
mod foreign_actor;
mod jump;
mod record;
mod shingle;
mod told;
mod unchanged;

use context::{Across, Opened};
pub use context::{Among, Placed};
pub use record::ReportRecord;
pub use shingle::CommonShingles;

impl CheckedReport {
    /// Adds what was found in the same report by other rules.
    pub fn add(&mut self, more: Self) {
        self.findings.extend(more.findings);
        self.not_assessable.extend(more.not_assessable);
        check::sort(self);
    }
}

/// What `rules` find in a report among others.
pub(crate) fn check(rules: &[CompiledRule], among: &Among<'_>) -> CheckedReport {
    let this = Opened::new(among.this);
    let same_kind = |placed: &&Placed<'_>| placed.record.kind == among.this.record.kind;
    let last = among.last.as_ref().filter(same_kind).map(|&last| Opened::new(last));
    let children: Vec<Opened<'_>> =
        among.children.iter().filter(same_kind).map(|&child| Opened::new(child)).collect();
    let siblings: Vec<Placed<'_>> = among.siblings.iter().filter(same_kind).copied().collect();
    let mut out =
        CheckedReport { report: among.this.record.summary.clone(), ..CheckedReport::default() };
    let own =
        rules.iter().filter(|rule| rule.on && rule.of_pack.report_kind == among.this.record.kind);
    for rule in own {
        let mut across = Across {
            this: &this,
            last: last.as_ref(),
            children: &children,
            siblings: &siblings,
            among,
            rule,
            out: &mut out,
        };
        match &rule.of_pack.check {
            Check::Equation(check) => equation::run(check, &mut across),
            Check::Unchanged(check) => unchanged::run(check, &mut across),
            Check::Jump(check) => jump::run(check, &mut across),
            Check::Claim(check) => claim::run(check, &mut across),
            Check::Copied(check) => copied::run(check, &mut across),
            Check::ForeignActor(_) => foreign_actor::run(&mut across),
            _ => {}
        }
    }
    check::sort(&mut out);
    out
}
