//! `copied`: sections whose words are those of last year's report, or of another unit's.

use gouji_report::{Label, Localized};

use super::{
    context::{Across, Placed},
    shingle::{SectionOverlap, SectionShingles},
};
use crate::check::{
    FindingText, args,
    copied::{CopiedCheck, CopySource, KIND},
    list, same,
};

/// Passages that are shown, the longest.
const SHOWN: usize = 3;

pub(super) fn run(check: &CopiedCheck, across: &mut Across<'_>) {
    let last = across.last.as_ref().map(|last| last.placed);
    let others: Vec<Placed<'_>> = match check.from {
        CopySource::LastYear => last.into_iter().collect(),
        CopySource::Sibling => across.siblings.to_vec(),
    };
    let found = others.into_iter().filter_map(|other| {
        let sections = check.copied(across, other);
        let copied: usize = sections.iter().map(|(_, it)| it.copied).sum();
        let enough = sections.len() > 1 || sections.len() == 1 && copied >= check.alone;
        enough.then_some((copied, other, sections))
    });
    // Of those that are alike the first is named.
    let Some((copied, other, sections)) = found.rev().max_by_key(|it| it.0) else { return };
    let letters: usize = sections.iter().map(|(_, it)| it.letters).sum();
    let titles: Vec<Localized> = sections.iter().map(|(own, _)| same(&*own.title)).collect();
    let issuer = other.record.summary.issuer.as_deref().unwrap_or_default();
    let args = args![
        ("section", list(&titles)),
        ("share", same((copied * 100 / letters.max(1)).to_string())),
        ("count", same(copied.to_string())),
        ("other", same(issuer)),
    ];
    let theirs = match check.from {
        CopySource::LastYear => Localized::new("上年报告", "last year's report"),
        CopySource::Sibling => Localized::new(issuer, issuer),
    };
    let passages = sections.iter().flat_map(|(_, it)| it.passages.iter().take(SHOWN));
    let labels = passages.flat_map(|passage| {
        let own = Label::new(passage.own, Localized::new("本报告", "this report"));
        let there = Label::new(passage.other, theirs.clone());
        [
            Label { source: across.this.placed.source, ..own },
            Label { source: other.source, ..there },
        ]
    });
    if let Some(said) = FindingText::of_all("", labels, args) {
        across.say(said);
    }
}

impl CopiedCheck {
    /// The sections that the report shares with another one.
    fn copied<'r>(
        &self,
        across: &Across<'r>,
        other: Placed<'r>,
    ) -> Vec<(&'r SectionShingles, SectionOverlap)> {
        let own = across.this.placed.record.shingles.iter();
        own.filter(|own| self.sections.contains(&own.section))
            .filter_map(|own| {
                let there = other.record.shingles.iter().find(|it| it.section == own.section)?;
                let overlap = own.overlap(there, across.among.common, self.units)?;
                let copied = overlap.letters >= self.least && overlap.share >= self.share;
                copied.then_some((own, overlap))
            })
            .collect()
    }
}
