//! Top-level headings that open no section: parts that the form does not have, and subheadings that
//! are numbered as sections.

use gouji_parser::{Span, heading::numbering};

use super::{
    FoundSections, StrayHeading, StrayKind,
    candidates::{can_be_heading, is_label, trim_title},
    number::NumberStyle,
};
use crate::{
    bind::{BoundTable, Forms, line::Line},
    form::{Form, Section},
};

/// No such heading is longer, in characters.
const LONGEST: usize = 30;

/// A line that is over what is attached has no more characters: 附件1：
const ANNEX: usize = 8;

impl FoundSections {
    /// Finds the headings numbered 一、 二、 … that are neither a section nor a row of a table; a part that
    /// the form does not have ends the section before it.
    pub(in crate::bind) fn set_strays(
        &mut self,
        lines: &[Line<'_>],
        tables: &[BoundTable],
        form: &Form,
        forms: &Forms,
    ) {
        let first = self.first_line().filter(|_| self.style != NumberStyle::Part);
        let Some(first) = first else { return };
        let tables: Vec<Span> = tables.iter().filter_map(rows).collect();
        let in_table = |line: &Line<'_>| {
            let start = line.span().start;
            tables.iter().any(|table| table.start <= start && start < table.end)
        };
        let mut headings: Vec<(usize, usize)> = self
            .sections
            .iter()
            .filter_map(|section| Some((section.heading.as_ref()?.line, section.spec)))
            .collect();
        headings.sort_unstable();
        let annex = &forms.organs.annex;
        let mut run: Vec<StrayHeading> = Vec::new();
        let mut open: Option<usize> = None;
        let end = self.second.unwrap_or(lines.len());
        for (index, line) in lines.iter().enumerate().take(end).skip(first) {
            if let Ok(at) = headings.binary_search_by_key(&index, |&(line, _)| line) {
                self.close(open, std::mem::take(&mut run), form);
                open = Some(headings[at].1);
                continue;
            }
            // What is attached has numbers of its own.
            let announced = || annex.iter().any(|word| line.folded.starts_with(&**word));
            if line.folded.chars().count() <= ANNEX && announced() {
                break;
            }
            if let Some(stray) = stray(index, line, forms).filter(|_| !in_table(line)) {
                run.push(stray);
            }
        }
        self.close(open, run, form);
    }

    /// Takes in the headings that stand between one section's heading and the next.
    fn close(&mut self, section: Option<usize>, mut run: Vec<StrayHeading>, form: &Form) {
        for stray in &mut run {
            if self.repeats.binary_search(&stray.line).is_ok() {
                stray.sort = StrayKind::Repeated;
            }
        }
        let Some(section) = section else { return };
        if are_subheadings(&run, &form.sections[section]) {
            for stray in &mut run {
                stray.sort = StrayKind::Subheading(section);
            }
        } else if let Some(first) = run.first() {
            let body = &mut self.sections[section].body;
            body.end = body.end.min(first.line);
        }
        self.strays.extend(run);
    }
}

/// Where a table's rows stand: from its beginning to the label of the last. What follows that may be
/// anything.
fn rows(table: &BoundTable) -> Option<Span> {
    let last = table.rows.iter().map(|row| row.label.start).max()?;
    table.span.map(|span| Span { start: span.start, end: last.max(span.start) })
}

/// Whether headings within a section are its own: they count from 一 again, or two of them or more
/// name topics that the section has to cover.
fn are_subheadings(run: &[StrayHeading], section: &Section) -> bool {
    let restart = run.iter().zip(1..).all(|(stray, number)| stray.number == number);
    let named = |stray: &&StrayHeading| {
        let title = gouji_parser::fold::fold(&stray.text);
        section.topics.iter().any(|topic| topic.words.iter().any(|word| title.contains(&**word)))
    };
    run.len() > 1
        && run.iter().all(|stray| stray.sort == StrayKind::Part)
        && (restart || run.iter().filter(named).count() > 1)
}

/// A line as a heading numbered 一、.
fn stray(index: usize, line: &Line<'_>, forms: &Forms) -> Option<StrayHeading> {
    if !can_be_heading(line) || line.is_cell() {
        return None;
    }
    let prefix = numbering(line.text).filter(|prefix| prefix.level == 1)?;
    let is_sentence = line.text.trim_end().ends_with(['。', '；', ';']);
    let untitled = line.text[prefix.len..].trim().is_empty();
    if is_sentence || untitled || line.folded.chars().count() > LONGEST || is_label(line, forms) {
        return None;
    }
    let text = trim_title(line.text, prefix.len);
    Some(StrayHeading {
        number: prefix.value,
        text: line.text[text.clone()].to_owned(),
        span: line.place(text),
        sort: StrayKind::Part,
        line: index,
    })
}
