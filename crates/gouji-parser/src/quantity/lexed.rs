//! What the readers of digits and of numerals find.

use std::ops::Range;

use super::DigitForm;

/// A number without sign and unit: `coefficient` × 10^-`decimals`.
#[derive(Debug)]
pub(crate) struct Mantissa {
    pub(super) coefficient: u128,
    pub(super) decimals: u32,
    pub(super) digits: Range<usize>,
    pub(super) form: DigitForm,
}

/// A mantissa, or where to go on after something that looked like one.
pub(crate) enum LexedNumber {
    Number(Mantissa),
    Unreadable { end: usize },
}
