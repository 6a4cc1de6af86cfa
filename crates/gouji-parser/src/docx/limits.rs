//! Caps on hostile input.
//!
//! The largest of 23 ordinary reports have 17 entries, 0.4 MB in one part, a ratio of 41, a depth
//! of 16, 21,000 events and 353 cells. At the caps reading stays within two seconds and 512 MB.

/// Entries of the archive.
pub(super) const ENTRIES: u64 = 10_000;
/// Bytes of one part, inflated.
pub(super) const PART: u64 = 32 << 20;
/// Bytes of all parts that are read, inflated.
pub(super) const TOTAL: u64 = 64 << 20;
/// Inflated to deflated bytes, for parts above [`RATIO_FLOOR`].
pub(super) const RATIO: u64 = 300;
/// Below this size a ratio says nothing.
pub(super) const RATIO_FLOOR: u64 = 1 << 20;
/// Elements inside each other.
pub(super) const DEPTH: u32 = 256;
/// Tags, texts and references of one part.
pub(super) const EVENTS: u32 = 1_000_000;
/// Table cells.
pub(super) const CELLS: u32 = 200_000;
/// Columns that one cell or gap can cover; Word itself allows 63.
pub(super) const COLUMNS: u32 = 1000;
/// Bytes of the view.
pub(super) const VIEW: usize = crate::limits::TEXT_LIMIT;
