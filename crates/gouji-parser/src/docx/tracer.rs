//! Records where the words of a paragraph stand, while a story is read.

use std::ops::Range;

use crate::{
    flow::{
        item::StoryParagraph,
        site::{ParagraphSite, RunSite, RunText},
    },
    xml::Xml,
};

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
    pub(super) fn paragraph(&self, xml: &Xml) -> Option<Box<ParagraphSite>> {
        self.on.then(|| {
            let tag = xml.place();
            let content = tag.end..tag.end;
            Box::new(ParagraphSite { tag, content, depth: xml.depth(), ..ParagraphSite::default() })
        })
    }

    /// Begins a run at its start tag.
    pub(super) fn run(&mut self, xml: &Xml, paragraph: &StoryParagraph) -> OpenRun {
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
    pub(super) fn end_run(&mut self, run: OpenRun, xml: &Xml, paragraph: &mut StoryParagraph) {
        let inner = std::mem::replace(self, run.outer);
        let text = run.at..paragraph.text.len();
        let Some(site) = paragraph.site.as_mut().filter(|_| !text.is_empty()) else { return };
        site.runs.push(RunSite {
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
        paragraph: &mut StoryParagraph,
        (at, kept): (usize, bool),
    ) {
        let text = at..paragraph.text.len();
        let own = xml.depth() == self.depth && !text.is_empty();
        let Some(site) = paragraph.site.as_mut().filter(|_| own) else { return };
        let end = xml.place();
        site.texts.push(RunText {
            text,
            element: tag.start..end.end,
            content: tag.end..end.start,
            kept,
        });
    }
}
