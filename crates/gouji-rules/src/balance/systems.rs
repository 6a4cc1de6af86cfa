//! The equations of all rules over one table, compiled once for each table of each form.

use std::sync::Arc;

use gouji_report::form::{Forms, Table, ValueKind};

use crate::{
    check::{
        Check,
        equation::{Each, EquationCheck, ids},
    },
    equation::{Domain, Equation, System, Var, wildcard_matches},
    pack::Compiled,
};

/// Every equation over one table of one form.
#[derive(Debug)]
pub(crate) struct TableSystem {
    pub(crate) table: Arc<Table>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) system: System,
}

/// An equation of a rule for one column or one row.
#[derive(Debug)]
pub(crate) struct Instance {
    /// Index of the rule.
    pub(crate) rule: usize,
    pub(crate) each: Each,
    /// Index of the column or the row.
    pub(crate) over: usize,
}

impl TableSystem {
    /// The variable of a cell.
    pub(crate) fn var(table: &Table, row: usize, column: usize) -> Var {
        Var(row * table.columns.len() + column)
    }

    /// The cell of a variable: row, column.
    pub(crate) fn cell(&self, var: Var) -> (usize, usize) {
        (var.0 / self.table.columns.len(), var.0 % self.table.columns.len())
    }
}

/// Compiles the equations of `rules` for every table of every form.
pub(crate) fn systems(rules: &[Compiled], forms: &Forms) -> Vec<TableSystem> {
    let mut systems = Vec::new();
    for form in &forms.forms {
        for table in &form.tables {
            let mut instances = Vec::new();
            let mut equations = Vec::new();
            for (index, rule) in rules.iter().enumerate() {
                let Check::Equation(check) = &rule.check else { continue };
                let forms = &rule.rule.forms;
                if check.table == *table.id && (forms.is_empty() || forms.contains(&form.id)) {
                    instantiate(check, index, table, &mut instances, &mut equations);
                }
            }
            let domains = (0..table.rows.len() * table.columns.len())
                .map(|var| match table.columns[var % table.columns.len()].value {
                    ValueKind::Count => Domain::Count,
                    ValueKind::Signed => Domain::Signed,
                    ValueKind::Amount | ValueKind::Money => Domain::Amount,
                })
                .collect();
            systems.push(TableSystem {
                table: table.clone(),
                instances,
                system: System::new(domains, equations),
            });
        }
    }
    systems
}

fn instantiate(
    check: &EquationCheck,
    rule: usize,
    table: &Table,
    instances: &mut Vec<Instance>,
    equations: &mut Vec<Equation>,
) {
    let overs: Vec<usize> = match check.each {
        Each::Column => (0..table.columns.len()).collect(),
        Each::Row => (0..table.rows.len())
            .filter(|&row| {
                check
                    .rows
                    .as_ref()
                    .is_none_or(|rows| rows.iter().any(|id| **id == *table.rows[row].id))
            })
            .collect(),
    };
    for relation in &check.relations {
        for &over in &overs {
            let lookup = |name: &str| -> Option<Vec<Var>> {
                let vars: Vec<Var> = ids(table, check.each)
                    .enumerate()
                    .filter(|(_, id)| wildcard_matches(name, id))
                    .map(|(index, _)| match check.each {
                        Each::Column => (index, over),
                        Each::Row => (over, index),
                    })
                    .filter(|&(row, column)| table.rows[row].columns.contains(&column))
                    .map(|(row, column)| TableSystem::var(table, row, column))
                    .collect();
                Some(vars)
            };
            // A name that this form's table lacks makes the relation none of this form.
            if let Ok(equation) = relation.resolve(lookup) {
                instances.push(Instance { rule, each: check.each, over });
                equations.push(equation);
            }
        }
    }
}
