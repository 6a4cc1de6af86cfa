//! Rows whose figures could not be told to their columns, and what the equations say of them.

use super::named::{KIND, name, opening, some_of};
use crate::check::{Context, FindingText, args, list, same};
use gouji_report::{
    Label, Localized,
    bind::{BoundRow, BoundTable, LostRow, Readings, RowState},
    form::TableSpec,
};

/// A row that could not be read.
#[derive(Clone, Copy)]
struct TornRow<'t> {
    row: &'t BoundRow,
    found: usize,
    expected: usize,
}

impl<'t> TornRow<'t> {
    /// The row, where a grid draws fewer cells than it has columns.
    fn short(&self) -> Option<(&'t LostRow, usize)> {
        let lost = self.row.lost.as_deref()?;
        let drawn = lost.drawn.filter(|&drawn| drawn < self.expected)?;
        Some((lost, drawn))
    }
}

/// Whether each row has its values: one finding of the rows that are a cell short, and one of the others.
pub(super) fn aligned(table: &BoundTable, context: &mut Context<'_>) {
    if table.fused {
        let args = args![("table", name(table)), ("count", same(table.rows.len().to_string()))];
        let mut said = FindingText::new("fused", opening(context, table), args);
        said.notes = readings(&table.spec, &table.rows.iter());
        context.say(said);
        return;
    }
    if table.rows.iter().all(|row| row.state == RowState::Absent) {
        context.say(FindingText::new(
            "unread",
            opening(context, table),
            args![("table", name(table))],
        ));
        return;
    }
    let torn = table.rows.iter().filter_map(|row| match row.state {
        RowState::Unaligned { found, expected } => Some(TornRow { row, found, expected }),
        RowState::Aligned | RowState::Fused | RowState::Absent => None,
    });
    let aligned = table.rows.iter().filter(|row| row.state == RowState::Aligned).count();
    let torn: Vec<TornRow<'_>> = torn.collect();
    // Where most rows lack a cell, the table has other columns than were recognised.
    let slips = torn.len() <= aligned && !table.doubtful;
    let (short, torn): (Vec<_>, Vec<_>) =
        torn.into_iter().partition(|row| slips && row.short().is_some());
    let lacks = |row: &TornRow<'_>| {
        row.short().map(|(lost, drawn)| lacks(&table.spec, lost, drawn, row.expected))
    };
    let short: Vec<(TornRow<'_>, Localized)> =
        short.iter().filter_map(|row| Some((*row, lacks(row)?))).collect();
    say("short", table, short, Vec::new(), context);
    let none = table.doubtful || aligned == 0;
    let notes = readings(&table.spec, &torn.iter().map(|torn| torn.row));
    let variant = variant(&torn, none);
    let torn = torn.into_iter().map(|row| (row, mark(row.found, row.expected))).collect();
    say(variant, table, torn, notes, context);
}

