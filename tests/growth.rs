//! What a document repeats costs no more than its share, whatever it repeats: headings, tables,
//! labels, brackets, dates, numbers, words.
//!
//! `GOUJI_GROWTH=1 cargo test --profile profiling --test e2e growth -- --nocapture` counts the
//! instructions of each shape in two sizes with valgrind; docs/performance.md has the figures.

use std::env;
use std::path::Path;
use std::sync::LazyLock;

use allocation_counter::AllocationInfo;
use gouji_corpus_diff::growth::{SHAPES, Shape, measure};
use gouji_parser::steps;
use gouji_rules::finding::Safety;
use gouji_rules::fix;

use crate::bound::{LINTER, read};

/// Bytes of the smaller files, and how many times as large the others are.
const SIZE: usize = 64 << 10;
const TIMES: usize = 2;

#[test]
fn every_shape_is_read_and_checked() {
    for shape in SHAPES {
        let (name, bytes) = shape.file(3_000);
        assert!(bytes.len() >= 2_500, "{name}: {} bytes", bytes.len());
        let document = read(&bytes, &name);
        assert!(document.source.text().len() > 50, "{name}");
        LINTER.check(&document);
    }
}

/// Bytes of what is repeated in the smallest files of the guard below: several times what a rule takes for
/// the neighbourhood of a word.
const SMALL: usize = 8 << 10;

/// What reading and checking a file of `size` bytes takes, and putting right what can be put right.
fn taken(shape: &Shape, size: usize) -> [(&'static str, u64); 3] {
    let (name, bytes) = shape.file(size);
    let before = steps::counted();
    let AllocationInfo { bytes_total, count_total, .. } = allocation_counter::measure(|| {
        let found = LINTER.check(&read(&bytes, &name)).findings;
        if found.iter().any(|finding| finding.fix.is_some()) && !name.ends_with("docx") {
            fix::apply(&LINTER, &bytes, &name, Safety::Unsafe).unwrap();
        }
    });
    let steps = steps::counted() - before;
    [("bytes of memory", bytes_total), ("allocations", count_total), ("steps", steps)]
}

/// Whatever copies or collects anew what is already there shows in the memory, whatever asks for a list or
/// a text again and again in the steps.
#[test]
fn twice_the_size_takes_twice_the_steps() {
    LazyLock::force(&LINTER);
    let mut wrong = Vec::new();
    for shape in SHAPES {
        let around = shape.file(0).1.len();
        let taken = [1, 2, 4].map(|times| taken(shape, around + SMALL * times));
        for at in 0..3 {
            let what = taken[0][at].0;
            let [one, two, four] = taken.map(|taken| taken[at].1);
            // The second, since a list that outgrows its memory makes steps in the growth.
            let grows = four.saturating_sub(two) * 10 > two.saturating_sub(one) * 22;
            if grows && four * 10 > two * 22 {
                wrong.push(format!("{}: {what}: {one}, {two}, {four}", shape.name));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn twice_the_size_takes_twice_the_instructions() {
    if env::var_os("GOUJI_GROWTH").is_none() {
        println!("skipped: GOUJI_GROWTH is not set");
        return;
    }
    let mut wrong = Vec::new();
    for shape in SHAPES {
        let cost = measure(Path::new(env!("CARGO_BIN_EXE_gouji")), shape, SIZE, TIMES).unwrap();
        println!("{}: {:?}", shape.name, cost.instructions);
        if !cost.is_linear() {
            wrong.push(format!("{}: {} hundredths", shape.name, cost.hundredfold()));
        }
    }
    assert_eq!(wrong, [""; 0]);
}
