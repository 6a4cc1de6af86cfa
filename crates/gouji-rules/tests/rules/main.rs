//! The rules as they are shipped, and packs as others may write them.

mod examples;
mod fixtures;
mod incomplete;
mod laws;
mod narrative;
mod notes;
mod refused;

use gouji_rules::{DataFile, Linter, finding::Checked};

fn files(data: &'static [(&str, &str)]) -> Vec<DataFile<'static>> {
    data.iter().map(|&(name, text)| DataFile { name, text }).collect()
}

/// The forms and rules of this repository.
fn linter() -> Linter {
    match Linter::new(&files(gouji_data::FORMS), &files(gouji_data::PACKS)) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    }
}

fn check(linter: &Linter, text: &str, name: &str) -> Checked {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    linter.check(&document)
}
