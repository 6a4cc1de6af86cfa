//! The shape of a pack: as it is read, and as a JSON Schema for editors.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use super::{example::ExampleToml, parameters::PackNames};
use crate::{
    check::{self, CheckKind},
    finding::{Confidence, Extent, Responsibility, Severity},
};
use gouji_report::Localized;

/// The JSON Schema (2020-12) of a pack down to the last key, with the ids that forms and
/// statements know.
pub(crate) fn json_schema(known: PackNames<'_>) -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<PackToml>();
    let forms = || known.forms.kinds().flat_map(|kind| &kind.forms);
    let tables = || forms().flat_map(|form| &form.tables);
    let mut list = |name: &str, ids: Vec<&str>| {
        let definition = schema.get_mut("$defs").and_then(|all| all.get_mut(name));
        if let Some(definition) = definition.and_then(|it| it.as_object_mut()) {
            let ids: BTreeSet<&str> = ids.into_iter().collect();
            definition.insert("enum".to_owned(), ids.into_iter().collect());
        }
    };
    list("table", tables().map(|table| &*table.id).collect());
    list("row", tables().flat_map(|table| table.rows.iter().map(|row| &*row.id)).collect());
    list("column", tables().flat_map(|it| it.columns.iter().map(|it| &*it.id)).collect());
    list("section", forms().flat_map(|form| form.sections.iter().map(|it| &*it.id)).collect());
    list("level", known.forms.organs.levels.iter().map(|level| &*level.id).collect());
    list("statement", known.reader.iter().flat_map(|reader| reader.addresses()).collect());
    format!("{:#}\n", schema.as_value())
}

/// 自己的规则。 / Rules of one's own.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gouji rule pack")]
#[expect(dead_code, reason = "the shape is read, not the values")]
struct PackToml {
    /// 规则针对哪种报告；不写则是政府信息公开工作年度报告。 / The kind of report that the rules are about; the
    /// annual report where none is named.
    kind: Option<String>,
    /// 各条规则。 / The rules.
    rule: Vec<RuleToml>,
}

/// 一条规则。 / A rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleToml {
    /// 代码：一个大写字母加三位数字，不与自带的相同。 / A capital letter and three digits; not one that is
    /// shipped.
    #[schemars(with = "String", regex(pattern = "^[A-Z][0-9]{3}$"))]
    pub(super) code: Spanned<Arc<str>>,
    /// 缺陷的名称，小写字母加连字符。 / The name of the defect, in small letters with hyphens.
    pub(super) name: Arc<str>,
    /// 问题有多严重。 / How much a finding weighs.
    pub(super) severity: Severity,
    /// 是否要点名（代码、名称或级别）才启用。 / Whether it is on only where its code, its name or a severity
    /// asks for it.
    #[serde(default)]
    pub(super) optional: bool,
    /// 适用于哪些格式；不写则都适用。 / The forms that it applies to; all where none is named.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) forms: Vec<Spanned<Arc<str>>>,
    /// 对同一处错误说得更多的规则：它们说到同一处文字，或说到本规则所指的每一格时，本规则不报。 / Codes of
    /// rules that say more of the same slip: where one of them names the same place in the text, or every
    /// cell that this rule names, this rule is silent.
    #[serde(default, rename = "yields-to")]
    #[schemars(with = "Vec<String>")]
    pub(super) yields_to: Vec<Spanned<Arc<str>>>,
    /// 有多大把握。 / How sure a finding is.
    #[serde(default)]
    pub(super) confidence: Confidence,
    /// 问题出在谁那里。 / Whose fault a finding is.
    #[serde(default)]
    pub(super) responsibility: Responsibility,
    /// 报出时，有什么没有检查。 / What was not checked where the rule fires.
    #[serde(default, rename = "not-checked")]
    pub(super) not_checked: Option<Extent>,
    /// 一行：查什么。 / One line: what is checked.
    pub(super) summary: Localized,
    /// 报出时说什么；花括号里是检查种类的占位符。 / What a finding says; placeholders in braces are those of
    /// the check kind.
    #[schemars(with = "Localized")]
    pub(super) message: Spanned<Localized>,
    /// 标在那一处的几个字。 / A few words at the place.
    #[serde(default)]
    #[schemars(with = "Option<Localized>")]
    pub(super) mark: Option<Spanned<Localized>>,
    /// 怎么改。 / What to do.
    #[serde(default)]
    #[schemars(with = "Option<Localized>")]
    pub(super) help: Option<Spanned<Localized>>,
    /// 为什么要查。 / What the clerk should know.
    pub(super) why: Localized,
    /// 有意不报的情形，一行一种。 / What the rule deliberately does not report, one thing a line.
    #[serde(default)]
    pub(super) silent: Localized,
    /// 依据；早先写作 `source`。 / The norm it comes from; `source` in earlier packs.
    #[serde(alias = "source")]
    pub(super) basis: String,
    /// 说明它的报告片段。 / Pieces of a report that show it.
    #[serde(default)]
    pub(super) example: Option<ExampleToml>,
    /// 检查种类的其他情形说什么。 / What is said in the other cases of the check kind.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, VariantToml>")]
    pub(super) variant: BTreeMap<Spanned<String>, VariantToml>,
    /// 怎样检查：检查种类和它的参数。 / How it checks: its kind, and the parameters of that kind.
    #[serde(default)]
    #[schemars(with = "CheckShape", required)]
    #[expect(
        dead_code,
        reason = "named here for the schema and for `did you mean`; taken out before the rest is read"
    )]
    check: Option<IgnoredAny>,
}

