//! `unchanged`: tables whose figures are those of last year's report.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind};
use crate::pack::{Parameters, names};
use gouji_report::PackError;

pub(crate) const KIND: Kind =
    Kind { name: "unchanged", cases: &[Cases::new(&[""], &["table", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct UnchangedCheck {
    pub(crate) tables: Vec<String>,
    pub(crate) least: usize,
}

/// Tables in which every figure is that of last year's report.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The tables, each by itself.
    #[schemars(with = "Vec<names::TableId>")]
    tables: Vec<Spanned<String>>,
    /// How many figures other than 0 a table has to have.
    least: usize,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<UnchangedCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let tables = toml.tables.iter().map(|id| parameters.table(id).map(str::to_owned));
    Ok(UnchangedCheck { tables: tables.collect::<Result<_, _>>()?, least: toml.least })
}

/// It is run where there are several reports: see `across`.
pub(super) fn run(_: &UnchangedCheck, _: &mut Context<'_>) {}
