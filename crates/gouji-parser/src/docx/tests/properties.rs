//! Who wrote the file.

use super::{Docx, p};
use crate::NoteKind;

/// The names that `docProps/core.xml` with `inside` gives.
#[track_caller]
fn check(inside: &str, expected: &[&str]) {
    let core = format!(
        r#"<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d">{inside}</cp:coreProperties>"#
    );
    names(&core, expected);
}

#[track_caller]
fn names(core: &str, expected: &[&str]) {
    let document = Docx::body(&p("年报")).raw("docProps/core.xml", core).read().unwrap();
    let names: Vec<String> = document
        .notes
        .into_iter()
        .flat_map(|note| match note.kind {
            NoteKind::People(names) => names,
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn author_and_last_editor() {
    let by = |author: &str, editor: &str| {
        format!(
            "<dc:title>年报</dc:title><dc:creator>{author}</dc:creator>\
             <cp:lastModifiedBy>{editor}</cp:lastModifiedBy>"
        )
    };
    check(&by("甲", "乙"), &["甲", "乙"]);
    check(&by("甲", "甲"), &["甲"]);
    check(&by(" ", "甲&amp;乙"), &["甲&乙"]);
    check(&by("", ""), &[]);
    check("", &[]);
}

#[test]
fn a_damaged_part_names_nobody() {
    for core in ["", "<", "<a><dc:creator>甲", "<a><dc:creator>&nothing;</dc:creator></a>", "甲"]
    {
        names(core, &[]);
    }
}

#[test]
fn names_are_bounded() {
    let many = "<dc:creator>甲</dc:creator>".repeat(1000);
    check(&many, &["甲"]);
    let long = format!("<dc:creator>{}</dc:creator>", "甲".repeat(10_000));
    check(&long, &[&*"甲".repeat(40)]);
}
