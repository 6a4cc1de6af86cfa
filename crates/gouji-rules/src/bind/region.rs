//! Where a table of the form begins and ends among the lines.

use std::ops::Range;

use super::{Forms, lines::Line, sections::Found};
use crate::form::Table;

/// Where a table begins: at the first of its opening labels in its section, or anywhere if the
/// section has none.
pub(super) fn start(
    lines: &[Line<'_>],
    found: &Found,
    table: &Table,
    forms: &Forms,
) -> Option<usize> {
    let labels: Vec<&str> = forms
        .forms
        .iter()
        .filter_map(|form| form.table(&table.id))
        .flat_map(|table| table.start.iter().map(String::as_str))
        .collect();
    let opens = |range: Range<usize>| {
        range.clone().find(|&index| {
            let folded = &*lines[index].folded;
            labels.contains(&folded)
                || labels.iter().any(|label| {
                    label.chars().count() >= 4
                        && folded.starts_with(label)
                        && folded.len() < label.len() + 120
                        && figures_follow(&folded[label.len()..])
                })
        })
    };
    let section = found.section(&table.section).map(|section| section.body.clone());
    section.and_then(&opens).or_else(|| opens(0..lines.len()))
}

/// Whether a line goes on after a label as a row of a table does: with figures or other labels,
/// not with prose.
fn figures_follow(rest: &str) -> bool {
    !rest.contains(['。', '.', ';'])
        || rest.chars().all(|char| char.is_ascii_digit() || char == '.')
}

/// From the start of a table to the next section or the next table.
pub(super) fn region(
    start: usize,
    starts: &[Option<usize>],
    found: &Found,
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
