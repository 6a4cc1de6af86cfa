//! `jump`: figures that are many times those of last year's report, or a small part of them.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind};
use crate::{
    field::{Cells, Short, Written},
    pack::{Parameters, names},
};
use gouji_report::PackError;

pub(crate) const KIND: Kind = Kind {
    name: "jump",
    cases: &[Cases::new(&["", "unit"], &["table", "cell", "now", "before", "times"])],
};

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct JumpCheck {
    pub(crate) cells: Vec<Cells>,
    pub(crate) factor: Decimal,
    pub(crate) above: Decimal,
    pub(crate) units: Vec<Decimal>,
}

/// Figures that are `factor` times last year's, or that part of it. Case `unit`: an amount that differs by
/// about the factor between two units of money.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The cells.
    #[schemars(with = "Vec<names::Address>")]
    cells: Vec<Spanned<String>>,
    /// How many times.
    factor: u32,
    /// Only where both figures are above this.
    above: u32,
    /// Factors between units of money: 10000 of 元 and 万元.
    #[serde(default)]
    units: Vec<u32>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<JumpCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let cells = |text| Cells::one(Written { text, parameters }, Short::NONE);
    Ok(JumpCheck {
        cells: toml.cells.iter().map(cells).collect::<Result<_, _>>()?,
        factor: Decimal::from(toml.factor),
        above: Decimal::from(toml.above),
        units: toml.units.into_iter().map(Decimal::from).collect(),
    })
}

/// It is run where there are several reports: see `across`.
pub(super) fn run(_: &JumpCheck, _: &mut Context<'_>) {}
