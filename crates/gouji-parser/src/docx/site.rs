//! Where the words of a paragraph stand in the XML: recorded only for a trace.

use std::ops::Range;

use super::{story::Paragraph, xml::Xml};

/// Where a paragraph stands in its part.
#[derive(Clone, Debug, Default)]
pub(super) struct Site {
    /// Its start tag.
    pub(super) tag: Range<usize>,
    /// Where its content begins, after its properties, and where it ends.
    pub(super) content: Range<usize>,
    /// Runs with text, by the end of it.
    pub(super) runs: Vec<Run>,
    /// Texts that can be cut, by their end.
    pub(super) texts: Vec<Piece>,
    /// Elements around it.
    depth: u32,
}

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// What it gives to the paragraph's text.
    pub(super) text: Range<usize>,
    pub(super) element: Range<usize>,
    pub(super) tag: Range<usize>,
    /// Its properties; empty where it has none.
    pub(super) properties: Range<usize>,
    /// Whether marks may stand beside it: not in a formula, say.
    pub(super) open: bool,
}

/// A `w:t` that is a child of its run.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it gives to the paragraph's text.
    pub(super) text: Range<usize>,
    pub(super) element: Range<usize>,
    /// Between its tags.
    pub(super) content: Range<usize>,
    /// Whether white space at its ends counts.
    pub(super) kept: bool,
}

impl Site {
    /// The site without its runs: of text that stands beside the paragraph.
    pub(super) fn whole(&self) -> Self {
        let Self { tag, content, depth, .. } = self;
        Self { tag: tag.clone(), content: content.clone(), depth: *depth, ..Self::default() }
    }

    /// Takes up the site of a paragraph that goes on from this one, whose text begins at `shift`.
    pub(super) fn absorb(&mut self, next: Self, shift: usize) {
        let moved = |text: Range<usize>| text.start + shift..text.end + shift;
        // Of an empty paragraph in one tag there is no inside.
        if !next.content.is_empty() {
            self.content.end = next.content.end;
        }
        let runs = next.runs.into_iter().map(|run| Run { text: moved(run.text), ..run });
        self.runs.extend(runs);
        let texts = next.texts.into_iter().map(|piece| Piece { text: moved(piece.text), ..piece });
        self.texts.extend(texts);
    }
}

/// What the reader of a traced part keeps in mind.
#[derive(Default)]
pub(super) struct Tracer {
    pub(super) on: bool,
    /// Elements around the current run beside which no marks may stand.
    pub(super) closed: u32,
    run: Range<usize>,
    depth: u32,
    properties: Range<usize>,
}

/// A run that is being read, and what was being read around it.
pub(super) struct OpenRun {
    at: usize,
    outer: Tracer,
}

impl Tracer {
    /// Begins a paragraph at its start tag.
    pub(super) fn paragraph(&self, xml: &Xml) -> Option<Box<Site>> {
        self.on.then(|| {
            let tag = xml.place();
            let content = tag.end..tag.end;
            Box::new(Site { tag, content, depth: xml.depth(), ..Site::default() })
        })
    }

    /// Begins a run at its start tag.
    pub(super) fn run(&mut self, xml: &Xml, paragraph: &Paragraph) -> OpenRun {
        let inner = Self {
            on: self.on,
            closed: self.closed,
            run: xml.place(),
            depth: xml.depth(),
            properties: 0..0,
        };
        OpenRun { at: paragraph.text.len(), outer: std::mem::replace(self, inner) }
    }

    /// Notes the properties of the run, which end here.
    pub(super) fn properties(&mut self, start: usize, xml: &Xml) {
        if xml.depth() == self.depth {
            self.properties = start..xml.place().end;
        }
    }

    /// Ends a run at its end tag.
    pub(super) fn end_run(&mut self, run: OpenRun, xml: &Xml, paragraph: &mut Paragraph) {
        let inner = std::mem::replace(self, run.outer);
        let text = run.at..paragraph.text.len();
        let Some(site) = paragraph.site.as_mut().filter(|_| !text.is_empty()) else { return };
        site.runs.push(Run {
            text,
            element: inner.run.start..xml.place().end,
            tag: inner.run,
            properties: inner.properties,
            open: inner.closed == 0,
        });
    }

    /// Notes a text of the run; `tag` is its start tag, and it ends here.
    pub(super) fn text(
        &self,
        tag: Range<usize>,
        xml: &Xml,
        paragraph: &mut Paragraph,
        (at, kept): (usize, bool),
    ) {
        let text = at..paragraph.text.len();
        let own = xml.depth() == self.depth && !text.is_empty();
        let Some(site) = paragraph.site.as_mut().filter(|_| own) else { return };
        let end = xml.place();
        site.texts.push(Piece {
            text,
            element: tag.start..end.end,
            content: tag.end..end.start,
            kept,
        });
    }
}

impl Paragraph {
    /// Notes that the properties of the paragraph end here.
    pub(super) fn begin_content(&mut self, xml: &Xml) {
        if let Some(site) = self.site.as_mut().filter(|site| site.depth == xml.depth()) {
            let end = xml.place().end;
            site.content = end..end;
        }
    }

    /// Notes that the paragraph ends here.
    pub(super) fn end_content(&mut self, xml: &Xml) {
        if let Some(site) = &mut self.site {
            site.content.end = xml.place().start.max(site.content.start);
        }
    }
}

/// Elements in a paragraph between whose runs marks may stand.
pub(super) fn is_open(name: &str) -> bool {
    matches!(name, "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "ins" | "moveTo")
}
