//! The open elements that change how characters are drawn: struck out, deleted, put in, raised.

use super::tag::StartTag;
use crate::apart::Look;

/// So many inside of each other are followed.
const MOST: usize = 32;

/// Where an element stands: how many tables are open, and whether in a row (1) or a cell (2) of the
/// innermost. What is greater lies inside of what is less.
pub(super) type Depth = (usize, u8);

/// The open elements with a look of their own.
#[derive(Default)]
pub(super) struct Looks(Vec<OpenElement>);

struct OpenElement {
    name: Vec<u8>,
    look: Look,
    depth: Depth,
    /// Elements of the same name open in it.
    same: u32,
}

impl Looks {
    /// A start tag, at `depth`.
    pub(super) fn start(&mut self, tag: &StartTag<'_>, depth: Depth) {
        if tag.void {
            return;
        }
        if tag.look != Look::Plain && self.0.len() < MOST {
            let name = tag.name.to_vec();
            self.0.push(OpenElement { name, look: tag.look, depth, same: 0 });
        } else if let Some(open) = self.0.iter_mut().rfind(|open| open.name == tag.name) {
            open.same += 1;
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &[u8]) {
        let Some(at) = self.0.iter().rposition(|open| open.name == name) else { return };
        match self.0[at].same.checked_sub(1) {
            Some(same) => self.0[at].same = same,
            None => drop(self.0.remove(at)),
        }
    }

    /// Ends what is open at `depth` and deeper.
    pub(super) fn leave(&mut self, depth: Depth) {
        self.0.retain(|open| open.depth < depth);
    }

    /// How characters are drawn here.
    pub(super) fn current(&self) -> Look {
        self.0.iter().fold(Look::Plain, |outer, open| open.look.within(outer))
    }
}
