//! Which heading opens which section.
//!
//! Sections are found by their titles, not by their numbers: numbers repeat inside 表三, are lost
//! with Word's automatic numbering (seed 000), or are shifted by a section too many.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use gouji_parser::{Span, fold::Folded, heading::numbering};

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
    /// Where a second report begins.
    pub(crate) second: Option<Span>,
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
    let mut candidates = keep_bodies(candidates, lines);
    let second = second_report(&candidates);
    if let Some(line) = second {
        candidates.retain(|candidate| candidate.line < line);
    }
    for candidate in candidates {
        let slot = &mut chosen[candidate.section];
        if slot.as_ref().is_none_or(|old| candidate.title < old.title) {
            *slot = Some(candidate);
        }
    }
    let mut starts: Vec<usize> = chosen.iter().flatten().map(|candidate| candidate.line).collect();
    starts.sort_unstable();
    starts.extend(second);
    let strays = strays(&lines[..second.unwrap_or(lines.len())], &starts, forms);
    starts.extend(strays.iter().map(|(line, _)| *line));
    starts.sort_unstable();
    let sections = form
        .sections
        .iter()
        .zip(chosen)
        .enumerate()
        .map(|(spec, (section, candidate))| bound(spec, section, candidate, lines, &starts))
        .collect();
    let second = second.map(|line| lines[line].span());
    Found { sections, strays: strays.into_iter().map(|(_, stray)| stray).collect(), second }
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
        span: line.place(candidate.text.clone()),
        title: candidate.title,
        line: candidate.line,
    };
    // Text behind the title on its own line is the section's first.
    let first = if can_be_heading(line) { candidate.line + 1 } else { candidate.line };
    BoundSection { id: section.id.clone(), spec, heading: Some(heading), body: first..next }
}

fn candidates(lines: &[Line<'_>], form: &Form) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let found =
            if can_be_heading(line) { whole_line(line, form) } else { beginning(line, form) };
        if let Some((section, title, text)) = found {
            candidates.push(Candidate { line: index, section, title, text });
        }
    }
    candidates
}

/// A line that is a section's title.
fn whole_line(line: &Line<'_>, form: &Form) -> Option<(usize, TitleMatch, Range<usize>)> {
    let prefix = numbering(line.text);
    let text = trim_title(line.text, prefix.as_ref().map_or(0, |prefix| prefix.len));
    let folded = gouji_parser::fold::fold(&line.text[text.clone()]);
    let number = prefix.as_ref().filter(|prefix| prefix.level == 1).map(|prefix| prefix.value);
    let styled = matches!(line.origin, Origin::Heading { .. });
    let found = exact(&folded, form)
        .or_else(|| near(&folded, number, styled, form))
        // （一）存在的主要问题 is a part of section five, however it is styled (seed 001);
        // （一）总体情况 is nothing but that section.
        .filter(|&(_, title)| {
            prefix.as_ref().is_none_or(|prefix| prefix.level != 2) || title <= TitleMatch::Alias
        });
    if let Some((section, title)) = found {
        return Some((section, title, text));
    }
    // 第一部分 总体情况, 一 总体情况
    let from = line.text.len() - without_part_number(line.text)?.len();
    let text = trim_title(line.text, from);
    let (section, title) = exact(&gouji_parser::fold::fold(&line.text[text.clone()]), form)?;
    Some((section, title, text))
}

/// The text behind 第一部分, 一 or 一? (a 、 that a conversion from RTF lost).
fn without_part_number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let bare = text.strip_prefix('第').unwrap_or(text);
    let rest = bare.trim_start_matches(|char| "一二三四五六".contains(char));
    let rest = (rest.len() < bare.len()).then_some(rest)?;
    let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix('章')).unwrap_or(rest);
    Some(rest.trim_start_matches(|char: char| char.is_whitespace() || "：:、.．?？".contains(char)))
}

/// A paragraph that begins with a numbered title: 五、存在的主要问题及改进情况：一是…
fn beginning(line: &Line<'_>, form: &Form) -> Option<(usize, TitleMatch, Range<usize>)> {
    if line.is_cell() || matches!(line.origin, Origin::Fused { .. }) {
        return None;
    }
    let prefix = numbering(line.text).filter(|prefix| prefix.level == 1)?;
    let head: usize = line.text[prefix.len..].chars().take(LONGEST).map(char::len_utf8).sum();
    let folded = Folded::new(&line.text[prefix.len..prefix.len + head]);
    let section = form.sections.iter().position(|section| section.number == prefix.value)?;
    let titles = form.sections[section].folded.iter();
    let length = titles
        .filter(|title| {
            let rest = folded.text.strip_prefix(&***title);
            rest.is_some_and(|rest| rest.starts_with([':', '.', ',', ' ']))
        })
        .map(String::len)
        .max()?;
    let range = folded.origin_range(0..length, &line.text[prefix.len..prefix.len + head]);
    Some((section, TitleMatch::Contained, prefix.len + range.start..prefix.len + range.end))
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

/// Drops a table of contents: three titles or more with nothing between them, each of which
/// stands again further down.
fn keep_bodies(candidates: Vec<Candidate>, lines: &[Line<'_>]) -> Vec<Candidate> {
    let continues = |run: &[Candidate], next: &Candidate| {
        run.iter().all(|candidate| candidate.section != next.section)
            && run
                .last()
                .is_some_and(|last| lines[last.line + 1..next.line].iter().all(Line::is_blank))
    };
    let mut kept = Vec::with_capacity(candidates.len());
    let mut rest = candidates.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        while let Some(next) = rest.next_if(|next| continues(&run, next)) {
            run.push(next);
        }
        kept.push(run);
    }
    // The last run that each section stands in.
    let mut last = BTreeMap::new();
    for (at, run) in kept.iter().enumerate() {
        last.extend(run.iter().map(|candidate| (candidate.section, at)));
    }
    let again = |at: usize| kept[at].iter().all(|candidate| last[&candidate.section] > at);
    (0..kept.len())
        .filter(|&at| kept[at].len() < 3 || !again(at))
        .collect::<Vec<_>>()
        .into_iter()
        .flat_map(|at| std::mem::take(&mut kept[at]))
        .collect()
}

/// The line at which a second report begins in the same file: its first section, after most of the
/// sections of the first, with most of its own to follow.
fn second_report(candidates: &[Candidate]) -> Option<usize> {
    const MOST: usize = 4;
    // Where the last of so many different sections stands.
    fn most(mut sections: impl Iterator<Item = usize>) -> Option<usize> {
        let mut seen = BTreeSet::new();
        sections.position(|section| {
            seen.insert(section);
            seen.len() == MOST
        })
    }
    let sections = || candidates.iter().map(|candidate| candidate.section);
    let before = most(sections())? + 1;
    let after = candidates.len() - most(sections().rev())?;
    let first =
        |candidate: &&Candidate| candidate.section == 0 && candidate.title <= TitleMatch::Alias;
    Some(candidates.get(before..after)?.iter().find(first)?.line)
}

/// Headings numbered 一、 二、 … that are neither a section nor a row of a table.
fn strays(lines: &[Line<'_>], starts: &[usize], forms: &Forms) -> Vec<(usize, Stray)> {
    let Some(&first) = starts.first() else { return Vec::new() };
    let mut strays = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(first) {
        // What is attached has numbers of its own.
        if line.folded.starts_with("附件") && line.folded.chars().count() <= 8 {
            break;
        }
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
