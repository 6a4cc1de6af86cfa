//! `bound`: a row whose figures cannot be above a limit for certain organs.

use std::sync::Arc;

use gouji_parser::fold::fold;
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, address, figure, same};
use crate::pack::Parameters;
use gouji_report::{Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "bound",
    variants: &[],
    args: &["table", "row", "value", "limit", "issuer", "level"],
};

/// A row that holds nothing above `most` if the issuer is of one of the levels, unless its name
/// ends in one of the words.
#[derive(Debug)]
pub(crate) struct BoundCheck {
    table: String,
    row: String,
    most: Decimal,
    levels: Vec<Arc<str>>,
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    row: Spanned<String>,
    most: u32,
    levels: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BoundCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let rows = parameters.tables().filter(|known| *known.id == *table);
    let rows = rows.flat_map(|table| table.rows.iter().map(|row| row.id.clone()));
    Ok(BoundCheck {
        row: parameters.known("row", &toml.row, rows)?.to_owned(),
        table,
        most: Decimal::from(toml.most),
        levels: parameters.levels(&toml.levels)?,
        unless: toml.unless.iter().map(|ending| fold(ending)).collect(),
    })
}

pub(super) fn run(check: &BoundCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(level) = report.level.as_ref().filter(|level| check.levels.contains(level)) else {
        return;
    };
    let issuer = report.summary().issuer.unwrap_or_default();
    if check.unless.iter().any(|ending| fold(&issuer).ends_with(&**ending)) {
        return;
    }
    let Some(table) = report.table(&check.table) else { return };
    let Some(row) = table.spec.row(&check.row).and_then(|row| table.row(row)) else { return };
    let mut over: Vec<_> = row
        .cells
        .iter()
        .filter_map(|cell| Some((cell, cell.number().filter(|value| *value > check.most)?)))
        .collect();
    if over.is_empty() {
        return;
    }
    let (cell, value) = over.remove(0);
    let name = context
        .forms
        .organs
        .levels
        .iter()
        .find(|known| known.id == *level)
        .map(|level| level.name.clone());
    let args = vec![
        ("table", table.spec.name.clone()),
        ("row", address(table, row, cell)),
        ("value", same(figure(value))),
        ("limit", same(figure(check.most))),
        ("issuer", same(issuer)),
        ("level", name.unwrap_or_default()),
    ];
    let mut said = Said::new("", table.label(row, cell, Localized::default()), args);
    said.related =
        over.iter().map(|(cell, value)| table.label(row, cell, same(figure(*value)))).collect();
    context.say(said);
}
