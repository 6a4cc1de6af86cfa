//! The form's tables in a document: where each stands, of which edition it is, its cells.

use std::{ops::Range, sync::Arc};

use gouji_parser::{Document, NoteKind, Span};

use super::{
    BoundTable, Forms,
    assemble::{absent_row, assemble},
    edition::{Edition, decide, edition},
    elsewhere,
    line::{Line, Origin},
    line_table::line_table,
    region::{openings, region, start},
    sections::FoundSections,
    stream, walk,
};
use crate::form::{Form, Shape, TableSpec};

/// Binds every table of `layout`, each as the form gives it that its labels decide for. Gives also the
/// form that they decide for together with the year.
pub(super) fn bind(
    document: &Document,
    lines: &[Line<'_>],
    found: &FoundSections,
    layout: &Form,
    forms: &Forms,
    year: Option<u16>,
) -> (Vec<BoundTable>, Option<Arc<Form>>) {
    let openings: Vec<Vec<usize>> =
        layout.tables.iter().map(|table| openings(lines, table, forms)).collect();
    let starts: Vec<Option<usize>> = layout
        .tables
        .iter()
        .zip(&openings)
        .map(|(table, openings)| start(lines, found, table, openings))
        .collect();
    let mut regions: Vec<Option<Range<usize>>> = starts
        .iter()
        .map(|start| start.map(|start| region(start, &starts, found, lines)))
        .collect();
    // Tables whose labels differ between forms say which form the report is on; the others follow.
    let by_labels: Vec<Option<Edition>> = layout
        .tables
        .iter()
        .zip(&regions)
        .map(|(table, region)| {
            region.clone().and_then(|region| edition(&lines[region], &table.id, forms, year))
        })
        .collect();
    let decided = decide(&by_labels, year, forms);
    let fallback = decided.as_deref().unwrap_or(layout);
    let specs: Vec<Arc<TableSpec>> = layout
        .tables
        .iter()
        .zip(&by_labels)
        .map(|(table, edition)| {
            let form = edition.as_ref().map_or(fallback, |edition| &edition.form);
            form.table(&table.id).unwrap_or(table).clone()
        })
        .collect();
    let read = |table: usize, region| tables_in(document, lines, region, &specs[table]);
    let copies = elsewhere::copies(&openings, &mut regions, found, lines.len(), read);
    let mut tables = Vec::new();
    for (index, edition) in by_labels.into_iter().enumerate() {
        let mut bound = match regions[index].clone() {
            Some(region) => read(index, region),
            None => vec![missing(specs[index].clone(), document, lines, found)],
        };
        let again = copies[index].iter().flat_map(|region| read(index, region.clone()));
        bound.extend(again.filter(|table| table.span.is_some()));
        for (copy, table) in bound.iter_mut().enumerate() {
            table.copy = copy;
            table.edition = edition.as_ref().map(|edition| edition.form.id.clone());
        }
        bound[0].foreign = edition.and_then(|edition| edition.foreign);
        tables.extend(bound);
    }
    (tables, decided)
}

/// A table that is not in the document; what stands where it could be.
fn missing(
    spec: Arc<TableSpec>,
    document: &Document,
    lines: &[Line<'_>],
    found: &FoundSections,
) -> BoundTable {
    let body = found.section(&spec.section).map(|section| section.body.clone());
    let extent = body.and_then(|body| {
        let first = body.start.checked_sub(1)?;
        let last = lines.get(body.end).map_or(u32::MAX, |line| line.span().start);
        Some(Span { start: lines[first].span().start, end: last })
    });
    let image = document
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Image)
        .map(|note| note.span)
        .find(|span| {
            extent.is_some_and(|extent| extent.start <= span.start && span.start < extent.end)
        });
    let rows = (0..spec.rows.len()).map(absent_row).collect();
    BoundTable { image, ..BoundTable::new(spec, rows) }
}

/// The copies of a table that stand in `region`, at least one.
fn tables_in(
    document: &Document,
    lines: &[Line<'_>],
    region: Range<usize>,
    spec: &Arc<TableSpec>,
) -> Vec<BoundTable> {
    let items = stream::stream(lines, region.clone());
    let first = lines[region.clone()].iter().find(|line| !line.is_blank()).map(Line::span);
    let mut copies = match spec.shape {
        Shape::Rows => walk::walk(spec, &items),
        Shape::Line | Shape::Lines => line_table(spec, &items),
    };
    if let Some(table) = copies.first_mut() {
        table.span = first
            .into_iter()
            .chain(table.span)
            .reduce(|first, span| Span { start: first.start.min(span.start), end: span.end });
    }
    let run_together =
        lines[region.clone()].iter().any(|line| matches!(line.origin, Origin::Fused { .. }));
    // A file that was cut ends without an end of line.
    let end = document.source.text().len() as u32;
    let cut = region.end == lines.len() && lines.last().is_some_and(|line| line.span().end == end);
    let last = copies.len() - 1;
    let assembled = copies.into_iter().enumerate();
    assembled
        .map(|(at, walked)| assemble(spec.clone(), walked, run_together, cut && at == last))
        .collect()
}
