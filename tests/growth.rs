//! What a document repeats costs no more than its share, whatever it repeats: headings, tables,
//! labels, brackets, dates, numbers, words.
//!
//! `GOUJI_GROWTH=1 cargo test --profile profiling --test e2e growth -- --nocapture` counts the
//! instructions of each shape in two sizes with valgrind; docs/performance.md has the figures.

use std::env;
use std::path::Path;

use gouji_corpus_diff::growth::{SHAPES, measure};

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
