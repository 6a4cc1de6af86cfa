//! What makes a run fail.

use gouji_rules::finding::Severity;

/// The severity from which on a finding makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    Warning,
    /// Every finding.
    Info,
    /// None.
    Never,
}

impl FailOn {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Never];

    /// `error`, `warning`, `info`, `never`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }

    /// The least severity that makes the run fail.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }

    /// Whether a finding of `severity` makes the run fail.
    pub fn reached_by(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }
}

/// What comes of a file that was not checked, wholly or in part: the run fails with exit status 2, or
/// it is said and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnNotChecked {
    /// It does.
    Fail,
    /// It does not.
    Warn,
}

impl OnNotChecked {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Fail, Self::Warn];

    /// `fail`, `warn`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Warn => "warn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fail_level_counts_everything_from_itself_up() {
        use Severity::{Error, Info, Warning};
        let reached = |level: FailOn| [Info, Warning, Error].map(|it| level.reached_by(it));
        assert_eq!(reached(FailOn::Info), [true, true, true]);
        assert_eq!(reached(FailOn::Warning), [false, true, true]);
        assert_eq!(reached(FailOn::Error), [false, false, true]);
        assert_eq!(reached(FailOn::Never), [false, false, false]);
    }
}
