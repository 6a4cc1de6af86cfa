//! What the words of a pack name: for its schema, which lists them, and for the reference of check kinds.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Types that only the schema has. Each is a definition in it, by the name and with what it says.
macro_rules! names {
    ($($(#[doc = $says:literal])+ $type:ident = $name:literal,)*) => {
        $(
            $(#[doc = $says])+
            pub(crate) enum $type {}

            impl JsonSchema for $type {
                fn schema_name() -> Cow<'static, str> {
                    $name.into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "description": concat!($($says),+).trim() })
                }
            }
        )*
    };
}

names! {
    /// The id of a table.
    TableId = "table",
    /// The id of a row.
    RowId = "row",
    /// The id of a column.
    ColumnId = "column",
    /// The id of a section.
    SectionId = "section",
    /// A level of organs.
    LevelId = "level",
    /// The address of what the running text states.
    TextAddress = "statement",
    /// The code of a rule.
    RuleCode = "code",
    /// A regular expression.
    Pattern = "pattern",
    /// A relation over cells: docs/formulas.md.
    Relation = "relation",
    /// A statement and what it may be: docs/formulas.md.
    Claim = "claim",
    /// A sum of cells: docs/formulas.md.
    Sum = "sum",
    /// A cell, or several by wildcards: docs/formulas.md.
    Address = "address",
}
