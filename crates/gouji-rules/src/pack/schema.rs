//! The JSON Schema of packs, for editors.

use schemars::{JsonSchema, generate::SchemaSettings};

use super::RuleToml;
use crate::check;

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
    /// The rules.
    rule: Vec<RuleToml>,
}

/// How a rule checks: its kind, and the parameters of that kind.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape is read, not the values")]
pub(super) struct CheckShape {
    /// The check kind.
    #[schemars(extend("enum" = check::KINDS))]
    kind: String,
}
