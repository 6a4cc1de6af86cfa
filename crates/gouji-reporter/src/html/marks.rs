//! Which cells take part in which finding.

use std::collections::BTreeMap;

use gouji_parser::Span;
use gouji_report::{CellRef, Label, SourceId};
use gouji_rules::finding::{Finding, Severity};

use gouji_report::Lang;

/// What findings have to do with one cell.
#[derive(Debug)]
pub(super) struct CellMark<'a> {
    /// Of the gravest of them.
    pub(super) severity: Severity,
    /// Whether a finding begins here, or wants this cell changed.
    pub(super) primary: bool,
    /// The findings that are worth a number beside the cell: (number, severity).
    pub(super) refs: Vec<(usize, Severity)>,
    /// What it should hold.
    pub(super) should: Option<String>,
    /// What else is said of it in a few words: 全角数字.
    pub(super) said: Option<&'a str>,
}

/// Characters of a remark that are shown in a cell.
const MAX_SAID: usize = 12;

/// The marks of one report.
#[derive(Debug, Default)]
pub(super) struct ReportMarks<'a> {
    cells: BTreeMap<&'a CellRef, CellMark<'a>>,
    /// Places that are no value of the form, such as labels of rows.
    places: BTreeMap<(u32, u32), CellMark<'a>>,
}

impl<'a> ReportMarks<'a> {
    /// The marks of numbered findings in the file `own`.
    pub(super) fn new(findings: &[(usize, &'a Finding)], own: SourceId, language: Lang) -> Self {
        let mut marks = Self::default();
        for &(number, finding) in findings {
            marks.add(&finding.primary, number, finding.severity, true, language);
            for label in finding.related.iter().filter(|label| label.source == own) {
                marks.add(label, number, finding.severity, false, language);
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

    /// The marks of numbered findings of another file in the file `other`.
    pub(super) fn beside(
        findings: &[(usize, &'a Finding)],
        other: SourceId,
        language: Lang,
    ) -> Self {
        let mut marks = Self::default();
        for &(number, finding) in findings {
            for label in finding.related.iter().filter(|label| label.source == other) {
                marks.add(label, number, finding.severity, true, language);
            }
        }
        marks
    }

    /// Whether a cell of a table is marked.
    pub(super) fn concern(&self, table: &str, copy: usize) -> bool {
        self.cells.keys().any(|cell| (&*cell.table, cell.copy) == (table, copy))
    }

    /// The mark of a cell.
    pub(super) fn cell(&self, cell: &CellRef) -> Option<&CellMark<'a>> {
        self.cells.get(cell)
    }

    /// The mark of a place that is no value of the form.
    pub(super) fn place(&self, span: Span) -> Option<&CellMark<'a>> {
        if span.start == span.end { None } else { self.places.get(&(span.start, span.end)) }
    }

    /// A cell of which a grave finding says something is one to look at, as its first cell is.
    fn add(
        &mut self,
        label: &'a Label,
        number: usize,
        severity: Severity,
        primary: bool,
        language: Lang,
    ) {
        let mark = match &label.cell {
            Some(cell) => self.cell_mut(cell, severity),
            None => self
                .places
                .entry((label.span.start, label.span.end))
                .or_insert_with(|| CellMark::new(severity)),
        };
        let said = language.pick(&label.message);
        let told = !said.is_empty() && label.cell.is_some();
        if told && said.chars().count() <= MAX_SAID {
            mark.said.get_or_insert(said);
        }
        mark.note(number, severity, primary || told && severity > Severity::Info);
    }

    fn cell_mut(&mut self, cell: &'a CellRef, severity: Severity) -> &mut CellMark<'a> {
        self.cells.entry(cell).or_insert_with(|| CellMark::new(severity))
    }
}

impl CellMark<'_> {
    fn new(severity: Severity) -> Self {
        Self { severity, primary: false, refs: Vec::new(), should: None, said: None }
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
