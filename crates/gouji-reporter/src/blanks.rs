//! Blank cells of a finding, by rows and columns: （二）部分公开：自然人至其他.

use gouji_report::{Label, RowView};
use gouji_rules::finding::Finding;

use crate::site::cell_view;
use gouji_report::Lang;

/// Blank cells that are still shown one by one.
const FEW: usize = 8;

/// Whether the blank cells of a finding are told by rows and columns, since they are many.
pub(crate) fn are_many(finding: &Finding) -> bool {
    labels(finding).count() > FEW
}

/// Whether a label is on a blank cell of which nothing else is said.
pub(crate) fn is_blank(label: &Label) -> bool {
    label.message.is_empty() && cell_view(label).is_some_and(|cell| cell.text.is_empty())
}

/// The blank cells of a finding in a few words; none where they are few.
pub(crate) fn told(finding: &Finding, language: Lang) -> Option<String> {
    if !are_many(finding) {
        return None;
    }
    let mut groups: Vec<BlankRows<'_>> = Vec::new();
    for label in labels(finding) {
        let Some((row, column)) = label.row.as_deref().zip(column(label)) else { continue };
        match groups.last_mut().filter(|group| group.last == row) {
            Some(group) => group.columns.push(column),
            None => groups.push(BlankRows { first: row, last: row, columns: vec![column] }),
        }
    }
    let (colon, semicolon) = language.choose(("：", "；"), (": ", "; "));
    let name = |group: &BlankRows<'_>| {
        let rows = between(&group.first.label, &group.last.label, language);
        match group.columns(language) {
            Some(columns) if rows.is_empty() => columns,
            Some(columns) => format!("{rows}{colon}{columns}"),
            None => rows,
        }
    };
    let names: Vec<String> = joined(groups).iter().map(name).collect();
    let lead = language.choose("空格子", "blank cells");
    Some(format!("{lead}{colon}{}", names.join(semicolon)))
}

fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related).filter(|label| is_blank(label))
}

/// The place of a label's cell in its row.
fn column(label: &Label) -> Option<usize> {
    let (row, cell) = (label.row.as_deref()?, label.cell.as_ref()?);
    row.cells.iter().position(|view| view.column == cell.column)
}

/// Successive rows that are blank in the same columns.
struct BlankRows<'a> {
    first: &'a RowView,
    last: &'a RowView,
    /// By their place in the row, in order.
    columns: Vec<usize>,
}

/// Groups of one row each, put together where one follows the other in the form.
fn joined(rows: Vec<BlankRows<'_>>) -> Vec<BlankRows<'_>> {
    let mut groups: Vec<BlankRows<'_>> = Vec::new();
    for row in rows {
        let goes_on = |group: &&mut BlankRows<'_>| {
            group.last.number + 1 == row.first.number
                && group.last.cells.len() == row.first.cells.len()
                && group.columns == row.columns
        };
        match groups.last_mut().filter(goes_on) {
            Some(group) => group.last = row.last,
            None => groups.push(row),
        }
    }
    groups
}

impl BlankRows<'_> {
    /// 自然人至其他、总计; none where the whole row is blank.
    fn columns(&self, language: Lang) -> Option<String> {
        let cells = &self.first.cells;
        if self.columns.len() == cells.len() && !self.first.label.is_empty() {
            return None;
        }
        let name = |at: usize| language.pick(&cells[at].name);
        let runs = self.columns.chunk_by(|one, next| one + 1 == *next);
        let runs: Vec<String> = runs
            .map(|run| match *run {
                [first, second] => [name(first), name(second)].join(language.choose("、", ", ")),
                [first, .., last] => between(name(first), name(last), language),
                _ => run.iter().map(|&at| name(at).to_owned()).collect(),
            })
            .collect();
        Some(runs.join(language.choose("、", ", ")))
    }
}

/// 自然人至其他; one name where both are the same.
fn between(first: &str, last: &str, language: Lang) -> String {
    if first == last {
        return first.to_owned();
    }
    format!("{first}{}{last}", language.choose("至", " to "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gouji_rules::finding::Severity;

    use super::*;
    use crate::tests::samples::{COLUMNS, cell, finding, row, text};

    /// What is told of rows whose cells hold `1` or are blank.
    fn check(rows: &[(usize, &str)], language: Lang) -> Option<String> {
        let labels = rows.iter().flat_map(|&(number, cells)| {
            let source = text(&format!("第{number}行|{}", cells.replace(',', "|")));
            let mut view = row(&source, &format!("第{number}行"), '|');
            Arc::make_mut(&mut view).number = number;
            let blank = |column: &str| is_blank(&cell(&view, "r", column, ""));
            let blank = COLUMNS.map(|(column, ..)| blank(column).then_some(column));
            blank
                .into_iter()
                .flatten()
                .map(|column| cell(&view, "r", column, ""))
                .collect::<Vec<_>>()
        });
        let mut labels: Vec<Label> = labels.collect();
        let found = finding("V001", Severity::Info, "有空格子", labels.remove(0));
        told(&Finding { related: labels, ..found }, language)
    }

    #[test]
    fn blanks_are_told_by_rows_and_columns() {
        let rows = [(1, ",,,,,,1"), (2, ",,,,,,"), (3, ",,,,,,"), (5, ",,,,,,"), (6, "1,,1,1,1,,")];
        assert_eq!(
            check(&rows, Lang::Zh).as_deref(),
            Some("空格子：第1行：自然人至其他；第2行至第3行；第5行；第6行：商业企业、其他、总计")
        );
        let english = check(&rows, Lang::En).unwrap_or_default();
        assert!(
            english.starts_with("blank cells: 第1行: natural persons to others; "),
            "{english}"
        );
    }

    #[test]
    fn a_few_blanks_are_shown_one_by_one() {
        assert_eq!(check(&[(1, ",,,,,,1")], Lang::Zh), None);
    }
}
