//! `jump`: figures that are many times last year's, or a small part of it.

use gouji_report::{bind::BoundTable, form::ValueKind};
use rust_decimal::Decimal;

use super::context::Across;
use crate::{
    check::{
        FindingText, args, figure,
        jump::{JumpCheck, KIND},
        same,
    },
    equation::VariableValue,
    field,
};

pub(super) fn run(check: &JumpCheck, across: &mut Across<'_>) {
    let (this, Some(last)) = (across.this, across.last) else { return };
    for cells in &check.cells {
        let (Some(own), Some(other)) = (this.table(&cells.table), last.table(&cells.table)) else {
            continue;
        };
        for (row, column) in cells.of(&own.spec, 0) {
            let spec = &own.spec;
            let (row_id, column_id) = (&spec.rows[row].id, &spec.columns[column].id);
            let there = other.spec.rows.iter().position(|it| it.id == *row_id);
            let there = there.zip(other.spec.columns.iter().position(|it| it.id == *column_id));
            let Some(at) = there.filter(|at| other.spec.rows[at.0].columns.contains(&at.1)) else {
                continue;
            };
            // What an id means in another form is told by what is printed there.
            if other.spec.columns[at.1].name != spec.columns[column].name
                || unit(own, row, column) != unit(other, at.0, at.1)
            {
                continue;
            }
            let value = |table, (row, column)| match field::value(table, row, column) {
                VariableValue::Known(value) => Some(value),
                VariableValue::Blank | VariableValue::Unread => None,
            };
            let (Some(now), Some(before)) = (value(own, (row, column)), value(other, at)) else {
                continue;
            };
            let money = matches!(spec.columns[column].value, ValueKind::Money | ValueKind::Amount);
            let Some(case) = check.case(now, before, money) else { continue };
            let name = &spec.columns[column].name;
            let cell = gouji_report::Localized::new(
                format!("{}·{}", spec.row_path(row), name.zh),
                format!("{}, {}", spec.rows[row].name.en, name.en),
            );
            let times = (now.max(before) / now.min(before)).round_dp(1);
            let args = args![
                ("table", spec.name.clone()),
                ("cell", cell),
                ("now", same(figure(now))),
                ("before", same(figure(before))),
                ("times", same(figure(times))),
            ];
            let mut said = FindingText::new(case, this.label(own, row, column), args);
            said.related.push(last.label(other, at.0, at.1));
            across.say(said);
        }
    }
}

/// The unit that stands in a cell.
fn unit(table: &BoundTable, row: usize, column: usize) -> Option<gouji_parser::quantity::Unit> {
    match &table.row(row)?.cell(column)?.value {
        gouji_report::bind::CellValue::Number(number) => number.unit,
        _ => None,
    }
}

impl JumpCheck {
    /// The case that two figures are; none where they are near enough, or small.
    fn case(&self, now: Decimal, before: Decimal, money: bool) -> Option<&'static str> {
        let (least, most) = (now.min(before), now.max(before));
        if least <= Decimal::ZERO {
            return None;
        }
        // Twice as much, or half of it, is what figures differ by from year to year.
        let slip =
            |by: Decimal| most >= least * by / Decimal::TWO && most <= least * by * Decimal::TWO;
        if money && self.units.iter().any(|&by| slip(by)) {
            return Some("unit");
        }
        (least > self.above && most >= least * self.factor).then_some("")
    }
}
