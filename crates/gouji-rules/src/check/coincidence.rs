//! `coincidence`: figures that equal a sum which they have nothing to do with.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, list, same};
use crate::pack::Parameters;
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundRow, BoundTable},
};

pub(super) const KIND: Kind =
    Kind { name: "coincidence", variants: &[], args: &["table", "rows", "found"] };

/// A column that equals the sum of others, and not 0, in at least so many rows; or in one, where the
/// figure is above a limit.
#[derive(Debug)]
pub(crate) struct CoincidenceCheck {
    table: String,
    rows: Vec<String>,
    column: String,
    sum: Vec<String>,
    least: usize,
    above: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    rows: Vec<Spanned<String>>,
    column: Spanned<String>,
    sum: Vec<Spanned<String>>,
    least: usize,
    above: u32,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<CoincidenceCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let mut rows = Vec::with_capacity(toml.rows.len());
    let mut sum = Vec::with_capacity(toml.sum.len());
    for row in &toml.rows {
        for term in &toml.sum {
            let [_, _, column] = parameters.field(&toml.table, row, term)?;
            if !sum.contains(&column) {
                sum.push(column);
            }
        }
        rows.push(parameters.field(&toml.table, row, &toml.column)?[1].clone());
    }
    Ok(CoincidenceCheck {
        table: parameters.table(&toml.table)?.to_owned(),
        rows,
        column: toml.column.into_inner(),
        sum,
        least: toml.least,
        above: Decimal::from(toml.above),
    })
}

pub(super) fn run(check: &CoincidenceCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(table) = report.table(&check.table).filter(|table| context.applies_to(table)) else {
        return;
    };
    let found: Vec<(&BoundRow, Vec<Decimal>, Decimal)> =
        check.rows.iter().filter_map(|row| equal(check, table, row)).collect();
    let large = found.iter().any(|(_, _, value)| *value > check.above);
    if found.is_empty() || found.len() < check.least && !large {
        return;
    }
    let names: Vec<Localized> =
        found.iter().map(|(row, ..)| table.spec.rows[row.spec].name.clone()).collect();
    let written = |terms: &[Decimal], value: Decimal| {
        let terms: Vec<String> = terms
            .iter()
            .enumerate()
            .map(|(at, term)| match (at, term.is_sign_negative()) {
                (0, _) | (_, true) => figure(*term),
                (_, false) => format!("+{}", figure(*term)),
            })
            .collect();
        format!("{}={}", terms.concat(), figure(value))
    };
    let sums: Vec<Localized> =
        found.iter().map(|(_, terms, value)| same(written(terms, *value))).collect();
    let args =
        vec![("table", table.spec.name.clone()), ("rows", list(&names)), ("found", list(&sums))];
    let labels: Vec<Label> = found
        .iter()
        .filter_map(|(row, _, value)| {
            let cell = row.cell(table.spec.column(&check.column)?)?;
            Some(table.label(row, cell, same(figure(*value))))
        })
        .collect();
    let mut labels = labels.into_iter();
    let Some(primary) = labels.next() else { return };
    let mut said = Said::new("", primary, args);
    said.related = labels.collect();
    context.say(said);
}

/// The terms and the value of a row in which they are equal. A change of 0 makes last year's figure
/// the sum, which is a coincidence of another sort.
fn equal<'t>(
    check: &CoincidenceCheck,
    table: &'t BoundTable,
    row: &str,
) -> Option<(&'t BoundRow, Vec<Decimal>, Decimal)> {
    let row = table.row(table.spec.row(row)?)?;
    let number = |column: &str| row.cell(table.spec.column(column)?)?.number();
    let value = number(&check.column)?;
    let terms: Vec<Decimal> =
        check.sum.iter().map(|column| number(column)).collect::<Option<_>>()?;
    let sum: Decimal = terms.iter().sum();
    let plain = terms.iter().any(Decimal::is_zero);
    (sum == value && !value.is_zero() && !plain).then_some((row, terms, value))
}
