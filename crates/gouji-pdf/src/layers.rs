//! Marked content: what of a page the file itself says is no text of the report.

use std::collections::HashSet;

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, ObjectIdentifier},
};

/// The layers that are off when the file is opened.
pub(crate) struct Layers(HashSet<ObjectIdentifier>);

impl Layers {
    pub(crate) fn of(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let settings = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|root| root.get::<Dict<'_>>(b"OCProperties"))
            .and_then(|layers| layers.get::<Dict<'_>>(b"D"));
        let off = settings.and_then(|settings| settings.get::<Array<'_>>(b"OFF"));
        let off = off.iter().flat_map(Array::raw_iter);
        Self(off.filter_map(|layer| layer.as_obj_ref().map(Into::into)).collect())
    }

    /// Whether the layer that `dict` names under `key` is off.
    pub(crate) fn hide(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        dict.get_ref(key).is_some_and(|layer| self.0.contains(&layer.into()))
    }
}

/// The marked sequences that are open, innermost last.
#[derive(Default)]
pub(crate) struct MarkedContent {
    /// Of each, whether its text is left out.
    open: Vec<bool>,
    left_out: usize,
}

impl MarkedContent {
    /// Begins a sequence: page numbers, running heads and watermarks are marked as artifacts.
    pub(crate) fn begin(&mut self, tag: &Name<'_>, is_hidden: bool) {
        let out = is_hidden || tag.as_ref() == b"Artifact";
        self.open.push(out);
        self.left_out += usize::from(out);
    }

    pub(crate) fn end(&mut self) {
        self.left_out -= usize::from(self.open.pop() == Some(true));
    }

    /// Whether text is left out here.
    pub(crate) fn leave_out(&self) -> bool {
        self.left_out > 0
    }
}
