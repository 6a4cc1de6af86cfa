//! Fields of the form, as formulas name them: docs/formulas.md.
//!
//! * [`cells`] – which cells an address names
//! * [`mod@value`] – what a cell is worth: the one place that knows what a blank means
//! * [`sum`] – sums of fields, with which the running text is compared
//! * [`Field`] – one cell

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    check::{Context, address},
    equation::SyntaxError,
    pack::Parameters,
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundCell, BoundRow, BoundTable},
};

mod cells;
mod sum;
mod value;

pub(crate) use cells::{AddressedCells, PartMeaning, ShortAddress, WrittenFormula};
pub(crate) use sum::{FieldSum, Sum};
pub(crate) use value::{domain, value, worth};

/// One value of the form: `proactive.fees.amount`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Field(AddressedCells);

/// A field as a report has it.
#[derive(Clone, Copy)]
pub(crate) struct BoundField<'r> {
    pub(crate) table: &'r BoundTable,
    pub(crate) row: &'r BoundRow,
    pub(crate) cell: &'r BoundCell,
}

impl Field {
    /// The field of an address, if some form has it; `table` is that of an address without one.
    pub(crate) fn compile(
        text: &Spanned<String>,
        table: Option<&str>,
        parameters: &Parameters<'_>,
    ) -> Result<Self, Box<PackError>> {
        let written = WrittenFormula { text, parameters };
        let cells = AddressedCells::one(written, ShortAddress { table, ..ShortAddress::NONE })?;
        if cells.is_wild() {
            let message = "此处只写一格 / one cell is named here";
            return Err(written.refused(SyntaxError::new(0..text.get_ref().len(), message)));
        }
        Ok(Self(cells))
    }

    /// Its cell, where the report's table is of a form that the rule speaks of and the row was read.
    pub(crate) fn of<'r>(&self, context: &Context<'r>) -> Option<BoundField<'r>> {
        let table = context.report.table(&self.0.table);
        let table = table.filter(|table| context.applies_to(table))?;
        let &(row, column) = self.0.of(&table.spec, 0).first()?;
        let row = table.row(row)?;
        let cell = row.cell(column)?;
        Some(BoundField { table, row, cell })
    }
}

impl BoundField<'_> {
    /// （八）行政事业性收费·本年收费金额
    pub(crate) fn address(&self) -> Localized {
        address(self.table, self.row, self.cell)
    }

    /// A label on its cell.
    pub(crate) fn label(&self, message: Localized) -> Label {
        self.table.label(self.row, self.cell, message)
    }

    /// Its column as the report's head has it.
    pub(crate) fn head(&self) -> Option<&str> {
        let mut heads = self.table.heads.iter();
        heads.find(|(known, _)| *known == self.cell.column).map(|(_, text)| &**text)
    }
}
