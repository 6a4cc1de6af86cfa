//! A document as one sequence of lines and cells, in reading order.

use gouji_parser::{Block, Document, Text, fold::fold_cow};

use super::{
    Forms, fused,
    line::{CellOrigin, Line, LinePlaces, Origin},
};

/// The lines of a document. A line in which a whole report runs together is cut up at the
/// section titles and table labels that are found in it.
pub(super) fn lines<'d>(document: &'d Document, forms: &Forms) -> Vec<Line<'d>> {
    let cells = |block: &Block| match block {
        Block::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        Block::Heading(_) | Block::Paragraph(_) => 1,
    };
    let mut lines = Vec::with_capacity(document.blocks.iter().map(cells).sum());
    for (index, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading(heading) => {
                let gap = heading.blank_before;
                let origin = match heading.mark {
                    gouji_parser::HeadingMark::Style => Origin::Heading { gap },
                    gouji_parser::HeadingMark::Shape => Origin::Paragraph { gap },
                };
                lines.push(line(document, &heading.text, origin));
            }
            Block::Paragraph(paragraph) => {
                let line = line(
                    document,
                    &paragraph.text,
                    Origin::Paragraph { gap: paragraph.blank_before },
                );
                if !fused::cut(&line, forms, &mut lines) {
                    lines.push(line);
                }
            }
            Block::Table(table) => {
                for (at, row) in table.rows.iter().enumerate() {
                    let filled = row.cells.iter().filter(|cell| !cell.text.span.is_empty()).count();
                    for cell in &row.cells {
                        let origin = CellOrigin {
                            block: index as u32,
                            row: at as u32,
                            column: cell.column,
                            layout: table.layout,
                            alone: filled == 1,
                            merged: cell.column_span > 1,
                            doubt: cell.doubt,
                        };
                        lines.push(line(document, &cell.text, Origin::Cell(origin)));
                    }
                }
            }
        }
    }
    lines
}

fn line<'d>(document: &'d Document, text: &'d Text, origin: Origin) -> Line<'d> {
    let characters = document.str(text);
    let mut folded = fold_cow(characters);
    // A label in quotation marks is that label: “规章”.
    if let Origin::Cell(_) = origin
        && let Some(inner) = folded.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains('"')
    {
        folded = inner.to_owned().into();
    }
    Line { text: characters, place: LinePlaces { text, start: 0 }, folded, origin }
}
