//! Many short texts in one string, which is read at one go.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// PlaceTexts by their order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PlaceTexts {
    all: String,
    /// Where each ends in `all`.
    ends: Vec<usize>,
}

impl PlaceTexts {
    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    pub(super) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[at]]
    }

    /// The first in `range` that is not `before`, of which those come first that are.
    pub(super) fn partition_point(
        &self,
        range: Range<usize>,
        before: impl Fn(&str) -> bool,
    ) -> usize {
        let Range { mut start, mut end } = range;
        while start < end {
            let middle = start.midpoint(end);
            if before(self.get(middle)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }
}
