//! Plain text.

use crate::generate::grid::{Grid, Merged, Slot};
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

/// How the cells of a row stand among bars. A blank cell is what stands between them alone; bars pad a row whose
/// cells are merged.
pub(super) struct BarStyle {
    before_row: &'static str,
    before_cell: &'static str,
    after_cell: &'static str,
    after_blank: &'static str,
    after_row: &'static str,
    padded: bool,
}

pub(super) const CELL_BARS: BarStyle = BarStyle {
    before_row: "",
    before_cell: "",
    after_cell: " |\n",
    after_blank: "|\n",
    after_row: "\n",
    padded: true,
};
pub(super) const LED_CELL_BARS: BarStyle = BarStyle { before_row: "|\n", ..CELL_BARS };
pub(super) const BAR_LINES: BarStyle = BarStyle { after_cell: "\n|\n", ..CELL_BARS };
pub(super) const BARE_BAR_LINES: BarStyle = BarStyle { padded: false, ..BAR_LINES };
pub(super) const BROKEN_BARS: BarStyle = BarStyle {
    before_row: "| ",
    before_cell: "\n ",
    after_cell: "  | ",
    after_blank: "  | ",
    ..CELL_BARS
};
pub(super) const PADDED_PIPES: BarStyle =
    BarStyle { before_row: "| ", after_cell: " | ", after_blank: " | ", ..CELL_BARS };

impl BarStyle {
    pub(super) fn write(&self, grid: &Grid) -> String {
        let mut text = String::new();
        for row in &grid.rows {
            text.push_str(self.before_row);
            for merged in row {
                text.push_str(self.before_cell);
                text.push_str(&merged.text);
                let is_blank = merged.text.is_empty();
                text.push_str(if is_blank { self.after_blank } else { self.after_cell });
            }
            if self.padded {
                text.push_str(&"|".repeat(grid.width - row.len()));
            }
            if !text.ends_with('\n') {
                text.push_str(self.after_row);
            }
        }
        text
    }
}

/// What is written in each row, with a blank between.
pub(super) fn words(grid: &Grid) -> String {
    let row = |row: &Vec<Merged>| {
        let written: Vec<&str> =
            row.iter().map(|it| &*it.text).filter(|it| !it.is_empty()).collect();
        written.join(" ") + "\n"
    };
    grid.rows.iter().map(row).collect()
}

/// What is written, and nothing else.
pub(super) fn cell_lines(grid: &Grid, between: &str) -> String {
    let cells = grid.rows.iter().flatten().filter(|merged| !merged.text.is_empty());
    cells.map(|merged| format!("{}\n{between}", merged.text)).collect()
}

/// Letters of a label on a line, and of a group's label, which is printed upright in a narrow column.
const LABEL: usize = 11;
const GROUP: usize = 4;
/// Lines between the marks of pages.
const PAGE: usize = 24;

/// What a reader of pages gives: a line a line of the page, the lines of a group's label from where its rows
/// begin, blank cells without a trace, marks between pages.
pub(super) fn flip_book(grid: &Grid) -> String {
    let mut text = String::new();
    let mut count = 0;
    // The lines of groups' labels that are still to be printed, by column.
    let mut upright: Vec<(usize, std::vec::IntoIter<String>)> = Vec::new();
    for row in &grid.rows {
        let (groups, cells): (Vec<_>, Vec<_>) = row.iter().partition(|it| it.height > 1);
        // A head is merged downward, too; it has no figures beside it.
        let is_head = !row.iter().any(|it| it.text.contains(|char: char| char.is_ascii_digit()));
        if is_head {
            let words: Vec<&str> = row.iter().map(|it| &*it.text).collect();
            text.push_str(&format!("{}\n", words.join(" ")));
            continue;
        }
        upright.extend(groups.iter().map(|it| (it.column, cut(&it.text, GROUP).into_iter())));
        let mut cells = cells.into_iter().map(|it| &*it.text).filter(|text| !text.is_empty());
        let mut lines = cut(cells.next().unwrap_or_default(), LABEL);
        let figures: Vec<&str> = cells.collect();
        let last = lines.pop();
        lines.push(
            last.into_iter()
                .chain(figures.into_iter().map(str::to_owned))
                .collect::<Vec<_>>()
                .join(" "),
        );
        for line in lines {
            for (_, group) in &mut upright {
                if let Some(piece) = group.next() {
                    text.push_str(&format!("{piece} "));
                }
            }
            text.push_str(&format!("{line}\n"));
            count += 1;
        }
        if count >= PAGE {
            text.push_str("\nPage 7 - 年报\nP. 7\n");
            count = 0;
        }
    }
    text
}

/// A text in lines of so many letters.
pub(super) fn cut(text: &str, letters: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(letters).map(|line| line.iter().collect()).collect()
}
