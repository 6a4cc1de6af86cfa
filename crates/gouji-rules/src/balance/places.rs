//! The cells that a finding points at.

use gouji_parser::Span;

use super::{state::Balance, wording::SPELLED};
use crate::{
    check::{equation::Each, figure, list},
    equation::{Change, Value, Var},
};
use gouji_report::{CellRef, Label, Localized};

/// Sets of changes that are listed as suspects; the rest is counted.
const LISTED: usize = 6;

impl Balance<'_> {
    /// The cell of an equation to look at first: the total that it speaks of.
    pub(super) fn focus(&self, equation: usize) -> Var {
        let total = |var: &Var| {
            let (row, column) = self.system.cell(*var);
            match self.instance(equation).each {
                Each::Column => self.table.spec.rows[row].total,
                Each::Row => self.table.spec.columns[column].total,
            }
        };
        let mut vars = self.equation(equation).vars();
        let first = vars.next().unwrap_or(Var(0));
        std::iter::once(first).chain(vars).find(total).unwrap_or(first)
    }

    pub(super) fn cell_label(&self, var: Var, message: Localized) -> Label {
        let (row, column) = self.system.cell(var);
        match self.table.row(row).and_then(|row| Some((row, row.cell(column)?))) {
            Some((row, cell)) => self.table.label(row, cell, message),
            None => Label::new(self.table.span.unwrap_or_default(), message),
        }
    }

    /// What stands at the first cell of a unique repair.
    pub(super) fn repair_label(&self, changes: &[Change]) -> Label {
        let first = &changes[0];
        self.cell_label(first.var, fill_mark(first))
    }

    /// The other cells that took part: those of the repair, and the operands that are not 0.
    pub(super) fn related(
        &self,
        equations: &[usize],
        changes: &[Change],
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
                let Value::Known(value) = self.values[var.0] else { continue };
                if short || !value.is_zero() || self.focus(index) == var {
                    push(self.cell_label(var, Localized::default()));
                }
            }
        }
        labels.sort_by_key(|label| label.span);
        labels
    }

    /// Cells of the sets between which nothing decides.
    pub(super) fn suspects(&self, sets: &[Vec<Change>], primary: Span) -> Vec<Label> {
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

    pub(super) fn cell_ref(&self, var: Var) -> CellRef {
        let (row, column) = self.system.cell(var);
        self.table.address(row, column)
    }
}

/// What a changed cell should hold.
pub(super) fn fill_mark(change: &Change) -> Localized {
    let to = figure(change.to);
    if change.from.is_none() {
        Localized::new(format!("空，应为 {to}"), format!("blank, should be {to}"))
    } else {
        Localized::new(format!("应为 {to}"), format!("should be {to}"))
    }
}
