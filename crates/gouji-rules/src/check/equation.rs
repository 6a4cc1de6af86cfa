//! `equation`: relations between the cells of a table, for each column or each row.
//!
//! The equations of all rules over one table are one [`System`]: a repair has to satisfy every one of
//! them. They are compiled once for each table of each form.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind};
use crate::{
    equation::{Relation, parse, wildcard_matches},
    pack::Parameters,
};
use gouji_report::{
    PackError,
    form::{Table, ValueKind},
    refusal,
};

pub(super) const ARGS: &[&str] = &[
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
];

pub(super) const KIND: Kind = Kind { name: "equation", variants: &[], args: ARGS };

/// Over what an equation ranges: its names are then those of the other axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Each {
    /// It holds in every column; names are rows.
    Column,
    /// It holds in every row; names are columns.
    Row,
}

/// Relations that hold in every column, or in every row (of some), of a table.
#[derive(Debug)]
pub(crate) struct EquationCheck {
    pub(crate) table: String,
    pub(crate) each: Each,
    pub(crate) rows: Option<Vec<String>>,
    pub(crate) relations: Vec<Relation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    each: Each,
    #[serde(default)]
    rows: Option<Vec<Spanned<String>>>,
    holds: Spanned<String>,
    /// Further relations of the same rule.
    #[serde(default)]
    and: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<EquationCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let tables: Vec<&Arc<Table>> =
        parameters.tables().filter(|known| *known.id == *table).collect();
    let row_ids = || tables.iter().flat_map(|table| table.rows.iter().map(|row| row.id.clone()));
    let rows = match &toml.rows {
        None => None,
        Some(words) => Some(
            words
                .iter()
                .map(|word| parameters.known("row", word, row_ids()).map(str::to_owned))
                .collect::<Result<Vec<_>, _>>()?,
        ),
    };
    let relations = std::iter::once(&toml.holds)
        .chain(&toml.and)
        .map(|text| relation(text, toml.each, &tables, parameters))
        .collect::<Result<_, _>>()?;
    Ok(EquationCheck { table, each: toml.each, rows, relations })
}

/// Equations are evaluated together, after all other checks: see `balance`.
pub(super) fn run(_: &EquationCheck, _: &mut Context<'_>) {}

/// Reads a relation and refuses names that no form's table has, and sums of unlike things.
fn relation(
    text: &Spanned<String>,
    each: Each,
    tables: &[&Arc<Table>],
    parameters: &Parameters<'_>,
) -> Result<Relation, Box<PackError>> {
    let at = |inner: std::ops::Range<usize>| refusal::inside(parameters.file, text, inner);
    let relation = parse(text.get_ref()).map_err(|error| {
        PackError::at(
            parameters.file,
            "关系式有误 / bad relation",
            &error.message,
            at(error.span.clone()),
            error.help.clone(),
        )
    })?;
    let mut kinds: Vec<(bool, std::ops::Range<usize>)> = Vec::new();
    for name in relation.names() {
        let mut matched = false;
        for table in tables {
            for (index, id) in ids(table, each).enumerate() {
                if wildcard_matches(&name.text, id) {
                    matched = true;
                    if each == Each::Row {
                        let counted = matches!(
                            table.columns[index].value,
                            ValueKind::Count | ValueKind::Signed
                        );
                        kinds.push((counted, name.span.clone()));
                    }
                }
            }
        }
        if !matched {
            let known: Vec<&str> = tables.iter().flat_map(|table| ids(table, each)).collect();
            let mut unique: Vec<&str> = Vec::new();
            for id in known {
                if !unique.contains(&id) {
                    unique.push(id);
                }
            }
            let what = if each == Each::Column { "row" } else { "column" };
            return Err(PackError::unknown(
                parameters.file,
                what,
                &name.text,
                at(name.span.clone()),
                &unique,
            ));
        }
    }
    if let Some((first, _)) = kinds.first().cloned()
        && let Some((_, span)) = kinds.iter().find(|(counted, _)| *counted != first)
    {
        let message = "件数与金额不能写进一个关系式 / counts and amounts in one relation";
        return Err(PackError::at(
            parameters.file,
            message,
            "单位不同 / another unit",
            at(span.clone()),
            None,
        ));
    }
    Ok(relation)
}

pub(crate) fn ids(table: &Table, each: Each) -> Box<dyn Iterator<Item = &str> + '_> {
    match each {
        Each::Column => Box::new(table.rows.iter().map(|row| &*row.id)),
        Each::Row => Box::new(table.columns.iter().map(|column| &*column.id)),
    }
}
