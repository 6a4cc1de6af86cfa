//! Tables, their cells and their places in words.

use gouji_report::{
    Label, Localized,
    bind::{BoundCell, BoundRow, BoundTable},
};

use crate::check::{Context, heading, list};

/// A label on the beginning of a table.
pub(crate) fn opening(context: &Context<'_>, table: &BoundTable) -> Label {
    let Some(span) = table.span else { return heading(context.report, &table.spec.section) };
    let first = context
        .report
        .lines
        .iter()
        .map(gouji_report::bind::Line::span)
        .find(|line| line.start >= span.start && !line.is_empty())
        .unwrap_or(span);
    Label::new(first, Localized::default())
}

pub(crate) fn name(table: &BoundTable) -> Localized {
    table.spec.name.clone()
}

/// The first names of many.
pub(crate) fn some_of(names: &[Localized]) -> Localized {
    const SHOWN: usize = 3;
    if names.len() <= SHOWN + 1 {
        return list(names);
    }
    let first = list(&names[..SHOWN]);
    Localized::new(format!("{}等", first.zh), format!("{} and more", first.en))
}

pub(crate) fn cells(table: &BoundTable) -> impl Iterator<Item = (&BoundRow, &BoundCell)> {
    table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}
