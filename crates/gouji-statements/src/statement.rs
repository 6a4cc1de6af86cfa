//! What a report's running text states.

use std::{ops::Range, sync::Arc};

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;

/// Of what a statement speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All that the report covers.
    #[default]
    Report,
    /// One channel, topic, office, or some months.
    Part,
    /// Another organ.
    OtherOrgan,
    /// The area that the issuer is one organ of.
    Wider,
    /// Another year, or several.
    OtherYear,
    /// What is to be done.
    Plan,
}

impl Scope {
    /// Its name in output: `other-organ`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Part => "part",
            Self::OtherOrgan => "other-organ",
            Self::Wider => "wider",
            Self::OtherYear => "other-year",
            Self::Plan => "plan",
        }
    }
}

/// Why a figure has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Letters that belong to no known word.
    Unknown(String),
    /// No known object is spoken of.
    NoObject,
    /// The object is not counted so.
    Counter,
    /// The words together name no field.
    NoField,
    /// It is denied: 未满5件.
    Denied,
    /// 分别 with figures that are not as many as what they are of.
    Respectively,
}

/// A figure of the text, or words for none or for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Index of its passage.
    pub passage: usize,
    /// Index of its sentence in the passage.
    pub sentence: usize,
    /// Bytes of the number with its unit, or of the words, in the passage.
    pub range: Range<usize>,
    /// Bytes of the clause that it is read from.
    pub clause: Range<usize>,
    /// What it states: the exact value of a figure (money in the unit that is written), 0 for none, 0
    /// of what is left for all.
    pub value: Decimal,
    /// The figure; none for words.
    pub quantity: Option<Quantity>,
    /// The field that it speaks of: `requests.new.sum`.
    pub address: Option<Arc<str>>,
    /// Of what it speaks.
    pub scope: Scope,
    /// Whether the figure before includes it: it stands in brackets behind that, or after 含.
    pub included: bool,
    /// Whether it stands after 其中: it is a part of a figure before.
    pub among: bool,
    /// Letters of its clause that belong to no known word.
    pub unknown: usize,
    /// Why it has no address.
    pub silence: Option<Silence>,
}

/// Counts are less, so that sums of them can be taken exactly.
const MOST: u64 = 1_000_000_000_000_000;

impl Statement {
    /// Whether words and no number say it: 未收到.
    pub fn in_words(&self) -> bool {
        self.quantity.is_none()
    }

    /// Its unit; none for words and bare numbers.
    pub fn unit(&self) -> Option<Unit> {
        self.quantity.as_ref().and_then(|it| it.unit)
    }

    /// Whether it is neither 约, 近, 余 nor rounded to 万.
    pub fn is_exact(&self) -> bool {
        self.quantity.as_ref().is_none_or(|it| it.approx.is_none() && it.scale == it.decimals)
    }

    /// Whether it counts things: not a share, not money, not a length of time.
    pub fn is_count(&self) -> bool {
        self.unit().is_some_and(Unit::counts_things) && self.value.abs() < Decimal::from(MOST)
    }

    /// Whether it has that address, of all that the report covers.
    pub fn says(&self, address: &str) -> bool {
        self.scope == Scope::Report && self.address.as_deref() == Some(address)
    }
}

/// Figures that the text names as parts of a whole: 其中, 包括, 分别为.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureList {
    /// Index of the statement of the whole.
    pub whole: usize,
    /// Indices of the statements of the parts.
    pub parts: Vec<usize>,
    /// Whether they are said to be all that there are.
    pub complete: bool,
}

/// A share that a figure is said to have: 9件（66.25%）, 9件，占66.25%, 办结9件，办结率90%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index of the statement of the figure.
    pub part: usize,
    /// Index of the statement of its share.
    pub share: usize,
}

/// A change that a sentence states of two figures: 5件，比上年的4件增长25%.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Index of the statement of the change.
    pub stated: usize,
    /// Index of the statement of this year's figure.
    pub now: usize,
    /// Index of the statement of the year before.
    pub before: usize,
    /// Whether it is said to be more.
    pub rises: bool,
}

/// What a report's running text says.
#[derive(Debug, Default)]
pub struct Reading {
    /// Figures, and words for none and for all, in reading order.
    pub statements: Vec<Statement>,
    /// Wholes and their parts.
    pub lists: Vec<FigureList>,
    /// Figures and their shares.
    pub shares: Vec<Share>,
    /// Figures of two years and their change.
    pub changes: Vec<FigureChange>,
}
