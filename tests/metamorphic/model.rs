//! A report as its author has it in mind, in no file yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_rules::form::{Form, Table};
use rust_decimal::Decimal;

use super::grid::Grid;
use crate::bound::Value;

/// A value of a form: indices of table, row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Field {
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// A report.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) form: Arc<Form>,
    pub(crate) title: String,
    pub(crate) preface: String,
    /// The paragraphs of each section, which stand before its table.
    pub(crate) sections: Vec<Vec<String>>,
    pub(crate) signature: [String; 2],
    /// As written; empty where the cell is blank.
    pub(crate) cells: BTreeMap<Field, String>,
}

/// A piece of a report in reading order.
pub(crate) enum Piece<'a> {
    Title(&'a str),
    Heading(String),
    Paragraph(&'a str),
    Table(Grid),
}

impl Model {
    pub(crate) fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = vec![Piece::Title(&self.title), Piece::Paragraph(&self.preface)];
        for (section, paragraphs) in self.form.sections.iter().zip(&self.sections) {
            let number = ["一", "二", "三", "四", "五", "六"][section.number as usize - 1];
            pieces.push(Piece::Heading(format!("{number}、{}", section.title)));
            pieces.extend(paragraphs.iter().map(|text| Piece::Paragraph(text)));
            if let Some(id) = &section.table {
                pieces.push(Piece::Table(Grid::of(self, self.table_index(id))));
            }
        }
        pieces.extend(self.signature.iter().map(|text| Piece::Paragraph(text)));
        pieces
    }

    fn table_index(&self, id: &str) -> usize {
        self.form.tables.iter().position(|table| &*table.id == id).expect("the form has the table")
    }

    pub(crate) fn table(&self, field: Field) -> &Table {
        &self.form.tables[field.table]
    }

    /// `requests.granted.natural`.
    pub(crate) fn address(&self, field: Field) -> String {
        let table = self.table(field);
        format!("{}.{}.{}", table.id, table.rows[field.row].id, table.columns[field.column].id)
    }

    /// The field with that address.
    pub(crate) fn field(&self, table: &str, row: &str, column: &str) -> Field {
        let index = self.table_index(table);
        let spec = &self.form.tables[index];
        let (row, column) = (spec.row(row), spec.column(column));
        let (row, column) = row.zip(column).expect("the form has the row and the column");
        Field { table: index, row, column }
    }

    /// The count that a cell holds; `None` where it is blank.
    pub(crate) fn count(&self, field: Field) -> Option<i64> {
        let written = self.cells[&field].replace('增', "").replace('减', "-");
        (!written.is_empty()).then(|| written.parse().expect("equations are over counts"))
    }

    pub(crate) fn set(&mut self, field: Field, count: i64) {
        self.cells.insert(field, count.to_string());
    }

    /// What gouji has to understand of each cell.
    pub(crate) fn values(&self) -> BTreeMap<String, Value> {
        let value = |(&field, written): (&Field, &String)| (self.address(field), meant(written));
        self.cells.iter().map(value).collect()
    }
}

/// What the author meant by a cell.
fn meant(written: &str) -> Value {
    if written.is_empty() {
        return Value::Blank;
    }
    let plain = written.replace('增', "").replace('减', "-");
    match plain.parse::<Decimal>() {
        Ok(number) => Value::Number(number.normalize()),
        Err(_) => Value::Text(written.to_owned()),
    }
}
