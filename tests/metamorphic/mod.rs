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
use std::sync::Arc;

use gouji_rules::form::Form;

use crate::bound::FORMS;

/// The forms that reports are generated for.
fn forms() -> [Arc<Form>; 2] {
    let [a, b] = &FORMS.forms[..] else { panic!("two forms are shipped") };
    [a.clone(), b.clone()]
}

/// Prints a line that shows in every run: what a test promises in figures.
fn print(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
