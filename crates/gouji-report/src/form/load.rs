//! Forms from TOML: what is inconsistent is refused with its place.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

use gouji_parser::{fold::fold, numeral};
use serde::Deserialize;
use toml::Spanned;

use super::{
    Column, Form, Group, LabelTarget, Likeness, Lookalike, Organs, ReportKind, RowSpec, Section,
    Shape, TableSpec, TargetKind, Topic, ValueKind, kinds::KindsToml, organs::OrgansToml, words_of,
};
use crate::{DataFile, Localized, PackError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FormToml {
    id: Spanned<Arc<str>>,
    kind: Option<Spanned<String>>,
    name: Localized,
    source: String,
    first_year: u16,
    last_year: Option<u16>,
    follows: Option<Spanned<Arc<str>>>,
    #[serde(default)]
    section: Vec<SectionToml>,
    #[serde(default)]
    table: Vec<TableToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionToml {
    id: Arc<str>,
    number: u32,
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    wrong: Vec<String>,
    #[serde(default)]
    topic: Vec<Topic>,
    table: Option<Spanned<Arc<str>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableToml {
    id: Arc<str>,
    name: Localized,
    section: Option<Spanned<Arc<str>>>,
    shape: Shape,
    #[serde(default = "count")]
    value: ValueKind,
    #[serde(default)]
    corner: String,
    start: Vec<String>,
    #[serde(default)]
    head: Vec<String>,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    group: Vec<GroupToml>,
    row: Vec<FormRowToml>,
    column: Vec<ColumnToml>,
}

fn count() -> ValueKind {
    ValueKind::Count
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupToml {
    id: Arc<str>,
    label: String,
    #[serde(rename = "in")]
    parent: Option<Spanned<String>>,
    #[serde(default)]
    axis: AxisToml,
    name: Option<PartialName>,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum AxisToml {
    #[default]
    Row,
    Column,
}

/// A name whose Chinese is the printed label unless given.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartialName {
    zh: Option<String>,
    en: String,
}

impl PartialName {
    fn or_label(self, label: &str) -> Localized {
        Localized { zh: self.zh.unwrap_or_else(|| label.to_owned()), en: self.en }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRowToml {
    id: Arc<str>,
    label: String,
    name: PartialName,
    #[serde(rename = "in")]
    group: Option<Spanned<String>>,
    columns: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    total: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnToml {
    id: Arc<str>,
    label: String,
    name: PartialName,
    #[serde(rename = "in")]
    group: Option<Spanned<String>>,
    value: Option<ValueKind>,
    unit: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    total: bool,
}

/// Reads the words of issuers and titles.
pub(crate) fn organs(file: DataFile<'_>) -> Result<Organs, Box<PackError>> {
    let toml: OrgansToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    Ok(toml.into())
}

/// Adds kinds of report to those that are known; gives what only resembles them.
pub(crate) fn kinds(
    file: DataFile<'_>,
    known: &mut Vec<Arc<ReportKind>>,
) -> Result<Vec<Lookalike>, Box<PackError>> {
    let toml: KindsToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    for kind in toml.kind {
        let id = kind.get_ref().id.clone();
        if known.iter().any(|known| known.id == id) {
            let message = format!("种类 {id} 已有 / kind {id} exists already");
            return Err(repeated(file, &message, kind.span()));
        }
        known.push(Arc::new(kind.into_inner()));
    }
    Ok(toml.lookalike)
}

/// An id that something else has.
fn repeated(file: DataFile<'_>, message: &str, at: Range<usize>) -> Box<PackError> {
    let help = "换一个代号 / choose another id".to_owned();
    PackError::at(file, message, "重复 / repeated", at, Some(help))
}

/// Reads a form, and of which of the kinds it is: the first, if it says nothing. `known` are the forms of
/// each kind that were read before.
pub(crate) fn form(
    file: DataFile<'_>,
    kinds: &[Arc<ReportKind>],
    known: &[Vec<Arc<Form>>],
) -> Result<(Form, usize), Box<PackError>> {
    let toml: FormToml =
        toml::from_str(file.text).map_err(|error| PackError::toml(file, &error))?;
    let loader = Loader { file };
    let of = |word: &Spanned<String>| {
        let at = kinds.iter().position(|kind| *kind.id == **word.get_ref());
        let known = kinds.iter().map(|kind| &*kind.id).filter(|id| !id.is_empty());
        at.ok_or_else(|| loader.unknown("kind", word, known))
    };
    let kind = toml.kind.as_ref().map(of).transpose()?.unwrap_or(0);
    let ids = || known[kind].iter().map(|form| &*form.id);
    if let Some(follows) = toml.follows.as_ref().filter(|it| !ids().any(|id| *id == **it.get_ref()))
    {
        return Err(loader.unknown("form", follows, ids()));
    }
    if known.iter().flatten().any(|form| form.id == *toml.id.get_ref()) {
        let message = format!("表式 {0} 已有 / form {0} exists already", toml.id.get_ref());
        return Err(repeated(file, &message, toml.id.span()));
    }
    let mut sections = Vec::with_capacity(toml.section.len());
    for section in toml.section {
        if let Some(table) = &section.table
            && !toml.table.iter().any(|known| known.id == *table.get_ref())
        {
            return Err(loader.unknown("table", table, toml.table.iter().map(|table| &*table.id)));
        }
        let folded = std::iter::once(&section.title)
            .chain(&section.aliases)
            .chain(&section.wrong)
            .map(|title| fold(title))
            .collect();
        sections.push(Section {
            id: section.id,
            number: section.number,
            title: section.title,
            aliases: section.aliases,
            wrong: section.wrong,
            topics: section.topic,
            table: section.table.map(Spanned::into_inner),
            folded,
        });
    }
    let mut tables = Vec::with_capacity(toml.table.len());
    for table in toml.table {
        if let Some(word) = &table.section
            && !sections.iter().any(|section| section.id == *word.get_ref())
        {
            let known = sections.iter().map(|section| &*section.id);
            return Err(loader.unknown("section", word, known));
        }
        tables.push(Arc::new(loader.table(table)?));
    }
    let form = Form {
        id: toml.id.into_inner(),
        name: toml.name,
        source: toml.source,
        first_year: toml.first_year,
        last_year: toml.last_year,
        follows: toml.follows.map(Spanned::into_inner),
        sections,
        tables,
    };
    Ok((form, kind))
}

struct Loader<'a> {
    file: DataFile<'a>,
}

impl Loader<'_> {
    fn unknown<'i>(
        &self,
        what: &str,
        word: &Spanned<impl AsRef<str>>,
        known: impl Iterator<Item = &'i str>,
    ) -> Box<PackError> {
        let known: Vec<_> = known.collect();
        PackError::unknown(self.file, what, word.get_ref().as_ref(), word.span(), &known)
    }

    fn table(&self, toml: TableToml) -> Result<TableSpec, Box<PackError>> {
        let groups = self.groups(toml.group, &toml.head)?;
        let of_groups = |word: &Option<Spanned<String>>| -> Result<Option<usize>, Box<PackError>> {
            let Some(word) = word else { return Ok(None) };
            let at = groups.iter().position(|group| *group.id == **word.get_ref());
            at.map(Some)
                .ok_or_else(|| self.unknown("group", word, groups.iter().map(|group| &*group.id)))
        };
        let mut columns = Vec::with_capacity(toml.column.len());
        for column in toml.column {
            columns.push(Column {
                group: of_groups(&column.group)?,
                id: column.id,
                name: column.name.or_label(&column.label),
                value: column.value.unwrap_or(toml.value),
                unit: column.unit,
                total: column.total,
                folded: fold(&column.label),
                aliases: column.aliases,
                label: column.label,
            });
        }
        let mut rows = Vec::with_capacity(toml.row.len());
        for row in toml.row {
            let own = match row.columns {
                None => (0..columns.len()).collect(),
                Some(words) => words
                    .iter()
                    .map(|word| {
                        let at = columns.iter().position(|column| *column.id == **word.get_ref());
                        at.ok_or_else(|| {
                            self.unknown("column", word, columns.iter().map(|column| &*column.id))
                        })
                    })
                    .collect::<Result<_, _>>()?,
            };
            rows.push(RowSpec {
                group: of_groups(&row.group)?,
                id: row.id,
                name: row.name.or_label(&row.label),
                columns: own,
                total: row.total,
                folded: fold(&row.label),
                aliases: row.aliases,
                label: row.label,
            });
        }
        let labels = labels(&rows, &groups, &columns, &toml.head);
        Ok(TableSpec {
            id: toml.id,
            name: toml.name,
            section: toml.section.map(Spanned::into_inner).unwrap_or_default(),
            shape: toml.shape,
            corner: toml.corner,
            start: words_of(&toml.start.iter().map(|label| fold(label)).collect::<Vec<_>>()),
            marks: toml.marks.iter().map(|label| fold(label)).collect(),
            groups,
            rows,
            columns,
            labels,
            beginnings: OnceLock::new(),
            own_rows: OnceLock::new(),
        })
    }

    fn groups(&self, toml: Vec<GroupToml>, head: &[String]) -> Result<Vec<Group>, Box<PackError>> {
        let mut groups: Vec<Group> = Vec::with_capacity(toml.len());
        for group in toml {
            let parent = match &group.parent {
                None => None,
                Some(word) => {
                    Some(groups.iter().position(|known| *known.id == **word.get_ref()).ok_or_else(
                        || self.unknown("group", word, groups.iter().map(|group| &*group.id)),
                    )?)
                }
            };
            groups.push(Group {
                id: group.id,
                name: group.name.unwrap_or_default().or_label(&group.label),
                in_head: head.contains(&group.label),
                folded: fold(&group.label),
                label: group.label,
                parent,
                of_columns: group.axis == AxisToml::Column,
            });
        }
        Ok(groups)
    }
}

/// Every folded label with what it can stand for.
fn labels(
    rows: &[RowSpec],
    groups: &[Group],
    columns: &[Column],
    head: &[String],
) -> HashMap<String, Vec<LabelTarget>> {
    let mut labels: HashMap<String, Vec<LabelTarget>> = HashMap::new();
    let mut add = |folded: String, kind: TargetKind, likeness: Likeness| {
        let targets = labels.entry(folded).or_default();
        if !targets.iter().any(|target| target.kind == kind) {
            targets.push(LabelTarget { kind, likeness });
        }
    };
    for label in head {
        add(fold(label), TargetKind::Head, Likeness::Printed);
    }
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| !group.in_head) {
        let folded = fold(&group.label);
        let bare = without_number(&folded).to_owned();
        add(folded, TargetKind::Group(at), Likeness::Printed);
        add(bare, TargetKind::Group(at), Likeness::Variant);
    }
    for (at, column) in columns.iter().enumerate() {
        add(column.folded.clone(), TargetKind::Column(at), Likeness::Printed);
        for alias in &column.aliases {
            add(fold(alias), TargetKind::Column(at), Likeness::Variant);
        }
    }
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.label.is_empty()) {
        add(row.folded.clone(), TargetKind::Row(at), Likeness::Printed);
        // 1、申请人… for 1.申请人…
        if row.folded.starts_with(|char: char| char.is_ascii_digit()) {
            add(row.folded.replacen('.', ",", 1), TargetKind::Row(at), Likeness::Printed);
        }
        add(without_number(&row.folded).to_owned(), TargetKind::Row(at), Likeness::Variant);
        for alias in &row.aliases {
            let folded = fold(alias);
            add(without_number(&folded).to_owned(), TargetKind::Row(at), Likeness::Variant);
            add(folded, TargetKind::Row(at), Likeness::Variant);
        }
    }
    labels
}

/// A folded label without the number that leads it: `(三)不予公开` → `不予公开`, `1.属于…`,
/// `一,本年…`.
pub(crate) fn without_number(folded: &str) -> &str {
    let is_number = |char: char| char.is_ascii_digit() || numeral::counts(char);
    let bare = if let Some(rest) = folded.strip_prefix('(') {
        rest.trim_start_matches(is_number).strip_prefix(')')
    } else {
        let rest = folded.trim_start_matches(is_number);
        (rest.len() < folded.len()).then_some(rest).and_then(|rest| rest.strip_prefix(['.', ',']))
    };
    bare.filter(|rest| !rest.is_empty() && rest.len() < folded.len()).unwrap_or(folded)
}
