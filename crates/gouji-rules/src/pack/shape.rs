//! The shape of a pack: as it is read, and as a JSON Schema for editors.

use std::{collections::BTreeMap, sync::Arc};

use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use crate::{
    check,
    finding::{Confidence, Extent, Responsibility, Severity},
};
use gouji_report::Localized;

/// The JSON Schema (2020-12) of a pack: what `[[rule]]` holds, and the kinds of checks. The parameters of
/// a check are for its kind to say; `gouji rules test` checks them.
pub fn json_schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<PackToml>();
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
    /// The norm it comes from.
    pub(super) source: String,
    /// Pieces of a report that show it.
    #[serde(default)]
    pub(super) example: Option<ExampleToml>,
    /// What is said in the other cases of the check kind.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, VariantToml>")]
    pub(super) variant: BTreeMap<Spanned<String>, VariantToml>,
    /// Taken out of the table before the rest is read.
    #[serde(default)]
    #[schemars(with = "CheckShape", required)]
    #[expect(dead_code, reason = "named here for the schema and for `did you mean`")]
    check: Option<IgnoredAny>,
}

/// Pieces of a report that show a rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleToml {
    /// A minimal piece that fires it.
    #[schemars(with = "String")]
    pub(super) bad: Spanned<String>,
    /// The same piece put right.
    #[schemars(with = "String")]
    pub(super) good: Spanned<String>,
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
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape is read, not the values")]
struct CheckShape {
    /// The check kind.
    #[schemars(extend("enum" = check::KINDS))]
    kind: String,
}
