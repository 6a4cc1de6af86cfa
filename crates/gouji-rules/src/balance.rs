//! Evaluating the equations of tables, and saying what is wrong: faults with their repairs, gaps
//! with their fillings.
//!
//! * [`systems`] – the equations of all rules over one table, or over several that one of them spans
//! * [`state`] – they with the values of a report
//! * [`faults`] – which equations fail together, and of what cause
//! * [`wording`] – an equation, a change, a piece of advice in words
//! * [`row`] – a row of totals that was left at 0
//! * [`places`] – the cells that a finding points at
//! * [`rewrite`] – a unique repair as a change of the text
//! * [`suspended`] – what could not be assessed

use gouji_report::bind::BoundTable;

use crate::{
    check::Context,
    equation::{Limits, diagnose},
    pack::CompiledRule,
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
pub(crate) use systems::{CellIndex, FormSystems, TableSystem};

/// Evaluates the equations of a system: over each copy of its tables that the report has.
pub(crate) fn run(system: &TableSystem, rules: &[CompiledRule], context: &mut Context<'_>) {
    if system.instances.is_empty() {
        return;
    }
    let report = context.report;
    for tables in system.copies(report) {
        let tables: Vec<Option<&BoundTable>> =
            tables.into_iter().map(|at| at.map(|at| &report.tables[at])).collect();
        if tables.iter().flatten().any(|table| table.span.is_some()) {
            evaluate(system, tables, rules, context);
        }
    }
}

fn evaluate(
    system: &TableSystem,
    tables: Vec<Option<&BoundTable>>,
    rules: &[CompiledRule],
    context: &mut Context<'_>,
) {
    // Cells of a table that lost blank ones prove nothing of each other.
    let values = system.values(&tables, |table| !table.doubtful);
    let balance = Balance { system, tables, rules, values };
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
