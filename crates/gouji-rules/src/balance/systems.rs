//! The equations of all rules over a form, compiled once.

use std::sync::Arc;

use gouji_report::form::{Form, Forms, Table};

use crate::{
    check::{
        Check,
        equation::{CellRelation, Each, EquationCheck},
    },
    equation::{Equation, System, Var},
    field::{Cells, domain},
    pack::Compiled,
};

/// Every equation over one table of a form, or over several that an equation spans.
#[derive(Debug)]
pub(crate) struct TableSystem {
    pub(crate) tables: Vec<Arc<Table>>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) system: System,
}

/// An equation of a rule.
#[derive(Debug)]
pub(crate) struct Instance {
    /// Index of the rule.
    pub(crate) rule: usize,
    pub(crate) over: Over,
}

/// For what an equation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// For a column of a table.
    Column { table: usize, column: usize },
    /// For a row of a table.
    Row { table: usize, row: usize },
    /// For the cells that it names.
    Cells,
}

/// A cell of the tables of a system, by indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellIndex {
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

impl TableSystem {
    /// How many variables there are: one a cell.
    pub(crate) fn size(&self) -> usize {
        self.tables.iter().map(|table| size(table)).sum()
    }

    /// The cell of a variable.
    pub(crate) fn cell(&self, var: Var) -> CellIndex {
        let mut at = var.0;
        let mut table = 0;
        while at >= size(&self.tables[table]) && table + 1 < self.tables.len() {
            at -= size(&self.tables[table]);
            table += 1;
        }
        let columns = self.tables[table].columns.len();
        CellIndex { table, row: at / columns, column: at % columns }
    }
}

fn size(table: &Table) -> usize {
    table.rows.len() * table.columns.len()
}

/// The variable of a cell.
fn var(tables: &[Arc<Table>], CellIndex { table, row, column }: CellIndex) -> Var {
    let before: usize = tables[..table].iter().map(|table| size(table)).sum();
    Var(before + row * tables[table].columns.len() + column)
}

/// Compiles the equations of `rules` for every form.
pub(crate) fn systems(rules: &[Compiled], forms: &Forms) -> Vec<TableSystem> {
    forms.forms.iter().flat_map(|form| of_form(rules, form)).collect()
}

fn of_form(rules: &[Compiled], form: &Form) -> Vec<TableSystem> {
    let checks: Vec<(usize, &EquationCheck)> = rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.rule.forms.is_empty() || rule.rule.forms.contains(&form.id))
        .filter_map(|(index, rule)| match &rule.check {
            Check::Equation(check) => Some((index, check)),
            _ => None,
        })
        .collect();
    let mut groups: Vec<Vec<usize>> = (0..form.tables.len()).map(|table| vec![table]).collect();
    for relation in checks.iter().flat_map(|(_, check)| of_one_report(check)) {
        let spans = |group: &Vec<usize>| {
            let has =
                |cells: &&Cells| group.iter().any(|&table| *form.tables[table].id == *cells.table);
            relation.cells.iter().any(|cells| has(&cells))
        };
        let (spanned, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(spans);
        groups = apart;
        groups.extend((!spanned.is_empty()).then(|| spanned.concat()));
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
        .into_iter()
        .map(|group| {
            let tables: Vec<_> = group.iter().map(|&table| form.tables[table].clone()).collect();
            let (mut instances, mut equations) = (Vec::new(), Vec::new());
            for &(rule, check) in &checks {
                for (over, equation) in instances_of(check, &tables) {
                    instances.push(Instance { rule, over });
                    equations.push(equation);
                }
            }
            let domains = tables.iter().flat_map(|table| {
                (0..size(table)).map(|at| domain(table.columns[at % table.columns.len()].value))
            });
            let system = System::new(domains.collect(), equations);
            TableSystem { tables, instances, system }
        })
        .collect()
}

/// The relations of a check that speak of one report alone.
fn of_one_report(check: &EquationCheck) -> impl Iterator<Item = &CellRelation> {
    check.relations.iter().filter(|relation| !relation.is_across())
}

/// The equations of a check over tables.
fn instances_of(check: &EquationCheck, tables: &[Arc<Table>]) -> Vec<(Over, Equation)> {
    let overs: Vec<Over> = match &check.each {
        None => vec![Over::Cells],
        Some((each, id)) => {
            let Some(table) = tables.iter().position(|table| *table.id == **id) else {
                return Vec::new();
            };
            let chosen = |row: &usize| {
                let id = &tables[table].rows[*row].id;
                check.rows.as_ref().is_none_or(|rows| rows.iter().any(|row| **row == **id))
            };
            match each {
                Each::Column => (0..tables[table].columns.len())
                    .map(|column| Over::Column { table, column })
                    .collect(),
                Each::Row => (0..tables[table].rows.len())
                    .filter(chosen)
                    .map(|row| Over::Row { table, row })
                    .collect(),
            }
        }
    };
    let mut instances = Vec::new();
    for relation in of_one_report(check) {
        let once = !relation.cells.iter().any(Cells::is_for_each);
        let overs = if once { &[Over::Cells][..] } else { &overs };
        let equations =
            overs.iter().filter_map(|&over| Some((over, equation(relation, over, tables)?)));
        instances.extend(equations);
    }
    instances
}

/// A relation over the cells of tables; none where a cell of it is not in them, which makes the relation
/// none of their form.
fn equation(relation: &CellRelation, over: Over, tables: &[Arc<Table>]) -> Option<Equation> {
    let over = match over {
        Over::Column { column, .. } => column,
        Over::Row { row, .. } => row,
        Over::Cells => 0,
    };
    relation.relation.resolve(|address| {
        let cells = &relation.cells[address];
        let table = tables.iter().position(|table| *table.id == *cells.table);
        let vars = table.map(|table| {
            let cells = cells.of(&tables[table], over).into_iter();
            cells.map(move |(row, column)| var(tables, CellIndex { table, row, column }))
        });
        vars.into_iter().flatten().collect()
    })
}
