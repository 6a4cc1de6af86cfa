//! Which heading opens which section.
//!
//! Sections are found by their titles, not by their numbers: numbers repeat inside 表三, are lost
//! with Word's automatic numbering (seed 000), or are shifted by a section too many.

use std::{ops::Range, sync::Arc};

use gouji_parser::{Span, heading::numbering};

use super::{
    Forms,
    lines::{Line, Origin},
};
use crate::{
    form::{Form, Section, load::without_number},
    nearness,
};

/// A section of the form, found or not.
#[derive(Debug)]
pub struct BoundSection {
    /// `overview`.
    pub id: Arc<str>,
    /// Index in the form's sections.
    pub spec: usize,
    /// The line that opens it.
    pub heading: Option<SectionHeading>,
    /// Lines after the heading, up to the next section.
    pub(crate) body: Range<usize>,
}

/// The line that opens a section.
#[derive(Debug)]
pub struct SectionHeading {
    /// As written, without its number.
    pub text: String,
    /// Where that stands.
    pub span: Span,
    /// How it compares with the printed title.
    pub title: TitleMatch,
    /// Index of the line.
    pub(crate) line: usize,
}

/// How a heading compares with the printed title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleMatch {
    /// The printed title.
    Printed,
    /// A title that good-faith reports use.
    Alias,
    /// The printed title with text before or after it: 六、无其他需要报告的事项。
    Contained,
    /// A title that is known to lose statutory wording.
    Wrong,
    /// A title that only resembles it.
    Near,
}

/// A top-level heading that is no section of the form.
#[derive(Debug)]
pub struct Stray {
    /// Its number, from 1.
    pub number: u32,
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What [`find`] finds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) sections: Vec<BoundSection>,
    pub(crate) strays: Vec<Stray>,
}

impl Found {
    /// The line that opens the first section, if any was found.
    pub(crate) fn first_line(&self) -> Option<usize> {
        self.sections
            .iter()
            .filter_map(|section| section.heading.as_ref())
            .map(|heading| heading.line)
            .min()
    }

    /// The section with that id, if its heading was found.
    pub(crate) fn section(&self, id: &str) -> Option<&BoundSection> {
        self.sections.iter().find(|section| &*section.id == id && section.heading.is_some())
    }
}

/// No heading is longer, in characters.
const LONGEST: usize = 48;
/// A heading with the right number resembles a title from this share of common characters on.
const NEAR: u32 = 60;

struct Candidate {
    line: usize,
    section: usize,
    title: TitleMatch,
    text: Range<usize>,
}

