//! Rows of a table with their labels recognised, before their values are given to columns.

use gouji_parser::{Doubt, Layout, Span};

use crate::{
    bind::{
        bound_table::{Deviation, GroupFigures, Irregular},
        stream::TablePiece,
    },
    form::TableSpec,
};

/// What the walk finds of a table.
#[derive(Debug, Default)]
pub(crate) struct WalkResult<'d> {
    /// Rows with their values, in the order in which they stand.
    pub(crate) rows: Vec<WalkedRow<'d>>,
    /// Column labels of the head: (column of the form, position if the format has one, place).
    pub(crate) heads: Vec<Head>,
    /// Texts in the head that are no label of the form.
    pub(crate) strangers: Vec<(String, Span)>,
    pub(crate) deviations: Vec<Deviation>,
    pub(crate) irregular: Vec<Irregular>,
    pub(crate) fused: bool,
    pub(crate) group_figures: Vec<GroupFigures>,
    pub(crate) span: Option<Span>,
}

#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) column: usize,
    pub(crate) position: Option<u32>,
    pub(crate) layout: Option<Layout>,
    /// How many rows were seen before it.
    pub(crate) before: usize,
    /// Which item it stood in.
    pub(crate) item: usize,
    pub(crate) text: String,
}

impl Head {
    /// Whether its text is a label of the column at `column`.
    pub(crate) fn names(&self, table: &TableSpec, column: usize) -> bool {
        table.is_column(&self.text, column)
    }
}

#[derive(Debug)]
pub(crate) struct WalkedRow<'d> {
    /// Index of the row in the form's table; none for a row that the form does not know.
    pub(crate) spec: Option<usize>,
    pub(crate) label: Span,
    pub(crate) text: String,
    pub(crate) values: Vec<WalkedValue<'d>>,
    pub(crate) marked: Option<Layout>,
    /// Which item it stood in.
    pub(crate) item: usize,
    /// Which block of the document it stood in, where the format marks rows.
    pub(crate) block: Option<u32>,
    /// Whether values that may be its own stand elsewhere.
    pub(crate) torn: bool,
    /// Whether something stands among its values that was taken for none, and may be one.
    pub(crate) strange: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct WalkedValue<'d> {
    pub(crate) text: &'d str,
    pub(crate) span: Span,
    pub(crate) column: Option<u32>,
    /// Whether its cell covers several columns.
    pub(crate) merged: bool,
    pub(crate) doubt: Option<Doubt>,
}

impl<'d> WalkedValue<'d> {
    /// What stands in a piece.
    pub(crate) fn of(piece: &TablePiece<'_, 'd>) -> Self {
        let line = &piece.line;
        let (text, span) = (line.text.trim(), line.span());
        Self { text, span, column: piece.column, merged: line.is_merged(), doubt: line.doubt() }
    }

    /// A blank cell at a place.
    pub(crate) fn blank(at: u32, column: Option<u32>) -> Self {
        let span = Span { start: at, end: at };
        Self { text: "", span, column, merged: false, doubt: None }
    }
}

impl<'d> WalkedRow<'d> {
    pub(crate) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }

    /// Its values that are not blank, each with its index.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (usize, &WalkedValue<'d>)> {
        self.values.iter().enumerate().filter(|(_, value)| !value.text.is_empty())
    }
}
