//! Where the labels of one file stand, as every format needs it.

use gouji_parser::{DrawnCells, DrawnPlace, Position};
use gouji_report::{CellView, Label};

use crate::{CheckedFile, place::Places};

/// What places of one file are told from.
pub(crate) struct Sites<'a> {
    /// Lines and columns.
    pub(crate) places: Places<'a>,
    /// Cells as they are drawn.
    pub(crate) drawn: &'a DrawnCells,
    /// Whether lines are those of a view, and the file itself has none (.docx, PDF).
    pub(crate) is_view: bool,
}

/// A place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    /// Its first character.
    pub(crate) start: Position,
    /// The character after its last.
    pub(crate) end: Position,
    /// The cell among the tables as they are drawn.
    pub(crate) native: Option<DrawnPlace>,
    /// The page, where the file has pages.
    pub(crate) page: Option<u32>,
}

impl<'a> Sites<'a> {
    /// The places of a file.
    pub(crate) fn new(file: &CheckedFile<'a>) -> Self {
        Self {
            places: Places::new(file.source),
            drawn: file.drawn,
            is_view: file.source.format().is_view(),
        }
    }

    /// The place of a label.
    pub(crate) fn of(&self, label: &Label) -> Site {
        let range = self.places.range(label.span);
        Site {
            start: self.places.position(range.start),
            end: self.places.position(range.end),
            native: self.drawn.place(label.span),
            page: self.drawn.page(label.span),
        }
    }
}

/// The cell that a label is on, as its row shows it.
pub(crate) fn cell_view(label: &Label) -> Option<&CellView> {
    let (row, cell) = (label.row.as_deref()?, label.cell.as_ref()?);
    row.cells.iter().find(|view| view.column == cell.column)
}
