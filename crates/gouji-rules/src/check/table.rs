//! `table`: whether the statutory tables are there, of which edition, with which rows ([`rows`]),
//! columns and labels, and whether their values are told to columns ([`alignment`]).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Context, FindingText, ReportCheck, args, cells, heading, list, readable, same};
use crate::{
    finding::{Edit, Extent, Fix, Safety},
    pack::Parameters,
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundTable, Deviation, GroupFigures, Report, RowState},
};

mod alignment;
mod named;
mod rows;

pub(crate) use alignment::ways;
pub(super) use named::KIND;
use named::{name, opening};

/// 对每张法定表格的要求。 / What is required of each table.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableCheck {
    /// 要求什么。 / What is required.
    require: TableRequirement,
    /// 部分里说明表格在别处的词。 / Words in a section that say that its table stands elsewhere.
    #[serde(rename = "elsewhere-words", default)]
    elsewhere: Vec<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum TableRequirement {
    /// 有这一部分，就有这张表。 / The table is there, if its section is.
    Present,
    /// 标签是报告年度所用格式的。情形 `mixed`：两种格式的标签混用。 / Its labels are those of the form
    /// for the report year. Case `mixed`: labels of two forms.
    Edition,
    /// 每行各有一次，没有多余的。情形 `unsure` 不能确定、`unknown` 不认识、`repeated` 重复、`misplaced`
    /// 错位；一张表出现几次的：`twice` 数都一样，`twice-different` 不一样，`twice-unread` 有的读不出来。
    /// / Each row stands once, none besides. Cases `unsure`, `unknown`, `repeated`, `misplaced`; for a
    /// table that stands several times, `twice` with the same figures, `twice-different`, and
    /// `twice-unread` where one of them could not be read.
    Rows,
    /// 每列都有，没有多余的（`extra`）。 / Each column is there, none besides (`extra`).
    Columns,
    /// 标签与印的一样。 / Each label is the printed one.
    Labels,
    /// 每行的值与列一样多。情形 `fused` 单元格连在一起；`unread` 一行也没有认出；`torn` 没有一行能确定
    /// 哪个值是哪格；`uncertain` 一样多，但空格对不上列；`uncertain-table` 每行都这样；`scattered` 几行合起来
    /// 一样多，但行名断开，不知各属哪一行；`short` 画出的格子比列少。 / Each row has
    /// as many values as columns. Cases `fused`: cells run together; `unread`: none of the rows was
    /// recognised; `torn`: of none of them it is certain which value is whose; `uncertain`: as many,
    /// among blanks that fit no column; `uncertain-table`: so all of them; `scattered`: as many in several rows
    /// together, whose labels are broken up; `short`: fewer cells are drawn than there are columns.
    Aligned,
    /// 分组行的名称旁边没有数。 / No figure stands beside the label of a group of rows.
    GroupsEmpty,
    /// 至少有一个数。情形 `zeros-blank`：报告里是 0 的都空着。 / There is a figure in it. Case
    /// `zeros-blank`: the report leaves blank what is 0.
    Filled,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<TableCheck, Box<PackError>> {
    parameters.read()
}

impl ReportCheck for TableCheck {
    fn run(&self, context: &mut Context<'_>) {
        if matches!(self.require, TableRequirement::Edition) {
            edition(context);
            return;
        }
        let report = context.report;
        for table in &report.tables {
            if matches!(self.require, TableRequirement::Present) {
                present(self, table, context);
            } else if table.span.is_some() {
                match self.require {
                    TableRequirement::Rows => {
                        rows::copies(table, context);
                        rows::complete(table, context);
                    }
                    TableRequirement::Columns => columns(table, context),
                    TableRequirement::Labels => labels(table, context),
                    TableRequirement::Aligned => alignment::aligned(table, context),
                    TableRequirement::GroupsEmpty => groups_empty(table, context),
                    TableRequirement::Filled => filled(table, context),
                    TableRequirement::Present | TableRequirement::Edition => {}
                }
            }
        }
    }

    fn looks_at_tables_alone(&self) -> bool {
        true
    }

    fn accounts(&self) -> bool {
        true
    }
}

fn present(check: &TableCheck, table: &BoundTable, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&table.spec.section).filter(|_| table.span.is_none()) else {
        return;
    };
    let place = heading(report, &table.spec.section);
    if let Some(image) = table.image {
        let label = Label::new(image, Localized::new("图片", "image"));
        let zh = format!("{}是图片，无法读取其中的数字", table.spec.name.zh);
        not_here(label, Localized::new(zh, format!("{} is an image", table.spec.name.en)), context);
        return;
    }
    let elsewhere = report
        .prose(section)
        .find(|line| check.elsewhere.iter().any(|word| line.text.contains(&**word)));
    if let Some(line) = elsewhere {
        let label = Label::new(line.span(), Localized::default());
        let zh = format!("{}不在正文中（见附件或链接）", table.spec.name.zh);
        let en = format!("{} stands in another file", table.spec.name.en);
        not_here(label, Localized::new(zh, en), context);
        return;
    }
    let title = section.heading.as_ref().map(|heading| heading.text.clone()).unwrap_or_default();
    context.say(FindingText::new(
        "",
        place,
        args![("table", name(table)), ("section", same(title))],
    ));
}

