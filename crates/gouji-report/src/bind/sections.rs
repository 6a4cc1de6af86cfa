//! Which heading opens which section.
//!
//! Sections are found by their titles, not by their numbers: numbers repeat inside 表三, are lost
//! with Word's automatic numbering (seed 000), or are shifted by a section too many.
//!
//! * [`find`] – of the lines that may open a section, those that do
//! * [`Found::set_strays`] – top-level headings beside them, once the tables are known

use std::collections::BTreeSet;

use super::{Forms, line::Line};
use crate::form::{Form, Section};

mod candidates;
mod number;
mod section;
mod strays;

use candidates::{SectionCandidate, can_be_heading, candidates};
pub use number::{NumberStyle, TitleNumber};
pub(super) use section::FoundSections;
pub use section::{BoundSection, SectionHeading, StrayHeading, StrayKind, TitleMatch};

/// Finds the sections of `form` in `lines`.
pub(super) fn find(lines: &[Line<'_>], form: &Form, forms: &Forms) -> FoundSections {
    let mut candidates = keep_bodies(candidates(lines, form, forms), lines);
    let second = second_report(&candidates, form.sections.len());
    if let Some(line) = second {
        candidates.retain(|candidate| candidate.line < line);
    }
    let style = style_of_sections(&candidates, form);
    let mut chosen: Vec<Option<SectionCandidate>> = form.sections.iter().map(|_| None).collect();
    let (doubtful, sure): (Vec<SectionCandidate>, Vec<SectionCandidate>) =
        candidates.into_iter().partition(|it| it.misnumbered || it.is_below(style));
    let mut repeats = Vec::new();
    for candidate in sure {
        if candidate.title <= TitleMatch::Alias {
            repeats.push(candidate.line);
        }
        let slot = &mut chosen[candidate.section];
        let better = |old: &SectionCandidate| candidate.merit(style) > old.merit(style);
        if slot.as_ref().is_none_or(better) {
            *slot = Some(candidate);
        }
    }
    let subheadings = fill(&mut chosen, doubtful, form);
    repeats.retain(|line| chosen.iter().flatten().all(|candidate| candidate.line != *line));
    let mut starts: Vec<usize> = chosen.iter().flatten().map(|candidate| candidate.line).collect();
    starts.extend(second);
    let sections = form.sections.iter().zip(chosen).zip(subheadings).enumerate();
    let sections = sections
        .map(|(spec, ((section, candidate), subheading))| {
            let subheading = subheading.map(|line| lines[line].span());
            BoundSection { subheading, ..bound(spec, section, candidate, lines, &starts) }
        })
        .collect();
    FoundSections { sections, style, strays: Vec::new(), repeats, second }
}

/// The style in which the sections are numbered: that of most titles whose number is their section's.
fn style_of_sections(candidates: &[SectionCandidate], form: &Form) -> NumberStyle {
    let rank = |style: NumberStyle| {
        let mut sections: Vec<(bool, usize)> = candidates
            .iter()
            .filter(|it| it.number.style == style && it.title <= TitleMatch::Alias)
            .map(|it| {
                let value = it.number.value;
                (value.is_none_or(|value| value == form.sections[it.section].number), it.section)
            })
            .collect();
        sections.sort_unstable();
        sections.dedup();
        (sections.iter().filter(|(right, _)| *right).count(), sections.len())
    };
    let mut best = NumberStyle::Chinese;
    for style in NumberStyle::ALL {
        if rank(style) > rank(best) {
            best = style;
        }
    }
    best
}

/// Gives sections that have no heading one of the doubtful candidates, if it stands where the section
/// belongs: 3、收到和处理政府信息公开申请情况 among 一、 and 二、. What is none, because its number
/// belongs to a list within another section, is returned for each section: （二）主动公开政府信息情况.
fn fill(
    chosen: &mut [Option<SectionCandidate>],
    doubtful: Vec<SectionCandidate>,
    form: &Form,
) -> Vec<Option<usize>> {
    let mut subheadings = vec![None; chosen.len()];
    for candidate in doubtful {
        let section = candidate.section;
        let before = chosen[..section].iter().flatten().map(|other| other.line).max();
        let after = chosen[section + 1..].iter().flatten().map(|other| other.line).min();
        let in_place = before.is_none_or(|line| line < candidate.line)
            && after.is_none_or(|line| candidate.line < line);
        if chosen[section].is_some() || !in_place {
            continue;
        }
        let numbered = candidate.number.value == Some(form.sections[section].number);
        if candidate.misnumbered || numbered && !candidate.counts_on {
            chosen[section] = Some(candidate);
        } else if candidate.title <= TitleMatch::Alias {
            subheadings[section].get_or_insert(candidate.line);
        }
    }
    for (subheading, chosen) in subheadings.iter_mut().zip(chosen) {
        *subheading = subheading.filter(|_| chosen.is_none());
    }
    subheadings
}

fn bound(
    spec: usize,
    section: &Section,
    candidate: Option<SectionCandidate>,
    lines: &[Line<'_>],
    starts: &[usize],
) -> BoundSection {
    let Some(candidate) = candidate else {
        let (id, body) = (section.id.clone(), 0..0);
        return BoundSection { id, spec, heading: None, subheading: None, body };
    };
    let line = &lines[candidate.line];
    let next = starts.iter().copied().filter(|&start| start > candidate.line).min();
    let heading = SectionHeading {
        text: line.text[candidate.text.clone()].to_owned(),
        span: line.place(candidate.text.clone()),
        title: candidate.title,
        number: candidate.number,
        line: candidate.line,
    };
    // Text behind the title on its own line is the section's first.
    let first = if can_be_heading(line) { candidate.line + 1 } else { candidate.line };
    let body = first..next.unwrap_or(lines.len());
    BoundSection { id: section.id.clone(), spec, heading: Some(heading), subheading: None, body }
}

/// Drops a table of contents: three titles or more with nothing between them, each of which
/// stands again further down.
fn keep_bodies(candidates: Vec<SectionCandidate>, lines: &[Line<'_>]) -> Vec<SectionCandidate> {
    let continues = |run: &[SectionCandidate], next: &SectionCandidate| {
        run.iter().all(|candidate| candidate.section != next.section)
            && run
                .last()
                .is_some_and(|last| lines[last.line + 1..next.line].iter().all(Line::is_blank))
    };
    let mut last: Vec<usize> = Vec::new();
    for candidate in &candidates {
        last.resize(last.len().max(candidate.section + 1), 0);
        last[candidate.section] = candidate.line;
    }
    let mut kept = Vec::with_capacity(candidates.len());
    let mut rest = candidates.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        while let Some(next) = rest.next_if(|next| continues(&run, next)) {
            run.push(next);
        }
        let end = run.last().map_or(0, |candidate| candidate.line);
        let again = |candidate: &SectionCandidate| last[candidate.section] > end;
        if run.len() < 3 || !run.iter().all(again) {
            kept.extend(run);
        }
    }
    kept
}

/// The line at which a second report begins in the same file: its first section, after most of the
/// sections of the first, with most of its own to follow.
fn second_report(candidates: &[SectionCandidate], sections: usize) -> Option<usize> {
    let most = (sections * 2).div_ceil(3).max(2);
    // Where the last of so many different sections stands.
    let last = |found: &mut dyn Iterator<Item = usize>| {
        let mut seen = BTreeSet::new();
        let is_last = |&(_, section): &(usize, usize)| {
            seen.insert(section);
            seen.len() == most
        };
        found.enumerate().find(is_last).map(|(at, _)| at)
    };
    let sections = || candidates.iter().map(|candidate| candidate.section);
    let before = last(&mut sections())? + 1;
    let after = candidates.len() - last(&mut sections().rev())?;
    let first = |candidate: &&SectionCandidate| {
        candidate.section == 0 && candidate.title <= TitleMatch::Alias
    };
    Some(candidates.get(before..after)?.iter().find(first)?.line)
}

#[cfg(test)]
mod tests;
