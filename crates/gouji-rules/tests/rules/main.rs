//! The rules as they are shipped, and packs as others may write them.
#![allow(clippy::panic, reason = "what fails in a helper is to fail the test")]

mod across;
mod cells;
mod damaged;
mod empty;
mod examples;
mod field;
mod fixes;
mod fixtures;
mod formulas;
mod incomplete;
mod kinds;
mod laws;
mod lists;
mod narrative;
mod not_checked;
mod notes;
mod precedence;
mod recovered;
mod refused;
mod rewrites;
mod said;
mod settings;
mod titles;

use std::sync::{Arc, LazyLock};

use gouji_report::DataFile;
use gouji_rules::{
    Linter,
    finding::CheckedReport,
    settings::{Layer, SettingsFile},
};
use toml::Spanned;

/// The forms and rules of this repository as `layers` have them.
fn configured(layers: &[&Layer]) -> Linter {
    let (forms, packs) = (DataFile::all(gouji_data::FORMS), DataFile::all(gouji_data::PACKS));
    match Linter::configured(&forms, &packs, layers) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    }
}

/// The forms and rules of this repository as they are shipped; compiled once for all tests.
fn shipped() -> Arc<Linter> {
    static SHIPPED: LazyLock<Arc<Linter>> = LazyLock::new(|| Arc::new(configured(&[])));
    Arc::clone(&SHIPPED)
}

/// The forms and rules of this repository, and those of `packs`, the optional ones on, too.
fn all_on(packs: Vec<Arc<SettingsFile>>) -> Linter {
    let mut all = Layer::new(Arc::default());
    all.packs = packs;
    let codes =
        configured(&[&all]).rules().iter().map(|rule| rule.code.to_string()).collect::<Vec<_>>();
    all.select = Some(codes.into_iter().map(|code| Spanned::new(0..0, code)).collect());
    configured(&[&all])
}

/// The forms and rules of this repository, the optional ones on, too; compiled once for all tests.
fn linter() -> Arc<Linter> {
    static ALL: LazyLock<Arc<Linter>> = LazyLock::new(|| Arc::new(all_on(Vec::new())));
    Arc::clone(&ALL)
}

fn check(linter: &Linter, text: &str, name: &str) -> CheckedReport {
    let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
    linter.check(&document)
}
