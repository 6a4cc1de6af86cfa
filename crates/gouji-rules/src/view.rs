//! The statutory tables of a report as their form draws them, with the report's values: owned and
//! plain, for whoever draws or extracts them. Built on demand, never for a check.

use std::sync::Arc;

use gouji_parser::Span;

pub use crate::bind::RowState;
use crate::{
    bind::{BoundTable, Forms, Report},
    finding::{CellView, Localized},
    form::Table,
};

/// A statutory table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// `proactive`, `requests`, `disputes`.
    pub id: Arc<str>,
    /// 表三.
    pub name: Localized,
    /// The title of its section, as the form prints it.
    pub title: String,
    /// Where it stands; none where the report lacks it.
    pub span: Option<Span>,
    /// Its parts, each under a head of its own; only table two has several.
    pub parts: Vec<PartView>,
}

/// Rows under one head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    /// What is printed over the head: 第二十条第（一）项.
    pub title: Option<HeadView>,
    /// The cell over the row labels: 信息内容; may be empty.
    pub corner: String,
    /// The columns, left to right.
    pub columns: Vec<HeadView>,
    /// The rows, top to bottom.
    pub rows: Vec<TableRowView>,
}

/// A label of the form: of a column, or of a group of rows or columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadView {
    /// Its id in the form.
    pub id: Arc<str>,
    /// The printed label.
    pub label: String,
    /// Its name in messages; the English one may be missing.
    pub name: Localized,
    /// The groups that it lies in, from the outermost.
    pub groups: Vec<HeadView>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRowView {
    /// Its label, with the groups that it lies in; the label is empty in table four.
    pub head: HeadView,
    /// Where the report has its label; empty where it has none.
    pub label_span: Span,
    /// Whether it is a total of other rows.
    pub total: bool,
    /// How far it could be read.
    pub state: RowState,
    /// One cell for each column of its part; empty unless aligned.
    pub cells: Vec<CellView>,
}

/// The tables of a report in the order of the form.
pub(crate) fn tables(report: &Report<'_>, forms: &Forms) -> Vec<TableView> {
    report.tables.iter().map(|table| view(table, forms)).collect()
}

fn view(table: &BoundTable, forms: &Forms) -> TableView {
    let spec = &*table.spec;
    let of_form =
        forms.forms.iter().find(|form| form.tables.iter().any(|it| Arc::ptr_eq(it, &table.spec)));
    let section =
        of_form.and_then(|form| form.sections.iter().find(|section| section.id == spec.section));
    TableView {
        id: spec.id.clone(),
        name: spec.name.clone(),
        title: section.map(|section| section.title.clone()).unwrap_or_default(),
        span: table.span,
        parts: parts(table),
    }
}

/// Successive rows with the same columns. Where rows differ in their columns, each outermost group
/// of rows is a part of its own, and its title.
fn parts(table: &BoundTable) -> Vec<PartView> {
    let spec = &*table.spec;
    let divided = spec.rows.iter().any(|row| row.columns.len() < spec.columns.len());
    let mut parts: Vec<PartView> = Vec::new();
    let mut columns: &[usize] = &[];
    for (index, row) in spec.rows.iter().enumerate() {
        let mut groups = groups(spec, row.group);
        let title = (divided && !groups.is_empty()).then(|| groups.remove(0));
        if parts.last().is_none_or(|part| part.title != title) || columns != row.columns {
            columns = &row.columns;
            let columns = columns.iter().map(|&column| column_head(spec, column)).collect();
            parts.push(PartView { title, corner: spec.corner.clone(), columns, rows: Vec::new() });
        }
        if let Some(part) = parts.last_mut() {
            part.rows.push(row_view(table, index, groups));
        }
    }
    parts
}

fn row_view(table: &BoundTable, index: usize, groups: Vec<HeadView>) -> TableRowView {
    let row = &table.spec.rows[index];
    let bound = table.row(index);
    TableRowView {
        head: HeadView {
            id: row.id.clone(),
            label: row.label.clone(),
            name: row.name.clone(),
            groups,
        },
        label_span: bound.map(|bound| bound.label).unwrap_or_default(),
        total: row.total,
        state: bound.map_or(RowState::Absent, |bound| bound.state),
        cells: bound.map(|bound| bound.view(&table.spec).cells.clone()).unwrap_or_default(),
    }
}

fn column_head(spec: &Table, index: usize) -> HeadView {
    let column = &spec.columns[index];
    HeadView {
        id: column.id.clone(),
        label: column.label.clone(),
        name: column.name.clone(),
        groups: groups(spec, column.group),
    }
}

/// A group and those that it lies in, from the outermost.
fn groups(spec: &Table, group: Option<usize>) -> Vec<HeadView> {
    let mut path = Vec::new();
    let mut next = group;
    while let Some(group) = next.map(|at| &spec.groups[at]) {
        path.push(HeadView {
            id: group.id.clone(),
            label: group.label.clone(),
            name: group.name.clone(),
            groups: Vec::new(),
        });
        next = group.parent;
    }
    path.reverse();
    path
}
