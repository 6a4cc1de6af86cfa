//! One field, and sums of fields: `new + carried-in`, `denied-*`, `count.direct-total + count.after-total`.
//!
//! What a sentence states is compared with such sums. A blank may be any number, most often nothing
//! (norms.md 3.0): a sum with a blank is a lower bound. A blank total beside parts is their sum.

use std::sync::Arc;

use rust_decimal::Decimal;
use toml::Spanned;

use crate::{
    check::{Context, address},
    equation::wildcard_matches,
    pack::Parameters,
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundCell, BoundRow, BoundTable, CellValue, Report, RowState},
    form::Table,
    refusal,
};

/// One value of the form: `proactive.fees.amount`.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) table: String,
    pub(crate) row: String,
    pub(crate) column: String,
}

/// A field as a report has it.
#[derive(Clone, Copy)]
pub(crate) struct BoundField<'r> {
    pub(crate) table: &'r BoundTable,
    pub(crate) row: &'r BoundRow,
    pub(crate) cell: &'r BoundCell,
}

impl Field {
    /// The field, if some form has it.
    pub(crate) fn compile(
        table: &Spanned<String>,
        row: &Spanned<String>,
        column: &Spanned<String>,
        parameters: &Parameters<'_>,
    ) -> Result<Self, Box<PackError>> {
        let [table, row, column] = parameters.field(table, row, column)?;
        Ok(Self { table, row, column })
    }

    /// Its cell, where the report's table is of a form that the rule speaks of and the row was read.
    pub(crate) fn of<'r>(&self, context: &Context<'r>) -> Option<BoundField<'r>> {
        let table = context.report.table(&self.table).filter(|table| context.applies_to(table))?;
        let row = table.row(table.spec.row(&self.row)?)?;
        let cell = row.cell(table.spec.column(&self.column)?)?;
        Some(BoundField { table, row, cell })
    }
}

impl BoundField<'_> {
    /// （八）行政事业性收费·本年收费金额
    pub(crate) fn address(&self) -> Localized {
        address(self.table, self.row, self.cell)
    }

    /// A label on its cell.
    pub(crate) fn label(&self, message: Localized) -> Label {
        self.table.label(self.row, self.cell, message)
    }

    /// Its column as the report's head has it.
    pub(crate) fn head(&self) -> Option<&str> {
        let mut heads = self.table.heads.iter();
        heads.find(|(known, _)| *known == self.cell.column).map(|(_, text)| &**text)
    }
}

/// A sum of fields of one table.
#[derive(Clone, Debug)]
pub(crate) struct FieldSum {
    table: String,
    terms: Vec<Term>,
}

/// A row, or rows by wildcard, in a column.
#[derive(Clone, Debug)]
struct Term {
    row: String,
    column: String,
}

/// What a sum comes to in a report.
#[derive(Clone, Debug)]
pub(crate) enum Sum {
    /// Its value, whether that is a lower bound since a cell of it is blank, the cells that it is made
    /// of, and its name.
    Value { value: Decimal, open: bool, cells: Vec<Label>, name: Localized },
    /// This form has no such rows.
    Foreign,
    /// A cell of it could not be read.
    Unreadable,
}

impl FieldSum {
    /// Reads `row + row.column + …`; `column` is the one of rows without their own.
    pub(crate) fn compile(
        text: &Spanned<String>,
        table: &str,
        column: &str,
        parameters: &Parameters<'_>,
    ) -> Result<Self, Box<PackError>> {
        let mut terms = Vec::new();
        let mut at = 0;
        for part in text.get_ref().split('+') {
            let from = at + part.len() - part.trim_start().len();
            at += part.len() + 1;
            let (row, own) = match part.trim().split_once('.') {
                Some((row, own)) => (row, own),
                None => (part.trim(), column),
            };
            let known = |names: Vec<&str>, what: &str, word: &str, from: usize| {
                if names.iter().any(|name| wildcard_matches(word, name)) {
                    return Ok(());
                }
                let place = refusal::inside(parameters.file, text, from..from + word.len());
                Err(PackError::unknown(parameters.file, what, word, place, &names))
            };
            let tables: Vec<&Arc<Table>> =
                parameters.tables().filter(|known| *known.id == *table).collect();
            let rows = tables.iter().flat_map(|table| table.rows.iter().map(|row| &*row.id));
            known(unique(rows), "row", row, from)?;
            let columns =
                tables.iter().flat_map(|table| table.columns.iter().map(|column| &*column.id));
            known(unique(columns), "column", own, from + row.len() + 1)?;
            terms.push(Term { row: row.to_owned(), column: own.to_owned() });
        }
        Ok(Self { table: table.to_owned(), terms })
    }

