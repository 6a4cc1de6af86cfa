//! `unit`: an amount of money that stands without its unit.

use gouji_parser::quantity::Unit;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, cell::address, same};
use crate::{PackError, bind::CellValue, finding::Localized, pack::Parameters};

pub(super) const KIND: Kind =
    Kind { name: "unit", variants: &[], args: &["table", "row", "value"] };

/// A cell whose amount needs a unit: in the cell, in the head of its column or in the label of its row.
#[derive(Debug)]
pub(crate) struct UnitCheck {
    table: String,
    row: String,
    column: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    row: Spanned<String>,
    column: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<UnitCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let [table, row, column] = parameters.field(&toml.table, &toml.row, &toml.column)?;
    Ok(UnitCheck { table, row, column })
}

pub(super) fn run(check: &UnitCheck, context: &mut Context<'_>) {
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
    let CellValue::Number(quantity) = &cell.value else { return };
    let money = matches!(quantity.unit, Some(Unit::Yuan | Unit::WanYuan | Unit::YiYuan));
    let named = |text: &str| text.contains('元');
    let in_head = table.heads.iter().any(|(known, text)| *known == column && named(text));
    if money || quantity.value.is_zero() || named(&row.label_text) || in_head {
        return;
    }
    let args = vec![
        ("table", table.spec.name.clone()),
        ("row", address(table, row, cell)),
        ("value", same(&*cell.text)),
    ];
    context.say(Said::new("", table.label(row, cell, Localized::default()), args));
}
