//! The seeds as Word and LibreOffice write them: the same values and findings as the seeds' text.

use std::collections::BTreeSet;
use std::path::PathBuf;

use gouji_parser::{Block, Document};

use super::{document, folder, starting};
use crate::bound::{LINTER, values};

/// The files of the sample of a seed, in the formats that are read.
fn samples(seed: usize) -> Vec<PathBuf> {
    let Some(folder) = folder("samples") else { return Vec::new() };
    let names = ["r00N.docx", "lo/r00N.docx", "r00N.html", "r00N.odt", "r00N.doc"];
    let paths = names.map(|name| folder.join(name.replace('N', &seed.to_string())));
    let samples: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_file()).collect();
    assert!(samples.len() >= 2, "{samples:?}");
    samples
}

fn seed(number: usize) -> Option<PathBuf> {
    Some(starting(&folder("seeds")?, &format!("00{number}")))
}

#[test]
fn word_and_libreoffice_give_the_values_of_the_text() {
    for number in [0, 3, 4] {
        let Some(seed) = seed(number) else { return };
        let seed = document(&seed);
        let expected = values(&LINTER.bind(&seed));
        for sample in samples(number) {
            let document = document(&sample);
            let found = values(&LINTER.bind(&document));
            let both: Vec<_> = expected.keys().filter(|key| found.contains_key(*key)).collect();
            // 表三 of the samples is drawn with the rows of form 2021: （六）其他处理 has none of
            // its own there.
            let lost = expected.keys().filter(|key| !found.contains_key(*key));
            for address in lost {
                assert!(address.starts_with("requests.other."), "{}: {address}", sample.display());
            }
            for address in both {
                assert_eq!(found[address], expected[address], "{}: {address}", sample.display());
            }
        }
    }
}

/// Code, severity and message in families E, V and U. Blank cells of 表三 are left out: the samples
/// have three rows more that are blank, see above.
fn said(path: &std::path::Path) -> BTreeSet<(String, &'static str, String)> {
    let findings = LINTER.check(&document(path)).findings;
    let said = findings
        .into_iter()
        .map(|finding| (finding.code.to_string(), finding.severity.name(), finding.message.zh));
    said.filter(|(code, _, message)| {
        code.starts_with(['E', 'V', 'U']) && !(code == "V001" && message.starts_with("表三"))
    })
    .collect()
}

#[test]
fn word_and_libreoffice_give_the_findings_of_the_text() {
    for number in [0, 3, 4] {
        let Some(seed) = seed(number) else { return };
        let expected = said(&seed);
        for sample in samples(number) {
            assert_eq!(said(&sample), expected, "{}", sample.display());
        }
    }
}

#[test]
fn samples_with_odd_tables_raise_no_false_alarm_about_them() {
    for number in [1, 2] {
        for sample in samples(number) {
            for finding in LINTER.check(&document(&sample)).findings {
                let odd = ["T003", "T004", "T007", "T008"].contains(&&*finding.code);
                assert!(!odd, "{}: {}", sample.display(), finding.message.zh);
            }
        }
    }
}

/// The tables as drawn: table, row and column of each cell, what it covers, and its text.
fn cells(document: &Document) -> Vec<(usize, usize, u32, u32, u32, String)> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.enumerate().flat_map(|(at, table)| {
        table.rows.iter().enumerate().map(move |(row, cells)| (at, row, cells))
    });
    rows.flat_map(|(table, row, cells)| {
        cells.cells.iter().map(move |cell| {
            let text = document.str(&cell.text).to_owned();
            (table, row, cell.column, cell.column_span, cell.row_span, text)
        })
    })
    .collect()
}

#[test]
fn every_cell_is_that_of_the_docx_and_every_finding_too() {
    let Some(folder) = folder("samples") else { return };
    for (seed, ending) in (0..5).flat_map(|seed| ["odt", "doc"].map(|ending| (seed, ending))) {
        let [docx, other] =
            ["docx", ending].map(|ending| folder.join(format!("r00{seed}.{ending}")));
        let (expected, found) = (document(&docx), document(&other));
        assert_eq!(cells(&found), cells(&expected), "{}", other.display());
        // One of them has a field of today's date, which LibreOffice fills in when it converts, and empty
        // lines that it leaves out.
        let text = |it: &Document| -> Vec<String> {
            let lines = it.source.text().lines().filter(|line| !line.is_empty());
            lines.map(|line| line.replace("2026", "2021")).collect()
        };
        assert_eq!(text(&found), text(&expected), "{}", other.display());
        let told = |it: &Document| -> Vec<String> {
            LINTER.check(it).findings.into_iter().map(|it| it.message.zh).collect()
        };
        assert_eq!(told(&found), told(&expected), "{}", other.display());
    }
}
