//! A text as it is seen: without zero-width characters and soft hyphens, which editors leave in
//! the middle of a number.

use std::{borrow::Cow, ops::Range};

use super::Quantity;
use crate::fold::is_invisible;

/// A text without what is not shown, and the way back.
pub(super) struct VisibleText<'a> {
    text: Cow<'a, str>,
    /// The characters left out: where they would stand in `text`, and the bytes of all up to this
    /// one.
    hidden: Vec<(usize, usize)>,
}

impl<'a> VisibleText<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        if !text.contains(is_invisible) {
            return Self { text: text.into(), hidden: Vec::new() };
        }
        let mut seen = String::with_capacity(text.len());
        let (mut hidden, mut bytes) = (Vec::new(), 0);
        for char in text.chars() {
            if is_invisible(char) {
                bytes += char.len_utf8();
                hidden.push((seen.len(), bytes));
            } else {
                seen.push(char);
            }
        }
        Self { text: seen.into(), hidden }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Gives a quantity read from [`Self::text`], after `shift` bytes of it, its places in the
    /// text as written.
    pub(super) fn put_back(&self, quantity: &mut Quantity, shift: usize) {
        for range in [&mut quantity.range, &mut quantity.digits] {
            // What is hidden at the ends stays outside.
            let start = self.written(range.start + shift, true);
            *range = start..self.written(range.end + shift, false);
        }
    }

    /// Whether anything is hidden within a range of the text as written.
    pub(super) fn hides_in(&self, written: &Range<usize>) -> bool {
        self.hidden.iter().any(|&(at, bytes)| written.contains(&(at + bytes - 1)))
    }

    /// Where `at` is in the text as written, after or before what is hidden there.
    fn written(&self, at: usize, after: bool) -> usize {
        let is_before = |&(place, _): &(usize, usize)| place < at || after && place == at;
        let count = self.hidden.partition_point(is_before);
        at + count.checked_sub(1).map_or(0, |last| self.hidden[last].1)
    }
}
