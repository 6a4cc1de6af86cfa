//! A document bound to a form.

use std::sync::Arc;

use gouji_parser::{Document, Span, steps};

use super::{
    bound_table::BoundTable,
    line::Line,
    sections::{BoundSection, SectionHeading, StrayHeading},
    title::{NamedIssuer, Title},
};
use crate::{
    Summary,
    form::{Form, Forms, Lookalike, ReportKind},
    place::Jurisdiction,
};

/// A document bound to a form.
#[derive(Debug)]
pub struct Report<'d> {
    /// What it was bound from.
    pub document: &'d Document,
    /// The kind of report that it was read as.
    pub kind: Arc<ReportKind>,
    /// What it is, if it only resembles a report.
    pub lookalike: Option<Arc<Lookalike>>,
    /// The form that tables and year decide for.
    pub form: Option<Arc<Form>>,
    /// The form whose sections and tables were looked for: that one, or the newest of the kind.
    pub layout: Option<Arc<Form>>,
    /// Title line and what it says.
    pub title: Option<Title>,
    /// What it says of itself elsewhere, where the title does not.
    pub named: NamedIssuer,
    /// The year of the statistical period, with its place.
    pub period: Option<(u16, Span)>,
    /// What sort of organ the issuer is.
    pub level: Option<Arc<str>>,
    /// Whether the report covers an area with all its organs; none where the issuer is not known.
    pub covers_area: Option<bool>,
    /// Where the issuer is.
    pub jurisdiction: Option<Jurisdiction>,
    /// The form's sections in the form's order, found or not.
    pub sections: Vec<BoundSection>,
    /// Top-level headings that are no section of the form.
    pub strays: Vec<StrayHeading>,
    /// Where a second report begins in the same file, which is not bound.
    pub second: Option<Span>,
    /// The form's tables in the form's order, found or not. One that stands several times has as many
    /// entries, in the order in which they stand.
    pub tables: Vec<BoundTable>,
    /// Every line and cell in reading order.
    pub lines: Vec<Line<'d>>,
}

/// The year reported on: that of the title, else that of the statistical period.
pub(super) fn year(
    title: Option<&Title>,
    period: Option<(u16, Span)>,
    named: &NamedIssuer,
) -> Option<u16> {
    title.and_then(|title| title.year).or(period.or(named.year).map(|(year, _)| year))
}

/// The organ whose report it is: that of the title, else that which the report names elsewhere.
pub(super) fn issuer<'r>(title: Option<&'r Title>, named: &'r NamedIssuer) -> Option<&'r str> {
    title.and_then(|title| title.issuer.as_deref()).or(named.issuer.as_deref())
}

impl<'d> Report<'d> {
    /// A report of which nothing was found.
    pub(super) fn new(document: &'d Document, forms: &Forms, lines: Vec<Line<'d>>) -> Self {
        Self {
            document,
            kind: forms.kind.clone(),
            lookalike: None,
            form: None,
            layout: None,
            title: None,
            named: NamedIssuer::default(),
            period: None,
            level: None,
            covers_area: None,
            jurisdiction: None,
            sections: Vec::new(),
            strays: Vec::new(),
            second: None,
            tables: Vec::new(),
            lines,
        }
    }
}

impl Report<'_> {
    /// The year reported on: that of the title, else that of the statistical period, else that which the
    /// preamble or the signature names.
    pub fn year(&self) -> Option<u16> {
        year(self.title.as_ref(), self.period, &self.named)
    }

    /// The organ whose report it is: that of the title, else that which the preamble or the signature names.
    pub fn issuer(&self) -> Option<&str> {
        issuer(self.title.as_ref(), &self.named)
    }

    /// The year reported on, where title and statistical period do not disagree about it.
    pub fn sure_year(&self) -> Option<u16> {
        let period = self.period.map(|(year, _)| year);
        self.year().filter(|&year| period.is_none_or(|period| period == year))
    }

    /// Whether this is a report of its kind at all: one table of it is there, or two of its sections,
    /// and it speaks of what these reports are about; or the title says so of a kind without tables.
    /// Other annual reports have sections of the same titles. What only resembles a report is none.
    pub fn is_report(&self) -> bool {
        if self.lookalike.is_some() || self.kind.titled && self.title.is_none() {
            return false;
        }
        let found = || self.sections.iter().filter_map(|section| section.heading.as_ref());
        let own = || {
            let about =
                |line: &Line<'_>| self.kind.about.iter().any(|word| line.folded.contains(&**word));
            self.lines.iter().any(about)
        };
        // A title that ends so is enough where there are no tables and headings are free.
        let named = || {
            let untabled = self.layout.as_ref().is_some_and(|form| form.tables.is_empty());
            let full = |title: &Title| title.issuer.is_some() && title.year.is_some();
            untabled && self.kind.titled && self.title.as_ref().is_some_and(full)
        };
        self.tables.iter().any(|table| table.span.is_some())
            || found().count() >= 2 && (self.title.is_some() || own())
            || named()
    }

    /// The report in a few words.
    pub fn summary(&self) -> Summary {
        Summary {
            kind: Some(self.kind.name.clone()),
            form: self.form.as_ref().map(|form| form.id.clone()),
            year: self.year(),
            issuer: self.issuer().map(str::to_owned),
            level: self.level.clone(),
            jurisdiction: self.jurisdiction.clone(),
        }
    }

    /// The section with that id, if its heading was found.
    pub fn section(&self, id: &str) -> Option<&BoundSection> {
        self.sections.iter().find(|section| &*section.id == id && section.heading.is_some())
    }

    /// The heading of the first section that has a table in the form.
    pub fn first_table(&self) -> Option<&SectionHeading> {
        let section = self.layout.as_ref()?.first_with_table()?;
        self.section(&section.id)?.heading.as_ref()
    }

    /// The table with that id; of one that stands several times, the first.
    pub fn table(&self, id: &str) -> Option<&BoundTable> {
        self.tables.iter().find(|table| &*table.spec.id == id)
    }

    /// The lines on which sections begin.
    pub fn headings(&self) -> impl Iterator<Item = usize> {
        steps::each(&self.sections)
            .filter_map(|section| section.heading.as_ref().map(|heading| heading.line))
    }

    /// The first and the last line of what the form asks for: where its sections begin; where it has none,
    /// its tables; where it has neither, the title.
    pub fn extent(&self) -> Option<(usize, usize)> {
        let headings = self.headings().min().zip(self.headings().max());
        if headings.is_some() {
            return headings;
        }
        let form = self.layout.as_ref()?;
        let title = self.title.as_ref().map(|title| title.span);
        let tables = || self.tables.iter().filter_map(|table| table.span).reduce(Span::join);
        let span = match (form.sections.is_empty(), form.tables.is_empty()) {
            (true, false) => tables()?,
            (_, true) => title?,
            (false, false) => return None,
        };
        let inside = |line: &Line<'_>| (span.start..span.end).contains(&line.span().start);
        self.lines.iter().position(inside).zip(self.lines.iter().rposition(inside))
    }

    /// The lines of running text in a section: cells of its table are left out.
    pub fn prose<'r>(&'r self, section: &BoundSection) -> impl Iterator<Item = &'r Line<'r>> + 'r {
        steps::each(&self.lines[section.body.clone()]).filter(|line| !line.is_cell())
    }
}
