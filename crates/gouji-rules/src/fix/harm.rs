//! Whether a file is the worse for a batch of fixes.

use std::collections::{BTreeMap, HashMap, HashSet};

use gouji_parser::Span;

use super::{batch::Batch, state::FileState, step::Reason};
use crate::finding::{Finding, Severity};
use gouji_report::Localized;

/// What is wrong with `after`, which is `before` with the fixes of `batch`; none where all is well.
pub(super) fn of(before: &FileState, after: &FileState, batch: &Batch<'_>) -> Option<Reason> {
    let (old, new) = (&before.document.source, &after.document.source);
    if (old.format(), old.encoding_name()) != (new.format(), new.encoding_name()) {
        return Some(Reason::Misread);
    }
    if before.checked.report != after.checked.report {
        return Some(Reason::Misread);
    }
    let known = known(&before.checked.findings);
    let raised = after.checked.findings.iter().find(|finding| !is_known(finding, &known, batch));
    if let Some(finding) = raised {
        return Some(Reason::Raises {
            code: finding.code.clone(),
            message: finding.message.clone(),
        });
    }
    let open: HashSet<_> =
        before.checked.not_assessable.iter().map(|not| (&not.code, &not.reason)).collect();
    let lost =
        after.checked.not_assessable.iter().any(|not| !open.contains(&(&not.code, &not.reason)));
    let changed = batch.all_safe && before.figures != after.figures;
    if lost || changed {
        return Some(Reason::Misread);
    }
    // How often the same was said of the same before, and may be said after; the former fingerprint is
    // that of the message.
    let mut counts: HashMap<&str, [usize; 2]> = HashMap::new();
    let fixed = batch.fixed.iter().copied();
    for finding in &before.checked.findings {
        counts.entry(&finding.former_fingerprint).or_default()[0] += 1;
    }
    for finding in after.checked.findings.iter().chain(fixed) {
        counts.entry(&finding.former_fingerprint).or_default()[1] += 1;
    }
    let stays = batch.fixed.iter().any(|fixed| {
        let [was, is] = counts[&*fixed.former_fingerprint];
        is > was
    });
    stays.then_some(Reason::Useless)
}

/// What the findings of a rule say, and where.
#[derive(Default)]
struct KnownFindings<'f> {
    messages: HashSet<&'f Localized>,
    /// By their beginning; each goes on to the end of the furthest one so far.
    places: Vec<Span>,
}

/// Findings by code and severity.
fn known(findings: &[Finding]) -> BTreeMap<(&str, Severity), KnownFindings<'_>> {
    let mut known: BTreeMap<_, KnownFindings<'_>> = BTreeMap::new();
    for finding in findings {
        let own = known.entry((&*finding.code, finding.severity)).or_default();
        own.messages.insert(&finding.message);
        own.places.push(finding.primary.span);
        own.places.extend(finding.related.iter().map(|label| label.span));
    }
    for own in known.values_mut() {
        own.places.sort_unstable();
        let mut end = 0;
        for place in &mut own.places {
            end = place.end.max(end);
            place.end = end;
        }
    }
    known
}

/// Whether a finding was there before the fixes: with the same words, or at the same place. Of the
/// equations only the words count, since their places are shared by many of them.
fn is_known(
    finding: &Finding,
    before: &BTreeMap<(&str, Severity), KnownFindings<'_>>,
    batch: &Batch<'_>,
) -> bool {
    let place = batch.origin(finding.primary.span);
    let code = &*finding.code;
    before.range((code, finding.severity)..=(code, Severity::Error)).any(|(_, old)| {
        let begun = old.places.partition_point(|span| span.start <= place.end);
        let touched = old.places[..begun].last().is_some_and(|span| place.start <= span.end);
        old.messages.contains(&finding.message) || finding.equation.is_none() && touched
    })
}
