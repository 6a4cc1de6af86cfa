//! `filing`: what files are handed in for a unit and a year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, ReportCheck};
use crate::pack::Parameters;
use gouji_report::PackError;

pub(crate) const KIND: CheckKind = CheckKind {
    name: "filing",
    cases: &[Cases::new(&["", "same"], &["unit", "year", "other", "count"])],
};

/// 一个单位一年报送的文件。情形 `same`：几个文件的数都相同。 / What is handed in for a unit and a year. Case `same`: of several files, no figure differs.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilingCheck {
    /// 看什么。 / What is looked for.
    pub(crate) what: Filing,
}

/// What there is to say of the files of a unit and a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Filing {
    /// 应当报送而没有报送。 / There is none, and the unit has to report.
    Missing,
    /// 有几份，这一份不算数。 / There are several; this one does not count.
    Several,
    /// 路径里写的是另一个单位。 / The path names another unit than the report does.
    Renamed,
    /// 报送的不是年报：转发函、通知。 / What is there is no report: a covering letter, a notice.
    NoReport,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<FilingCheck, Box<PackError>> {
    parameters.read()
}

/// It is run where there are several reports: see `across`.
impl ReportCheck for FilingCheck {
    fn is_across(&self) -> bool {
        true
    }
}
