//! Kinds of report: what their titles end in, and what they speak of.

use std::sync::Arc;

use serde::Deserialize;

use crate::finding::Localized;

/// A kind of report. Each has forms and rules of its own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// `disclosure`.
    pub id: Arc<str>,
    /// Its name in messages.
    pub name: Localized,
    /// How titles end, folded.
    #[serde(deserialize_with = "super::folded")]
    pub(crate) title_ends: Vec<String>,
    /// Words one of which stands in every such report, folded.
    #[serde(deserialize_with = "super::folded")]
    pub(crate) about: Vec<String>,
    /// Whether only a file with such a title is one.
    #[serde(default)]
    pub(crate) titled: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindsToml {
    pub(super) kind: Vec<Kind>,
}
