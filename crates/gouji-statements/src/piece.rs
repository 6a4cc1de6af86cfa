//! The pieces that a passage is cut into.

use std::ops::Range;

use crate::set::Set;

/// A piece of a passage.
#[derive(Clone, Debug)]
pub(crate) struct PassagePiece {
    pub(crate) range: Range<usize>,
    pub(crate) kind: PieceKind,
}

/// What a token is.
#[derive(Clone, Debug)]
pub(crate) enum PieceKind {
    /// A known word with its classes; none of them for a neutral one.
    Word(Set),
    /// A figure, by its index.
    Number(usize),
    /// A mark of punctuation.
    Mark(char),
    /// A letter that belongs to no known word.
    Letter,
}
