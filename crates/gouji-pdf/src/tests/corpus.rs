//! Real files, where they are at hand: the folder `../shared/corpus` beside the repository.

use std::{fs, path::PathBuf};

use gouji_parser::{Block, Document, read};

fn folder(name: &str) -> Option<PathBuf> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").join(name);
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The PDFs of the corpus.
pub(super) fn pdfs() -> Vec<Vec<u8>> {
    let folders = [folder("samples"), folder("real")].into_iter().flatten();
    let entries =
        folders.flat_map(|folder| fs::read_dir(folder).expect("the folder can be listed"));
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "pdf")).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("the file can be read")).collect()
}

/// Cells of the tables of a document: place, size and text without white space.
fn cells(document: &Document) -> Vec<String> {
    let mut cells = Vec::new();
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (number, table) in (1..).zip(tables) {
        for (row, cell) in
            (1..).zip(&table.rows).flat_map(|(at, row)| row.cells.iter().map(move |it| (at, it)))
        {
            let text: String = document.str(&cell.text).split_whitespace().collect();
            let (column, rows, columns) = (cell.column + 1, cell.row_span, cell.column_span);
            cells.push(format!("{number}.{row}.{column} {rows}×{columns} {text}"));
        }
    }
    cells
}

#[test]
fn every_statutory_cell_is_that_of_the_word_file() {
    let Some(samples) = folder("samples") else { return };
    let open = |name: &str| fs::read(samples.join(name)).expect("the sample can be read");
    for name in ["r000", "r001", "r002", "r003", "r004", "r000.tagged", "r003.tagged"] {
        let word = name.replace(".tagged", "") + ".docx";
        let word = cells(&read(&open(&word), &word).expect("the sample is a .docx"));
        let pdf = crate::read(&open(&format!("{name}.pdf")), name).expect("the sample is a PDF");
        let pdf = cells(&pdf);
        // beyond the three statutory tables, one sample has a table without lines in a cell
        let statutory = |cells: &[String]| -> Vec<String> {
            cells
                .iter()
                .filter(|cell| ["1.", "2.", "3."].iter().any(|it| cell.starts_with(it)))
                .cloned()
                .collect()
        };
        let (word, pdf) = (statutory(&word), statutory(&pdf));
        assert_eq!(pdf, word, "{name}");
        println!("{name}: {} cells", pdf.len());
        assert!(pdf.len() > 212, "{name}: {}", pdf.len());
    }
}

/// A page in GBK-EUC-H whose font is neither embedded nor explained: all that stands on it has a meaning.
#[test]
fn a_font_without_a_table_of_characters_is_read_by_its_encoding() {
    let Some(samples) = folder("samples") else { return };
    let bytes = fs::read(samples.join("gb1_nonembedded.pdf")).expect("the sample can be read");
    let document = crate::read(&bytes, "a.pdf").expect("the sample is a PDF");
    assert_eq!(document.notes, []);
    let expected = "一、本年新收政府信息公开申请数量 12\n四、结转下年度继续办理 3\n自然人\t3\n";
    assert_eq!(document.source.text(), expected);
}
