//! `equation`: relations between cells, for each column or each row of a table, or once.
//!
//! The equations of all rules over one table are one [`System`](crate::equation::System), and so are
//! those over tables that one of them spans: a repair has to satisfy every one of them. They are
//! compiled once for each form.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, ReportCheck};
use crate::{
    equation::{AddressOwner, Domain, Relation, SyntaxError, parse},
    field::{AddressedCells, PartMeaning, ShortAddress, WrittenFormula, domain},
    pack::{Parameters, names},
};
use gouji_report::PackError;

/// Cases of relations between reports. `parts`: no total is broken, but figures that add up to it are. `by-name`: that
/// the other organs are below this one is told by their names alone.
pub(crate) const KIND: CheckKind = CheckKind {
    name: "equation",
    cases: &[Cases::new(
        &["", "parts", "by-name"],
        &["table", "over", "left", "right", "left-value", "right-value", "difference", "cells"],
    )],
};

/// 关系式在哪个方向上逐一成立；地址只写一段时，是另一方向的代号。 / Over what an equation ranges: a
/// part alone is then an id of the other axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(crate) enum EquationRange {
    /// 每一列都成立，式子里写行。 / It holds in every column; rows are named.
    Column,
    /// 每一行都成立，式子里写列。 / It holds in every row; columns are named.
    Row,
}

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EquationCheck {
    /// What `each` ranges over, and in which table.
    pub(crate) each: Option<(EquationRange, String)>,
    pub(crate) rows: Option<Vec<String>>,
    pub(crate) relations: Vec<CellRelation>,
    /// Whether last year's report has to be of the same form.
    pub(crate) same_form: bool,
}

/// A relation with the cells that its addresses name.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CellRelation {
    pub(crate) relation: Relation,
    pub(crate) cells: Vec<AddressedCells>,
}

impl CellRelation {
    /// Whether it names cells of other reports.
    pub(crate) fn is_across(&self) -> bool {
        self.cells.iter().any(|cells| cells.whose != AddressOwner::Report)
    }
}

/// 表里逐列、逐行（或某些行）成立的关系式，或所写各格之间的关系式。 / Relations that hold in every
/// column, or in every row (of some), of a table, or between the cells that they name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EquationCheckToml {
    /// 不写表的地址所在的表。 / The table of addresses that name none.
    #[schemars(with = "Option<names::TableId>")]
    table: Option<Spanned<String>>,
    /// 逐列还是逐行成立；不写则只看一次。 / What the relation is held for; once, where it is not given.
    #[schemars(with = "Option<EquationRange>")]
    each: Option<Spanned<EquationRange>>,
    /// 只看哪些行；不写则都看。 / The rows that it is held for; all where there are none.
    #[serde(default)]
    #[schemars(with = "Option<Vec<names::RowId>>")]
    rows: Option<Vec<Spanned<String>>>,
    /// 关系式。 / The relation.
    #[schemars(with = "names::Relation")]
    holds: Spanned<String>,
    /// 同一规则的其他关系式。 / Further relations of the same rule.
    #[serde(default)]
    #[schemars(with = "Vec<names::Relation>")]
    and: Vec<Spanned<String>>,
    /// 上一年的报告是否要用同一格式：两个格式里同一代号含义不同时写 true。 / Whether last year's report has to
    /// be of the same form: where what stands under the ids of one
    /// form is something else in the other.
    #[serde(default, rename = "same-form")]
    same_form: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<EquationCheck, Box<PackError>> {
    let toml: EquationCheckToml = parameters.read()?;
    let table = toml.table.as_ref().map(|table| parameters.table(table)).transpose()?;
    let each = match (&toml.each, table) {
        (None, _) => None,
        (Some(each), Some(table)) => Some((*each.get_ref(), table.to_owned())),
        (Some(each), None) => {
            let message = "each 没有表 / `each` without a table";
            let help = "写上 table = \"…\" / write table = \"…\"".to_owned();
            let (file, at) = (parameters.file, each.span());
            return Err(PackError::at(file, message, "在此 / here", at, Some(help)));
        }
    };
    let alone = match each {
        None => PartMeaning::Nothing,
        Some((EquationRange::Column, _)) => PartMeaning::RowOfEach,
        Some((EquationRange::Row, _)) => PartMeaning::ColumnOfEach,
    };
    let short = ShortAddress { table, alone, across: true, ..ShortAddress::NONE };
    let of_table = || parameters.tables().filter(|known| Some(&*known.id) == table);
    let row_ids = || of_table().flat_map(|table| table.rows.iter().map(|row| row.id.clone()));
    let known = |word| parameters.known("row", word, row_ids()).map(str::to_owned);
    let rows = toml.rows.as_ref().map(|rows| rows.iter().map(known).collect()).transpose()?;
    let relations = std::iter::once(&toml.holds)
        .chain(&toml.and)
        .map(|text| relation(short, WrittenFormula { text, parameters }))
        .collect::<Result<_, _>>()?;
    Ok(EquationCheck { each, rows, relations, same_form: toml.same_form })
}

/// Equations of one report are evaluated together, after all other checks: see `balance`; those between
/// reports where there are several: see `across`.
impl ReportCheck for EquationCheck {
    fn looks_at_tables_alone(&self) -> bool {
        true
    }

    fn is_across(&self) -> bool {
        self.relations.iter().all(CellRelation::is_across)
    }
}

/// Reads a relation and refuses cells that no form has, and sums of unlike things.
fn relation(
    short: ShortAddress<'_>,
    written: WrittenFormula<'_>,
) -> Result<CellRelation, Box<PackError>> {
    let relation = parse(written.text.get_ref()).map_err(|error| written.refused(error))?;
    let mut cells = Vec::new();
    let mut first = None;
    for address in relation.addresses() {
        let named = AddressedCells::compile(address, short, written)?;
        let tables = written.parameters.tables().filter(|table| *table.id == *named.table);
        for table in tables {
            for column in named.named_columns(table) {
                let is_amount = domain(table.columns[column].value) == Domain::Amount;
                if *first.get_or_insert(is_amount) != is_amount {
                    let message = "件数与金额不能写进一个式子 / counts and amounts in one formula";
                    return Err(written.refused(SyntaxError::new(address.span.clone(), message)));
                }
            }
        }
        cells.push(named);
    }
    Ok(CellRelation { relation, cells })
}
