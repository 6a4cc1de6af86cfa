//! Amounts of money in cells: their units and their decimals.

use gouji_parser::{Span, fold::fold, quantity::Unit};
use rust_decimal::{Decimal, RoundingStrategy};

use super::cases::KIND;
use crate::{
    check::{Context, FindingText, address, args, cells, same},
    field::Field,
    finding::{Edit, Fix, Safety},
};
use gouji_report::{
    Localized,
    bind::{BoundCell, BoundTable, CellValue},
};

/// An amount that stands without its unit.
pub(super) fn unit(field: &Field, context: &mut Context<'_>) {
    let Some(field) = field.of(context) else { return };
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
    context.say(FindingText::new("", field.label(Localized::default()), args));
}

/// An amount of nothing: the cell of its count is 0.
pub(super) fn counted(field: &Field, count: Option<&Field>, context: &mut Context<'_>) {
    let (Some(field), Some(count)) = (field.of(context), count.and_then(|it| it.of(context)))
    else {
        return;
    };
    let value = |cell: &BoundCell| match &cell.value {
        CellValue::Number(quantity) => Some(quantity.value),
        _ => None,
    };
    let none = value(count.cell).is_some_and(|count| count.is_zero());
    if !none || value(field.cell).is_none_or(|amount| amount.is_zero()) {
        return;
    }
    let args = args![
        ("table", field.table.spec.name.clone()),
        ("row", field.address()),
        ("value", same(&*field.cell.text)),
    ];
    let mut said = FindingText::new("", field.label(Localized::default()), args);
    said.related = vec![count.label(Localized::default())];
    context.say(said);
}

/// Amounts with a unit in the cell, where the head has it.
pub(super) fn no_unit(table: &BoundTable, context: &mut Context<'_>) {
    if !context.applies_to(table) {
        return;
    }
    for (row, cell) in cells(table) {
        let column = &table.spec.columns[cell.column];
        let CellValue::Number(quantity) = &cell.value else { continue };
        let unit = quantity.unit.filter(|unit| unit.yuan().is_some());
        let (Some(printed), Some(unit)) = (&column.unit, unit) else { continue };
        let own = unit.written();
        let variant = if own == printed { "same-unit" } else { "" };
        let args = args![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("column", column.name.clone()),
            ("value", same(&*cell.text)),
            ("printed", same(&**printed)),
        ];
        let mut said =
            FindingText::new(variant, table.label(row, cell, Localized::default()), args);
        said.fix = without_unit(cell, own, variant == "same-unit");
        context.say(said);
    }
}

/// Drops the unit that the head has: nothing is lost.
fn without_unit(cell: &BoundCell, unit: &str, printed: bool) -> Option<Fix> {
    let number = cell.text.strip_suffix(unit).filter(|_| printed)?;
    let start = cell.span.start + number.len() as u32;
    let span = Span { start, end: start + unit.len() as u32 };
    let whole = cell.span.end - cell.span.start == cell.text.len() as u32;
    let message = Localized::new(format!("删去“{unit}”"), format!("drop {unit}"));
    whole.then(|| Fix {
        safety: Safety::Safe,
        message,
        edits: vec![Edit { span, text: String::new() }],
    })
}

/// The amount of a cell with more digits behind the dot than it should have, or fewer than the head of
/// its column asks for by one of the words `asks`.
pub(super) fn decimals(field: &Field, (most, asks): (u32, &[String]), context: &mut Context<'_>) {
    let Some(field) = field.of(context) else { return };
    let CellValue::Number(quantity) = &field.cell.value else { return };
    let asked = || {
        let head = field.head().map(fold).unwrap_or_default();
        asks.iter().any(|words| head.contains(&**words))
    };
    let variant = if quantity.decimals > most {
        ""
    } else if quantity.decimals > 0 && quantity.decimals < most && asked() {
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
    let mut said = FindingText::new(variant, field.label(Localized::default()), args);
    // Only what is written plainly is rewritten.
    if field.cell.text.parse() == Ok(quantity.value) {
        said.fix = Some(rounded(most, quantity.value, field.cell.span));
    }
    context.say(said);
}

/// The amount with as many decimals as it should have; nothing is lost where it had fewer.
fn rounded(most: u32, value: Decimal, span: Span) -> Fix {
    let mut rounded = value.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(most);
    let safety = if rounded == value { Safety::Safe } else { Safety::Unsafe };
    let text = rounded.to_string();
    let message = Localized::new(format!("改为 {text}"), format!("write {text}"));
    Fix { safety, message, edits: vec![Edit { span, text }] }
}