/// Says of rows what is marked at each.
fn say(
    variant: &'static str,
    table: &BoundTable,
    rows: Vec<(TornRow<'_>, Localized)>,
    notes: Vec<Localized>,
    context: &mut Context<'_>,
) {
    let names: Vec<Localized> = rows.iter().map(|(it, _)| called(&table.spec, it.row)).collect();
    let args = args![
        ("table", name(table)),
        ("rows", some_of(&names)),
        ("count", same(rows.len().to_string()))
    ];
    let mut labels = rows.into_iter().map(|(it, mark)| Label::new(it.row.label, mark));
    let Some(first) = labels.next() else { return };
    let mut said = FindingText::new(variant, first, args);
    said.related = labels.collect();
    said.notes = notes;
    context.say(said);
}

/// What was seen of all rows together.
fn variant(torn: &[TornRow<'_>], none: bool) -> &'static str {
    let found: usize = torn.iter().map(|row| row.found).sum();
    let expected: usize = torn.iter().map(|row| row.expected).sum();
    let each = torn.iter().all(|row| row.found == row.expected);
    match (none, each) {
        (true, true) => "uncertain-table",
        (true, false) => "torn",
        (false, true) => "uncertain",
        (false, false) if found == expected => "scattered",
        (false, false) => "",
    }
}

/// What was seen of a row.
fn mark(found: usize, expected: usize) -> Localized {
    match found {
        0 => Localized::new("这一行的数没有读到", "no value of this row was found"),
        _ if found == expected => Localized::new(
            format!("读到 {found} 个值，但空格子对不上，不能确定各属哪一格"),
            format!(
                "{found} values found, but blanks that fit no column: their cells are uncertain"
            ),
        ),
        _ => Localized::new(
            format!("应有 {expected} 个值，读到 {found} 个"),
            format!("{expected} values expected, {found} found"),
        ),
    }
}

/// What a row lacks that has fewer cells than columns, as far as the equations point to it.
fn lacks(spec: &TableSpec, lost: &LostRow, drawn: usize, expected: usize) -> Localized {
    let (zh, en) = match &lost.readings {
        Readings::One { missing: Some((columns, figure)), .. } if columns.len() == 1 => {
            let column = &spec.columns[columns[0]].name;
            let figure = figure.normalize();
            (
                format!("；按勾稽关系，少的是“{}”，应为 {figure}", column.zh),
                format!("; by the equations it lacks “{}”, which should be {figure}", column.en),
            )
        }
        Readings::One { missing: Some((columns, figure)), .. } => {
            let names: Vec<&Localized> =
                columns.iter().map(|&column| &spec.columns[column].name).collect();
            let (names, figure) = (list(names), figure.normalize());
            (
                format!("；按勾稽关系，少的是{}中的一格，应为 {figure}", names.zh),
                format!(
                    "; by the equations it lacks one of {}, which should be {figure}",
                    names.en
                ),
            )
        }
        Readings::Several(_) => (
            "；少的是哪一格，勾稽关系定不下来".to_owned(),
            "; the equations do not tell which cell it lacks".to_owned(),
        ),
        Readings::None => (
            "；补在哪一格，勾稽关系都不成立".to_owned(),
            "; the equations hold with no cell put in".to_owned(),
        ),
        Readings::One { missing: None, .. } | Readings::Unknown => Default::default(),
    };
    Localized::new(
        format!("应有 {expected} 格，只有 {drawn} 格{zh}"),
        format!("{expected} cells expected, {drawn} drawn{en}"),
    )
}

/// What the equations leave of the readings of rows, in a sentence for each that there is something to say of.
fn readings<'r>(
    spec: &TableSpec,
    rows: &(impl Iterator<Item = &'r BoundRow> + Clone),
) -> Vec<Localized> {
    let of = |wanted: fn(&Readings) -> bool| -> Vec<&BoundRow> {
        let own = |row: &&BoundRow| row.lost.as_ref().is_some_and(|it| wanted(&it.readings));
        rows.clone().filter(own).collect()
    };
    let one = of(|it| matches!(it, Readings::One { .. })).len();
    let none = of(|it| matches!(it, Readings::None)).len();
    let several: Vec<Localized> = rows
        .clone()
        .filter_map(|row| {
            let count = ways(&row.lost.as_ref()?.readings)?;
            let called = called(spec, row);
            Some(Localized::new(
                format!("{}（{}）", called.zh, count.zh),
                format!("{} ({})", called.en, count.en),
            ))
        })
        .collect();
    let mut notes = Vec::new();
    if one > 0 {
        notes.push(Localized::new(
            format!("其中 {one} 行只有一种读法合乎勾稽关系，已推出各格的数（标明“推得”），仅供参考，不作为查错的依据"),
            format!(
                "of {one} of the rows one reading alone satisfies the equations: its figures are shown as \
                 recovered, and no finding rests on them"
            ),
        ));
    }
    if !several.is_empty() {
        let some = some_of(&several);
        notes.push(Localized::new(
            format!("有几种读法都合乎勾稽关系的，不作推断：{}", some.zh),
            format!("not recovered, since several readings satisfy the equations: {}", some.en),
        ));
    }
    if none > 0 {
        notes.push(Localized::new(
            format!("其中 {none} 行，怎样读都不能使勾稽关系全部成立：有数丢失，或者原来就不平"),
            format!(
                "of {none} of the rows no reading satisfies all equations: figures were lost, or do not add up"
            ),
        ));
    }
    notes
}

/// How many readings a row has; none where that is not known, or it has one or none.
pub(crate) fn ways(readings: &Readings) -> Option<Localized> {
    match *readings {
        Readings::Several(count) if count < Readings::MOST => {
            Some(Localized::new(format!("{count} 种读法"), format!("{count} readings")))
        }
        Readings::Several(most) => Some(Localized::new(
            format!("不少于 {most} 种读法"),
            format!("{most} or more readings"),
        )),
        Readings::Unknown | Readings::None | Readings::One { .. } => None,
    }
}

/// A row in the words of the form.
fn called(spec: &TableSpec, row: &BoundRow) -> Localized {
    Localized::new(spec.row_path(row.spec), spec.rows[row.spec].name.en.clone())
}
