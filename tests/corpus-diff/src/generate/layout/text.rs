//! Plain text.

use crate::generate::grid::{Grid, Slot};
use crate::generate::model::{Model, Piece};

/// A report a piece a line, its tables as `table` writes them.
pub(super) fn document(model: &Model, table: impl Fn(&Grid) -> String) -> String {
    let line = |piece: &Piece<'_>| match piece {
        Piece::Title(text) => format!("{text}\n\n"),
        Piece::Heading(text) | Piece::Caption(text) => format!("{text}\n"),
        Piece::Paragraph(text) => format!("{text}\n"),
        Piece::Table(grid) => table(grid),
    };
    model.pieces().iter().map(line).collect()
}

/// Cells merged over columns stand once, those merged over rows are blank where they go on.
pub(super) fn word_dump(grid: &Grid) -> String {
    let mut text = String::new();
    for row in grid.slots() {
        for slot in row {
            text.push('\t');
            if let Slot::Begins(merged) = slot {
                text.push_str(&merged.text);
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// Every cell of the grid, blank where a merged one goes on.
pub(super) fn tsv(grid: &Grid) -> String {
    let mut text = String::new();
    for row in grid.slots() {
        let mut cells = Vec::new();
        for slot in row {
            let (merged, begins) = (slot.merged(), matches!(slot, Slot::Begins(_)));
            cells.push(if begins { &*merged.text } else { "" });
            cells.extend(std::iter::repeat_n("", merged.width - 1));
        }
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// What is written with a bar on the line below, a bar alone for a blank cell.
pub(super) fn bar_lines(grid: &Grid) -> String {
    let mut text = String::new();
    for row in grid.slots() {
        let begun = row.iter().filter_map(|slot| match slot {
            Slot::Begins(merged) => Some(merged),
            Slot::GoesOn(_) => None,
        });
        let mut padding = 0;
        for merged in begun {
            let end = if merged.text.is_empty() { "|\n" } else { "\n|\n" };
            text.push_str(&merged.text);
            text.push_str(end);
            padding += merged.width - 1;
        }
        if padding > 0 {
            text.push_str(&"|".repeat(padding + 1));
            text.push('\n');
        }
    }
    text
}

/// What is written, and nothing else.
pub(super) fn cell_lines(grid: &Grid, between: &str) -> String {
    let cells = grid.rows.iter().flatten().filter(|merged| !merged.text.is_empty());
    cells.map(|merged| format!("{}\n{between}", merged.text)).collect()
}
