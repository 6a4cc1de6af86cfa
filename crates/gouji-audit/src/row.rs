//! What a unit has done in a year, for the summary.

use std::collections::BTreeMap;

use gouji_rules::finding::{CheckedReport, Severity};
use schemars::JsonSchema;
use serde::Deserialize;

/// Whether a unit has handed in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    /// Errors, warnings and hints by the code of their rule.
    pub by_rule: BTreeMap<String, [usize; 3]>,
    /// By the code of their rule: what could not be assessed.
    pub open: BTreeMap<String, usize>,
}

impl FindingCounts {
    /// Counts what was found, and what could not be assessed.
    pub fn of(checked: &CheckedReport) -> Self {
        let mut counts = Self::default();
        for it in &checked.not_assessable {
            *counts.open.entry(it.code.to_string()).or_default() += 1;
        }
        for finding in &checked.findings {
            let at = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            };
            counts.by_severity[at] += 1;
            let letter = finding.code.chars().next().unwrap_or('?');
            *counts.by_family.entry(letter).or_default() += 1;
            counts.by_rule.entry(finding.code.to_string()).or_default()[at] += 1;
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
        for (code, counts) in &others.by_rule {
            let own = self.by_rule.entry(code.clone()).or_default();
            own.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        for (code, count) in &others.open {
            *self.open.entry(code.clone()).or_default() += count;
        }
    }

    /// How many findings of a rule weigh `least` or more.
    pub fn of_rule(&self, code: &str, least: Severity) -> usize {
        let heavy = match least {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Info => 3,
        };
        self.by_rule.get(code).map_or(0, |counts| counts[..heavy].iter().sum())
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
