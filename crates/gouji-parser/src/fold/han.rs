//! Han characters.

/// The block of those in use.
pub(crate) const FIRST_HAN: char = '\u{4E00}';
const LAST_HAN: char = '\u{9FFF}';

/// Characters in the block.
pub(crate) const HAN: usize = LAST_HAN as usize - FIRST_HAN as usize + 1;

pub(crate) fn is_han(char: char) -> bool {
    matches!(char, FIRST_HAN..=LAST_HAN)
}
