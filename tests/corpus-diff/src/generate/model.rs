//! A report as its author has it in mind, in no file yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_report::form::{Form, TableSpec};

use super::arrangement::Arrangement;
use super::grid::Grid;

/// A value of a form: indices of table, row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// Among the tables of the report.
    pub table: usize,
    /// Among the rows of the table.
    pub row: usize,
    /// Among the columns of the table.
    pub column: usize,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Model {
    /// The form of its year.
    pub form: Arc<Form>,
    /// Its tables; one may be that of another form.
    pub tables: Vec<Arc<TableSpec>>,
    /// The line with issuer and year.
    pub title: String,
    /// What stands before section one.
    pub preface: String,
    /// The paragraphs of each section, which stand before its table.
    pub sections: Vec<Vec<String>>,
    /// Issuer and date.
    pub signature: [String; 2],
    /// As written; empty where the cell is blank. A row without cells is not drawn.
    pub cells: BTreeMap<Field, String>,
    /// How its tables are laid out.
    pub arrangement: Arrangement,
}

/// A piece of a report in reading order.
pub enum Piece<'a> {
    /// The title.
    Title(&'a str),
    /// The heading of a section.
    Heading(String),
    /// A paragraph.
    Paragraph(&'a str),
    /// A line over a small table.
    Caption(String),
    /// A table as it is drawn.
    Table(Grid),
}

impl Model {
    /// The report from its title to its date.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = vec![Piece::Title(&self.title), Piece::Paragraph(&self.preface)];
        for (section, paragraphs) in self.form.sections.iter().zip(&self.sections) {
            let number = ["一", "二", "三", "四", "五", "六"][section.number as usize - 1];
            pieces.push(Piece::Heading(format!("{number}、{}", section.title)));
            pieces.extend(paragraphs.iter().map(|text| Piece::Paragraph(text)));
            if let Some(id) = &section.table {
                pieces.extend(self.arrangement.pieces(self, self.table_index(id)));
            }
        }
        pieces.extend(self.signature.iter().map(|text| Piece::Paragraph(text)));
        pieces
    }

    pub(super) fn table_index(&self, id: &str) -> usize {
        self.tables.iter().position(|table| &*table.id == id).expect("the form has the table")
    }

    /// The table of a field.
    pub fn table(&self, field: Field) -> &TableSpec {
        &self.tables[field.table]
    }

    /// `requests.granted.natural`.
    pub fn address(&self, field: Field) -> String {
        let table = self.table(field);
        format!("{}.{}.{}", table.id, table.rows[field.row].id, table.columns[field.column].id)
    }

    /// The field with that address.
    pub fn field(&self, table: &str, row: &str, column: &str) -> Field {
        let index = self.table_index(table);
        let spec = &self.tables[index];
        let (row, column) = (spec.row(row), spec.column(column));
        let (row, column) = row.zip(column).expect("the form has the row and the column");
        Field { table: index, row, column }
    }

    /// The count that a cell holds; `None` where it is blank or holds something else.
    pub fn count(&self, field: Field) -> Option<i64> {
        let written = self.cells.get(&field)?.replace('增', "").replace('减', "-");
        written.parse().ok()
    }

    /// Writes a count into a cell.
    pub fn set(&mut self, field: Field, count: i64) {
        self.cells.insert(field, count.to_string());
    }
}
