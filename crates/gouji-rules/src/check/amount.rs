//! `amount`: an amount of money in the text that a field of the form has to cover.

use std::ops::Range;

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, cell::address, figure, same};
use crate::{
    PackError,
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Prose, Word},
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
    noun_word: Option<Word>,
    verbs: Vec<Word>,
    unless: Vec<Word>,
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
    Ok(AmountCheck {
        row,
        column,
        table,
        noun_word: parameters.word(&toml.noun),
        noun: toml.noun,
        verbs: parameters.words(&toml.verbs),
        unless: parameters.words(&toml.unless),
    })
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
    let prose = context.prose;
    let mut clauses: Vec<(usize, Range<usize>)> = Vec::new();
    for fact in &prose.facts {
        let clause = (fact.passage, prose.splits[fact.passage].clause(fact.segment));
        if !states(check, prose, &clause) || clauses.contains(&clause) {
            continue;
        }
        // A year that is not the report's: last year's fee, told for comparison.
        if fact.year.is_some_and(|year| report.year().is_some_and(|own| own != year)) {
            continue;
        }
        let Some(yuan) = in_yuan(&fact.quantity) else { continue };
        clauses.push(clause);
        let converted = yuan / Decimal::from(10_000);
        if yuan.is_zero() || converted <= value + half {
            continue;
        }
        let range = fact.quantity.range.clone();
        let stated = prose.passages[fact.passage].text[range.clone()].to_owned();
        let args = vec![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("value", same(figure(value))),
            ("stated", same(stated)),
            ("converted", same(figure(converted))),
            ("noun", same(&*check.noun)),
        ];
        let place = prose.place(fact.passage, range);
        let mut said = Said::new("", Label::new(place, Localized::default()), args);
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

/// Whether a clause names the noun and one of the verbs, and nothing that speaks against it.
fn states(check: &AmountCheck, prose: &Prose<'_>, clause: &(usize, Range<usize>)) -> bool {
    let (passage, range) = clause;
    let has = |word: &Word| prose.hits_within(*passage, range).any(|hit| hit.word == *word);
    check.noun_word.iter().any(has) && check.verbs.iter().any(has) && !check.unless.iter().any(has)
}

/// An exact amount of money in 元.
pub(super) fn in_yuan(quantity: &Quantity) -> Option<Decimal> {
    let factor = match quantity.unit {
        Some(Unit::Yuan) => 1,
        Some(Unit::WanYuan) => 10_000,
        _ => return None,
    };
    quantity.value.checked_mul(Decimal::from(factor)).filter(|_| quantity.approx.is_none())
}