/// 一种情形里不同的地方。 / What differs in one case of a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantToml {
    /// 问题有多严重。 / How much a finding weighs.
    pub(super) severity: Option<Severity>,
    /// 问题出在谁那里。 / Whose fault a finding is.
    pub(super) responsibility: Option<Responsibility>,
    /// 这种情形下，有什么没有检查。 / What was not checked in this case.
    #[serde(rename = "not-checked")]
    pub(super) not_checked: Option<Extent>,
    /// 报出时说什么。 / What a finding says.
    #[schemars(with = "Option<Localized>")]
    pub(super) message: Option<Spanned<Localized>>,
    /// 标在那一处的几个字。 / A few words at the place.
    #[schemars(with = "Option<Localized>")]
    pub(super) mark: Option<Spanned<Localized>>,
    /// 怎么改。 / What to do.
    #[schemars(with = "Option<Localized>")]
    pub(super) help: Option<Spanned<Localized>>,
}

/// How a rule checks: its kind, and the parameters of that kind.
enum CheckShape {}

impl JsonSchema for CheckShape {
    fn schema_name() -> Cow<'static, str> {
        "check".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kinds = check::schemas(generator).into_iter();
        let kinds: Vec<Schema> = kinds.map(|(kind, schema)| of_kind(kind, schema)).collect();
        json_schema!({
            "description": "怎样检查：检查种类和它的参数。 / How a rule checks: its kind, and the parameters of that kind.",
            "oneOf": kinds,
        })
    }
}

/// The parameters of a kind with the key `kind`, its cases and its placeholders.
fn of_kind(kind: &CheckKind, mut schema: Schema) -> Schema {
    let insert = |object: &mut Schema, key: &str, entry: &str, value: Schema| {
        let entries = object.ensure_object().entry(key).or_insert_with(|| Schema::default().into());
        if let Some(entries) = entries.as_object_mut() {
            entries.insert(entry.to_owned(), value.into());
        }
    };
    insert(&mut schema, "properties", "kind", json_schema!({ "const": kind.name }));
    let mut required = vec!["kind".to_owned()];
    let own = schema.get("required").and_then(|it| it.as_array()).into_iter().flatten();
    required.extend(own.filter_map(|it| it.as_str()).map(str::to_owned));
    schema.insert("required".to_owned(), required.into());
    schema.insert("title".to_owned(), kind.name.into());
    let cases = kind.cases.iter().map(|cases| {
        let (names, args) = (cases.names, cases.args);
        json_schema!({ "require": cases.require, "cases": names, "placeholders": args })
    });
    schema.insert("x-cases".to_owned(), cases.collect::<Vec<Schema>>().into());
    schema
}
