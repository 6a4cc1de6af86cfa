//! `coincidence`: figures that equal a sum which they have nothing to do with.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, list, same};
use crate::{
    field::{AddressedCells, FieldSum, PartMeaning, ShortAddress, WrittenFormula},
    pack::{Parameters, names},
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundRow, BoundTable},
};

pub(super) const KIND: CheckKind =
    CheckKind { name: "coincidence", cases: &[Cases::new(&[""], &["table", "rows", "found"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CoincidenceCheck {
    rows: Vec<String>,
    cell: AddressedCells,
    sum: FieldSum,
    least: usize,
    above: Decimal,
}

/// 一列的数恰好等于另几列之和，又不是 0：有 `least-rows` 行这样，或有一行这样而数大于 `or-above`，才报。
/// / A column that equals the sum of others, and not 0, in `least-rows` rows or more; or in one, where
/// the figure is above `or-above`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CoincidenceCheckToml {
    /// 哪张表。 / The table.
    #[schemars(with = "names::TableId")]
    table: Spanned<String>,
    /// 哪些行。 / Its rows.
    #[schemars(with = "Vec<names::RowId>")]
    rows: Vec<Spanned<String>>,
    /// 哪一列。 / A column.
    #[schemars(with = "names::ColumnId")]
    column: Spanned<String>,
    /// 它恰好等于的另几列之和。 / The sum of columns that it happens to equal.
    #[schemars(with = "names::Sum")]
    sum: Spanned<String>,
    /// 至少几行这样才报。 / In how many rows it has to be so.
    #[serde(rename = "least-rows")]
    least: usize,
    /// 只有一行这样，数要大于这个才报。 / A single row is enough where its figure is above this.
    #[serde(rename = "or-above")]
    above: u32,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<CoincidenceCheck, Box<PackError>> {
    parameters.instead("sum", &["sum"], <[String]>::concat);
    let toml: CoincidenceCheckToml = parameters.read()?;
    let table = Some(parameters.table(&toml.table)?);
    let of_table = || parameters.tables().filter(|known| Some(&*known.id) == table);
    let ids = || of_table().flat_map(|table| table.rows.iter().map(|row| row.id.clone()));
    let known = |row| parameters.known("row", row, ids()).map(str::to_owned);
    let short = ShortAddress { table, alone: PartMeaning::ColumnOfEach, ..ShortAddress::NONE };
    Ok(CoincidenceCheck {
        rows: toml.rows.iter().map(known).collect::<Result<_, _>>()?,
        cell: AddressedCells::one(WrittenFormula { text: &toml.column, parameters }, short)?,
        sum: FieldSum::read(WrittenFormula { text: &toml.sum, parameters }, short)?,
        least: toml.least,
        above: Decimal::from(toml.above),
    })
}

impl ReportCheck for CoincidenceCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(table) = report.table(&self.cell.table).filter(|table| context.applies_to(table))
        else {
            return;
        };
        let found: Vec<(&BoundRow, Vec<Decimal>, Decimal)> =
            self.rows.iter().filter_map(|row| equal(self, table, row)).collect();
        let large = found.iter().any(|(_, _, value)| *value > self.above);
        if found.is_empty() || found.len() < self.least && !large {
            return;
        }
        let names: Vec<Localized> =
            found.iter().map(|(row, ..)| table.spec.rows[row.spec].name.clone()).collect();
        let written = |terms: &[Decimal], value: Decimal| {
            let terms: Vec<String> = terms
                .iter()
                .enumerate()
                .map(|(at, term)| match (at, term.is_sign_negative()) {
                    (0, _) | (_, true) => figure(*term),
                    (_, false) => format!("+{}", figure(*term)),
                })
                .collect();
            format!("{}={}", terms.concat(), figure(value))
        };
        let sums: Vec<Localized> =
            found.iter().map(|(_, terms, value)| same(written(terms, *value))).collect();
        let args = args![
            ("table", table.spec.name.clone()),
            ("rows", list(&names)),
            ("found", list(&sums))
        ];
        let labels: Vec<Label> = found
            .iter()
            .filter_map(|(row, _, value)| {
                let cell = row.cell(self.cell.of(&table.spec, row.spec).first()?.1)?;
                Some(table.label(row, cell, same(figure(*value))))
            })
            .collect();
        let mut labels = labels.into_iter();
        let Some(primary) = labels.next() else { return };
        let mut said = FindingText::new("", primary, args);
        said.related = labels.collect();
        context.say(said);
    }

    fn looks_at_tables_alone(&self) -> bool {
        true
    }
}

/// The terms and the value of a row in which they are equal. A change of 0 makes last year's figure
/// the sum, which is a coincidence of another sort.
fn equal<'t>(
    check: &CoincidenceCheck,
    table: &'t BoundTable,
    row: &str,
) -> Option<(&'t BoundRow, Vec<Decimal>, Decimal)> {
    let spec = table.spec.row(row)?;
    let numbers = |cells: &AddressedCells| -> Option<Vec<Decimal>> {
        let cells = cells.of(&table.spec, spec).into_iter();
        cells.map(|(row, column)| table.row(row)?.cell(column)?.number()).collect()
    };
    let &[value] = &numbers(&check.cell)?[..] else { return None };
    let mut terms = Vec::new();
    for (coefficient, cells) in check.sum.terms() {
        let numbers = numbers(cells)?.into_iter();
        terms.extend(numbers.map(|number| Decimal::from(*coefficient) * number));
    }
    let sum: Decimal = terms.iter().sum();
    let plain = terms.iter().any(Decimal::is_zero);
    let row = table.row(spec)?;
    (sum == value && !value.is_zero() && !plain).then_some((row, terms, value))
}
