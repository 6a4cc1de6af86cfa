//! Small reports in the layouts that crawled text comes in, and what each figure of them is.

use std::collections::BTreeMap;

use super::{document, folder, starting};
use crate::bound::{LINTER, values};

/// The figures of the files `01` to `08`, row by row; rows that are not named are 0.
const PLAIN: [(&str, &str); 15] = [
    ("requests.new", "30 5 0 0 1 0 36"),
    ("requests.carried-in", "2 0 0 0 0 0 2"),
    ("requests.granted", "20 3 0 0 1 0 24"),
    ("requests.partial", "2 0 0 0 0 0 2"),
    ("requests.denied-third-party", "1 1 0 0 0 0 2"),
    ("requests.unavailable-not-held", "6 1 0 0 0 0 7"),
    ("requests.rejected-petition", "1 0 0 0 0 0 1"),
    // planted: 36 is right
    ("requests.total", "30 5 0 0 1 0 63"),
    ("requests.carried-out", "2 0 0 0 0 0 2"),
    ("proactive.normative", "3 1 12"),
    ("disputes.count", "1 2 0 0 3 0 0 0 0 0 1 0 0 1 2"),
    ("proactive.license", "221"),
    ("proactive.penalty", "20"),
    ("proactive.compulsion", "5"),
    ("proactive.fees", "12.5"),
];
/// Of `09`.
const FLIP_BOOK: [(&str, &str); 8] = [
    ("proactive.penalty", "6 0 0"),
    ("proactive.compulsion", "2 0 0"),
    ("proactive.procurement", "2 35400元"),
    ("requests.new", "4 1 0 0 0 0 5"),
    ("requests.granted", "3 1 0 0 0 0 4"),
    ("requests.unavailable-not-held", "1 0 0 0 0 0 1"),
    // planted: 5 is right
    ("requests.total", "4 1 0 0 0 0 6"),
    ("disputes.count", "1 0 0 0 2 0 0 0 0 0 0 0 0 0 0"),
];

/// The rows of a report, and how many cells have been read.
fn rows(file: &str) -> Option<(BTreeMap<String, String>, usize)> {
    let document = document(&starting(&folder("field/min")?, file));
    let report = LINTER.bind(&document);
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    for table in &report.tables {
        for row in &table.rows {
            let id = format!("{}.{}", table.spec.id, table.spec.rows[row.spec].id);
            let cells =
                row.cells.iter().map(|cell| cell.text.split_whitespace().collect::<String>());
            if !row.cells.is_empty() {
                rows.insert(id, cells.collect::<Vec<_>>().join(" "));
            }
        }
    }
    Some((rows, values(&report).len()))
}

/// Every row is as given, or 0 where it is not given; so many cells there are.
#[track_caller]
fn check(file: &str, given: &[(&str, &str)], cells: usize) {
    let Some((rows, read)) = rows(file) else { return };
    for (row, expected) in given {
        assert_eq!(rows.get(*row).map(String::as_str), Some(*expected), "{file} {row}");
    }
    let zero = |text: &str| text.split(' ').all(|figure| figure == "0");
    let known = |row: &str| given.iter().any(|(it, _)| *it == row);
    let other = rows.iter().find(|(row, text)| !known(row) && !zero(text));
    assert_eq!(other, None, "{file}");
    assert_eq!(read, cells, "{file}");
}

#[test]
fn bars_wherever_they_stand_part_cells() {
    for file in 1..=8 {
        check(&format!("0{file}-"), &PLAIN, 200);
    }
}

#[test]
fn lines_of_a_flip_book_are_put_together() {
    check("09-", &FLIP_BOOK, 198);
}

#[test]
fn labels_above_and_rows_without_a_head_are_read() {
    let rows = [
        ("requests.new", "38 0 0 0 0 0 38"),
        ("requests.granted", "24 0 0 0 0 0 24"),
        ("requests.partial", "2 0 0 0 0 0 2"),
        ("requests.unavailable-not-held", "12 0 0 0 0 0 12"),
        ("requests.total", "38 0 0 0 0 0 38"),
    ];
    check("10-", &rows, 49);
    let rows = [
        ("requests.new", "5 0 0 0 0 0 5"),
        ("requests.carried-in", "11 0 0 0 0 0 11"),
        ("requests.granted", "9 0 0 0 0 0 9"),
        ("requests.unavailable-not-held", "7 0 0 0 0 0 7"),
        ("requests.total", "16 0 0 0 0 0 16"),
        // planted: 2 is right
        ("disputes.count", "0 1 0 3 4 0 0 0 0 0 1 0 0 1 3"),
    ];
    check("11-", &rows, 200);
}

#[test]
fn page_marks_and_upright_labels_part_no_row() {
    check("16-", &[("proactive.procurement", "2 35400元")], 4);
    let rows = [
        ("requests.new", "4 1 0 0 0 0 5"),
        ("requests.granted", "3 1 0 0 0 0 4"),
        ("requests.total", "3 1 0 0 0 0 4"),
        ("requests.carried-out", "1 0 0 0 0 0 1"),
    ];
    check("17-", &rows, 63);
}
