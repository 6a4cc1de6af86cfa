//! Kinds of report: what their titles end in, and what they speak of; what only resembles them.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::Localized;

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
    pub title_ends: Vec<String>,
    /// Titles that fit a report of any kind, folded: 年度报告.
    #[serde(default, deserialize_with = "super::folded")]
    pub(crate) bare_titles: Vec<String>,
    /// Words for the statistical period, folded: 统计期限.
    #[serde(default, deserialize_with = "super::folded")]
    pub(crate) period: Vec<String>,
    /// Words one of which stands in every such report, folded.
    #[serde(deserialize_with = "super::folded")]
    pub(crate) about: Vec<String>,
    /// Whether only a file with such a title is one.
    #[serde(default)]
    pub(crate) titled: bool,
}

/// What resembles a report and is something else: the report of a university, the notice that asks for
/// reports.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookalike {
    /// Its name in messages.
    pub name: Localized,
    /// Any of these in the title shows it…
    #[serde(default)]
    title: Vec<Signs>,
    /// …or each of these in some line before the first section, where no title names organ and year.
    #[serde(default)]
    head: Vec<Signs>,
}

/// Words of a line: one of each group, and none of `never`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    #[serde(deserialize_with = "folded_groups")]
    words: Vec<Vec<String>>,
    #[serde(default, deserialize_with = "super::folded")]
    never: Vec<String>,
}

impl Signs {
    fn are_in(&self, folded: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| folded.contains(&**word));
        self.words.iter().all(|group| has(group)) && !has(&self.never)
    }
}

impl Lookalike {
    /// Whether a file is one by its folded title.
    pub(crate) fn has_title(&self, title: &str) -> bool {
        self.title.iter().any(|signs| signs.are_in(title))
    }

    /// Whether a file is one by its folded first lines.
    pub(crate) fn has_head(&self, lines: &[&str]) -> bool {
        let has = |signs: &Signs| lines.iter().any(|line| signs.are_in(line));
        !self.head.is_empty() && self.head.iter().all(has)
    }
}

fn folded_groups<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Vec<String>>, D::Error> {
    let groups = Vec::<Vec<String>>::deserialize(deserializer)?;
    let fold = |word: &String| gouji_parser::fold::fold(word);
    Ok(groups.iter().map(|group| group.iter().map(fold).collect()).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindsToml {
    #[serde(default)]
    pub(super) kind: Vec<Spanned<Kind>>,
    #[serde(default)]
    pub(super) lookalike: Vec<Lookalike>,
}