    /// Whether the sum is `value` in `report`, or what it comes to cannot be told.
    pub(crate) fn may_be(&self, value: Decimal, report: &Report<'_>) -> bool {
        let sum = self.of(report);
        matches!(sum, Sum::Value { value: sum, .. } if sum == value) || sum.is_open_to(value)
    }

    /// What the sum comes to in `report`.
    pub(crate) fn of(&self, report: &Report<'_>) -> Sum {
        let Some(table) = report.table(&self.table) else { return Sum::Unreadable };
        // A table that is not there, or nowhere filled in, says nothing about any field.
        if table.span.is_none() || table.fused || !has_a_figure(table) {
            return Sum::Unreadable;
        }
        let (mut value, mut cells, mut names) = (Decimal::ZERO, Vec::new(), Vec::new());
        let (mut met, mut open) = (false, false);
        for term in &self.terms {
            let spec = &table.spec;
            let Some(column) = spec.column(&term.column) else { continue };
            let rows: Vec<usize> = (0..spec.rows.len())
                .filter(|&row| {
                    wildcard_matches(&term.row, &spec.rows[row].id)
                        && spec.rows[row].columns.contains(&column)
                })
                .collect();
            met |= !rows.is_empty();
            for &row in &rows {
                let read = table.row(row).and_then(|row| read(table, row, column));
                let Some((amount, is_open)) = read else { return Sum::Unreadable };
                open |= is_open;
                let Some(sum) = value.checked_add(amount) else { return Sum::Unreadable };
                value = sum;
                if let Some((row, cell)) =
                    table.row(row).and_then(|row| Some((row, row.cell(column)?)))
                    && (rows.len() == 1 || !amount.is_zero())
                {
                    cells.push(table.label(row, cell, Localized::default()));
                }
            }
            names.extend(name(spec, &rows, column));
        }
        if !met {
            return Sum::Foreign;
        }
        let (zh, en): (Vec<String>, Vec<String>) =
            names.into_iter().map(|name| (name.zh, name.en)).unzip();
        Sum::Value { value, open, cells, name: Localized::new(zh.join("＋"), en.join(" + ")) }
    }
}

impl Sum {
    /// Whether the sum cannot be told, or may be `value` once its blanks are filled in.
    pub(crate) fn is_open_to(&self, value: Decimal) -> bool {
        match self {
            Self::Value { value: least, open, .. } => *open && *least < value,
            Self::Unreadable | Self::Foreign => true,
        }
    }
}

fn unique<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut unique: Vec<&str> = Vec::new();
    for name in names {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    unique
}

/// Whether some cell of the table holds a number.
fn has_a_figure(table: &BoundTable) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.number().is_some())
}

/// The value of a cell, and whether a blank makes it a lower bound; none where it could not be read.
fn read(table: &BoundTable, row: &BoundRow, column: usize) -> Option<(Decimal, bool)> {
    if row.state != RowState::Aligned {
        return None;
    }
    let cell = row.cell(column)?;
    match &cell.value {
        CellValue::Number(quantity) if quantity.approx.is_none() => Some((quantity.value, false)),
        CellValue::Blank | CellValue::Placeholder if table.spec.columns[column].total => {
            let group = table.spec.columns[column].group;
            let parts = row.cells.iter().filter(|part| {
                let spec = &table.spec.columns[part.column];
                !spec.total && group.is_none_or(|group| lies_in(&table.spec, spec.group, group))
            });
            let open = parts.clone().all(|part| part.number().is_none());
            // A part that was not read is not nothing.
            let read =
                |part: &BoundCell| part.number().or(part.is_empty().then_some(Decimal::ZERO));
            let sum = parts.map(read).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?));
            sum.map(|sum| (sum, open))
        }
        CellValue::Blank => Some((Decimal::ZERO, true)),
        CellValue::Placeholder => Some((Decimal::ZERO, false)),
        _ => None,
    }
}

/// Whether `group` is that group or lies in it.
fn lies_in(table: &Table, mut group: Option<usize>, outer: usize) -> bool {
    while let Some(inner) = group {
        if inner == outer {
            return true;
        }
        group = table.groups[inner].parent;
    }
    false
}

/// A name for some rows in a column: the row's; for all rows of a group, the group's.
fn name(table: &Table, rows: &[usize], column: usize) -> Option<Localized> {
    let column = &table.columns[column];
    let first = *rows.first()?;
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
    Some(match (rows, group) {
        ([_], _) => own(table.row_path(first), &table.rows[first].name.en),
        (_, Some(group)) => {
            own(format!("{}各项之和", group.label), &format!("all of {}", group.label))
        }
        _ => own(table.row_path(first), &table.rows[first].name.en),
    })
}
