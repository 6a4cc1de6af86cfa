//! The equations over tables with the values of a report.

use gouji_report::{
    Localized,
    bind::{BoundCell, BoundRow, BoundTable},
    form::TableSpec,
};

use super::systems::{Instance, TableSystem};
use crate::{
    check::list,
    equation::{Equation, Variable, VariableValue},
    pack::CompiledRule,
};

pub(crate) struct Balance<'b> {
    pub(crate) system: &'b TableSystem,
    /// The tables of the system as the report has them.
    pub(crate) tables: Vec<Option<&'b BoundTable>>,
    pub(crate) rules: &'b [CompiledRule],
    pub(crate) values: Vec<VariableValue>,
}

impl<'b> Balance<'b> {
    pub(crate) fn instance(&self, equation: usize) -> &Instance {
        &self.system.instances[equation]
    }

    pub(crate) fn equation(&self, equation: usize) -> &Equation {
        &self.system.system.equations()[equation]
    }

    pub(crate) fn rule(&self, equation: usize) -> &CompiledRule {
        &self.rules[self.instance(equation).rule]
    }

    /// The table of a variable as its form has it.
    pub(crate) fn form_table(&self, var: Variable) -> &TableSpec {
        &self.system.tables[self.system.cell(var).table]
    }

    /// The row of a variable, if the report's table has it.
    pub(crate) fn row(&self, var: Variable) -> Option<&'b BoundRow> {
        let cell = self.system.cell(var);
        self.tables[cell.table]?.row(cell.row)
    }

    /// The cell of a variable, if the report has it.
    pub(crate) fn cell(
        &self,
        var: Variable,
    ) -> Option<(&'b BoundTable, &'b BoundRow, &'b BoundCell)> {
        let cell = self.system.cell(var);
        let row = self.row(var)?;
        Some((self.tables[cell.table]?, row, row.cell(cell.column)?))
    }

    /// 表三; of equations that span tables all their names.
    pub(crate) fn names(&self) -> Localized {
        list(&self.system.tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>())
    }
}
