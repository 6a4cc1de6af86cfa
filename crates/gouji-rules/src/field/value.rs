//! What a cell is worth in a formula. docs/formulas.md says it in words.

use rust_decimal::Decimal;

use crate::equation::{Domain, VariableValue, system::in_range};
use gouji_report::{
    bind::{BoundTable, CellValue, RowState},
    form::ValueKind,
};

/// The value of a cell. A blank is some number that was not written down, and so is a sign for "nothing"
/// (norms.md 3.0); what was not read, or is no number that can be reckoned with, is unread.
pub(crate) fn value(table: &BoundTable, row: usize, column: usize) -> VariableValue {
    let row = table.row(row).filter(|row| row.state == RowState::Aligned);
    let cell = row.and_then(|row| row.cell(column));
    cell.map_or(VariableValue::Unread, |cell| worth(&cell.value, table.spec.columns[column].value))
}

/// The value of what a cell of such a column holds.
pub(crate) fn worth(cell: &CellValue, kind: ValueKind) -> VariableValue {
    match cell {
        CellValue::Blank | CellValue::Placeholder => VariableValue::Blank,
        CellValue::Number(quantity) if quantity.approx.is_none() => {
            let value = quantity.value;
            let count = matches!(kind, ValueKind::Count);
            let no_count = count && (value < Decimal::ZERO || !value.is_integer());
            if no_count || !in_range(value) {
                VariableValue::Unread
            } else {
                VariableValue::Known(value)
            }
        }
        _ => VariableValue::Unread,
    }
}

/// What the cells of a column can hold.
pub(crate) fn domain(kind: ValueKind) -> Domain {
    match kind {
        ValueKind::Count => Domain::Count,
        ValueKind::Signed => Domain::Signed,
        ValueKind::Amount | ValueKind::Money => Domain::Amount,
    }
}
