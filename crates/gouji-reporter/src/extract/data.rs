//! What is extracted of one file.

use gouji_parser::Position;
use gouji_report::{CellRef, place::UnitName, sheet::Sheet, view::StatementView};

/// What there is of one file.
#[derive(Clone, Copy, Debug)]
pub struct ExtractedFile<'a> {
    /// Its path, as it is to be printed.
    pub path: &'a str,
    /// What was read; else why nothing was.
    pub read: Result<&'a ReportData, &'a str>,
}

/// The figures of a report.
#[derive(Clone, Debug)]
pub struct ReportData {
    /// Those of its tables.
    pub sheet: Sheet,
    /// By which name the organ that reports is told from others; none where it is not known.
    pub organ: Option<UnitName>,
    /// Whether the report covers an area with all its organs; none where the organ is not known.
    pub covers_area: Option<bool>,
    /// Those of its text, with their places.
    pub statements: Vec<(StatementView, Position)>,
    /// Why its figures are not to be relied on as those of a report, if so.
    pub doubt: Option<String>,
}

/// `requests.new.sum`.
pub(super) fn address(cell: &CellRef) -> String {
    format!("{}.{}.{}", cell.table, cell.row, cell.column)
}
