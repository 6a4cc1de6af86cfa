//! `bound`: cells whose figures cannot be above a limit for certain organs.

use std::sync::Arc;

use gouji_parser::fold::fold;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, address, args, figure, same};
use crate::{
    field::{AddressedCells, ShortAddress, WrittenFormula},
    pack::{Parameters, names},
};
use gouji_report::{Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "bound",
    cases: &[Cases::new(&[""], &["table", "row", "value", "limit", "issuer", "level"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BoundCheck {
    cells: AddressedCells,
    most: Decimal,
    levels: Vec<Arc<str>>,
    unless: Vec<String>,
}

/// 这些层级的机关，除名称以某些字样结尾的，这些单元格里的数不超过 `most`。 / Cells that hold nothing
/// above `most` if the issuer is of one of the levels, unless its name ends in one of the words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundCheckToml {
    /// 哪些单元格。 / The cells.
    #[schemars(with = "names::Address")]
    cells: Spanned<String>,
    /// 最大的数。 / The largest figure.
    most: u32,
    /// 适用于哪些层级的机关。 / The levels of organs that it holds for.
    #[schemars(with = "Vec<names::LevelId>")]
    levels: Vec<Spanned<String>>,
    /// 名称以这些字样结尾的机关不适用。 / Endings of names of organs that it does not hold for.
    #[serde(rename = "unless-name-ends", default)]
    unless: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BoundCheck, Box<PackError>> {
    parameters.instead("cells", &["table", "row"], |parts| format!("{}.*", parts.join(".")));
    let toml: BoundCheckToml = parameters.read()?;
    Ok(BoundCheck {
        cells: AddressedCells::one(
            WrittenFormula { text: &toml.cells, parameters },
            ShortAddress::NONE,
        )?,
        most: Decimal::from(toml.most),
        levels: parameters.levels(&toml.levels)?,
        unless: toml.unless.iter().map(|ending| fold(ending)).collect(),
    })
}

impl ReportCheck for BoundCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(level) = report.level.as_ref().filter(|level| self.levels.contains(level)) else {
            return;
        };
        let issuer = report.summary().issuer.unwrap_or_default();
        if self.unless.iter().any(|ending| fold(&issuer).ends_with(&**ending)) {
            return;
        }
        let Some(table) = report.table(&self.cells.table) else { return };
        let cells = self.cells.of(&table.spec, 0).into_iter().filter_map(|(row, column)| {
            let row = table.row(row)?;
            let cell = row.cell(column)?;
            Some((row, cell, cell.number().filter(|value| *value > self.most)?))
        });
        let over: Vec<_> = cells.collect();
        let Some((&(row, cell, value), others)) = over.split_first() else { return };
        let args = args![
            ("table", table.spec.name.clone()),
            ("row", address(table, row, cell)),
            ("value", same(figure(value))),
            ("limit", same(figure(self.most))),
            ("issuer", same(issuer)),
            ("level", context.level_name(level)),
        ];
        let mut said = FindingText::new("", table.label(row, cell, Localized::default()), args);
        let label = |&(row, cell, value): &(_, _, _)| table.label(row, cell, same(figure(value)));
        said.related = others.iter().map(label).collect();
        context.say(said);
    }

    fn looks_at_tables_alone(&self) -> bool {
        true
    }
}
