//! A table as a report has it: rows and cells told to those of the form, and what is besides.

use std::sync::{Arc, OnceLock};

use gouji_parser::Span;

use super::{
    cell::BoundCell,
    lost::{LostRow, Readings},
};
use crate::{CellRef, Label, Localized, RowView, form::TableSpec};

/// A table of the form as the document has it.
#[derive(Debug)]
pub struct BoundTable {
    /// The table as its form gives it.
    pub spec: Arc<TableSpec>,
    /// The form whose labels it carries; none where the labels are those of every form.
    pub edition: Option<Arc<str>>,
    /// Whether labels of another form stand in it too: their place.
    pub foreign: Option<Span>,
    /// Which copy it is of a table that stands several times, from 0.
    pub copy: usize,
    /// Where it stands: from its first label to its last cell; none when it is missing.
    pub span: Option<Span>,
    /// Its rows in the form's order.
    pub rows: Vec<BoundRow>,
    /// Columns that its head lacks.
    pub missing_columns: Vec<usize>,
    /// The head as written: column of the form, its text.
    pub heads: Vec<(usize, String)>,
    /// Head cells that are no column of the form.
    pub extra_columns: Vec<(String, Span)>,
    /// Labels that differ from the printed ones.
    pub deviations: Vec<Deviation>,
    /// Rows with values whose label the form does not know, rows that stand twice or in the wrong place.
    pub irregular: Vec<Irregular>,
    /// Figures that stand beside the label of a group, which has none in the form.
    pub group_figures: Vec<GroupFigures>,
    /// Whether its cells run together.
    pub fused: bool,
    /// Whether so many of its rows lost blank cells that the full ones prove nothing either.
    pub doubtful: bool,
    /// A picture or a link where the table could be.
    pub image: Option<Span>,
}

/// A label that differs from the printed one.
#[derive(Debug)]
pub struct Deviation {
    /// As written.
    pub found: String,
    /// As printed in the form.
    pub printed: String,
    /// Where.
    pub span: Span,
}

/// Figures beside the label of a group of rows.
#[derive(Debug)]
pub struct GroupFigures {
    /// Index of the group in the form's table.
    pub group: usize,
    /// Where its label stands.
    pub span: Span,
    /// The figures as written, with their places.
    pub figures: Vec<(String, Span)>,
    /// Whether the format marks the row that they stand in.
    pub marked: bool,
}

/// A row that the form does not foresee.
#[derive(Debug)]
pub struct Irregular {
    /// Its label.
    pub label: String,
    /// Where.
    pub span: Span,
    /// What is irregular about it.
    pub kind: IrregularKind,
}

/// What is irregular about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IrregularKind {
    /// The form has no such row.
    Unknown,
    /// The row stands twice.
    Repeated,
    /// The row stands before one that it should follow.
    Misplaced,
    /// Its label is a piece out of a longer one, as extraction leaves it.
    Half,
}

/// A row of a table as the document has it.
#[derive(Debug)]
pub struct BoundRow {
    /// Index of the row in the form's table.
    pub spec: usize,
    /// Where its label stands; for a row without a label, its first cell.
    pub label: Span,
    /// Its label as written.
    pub label_text: String,
    /// How far it could be read.
    pub state: RowState,
    /// Its cells, one for each of the row's columns; empty unless aligned.
    pub cells: Vec<BoundCell>,
    /// Its figures without the marks that tell them to columns; none of an aligned row, and where they may
    /// not be its own.
    pub lost: Option<Box<LostRow>>,
    /// The row for excerpts, made when a finding first shows it.
    pub(crate) view: OnceLock<Arc<RowView>>,
}
/// How far a row could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Every column has its cell.
    Aligned,
    /// The row yields another number of values than it has columns, or as many that may not be its
    /// own, since cells around it were lost.
    Unaligned {
        /// Values found.
        found: usize,
        /// Columns.
        expected: usize,
    },
    /// Its cells run together.
    Fused,
    /// The report lacks the row.
    Absent,
}

impl BoundTable {
    /// A table with `rows`, of which nothing else is said.
    pub(crate) fn new(spec: Arc<TableSpec>, rows: Vec<BoundRow>) -> Self {
        Self {
            spec,
            edition: None,
            foreign: None,
            copy: 0,
            span: None,
            rows,
            missing_columns: Vec::new(),
            heads: Vec::new(),
            extra_columns: Vec::new(),
            deviations: Vec::new(),
            irregular: Vec::new(),
            group_figures: Vec::new(),
            fused: false,
            doubtful: false,
            image: None,
        }
    }

    /// The row with that index of the form's table, if it was aligned.
    pub fn row(&self, spec: usize) -> Option<&BoundRow> {
        self.rows.iter().find(|row| row.spec == spec)
    }

    /// The address of a cell.
    pub fn address(&self, row: usize, column: usize) -> CellRef {
        CellRef {
            table: self.spec.id.clone(),
            row: self.spec.rows[row].id.clone(),
            column: self.spec.columns[column].id.clone(),
            copy: self.copy,
        }
    }

    /// A label on a cell.
    pub fn label(&self, row: &BoundRow, cell: &BoundCell, message: Localized) -> Label {
        Label {
            cell: Some(self.address(row.spec, cell.column)),
            row: Some(row.view(&self.spec)),
            ..Label::new(cell.span, message)
        }
    }
}

impl BoundRow {
    /// The row for excerpts.
    pub fn view(&self, table: &TableSpec) -> Arc<RowView> {
        self.view.get_or_init(|| Arc::new(view(table, self))).clone()
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Option<&BoundCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The cells that the only reading of the row gives: to be shown with a mark, and the ground of no finding,
    /// since they were found by presupposing that the report is right.
    pub fn recovered(&self) -> &[BoundCell] {
        match self.lost.as_deref().map(|lost| &lost.readings) {
            Some(Readings::One { cells, .. }) => cells,
            _ => &[],
        }
    }
}

/// A row as excerpts show it.
fn view(spec: &TableSpec, row: &BoundRow) -> RowView {
    RowView {
        table: spec.name.clone(),
        number: row.spec,
        label: spec.row_path(row.spec),
        label_span: row.label,
        cells: row.cells.iter().map(|cell| cell.view(spec)).collect(),
    }
}
