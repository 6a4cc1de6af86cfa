//! Nothing is said about a report in which nothing is wrong.

use std::collections::BTreeSet;

use gouji_corpus_diff::generate::{File, figures, forms, from_seed, layout::Layout};
use rayon::prelude::*;

use super::{print, seeds};
use crate::bound::{read, said};

const REPORTS: u64 = 260;

#[test]
fn clean_reports_raise_nothing() {
    let of = |form| seeds(REPORTS).map(move |seed| (seed, figures::report(&form, seed)));
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

/// The files of `gouji-corpus-diff generate`: each name once, the same from the same seed, and what
/// is called clean is clean.
#[test]
fn generated_files_are_what_their_names_say() {
    let forms = forms();
    let files: Vec<File> = (0..120).map(|seed| from_seed(&forms, &Layout::ALL, seed)).collect();
    let names: BTreeSet<&str> = files.iter().map(|file| &*file.name).collect();
    assert_eq!(names.len(), files.len());
    for (seed, file) in (0..).zip(&files) {
        assert_eq!(from_seed(&forms, &Layout::ALL, seed).bytes, file.bytes);
        let said = said(&read(&file.bytes, &file.name));
        let clean = file.name.contains("-clean.");
        assert!(!clean || said.is_empty(), "{}: {said:?}", file.name);
        let is_slip = !clean && !file.name.contains("-typing.");
        assert_eq!(is_slip, !file.planted.is_empty(), "{}", file.name);
    }
    for part in ["-2019-", "-2021-", "-typing.", "-cell.", "-clean.", "-htmlsoup-", "-docx-"] {
        assert!(names.iter().any(|name| name.contains(part)), "{part}: {names:?}");
    }
}
