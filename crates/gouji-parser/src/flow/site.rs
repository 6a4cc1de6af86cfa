//! Where the words of a paragraph stand in the XML: recorded only for a trace.

use std::ops::Range;

use crate::xml::Xml;

/// Where a paragraph stands in its part.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphSite {
    /// Its start tag.
    pub(crate) tag: Range<usize>,
    /// Where its content begins, after its properties, and where it ends.
    pub(crate) content: Range<usize>,
    /// Runs with text, by the end of it.
    pub(crate) runs: Vec<RunSite>,
    /// Texts that can be cut, by their end.
    pub(crate) texts: Vec<RunText>,
    /// Elements around it.
    pub(crate) depth: u32,
}

/// A run.
#[derive(Clone, Debug)]
pub(crate) struct RunSite {
    /// What it gives to the paragraph's text.
    pub(crate) text: Range<usize>,
    pub(crate) element: Range<usize>,
    pub(crate) tag: Range<usize>,
    /// Its properties; empty where it has none.
    pub(crate) properties: Range<usize>,
    /// Whether marks may stand beside it: not in a formula, say.
    pub(crate) open: bool,
}

/// A `w:t` that is a child of its run.
#[derive(Clone, Debug)]
pub(crate) struct RunText {
    /// What it gives to the paragraph's text.
    pub(crate) text: Range<usize>,
    pub(crate) element: Range<usize>,
    /// Between its tags.
    pub(crate) content: Range<usize>,
    /// Whether white space at its ends counts.
    pub(crate) kept: bool,
}

impl ParagraphSite {
    /// The site without its runs: of text that stands beside the paragraph.
    pub(crate) fn whole(&self) -> Self {
        let Self { tag, content, depth, .. } = self;
        Self { tag: tag.clone(), content: content.clone(), depth: *depth, ..Self::default() }
    }

    /// Takes up the site of a paragraph that goes on from this one, whose text begins at `shift`.
    pub(crate) fn absorb(&mut self, next: Self, shift: usize) {
        let moved = |text: Range<usize>| text.start + shift..text.end + shift;
        // Of an empty paragraph in one tag there is no inside.
        if !next.content.is_empty() {
            self.content.end = next.content.end;
        }
        let runs = next.runs.into_iter().map(|run| RunSite { text: moved(run.text), ..run });
        self.runs.extend(runs);
        let texts =
            next.texts.into_iter().map(|piece| RunText { text: moved(piece.text), ..piece });
        self.texts.extend(texts);
    }
}

impl ParagraphSite {
    /// Notes that the properties of the paragraph end here.
    pub(crate) fn begin_content(&mut self, xml: &Xml) {
        if self.depth == xml.depth() {
            let end = xml.place().end;
            self.content = end..end;
        }
    }

    /// Notes that the paragraph ends here.
    pub(crate) fn end_content(&mut self, xml: &Xml) {
        self.content.end = xml.place().start.max(self.content.start);
    }
}

/// Elements in a paragraph between whose runs marks may stand.
pub(crate) fn is_open(name: &str) -> bool {
    matches!(name, "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "ins" | "moveTo")
}
