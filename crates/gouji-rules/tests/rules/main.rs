//! The rules as they are shipped, and packs as others may write them.
#![allow(clippy::panic, reason = "what fails in a helper is to fail the test")]

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
mod precedence;
mod refused;
mod rewrites;
mod settings;
mod titles;

use std::sync::Arc;

use gouji_rules::{DataFile, Linter, finding::Checked, settings::Layer};
use toml::Spanned;

/// The forms and rules of this repository as `layers` have them.
fn configured(layers: &[&Layer]) -> Linter {
    let (forms, packs) = (DataFile::all(gouji_data::FORMS), DataFile::all(gouji_data::PACKS));
    match Linter::configured(&forms, &packs, layers) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    }
}

/// The forms and rules of this repository, the optional ones on, too.
fn linter() -> Linter {
    let mut all = Layer::new(Arc::default());
    let shipped = configured(&[]);
    let codes = shipped.rules().iter().map(|rule| Spanned::new(0..0, rule.code.to_string()));
    all.select = Some(codes.collect());
    configured(&[&all])
}

fn check(linter: &Linter, text: &str, name: &str) -> Checked {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    linter.check(&document)
}
