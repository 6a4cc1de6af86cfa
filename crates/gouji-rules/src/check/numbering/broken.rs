//! A number out of place, and the numerals that lists count by.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    check::{Cases, CheckKind},
    prose::Word,
};

pub(crate) const KIND: CheckKind = CheckKind {
    name: "numbering",
    cases: &[
        Cases::new(&["", "repeated", "start", "mixed"], &["before", "found", "missing"]),
        Cases::new(&["misnumbered", "shifted"], &["title", "found", "missing", "count"]),
        Cases::new(&["stray-sign", "lost"], &["title", "found", "missing"]),
    ],
};

/// Series of words that count, from the first on: 一是, 二是. Cases `repeated`: a number twice; `start`:
/// a list without its first; `mixed`: section headings in two styles; `misnumbered`: a section with
/// the number of another one; `shifted`: several of them; `stray-sign`: a sign before a section's number; `lost`: nothing is left of that
/// but its stop; the plain one is a gap.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NumberingCheck {
    pub(crate) ordinals: Vec<Vec<Word>>,
    /// Words that count in no series: 其次.
    pub(crate) instead: Vec<Word>,
    /// What behind a numeral shows that it counts no point: 二级, 二十.
    pub(crate) no_point: Vec<String>,
}

/// A number out of place.
pub(crate) struct BrokenNumber {
    pub(crate) variant: &'static str,
    pub(crate) passage: usize,
    pub(crate) range: Range<usize>,
    /// Where the number before it stands, if there is one.
    pub(crate) since: Option<PassagePlace>,
    pub(crate) before: String,
    pub(crate) missing: String,
}

/// A passage and a place in it.
pub(crate) type PassagePlace = (usize, usize);
