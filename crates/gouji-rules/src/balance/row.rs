//! A row of totals that was left at 0: more cells than a repair may change, and one slip.

use rust_decimal::Decimal;

use super::{places::fill_mark, state::Balance};
use crate::check::{Context, FindingText};
use crate::equation::{
    EquationFault, Limits, Repair, RepairChange, Variable, VariableValue, Verdict, diagnose,
};
use gouji_report::Localized;

/// A row whose zeros, replaced by the sums, satisfy every equation.
pub(super) struct RowLeft {
    /// Indices of its table, and of the row in it.
    row: (usize, usize),
    /// The equations that it explains.
    equations: Vec<usize>,
    /// What its cells should hold.
    changes: Vec<RepairChange>,
}

/// Whether a small set of changes explains a fault, or one of several.
pub(super) fn is_explained(fault: &EquationFault) -> bool {
    matches!(fault.repair, Repair::Unique(_) | Repair::Several { .. })
}

impl Balance<'_> {
    /// The row of totals that explains every fault which nothing smaller explains.
    pub(super) fn row_left(&self, faults: &[EquationFault]) -> Option<RowLeft> {
        let unexplained = || faults.iter().filter(|fault| !is_explained(fault));
        unexplained().next()?;
        let equations: Vec<usize> =
            unexplained().flat_map(|fault| fault.equations.iter().copied()).collect();
        let tables = self.system.tables.iter().enumerate();
        let mut totals = tables.flat_map(|(at, table)| {
            (0..table.rows.len()).filter(|&row| table.rows[row].total).map(move |row| (at, row))
        });
        totals.find_map(|row| {
            let changes = self.refilled(row)?;
            Some(RowLeft { row, equations: equations.clone(), changes })
        })
    }

    /// The zeros of a row as the other cells decide them, if that satisfies every equation.
    fn refilled(&self, row: (usize, usize)) -> Option<Vec<RepairChange>> {
        let is_own = |var| {
            let cell = self.system.cell(var);
            (cell.table, cell.row) == row
        };
        let mut values = self.values.clone();
        for (var, value) in values.iter_mut().enumerate() {
            if is_own(Variable(var))
                && matches!(value, VariableValue::Known(known) if known.is_zero())
            {
                *value = VariableValue::Blank;
            }
        }
        let diagnosis = diagnose(&self.system.system, &values, &Limits::default());
        if !diagnosis.faults.is_empty() {
            return None;
        }
        let mut changes = Vec::new();
        for gap in &diagnosis.gaps {
            let ((Repair::Unique(filling), _) | (_, Some(filling))) =
                (&gap.filling, &gap.completion)
            else {
                return None;
            };
            changes.extend(
                filling
                    .iter()
                    .map(|&change| RepairChange { from: self.known(change.var), ..change }),
            );
        }
        changes.sort_by_key(|change| change.var);
        changes.dedup();
        let own = changes.iter().all(|change| is_own(change.var));
        (!changes.is_empty() && own).then_some(changes)
    }

    /// The value that a cell was read with.
    fn known(&self, var: Variable) -> Option<Decimal> {
        match self.values[var.0] {
            VariableValue::Known(value) => Some(value),
            VariableValue::Blank | VariableValue::Unread => None,
        }
    }

    /// One finding for the whole row.
    pub(super) fn fault_of_row(
        &self,
        left: &RowLeft,
        verdicts: &[Verdict],
        context: &mut Context<'_>,
    ) {
        let on = self.told(&left.equations);
        let Some(&first) = on.first() else { return };
        let Verdict::Violated { left: left_value, right } = verdicts[first] else { return };
        let rule = self.rule(first);
        let primary = self.cell_label(left.changes[0].var, fill_mark(&left.changes[0]));
        let mut said = FindingText::new("", primary, self.args(first, left_value, right));
        said.severity = self.severity(&on);
        let others = left.changes[1..].iter();
        said.related =
            others.map(|change| self.cell_label(change.var, fill_mark(change))).collect();
        said.notes = self.folded_note(&on).into_iter().collect();
        let (table, row) = left.row;
        let name = self.system.tables[table].row_path(row);
        let tables = self.names();
        let changes = self.changes(&left.changes);
        let total = self.system.instances.len();
        said.help = Some(Localized::new(
            format!(
                "{name}一行疑未填写：{}，改后{} {total} 条勾稽关系全部成立；请与原始数据核对",
                changes.zh, tables.zh
            ),
            format!(
                "the row {name} seems to have been left at 0: {}; then all {total} equations of {} hold",
                changes.en, tables.en
            ),
        ));
        said.equation = Some(self.detail(&on, verdicts, left_value, right, &[]));
        Self::speak(rule, said, context);
    }
}
