//! Faults of typing and residue of conversion are planted in clean reports. Fixing them gives the
//! clean file back, byte for byte, whatever its layout and encoding.

use gouji_corpus_diff::generate::{figures, forms, layout::Layout, random::Random, typing};
use gouji_rules::finding::Safety;
use gouji_rules::fix;
use rayon::prelude::*;

use super::{print, seeds};
use crate::bound::{LINTER, read, said};

const REPORTS: u64 = 60;

/// Layouts whose cells are one piece of text, and that are no view of a file.
const LAYOUTS: [Layout; 6] = [
    Layout::WordDump,
    Layout::Tsv,
    Layout::Pipes,
    Layout::RaggedPipes,
    Layout::Html,
    Layout::HtmlGb18030,
];

#[test]
fn what_was_planted_is_put_right_and_every_other_byte_is_kept() {
    let of = |form| seeds(REPORTS).map(move |seed| (seed, figures::report(&form, seed)));
    let reports: Vec<_> = forms().into_iter().flat_map(of).collect();
    let counts: Vec<usize> = reports
        .par_iter()
        .map(|(seed, model)| {
            let layout = LAYOUTS[*seed as usize % LAYOUTS.len()];
            let name = layout.file();
            let (with_faults, count) = typing::planted(model, layout, &mut Random::new(*seed));
            let (clean, bad) = (layout.encode(model, *seed), layout.encode(&with_faults, *seed));
            let once = fix::apply(&LINTER, &bad, name, Safety::Safe).expect("the file is read");
            let told = format!("{layout:?} {seed}: {:?}", once.dropped);
            assert!(once.bytes == clean, "{told}\n{}", String::from_utf8_lossy(&once.bytes));
            assert!(said(&read(&once.bytes, name)).is_empty(), "{told}");
            let again = fix::apply(&LINTER, &once.bytes, name, Safety::Unsafe);
            let again = again.expect("the file is read");
            assert!(again.after.is_none() && again.dropped.is_empty(), "{told}");
            count
        })
        .collect();
    let faults: usize = counts.iter().sum();
    print(&format!("{} reports with {faults} planted faults: all put right", reports.len()));
    assert!(faults > 500, "{faults}");
}
