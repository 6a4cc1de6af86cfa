//! `money`: an amount of money that the text states and a field of the form that it should equal.

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, cell::address, figure, same};
use crate::{
    PackError,
    bind::{BoundCell, BoundRow, BoundTable, CellValue},
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Fact, Word},
};

pub(super) const KIND: Kind = Kind {
    name: "money",
    variants: &[],
    args: &["what", "stated", "converted", "table", "row", "value"],
};

/// Claims about amounts of one table. Both sides stand for all that is rounded to, or cut off at,
/// their last written place: 5949.09万元 is 5949.088667万元. Silent as long as any statement agrees.
#[derive(Debug)]
pub(crate) struct MoneyCheck {
    table: String,
    claims: Vec<Claim>,
}

#[derive(Debug)]
struct Claim {
    what: Localized,
    row: String,
    column: String,
    /// Words any of which stands before the amount, in its segment.
    nouns: Vec<Word>,
    /// Words that speak against it, in the sentence.
    unless: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    claims: Vec<ClaimToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimToml {
    what: Localized,
    row: Spanned<String>,
    column: Spanned<String>,
    nouns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<MoneyCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let claims = toml.claims.into_iter().map(|claim| {
        let [_, row, column] = parameters.field(&toml.table, &claim.row, &claim.column)?;
        Ok(Claim {
            what: claim.what,
            row,
            column,
            nouns: parameters.words(&claim.nouns),
            unless: parameters.words(&claim.unless),
        })
    });
    let claims = claims.collect::<Result<_, Box<PackError>>>()?;
    Ok(MoneyCheck { table: parameters.table(&toml.table)?.to_owned(), claims })
}

pub(super) fn run(check: &MoneyCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(table) = report.table(&check.table).filter(|table| context.applies_to(table)) else {
        return;
    };
    for claim in &check.claims {
        let field = table.spec.row(&claim.row).zip(table.spec.column(&claim.column));
        let Some((row, column)) = field else { continue };
        let Some(row) = table.row(row) else { continue };
        let Some(cell) = row.cell(column) else { continue };
        let Some(printed) = printed(table, row, cell) else { continue };
        let stated: Vec<(&Fact, Amount)> = context
            .prose
            .facts
            .iter()
            .filter(|fact| states(claim, fact, context))
            .filter_map(|fact| Some((fact, Amount::of(&fact.quantity, fact.quantity.unit?)?)))
            .collect();
        if stated.iter().all(|(_, amount)| !amount.agrees(&printed))
            && let Some((first, amount)) = stated.first()
        {
            say(claim, table, (row, cell), first, amount, context);
        }
    }
}

/// An amount in 元, and what its last written digit is worth.
struct Amount {
    yuan: Decimal,
    step: Decimal,
}

impl Amount {
    fn of(quantity: &Quantity, unit: Unit) -> Option<Self> {
        let factor = Decimal::from(match unit {
            Unit::Yuan => 1_u64,
            Unit::WanYuan => 10_000,
            Unit::YiYuan => 100_000_000,
            _ => return None,
        });
        let last = Decimal::try_from_i128_with_scale(1, quantity.decimals).ok()?;
        Some(Self { yuan: quantity.value.checked_mul(factor)?, step: last.checked_mul(factor)? })
    }

    /// Whether some amount is written as either.
    fn agrees(&self, other: &Self) -> bool {
        let apart = self.yuan.saturating_sub(other.yuan).abs();
        apart.is_zero() || apart < self.step.max(other.step)
    }
}

/// The amount of a cell, by the unit that stands in it, in its label, in its head, or in the form;
/// none where there is no telling.
fn printed(table: &BoundTable, row: &BoundRow, cell: &BoundCell) -> Option<Amount> {
    let CellValue::Number(quantity) = &cell.value else { return None };
    let head = table.heads.iter().find(|(known, _)| *known == cell.column).map(|(_, text)| &**text);
    let form = table.spec.columns[cell.column].unit.as_deref();
    let mut told = [Some(&*row.label_text), head, form].into_iter().flatten();
    let unit = match quantity.unit {
        Some(unit) => unit,
        None => told.find_map(unit_in)?,
    };
    quantity.approx.is_none().then(|| Amount::of(quantity, unit))?
}

/// The unit of money that a label names.
fn unit_in(text: &str) -> Option<Unit> {
    match text {
        text if text.contains("亿元") => Some(Unit::YiYuan),
        text if text.contains("万元") => Some(Unit::WanYuan),
        text if text.contains('元') => Some(Unit::Yuan),
        _ => None,
    }
}

/// Whether a fact makes the claim.
fn states(claim: &Claim, fact: &Fact, context: &Context<'_>) -> bool {
    let prose = context.prose;
    let says = |words: &[Word], range| {
        prose.hits_within(fact.passage, range).any(|hit| words.contains(&hit.word))
    };
    let sentence = &prose.splits[fact.passage].sentences[fact.sentence].range;
    matches!(fact.quantity.unit, Some(Unit::Yuan | Unit::WanYuan | Unit::YiYuan))
        && says(&claim.nouns, &fact.before)
        && !says(&claim.unless, sentence)
        && !fact.joint
        && prose.is_of_report(fact, context.report)
}

fn say(
    claim: &Claim,
    table: &BoundTable,
    (row, cell): (&BoundRow, &BoundCell),
    fact: &Fact,
    amount: &Amount,
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let wan = amount.yuan / Decimal::from(10_000);
    let args = vec![
        ("what", claim.what.clone()),
        ("stated", same(prose.phrase(fact))),
        ("converted", same(figure(wan))),
        ("table", table.spec.name.clone()),
        ("row", address(table, row, cell)),
        ("value", same(&*cell.text)),
    ];
    let place = prose.place(fact.passage, fact.quantity.range.clone());
    let mut said = Said::new("", Label::new(place, Localized::default()), args);
    said.related.push(table.label(row, cell, same(&*cell.text)));
    context.say(said);
}
