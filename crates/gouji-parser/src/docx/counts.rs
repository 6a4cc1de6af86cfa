//! What is counted while the parts of a file are read.

/// A note that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteRef {
    Foot(String),
    End(String),
}

/// What is counted over all parts of a file.
#[derive(Default)]
pub(super) struct DocxCounts {
    /// Insertions, deletions, moves and changes of format.
    pub(super) changes: u32,
    /// Cells so far.
    pub(super) cells: u32,
    /// Notes that the text refers to, in order.
    pub(super) notes: Vec<NoteRef>,
    /// Whether a paragraph has a style.
    pub(super) styled: bool,
    /// Whether a paragraph names a list.
    pub(super) numbered: bool,
}
