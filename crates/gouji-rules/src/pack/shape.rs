//! The shape of a pack: as it is read, and as a JSON Schema for editors.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use super::{example::ExampleToml, parameters::Known};
use crate::{
    check::{self, Kind},
    finding::{Confidence, Extent, Responsibility, Severity},
};
use gouji_report::Localized;

/// The JSON Schema (2020-12) of a pack down to the last key, with the ids that forms and
/// statements know.
pub(crate) fn json_schema(known: Known<'_>) -> String {
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

/// Rules of one's own.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gouji rule pack")]
#[expect(dead_code, reason = "the shape is read, not the values")]
struct PackToml {
    /// The kind of report that the rules are about; the annual report where none is named.
    kind: Option<String>,
    /// The rules.
    rule: Vec<RuleToml>,
}

/// A rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleToml {
    /// A capital letter and three digits; not one that is shipped.
    #[schemars(with = "String", regex(pattern = "^[A-Z][0-9]{3}$"))]
    pub(super) code: Spanned<Arc<str>>,
    /// The name of the defect, in small letters with hyphens.
    pub(super) name: Arc<str>,
    /// How much a finding weighs.
    pub(super) severity: Severity,
    /// Whether it is on only where its code, its name or a severity asks for it.
    #[serde(default)]
    pub(super) optional: bool,
    /// The forms that it applies to; all where none is named.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) forms: Vec<Spanned<Arc<str>>>,
    /// Codes of rules that say more of the same slip: where one of them names the same place in the
    /// text, or every cell that this rule names, this rule is silent.
    #[serde(default, rename = "yields-to")]
    #[schemars(with = "Vec<String>")]
    pub(super) yields_to: Vec<Spanned<Arc<str>>>,
    /// How sure a finding is.
    #[serde(default)]
    pub(super) confidence: Confidence,
    /// Whose fault a finding is.
    #[serde(default)]
    pub(super) responsibility: Responsibility,
    /// What was not checked where the rule fires.
    #[serde(default, rename = "not-checked")]
    pub(super) not_checked: Option<Extent>,
    /// One line: what is checked.
    pub(super) summary: Localized,
    /// What a finding says; placeholders in braces are those of the check kind.
    #[schemars(with = "Localized")]
    pub(super) message: Spanned<Localized>,
    /// A few words at the place.
    #[serde(default)]
    #[schemars(with = "Option<Localized>")]
    pub(super) mark: Option<Spanned<Localized>>,
    /// What to do.
    #[serde(default)]
    #[schemars(with = "Option<Localized>")]
    pub(super) help: Option<Spanned<Localized>>,
    /// What the clerk should know.
    pub(super) why: Localized,
    /// What the rule deliberately does not report, one thing a line.
    #[serde(default)]
    pub(super) silent: Localized,
    /// The norm it comes from; `source` in earlier packs.
    #[serde(alias = "source")]
    pub(super) basis: String,
    /// Pieces of a report that show it.
    #[serde(default)]
    pub(super) example: Option<ExampleToml>,
    /// What is said in the other cases of the check kind.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, VariantToml>")]
    pub(super) variant: BTreeMap<Spanned<String>, VariantToml>,
    /// How it checks: its kind, and the parameters of that kind.
    #[serde(default)]
    #[schemars(with = "CheckShape", required)]
    #[expect(
        dead_code,
        reason = "named here for the schema and for `did you mean`; taken out before the rest is read"
    )]
    check: Option<IgnoredAny>,
}

/// What differs in one case of a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantToml {
    /// How much a finding weighs.
    pub(super) severity: Option<Severity>,
    /// Whose doing it is.
    pub(super) responsibility: Option<Responsibility>,
    /// What was not checked in this case.
    #[serde(rename = "not-checked")]
    pub(super) not_checked: Option<Extent>,
    /// What a finding says.
    #[schemars(with = "Option<Localized>")]
    pub(super) message: Option<Spanned<Localized>>,
    /// A few words at the place.
    #[schemars(with = "Option<Localized>")]
    pub(super) mark: Option<Spanned<Localized>>,
    /// What to do.
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
            "description": "How a rule checks: its kind, and the parameters of that kind.",
            "oneOf": kinds,
        })
    }
}

/// The parameters of a kind with the key `kind`, its cases and its placeholders.
fn of_kind(kind: &Kind, mut schema: Schema) -> Schema {
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
