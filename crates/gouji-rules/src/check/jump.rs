//! `jump`: figures that are many times those of last year's report, or a small part of them.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, ReportCheck};
use crate::{
    field::{AddressedCells, ShortAddress, WrittenFormula},
    pack::{Parameters, names},
};
use gouji_report::PackError;

pub(crate) const KIND: CheckKind = CheckKind {
    name: "jump",
    cases: &[Cases::new(&["", "unit"], &["table", "cell", "now", "before", "times"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct JumpCheck {
    pub(crate) cells: Vec<AddressedCells>,
    pub(crate) factor: Decimal,
    pub(crate) above: Decimal,
    pub(crate) units: Vec<Decimal>,
}

/// 是上一年的 `factor` 倍或几分之一的数。情形 `unit`：相差约为金额单位之间的倍数。 / Figures that are `factor`
/// times last year's, or that part of it. Case `unit`: an amount that differs by
/// about the factor between two units of money.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JumpCheckToml {
    /// 哪些格。 / The cells.
    #[schemars(with = "Vec<names::Address>")]
    cells: Vec<Spanned<String>>,
    /// 多少倍。 / How many times.
    factor: u32,
    /// 两个数都大于它才看。 / Only where both figures are above this.
    above: u32,
    /// 金额单位之间的倍数：元与万元为10000。 / Factors between units of money: 10000 of 元 and 万元.
    #[serde(default)]
    units: Vec<u32>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<JumpCheck, Box<PackError>> {
    let toml: JumpCheckToml = parameters.read()?;
    let cells = |text| AddressedCells::one(WrittenFormula { text, parameters }, ShortAddress::NONE);
    Ok(JumpCheck {
        cells: toml.cells.iter().map(cells).collect::<Result<_, _>>()?,
        factor: Decimal::from(toml.factor),
        above: Decimal::from(toml.above),
        units: toml.units.into_iter().map(Decimal::from).collect(),
    })
}

/// It is run where there are several reports: see `across`.
impl ReportCheck for JumpCheck {
    fn is_across(&self) -> bool {
        true
    }
}
