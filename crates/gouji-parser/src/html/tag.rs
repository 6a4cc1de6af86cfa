//! A start tag, with what a reader asks of it.

use super::element::ElementKind;
use crate::{Span, apart::Look};

/// A start tag.
#[derive(Debug)]
pub(super) struct StartTag<'a> {
    /// In lower case.
    pub(super) name: &'a [u8],
    pub(super) kind: ElementKind,
    /// The tag itself, from `<` to `>`.
    pub(super) span: Span,
    /// The attribute `colspan`, between 1 and 1000.
    pub(super) column_span: u32,
    /// The attribute `rowspan`, between 1 and 65534; 0 (down to the end) is given as the most.
    pub(super) row_span: u32,
    /// Whether the tag says that its element is not shown.
    pub(super) hidden: bool,
    /// How what it has is drawn.
    pub(super) look: Look,
    /// Whether it can have content.
    pub(super) void: bool,
}

impl StartTag<'_> {
    /// Whether the content of its element is not read. A body that is hidden until a script has
    /// run is the page all the same.
    pub(super) fn is_unread(&self) -> bool {
        let hidden = self.hidden && self.kind != ElementKind::Page;
        !self.void && (hidden || matches!(self.kind, ElementKind::Unread | ElementKind::Menu))
    }
}
