//! The statutory tables of a report as their form draws them, with the report's values, and the figures of
//! its text: owned and plain, for whoever draws or extracts them. Built on demand, never for a check.

use std::{ops::Range, sync::Arc};

use gouji_parser::Span;
use rust_decimal::Decimal;

pub use crate::bind::RowState;
use crate::{
    CellView, Localized,
    bind::{BoundTable, Report},
    form::{Forms, TableSpec},
};

/// A statutory table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableView {
    /// `proactive`, `requests`, `disputes`.
    pub id: Arc<str>,
    /// 表三.
    pub name: Localized,
    /// Which copy it is of a table that stands several times, from 0.
    pub copy: usize,
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
    /// Of a row that is not: the cells that its only reading gives, to be shown with a mark.
    pub recovered: Vec<CellView>,
}

/// A paragraph of the running text that states figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageView {
    /// Its characters.
    pub text: String,
    /// Its figures, in reading order.
    pub statements: Vec<StatementView>,
}

/// A figure of the running text, or words for none, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementView {
    /// Where it stands.
    pub span: Span,
    /// Its bytes in the text of its paragraph.
    pub range: Range<usize>,
    /// Its words: 67件, 未收到.
    pub text: String,
    /// Its exact value, 0 for none; money in the unit that is written.
    pub value: Decimal,
    /// The field that it speaks of: `requests.new.sum`.
    pub address: Option<Arc<str>>,
    /// Of what it speaks: `report`, `part`, `other-organ` …
    pub scope: &'static str,
    /// Why it has no address.
    pub reason: Option<Localized>,
    /// What it was taken for and what the tables have there, or why it was not compared, in the words of
    /// the form.
    pub taken: Localized,
}

/// The tables of a report in the order of the form.
pub fn tables(report: &Report<'_>, forms: &Forms) -> Vec<TableView> {
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
        name: name(table),
        copy: table.copy,
        title: section.map(|section| section.title.clone()).unwrap_or_default(),
        span: table.span,
        parts: parts(table),
    }
}

/// 表三; of one that stands several times, with its number from the second on.
fn name(table: &BoundTable) -> Localized {
    let name = &table.spec.name;
    if table.copy == 0 {
        return name.clone();
    }
    let number = table.copy + 1;
    Localized::new(format!("{}（第 {number} 个）", name.zh), format!("{} (no. {number})", name.en))
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
        recovered: bound
            .into_iter()
            .flat_map(crate::bind::BoundRow::recovered)
            .map(|cell| cell.view(&table.spec))
            .collect(),
    }
}

fn column_head(spec: &TableSpec, index: usize) -> HeadView {
    let column = &spec.columns[index];
    HeadView {
        id: column.id.clone(),
        label: column.label.clone(),
        name: column.name.clone(),
        groups: groups(spec, column.group),
    }
}

/// A group and those that it lies in, from the outermost.
fn groups(spec: &TableSpec, group: Option<usize>) -> Vec<HeadView> {
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::bind;

    const QINGHE: &str = include_str!("../../../docs/samples/qinghe-2024.txt");

    /// The tables of a report.
    fn tables(text: &str) -> Vec<TableView> {
        let document = gouji_parser::read(text.as_bytes(), "a.txt").expect("the report is text");
        let forms = bind::shipped();
        super::tables(&bind::bind(&document, &forms), &forms)
    }

    fn path(head: &HeadView) -> String {
        let groups = head.groups.iter().map(|group| format!("{}/", group.label));
        groups.collect::<String>() + &head.label
    }

    /// A table in lines: heads with their groups, values separated by blanks.
    fn drawn(table: &TableView) -> String {
        let mut lines = String::new();
        for part in &table.parts {
            let title = part.title.as_ref().map(|title| &*title.label).unwrap_or_default();
            let columns: Vec<String> = part.columns.iter().map(path).collect();
            let _ = writeln!(lines, "{title} [{}] {}", part.corner, columns.join(" "));
            for row in &part.rows {
                let values: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
                let _ = writeln!(lines, "  {}: {}", path(&row.head), values.join(" "));
            }
        }
        lines
    }

    #[test]
    fn table_two_has_a_head_for_each_item() {
        insta::assert_snapshot!(drawn(&tables(QINGHE)[0]), @r"
        第二十条第（一）项 [信息内容] 本年制发件数 本年废止件数 现行有效件数
          规章: 0 0 0
          行政规范性文件: 3 1 28
        第二十条第（五）项 [信息内容] 本年处理决定数量
          行政许可: 5216
        第二十条第（六）项 [信息内容] 本年处理决定数量
          行政处罚: 742
          行政强制: 39
        第二十条第（八）项 [信息内容] 本年收费金额（单位：万元）
          行政事业性收费: 918.4200
        ");
    }

    #[test]
    fn table_three_has_groups_of_columns_and_of_rows() {
        let lines = drawn(&tables(QINGHE)[1]);
        let some: Vec<&str> = lines.lines().take(7).chain(lines.lines().rev().take(2)).collect();
        insta::assert_snapshot!(some.join("\n"), @r"
        [（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）] 申请人情况/自然人 申请人情况/法人或其他组织/商业企业 申请人情况/法人或其他组织/科研机构 申请人情况/法人或其他组织/社会公益组织 申请人情况/法人或其他组织/法律服务机构 申请人情况/法人或其他组织/其他 申请人情况/总计
         一、本年新收政府信息公开申请数量: 27 4 0 0 1 0 32
         二、上年结转政府信息公开申请数量: 1 0 0 0 0 0 1
         三、本年度办理结果/（一）予以公开: 11 3 0 0 0 0 14
         三、本年度办理结果/（二）部分公开（区分处理的，只计这一情形，不计其他情形）: 2 0 0 0 0 0 2
         三、本年度办理结果/（三）不予公开/1.属于国家秘密: 0 0 0 0 0 0 0
         三、本年度办理结果/（三）不予公开/2.其他法律行政法规禁止公开: 0 0 0 0 0 0 0
         四、结转下年度继续办理: 2 0 0 0 0 0 2
         三、本年度办理结果/（七）总计: 62 4 0 0 1 0 31
        ");
    }

    #[test]
    fn table_four_has_no_row_labels() {
        insta::assert_snapshot!(drawn(&tables(QINGHE)[2]), @r"
        [] 行政复议/结果维持 行政复议/结果纠正 行政复议/其他结果 行政复议/尚未审结 行政复议/总计 行政诉讼/未经复议直接起诉/结果维持 行政诉讼/未经复议直接起诉/结果纠正 行政诉讼/未经复议直接起诉/其他结果 行政诉讼/未经复议直接起诉/尚未审结 行政诉讼/未经复议直接起诉/总计 行政诉讼/复议后起诉/结果维持 行政诉讼/复议后起诉/结果纠正 行政诉讼/复议后起诉/其他结果 行政诉讼/复议后起诉/尚未审结 行政诉讼/复议后起诉/总计
         : 1 0 0 0 1 0 0 0 0 0 0 0 0 0 0
        ");
    }
}
