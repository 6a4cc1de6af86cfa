//! Nothing is said about a report in which nothing is wrong.

use rayon::prelude::*;

use super::layout::Layout;
use super::{forms, generate, print, seeds};
use crate::bound::{read, said};

const REPORTS: u64 = 260;

#[test]
fn clean_reports_raise_nothing() {
    let of = |form| seeds(REPORTS).map(move |seed| (seed, generate::report(&form, seed)));
    let reports: Vec<_> = forms().into_iter().flat_map(of).collect();
    let raised: Vec<String> = reports
        .par_iter()
        .flat_map_iter(|(seed, model)| {
            let layout = Layout::ALL[*seed as usize % Layout::ALL.len()];
            let said = said(&read(&layout.write(model), layout.file()));
            let of = format!("report {seed} on form {} in {layout:?}", model.form.id);
            said.into_iter().map(move |said| format!("{of}: {} {}", said.severity, said.code))
        })
        .collect();
    print(&format!(
        "{} clean reports in {} layouts: {} findings",
        reports.len(),
        Layout::ALL.len(),
        raised.len()
    ));
    assert!(reports.len() >= 500);
    assert!(raised.is_empty(), "{}", raised.join("\n"));
}