/// Finds the sections of `form` in `lines`.
pub(super) fn find(lines: &[Line<'_>], form: &Form, forms: &Forms) -> Found {
    let candidates = candidates(lines, form);
    let mut chosen: Vec<Option<Candidate>> = form.sections.iter().map(|_| None).collect();
    for candidate in keep_bodies(candidates, lines) {
        let slot = &mut chosen[candidate.section];
        if slot.as_ref().is_none_or(|old| candidate.title < old.title) {
            *slot = Some(candidate);
        }
    }
    let mut starts: Vec<usize> = chosen.iter().flatten().map(|candidate| candidate.line).collect();
    starts.sort_unstable();
    let strays = strays(lines, &starts, forms);
    starts.extend(strays.iter().map(|(line, _)| *line));
    starts.sort_unstable();
    let sections = form
        .sections
        .iter()
        .zip(chosen)
        .enumerate()
        .map(|(spec, (section, candidate))| bound(spec, section, candidate, lines, &starts))
        .collect();
    Found { sections, strays: strays.into_iter().map(|(_, stray)| stray).collect() }
}

fn bound(
    spec: usize,
    section: &Section,
    candidate: Option<Candidate>,
    lines: &[Line<'_>],
    starts: &[usize],
) -> BoundSection {
    let Some(candidate) = candidate else {
        return BoundSection { id: section.id.clone(), spec, heading: None, body: 0..0 };
    };
    let line = &lines[candidate.line];
    let next = starts.iter().copied().find(|&start| start > candidate.line).unwrap_or(lines.len());
    let heading = SectionHeading {
        text: line.text[candidate.text.clone()].to_owned(),
        span: line.place(candidate.text),
        title: candidate.title,
        line: candidate.line,
    };
    BoundSection {
        id: section.id.clone(),
        spec,
        heading: Some(heading),
        body: candidate.line + 1..next,
    }
}

fn candidates(lines: &[Line<'_>], form: &Form) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !can_be_heading(line) {
            continue;
        }
        let prefix = numbering(line.text);
        let from = prefix.as_ref().map_or(0, |prefix| prefix.len);
        let text = trim_title(line.text, from);
        let folded = gouji_parser::fold::fold(&line.text[text.clone()]);
        let level = prefix.as_ref().map(|prefix| prefix.level);
        let number = prefix.as_ref().filter(|prefix| prefix.level == 1).map(|prefix| prefix.value);
        let styled = matches!(line.origin, Origin::Heading { .. });
        let found = exact(&folded, form)
            .or_else(|| near(&folded, number, styled, form))
            // （一）存在的主要问题 is a part of section five, however it is styled (seed 001).
            .filter(|_| level != Some(2));
        if let Some((section, title)) = found {
            candidates.push(Candidate { line: index, section, title, text });
        }
    }
    candidates
}

/// A heading stands on a line of its own, or alone in a row of a table that runs on (seed 000).
fn can_be_heading(line: &Line<'_>) -> bool {
    let alone = match line.origin {
        Origin::Cell(cell) => cell.alone,
        Origin::Fused { .. } => false,
        Origin::Heading { .. } | Origin::Paragraph { .. } => true,
    };
    // Most lines of a table without row marks are figures.
    alone && !line.folded.is_ascii() && line.folded.chars().count() <= LONGEST
}

/// The line after its number, without white space and the colon or full stop that ends it.
fn trim_title(text: &str, from: usize) -> Range<usize> {
    let start = text.len() - text[from..].trim_start().len();
    let end = start
        + text[start..]
            .trim_end_matches(|char: char| char.is_whitespace() || "：:。.".contains(char))
            .len();
    start..end
}

fn exact(folded: &str, form: &Form) -> Option<(usize, TitleMatch)> {
    form.sections.iter().enumerate().find_map(|(index, section)| {
        let at = section.folded.iter().position(|title| title == folded)?;
        let title = if at == 0 {
            TitleMatch::Printed
        } else if at <= section.aliases.len() {
            TitleMatch::Alias
        } else {
            TitleMatch::Wrong
        };
        Some((index, title))
    })
}

/// A title that contains a printed one, or resembles the one whose number it bears.
fn near(
    folded: &str,
    number: Option<u32>,
    styled: bool,
    form: &Form,
) -> Option<(usize, TitleMatch)> {
    if number.is_none() && !styled {
        return None;
    }
    let bare = without_number(folded);
    let contained = form.sections.iter().position(|section| {
        number.is_none_or(|number| number == section.number)
            && section
                .folded
                .iter()
                .take(1 + section.aliases.len())
                .any(|title| bare.contains(&**title))
    });
    if let Some(section) = contained {
        return Some((section, TitleMatch::Contained));
    }
    let (section, share) = form
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| number.is_none_or(|number| number == section.number))
        .map(|(index, section)| {
            let best = section.folded.iter().map(|title| nearness::common(bare, title)).max();
            (index, best.unwrap_or(0))
        })
        .max_by_key(|&(index, share)| (share, std::cmp::Reverse(index)))?;
    (share >= NEAR).then_some((section, TitleMatch::Near))
}

/// Drops the lines of a table of contents: titles that are followed by nothing but the next
/// title, where the same section stands again further down.
fn keep_bodies(candidates: Vec<Candidate>, lines: &[Line<'_>]) -> Vec<Candidate> {
    let listed: Vec<bool> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| {
            let next = candidates.get(index + 1).map(|next| next.line);
            let bodiless =
                next.is_some_and(|next| lines[candidate.line + 1..next].iter().all(Line::is_blank));
            let again =
                candidates[index + 1..].iter().any(|later| later.section == candidate.section);
            let before_listed = bodiless || again && next.is_none();
            before_listed && again
        })
        .collect();
    candidates
        .into_iter()
        .zip(listed)
        .filter(|(_, listed)| !listed)
        .map(|(candidate, _)| candidate)
        .collect()
}

/// Headings numbered 一、 二、 … that are neither a section nor a row of a table.
fn strays(lines: &[Line<'_>], starts: &[usize], forms: &Forms) -> Vec<(usize, Stray)> {
    let Some(&first) = starts.first() else { return Vec::new() };
    let mut strays = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first) {
        if starts.contains(&index) || !can_be_heading(line) || line.is_cell() {
            continue;
        }
        let Some(prefix) = numbering(line.text).filter(|prefix| prefix.level == 1) else {
            continue;
        };
        let is_label = forms
            .forms
            .iter()
            .flat_map(|form| &form.tables)
            .any(|table| table.begins(&line.folded));
        let is_sentence = line.text.trim_end().ends_with(['。', '；', ';']);
        let untitled = line.text[prefix.len..].trim().is_empty();
        if is_label || is_sentence || untitled || line.folded.chars().count() > 30 {
            continue;
        }
        let text = trim_title(line.text, prefix.len);
        let stray = Stray {
            number: prefix.value,
            text: line.text[text.clone()].to_owned(),
            span: line.place(text),
        };
        strays.push((index, stray));
    }
    strays
}

#[cfg(test)]
mod tests;
