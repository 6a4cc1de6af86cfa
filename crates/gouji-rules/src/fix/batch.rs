//! Which fixes go together, and the bytes that they make.

use std::collections::BTreeSet;

use gouji_parser::{Rewrite, Span};

use super::{
    state::FileState,
    step::{DroppedFix, Reason, Step},
};
use crate::finding::{Edit, Finding, Safety};

/// A fix that can be made.
pub(super) struct PlannedFix {
    /// Its place among those of the round.
    pub(super) order: usize,
    pub(super) step: Step,
    pub(super) finding: Finding,
    /// What it changes, with how that is written in the file.
    edits: Vec<(Edit, Rewrite)>,
}

/// The fixes of `safety` in reading order, without those at a place where another one comes first:
/// they have their turn in the next round.
pub(super) fn plan(
    state: &FileState,
    safety: Safety,
    dropped: &mut Vec<DroppedFix>,
) -> Vec<PlannedFix> {
    let source = &state.document.source;
    let mut planned: Vec<PlannedFix> = Vec::new();
    let mut taken: BTreeSet<Span> = BTreeSet::new();
    for finding in &state.checked.findings {
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safety == safety) else { continue };
        let mut step = Step::new(finding, fix, source);
        let mut edits: Vec<(Edit, Rewrite)> = Vec::new();
        for edit in fix.edits.iter().filter(|edit| source.text().get(edit.span.range()).is_some()) {
            let apart = edits.last().is_none_or(|(last, _)| !clash(last.span, edit.span));
            if let Some(rewrite) = source.rewrite(edit.span, &edit.text).filter(|_| apart) {
                edits.push((edit.clone(), rewrite));
            }
        }
        // Each edit of a safe fix is right by itself; a proposal is made as a whole.
        let enough = match safety {
            Safety::Safe => !edits.is_empty(),
            Safety::Unsafe => edits.len() == fix.edits.len(),
        };
        if !enough {
            dropped.push(DroppedFix { step, reason: Reason::Unwritable });
            continue;
        }
        if edits.iter().any(|(edit, _)| is_taken(&taken, edit.span)) {
            continue;
        }
        taken.extend(edits.iter().map(|(edit, _)| edit.span));
        step.places = edits.len();
        planned.push(PlannedFix { order: planned.len(), step, finding: finding.clone(), edits });
    }
    planned
}

/// Two halves of what is planned: half of the fixes, or half of the edits of a safe one. What cannot be
/// divided comes back.
pub(super) fn halves(
    mut planned: Vec<PlannedFix>,
) -> Result<(Vec<PlannedFix>, Vec<PlannedFix>), Box<PlannedFix>> {
    if planned.len() > 1 {
        let rest = planned.split_off(planned.len() / 2);
        return Ok((planned, rest));
    }
    let mut first = planned.pop().expect("only what was tried is divided");
    if first.step.safety != Safety::Safe || first.edits.len() == 1 {
        return Err(Box::new(first));
    }
    let edits = first.edits.split_off(first.edits.len() / 2);
    let mut step = first.step.clone();
    (first.step.places, step.places) = (first.edits.len(), edits.len());
    let rest = PlannedFix { order: first.order, step, finding: first.finding.clone(), edits };
    Ok((vec![first], vec![rest]))
}

/// What was done, in reading order; parts of one fix are told together.
pub(super) fn steps(mut kept: Vec<PlannedFix>) -> Vec<Step> {
    kept.sort_by_key(|planned| planned.order);
    let mut steps: Vec<(usize, Step)> = Vec::new();
    for planned in kept {
        match steps.last_mut().filter(|(order, _)| *order == planned.order) {
            Some((_, step)) => step.places += planned.step.places,
            None => steps.push((planned.order, planned.step)),
        }
    }
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Whether two places cannot be changed in one round.
fn clash(one: Span, other: Span) -> bool {
    one == other || one.start < other.end && other.start < one.end
}

/// Whether a place clashes with one of those that are taken, of which no two do.
fn is_taken(taken: &BTreeSet<Span>, span: Span) -> bool {
    let last = taken.range(..=span).next_back();
    let next = taken.range(span..).next();
    last.into_iter().chain(next).any(|&other| clash(other, span))
}

/// Fixes that are made together.
pub(super) struct Batch<'p> {
    pub(super) fixed: Vec<&'p Finding>,
    pub(super) all_safe: bool,
    /// In reading order.
    edits: Vec<&'p (Edit, Rewrite)>,
    moved: Vec<(Span, Span)>,
}

impl<'p> Batch<'p> {
    pub(super) fn of(planned: impl Iterator<Item = &'p PlannedFix>) -> Self {
        let mut batch =
            Self { fixed: Vec::new(), all_safe: true, edits: Vec::new(), moved: Vec::new() };
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for planned in planned {
            // Parts of a fix put one finding right.
            if seen.insert(planned.order) {
                batch.fixed.push(&planned.finding);
            }
            batch.all_safe &= planned.step.safety == Safety::Safe;
            batch.edits.extend(&planned.edits);
        }
        batch.edits.sort_by_key(|(edit, _)| edit.span);
        batch.moved = moved(&batch.edits);
        batch
    }

    /// The file with the edits made; none where nothing would change.
    pub(super) fn splice(&self, state: &FileState) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(state.bytes.len());
        let mut done = 0;
        for (_, rewrite) in &self.edits {
            bytes.extend_from_slice(state.bytes.get(done..rewrite.range.start)?);
            bytes.extend_from_slice(&rewrite.bytes);
            done = rewrite.range.end;
        }
        bytes.extend_from_slice(state.bytes.get(done..)?);
        (bytes != state.bytes).then_some(bytes)
    }

    /// Where a place of the changed text was before.
    pub(super) fn origin(&self, span: Span) -> Span {
        let (start, end) = (self.offset(span.start).start, self.offset(span.end).end);
        Span { start, end: end.max(start) }
    }

    /// Where a byte of the changed text was before; all of an edit's text was all of its place.
    fn offset(&self, offset: u32) -> Span {
        let next = self.moved.partition_point(|(now, _)| now.start <= offset);
        match next.checked_sub(1).map(|last| self.moved[last]) {
            Some((now, before)) if offset <= now.end => before,
            Some((now, before)) => Span::at((before.end + (offset - now.end)) as usize),
            None => Span::at(offset as usize),
        }
    }
}

/// Each edit's place in the changed text, and before.
fn moved(edits: &[&(Edit, Rewrite)]) -> Vec<(Span, Span)> {
    let mut moved: Vec<(Span, Span)> = Vec::with_capacity(edits.len());
    for (edit, _) in edits {
        let (now, before) = moved.last().copied().unwrap_or_default();
        let start = now.end + (edit.span.start - before.end);
        let end = start + edit.text.len() as u32;
        moved.push((Span { start, end }, edit.span));
    }
    moved
}
