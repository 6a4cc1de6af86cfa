//! `unit`: an amount of money that stands without its unit.

use gouji_parser::quantity::Unit;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, same};
use crate::{
    field::Field,
    pack::{Parameters, names},
};
use gouji_report::{Localized, PackError, bind::CellValue};

pub(super) const KIND: Kind =
    Kind { name: "unit", cases: &[Cases::new(&[""], &["table", "row", "value"])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct UnitCheck {
    field: Field,
}

/// A cell whose amount needs a unit: in the cell, in the head of its column or in the label of its row.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The cell.
    #[schemars(with = "names::Address")]
    cell: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<UnitCheck, Box<PackError>> {
    parameters.instead("cell", &["table", "row", "column"], |parts| parts.join("."));
    let toml: Toml = parameters.read()?;
    let field = Field::compile(&toml.cell, None, parameters)?;
    Ok(UnitCheck { field })
}

pub(super) fn run(check: &UnitCheck, context: &mut Context<'_>) {
    let Some(field) = check.field.of(context) else { return };
    let CellValue::Number(quantity) = &field.cell.value else { return };
    let money = quantity.unit.and_then(Unit::yuan).is_some();
    let named = |text: &str| Unit::money_in(text).is_some();
    let in_head = field.head().is_some_and(named);
    if money || quantity.value.is_zero() || named(&field.row.label_text) || in_head {
        return;
    }
    let args = args![
        ("table", field.table.spec.name.clone()),
        ("row", field.address()),
        ("value", same(&*field.cell.text)),
    ];
    context.say(Said::new("", field.label(Localized::default()), args));
}
