//! One report in many files, and many reports with one slip.
//!
//! The reports are those of `gouji_corpus_diff::generate`.
//!
//! * [`same`] – the same report gives the same values and findings whatever file it came in
//! * [`twice`] – a table that stands twice is told once, and both copies are checked
//! * [`oracle`] – what holds between the figures, written down a second time
//! * [`fixed`] – what is planted and can be put right is put right, and nothing else is touched
//! * [`clean`], [`slips`] – exactly what a slip breaks is reported, and nothing else

mod clean;
mod fixed;
mod oracle;
mod same;
mod slips;
mod twice;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use gouji_corpus_diff::generate::model::Model;
use rust_decimal::Decimal;

use crate::bound::Value;

/// What gouji has to understand of each cell of a report.
fn meant(model: &Model) -> BTreeMap<String, Value> {
    let value = |written: &str| {
        let plain = written.replace('增', "").replace('减', "-");
        match plain.parse::<Decimal>() {
            Ok(number) => Value::Number(number.normalize()),
            Err(_) if written.is_empty() => Value::Blank,
            Err(_) => Value::Text(written.to_owned()),
        }
    };
    model.cells.iter().map(|(&field, written)| (model.address(field), value(written))).collect()
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
pub(crate) fn print(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
