//! Of which form a table is, by labels that only that form has.

use std::sync::Arc;

use gouji_parser::Span;

use super::{Forms, figure::is_figure, line::Line};
use crate::form::{Form, Table, TargetKind};

/// The form of a table.
pub(super) struct Edition {
    pub(super) form: Arc<Form>,
    /// Where a label stands that only another form has.
    pub(super) foreign: Option<Span>,
}

/// The form most of whose own labels stand in the lines.
pub(super) fn edition(lines: &[Line<'_>], table: &str, forms: &Forms) -> Option<Edition> {
    // Joined, since a label may be cut over several lines or paragraphs.
    let joined: String = lines.iter().map(|line| &*line.folded).collect();
    let counts: Vec<(usize, usize, Option<Span>)> = forms
        .forms
        .iter()
        .map(|form| {
            let Some(table) = form.table(table) else { return (0, 0, None) };
            let marks = table.marks.iter().filter(|mark| joined.contains(&***mark));
            // A label that has figures of its own in one form and is a mere group in the other.
            let own = table.own_rows.get_or_init(|| {
                (0..table.rows.len()).filter(|&row| is_own_row(table, row, forms)).collect()
            });
            let rows = own.iter().filter(|&&row| figures_after(lines, &table.rows[row].folded));
            let place = table
                .marks
                .iter()
                .find_map(|mark| lines.iter().find(|line| &line.folded == mark).map(Line::span));
            (marks.count(), rows.count(), place)
        })
        .collect();
    let score = |&(marks, rows, _): &(usize, usize, Option<Span>)| marks + rows;
    let best = (0..counts.len()).rev().max_by_key(|&index| score(&counts[index]))?;
    if score(&counts[best]) == 0 {
        return None;
    }
    let foreign = counts
        .iter()
        .enumerate()
        .filter(|&(index, count)| index != best && count.0 > 0)
        .find_map(|(_, &(_, _, place))| place);
    Some(Edition { form: forms.forms[best].clone(), foreign })
}

/// Whether the label of a row is a group's in another form.
fn is_own_row(table: &Table, row: usize, forms: &Forms) -> bool {
    forms.forms.iter().filter_map(|form| form.table(&table.id)).any(|other| {
        other.labels.get(&table.rows[row].folded).is_some_and(|targets| {
            targets.iter().any(|target| matches!(target.kind, TargetKind::Group(_)))
                && !targets.iter().any(|target| matches!(target.kind, TargetKind::Row(_)))
        })
    })
}

/// Whether figures or blanks of its own follow a label, rather than another label.
fn figures_after(lines: &[Line<'_>], label: &str) -> bool {
    lines.iter().enumerate().any(|(index, line)| {
        if let Some(rest) = line.folded.strip_prefix(label)
            && !rest.is_empty()
        {
            return rest.starts_with(|char: char| char.is_ascii_digit());
        }
        line.folded == label
            && lines[index + 1..]
                .iter()
                .find(|next| !next.is_blank())
                .is_some_and(|next| is_figure(next.text) || next.folded.starts_with("(七)"))
    })
}
