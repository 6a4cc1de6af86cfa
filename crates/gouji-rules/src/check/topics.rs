//! `topics`: whether a section covers the topics that the form gives it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, heading, list, same};
use crate::{
    pack::{Parameters, names},
    prose::{Passage, Word},
};
use gouji_report::{Label, PackError, bind::Stray};

pub(super) const KIND: Kind = Kind {
    name: "topics",
    cases: &[Cases::new(&["", "elsewhere"], &["missing", "count", "section", "elsewhere"])],
};

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct TopicsCheck {
    section: String,
    /// The words of each topic, by form and topic.
    topics: Vec<(Arc<str>, Vec<Vec<Word>>)>,
}

/// The section whose topics have to be covered, by a heading or by a sentence. Case `elsewhere`: parts
/// that the form does not have are about topics that the section lacks.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<TopicsCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let section = parameters.section(&toml.section)?.to_owned();
    let topics = parameters
        .forms
        .forms
        .iter()
        .filter_map(|form| {
            let spec = form.sections.iter().find(|spec| *spec.id == *section)?;
            let words = spec.topics.iter().map(|topic| parameters.words(&topic.words)).collect();
            Some((form.id.clone(), words))
        })
        .collect();
    Ok(TopicsCheck { section, topics })
}

pub(super) fn run(check: &TopicsCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let form = report.layout.as_ref();
    let Some(spec) = form.and_then(|form| form.sections.get(section.spec)) else { return };
    let Some((_, words)) =
        check.topics.iter().find(|(id, _)| form.is_some_and(|form| form.id == *id))
    else {
        return;
    };
    let own = |passage: &Passage<'_>| passage.is_prose_of(report, section);
    if !context.prose.passages.iter().any(own) {
        return;
    }
    let missing: Vec<_> = spec
        .topics
        .iter()
        .zip(words)
        .filter(|(_, words)| !context.prose.says(words, own))
        .map(|(topic, _)| &topic.name)
        .collect();
    if missing.is_empty() || context.is_abridged(Some(section)) {
        return;
    }
    // A topic that has become a part of its own is not missing from the report, but from its place.
    let missing_words = spec.topics.iter().filter(|topic| missing.contains(&&topic.name));
    let missing_words: Vec<&String> = missing_words.flat_map(|topic| &topic.words).collect();
    let is_about_one = |stray: &&Stray| {
        let title = gouji_parser::fold::fold(&stray.text);
        missing_words.iter().any(|word| title.contains(&***word))
    };
    let own_parts: Vec<&Stray> = report.strays.iter().filter(is_about_one).collect();
    let quoted: Vec<String> = own_parts.iter().map(|stray| format!("“{}”", stray.text)).collect();
    let args = args![
        ("missing", list(missing.iter().copied())),
        ("count", same(missing.len().to_string())),
        ("section", same(&*spec.title)),
        ("elsewhere", same(quoted.concat())),
    ];
    let variant = if own_parts.is_empty() { "" } else { "elsewhere" };
    let mut said = Said::new(variant, heading(report, &check.section), args);
    let label = |stray: &&Stray| Label::new(stray.span, same(&*stray.text));
    said.related = own_parts.iter().map(label).collect();
    context.say(said);
}
