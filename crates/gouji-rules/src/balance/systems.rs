//! The equations of all rules over a form, compiled once.

use std::sync::{Arc, OnceLock};

use gouji_report::{
    CellRef,
    bind::{BoundTable, Report},
    form::{Form, Forms, TableSpec},
};

use crate::{
    check::{
        Check,
        equation::{CellRelation, EquationCheck, EquationRange},
    },
    equation::{Equation, System, Variable, VariableValue},
    field::{AddressedCells, domain, value},
    pack::CompiledRule,
};

/// Every equation over one table of a form, or over several that an equation spans.
#[derive(Debug)]
pub(crate) struct TableSystem {
    pub(crate) tables: Vec<Arc<TableSpec>>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) system: System,
}

/// The equations over each form, made when a report first has a table of it.
#[derive(Debug)]
pub(crate) struct FormSystems(Vec<(Arc<Form>, OnceLock<Vec<TableSystem>>)>);

impl FormSystems {
    /// Those over every form of every kind of report.
    pub(crate) fn new(forms: &Forms) -> Self {
        let forms = forms.kinds().flat_map(|kind| &kind.forms);
        Self(forms.map(|form| (form.clone(), OnceLock::new())).collect())
    }

    /// Those of the equations of `rules` over the forms that a report has tables of.
    pub(crate) fn over<'s>(
        &'s self,
        report: &Report<'_>,
        rules: &'s [CompiledRule],
    ) -> Vec<&'s TableSystem> {
        let has =
            |table: &Arc<TableSpec>| report.tables.iter().any(|own| Arc::ptr_eq(&own.spec, table));
        self.where_a_form(|form| form.tables.iter().any(has), rules)
    }

    /// Those of the equations of `rules` over every form.
    pub(crate) fn all<'s>(&'s self, rules: &'s [CompiledRule]) -> Vec<&'s TableSystem> {
        self.where_a_form(|_| true, rules)
    }

    fn where_a_form<'s>(
        &'s self,
        counts: impl Fn(&Form) -> bool,
        rules: &'s [CompiledRule],
    ) -> Vec<&'s TableSystem> {
        let own = self.0.iter().filter(|(form, _)| counts(form));
        own.flat_map(|(form, made)| made.get_or_init(|| of_form(rules, form))).collect()
    }
}

/// An equation of a rule.
#[derive(Debug)]
pub(crate) struct Instance {
    /// Index of the rule.
    pub(crate) rule: usize,
    pub(crate) over: EquationScope,
}

/// For what an equation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EquationScope {
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

    /// The rules, by index, of which some equation has the cell in it.
    pub(crate) fn rules_over(&self, cell: &CellRef) -> Vec<usize> {
        let is_cell = |var: Variable| {
            let CellIndex { table, row, column } = self.cell(var);
            let table = &self.tables[table];
            *table.id == *cell.table
                && *table.rows[row].id == *cell.row
                && *table.columns[column].id == *cell.column
        };
        let equations = self.instances.iter().zip(self.system.equations());
        let over = equations.filter(|(_, equation)| equation.vars().any(&is_cell));
        over.map(|(instance, _)| instance.rule).collect()
    }

    /// The tables of a report that the system speaks of, by index: each copy of them that it has.
    pub(crate) fn copies(&self, report: &Report<'_>) -> Vec<Vec<Option<usize>>> {
        let of = |table: &Arc<TableSpec>| -> Vec<usize> {
            let own = |&at: &usize| Arc::ptr_eq(&report.tables[at].spec, table);
            (0..report.tables.len()).filter(own).collect()
        };
        let tables: Vec<Vec<usize>> = self.tables.iter().map(of).collect();
        let most = tables.iter().map(Vec::len).max().unwrap_or_default();
        (0..most).map(|copy| tables.iter().map(|own| own.get(copy).copied()).collect()).collect()
    }

    /// The values of the cells of its tables as a report has them; those of tables that are not trusted are unread.
    pub(crate) fn values(
        &self,
        tables: &[Option<&BoundTable>],
        is_trusted: impl Fn(&BoundTable) -> bool,
    ) -> Vec<VariableValue> {
        let value = |var| {
            let cell = self.cell(Variable(var));
            let table = tables[cell.table].filter(|table| is_trusted(table));
            table.map_or(VariableValue::Unread, |table| value(table, cell.row, cell.column))
        };
        (0..self.size()).map(value).collect()
    }

    /// The variable of a cell.
    pub(crate) fn var(&self, cell: CellIndex) -> Variable {
        var(&self.tables, cell)
    }

    /// The cell of a variable.
    pub(crate) fn cell(&self, var: Variable) -> CellIndex {
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

fn size(table: &TableSpec) -> usize {
    table.rows.len() * table.columns.len()
}

/// The variable of a cell.
fn var(tables: &[Arc<TableSpec>], CellIndex { table, row, column }: CellIndex) -> Variable {
    let before: usize = tables[..table].iter().map(|table| size(table)).sum();
    Variable(before + row * tables[table].columns.len() + column)
}

/// Compiles the equations of `rules` for a form.
fn of_form(rules: &[CompiledRule], form: &Form) -> Vec<TableSystem> {
    let checks: Vec<(usize, &EquationCheck)> = rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.rule.forms.is_empty() || rule.rule.forms.contains(&form.id))
        .filter_map(|(index, rule)| match &rule.of_pack.check {
            Check::Equation(check) => Some((index, check)),
            _ => None,
        })
        .collect();
    let mut groups: Vec<Vec<usize>> = (0..form.tables.len()).map(|table| vec![table]).collect();
    for relation in checks.iter().flat_map(|(_, check)| of_one_report(check)) {
        let spans = |group: &Vec<usize>| {
            let has = |cells: &&AddressedCells| {
                group.iter().any(|&table| *form.tables[table].id == *cells.table)
            };
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
fn instances_of(
    check: &EquationCheck,
    tables: &[Arc<TableSpec>],
) -> Vec<(EquationScope, Equation)> {
    let overs: Vec<EquationScope> = match &check.each {
        None => vec![EquationScope::Cells],
        Some((each, id)) => {
            let Some(table) = tables.iter().position(|table| *table.id == **id) else {
                return Vec::new();
            };
            let chosen = |row: &usize| {
                let id = &tables[table].rows[*row].id;
                check.rows.as_ref().is_none_or(|rows| rows.iter().any(|row| **row == **id))
            };
            match each {
                EquationRange::Column => (0..tables[table].columns.len())
                    .map(|column| EquationScope::Column { table, column })
                    .collect(),
                EquationRange::Row => (0..tables[table].rows.len())
                    .filter(chosen)
                    .map(|row| EquationScope::Row { table, row })
                    .collect(),
            }
        }
    };
    let mut instances = Vec::new();
    for relation in of_one_report(check) {
        let once = !relation.cells.iter().any(AddressedCells::is_for_each);
        let overs = if once { &[EquationScope::Cells][..] } else { &overs };
        let equations =
            overs.iter().filter_map(|&over| Some((over, equation(relation, over, tables)?)));
        instances.extend(equations);
    }
    instances
}

/// A relation over the cells of tables; none where a cell of it is not in them, which makes the relation
/// none of their form.
fn equation(
    relation: &CellRelation,
    over: EquationScope,
    tables: &[Arc<TableSpec>],
) -> Option<Equation> {
    let over = match over {
        EquationScope::Column { column, .. } => column,
        EquationScope::Row { row, .. } => row,
        EquationScope::Cells => 0,
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
