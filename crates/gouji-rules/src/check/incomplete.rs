//! `incomplete`: the relations of other rules where blanks leave them open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, ReportCheck};
use crate::pack::{Parameters, names};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind = CheckKind {
    name: "incomplete",
    cases: &[Cases::new(
        &["", "several", "totals"],
        &[
            "table",
            "over",
            "left",
            "right",
            "left-value",
            "right-value",
            "difference",
            "cells",
            "fill",
            "rows",
        ],
    )],
};

/// 这些规则的等式，因为有空格而不能判断的。 / Open equations of these rules.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncompleteCheck {
    /// 是哪些规则的等式。 / Codes of the rules whose equations they are.
    #[schemars(with = "Vec<names::RuleCode>")]
    pub(crate) of: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<IncompleteCheck, Box<PackError>> {
    parameters.read()
}

/// Equations are evaluated together, after all other checks: see `balance`.
impl ReportCheck for IncompleteCheck {
    fn looks_at_tables_alone(&self) -> bool {
        true
    }
}
