//! A cell as a report has it.

use gouji_parser::{
    Span,
    quantity::{CellReading, read_cell},
};
use rust_decimal::Decimal;

use crate::{CellView, form::TableSpec};

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundCell {
    /// Index of its column in the form's table.
    pub column: usize,
    /// Where its value stands; empty where it is blank.
    pub span: Span,
    /// As written, trimmed.
    pub text: String,
    /// What it holds.
    pub value: CellValue,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Nothing.
    Blank,
    /// A sign for "nothing to say": `/`, `—`, 无.
    Placeholder,
    /// A number.
    Number(gouji_parser::quantity::Quantity),
    /// A whole number too large to be reckoned with.
    Beyond,
    /// More than one number.
    Numbers,
    /// A reader may see another figure than its characters make.
    Doubtful(gouji_parser::Doubt),
    /// Anything else.
    Text,
}

impl CellValue {
    /// What a text holds.
    pub fn read(text: &str) -> Self {
        match read_cell(text) {
            CellReading::Blank => Self::Blank,
            CellReading::Placeholder => Self::Placeholder,
            CellReading::Number(quantity) => Self::Number(quantity),
            CellReading::Beyond => Self::Beyond,
            CellReading::Numbers => Self::Numbers,
            CellReading::Text => Self::Text,
        }
    }
}

impl BoundCell {
    /// Its number, if it holds one.
    pub fn number(&self) -> Option<Decimal> {
        match &self.value {
            CellValue::Number(quantity) => Some(quantity.value),
            _ => None,
        }
    }

    /// Whether it is blank, or holds a sign for "nothing".
    pub fn is_empty(&self) -> bool {
        matches!(self.value, CellValue::Blank | CellValue::Placeholder)
    }

    /// The cell for excerpts.
    pub(crate) fn view(&self, table: &TableSpec) -> CellView {
        let column = &table.columns[self.column];
        CellView {
            column: column.id.clone(),
            name: column.name.clone(),
            span: self.span,
            text: self.text.clone(),
        }
    }
}
