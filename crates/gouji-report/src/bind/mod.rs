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

use gouji_parser::Document;

use crate::{
    form::{Form, Forms, Level, Organs},
    place::{Jurisdiction, Standing},
};

mod align;
mod assemble;
mod edition;
mod elsewhere;
mod figure;
mod fused;
mod line;
mod line_table;
mod lines;
mod recognise;
mod region;
mod report;
mod sections;
mod stream;
mod tables;
mod title;
mod walk;

pub use line::{CellOrigin, Line, Origin};
pub use report::{
    BoundCell, BoundRow, BoundTable, CellValue, Deviation, GroupFigures, Irregular, IrregularKind,
    Report, RowState,
};
pub use sections::{BoundSection, Number, SectionHeading, Stray, StraySort, Style, TitleMatch};
pub use title::Title;

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
    let Some(newest) = forms.forms.last() else {
        return Report {
            document,
            kind: forms.kind.clone(),
            lookalike: None,
            form: None,
            title: None,
            period: None,
            level: None,
            covers_area: None,
            jurisdiction: None,
            sections: Vec::new(),
            strays: Vec::new(),
            second: None,
            tables: Vec::new(),
            lines: Vec::new(),
        };
    };
    let lines = lines::lines(document, forms);
    let mut found = sections::find(&lines, newest, forms);
    let period = title::period(&lines, &found, newest);
    let title = title::find(&lines, &found, forms, period.map(|(year, _)| year));
    let year = title.as_ref().and_then(|title| title.year).or(period.map(|(year, _)| year));
    let tables = tables::bind(document, &lines, &found, forms, year);
    found.set_strays(&lines, &tables, newest, forms);
    let form = decide(&tables, forms, year);
    let issuer = title.as_ref().and_then(|title| title.issuer.as_deref());
    let jurisdiction = issuer.and_then(|issuer| forms.places.resolve(issuer, year));
    let level = issuer.and_then(|issuer| level(issuer, jurisdiction.as_ref(), &forms.organs));
    let first = found.first_line();
    let lookalike = title::lookalike(&lines, first, title.as_ref(), forms);
    let mut report = Report {
        document,
        kind: forms.kind.clone(),
        lookalike,
        form,
        title,
        period,
        level: level.map(|level| level.id.clone()),
        covers_area: level.map(|level| level.area),
        jurisdiction,
        sections: found.sections,
        strays: found.strays,
        second: found.second.map(|line| lines[line].span()),
        tables,
        lines,
    };
    if report.title.is_none() && report.is_report() {
        report.title = title::bare(&report.lines, first, forms);
    }
    report
}

/// What sort of organ the issuer is. That of a government is known from its place: 济源市 is a county.
fn level<'o>(issuer: &str, place: Option<&Jurisdiction>, organs: &'o Organs) -> Option<&'o Level> {
    let by_place = place
        .filter(|place| place.standing == Standing::Government)
        .and_then(|place| place.code)
        .and_then(|code| organs.levels.iter().find(|level| &*level.id == code.tier().id()));
    by_place.or_else(|| organs.level(issuer))
}

/// The form: by the labels of the tables, first of those that differ between forms; where they
/// are silent, by the year, if any table was found at all.
fn decide(tables: &[BoundTable], forms: &Forms, year: Option<u16>) -> Option<Arc<Form>> {
    let by_labels = tables.iter().find_map(|table| table.edition.as_ref());
    let id = by_labels.cloned().or_else(|| {
        tables.iter().find(|table| table.span.is_some())?;
        let year = year?;
        forms.forms.iter().find(|form| form.applies_to(year)).map(|form| form.id.clone())
    })?;
    forms.forms.iter().find(|form| form.id == id).cloned()
}

/// The forms of this repository.
#[cfg(test)]
pub(crate) fn shipped() -> Forms {
    let files: Vec<crate::DataFile<'_>> =
        gouji_data::FORMS.iter().map(|&(name, text)| crate::DataFile { name, text }).collect();
    Forms::load(&files).expect("the forms of this repository are right")
}
