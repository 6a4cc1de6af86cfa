//! What a unit has done in a year, for the summary.

use std::collections::BTreeMap;

use gouji_rules::finding::{Finding, Severity};

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

/// How many findings there are.
#[derive(Clone, Debug, Default)]
pub struct FindingCounts {
    /// Errors, warnings and hints.
    pub by_severity: [usize; 3],
    /// By the letter of their family.
    pub by_family: BTreeMap<char, usize>,
}

impl FindingCounts {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            let at = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            counts.by_severity[at] += 1;
            let letter = finding.code.chars().next().unwrap_or('?');
            *counts.by_family.entry(letter).or_default() += 1;
        }
        counts
    }

    /// Adds the counts of others.
    pub(crate) fn add(&mut self, others: &Self) {
        for (sum, own) in self.by_severity.iter_mut().zip(others.by_severity) {
            *sum += own;
        }
        for (letter, count) in &others.by_family {
            *self.by_family.entry(*letter).or_default() += count;
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
    /// What was found in its files.
    pub found: FindingCounts,
    /// Checks that could not be assessed.
    pub not_assessable: usize,
}
