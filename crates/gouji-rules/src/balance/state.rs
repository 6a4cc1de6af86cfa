//! The equations over one table with the values of a report.

use gouji_report::bind::BoundTable;

use super::systems::{Instance, TableSystem};
use crate::{
    equation::{Equation, Value},
    pack::Compiled,
};

pub(crate) struct Balance<'b> {
    pub(crate) system: &'b TableSystem,
    pub(crate) table: &'b BoundTable,
    pub(crate) rules: &'b [Compiled],
    pub(crate) values: Vec<Value>,
}

impl Balance<'_> {
    pub(crate) fn instance(&self, equation: usize) -> &Instance {
        &self.system.instances[equation]
    }

    pub(crate) fn equation(&self, equation: usize) -> &Equation {
        &self.system.system.equations()[equation]
    }

    pub(crate) fn rule(&self, equation: usize) -> &Compiled {
        &self.rules[self.instance(equation).rule]
    }
}