/// Says that a table is somewhere else, or in a form that cannot be read.
fn not_here(place: Label, reason: Localized, context: &mut Context<'_>) {
    context.not_checked(Extent::Table, place.clone(), reason.clone());
    context.cannot_assess(place, reason.zh, reason.en);
}

/// The tables' labels against the report year: one finding, whichever tables it concerns.
fn edition(context: &mut Context<'_>) {
    let report = context.report;
    let tables = || {
        let tables = report.tables.iter();
        tables.filter(|table| table.span.is_some() && !table.fused && table.copy == 0)
    };
    let year = report.sure_year();
    let expected = year.and_then(|year| context.forms.of_year(year));
    let form_name = |id: &str| {
        context
            .forms
            .forms
            .iter()
            .find(|form| *form.id == *id)
            .map(|form| form.name.clone())
            .unwrap_or_default()
    };
    if let (Some(year), Some(expected)) = (year, expected) {
        let wrong: Vec<&BoundTable> = tables()
            .filter(|table| table.edition.as_ref().is_some_and(|id| *id != expected.id))
            .collect();
        if let Some(first) = wrong.first() {
            let names: Vec<&Localized> = wrong.iter().map(|table| &table.spec.name).collect();
            let args = args![
                ("table", list(names)),
                ("year", same(year.to_string())),
                ("edition", form_name(first.edition.as_deref().unwrap_or_default())),
                ("expected", expected.name.clone()),
            ];
            let mut said = FindingText::new("", opening(context, first), args);
            said.related = wrong[1..].iter().map(|table| opening(context, table)).collect();
            context.say(said);
            return;
        }
    }
    let mut editions: Vec<&str> = tables().filter_map(|table| table.edition.as_deref()).collect();
    editions.dedup();
    let foreign = tables().find_map(|table| table.foreign.map(|span| (table, span)));
    if let Some((table, span)) = foreign {
        let label = Label::new(span, Localized::default());
        context.say(FindingText::new("mixed", label, args![("table", name(table))]));
    } else if year.is_none() && editions.len() > 1 {
        let Some(last) = tables().rfind(|table| table.edition.is_some()) else { return };
        context.say(FindingText::new(
            "mixed",
            opening(context, last),
            args![("table", name(last))],
        ));
    }
}

fn columns(table: &BoundTable, context: &mut Context<'_>) {
    if !table.missing_columns.is_empty() {
        let names: Vec<&Localized> =
            table.missing_columns.iter().map(|&column| &table.spec.columns[column].name).collect();
        let args = args![
            ("table", name(table)),
            ("columns", list(names)),
            ("count", same(table.missing_columns.len().to_string())),
        ];
        context.say(FindingText::new("", opening(context, table), args));
    }
    for (text, span) in &table.extra_columns {
        let args = args![("table", name(table)), ("columns", same(&**text)), ("count", same("1"))];
        context.say(FindingText::new("extra", Label::new(*span, Localized::default()), args));
    }
}

