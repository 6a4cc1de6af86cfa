//! The cells that a finding points at.

use gouji_parser::Span;

use super::{state::Balance, systems::EquationScope, wording::SPELLED};
use crate::{
    check::{figure, list},
    equation::{RepairChange, Variable, VariableValue},
};
use gouji_report::{CellRef, Label, Localized};

/// Sets of changes that are listed as suspects; the rest is counted.
const LISTED: usize = 6;

impl Balance<'_> {
    /// The cell of an equation to look at first: the total that it speaks of.
    pub(super) fn focus(&self, equation: usize) -> Variable {
        let total = |var: &Variable| {
            let (cell, table) = (self.system.cell(*var), self.form_table(*var));
            let (row, column) = (table.rows[cell.row].total, table.columns[cell.column].total);
            match self.instance(equation).over {
                EquationScope::Column { .. } => row,
                EquationScope::Row { .. } => column,
                EquationScope::Cells => row || column,
            }
        };
        let mut vars = self.equation(equation).vars();
        let first = vars.next().unwrap_or(Variable(0));
        std::iter::once(first).chain(vars).find(total).unwrap_or(first)
    }

    pub(super) fn cell_label(&self, var: Variable, message: Localized) -> Label {
        if let Some((table, row, cell)) = self.cell(var) {
            return table.label(row, cell, message);
        }
        let tables = std::iter::once(&self.tables[self.system.cell(var).table]);
        let mut spans = tables.chain(&self.tables).filter_map(|table| (*table)?.span);
        Label::new(spans.next().unwrap_or_default(), message)
    }

    /// What stands at the first cell of a unique repair.
    pub(super) fn repair_label(&self, changes: &[RepairChange]) -> Label {
        let first = &changes[0];
        self.cell_label(first.var, fill_mark(first))
    }

    /// The other cells that took part: those of the repair, and the operands that are not 0.
    pub(super) fn related(
        &self,
        equations: &[usize],
        changes: &[RepairChange],
        primary: Span,
    ) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let mut push = |label: Label| {
            let known =
                label.cell.is_some() && labels.iter().any(|other: &Label| other.cell == label.cell);
            if label.span != primary && !known {
                labels.push(label);
            }
        };
        for change in changes.iter().skip(1) {
            push(self.cell_label(change.var, fill_mark(change)));
        }
        for &index in equations {
            let equation = self.equation(index);
            let short = equation.vars().count() <= SPELLED;
            for var in equation.vars() {
                let VariableValue::Known(value) = self.values[var.0] else { continue };
                if short || !value.is_zero() || self.focus(index) == var {
                    push(self.cell_label(var, Localized::default()));
                }
            }
        }
        labels.sort_by_key(|label| label.span);
        labels
    }

    /// Cells of the sets between which nothing decides.
    pub(super) fn suspects(&self, sets: &[Vec<RepairChange>], primary: Span) -> Vec<Label> {
        sets.iter()
            .take(LISTED)
            .filter_map(|set| {
                let first = set.first()?;
                let rest: Vec<Localized> =
                    set[1..].iter().map(|change| self.change(change)).collect();
                let to = figure(first.to);
                let message = if rest.is_empty() {
                    Localized::new(
                        format!("可疑：若为 {to} 即平"),
                        format!("suspect: {to} would balance"),
                    )
                } else {
                    let rest = list(&rest);
                    Localized::new(
                        format!("可疑：若为 {to} 且 {}，即平", rest.zh),
                        format!("suspect: {to} with {} would balance", rest.en),
                    )
                };
                Some(self.cell_label(first.var, message))
            })
            .filter(|label| label.span != primary || label.cell.is_some())
            .collect()
    }

    pub(super) fn cell_ref(&self, var: Variable) -> CellRef {
        let (cell, table) = (self.system.cell(var), self.form_table(var));
        CellRef {
            table: table.id.clone(),
            row: table.rows[cell.row].id.clone(),
            column: table.columns[cell.column].id.clone(),
            copy: self.tables[cell.table].map_or(0, |table| table.copy),
        }
    }
}

/// What a changed cell should hold.
pub(super) fn fill_mark(change: &RepairChange) -> Localized {
    let to = figure(change.to);
    if change.from.is_none() {
        Localized::new(format!("空，应为 {to}"), format!("blank, should be {to}"))
    } else {
        Localized::new(format!("应为 {to}"), format!("should be {to}"))
    }
}
