//! Nothing is said about a report in which nothing is wrong.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::layout::Layout;
use super::{forms, generate, print};
use crate::bound::{read, said};

const REPORTS: usize = 260;

#[test]
fn clean_reports_raise_nothing() {
    let of = |form| (0..REPORTS).map(move |seed| (seed, generate::report(&form, seed as u64)));
    let reports: Vec<_> = forms().into_iter().flat_map(of).collect();
    let raised: Vec<String> = reports
        .par_iter()
        .flat_map_iter(|(seed, model)| {
            let layout = Layout::ALL[seed % Layout::ALL.len()];
            let said = said(&read(&layout.write(model), layout.file()));
            said.into_iter().map(|said| format!("{} {}", said.severity, said.code))
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for said in &raised {
        *counts.entry(said).or_default() += 1;
    }
    print(&format!(
        "{} clean reports in {} layouts: {} findings",
        reports.len(),
        Layout::ALL.len(),
        raised.len()
    ));
    assert!(reports.len() >= 500);
    assert!(counts.is_empty(), "{counts:?}");
}
