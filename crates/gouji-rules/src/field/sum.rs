//! Sums of fields: `new + carried-in`, `denied-*`, `text.requests.new.sum + text.requests.carried-in.sum`.
//!
//! What a sentence states is compared with such sums. A blank may be any number, most often nothing
//! (norms.md 3.0): a sum with a blank is a bound. A blank total beside parts is their sum.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    cells::{AddressedCells, PartMeaning, ShortAddress, WrittenFormula},
    value::value,
};
use crate::{
    check::same,
    equation::{AddressOwner, Formula, VariableValue, parse_sum},
    pack::Parameters,
    prose::{Prose, ToldPassages},
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundTable, Report},
    form::TableSpec,
};

/// A sum of fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FieldSum {
    terms: Vec<(i64, AddressedCells)>,
    /// Addresses of statements.
    said: Vec<(i64, String)>,
    constant: Decimal,
}

/// What a sum comes to in a report.
#[derive(Clone, Debug)]
pub(crate) enum Sum {
    /// Its value, what its blanks leave open, the cells and statements that it is made of, and its name.
    Value { value: Decimal, open: OpenSum, places: Vec<Label>, name: Localized },
    /// This form has no such rows.
    Foreign,
    /// A cell of it could not be read.
    Unreadable,
}

/// What a sum may be besides its value, since cells are blank.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OpenSum {
    more: bool,
    less: bool,
    /// Whether the text does not make one of its statements.
    unsaid: bool,
}

impl FieldSum {
    /// Reads a sum; rows named alone are those of `table`, in the column `column`.
    pub(crate) fn compile(
        text: &Spanned<String>,
        table: &str,
        column: &str,
        parameters: &Parameters<'_>,
    ) -> Result<Self, Box<PackError>> {
        let short = ShortAddress {
            table: Some(table),
            alone: PartMeaning::RowIn(column),
            ..ShortAddress::NONE
        };
        Self::read(WrittenFormula { text, parameters }, short)
    }

    /// Reads a sum whose addresses `short` completes.
    pub(crate) fn read(
        written: WrittenFormula<'_>,
        short: ShortAddress<'_>,
    ) -> Result<Self, Box<PackError>> {
        let sum = parse_sum(written.text.get_ref()).map_err(|error| written.refused(error))?;
        Self::new(&sum, written, short)
    }

    /// Looks up the addresses of a sum; those of statements have a place where [`Short::text`] says so.
    pub(crate) fn new(
        sum: &Formula,
        written: WrittenFormula<'_>,
        short: ShortAddress<'_>,
    ) -> Result<Self, Box<PackError>> {
        let (mut terms, mut said) = (Vec::new(), Vec::new());
        for &(coefficient, address) in sum.terms() {
            let address = &sum.addresses()[address];
            if short.text && address.whose == AddressOwner::Text {
                said.push((coefficient, written.statement(address)?));
            } else {
                terms.push((coefficient, AddressedCells::compile(address, short, written)?));
            }
        }
        Ok(Self { terms, said, constant: sum.constant() })
    }

    /// What the cells of `table.row.column` are called, and their sum where all of them are filled in; none
    /// where the report's form has no such cells.
    pub(crate) fn shown(
        address: &str,
        tables: &[BoundTable],
    ) -> Option<(Localized, Option<Decimal>)> {
        let cells = AddressedCells::in_full(address)?;
        let spec = &tables.iter().find(|table| *table.spec.id == *cells.table)?.spec;
        let name = called(spec, &cells.of(spec, 0))?;
        let name = Localized::new(
            format!("{}“{}”", spec.name.zh, name.zh),
            format!("{}, {}", spec.name.en, name.en),
        );
        let terms = vec![(1, cells)];
        let sum = Self { terms, said: Vec::new(), constant: Decimal::ZERO }.of_tables(tables);
        let known = match sum {
            Sum::Value { value, open, .. } if !open.more && !open.less => Some(value),
            _ => None,
        };
        Some((name, known))
    }

    /// How often cells count, and which.
    pub(crate) fn terms(&self) -> &[(i64, AddressedCells)] {
        &self.terms
    }

    /// What the sum comes to in `report`, whose text is `prose`.
    pub(crate) fn of(&self, report: &Report<'_>, prose: &Prose<'_>) -> Sum {
        self.sum(&report.tables, Some(prose))
    }

    /// What the sum comes to in the tables of a report; nothing that its text states is in it.
    pub(crate) fn of_tables(&self, tables: &[BoundTable]) -> Sum {
        self.sum(tables, None)
    }

