//! Sets of classes of words.

use serde::{Deserialize, Serialize};

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Set(u128);

impl Set {
    pub(crate) const NONE: Self = Self(0);

    /// No more classes than bits.
    pub(crate) const MOST: usize = 128;

    /// The class of that number.
    pub(crate) fn one(class: usize) -> Self {
        Self(1 << class)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn has_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    pub(crate) fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub(crate) fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The classes that both have.
    pub(crate) fn common(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Each of the classes alone.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        (0..Self::MOST).map(Self::one).filter(move |class| self.has_all(*class))
    }

    /// How many classes these are.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The number of the one class that these are.
    pub(crate) fn only(self) -> Option<usize> {
        (self.count() == 1).then(|| self.0.trailing_zeros() as usize)
    }
}
