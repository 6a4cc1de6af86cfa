//! A row whose marks were lost: the format, or whoever made the text, did not keep which figure stands in which column.

use gouji_parser::Span;
use rust_decimal::Decimal;

use super::cell::BoundCell;

/// The figures of a row whose marks were lost, and what the equations of its form leave of their readings. It is
/// shown and extracted; no check sees it as cells.
#[derive(Clone, Debug, PartialEq)]
pub struct LostRow {
    /// The figures as written, with their places; where cells run together, several in one.
    pub figures: Vec<(String, Span)>,
    /// Whether cells may run together in them.
    pub joined: bool,
    /// The columns of the row in the order in which its cells stand.
    pub columns: Vec<usize>,
    /// How many cells are drawn behind its label, blank ones among them, none of them merged; none where that is
    /// not certain, or the format draws none.
    pub drawn: Option<usize>,
    /// What was found of them, with the equations.
    pub readings: Readings,
}

/// The readings of a row: the ways to tell its figures to its columns that satisfy every equation, blanks taken
/// for 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Readings {
    /// They were not counted, or there are too many to.
    #[default]
    Unknown,
    /// There is none: some figure of the table is wrong, or was lost.
    None,
    /// There is one: its cells, but those of which it leaves open whether a 0 stands there or nothing. Columns
    /// whose cell was lost have none, and stand in `missing` with the figure that the equations ask for.
    One {
        /// Its cells, by column.
        cells: Vec<BoundCell>,
        /// The columns of which one has no cell, and the figure that belongs there.
        missing: Option<(Vec<usize>, Decimal)>,
    },
    /// There are so many, or [`Readings::MOST`] or more.
    Several(usize),
}

impl Readings {
    /// Up to how many readings are counted.
    pub const MOST: usize = 10;
}
