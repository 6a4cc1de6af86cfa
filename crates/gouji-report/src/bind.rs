//! Binding: a document read against the form. Which heading opens which section, which cell is
//! which field, which form it is, which year, whose report.
//!
//! ```text
//! Document ─lines─▶ [Line] ─sections─▶ headings ─stream─▶ per table ─walk─▶ labelled rows ─align─▶ cells
//! ```
//!
//! Where the format has coordinates, coordinates decide; where it has none, the form's labels do:
//! one walk recognises the row labels in order and takes the values that follow. A row that
//! yields too few or too many values is *unaligned*, and nothing is guessed about it.

use std::sync::Arc;

use gouji_parser::{Document, Span};

use crate::{
    form::{Form, Forms, Level, Organs},
    place::{Jurisdiction, Standing},
};

mod align;
mod assemble;
mod bound_table;
mod cell;
mod edition;
mod elsewhere;
mod figure;
mod fused;
mod line;
mod line_table;
mod lines;
mod lost;
mod named;
mod page_mark;
mod recognise;
mod region;
mod report;
mod sections;
mod stream;
mod tables;
mod title;
mod walk;

pub use bound_table::{
    BoundRow, BoundTable, Deviation, GroupFigures, Irregular, IrregularKind, RowState,
};
pub use cell::{BoundCell, CellValue};
pub use line::{CellOrigin, Line, Origin};
pub use lost::{LostRow, Readings};
pub use report::Report;
use sections::FoundSections;
pub use sections::{
    BoundSection, NumberStyle, SectionHeading, StrayHeading, StrayKind, TitleMatch, TitleNumber,
};
pub use title::{NamedIssuer, Title};

/// Binds a document, as the first kind of report that it is. Always gives a report: one of which
/// nothing was found is a report without sections and tables ([`Report::is_report`] says so).
pub fn bind<'d>(document: &'d Document, forms: &Forms) -> Report<'d> {
    let report = bind_as(document, forms);
    if report.is_report() {
        return report;
    }
    let others = forms.others.iter().map(|forms| bind_as(document, forms));
    others.into_iter().find(Report::is_report).unwrap_or(report)
}

/// Binds a document as a report of one kind.
fn bind_as<'d>(document: &'d Document, forms: &Forms) -> Report<'d> {
    let lines = lines::lines(document, forms);
    let Some(newest) = forms.forms.last() else { return Report::new(document, forms, lines) };
    let read = FormReading::of(document, &lines, newest, forms);
    // A form that has other sections, or its tables elsewhere, is looked for anew.
    let otherwise = read.decided.clone().filter(|form| !form.is_laid_out_as(newest));
    let (layout, read) = match otherwise {
        Some(form) => (form.clone(), FormReading::of(document, &lines, &form, forms)),
        None => (newest.clone(), read),
    };
    read.report(document, lines, layout, forms)
}

/// A document read as one form lays a report out.
struct FormReading {
    found: FoundSections,
    period: Option<(u16, Span)>,
    title: Option<Title>,
    named: NamedIssuer,
    tables: Vec<BoundTable>,
    /// The form that tables and year decide for.
    decided: Option<Arc<Form>>,
}

impl FormReading {
    fn of(document: &Document, lines: &[Line<'_>], layout: &Form, forms: &Forms) -> Self {
        let mut found = sections::find(lines, layout, forms);
        let period = title::period(lines, &found, layout, &forms.kind);
        let title = title::find(lines, &found, forms, period.map(|(year, _)| year));
        let named = named::find(lines, &found, title.as_ref(), forms);
        let year = report::year(title.as_ref(), period, &named);
        let (tables, decided) = tables::bind(document, lines, &found, layout, forms, year);
        found.set_strays(lines, &tables, layout, forms);
        Self { found, period, title, named, tables, decided }
    }

    fn report<'d>(
        self,
        document: &'d Document,
        lines: Vec<Line<'d>>,
        layout: Arc<Form>,
        forms: &Forms,
    ) -> Report<'d> {
        let Self { found, period, title, named, tables, decided } = self;
        let year = report::year(title.as_ref(), period, &named);
        let issuer = report::issuer(title.as_ref(), &named);
        let jurisdiction = issuer.and_then(|issuer| forms.places.resolve(issuer, year));
        let level = issuer.and_then(|issuer| level(issuer, jurisdiction.as_ref(), &forms.organs));
        let first = found.first_line();
        // The year alone decides for no form of tables that were not found.
        let shown = |form: &Arc<Form>| {
            form.tables.is_empty() || tables.iter().any(|table| table.span.is_some())
        };
        let mut report = Report {
            lookalike: title::lookalike(&document.source, &lines, first, title.as_ref(), forms),
            form: decided.filter(shown),
            layout: Some(layout),
            period,
            level: level.map(|level| level.id.clone()),
            covers_area: level.map(|level| level.area),
            jurisdiction,
            second: found.second.map(|line| lines[line].span()),
            sections: found.sections,
            strays: found.strays,
            title,
            named,
            tables,
            ..Report::new(document, forms, lines)
        };
        if report.title.is_none() && report.is_report() {
            report.title = title::bare(&report.lines, first, forms);
        }
        report
    }
}

/// What sort of organ the issuer is. That of a government is known from its place: 济源市 is a county.
fn level<'o>(issuer: &str, place: Option<&Jurisdiction>, organs: &'o Organs) -> Option<&'o Level> {
    let by_place = place
        .filter(|place| place.standing == Standing::Government)
        .and_then(|place| place.code)
        .and_then(|code| organs.levels.iter().find(|level| &*level.id == code.tier().id()));
    by_place.or_else(|| organs.level(issuer))
}

#[cfg(test)]
mod tests;

/// The forms of this repository.
#[cfg(test)]
pub(crate) fn shipped() -> Forms {
    let files: Vec<crate::DataFile<'_>> =
        gouji_data::FORMS.iter().map(|&(name, text)| crate::DataFile { name, text }).collect();
    Forms::load(&files).expect("the forms of this repository are right")
}
