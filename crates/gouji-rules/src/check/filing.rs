//! `filing`: what files are handed in for a unit and a year.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cases, Context, Kind};
use crate::pack::Parameters;
use gouji_report::PackError;

pub(crate) const KIND: Kind = Kind {
    name: "filing",
    cases: &[Cases::new(&["", "same"], &["unit", "year", "other", "count"])],
};

/// What is handed in for a unit and a year. Case `same`: of several files, no figure differs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilingCheck {
    /// What is looked for.
    pub(crate) what: Filing,
}

pub(super) type Toml = FilingCheck;

/// What there is to say of the files of a unit and a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Filing {
    /// There is none, and the unit has to report.
    Missing,
    /// There are several; this one does not count.
    Several,
    /// The path names another unit than the report does.
    Renamed,
    /// What is there is no report: a covering letter, a notice.
    NoReport,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<FilingCheck, Box<PackError>> {
    parameters.read()
}

/// It is run where there are several reports: see `across`.
pub(super) fn run(_: &FilingCheck, _: &mut Context<'_>) {}
