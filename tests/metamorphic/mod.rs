//! One report in many files, and many reports with one slip.
//!
//! * [`random`] and [`generate`] – balanced reports from a seed
//! * [`model`] and [`grid`] – a report as its author has it in mind, and its tables as drawn
//! * [`layout`] – writes it in every layout that is met
//! * [`same`] – the same report gives the same values and findings whatever file it came in
//! * [`oracle`] – what holds between the figures, written down a second time
//! * [`fixed`] – what is planted and can be put right is put right, and nothing else is touched
//! * [`mutant`], [`clean`], [`slips`] – exactly what a slip breaks is reported, and nothing else

mod clean;
mod fixed;
mod generate;
mod grid;
mod layout;
mod model;
mod mutant;
mod oracle;
mod random;
mod same;
mod slips;

use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;

use gouji_rules::form::Form;

use crate::bound::FORMS;

/// The forms that reports are generated for.
fn forms() -> [Arc<Form>; 2] {
    let [a, b] = &FORMS.forms[..] else { panic!("two forms are shipped") };
    [a.clone(), b.clone()]
}

/// The seeds of so many reports, and of as many times more as a long run asks of properties.
fn seeds(everyday: u64) -> Range<u64> {
    0..everyday * times(std::env::var("PROPTEST_CASES").ok().as_deref())
}

/// How many times the 256 cases that properties try by default are asked for.
fn times(cases: Option<&str>) -> u64 {
    cases.and_then(|cases| cases.parse::<u64>().ok()).map_or(1, |cases| (cases / 256).max(1))
}

#[test]
fn long_runs_generate_more() {
    assert_eq!([None, Some("many"), Some("64"), Some("1024")].map(times), [1, 1, 1, 4]);
}

/// Prints a line that shows in every run: what a test promises in figures.
fn print(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
