//! What the process says when it ends.

use gouji_rules::finding::CheckedReport;

use crate::level::FailOn;

/// The exit status. The order is that of precedence: what could not be done outweighs what was
/// found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the fail level.
    Clean = 0,
    /// At least one finding at or above the fail level.
    Findings = 1,
    /// Usage, configuration or read error, or something that was not checked.
    Failed = 2,
}

impl Status {
    /// What comes of a file: `fail_on` is the severity from which on a finding counts, `strict` says
    /// whether what was not checked does.
    pub fn of(checked: &CheckedReport, fail_on: FailOn, strict: bool) -> Self {
        if strict && !checked.not_checked.is_empty() {
            Self::Failed
        } else if checked.findings.iter().any(|it| fail_on.reached_by(it.severity)) {
            Self::Findings
        } else {
            Self::Clean
        }
    }
}
