//! What a gouji.toml looks like: its keys, and the schema that editors complete them by.

use std::collections::BTreeMap;

use gouji_rules::settings::Grade;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use crate::level::{FailOn, OnNotChecked};

/// The parameters of a rule, as the schema has them: only the check kind knows more.
type ParametersShape = BTreeMap<String, BTreeMap<String, serde_json::Value>>;

/// Settings of gouji for the reports in this folder and below.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "gouji.toml")]
pub(crate) struct ConfigToml {
    /// Another gouji.toml, from this folder on; what stands here is laid over it.
    #[schemars(with = "Option<String>")]
    pub(crate) extends: Option<Spanned<String>>,
    /// GB/T 2260 code of the place: 62, 6204 or 620403.
    #[schemars(with = "Option<String>", regex(pattern = "^([0-9]{2}){1,3}$"))]
    pub(crate) jurisdiction: Option<Spanned<String>>,
    /// Whether comments in a report may let findings pass; they may where this is not set.
    #[schemars(with = "Option<bool>")]
    pub(crate) inline_waivers: Option<Spanned<bool>>,
    /// Rule packs of one's own, from this folder on.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) packs: Vec<Spanned<String>>,
    /// Forms of reports of one's own, from this folder on; a file called kinds.toml has kinds of report.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) forms: Vec<Spanned<String>>,
    /// A baseline that `gouji baseline write` made, from this folder on.
    #[schemars(with = "Option<String>")]
    pub(crate) baseline: Option<Spanned<String>>,
    /// Which rules are on, and how much they weigh.
    #[serde(default)]
    pub(crate) lint: ConfigLintToml,
    /// Parameters of rules, by code; taken out of the table before the rest is read.
    #[serde(default)]
    #[schemars(with = "ParametersShape")]
    #[expect(dead_code, reason = "named here for the schema and for `did you mean`")]
    pub(crate) rule: Option<IgnoredAny>,
    /// What differs for some files.
    #[serde(default, rename = "override")]
    pub(crate) overrides: Vec<OverrideToml>,
    /// Findings that are let pass, each for a reason.
    #[serde(default)]
    pub(crate) waive: Vec<WaiveToml>,
}

/// Which rules are on, and how much they weigh.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ConfigLintToml {
    /// These rules alone: codes, prefixes of codes, names, or ALL. Begins anew.
    #[schemars(with = "Option<Vec<String>>", length(min = 1))]
    pub(crate) select: Option<Spanned<Vec<Spanned<String>>>>,
    /// Not these rules.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) ignore: Vec<Spanned<String>>,
    /// The severity from which on a finding makes the exit status 1.
    #[schemars(with = "Option<FailOn>")]
    pub(crate) fail_on: Option<Spanned<FailOn>>,
    /// Whether what was not checked makes the exit status 2; where nothing is set, it does so for files
    /// that are named on the command line.
    #[schemars(with = "Option<OnNotChecked>")]
    pub(crate) not_checked: Option<Spanned<OnNotChecked>>,
    /// Severities by code, prefix, name or ALL; the most specific wins.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Grade>")]
    pub(crate) severity: BTreeMap<Spanned<String>, Spanned<Grade>>,
}

/// What differs for some files.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OverrideToml {
    /// Globs of the files, from this folder on.
    #[schemars(with = "Vec<String>")]
    pub(crate) paths: Spanned<Vec<Spanned<String>>>,
    /// As at the top of the file.
    #[schemars(with = "Option<String>", regex(pattern = "^([0-9]{2}){1,3}$"))]
    pub(crate) jurisdiction: Option<Spanned<String>>,
    /// As at the top of the file.
    #[schemars(with = "Option<bool>")]
    pub(crate) inline_waivers: Option<Spanned<bool>>,
    /// As at the top of the file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) packs: Vec<Spanned<String>>,
    /// As in `[lint]`.
    #[schemars(with = "Option<Vec<String>>", length(min = 1))]
    pub(crate) select: Option<Spanned<Vec<Spanned<String>>>>,
    /// As in `[lint]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) ignore: Vec<Spanned<String>>,
    /// As in `[lint]`.
    #[schemars(with = "Option<FailOn>")]
    pub(crate) fail_on: Option<Spanned<FailOn>>,
    /// As in `[lint]`.
    #[schemars(with = "Option<OnNotChecked>")]
    pub(crate) not_checked: Option<Spanned<OnNotChecked>>,
    /// As in `[lint]`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Grade>")]
    pub(crate) severity: BTreeMap<Spanned<String>, Spanned<Grade>>,
    /// As at the top of the file.
    #[serde(default)]
    #[schemars(with = "ParametersShape")]
    #[expect(dead_code, reason = "named here for the schema and for `did you mean`")]
    pub(crate) rule: Option<IgnoredAny>,
}

/// A finding that is let pass.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaiveToml {
    /// The code or the name of its rule.
    #[schemars(with = "String")]
    pub(crate) rule: Spanned<String>,
    /// Globs of the files, from this folder on. Either these or a fingerprint is needed.
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) paths: Option<Spanned<Vec<Spanned<String>>>>,
    /// The fingerprint of one finding, as `--format json` gives it.
    #[schemars(with = "Option<String>", regex(pattern = "^[0-9a-f]{16}$"))]
    pub(crate) fingerprint: Option<Spanned<String>>,
    /// Only at this cell: table.row.column.
    #[schemars(with = "Option<String>")]
    pub(crate) cell: Option<Spanned<String>>,
    /// Why.
    #[schemars(with = "String", length(min = 1))]
    pub(crate) reason: Spanned<String>,
    /// The last day on which it holds: 2026-12-31, without quotes.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub(crate) until: Option<Spanned<toml::Value>>,
}

/// Returns the JSON Schema (2020-12) of gouji.toml.
pub fn config_schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<ConfigToml>();
    format!("{:#}\n", schema.as_value())
}
