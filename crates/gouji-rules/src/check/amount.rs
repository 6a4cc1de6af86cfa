//! `amount`: an amount of money in the text that a field of the form has to cover.

use gouji_parser::quantity::{Quantity, Unit, scan};
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, cell::address, figure, same};
use crate::{
    PackError,
    finding::{Label, Localized},
    pack::Parameters,
};

pub(super) const KIND: Kind = Kind {
    name: "amount",
    variants: &[],
    args: &["table", "row", "value", "stated", "converted", "noun"],
};

/// A clause that names `noun` and one of `verbs`, and none of `unless`, states an amount; the field,
/// in 万元, must not be below it by more than half of the last place that the field is written to.
#[derive(Debug)]
pub(crate) struct AmountCheck {
    noun: String,
    verbs: Vec<String>,
    unless: Vec<String>,
    table: String,
    row: String,
    column: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    noun: String,
    verbs: Vec<String>,
    unless: Vec<String>,
    table: Spanned<String>,
    row: Spanned<String>,
    column: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<AmountCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let [table, row, column] = parameters.field(&toml.table, &toml.row, &toml.column)?;
    Ok(AmountCheck { row, column, table, noun: toml.noun, verbs: toml.verbs, unless: toml.unless })
}

pub(super) fn run(check: &AmountCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(table) = report.table(&check.table).filter(|table| context.applies_to(table)) else {
        return;
    };
    let (Some(row), Some(column)) = (table.spec.row(&check.row), table.spec.column(&check.column))
    else {
        return;
    };
    let Some(row) = table.row(row) else { return };
    let Some(cell) = row.cell(column) else { return };
    let Some(value) = cell.number() else { return };
    let half = Decimal::new(5, cell_scale(cell.text.as_str()) + 1);
    for line in
        report.lines.iter().filter(|line| !line.is_cell() && line.text.contains(&*check.noun))
    {
        let Some((start, quantity, yuan)) = stated(check, line.text, report.year()) else {
            continue;
        };
        let converted = yuan / Decimal::from(10_000);
        if yuan.is_zero() || converted <= value + half {
            continue;
        }
        let range = start + quantity.range.start..start + quantity.range.end;
        let args = vec![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("value", same(figure(value))),
            ("stated", same(line.text[range.clone()].to_owned())),
            ("converted", same(figure(converted))),
            ("noun", same(&*check.noun)),
        ];
        let mut said = Said::new("", Label::new(line.place(range), Localized::default()), args);
        said.related.push(table.label(row, cell, same(figure(value))));
        context.say(said);
    }
}

/// Digits after the dot as written.
fn cell_scale(text: &str) -> u32 {
    match gouji_parser::quantity::read_cell(text) {
        gouji_parser::quantity::Reading::Number(quantity) => quantity.decimals.clamp(4, 20),
        _ => 4,
    }
}

/// The amount that a clause of `text` states: its clause's place, the quantity, its value in 元.
fn stated(
    check: &AmountCheck,
    text: &str,
    year: Option<u16>,
) -> Option<(usize, Quantity, Decimal)> {
    let mut start = 0;
    for clause in text.split_inclusive(['。', '；', ';', '，', ',']) {
        let at = start;
        start += clause.len();
        let says = clause.contains(&*check.noun)
            && check.verbs.iter().any(|verb| clause.contains(&**verb));
        if !says || check.unless.iter().any(|word| clause.contains(&**word)) {
            continue;
        }
        let quantities = scan(clause);
        // A year that is not the report's: last year's fee, told for comparison.
        let other_year = quantities.iter().any(|quantity| {
            quantity.unit == Some(Unit::Counter("年"))
                && year.is_some_and(|year| quantity.value != Decimal::from(year))
        });
        if other_year {
            continue;
        }
        let amount = quantities.into_iter().find_map(|quantity| {
            let factor = match quantity.unit {
                Some(Unit::Yuan) => 1,
                Some(Unit::WanYuan) => 10_000,
                _ => return None,
            };
            let yuan = quantity.value.checked_mul(Decimal::from(factor))?;
            quantity.approx.is_none().then_some((quantity, yuan))
        });
        if let Some((quantity, yuan)) = amount {
            return Some((at, quantity, yuan));
        }
    }
    None
}
