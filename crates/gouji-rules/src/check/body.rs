//! `body`: whether a section says enough, and speaks of all that it has to.

use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, heading, list, same, words::{WordGroup, WordGroupToml}};
use crate::{PackError, finding::Localized, pack::Parameters, prose::Passage};

pub(super) const KIND: Kind = Kind {
    name: "body",
    variants: &["one-sided", "long"],
    args: &["section", "count", "least", "most", "missing"],
};

/// A section with the least and the greatest number of 汉字 that its text has, and groups of words of
/// each of which one occurs in it. Cases: `long`; `one-sided`, long enough, but a group is missing.
#[derive(Debug)]
pub(crate) struct BodyCheck {
    section: String,
    least: usize,
    most: Option<usize>,
    groups: Vec<WordGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    section: Spanned<String>,
    #[serde(default)]
    least: usize,
    most: Option<usize>,
    #[serde(default)]
    groups: Vec<WordGroupToml>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BodyCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(BodyCheck {
        section: parameters.section(&toml.section)?.to_owned(),
        least: toml.least,
        most: toml.most,
        groups: toml.groups.into_iter().map(|group| group.compile(parameters)).collect(),
    })
}

pub(super) fn run(check: &BodyCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let han =
        |text: &str| text.chars().filter(|char| matches!(char, '\u{4E00}'..='\u{9FFF}')).count();
    let own = |passage: &Passage<'_>| passage.is_prose_of(report, section);
    let texts = context.prose.passages.iter().filter(|passage| own(passage));
    let count: usize = texts.map(|passage| han(&passage.text)).sum();
    let title = section.heading.as_ref().map(|heading| &*heading.text).unwrap_or_default();
    let mut args = vec![
        ("section", same(title)),
        ("count", same(count.to_string())),
        ("least", same(check.least.to_string())),
        ("most", same(check.most.map_or_else(String::new, |most| most.to_string()))),
    ];
    if check.most.is_some_and(|most| count > most) {
        context.say(Said::new("long", heading(report, &check.section), args));
        return;
    }
    let short = count < check.least;
    if short && context.is_abridged(Some(section)) {
        return;
    }
    if short {
        context.say(Said::new("", heading(report, &check.section), args));
        return;
    }
    let missing: Vec<&Localized> = check
        .groups
        .iter()
        .filter(|group| {
            // A title of its own such as 下一步工作打算 announces what the text then says.
            let announced = count >= 2 * check.least
                && context.prose.says(&group.words, |passage| passage.opens(section));
            !announced && !context.prose.says(&group.words, own)
        })
        .map(|group| &group.name)
        .collect();
    if !missing.is_empty() && !context.is_abridged(Some(section)) {
        args.push(("missing", list(missing.iter().copied())));
        context.say(Said::new("one-sided", heading(report, &check.section), args));
    }
}
