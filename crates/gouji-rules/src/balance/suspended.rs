//! Equations that could not be assessed.

use std::collections::BTreeMap;

use super::{state::Balance, systems::CellIndex};
use crate::{
    check::{Context, cell, list, ways},
    equation::{Variable, VariableValue, Verdict},
    finding::{Extent, NotAssessable, NotChecked},
};
use gouji_parser::Doubt;
use gouji_report::{
    Label, Localized,
    bind::{CellValue, RowState},
};

impl Balance<'_> {
    /// Equations that could not be assessed: one entry for each rule.
    pub(super) fn suspended(&self, verdicts: &[Verdict], context: &mut Context<'_>) {
        if !verdicts.contains(&Verdict::Suspended) {
            return;
        }
        self.account(verdicts, context);
        let is_unread = self.is_unread();
        let mut of_rules: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in (0..verdicts.len()).filter(|&at| verdicts[at] == Verdict::Suspended) {
            // An equation over cells that are not in the table at all says nothing of it.
            if is_unread || self.equation(at).vars().any(|var| self.stands(var)) {
                of_rules.entry(self.instance(at).rule).or_default().push(at);
            }
        }
        for (index, suspended) in of_rules {
            let rule = &self.rules[index];
            let Some(&first) = suspended.first().filter(|_| rule.on) else { continue };
            let mut torn: Vec<Localized> = Vec::new();
            let mut seen = Vec::new();
            for var in suspended.iter().flat_map(|&at| self.equation(at).vars()) {
                if self.values[var.0] == VariableValue::Unread {
                    let CellIndex { row, table, .. } = self.system.cell(var);
                    let alike = (table, row, self.doubted(var));
                    if seen.contains(&alike) {
                        continue;
                    }
                    seen.push(alike);
                    let table = self.form_table(var);
                    let mut name =
                        Localized::new(table.row_path(row), table.rows[row].name.en.clone());
                    if let Some(reason) = self.doubt(var) {
                        name.zh += &format!("（{}）", reason.zh);
                        name.en += &format!(" ({})", reason.en);
                    }
                    if !torn.contains(&name) {
                        torn.push(name);
                    }
                }
            }
            let rows = if torn.len() > 4 {
                Localized::new(
                    format!("{}等 {} 行", torn[0].zh, torn.len()),
                    format!("{} and {} more rows", torn[0].en, torn.len() - 1),
                )
            } else {
                list(&torn)
            };
            let own = (0..verdicts.len()).filter(|&at| self.instance(at).rule == index);
            let (total, count) = (own.count(), suspended.len());
            let name = self.table_name(first);
            context.out.not_assessable.push(NotAssessable {
                code: rule.rule.code.clone(),
                reason: Localized::new(
                    format!(
                        "{} {total} 条勾稽关系中有 {count} 条无法判断：{}读不出或缺失",
                        name.zh, rows.zh
                    ),
                    format!(
                        "{}: {count} of {total} equations suspended, unread or missing: {}",
                        name.en, rows.en
                    ),
                ),
                place: self.equation_place(first),
            });
        }
    }

    /// Says that a table was compared with nothing, where that is so.
    fn account(&self, verdicts: &[Verdict], context: &mut Context<'_>) {
        for (index, table) in self.tables.iter().enumerate() {
            let Some(span) = table.and_then(|table| table.span) else { continue };
            let within = |it: &NotChecked| {
                it.what == Extent::Table && span.range().contains(&(it.place.span.start as usize))
            };
            let speaks = |equation: &usize| {
                self.equation(*equation).vars().any(|var| self.system.cell(var).table == index)
            };
            let mut own = (0..verdicts.len()).filter(speaks).peekable();
            let Some(&first) = own.peek() else { continue };
            let none = own.all(|at| verdicts[at] == Verdict::Suspended);
            if none && !context.out.not_checked.iter().any(within) {
                let name = &self.system.tables[index].name;
                let reason = Localized::new(
                    format!("{}读出的数不够，没有一条勾稽关系能够核对", name.zh),
                    format!("{}: too little was read to check any of its equations", name.en),
                );
                context.not_checked(Extent::Table, self.equation_place(first), reason);
            }
        }
    }

    /// Whether no row of the tables was recognised.
    fn is_unread(&self) -> bool {
        let mut rows = self.tables.iter().flatten().flat_map(|table| &table.rows);
        rows.all(|row| row.state == RowState::Absent)
    }

    /// Whether the report has the row of a cell.
    fn stands(&self, var: Variable) -> bool {
        self.row(var).is_some_and(|row| row.state != RowState::Absent)
    }

    /// Why the figure of a cell is doubted, or how many readings its row has.
    fn doubt(&self, var: Variable) -> Option<Localized> {
        if let Some(lost) = self.row(var).and_then(|row| row.lost.as_deref()) {
            return ways(&lost.readings);
        }
        self.doubted(var).map(cell::reason)
    }

    fn doubted(&self, var: Variable) -> Option<Doubt> {
        match self.cell(var)?.2.value {
            CellValue::Doubtful(doubt) => Some(doubt),
            _ => None,
        }
    }

    fn equation_place(&self, equation: usize) -> Label {
        let rows = self.equation(equation).vars().filter_map(|var| self.row(var));
        let mut rows = rows.filter(|row| row.state != RowState::Absent);
        match rows.next() {
            Some(row) => Label::new(row.label, Localized::default()),
            None => self.cell_label(self.focus(equation), Localized::default()),
        }
    }
}
