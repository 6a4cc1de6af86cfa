//! A report between two steps.

use gouji_parser::{Document, ReadError};
use gouji_report::bind::{Report, RowState};
use rust_decimal::Decimal;

use super::step::Step;
use crate::{
    Linter,
    finding::{CheckedReport, Safety},
};

/// A file at one moment.
pub(crate) struct FileState {
    pub(crate) bytes: Vec<u8>,
    pub(crate) document: Document,
    pub(crate) checked: CheckedReport,
    pub(crate) figures: Vec<FigureRow>,
}

impl FileState {
    pub(crate) fn new(checker: &Checker<'_>, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let document = gouji_parser::read(&bytes, checker.name)?;
        let report = checker.linter.bind(&document);
        let mut found = checker.linter.check_report(&report);
        (checker.let_pass)(&report, &mut found);
        let figures = figures(&report);
        Ok(Self { bytes, document, checked: found, figures })
    }

    /// The fixes that `most` leaves out.
    pub(crate) fn beyond(&self, most: Safety) -> Vec<Step> {
        let findings = self.checked.findings.iter();
        let fixes = findings.filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        fixes
            .filter(|(_, fix)| fix.safety > most)
            .map(|(finding, fix)| Step::new(finding, fix, &self.document.source))
            .collect()
    }
}

/// Takes findings out of what was found in a report.
pub type LetPass<'l> = &'l dyn Fn(&Report<'_>, &mut CheckedReport);

/// What a file is checked with.
pub(crate) struct Checker<'c> {
    pub(crate) linter: &'c Linter,
    pub(crate) let_pass: LetPass<'c>,
    pub(crate) name: &'c str,
}

/// A row of a table, how far it was read, and its cells: column, whether empty, number.
pub(crate) type FigureRow = (usize, usize, RowState, Vec<(usize, bool, Option<Decimal>)>);

/// Every figure that was bound: table, row, column and value. A fix that changes what a report says
/// changes one of them.
fn figures(report: &Report<'_>) -> Vec<FigureRow> {
    let tables = report.tables.iter().enumerate();
    tables
        .flat_map(|(table, bound)| {
            bound.rows.iter().map(move |row| {
                let cells = row.cells.iter();
                let cells =
                    cells.map(|cell| (cell.column, cell.is_empty(), cell.number())).collect();
                (table, row.spec, row.state, cells)
            })
        })
        .collect()
}
