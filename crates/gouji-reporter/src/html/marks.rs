//! Which cells take part in which finding.

use std::collections::BTreeMap;

use gouji_parser::Span;
use gouji_rules::finding::{CellRef, Finding, Label, Severity};

/// What findings have to do with one cell.
#[derive(Debug)]
pub(super) struct Mark {
    /// Of the gravest of them.
    pub(super) severity: Severity,
    /// Whether a finding begins here, or wants this cell changed.
    pub(super) primary: bool,
    /// The findings that are worth a number beside the cell: (number, severity).
    pub(super) refs: Vec<(usize, Severity)>,
    /// What it should hold.
    pub(super) should: Option<String>,
}

/// The marks of one report.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    cells: BTreeMap<&'a CellRef, Mark>,
    /// Places that are no value of the form, such as labels of rows.
    places: BTreeMap<(u32, u32), Mark>,
}

impl<'a> Marks<'a> {
    /// The marks of numbered findings.
    pub(super) fn new(findings: &[(usize, &'a Finding)]) -> Self {
        let mut marks = Self::default();
        for &(number, finding) in findings {
            marks.add(&finding.primary, number, finding.severity, true);
            for label in &finding.related {
                marks.add(label, number, finding.severity, false);
            }
            let repair = finding.equation.iter().flat_map(|equation| &equation.repair);
            for change in repair {
                let mark = marks.cell_mut(&change.cell, finding.severity);
                mark.note(number, finding.severity, true);
                mark.should.get_or_insert_with(|| change.value.normalize().to_string());
            }
        }
        marks
    }

    /// The mark of a cell.
    pub(super) fn cell(&self, cell: &CellRef) -> Option<&Mark> {
        self.cells.get(cell)
    }

    /// The mark of a place that is no value of the form.
    pub(super) fn place(&self, span: Span) -> Option<&Mark> {
        if span.start == span.end { None } else { self.places.get(&(span.start, span.end)) }
    }

    fn add(&mut self, label: &'a Label, number: usize, severity: Severity, primary: bool) {
        let mark = match &label.cell {
            Some(cell) => self.cell_mut(cell, severity),
            None => self
                .places
                .entry((label.span.start, label.span.end))
                .or_insert_with(|| Mark::new(severity)),
        };
        mark.note(number, severity, primary);
    }

    fn cell_mut(&mut self, cell: &'a CellRef, severity: Severity) -> &mut Mark {
        self.cells.entry(cell).or_insert_with(|| Mark::new(severity))
    }
}

impl Mark {
    fn new(severity: Severity) -> Self {
        Self { severity, primary: false, refs: Vec::new(), should: None }
    }

    /// A hint leads to its finding from its first cell alone: it may have a hundred.
    fn note(&mut self, number: usize, severity: Severity, primary: bool) {
        self.severity = self.severity.max(severity);
        self.primary |= primary && severity == self.severity;
        let worth = primary || severity > Severity::Info;
        if worth && !self.refs.iter().any(|&(known, _)| known == number) {
            self.refs.push((number, severity));
        }
    }
}
