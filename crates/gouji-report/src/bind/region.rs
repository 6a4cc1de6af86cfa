//! Where a table of the form begins and ends among the lines.

use std::ops::Range;

use gouji_parser::words::Words;

use super::{Forms, figure::is_figure, line::Line, line_table::groups_in, sections::FoundSections};
use crate::form::{Shape, TableSpec};

/// Where a table begins: at the first of `openings`, its opening labels, in its section, or anywhere if
/// the section has none. One row of values without labels needs no head, if it stands in its section.
pub(super) fn start(
    lines: &[Line<'_>],
    found: &FoundSections,
    table: &TableSpec,
    openings: &[usize],
) -> Option<usize> {
    let opens = |range: &Range<usize>| openings.iter().copied().find(|line| range.contains(line));
    let section = found.section(&table.section).map(|section| section.body.clone());
    if table.shape != Shape::Rows
        && let Some(body) = section.clone()
        && opens(&body).is_none()
        && let Some(start) = headless(&lines[body.clone()], table.columns.len())
    {
        return Some(body.start + start);
    }
    let start = section.as_ref().and_then(opens).or(openings.first().copied())?;
    // The captions over the head say which of the columns stand below them.
    let body = section.filter(|body| table.shape != Shape::Rows && body.contains(&start));
    let above = body.map_or(&lines[..0], |body| &lines[body.start..start]).iter().rev();
    let captions = above.take_while(|line| line.is_blank() || !groups_in(table, line).is_empty());
    Some(start - captions.count())
}

/// The lines at which an opening label of the table stands, in any of its forms.
pub(super) fn openings(lines: &[Line<'_>], table: &TableSpec, forms: &Forms) -> Vec<usize> {
    let tables = forms.forms.iter().filter_map(|form| form.table(&table.id));
    let starts: Vec<&Words> = tables.map(|table| &table.start).collect();
    let opens = |index: &usize| {
        // A row of bars that its format did not take for one: | 规章 | 0 | in a page.
        let folded = lines[*index].folded.trim_start_matches('|');
        let opens = |(_, length)| {
            let (label, rest) = folded.split_at(length);
            rest.is_empty()
                || label.chars().count() >= 4 && rest.len() < 120 && figures_follow(rest)
        };
        starts.iter().any(|start| start.at(folded).any(opens))
    };
    (0..lines.len()).filter(opens).collect()
}

/// Where as many figures follow each other as the table has columns, and no others: cells, or words
/// of lines. Blank cells among them count.
fn headless(lines: &[Line<'_>], columns: usize) -> Option<usize> {
    let figures = |line: &Line<'_>| {
        let between = |char: char| char.is_whitespace() || matches!(char, ';' | '；');
        let mut words = line.text.split(between).filter(|word| !word.is_empty());
        let count = words.clone().count();
        words.all(is_figure).then_some(if line.is_cell() { 1 } else { count })
    };
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().map_while(figures);
        let (length, sum) = run.fold((0, 0), |(length, sum), count| (length + 1, sum + count));
        if sum == columns && lines[at..at + length].iter().any(|line| !line.is_blank()) {
            return Some(at);
        }
        at += length + 1;
    }
    None
}

/// Whether a line goes on after a label as a row of a table does: with figures or other labels,
/// not with prose.
fn figures_follow(rest: &str) -> bool {
    !rest.contains(['。', '.', ';'])
        || rest.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ';'))
}

/// From the start of a table to the next section or the next table.
pub(super) fn region(
    start: usize,
    starts: &[Option<usize>],
    found: &FoundSections,
    lines: &[Line<'_>],
) -> Range<usize> {
    let next_table = starts.iter().flatten().copied().filter(|&other| other > start).min();
    let next_section = found
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref())
        .map(|heading| heading.line)
        .filter(|&line| line > start)
        .min();
    let end = next_table.into_iter().chain(next_section).min().unwrap_or(lines.len());
    start..end
}
