//! The statutory template of one version: sections, tables, rows, columns, labels. Data, in TOML.
//!
//! * [`Form`] – a form as the TOML gives it, with its labels folded once
//! * [`Organs`] – how a title names its issuer and what sort of organ that is
//! * [`ReportKind`] – a kind of report, with forms of its own; [`Lookalike`], what only resembles one
//! * [`load`] – from TOML, refusing what is inconsistent

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
};

use gouji_parser::words::Words;
use serde::{Deserialize, Serialize};

use crate::Localized;

mod forms;
mod kinds;
pub(crate) mod load;
mod organs;

pub use forms::Forms;
pub(crate) use kinds::FirstLines;
pub use kinds::{Lookalike, ReportKind};
pub use organs::{Level, Organs};

/// A form.
#[derive(Debug, Serialize, Deserialize)]
pub struct Form {
    /// `2019`, `2021`.
    pub id: Arc<str>,
    /// Its name in messages.
    pub name: Localized,
    /// The instrument that issued it.
    pub source: String,
    /// First report year it applies to.
    pub first_year: u16,
    /// Last report year it applies to; open where none.
    pub last_year: Option<u16>,
    /// The form whose rules hold for this one, too, as far as it has their sections and cells.
    pub follows: Option<Arc<str>>,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Its tables in order.
    pub tables: Vec<Arc<TableSpec>>,
}

impl Form {
    /// Whether the form is the one for `year`.
    pub fn applies_to(&self, year: u16) -> bool {
        self.first_year <= year && self.last_year.is_none_or(|last| year <= last)
    }

    /// Whether it has the sections and tables of `other`, under the same titles in the same places.
    pub(crate) fn is_laid_out_as(&self, other: &Self) -> bool {
        let sections = |form: &'_ Self| -> Vec<_> {
            let sections = form.sections.iter();
            sections.map(|it| (it.number, it.folded.clone(), it.table.clone())).collect()
        };
        let tables = |form: &'_ Self| -> Vec<_> {
            form.tables.iter().map(|it| (it.id.clone(), it.section.clone())).collect()
        };
        sections(self) == sections(other) && tables(self) == tables(other)
    }

    /// The first section that has a table.
    pub(crate) fn first_with_table(&self) -> Option<&Section> {
        self.sections.iter().find(|section| section.table.is_some())
    }

    /// The table with that id.
    pub fn table(&self, id: &str) -> Option<&Arc<TableSpec>> {
        self.tables.iter().find(|table| &*table.id == id)
    }
}

/// A section of the form.
#[derive(Debug, Serialize, Deserialize)]
pub struct Section {
    /// `overview`.
    pub id: Arc<str>,
    /// Its number in the report, from 1.
    pub number: u32,
    /// The printed title.
    pub title: String,
    /// Titles met in good-faith reports.
    pub aliases: Vec<String>,
    /// Titles that lose statutory wording.
    pub wrong: Vec<String>,
    /// Topics that the section has to cover.
    pub topics: Vec<Topic>,
    /// The table that stands in it.
    pub table: Option<Arc<str>>,
    /// Title, aliases and wrong titles folded, in that order.
    pub folded: Vec<String>,
}

/// A topic that a section has to cover.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its name in messages.
    pub name: Localized,
    /// Words any of which shows that it is covered.
    #[serde(deserialize_with = "folded")]
    pub words: Vec<String>,
}

/// Words are folded once, when the form or the pack is read; those of data compiled beforehand are so already.
pub fn folded<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let is_text = deserializer.is_human_readable();
    let mut words = Vec::<String>::deserialize(deserializer)?;
    for word in words.iter_mut().filter(|_| is_text) {
        *word = gouji_parser::fold::fold(word);
    }
    Ok(words)
}

/// Folded labels as words, numbered in their order.
pub(crate) fn words_of<'l>(labels: impl IntoIterator<Item = &'l String>) -> Words {
    let mut sorted: Vec<(&str, u32)> = labels.into_iter().map(String::as_str).zip(0..).collect();
    sorted.sort_unstable();
    Words::new(&sorted)
}

/// A map in the order of its keys, so that the same data are the same bytes.
fn sorted<S: serde::Serializer>(
    map: &HashMap<String, Vec<LabelTarget>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

/// How the rows of a table lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Every row of values is led by its label.
    Rows,
    /// One row of values without a label, under a head.
    Line,
    /// Such a row for each organ, its name before it or not. Each is read as a copy of the table.
    Lines,
}

/// What the values of a column may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueKind {
    /// A non-negative integer.
    Count,
    /// An integer that may be negative: 本年增/减.
    Signed,
    /// A decimal in the unit that the column names.
    Amount,
    /// A decimal whose unit stands in the cell.
    Money,
}

/// A statutory table.
#[derive(Debug, Serialize, Deserialize)]
pub struct TableSpec {
    /// `proactive`, `requests`, `disputes`.
    pub id: Arc<str>,
    /// 表三.
    pub name: Localized,
    /// The section it stands in; empty in a form without sections.
    pub section: Arc<str>,
    /// How its rows lie.
    pub shape: Shape,
    /// The printed cell over its row labels: 信息内容.
    pub corner: String,
    /// Groups of rows, or of columns.
    pub groups: Vec<Group>,
    /// Rows, top to bottom.
    pub rows: Vec<RowSpec>,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Labels that open the table, folded.
    pub(crate) start: Words,
    /// Labels that only this form has, folded.
    pub(crate) marks: Vec<String>,
    /// Folded label → what it can stand for, in form order.
    #[serde(serialize_with = "sorted")]
    pub(crate) labels: HashMap<String, Vec<LabelTarget>>,
    /// The labels as what a text begins with; made when first asked for.
    #[serde(skip)]
    pub(crate) beginnings: OnceLock<Words>,
    /// Rows whose label is that of a mere group in another form of the kind; found when first asked.
    #[serde(skip)]
    pub(crate) own_rows: OnceLock<Vec<usize>>,
}

