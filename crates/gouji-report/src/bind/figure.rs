//! Whether a text is a figure of a table.

use gouji_parser::quantity::{CellReading, read_cell};

/// Whether a piece is what a value looks like.
pub(super) fn is_figure(text: &str) -> bool {
    matches!(
        read_cell(text),
        CellReading::Number(_)
            | CellReading::Beyond
            | CellReading::Numbers
            | CellReading::Placeholder
    )
}
