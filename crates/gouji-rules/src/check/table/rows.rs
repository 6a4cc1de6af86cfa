//! The rows of a table, and a table that stands several times.

use super::named::{KIND, name, opening, some_of};
use crate::check::{Context, FindingText, address, args, cells, list, readable, same};
use gouji_report::{
    Label, Localized,
    bind::{BoundCell, BoundTable, Irregular, IrregularKind, RowState},
};

/// Whether each row stands once, in its place, and no other.
pub(super) fn complete(table: &BoundTable, context: &mut Context<'_>) {
    if table.fused {
        return;
    }
    irregular(table, context);
    let missing: Vec<usize> =
        table.rows.iter().filter(|row| row.state == RowState::Absent).map(|row| row.spec).collect();
    if missing.is_empty() || missing.len() == table.rows.len() {
        return;
    }
    let names: Vec<Localized> = missing
        .iter()
        .map(|&row| Localized::new(table.spec.row_path(row), table.spec.rows[row].name.en.clone()))
        .collect();
    // A row whose label was not recognised, or torn in extraction, is not certainly missing.
    let unsure = !readable(table)
        || table
            .irregular
            .iter()
            .any(|row| matches!(row.kind, IrregularKind::Unknown | IrregularKind::Half));
    let place = table
        .rows
        .iter()
        .find(|row| row.spec > missing[0] && row.state != RowState::Absent)
        .or_else(|| table.rows.iter().rfind(|row| row.state != RowState::Absent));
    let label = place
        .map_or_else(|| opening(context, table), |row| Label::new(row.label, Localized::default()));
    let args = args![
        ("table", name(table)),
        ("rows", list(&names)),
        ("count", same(missing.len().to_string()))
    ];
    context.say(FindingText::new(if unsure { "unsure" } else { "" }, label, args));
}

/// Rows that the form does not foresee: one finding for all that stand twice. Where extraction left
/// rows that cannot be read, it may have scattered the others, too.
fn irregular(table: &BoundTable, context: &mut Context<'_>) {
    if !readable(table) {
        return;
    }
    let of = |kind| table.irregular.iter().filter(move |row| row.kind == kind);
    let repeated: Vec<&Irregular> = of(IrregularKind::Repeated).collect();
    let single = |variant, row| (variant, vec![row]);
    let unknown = of(IrregularKind::Unknown).map(|row| single("unknown", row));
    let misplaced = of(IrregularKind::Misplaced).map(|row| single("misplaced", row));
    let repeated = (!repeated.is_empty()).then_some(("repeated", repeated));
    for (variant, rows) in unknown.chain(misplaced).chain(repeated) {
        let labels: Vec<Localized> = rows.iter().map(|row| same(&*row.label)).collect();
        let args = args![
            ("table", name(table)),
            ("rows", some_of(&labels)),
            ("count", same(rows.len().to_string()))
        ];
        let mut places = rows.iter().map(|row| Label::new(row.span, Localized::default()));
        let Some(place) = places.next() else { continue };
        let mut said = FindingText::new(variant, place, args);
        said.related = places.collect();
        context.say(said);
    }
}

/// A table that stands several times: one finding, with the cells in which the copies differ.
pub(super) fn copies(table: &BoundTable, context: &mut Context<'_>) {
    let report = context.report;
    let others: Vec<&BoundTable> = report
        .tables
        .iter()
        .filter(|other| other.spec.id == table.spec.id && other.copy > 0)
        .collect();
    let Some(second) = others.first().filter(|_| table.copy == 0) else { return };
    let mut names = Vec::new();
    let mut places = vec![opening(context, table)];
    places.extend(others[1..].iter().map(|other| opening(context, other)));
    for (row, cell) in cells(table) {
        let alike = others.iter().filter_map(|it| {
            let other = it.row(row.spec)?;
            Some((*it, other, other.cell(cell.column)?))
        });
        let differing: Vec<_> = alike.filter(|(.., other)| !says_the_same(cell, other)).collect();
        let Some((.., first)) = differing.first() else { continue };
        let (address, left, right) = (address(table, row, cell), shown(cell), shown(first));
        names.push(Localized::new(
            format!("{}（{} ≠ {}）", address.zh, left.zh, right.zh),
            format!("{} ({} ≠ {})", address.en, left.en, right.en),
        ));
        let own = std::iter::once((table, row, cell)).chain(differing);
        places.extend(own.map(|(it, row, cell)| it.label(row, cell, Localized::default())));
    }
    let read = |table: &BoundTable| table.rows.iter().all(|row| row.state == RowState::Aligned);
    let variant = match names.len() {
        0 if read(table) && others.iter().all(|other| read(other)) => "twice",
        0 => "twice-unread",
        _ => "twice-different",
    };
    let args = args![
        ("table", name(table)),
        ("rows", some_of(&names)),
        ("count", same(names.len().to_string())),
        ("found", same((others.len() + 1).to_string())),
    ];
    let mut said = FindingText::new(variant, opening(context, second), args);
    said.related = places;
    context.say(said);
}

/// Whether two cells hold the same, however it is written; blanks are the same as signs for nothing.
fn says_the_same(cell: &BoundCell, other: &BoundCell) -> bool {
    match (cell.number(), other.number()) {
        (Some(left), Some(right)) => left == right,
        _ => cell.is_empty() && other.is_empty() || cell.text == other.text,
    }
}

fn shown(cell: &BoundCell) -> Localized {
    if cell.text.is_empty() { Localized::new("空", "blank") } else { same(&*cell.text) }
}
