//! `decimals`: an amount with more digits behind the dot than it should have, or fewer than the head
//! of its column asks for.

use gouji_parser::fold::fold;
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, same};
use crate::{
    field::Field,
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
};
use gouji_report::{Localized, PackError, bind::CellValue, form::folded};

pub(super) const KIND: Kind = Kind {
    name: "decimals",
    cases: &[Cases::new(&["", "fewer"], &["table", "row", "value", "count"])],
};

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct DecimalsCheck {
    field: Field,
    most: u32,
    asks: Vec<String>,
}

/// A field with the most decimals that it takes. Case `fewer`: its head asks for so many, and it has
/// some, but not all.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The cell.
    #[schemars(with = "names::Address")]
    cell: Spanned<String>,
    /// The most digits behind the dot.
    most: u32,
    /// Words in the head of the column that ask for so many.
    #[serde(default, deserialize_with = "folded")]
    asks: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<DecimalsCheck, Box<PackError>> {
    parameters.instead("cell", &["table", "row", "column"], |parts| parts.join("."));
    let toml: Toml = parameters.read()?;
    let field = Field::compile(&toml.cell, None, parameters)?;
    Ok(DecimalsCheck { field, most: toml.most, asks: toml.asks })
}

pub(super) fn run(check: &DecimalsCheck, context: &mut Context<'_>) {
    let Some(field) = check.field.of(context) else { return };
    let CellValue::Number(quantity) = &field.cell.value else { return };
    let asked = || {
        let head = field.head().map(fold).unwrap_or_default();
        check.asks.iter().any(|words| head.contains(&**words))
    };
    let variant = if quantity.decimals > check.most {
        ""
    } else if quantity.decimals > 0 && quantity.decimals < check.most && asked() {
        "fewer"
    } else {
        return;
    };
    let args = args![
        ("table", field.table.spec.name.clone()),
        ("row", field.address()),
        ("value", same(&*field.cell.text)),
        ("count", same(quantity.decimals.to_string())),
    ];
    let mut said = Said::new(variant, field.label(Localized::default()), args);
    // Only what is written plainly is rewritten.
    if field.cell.text.parse() == Ok(quantity.value) {
        said.fix = Some(fix(check, quantity.value, field.cell.span));
    }
    context.say(said);
}

/// The amount with as many decimals as it should have; nothing is lost where it had fewer.
fn fix(check: &DecimalsCheck, value: Decimal, span: gouji_parser::Span) -> Fix {
    let mut rounded =
        value.round_dp_with_strategy(check.most, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(check.most);
    let safety = if rounded == value { Safety::Safe } else { Safety::Unsafe };
    let text = rounded.to_string();
    let message = Localized::new(format!("改为 {text}"), format!("write {text}"));
    Fix { safety, message, edits: vec![Edit { span, text }] }
}
