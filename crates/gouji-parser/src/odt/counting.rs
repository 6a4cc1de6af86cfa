//! Which lists are open while the text is read, and which may go on.

use std::collections::HashMap;

/// The lists that are open, and those that may go on.
#[derive(Default)]
pub(super) struct OpenLists {
    /// Names of the styles of the lists inside each other, outermost first; one without a name has that of
    /// its paragraphs.
    pub(super) levels: Vec<Option<String>>,
    /// What the outermost list is counted in, by list style.
    pub(super) counted: HashMap<u32, u32>,
    /// Whether the outermost list goes on from the last of its style.
    pub(super) goes_on: bool,
    pub(super) next: Next,
    /// The last list of each style.
    pub(super) last: HashMap<u32, u32>,
    /// What lists were counted in, by their ids.
    pub(super) by_id: HashMap<String, HashMap<u32, u32>>,
}

/// The number of the next paragraph.
#[derive(Clone, Copy, Default)]
pub(super) enum Next {
    /// It has none.
    #[default]
    None,
    /// The one after the last.
    Counted,
    /// This one.
    Is(u32),
}

impl OpenLists {
    /// Whether a list is open.
    pub(super) fn is_open(&self) -> bool {
        !self.levels.is_empty()
    }
}
