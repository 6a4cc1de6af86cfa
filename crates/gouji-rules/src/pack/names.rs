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
    /// 表的代号。 / The id of a table.
    TableId = "table",
    /// 行的代号。 / The id of a row.
    RowId = "row",
    /// 列的代号。 / The id of a column.
    ColumnId = "column",
    /// 部分的代号。 / The id of a section.
    SectionId = "section",
    /// 机关层级。 / A level of organs.
    LevelId = "level",
    /// 正文里的数的地址。 / The address of what the running text states.
    TextAddress = "statement",
    /// 规则代码。 / The code of a rule.
    RuleCode = "code",
    /// 正则表达式。 / A regular expression.
    Pattern = "pattern",
    /// 单元格之间的关系式，见 docs/formulas.md。 / A relation over cells: docs/formulas.md.
    Relation = "relation",
    /// 正文里的数和它应是什么，见 docs/formulas.md。 / A statement and what it may be: docs/formulas.md.
    Claim = "claim",
    /// 单元格之和，见 docs/formulas.md。 / A sum of cells: docs/formulas.md.
    Sum = "sum",
    /// 一格，或用通配写的几格，见 docs/formulas.md。 / A cell, or several by wildcards: docs/formulas.md.
    Address = "address",
}