/// What a label of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LabelTarget {
    pub(crate) kind: TargetKind,
    /// How the text differs from the printed label.
    pub(crate) likeness: Likeness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TargetKind {
    Row(usize),
    Group(usize),
    Column(usize),
    /// A cell of the head that is no column: 信息内容, 申请人情况.
    Head,
}

/// How a label differs from the printed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Likeness {
    /// Not at all, beyond white space, width and punctuation.
    Printed,
    /// A variant that the form lists, or the number before it is missing.
    Variant,
}

/// A group of rows (三、本年度办理结果) or of columns (未经复议直接起诉).
#[derive(Debug, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: Arc<str>,
    /// The printed label.
    pub label: String,
    /// Its name in messages; the English one may be missing.
    pub name: Localized,
    /// The group it lies in.
    pub parent: Option<usize>,
    /// Whether it holds columns.
    pub of_columns: bool,
    /// Whether its label is a mere cell of the head, which opens nothing where it is read.
    pub(crate) in_head: bool,
    /// Its label, folded.
    pub folded: String,
}

/// A row.
#[derive(Debug, Serialize, Deserialize)]
pub struct RowSpec {
    /// `granted`.
    pub id: Arc<str>,
    /// The printed label; empty in a table of shape `line`.
    pub label: String,
    /// Its name in messages.
    pub name: Localized,
    /// The group it lies in.
    pub group: Option<usize>,
    /// Indices of its columns.
    pub columns: Vec<usize>,
    /// Whether it is a total of other rows.
    pub total: bool,
    pub(crate) aliases: Vec<String>,
    /// Its label, folded.
    pub folded: String,
}

/// A column.
#[derive(Debug, Serialize, Deserialize)]
pub struct Column {
    /// `natural`.
    pub id: Arc<str>,
    /// The printed label.
    pub label: String,
    /// Its name in messages.
    pub name: Localized,
    /// The group it lies in.
    pub group: Option<usize>,
    /// What its values may be.
    pub value: ValueKind,
    /// The unit that its label names.
    pub unit: Option<String>,
    /// Whether it is a total of other columns.
    pub total: bool,
    pub(crate) aliases: Vec<String>,
    /// Its label, folded.
    pub folded: String,
}

impl TableSpec {
    /// Whether a folded line begins with a label of the table, its values perhaps behind it.
    pub(crate) fn begins(&self, folded: &str) -> bool {
        self.labels_at(folded)
            .any(|label| label.len() == folded.len() || label.chars().count() >= 4)
    }

    /// The labels that a folded text begins with, shortest first.
    pub(crate) fn labels_at<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = &'t str> + 't {
        let words = self.beginnings.get_or_init(|| words_of(self.labels.keys()));
        words.at(folded).map(|(_, length)| &folded[..length])
    }

    /// Whether a folded text is a label of the column at `column`.
    pub(crate) fn is_column(&self, folded: &str, column: usize) -> bool {
        let targets = self.labels.get(folded).into_iter().flatten();
        targets.map(|target| target.kind).any(|kind| kind == TargetKind::Column(column))
    }

    /// The one column that a folded text is a label of.
    pub(crate) fn only_column(&self, folded: &str) -> Option<usize> {
        let targets = self.labels.get(folded)?;
        let mut columns = targets.iter().filter_map(|target| match target.kind {
            TargetKind::Column(column) => Some(column),
            _ => None,
        });
        columns.next().filter(|_| columns.next().is_none())
    }

    /// The index of a row.
    pub fn row(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| &*row.id == id)
    }

    /// The index of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| &*column.id == id)
    }

    /// The label of a row as messages name it: with the number of its group where its own number
    /// stands several times (`（三）1.属于国家秘密`), without the explanation in brackets. Of rows with the
    /// same label and no number (总数) it is their name: 信息发布总数.
    pub fn row_path(&self, row: usize) -> String {
        let spec = &self.rows[row];
        let numbered = spec.label.starts_with(|char: char| char.is_ascii_digit());
        let alike = || self.rows.iter().filter(|other| other.label == spec.label).count() > 1;
        if spec.label.is_empty() || !numbered && alike() {
            return spec.name.zh.clone();
        }
        let group = spec.group.filter(|_| numbered).map(|group| &*self.groups[group].label);
        let number = group
            .filter(|label| label.starts_with('（'))
            .and_then(|label| label.split_inclusive('）').next())
            .unwrap_or_default();
        format!("{number}{}", short_label(&spec.label))
    }
}

/// A printed label without the explanation in brackets that follows it:
/// `（二）部分公开（区分处理的，…）` becomes `（二）部分公开`.
fn short_label(label: &str) -> &str {
    let body = if label.starts_with('（') {
        label.find('）').map_or(0, |at| at + '）'.len_utf8())
    } else {
        0
    };
    let end = label[body..].find('（').map_or(label.len(), |at| body + at);
    &label[..end]
}
