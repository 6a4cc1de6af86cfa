//! PDFs, in builds that read them.

use std::collections::BTreeSet;
use std::fs;

use super::facts::Facts;
use super::{folder, name};
use crate::bound::{LINTER, values};

/// A real report of six pages, with rows and merged cells that page breaks cut.
#[test]
fn every_figure_of_a_real_pdf_is_read() {
    let (Some(reports), Some(facts)) = (folder("real"), folder("facts")) else { return };
    let path = reports.join("001_huaian_2024.pdf");
    let document = gouji_project::read(&fs::read(&path).unwrap(), name(&path)).unwrap();
    let report = LINTER.bind(&document);
    let facts = Facts::read(&facts.join("001.json"));
    let read = values(&report);
    for (address, value) in &facts.values {
        assert_eq!(read.get(address), Some(value), "{address}");
    }
    println!("{} of {} cells", read.len(), facts.values.len());
    assert_eq!(read.len(), facts.values.len());
}

/// What is found in it is what is found in its text, but for what the text lost.
#[test]
fn a_real_pdf_has_the_findings_of_its_text() {
    let Some(real) = folder("real") else { return };
    let codes = |file: &str| -> BTreeSet<String> {
        let document = gouji_project::read(&fs::read(real.join(file)).unwrap(), file).unwrap();
        let findings = LINTER.check(&document).findings;
        findings.into_iter().map(|finding| finding.code.to_string()).collect()
    };
    let (pdf, text) = (codes("001_huaian_2024.pdf"), codes("001_huaian_2024.layout.txt"));
    let lost: Vec<&String> = text.difference(&pdf).collect();
    assert_eq!(pdf.difference(&text).collect::<Vec<_>>(), [""; 0]);
    assert!(lost.iter().all(|code| code.starts_with('T')), "{lost:?}");
}
