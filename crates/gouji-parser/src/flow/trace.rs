//! The way back from the view to the paragraphs of the main part.

use std::ops::Range;

use super::site::ParagraphSite;
use crate::Span;

/// A paragraph as it stands in the view.
#[derive(Debug)]
pub(crate) struct TracedParagraph {
    /// Its text in the view, its automatic number included.
    view: Range<usize>,
    /// Where in the view its own text would begin if the white space before were shown, and how much
    /// that is.
    base: (usize, usize),
    /// Where it stands; for a text box the paragraph that holds the box, for a note nothing.
    site: Option<ParagraphSite>,
    /// Whether the site is its own.
    own: bool,
}

/// A place in the main part.
pub(crate) struct TracedPlace<'a> {
    pub(crate) site: &'a ParagraphSite,
    /// The words meant, in the paragraph's own text; none where all of it is meant.
    pub(crate) text: Option<Range<usize>>,
    /// Whether the words that were looked for are there, and not only near.
    pub(crate) exact: bool,
}

/// Paragraphs in the order of the view.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    placed: Vec<TracedParagraph>,
    /// The paragraph that holds what is being laid out, if that is a text box.
    host: Option<ParagraphSite>,
    /// Whether notes are being laid out.
    pub(crate) in_notes: bool,
}

impl Trace {
    /// Lays out a text box of the paragraph at `host`; gives what was laid out before.
    pub(crate) fn enter(&mut self, host: Option<&ParagraphSite>) -> Option<ParagraphSite> {
        let host = self.host.clone().or_else(|| host.map(ParagraphSite::whole));
        std::mem::replace(&mut self.host, host)
    }

    /// Ends a text box.
    pub(crate) fn leave(&mut self, outer: Option<ParagraphSite>) {
        self.host = outer;
    }

    /// Notes a paragraph that has been laid out.
    pub(crate) fn paragraph(
        &mut self,
        site: &ParagraphSite,
        view: Range<usize>,
        base: (usize, usize),
    ) {
        let (site, own) = match &self.host {
            _ if self.in_notes => (None, false),
            Some(host) => (Some(host.clone()), false),
            None => (Some(site.clone()), true),
        };
        self.placed.push(TracedParagraph { view, base, site, own });
    }

    /// Forgets what was laid out from `start` on.
    pub(crate) fn truncate(&mut self, start: usize) {
        let kept = self.placed.partition_point(|placed| placed.view.start < start);
        self.placed.truncate(kept);
    }

    /// Where `span` of the view stands, or what is nearest to it: in the end the first paragraph
    /// with text, which is the title. Nothing where there is no paragraph at all.
    pub(crate) fn find(&self, span: Span) -> Option<TracedPlace<'_>> {
        let span = span.range();
        if span == (0..0) {
            return self.title();
        }
        let first = self.placed.partition_point(|placed| placed.view.end < span.start);
        let meets = |placed: &&TracedParagraph| {
            placed.view.start < span.end && span.start < placed.view.end
                || span.is_empty() && placed.view.start <= span.start
                || placed.view == span
        };
        let near = self.placed[first..].iter().take_while(|it| it.view.start <= span.end);
        let Some(placed) = near.clone().find(meets).or_else(|| near.clone().next()) else {
            return self.title();
        };
        let Some(site) = &placed.site else { return self.title() };
        let words = (placed.own && !span.is_empty()).then(|| {
            let (base, lead) = placed.base;
            let own = |at: usize| (at + lead).saturating_sub(base);
            own(span.start)..own(span.end.min(placed.view.end))
        });
        let text = words.filter(|words| !words.is_empty());
        Some(TracedPlace { site, text, exact: placed.own })
    }

    fn title(&self) -> Option<TracedPlace<'_>> {
        let own = || self.placed.iter().filter(|placed| placed.own);
        let placed = own().find(|placed| !placed.view.is_empty()).or_else(|| own().next())?;
        Some(TracedPlace { site: placed.site.as_ref()?, text: None, exact: false })
    }
}
