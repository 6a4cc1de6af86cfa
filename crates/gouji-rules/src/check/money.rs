//! `money`: an amount of money that the text states and a field of the form that it should equal.

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::{
    field::{BoundField, Field},
    pack::{Parameters, names},
    prose::Word,
};
use gouji_report::{Localized, PackError, bind::CellValue};
use gouji_statements::Statement;

pub(super) const KIND: CheckKind = CheckKind {
    name: "money",
    cases: &[Cases::new(&[""], &["what", "stated", "converted", "table", "row", "value"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MoneyCheck {
    claims: Vec<MoneyClaim>,
}

#[derive(Debug, Serialize, Deserialize)]
struct MoneyClaim {
    what: Localized,
    field: Field,
    address: String,
    /// Words that speak against it, in the sentence.
    unless: Vec<Word>,
}

/// 正文说的钱与表里的一致。两边都按四舍五入或舍去尾数的一段范围看：5949.09万元就是 5949.088667万元。有
/// 一处说得对就不报。 / Claims about amounts of one table. Both sides stand for all that is rounded to,
/// or cut off at, their last written place: 5949.09万元 is 5949.088667万元. Silent as long as any
/// statement agrees.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoneyCheckToml {
    /// 不写表的单元格所在的表。 / The table of cells that name none.
    #[schemars(with = "Option<names::TableId>")]
    table: Option<Spanned<String>>,
    /// 逐条：正文说的钱。 / The amounts.
    claims: Vec<MoneyClaimToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct MoneyClaimToml {
    /// 它在说明里的名称。 / Its name in messages.
    what: Localized,
    /// 哪一格。 / The cell.
    #[schemars(with = "names::Address")]
    cell: Spanned<String>,
    /// 正文的地址。 / The address of statements.
    #[schemars(with = "names::TextAddress")]
    states: Spanned<String>,
    /// 同一句里有这些词，就不算。 / Words in the sentence that speak against it.
    #[serde(default)]
    unless: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<MoneyCheck, Box<PackError>> {
    parameters.instead_in("claims", "cell", &["row", "column"], |parts| parts.join("."));
    let toml: MoneyCheckToml = parameters.read()?;
    let table = toml.table.as_ref().map(|table| parameters.table(table)).transpose()?;
    let claims = toml.claims.into_iter().map(|claim| {
        Ok(MoneyClaim {
            what: claim.what,
            field: Field::compile(&claim.cell, table, parameters)?,
            address: parameters.statement(&claim.states)?,
            unless: parameters.words(&claim.unless),
        })
    });
    let claims = claims.collect::<Result<_, Box<PackError>>>()?;
    Ok(MoneyCheck { claims })
}

impl ReportCheck for MoneyCheck {
    fn run(&self, context: &mut Context<'_>) {
        for claim in &self.claims {
            let Some(field) = claim.field.of(context) else { continue };
            let Some(printed) = printed(field) else { continue };
            let stated: Vec<(&Statement, MoneyAmount)> = context
                .prose
                .reading
                .statements
                .iter()
                .filter(|it| states(claim, it, context))
                .filter_map(|it| {
                    let quantity = it.quantity.as_ref().filter(|it| it.approx.is_none())?;
                    Some((it, MoneyAmount::of(quantity, quantity.unit?)?))
                })
                .collect();
            if stated.iter().all(|(_, amount)| !amount.agrees(&printed))
                && let Some((first, amount)) = stated.first()
            {
                say(claim, field, first, amount, context);
            }
        }
    }
}

/// An amount in 元, and what its last written digit is worth.
struct MoneyAmount {
    yuan: Decimal,
    step: Decimal,
}

impl MoneyAmount {
    fn of(quantity: &Quantity, unit: Unit) -> Option<Self> {
        let factor = unit.yuan()?;
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
fn printed(field: BoundField<'_>) -> Option<MoneyAmount> {
    let CellValue::Number(quantity) = &field.cell.value else { return None };
    let form = field.table.spec.columns[field.cell.column].unit.as_deref();
    let mut told = [Some(&*field.row.label_text), field.head(), form].into_iter().flatten();
    let unit = match quantity.unit {
        Some(unit) => unit,
        None => told.find_map(Unit::money_in)?,
    };
    quantity.approx.is_none().then(|| MoneyAmount::of(quantity, unit))?
}

/// Whether a statement makes the claim.
fn states(claim: &MoneyClaim, it: &Statement, context: &Context<'_>) -> bool {
    let prose = context.prose;
    let sentence = prose.sentence_at(it.passage, it.range.start);
    let mut hits = prose.hits_within(it.passage, &sentence);
    it.says(&claim.address) && !hits.any(|hit| claim.unless.contains(&hit.word))
}

fn say(
    claim: &MoneyClaim,
    field: BoundField<'_>,
    stated: &Statement,
    amount: &MoneyAmount,
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let wan = amount.yuan / Decimal::from(10_000);
    let args = args![
        ("what", claim.what.clone()),
        ("stated", same(prose.quote(stated))),
        ("converted", same(figure(wan))),
        ("table", field.table.spec.name.clone()),
        ("row", field.address()),
        ("value", same(&*field.cell.text)),
    ];
    let mut said = FindingText::new("", prose.label(stated, Localized::default()), args);
    said.related.push(field.label(same(&*field.cell.text)));
    context.say(said);
}
