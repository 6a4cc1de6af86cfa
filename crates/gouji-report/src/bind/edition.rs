//! Of which form a table is, by labels that only that form has.

use std::sync::Arc;

use gouji_parser::{Span, heading::numbering};

use super::{Forms, figure::is_figure, line::Line};
use crate::form::{Form, TableSpec, TargetKind};

/// The form: that of the year, if the labels of some table decide for it; else the first that labels
/// decide for; where they are silent, that of the year.
pub(super) fn decide(
    by_labels: &[Option<Edition>],
    year: Option<u16>,
    forms: &Forms,
) -> Option<Arc<Form>> {
    let of_year = year.and_then(|year| forms.of_year(year));
    let mut labelled = by_labels.iter().flatten().map(|edition| &edition.form);
    let first = labelled.clone().next();
    let own = labelled.find(|form| of_year.is_some_and(|own| own.id == form.id));
    own.or(first).or(of_year).cloned()
}

/// The form of a table.
pub(super) struct Edition {
    pub(super) form: Arc<Form>,
    /// Where a label stands that only another form has.
    pub(super) foreign: Option<Span>,
}

/// The form most of whose own labels stand in the lines; of several, that of the year, else the oldest.
pub(super) fn edition(
    lines: &[Line<'_>],
    table: &str,
    forms: &Forms,
    year: Option<u16>,
) -> Option<Edition> {
    // Joined, since a label may be cut over several lines or paragraphs.
    let joined: String = lines.iter().map(|line| &*line.folded).collect();
    let counts: Vec<(usize, usize)> = forms
        .forms
        .iter()
        .map(|form| {
            let Some(table) = form.table(table) else { return (0, 0) };
            let stands = |mark: &str| joined.contains(mark) || is_begun(lines, mark);
            let marks = table.marks.iter().filter(|mark| stands(mark));
            // A label that has figures of its own in one form and is a mere group in the other.
            let own = table.own_rows.get_or_init(|| {
                (0..table.rows.len()).filter(|&row| is_own_row(table, row, forms)).collect()
            });
            let rows = own.iter().filter(|&&row| figures_after(lines, &table.rows[row].folded));
            (marks.count(), rows.count())
        })
        .collect();
    let score = |&(marks, rows): &(usize, usize)| marks + rows;
    let of_year = year.and_then(|year| forms.of_year(year)).map(|form| &form.id);
    let merit = |&at: &usize| (score(&counts[at]), Some(&forms.forms[at].id) == of_year);
    let best = (0..counts.len()).rev().max_by_key(merit)?;
    if score(&counts[best]) == 0 {
        return None;
    }
    let form = forms.forms[best].clone();
    let others = forms.forms.iter().filter(|other| other.id != form.id);
    let marks = others.filter_map(|other| other.table(table)).flat_map(|table| &table.marks);
    let is_own = |mark: &str| form.table(table).is_some_and(|own| own.labels.contains_key(mark));
    let foreign = marks
        .filter(|mark| !is_own(mark))
        .find_map(|mark| lines.iter().find(|line| &line.folded == mark).map(Line::span));
    Some(Edition { form, foreign })
}

/// Letters by which a long label is known though its end stands behind the figures of its row, as text from a PDF
/// has it.
const BEGIN: usize = 8;

/// Whether a line begins as a label does that is long enough to be cut.
fn is_begun(lines: &[Line<'_>], mark: &str) -> bool {
    let end = mark.char_indices().nth(BEGIN).filter(|_| mark.chars().count() >= 2 * BEGIN);
    end.is_some_and(|(end, _)| lines.iter().any(|line| line.folded.starts_with(&mark[..end])))
}

/// Whether the label of a row is a group's in another form.
fn is_own_row(table: &TableSpec, row: usize, forms: &Forms) -> bool {
    forms.forms.iter().filter_map(|form| form.table(&table.id)).any(|other| {
        other.labels.get(&table.rows[row].folded).is_some_and(|targets| {
            targets.iter().any(|target| matches!(target.kind, TargetKind::Group(_)))
                && !targets.iter().any(|target| matches!(target.kind, TargetKind::Row(_)))
        })
    })
}

/// Whether a text has the number that follows a label's: （七）总计 after （六）其他处理.
fn counts_on(label: &str, next: &str) -> bool {
    let number = |text| numbering(text).map(|found| (found.style, found.value));
    number(label).is_some_and(|(style, value)| number(next) == Some((style, value + 1)))
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
                .is_some_and(|next| is_figure(next.text) || counts_on(label, next.text))
    })
}
