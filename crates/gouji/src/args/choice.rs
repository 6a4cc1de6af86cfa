//! What can be chosen: a language, colours, a level, a place.

use clap::ValueEnum;
use gouji_rules::finding::Severity;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The file that a JSON Schema is asked for of: gouji.toml or a pack. Values without a comment keep the help
/// short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    Config,
    Pack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    Error,
    Warning,
    Info,
}

impl Least {
    /// The severity.
    pub(crate) fn least(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

/// The severity from which on a finding makes a run fail.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// `error`, `warning`, `info`, `never`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }

    /// The least severity that makes the run fail.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }

    /// Whether a finding of `severity` makes the run fail.
    pub(crate) fn reached_by(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }
}

/// What comes of a file that was not checked, wholly or in part: the run fails with exit status 2, or
/// it is said and no more.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OnNotChecked {
    Fail,
    Warn,
}

impl OnNotChecked {
    /// `fail`, `warn`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Warn => "warn",
        }
    }
}

/// A glob as an option gives it.
pub(super) fn glob(text: &str) -> Result<globset::Glob, String> {
    globset::Glob::new(text).map_err(|error| crate::words::glob(&error))
}

/// A place as an option gives it.
pub(super) fn jurisdiction(code: &str) -> Result<String, String> {
    if is_jurisdiction(code) {
        Ok(code.to_owned())
    } else {
        Err("应为 2、4 或 6 位数字，如 62、6204、620403；不用任何地方规定写 00 / \
             expected 2, 4 or 6 digits; 00 for the rules of no place"
            .to_owned())
    }
}

/// How many threads an option asks for.
pub(super) fn threads(count: &str) -> Result<u16, &'static str> {
    let wrong = "应为 1 到 1024 的整数 / expected a whole number from 1 to 1024";
    count.parse().ok().filter(|it| (1..=1024).contains(it)).ok_or(wrong)
}

/// Whether `code` has the shape of GB/T 2260: a province, a city or a county.
pub(crate) fn is_jurisdiction(code: &str) -> bool {
    matches!(code.len(), 2 | 4 | 6) && code.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jurisdiction_is_two_four_or_six_digits() {
        for good in ["00", "62", "6204", "620403"] {
            assert_eq!(jurisdiction(good).as_deref(), Ok(good));
        }
        for bad in ["", "6", "620", "62040", "6204031", "甘肃", "62a4", "６２"] {
            let said = jurisdiction(bad).expect_err(bad);
            assert!(said.contains("2、4 或 6 位数字") && said.contains("00"), "{said}");
        }
    }

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
