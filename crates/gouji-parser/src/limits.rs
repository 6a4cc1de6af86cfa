//! How much of a file is read, whatever its format.

/// Bytes of text, in UTF-8, that are read of any file: what is checked in about a second. A long
/// report has 200,000.
pub(crate) const TEXT_LIMIT: usize = 8 << 20;

// Of files that are archives of parts, and of the tables of any file that has a view. The largest of 23 ordinary
// reports have 17 entries, 0.4 MB in one part, a ratio of 41, a depth of 16, 21,000 events and 353 cells.

/// Entries of the archive.
pub(crate) const ENTRIES: u64 = 10_000;
/// Bytes of one part, inflated.
pub(crate) const PART: u64 = 32 << 20;
/// Bytes of all parts that are read, inflated.
pub(crate) const TOTAL: u64 = 64 << 20;
/// Inflated to deflated bytes, for parts above [`RATIO_FLOOR`].
pub(crate) const RATIO: u64 = 300;
/// Below this size a ratio says nothing.
pub(crate) const RATIO_FLOOR: u64 = 1 << 20;
/// Elements inside each other.
pub(crate) const DEPTH: u32 = 256;
/// Tags, texts and references of one part.
pub(crate) const EVENTS: u32 = 1_000_000;
/// Table cells.
pub(crate) const CELLS: u32 = 200_000;
/// Columns that one cell or gap can cover; Word itself allows 63.
pub(crate) const COLUMNS: u32 = 1000;

/// A limit on hostile input, by what it limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Limit {
    /// A limit on what `zh` and `en` name.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}
