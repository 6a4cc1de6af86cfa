//! Evaluating the equations of a table, and saying what is wrong: faults with their repairs, gaps
//! with their fillings.
//!
//! * [`systems`] – the equations of all rules over one table
//! * [`state`] – they with the values of a report
//! * [`faults`] – which equations fail together, and of what cause
//! * [`wording`] – an equation, a change, a piece of advice in words
//! * [`row`] – a row of totals that was left at 0
//! * [`places`] – the cells that a finding points at
//! * [`rewrite`] – a unique repair as a change of the text
//! * [`suspended`] – what could not be assessed

use gouji_report::{
    bind::{BoundTable, CellValue, RowState},
    form::ValueKind,
};
use rust_decimal::Decimal;

use crate::{
    check::Context,
    equation::{Limits, Value, diagnose, system::in_range},
    pack::Compiled,
};

mod faults;
mod places;
mod rewrite;
mod row;
mod state;
mod suspended;
mod systems;
mod wording;

use row::is_explained;
use state::Balance;
pub(crate) use systems::{TableSystem, systems};

/// Evaluates the equations over one table.
pub(crate) fn run(
    system: &TableSystem,
    table: &BoundTable,
    rules: &[Compiled],
    context: &mut Context<'_>,
) {
    if system.instances.is_empty() || table.span.is_none() {
        return;
    }
    let balance = Balance { system, table, rules, values: values(system, table) };
    let diagnosis = diagnose(&system.system, &balance.values, &Limits::default());
    let row = balance.row_left(&diagnosis.faults);
    if let Some(row) = &row {
        balance.fault_of_row(row, &diagnosis.verdicts, context);
    }
    for fault in diagnosis.faults.iter().filter(|fault| row.is_none() || is_explained(fault)) {
        for (equations, repair) in balance.split(fault) {
            balance.fault(&equations, &repair, &diagnosis.verdicts, context);
        }
    }
    for gap in &diagnosis.gaps {
        balance.gap(gap, &diagnosis.verdicts, context);
    }
    balance.suspended(&diagnosis.verdicts, context);
}

/// The values of a table's cells. What was not read, or is no number that can be reckoned with, is
/// unread; signs for "nothing" are blank (norms.md 3.0).
fn values(system: &TableSystem, table: &BoundTable) -> Vec<Value> {
    let spec = &system.table;
    let mut values = vec![Value::Unread; spec.rows.len() * spec.columns.len()];
    if table.doubtful {
        return values;
    }
    for row in table.rows.iter().filter(|row| row.state == RowState::Aligned) {
        for cell in &row.cells {
            let var = TableSystem::var(spec, row.spec, cell.column);
            values[var.0] = match &cell.value {
                CellValue::Blank | CellValue::Placeholder => Value::Blank,
                CellValue::Number(quantity) if quantity.approx.is_none() => {
                    let value = quantity.value;
                    let count = matches!(spec.columns[cell.column].value, ValueKind::Count);
                    let no_count = count && (value < Decimal::ZERO || !value.fract().is_zero());
                    if no_count || !in_range(value) { Value::Unread } else { Value::Known(value) }
                }
                _ => Value::Unread,
            };
        }
    }
    values
}