    fn sum(&self, tables: &[BoundTable], prose: Option<&Prose<'_>>) -> Sum {
        let (mut total, mut labels, mut name) = (self.constant, Vec::new(), Localized::default());
        let (mut met, mut open) = (!self.said.is_empty(), OpenSum::default());
        for (coefficient, address) in &self.said {
            let Some(prose) = prose else { return Sum::Unreadable };
            let amount = match prose.told(address) {
                ToldPassages::Otherwise => return Sum::Unreadable,
                ToldPassages::Not => {
                    open.unsaid = true;
                    open.leave(*coefficient);
                    continue;
                }
                ToldPassages::Once(statement) => {
                    let quote = same(format!("“{}”", prose.quote(statement)));
                    join(&mut name, *coefficient, &quote);
                    labels.push(prose.label(statement, quote));
                    statement.value
                }
            };
            match add(total, *coefficient, amount) {
                Some(sum) => total = sum,
                None => return Sum::Unreadable,
            }
        }
        for (coefficient, cells) in &self.terms {
            // A table that is not there, or nowhere filled in, says nothing about any field.
            let table = tables.iter().find(|table| *table.spec.id == *cells.table);
            let Some(table) = table.filter(|table| says_something(table)) else {
                return Sum::Unreadable;
            };
            let cells = cells.of(&table.spec, 0);
            met |= !cells.is_empty();
            for &(row, column) in &cells {
                let Some((amount, is_open)) = read(table, row, column) else {
                    return Sum::Unreadable;
                };
                if is_open {
                    open.leave(*coefficient);
                }
                match add(total, *coefficient, amount) {
                    Some(sum) => total = sum,
                    None => return Sum::Unreadable,
                }
                if let Some((row, cell)) =
                    table.row(row).and_then(|row| Some((row, row.cell(column)?)))
                    && (cells.len() == 1 || !amount.is_zero())
                {
                    labels.push(table.label(row, cell, Localized::default()));
                }
            }
            if let Some(own) = called(&table.spec, &cells) {
                join(&mut name, *coefficient, &own);
            }
        }
        if !met {
            return Sum::Foreign;
        }
        Sum::Value { value: total, open, places: labels, name }
    }
}

/// `total` and `amount` times `coefficient`.
fn add(total: Decimal, coefficient: i64, amount: Decimal) -> Option<Decimal> {
    Decimal::from(coefficient).checked_mul(amount)?.checked_add(total)
}

impl OpenSum {
    /// A term that counts `coefficient` times has no value.
    fn leave(&mut self, coefficient: i64) {
        self.more |= coefficient > 0;
        self.less |= coefficient < 0;
    }
}

impl Sum {
    /// Whether the text does not make one of its statements.
    pub(crate) fn is_unsaid(&self) -> bool {
        matches!(self, Self::Value { open, .. } if open.unsaid)
    }

    /// Whether the sum cannot be told, or may be `value` once its blanks are filled in.
    pub(crate) fn is_open_to(&self, value: Decimal) -> bool {
        match self {
            Self::Value { value: known, open, .. } => {
                open.more && *known < value || open.less && *known > value
            }
            Self::Unreadable | Self::Foreign => true,
        }
    }
}

/// Whether a table stands in the report, and some cell of it holds a number.
fn says_something(table: &BoundTable) -> bool {
    table.span.is_some()
        && !table.fused
        && table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.number().is_some())
}

/// The value of a cell, and whether a blank leaves it open; none where it could not be read. A blank
/// total is the sum of its parts.
fn read(table: &BoundTable, row: usize, column: usize) -> Option<(Decimal, bool)> {
    let spec = &table.spec;
    match value(table, row, column) {
        VariableValue::Known(value) => Some((value, false)),
        VariableValue::Unread => None,
        VariableValue::Blank if spec.columns[column].total => {
            let group = spec.columns[column].group;
            let parts = spec.rows[row].columns.iter().filter(|&&part| {
                let part = &spec.columns[part];
                !part.total && group.is_none_or(|group| lies_in(spec, part.group, group))
            });
            let mut open = true;
            let mut sum = Decimal::ZERO;
            for &part in parts {
                match value(table, row, part) {
                    VariableValue::Known(part) => {
                        open = false;
                        sum = sum.checked_add(part)?;
                    }
                    VariableValue::Blank => {}
                    VariableValue::Unread => return None,
                }
            }
            Some((sum, open))
        }
        VariableValue::Blank => Some((Decimal::ZERO, true)),
    }
}

/// Whether `group` is that group or lies in it.
fn lies_in(table: &TableSpec, mut group: Option<usize>, outer: usize) -> bool {
    while let Some(inner) = group {
        if inner == outer {
            return true;
        }
        group = table.groups[inner].parent;
    }
    false
}

/// Puts the name of a term behind those before it.
fn join(name: &mut Localized, coefficient: i64, own: &Localized) {
    let (zh, en) = match (name.is_empty(), coefficient < 0) {
        (true, false) => ("", ""),
        (true, true) => ("－", "-"),
        (false, false) => ("＋", " + "),
        (false, true) => ("－", " - "),
    };
    let times = match coefficient.abs() {
        1 => String::new(),
        times => format!("{times} × "),
    };
    name.zh += &format!("{zh}{times}{}", own.zh);
    name.en += &format!("{en}{times}{}", own.en);
}

/// A name for the cells of one address: their row's; for those of several rows, their group's.
fn called(table: &TableSpec, cells: &[(usize, usize)]) -> Option<Localized> {
    let &(first, column) = cells.first()?;
    let column = &table.columns[column];
    if table.rows[first].label.is_empty() {
        return Some(column.name.clone());
    }
    let own = |zh: String, en: &str| {
        if column.total
            || table.columns.iter().filter(|other| other.value == column.value).count() == 1
        {
            Localized::new(zh, en)
        } else {
            Localized::new(format!("{zh}·{}", column.name.zh), format!("{en}, {}", column.name.en))
        }
    };
    let group = table.rows[first].group.map(|group| &table.groups[group]);
    Some(match (cells, group) {
        ([_], _) => own(table.row_path(first), &table.rows[first].name.en),
        (_, Some(group)) => {
            own(format!("{}各项之和", group.label), &format!("all of {}", group.label))
        }
        _ => own(table.row_path(first), &table.rows[first].name.en),
    })
}
