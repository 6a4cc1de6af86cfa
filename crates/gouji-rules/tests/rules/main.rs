//! The rules as they are shipped, and packs as others may write them.

mod examples;
mod fixes;
mod fixtures;
mod incomplete;
mod kinds;
mod laws;
mod lists;
mod notes;
mod refused;
mod rewrites;

use gouji_rules::{DataFile, Linter, finding::Checked};

fn files(data: &'static [(&str, &str)]) -> Vec<DataFile<'static>> {
    data.iter().map(|&(name, text)| DataFile { name, text }).collect()
}

/// The forms and rules of this repository, the optional ones on, too.
fn linter() -> Linter {
    let mut linter = match Linter::new(&files(gouji_data::FORMS), &files(gouji_data::PACKS)) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    };
    let codes: Vec<String> = linter.rules().iter().map(|rule| rule.code.to_string()).collect();
    linter.select(&codes, &[]).expect("these are its rules");
    linter
}

fn check(linter: &Linter, text: &str, name: &str) -> Checked {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    linter.check(&document)
}
