//! The shape of `statements.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::lexicon::Set;

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

/// Whoever knows classes and groups by name.
pub(crate) trait Names {
    /// The class, or the classes of the group, of that name.
    fn named(&self, name: &str) -> Option<Set>;

    /// All classes of these names.
    fn set(&self, names: &[Spanned<String>]) -> Result<Set, DataError> {
        names.iter().try_fold(Set::NONE, |all, name| {
            let own = self.named(name.get_ref());
            let own = own.ok_or_else(|| DataError::at(name, "no class of words has this name"))?;
            Ok(all.with(own))
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Toml {
    pub(crate) unknown: usize,
    pub(crate) neutral: Vec<String>,
    pub(crate) class: BTreeMap<Spanned<String>, Vec<String>>,
    pub(crate) group: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    pub(crate) scope: ScopeToml,
    pub(crate) object: Vec<ObjectToml>,
    pub(crate) row: Vec<RowToml>,
    #[serde(default)]
    pub(crate) revise: Vec<ReviseToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ScopeToml {
    pub(crate) part: Vec<Spanned<String>>,
    pub(crate) other_year: Vec<Spanned<String>>,
    pub(crate) other_organ: Vec<Spanned<String>>,
    pub(crate) plan: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObjectToml {
    pub(crate) name: Spanned<String>,
    #[serde(default)]
    pub(crate) all: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) any: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) none: Vec<Spanned<String>>,
    pub(crate) within: Option<Spanned<String>>,
    pub(crate) unless: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) exact: bool,
    #[serde(default)]
    pub(crate) whole: bool,
    #[serde(default)]
    pub(crate) field: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) counters: Vec<String>,
    #[serde(default)]
    pub(crate) inherits: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) over: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) under: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) part: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowToml {
    pub(crate) object: Spanned<String>,
    #[serde(default)]
    pub(crate) all: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) any: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) none: Vec<Spanned<String>>,
    pub(crate) one: Option<Spanned<String>>,
    pub(crate) value: Option<ValueToml>,
    #[serde(default)]
    pub(crate) inherited: bool,
    #[serde(default)]
    pub(crate) timed: bool,
    pub(crate) address: Option<String>,
    pub(crate) also: Option<String>,
    pub(crate) scope: Option<PartToml>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ValueToml {
    Zero,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PartToml {
    Part,
    /// The figures behind it in its sentence are parts of it, too.
    Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviseToml {
    pub(crate) address: String,
    pub(crate) given: String,
    pub(crate) place: Place,
    pub(crate) becomes: String,
}

/// Where one figure stands to another.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// In brackets behind it, or behind 含.
    Within,
    /// Behind it, after 其中, in the same sentence or the next.
    Among,
    /// Before it, in the same sentence or the one before.
    Before,
    /// Anywhere else in the section.
    Apart,
}
