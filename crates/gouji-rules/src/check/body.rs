//! `body`: whether a section says enough, and speaks of all that it has to.

use gouji_parser::fold::fold;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, heading, list, same, words::WordGroup};
use crate::{PackError, finding::Localized, pack::Parameters};

pub(super) const KIND: Kind = Kind {
    name: "body",
    variants: &["one-sided"],
    args: &["section", "count", "least", "missing"],
};

/// A section with the least number of 汉字 that its text has, and groups of words of each of which one
/// occurs in it. Case `one-sided`: long enough, but a group is missing.
#[derive(Debug)]
pub(crate) struct BodyCheck {
    section: String,
    least: usize,
    groups: Vec<WordGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    section: Spanned<String>,
    least: usize,
    #[serde(default)]
    groups: Vec<WordGroup>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BodyCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(BodyCheck {
        section: parameters.section(&toml.section)?.to_owned(),
        least: toml.least,
        groups: toml.groups,
    })
}

pub(super) fn run(check: &BodyCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let han =
        |text: &str| text.chars().filter(|char| matches!(char, '\u{4E00}'..='\u{9FFF}')).count();
    let count: usize = report.prose(section).map(|line| han(&line.folded)).sum();
    let title = section.heading.as_ref().map(|heading| &*heading.text).unwrap_or_default();
    let title_words = fold(title);
    let mut args = vec![
        ("section", same(title)),
        ("count", same(count.to_string())),
        ("least", same(check.least.to_string())),
    ];
    if count < check.least {
        context.say(Said::new("", heading(report, &check.section), args));
        return;
    }
    let missing: Vec<&Localized> = check
        .groups
        .iter()
        .filter(|group| {
            let says =
                |word: &String| report.prose(section).any(|line| line.folded.contains(&**word));
            // A title of its own such as 下一步工作打算 announces what the text then says.
            !group
                .words
                .iter()
                .any(|word| says(word) || title_words.contains(&**word) && count >= 2 * check.least)
        })
        .map(|group| &group.name)
        .collect();
    if !missing.is_empty() {
        args.push(("missing", list(missing.iter().copied())));
        context.say(Said::new("one-sided", heading(report, &check.section), args));
    }
}
