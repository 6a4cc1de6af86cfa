//! `unchanged`: tables whose figures are those of last year's report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, ReportCheck};
use crate::pack::{Parameters, names};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind =
    CheckKind { name: "unchanged", cases: &[Cases::new(&[""], &["table", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct UnchangedCheck {
    pub(crate) tables: Vec<String>,
    pub(crate) least: usize,
}

/// 每个数都与上一年报告相同的表。 / Tables in which every figure is that of last year's report.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnchangedCheckToml {
    /// 哪些表，一张一张看。 / The tables, each by itself.
    #[schemars(with = "Vec<names::TableId>")]
    tables: Vec<Spanned<String>>,
    /// 表里至少有几个不是0的数，合计不算。 / How many figures other than 0 a table has to have, sums apart.
    least: usize,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<UnchangedCheck, Box<PackError>> {
    let toml: UnchangedCheckToml = parameters.read()?;
    let tables = toml.tables.iter().map(|id| parameters.table(id).map(str::to_owned));
    Ok(UnchangedCheck { tables: tables.collect::<Result<_, _>>()?, least: toml.least })
}

/// It is run where there are several reports: see `across`.
impl ReportCheck for UnchangedCheck {
    fn is_across(&self) -> bool {
        true
    }
}
