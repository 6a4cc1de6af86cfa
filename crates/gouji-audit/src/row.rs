//! What a unit has done in a year, for the summary.

use std::collections::BTreeMap;

/// Whether a unit has handed in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilingState {
    /// It has to report, and there is none.
    Missing,
    /// What is there is no report.
    NoReport,
    /// It is there, and was published late.
    Late,
    /// It is there.
    There,
}

impl FilingState {
    /// `missing`, `no-report`, `late`, `there`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoReport => "no-report",
            Self::Late => "late",
            Self::There => "there",
        }
    }
}

/// A unit in a year.
#[derive(Clone, Debug)]
pub struct AuditRow {
    /// What the unit is called.
    pub unit: String,
    /// Its code: its own of `units.toml`, else that of its place.
    pub code: Option<String>,
    /// What the unit above it is called.
    pub parent: Option<String>,
    /// The year.
    pub year: u16,
    /// Whether the report is there.
    pub state: FilingState,
    /// The file that counts, by its index.
    pub file: Option<usize>,
    /// Further files for the same year.
    pub others: usize,
    /// Errors, warnings and hints.
    pub found: [usize; 3],
    /// Findings by the letter of their family.
    pub families: BTreeMap<char, usize>,
    /// Checks that could not be assessed.
    pub not_assessable: usize,
}
