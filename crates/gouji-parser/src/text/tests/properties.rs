//! Laws of reading text in any layout.

use proptest::prelude::*;

use super::{print, read};
use crate::{Block, Document, Format, Text};

/// The texts of headings, paragraphs and cells in reading order.
fn leaves(document: &Document) -> Vec<&Text> {
    let mut leaves = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => leaves.push(&heading.text),
            Block::Paragraph(paragraph) => leaves.push(&paragraph.text),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                leaves.extend(cells.map(|cell| &cell.text));
            }
        }
    }
    leaves
}

/// Texts of the pieces that the layouts are made of.
fn layout() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\t",
        "\t",
        "\t",
        "\n",
        "\n",
        "\n",
        "\n\t",
        "|",
        " | ",
        "|---|",
        "\\|",
        "\\",
        "# ",
        "##",
        "**",
        "*",
        "_",
        "一、",
        "（二）",
        "3.",
        "0",
        "１",
        "规章",
        "总计",
        "甲",
        "。",
        " ",
        "\u{3000}",
        "\u{feff}",
        "---",
        "&nbsp;",
        "<br>",
        "&",
        "增",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown])
}

/// What no markup is made of; every such character belongs to a block.
fn content(text: &str) -> String {
    let entities = text.replace("&nbsp;", "").replace("<br>", "");
    entities.chars().filter(|char| char.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn every_character_that_is_no_markup_is_in_one_block(
        text in prop_oneof![layout(), any::<String>()],
        format in format(),
    ) {
        let document = read(&text, format);
        let mut end = 0;
        let mut found = String::new();
        for leaf in leaves(&document) {
            prop_assert!(leaf.span.start >= end && leaf.span.end >= leaf.span.start);
            let slice = document.source.slice(leaf.span);
            prop_assert_eq!(slice.trim(), slice);
            found.push_str(slice);
            end = leaf.span.end;
        }
        prop_assert_eq!(content(&found), content(&text));
    }

    #[test]
    fn tables_and_rows_span_their_cells(text in layout(), format in format()) {
        for block in &read(&text, format).blocks {
            let Block::Table(table) = block else {
                prop_assert!(!block.span().is_empty());
                continue;
            };
            for row in &table.rows {
                prop_assert!(table.span.contains(row.span));
                prop_assert!(row.cells.iter().all(|cell| row.span.contains(cell.text.span)));
                prop_assert!(row.cells.iter().zip(0..).all(|(cell, at)| cell.column == at));
            }
        }
    }

    #[test]
    fn line_ends_make_no_difference(text in layout(), format in format()) {
        let twin = text.replace('\n', "\r\n");
        prop_assert_eq!(print(&read(&text, format)), print(&read(&twin, format)));
    }
}
