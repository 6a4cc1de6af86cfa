//! The rules as they are shipped, and packs as others may write them.

mod damaged;
mod examples;
mod fixes;
mod fixtures;
mod incomplete;
mod kinds;
mod laws;
mod lists;
mod narrative;
mod notes;
mod refused;
mod rewrites;
mod settings;

use std::sync::Arc;

use gouji_rules::{DataFile, Linter, PackError, finding::Checked, settings::Layer};
use toml::Spanned;

fn files(data: &'static [(&str, &str)]) -> Vec<DataFile<'static>> {
    data.iter().map(|&(name, text)| DataFile { name, text }).collect()
}

/// The forms and rules of this repository, the optional ones on, too.
fn linter() -> Linter {
    let (forms, packs) = (files(gouji_data::FORMS), files(gouji_data::PACKS));
    let or_panic = |linter: Result<Linter, Box<PackError>>| match linter {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    };
    let shipped = or_panic(Linter::new(&forms, &packs));
    let mut all = Layer::new(Arc::default());
    let codes = shipped.rules().iter().map(|rule| Spanned::new(0..0, rule.code.to_string()));
    all.select = Some(codes.collect());
    or_panic(Linter::configured(&forms, &packs, &[&all]))
}

fn check(linter: &Linter, text: &str, name: &str) -> Checked {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    linter.check(&document)
}
