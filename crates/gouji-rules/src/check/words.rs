//! `words`: whether a report of certain organs speaks of certain things anywhere.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, heading, list};
use crate::{
    pack::{Parameters, names},
    prose::{Sort, Word},
};
use gouji_report::{Localized, PackError};

pub(super) const KIND: Kind =
    Kind { name: "words", cases: &[Cases::new(&[""], &["missing", "level"])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct WordsCheck {
    levels: Vec<Arc<str>>,
    /// The section on whose heading the finding stands.
    section: String,
    groups: Vec<WordGroup>,
}

/// Groups of words, of each of which one has to occur; for issuers of some levels only.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// Levels of the organs that it holds for.
    #[schemars(with = "Vec<names::LevelId>")]
    levels: Vec<Spanned<String>>,
    /// The section on whose heading the finding stands.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// Groups of words, of each of which one has to occur.
    groups: Vec<WordGroupToml>,
}

/// Words for one thing, any of which shows that it is spoken of.
#[derive(Debug)]
pub(super) struct WordGroup {
    pub(super) name: Localized,
    pub(super) words: Vec<Word>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub(super) struct WordGroupToml {
    /// Its name in messages.
    name: Localized,
    /// Words any of which shows that it is spoken of.
    words: Vec<String>,
}

impl WordGroupToml {
    pub(super) fn compile(self, parameters: &Parameters<'_>) -> WordGroup {
        WordGroup { words: parameters.words(&self.words), name: self.name }
    }
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<WordsCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(WordsCheck {
        levels: parameters.levels(&toml.levels)?,
        section: parameters.section(&toml.section)?.to_owned(),
        groups: toml.groups.into_iter().map(|group| group.compile(parameters)).collect(),
    })
}

pub(super) fn run(check: &WordsCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(level) = report.level.as_ref().filter(|level| check.levels.contains(level)) else {
        return;
    };
    let missing: Vec<&Localized> = check
        .groups
        .iter()
        .filter(|group| !context.prose.says(&group.words, |passage| passage.sort != Sort::Cell))
        .map(|group| &group.name)
        .collect();
    if missing.is_empty() || context.is_abridged(None) {
        return;
    }
    let name = context
        .forms
        .organs
        .levels
        .iter()
        .find(|known| known.id == *level)
        .map(|level| level.name.clone());
    let args =
        args![("missing", list(missing.iter().copied())), ("level", name.unwrap_or_default())];
    context.say(Said::new("", heading(report, &check.section), args));
}
