//! The values of a report, owned and without its text: what is left of it when the document is let go, for whoever
//! extracts figures or compares reports.

use gouji_parser::Position;
use rust_decimal::Decimal;

use crate::{
    CellRef, Summary,
    bind::{BoundCell, BoundTable, CellValue, Report, RowState},
    form::{RowSpec, TableSpec},
};

/// The values of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What the report is.
    pub summary: Summary,
    /// Every value that the form asks for, in the form's order, whether or not it could be read.
    pub values: Vec<FieldValue>,
}

/// A value that the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// Which.
    pub cell: CellRef,
    /// Whether it could be read.
    pub state: CellState,
    /// The number; none unless `state` is [`CellState::Number`] or [`CellState::Recovered`]. Money is in the unit
    /// `unit`.
    pub value: Option<Decimal>,
    /// As written, trimmed.
    pub raw: String,
    /// The unit, where the cell or its column names one.
    pub unit: Option<String>,
    /// Where it stands, or its row's label; none where the report lacks the row.
    pub at: Option<Position>,
}

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// It is a number.
    Number,
    /// The cell is blank.
    Blank,
    /// A sign for “nothing to say” stands there: `/`, `—`, 无.
    Placeholder,
    /// Something else stands there: words, two numbers, a figure that can be read in two ways.
    Unread,
    /// The row lost its marks, and of all ways to tell its figures to its columns one alone satisfies the
    /// equations of the form: the number that this one gives, or nothing where it leaves the cell blank.
    Recovered,
    /// The row was found, and which of its figures belongs to which column is not certain.
    RowUnread,
    /// The report lacks the row.
    RowMissing,
    /// The report lacks the table.
    TableMissing,
}

impl CellState {
    /// Returns `number`, `blank`, `placeholder`, `unread`, `recovered`, `row-unread`, `row-missing` or
    /// `table-missing`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Blank => "blank",
            Self::Placeholder => "placeholder",
            Self::Unread => "unread",
            Self::Recovered => "recovered",
            Self::RowUnread => "row-unread",
            Self::RowMissing => "row-missing",
            Self::TableMissing => "table-missing",
        }
    }
}

impl Sheet {
    /// Returns the values of a bound report.
    pub fn of(report: &Report<'_>) -> Self {
        let position = |offset| report.document.source.position(offset);
        let mut values = Vec::new();
        for table in &report.tables {
            let spec = &*table.spec;
            for (index, row) in spec.rows.iter().enumerate() {
                for &column in &row.columns {
                    values.push(value(table, index, column, position));
                }
            }
        }
        Self { summary: report.summary(), values }
    }
}

fn value(
    table: &BoundTable,
    row: usize,
    column: usize,
    position: impl Fn(u32) -> Position,
) -> FieldValue {
    let bound = table.row(row);
    let recovered = || bound?.recovered().iter().find(|cell| cell.column == column);
    let cell = bound.and_then(|row| row.cell(column)).or_else(recovered);
    let label = bound.filter(|row| row.state != RowState::Absent).map(|row| row.label.start);
    let at = cell.filter(|cell| !cell.text.is_empty()).map(|cell| cell.span.start).or(label);
    FieldValue {
        cell: table.address(row, column),
        state: match (cell, bound.map(|row| row.state)) {
            _ if table.span.is_none() => CellState::TableMissing,
            (_, None | Some(RowState::Absent)) => CellState::RowMissing,
            (Some(cell), Some(RowState::Aligned)) => state(cell),
            (Some(_), _) => CellState::Recovered,
            _ => CellState::RowUnread,
        },
        value: cell.and_then(BoundCell::number),
        raw: cell.map(|cell| cell.text.clone()).unwrap_or_default(),
        unit: unit(&table.spec, column, cell),
        at: at.map(position),
    }
}

fn state(cell: &BoundCell) -> CellState {
    match cell.value {
        CellValue::Number(_) => CellState::Number,
        CellValue::Blank => CellState::Blank,
        CellValue::Placeholder => CellState::Placeholder,
        CellValue::Beyond | CellValue::Numbers | CellValue::Doubtful(_) | CellValue::Text => {
            CellState::Unread
        }
    }
}

/// The unit that stands in the cell, else that which its column names.
fn unit(table: &TableSpec, column: usize, cell: Option<&BoundCell>) -> Option<String> {
    let own = cell.and_then(|cell| match &cell.value {
        CellValue::Number(number) => number.unit.map(|unit| unit.written().to_owned()),
        _ => None,
    });
    own.or_else(|| table.columns[column].unit.clone())
}

/// Returns the address of every value of a table in the order of the form: row and column.
pub fn addresses(table: &TableSpec) -> impl Iterator<Item = (&RowSpec, usize)> {
    table.rows.iter().flat_map(|row| row.columns.iter().map(move |&column| (row, column)))
}
