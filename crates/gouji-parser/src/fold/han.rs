//! Han characters.

/// The block of those in use.
pub(super) const FIRST_HAN: char = '\u{4E00}';
pub(super) const LAST_HAN: char = '\u{9FFF}';

pub(crate) fn is_han(char: char) -> bool {
    matches!(char, FIRST_HAN..=LAST_HAN)
}
