//! The shape of `statements.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

/// Why the words and rows of statements were refused, and the bytes of the TOML that are wrong.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct DataError {
    /// What is wrong.
    pub message: String,
    /// Bytes of the TOML.
    pub span: std::ops::Range<usize>,
}

impl DataError {
    pub(crate) fn new(message: &str) -> Self {
        Self { message: message.to_owned(), span: 0..0 }
    }

    pub(crate) fn at<T>(place: &Spanned<T>, message: &str) -> Self {
        Self { message: message.to_owned(), span: place.span() }
    }
}

impl From<toml::de::Error> for DataError {
    fn from(error: toml::de::Error) -> Self {
        Self { message: error.message().to_owned(), span: error.span().unwrap_or_default() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrammarToml {
    pub(crate) unknown: usize,
    pub(crate) neutral: String,
    pub(crate) class: BTreeMap<Spanned<String>, String>,
    pub(crate) group: BTreeMap<Spanned<String>, Classes>,
    #[serde(default)]
    pub(crate) beside: Vec<BesideToml>,
    pub(crate) scope: ScopeToml,
    pub(crate) object: Vec<ObjectToml>,
    pub(crate) row: Vec<RowToml>,
    #[serde(default)]
    pub(crate) revise: Vec<ReviseToml>,
    #[serde(default)]
    pub(crate) name: BTreeMap<String, AddressName>,
}

/// What an address that no cell has is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressName {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Names of classes and groups.
pub(crate) type Classes = Vec<Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BesideToml {
    pub(crate) first: Classes,
    pub(crate) second: Classes,
    pub(crate) becomes: Classes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ScopeToml {
    pub(crate) part: Classes,
    pub(crate) other_year: Classes,
    pub(crate) other_organ: Classes,
    pub(crate) plan: Classes,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ObjectToml {
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) all: Classes,
    pub(crate) any: Classes,
    pub(crate) none: Classes,
    pub(crate) within: Option<Spanned<String>>,
    pub(crate) unless: Option<Spanned<String>>,
    pub(crate) exact: bool,
    pub(crate) whole: bool,
    pub(crate) field: Classes,
    pub(crate) counters: Vec<String>,
    pub(crate) inherits: Classes,
    pub(crate) over: Classes,
    pub(crate) under: Classes,
    pub(crate) part: Classes,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RowToml {
    pub(crate) object: Option<Spanned<String>>,
    pub(crate) all: Classes,
    pub(crate) any: Classes,
    pub(crate) none: Classes,
    pub(crate) one: Option<Spanned<String>>,
    pub(crate) value: Option<ValueToml>,
    pub(crate) inherited: bool,
    pub(crate) timed: bool,
    pub(crate) sentence: Classes,
    pub(crate) of: Vec<String>,
    pub(crate) address: Option<String>,
    pub(crate) also: Option<String>,
    pub(crate) scope: Option<GrammarPartToml>,
}

/// What a row is for, where it is not for any figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ValueToml {
    /// A figure of nothing, or one for each of several.
    Zero,
    /// Words for all, or 100%.
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum GrammarPartToml {
    Part,
    /// The figures behind it in its sentence are parts of it, too.
    Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviseToml {
    pub(crate) address: String,
    pub(crate) given: Option<String>,
    pub(crate) place: Option<FigurePlace>,
    pub(crate) becomes: Option<String>,
}

/// Where one figure stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FigurePlace {
    /// In brackets behind it, or behind 含.
    Within,
    /// Behind it, after 其中, in the same sentence or the next.
    Among,
    /// Before it, in the same sentence or the one before.
    Before,
    /// Anywhere else in the section.
    Apart,
}