/// Labels that differ: one finding for each printed label, wherever it recurs.
fn labels(table: &BoundTable, context: &mut Context<'_>) {
    // Where extraction left rows that cannot be read, it may have damaged the labels, too.
    if !readable(table) {
        return;
    }
    let mut done: Vec<(&str, &str)> = Vec::new();
    for deviation in &table.deviations {
        let key = (&*deviation.found, &*deviation.printed);
        if done.contains(&key) {
            continue;
        }
        done.push(key);
        let args = args![
            ("table", name(table)),
            ("found", same(&*deviation.found)),
            ("printed", same(&*deviation.printed)),
        ];
        let mut said = FindingText::new("", Label::new(deviation.span, Localized::default()), args);
        said.related = table
            .deviations
            .iter()
            .filter(|other| (&*other.found, &*other.printed) == key && other.span != deviation.span)
            .map(|other| Label::new(other.span, same(&*other.found)))
            .collect();
        let alike = table.deviations.iter().filter(|it| (&*it.found, &*it.printed) == key);
        said.fix = relabelled(alike, &deviation.printed);
        context.say(said);
    }
}

/// Writes the printed label, where one piece of text is the whole of the other one.
fn relabelled<'d>(places: impl Iterator<Item = &'d Deviation>, printed: &str) -> Option<Fix> {
    let whole = |it: &&Deviation| it.span.end - it.span.start == it.found.len() as u32;
    let mut edits: Vec<Edit> =
        places.filter(whole).map(|it| Edit { span: it.span, text: printed.to_owned() }).collect();
    edits.sort_by_key(|edit| edit.span);
    let message = Localized::new(format!("改为“{printed}”"), format!("write “{printed}”"));
    (!edits.is_empty()).then_some(Fix { safety: Safety::Unsafe, message, edits })
}

/// Figures beside the labels of groups, in a table of which every row is there and could be read: one
/// finding.
fn groups_empty(table: &BoundTable, context: &mut Context<'_>) {
    let complete = table.rows.iter().all(|row| row.state == RowState::Aligned);
    if !complete || table.doubtful {
        return;
    }
    let columns = table.spec.columns.len();
    // Where the format marks no rows, a single figure may be a page number.
    let own = |found: &&GroupFigures| found.marked || found.figures.len() == columns;
    let mut found = table.group_figures.iter().filter(own);
    let Some(first) = found.clone().next() else { return };
    let mut names: Vec<Localized> =
        found.clone().map(|found| same(&*table.spec.groups[found.group].label)).collect();
    names.dedup();
    let written: Vec<&str> = first.figures.iter().map(|(text, _)| &**text).collect();
    let args = args![
        ("table", name(table)),
        ("rows", list(&names)),
        ("count", same(names.len().to_string())),
        ("found", same(written.join("、"))),
    ];
    let mut said = FindingText::new("", Label::new(first.span, Localized::default()), args);
    said.related = found
        .by_ref()
        .skip(1)
        .map(|found| Label::new(found.span, same(&*table.spec.groups[found.group].label)))
        .collect();
    context.say(said);
}

fn filled(table: &BoundTable, context: &mut Context<'_>) {
    let read = table.rows.iter().any(|row| row.state == RowState::Aligned);
    let digit = cells(table).any(|(_, cell)| cell.text.chars().any(char::is_numeric));
    if !read || !readable(table) || digit {
        return;
    }
    let variant = if leaves_zeros_blank(table, context.report) { "zeros-blank" } else { "" };
    context.say(FindingText::new(variant, opening(context, table), args![("table", name(table))]));
}

/// Whether the other tables of the report have figures, and blanks rather than zeros: its author
/// leaves a cell blank where there is nothing (real/010), so a blank table may say just that.
fn leaves_zeros_blank(table: &BoundTable, report: &Report<'_>) -> bool {
    let others =
        || report.tables.iter().filter(|other| other.spec.id != table.spec.id).flat_map(cells);
    let figures = others().filter(|(_, cell)| cell.number().is_some()).count();
    let zeros =
        others().filter(|(_, cell)| cell.number().is_some_and(|value| value.is_zero())).count();
    let blanks = others().filter(|(_, cell)| cell.is_empty()).count();
    figures > 0 && blanks > zeros
}
