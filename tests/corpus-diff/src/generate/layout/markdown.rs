//! Markdown.

use std::fmt::Write as _;

use super::text;
use crate::generate::grid::{Grid, Slot};
use crate::generate::model::{Model, Piece};

/// A report with headings and pipe tables, each piece set off by empty lines.
pub(super) fn document(model: &Model, table: impl Fn(&Grid) -> String) -> String {
    let block = |piece: &Piece<'_>| match piece {
        Piece::Title(text) => format!("# {text}\n\n"),
        Piece::Heading(text) => format!("## {text}\n\n"),
        Piece::Paragraph(text) => format!("{text}\n\n"),
        Piece::Caption(text) => format!("### {text}\n\n"),
        Piece::Table(grid) => format!("{}\n", table(grid)),
    };
    model.pieces().iter().map(block).collect()
}

/// As converters write them: merged cells are repeated.
pub(super) fn pipes(grid: &Grid) -> String {
    let mut text = String::new();
    for (index, row) in grid.slots().into_iter().enumerate() {
        for merged in row.into_iter().map(Slot::merged) {
            text.push_str(&format!("| {} ", merged.text).repeat(merged.width));
        }
        text.push_str("|\n");
        if index == 0 {
            text.push_str(&"| --- ".repeat(grid.width));
            text.push_str("|\n");
        }
    }
    text
}

/// As scrapers write them: merged cells once, so that rows differ in length.
pub(super) fn ragged(grid: &Grid) -> String {
    let mut text = String::new();
    for row in &grid.rows {
        for merged in row {
            let _ = write!(text, "{} | ", merged.text);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// As converters of pages write them: a long label on two lines above its figures, with which a table begins anew.
pub(super) fn cut_labels(grid: &Grid) -> String {
    const LONG: usize = 19;
    let mut markdown = String::new();
    let mut begins = true;
    for row in &grid.rows {
        let mut cells: Vec<&str> = row.iter().map(|merged| &*merged.text).collect();
        let is_figure = |text: &str| text.chars().all(|char| char.is_ascii_digit());
        let label = cells.iter().rposition(|text| !is_figure(text) && text.chars().count() > LONG);
        if let Some(at) = label.filter(|&at| cells[at + 1..].iter().all(|text| is_figure(text))) {
            let above = cells.drain(..=at).flat_map(|label| text::cut(label, LONG));
            let _ = write!(markdown, "\n{}\n", above.collect::<Vec<_>>().join("\n"));
            begins = true;
        }
        let _ = writeln!(markdown, "| {} |", cells.join(" | "));
        if std::mem::take(&mut begins) {
            let _ = writeln!(markdown, "{}|", "|---".repeat(cells.len()));
        }
    }
    markdown
}
