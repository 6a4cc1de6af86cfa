//! Kinds of report: what their titles end in, and what they speak of; what only resembles them.

use std::{collections::BTreeSet, sync::Arc};

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
    /// …or the characters it is written in.
    script: Option<Script>,
}

/// Characters that only one script has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    /// Of this script, …
    #[serde(deserialize_with = "characters")]
    own: BTreeSet<char>,
    /// …of the one that reports are written in.
    #[serde(deserialize_with = "characters")]
    other: BTreeSet<char>,
    /// How many of its own a text has at least.
    least: usize,
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

    /// Whether a file is one by its characters: it has enough of its script's own, and more than of the
    /// other's, so that names and quotations do not decide.
    pub(crate) fn has_script<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        let Some(script) = &self.script else { return false };
        let (mut own, mut other) = (0, 0);
        for char in texts.flat_map(str::chars).filter(|&char| is_wide(char)).take(SAMPLE) {
            own += usize::from(script.own.contains(&char));
            other += usize::from(script.other.contains(&char));
        }
        own >= script.least && own > other
    }

    /// Whether it is told by its script.
    pub fn is_script(&self) -> bool {
        self.script.is_some()
    }
}

/// So many characters show the script of a text.
const SAMPLE: usize = 8192;

/// Whether it is neither of the Latin script nor its punctuation: a page has more of these than of text.
fn is_wide(char: char) -> bool {
    char > '\u{2E7F}'
}

fn characters<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeSet<char>, D::Error> {
    Ok(String::deserialize(deserializer)?.chars().filter(|&char| is_wide(char)).collect())
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
