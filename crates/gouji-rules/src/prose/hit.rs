//! A word of the vocabulary where it stands.

use std::ops::Range;

use super::vocabulary::Word;

/// A word of the vocabulary in a passage.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) word: Word,
    /// Index of the passage.
    pub(crate) passage: usize,
    /// Its bytes in the passage's text.
    pub(crate) range: Range<usize>,
}
