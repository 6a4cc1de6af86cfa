//! `denial`: a section that says it has nothing to report, and then reports.

use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, same};
use crate::{
    pack::Parameters,
    prose::{Sort, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind { name: "denial", variants: &[], args: &["found", "count"] };

/// Words by which a section opens saying that there is nothing, and what shows that more than `least`
/// 汉字 after it report something all the same.
#[derive(Debug)]
pub(crate) struct DenialCheck {
    section: String,
    words: Vec<Word>,
    /// Words in the sentence before the statement that limit it: 除…外.
    unless: Vec<Word>,
    /// Words that matters are told with.
    matters: Vec<Word>,
    least: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    section: Spanned<String>,
    words: Vec<String>,
    unless: Vec<String>,
    matters: Vec<String>,
    least: usize,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<DenialCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(DenialCheck {
        section: parameters.section(&toml.section)?.to_owned(),
        words: parameters.words(&toml.words),
        unless: parameters.words(&toml.unless),
        matters: parameters.words(&toml.matters),
        least: toml.least,
    })
}

pub(super) fn run(check: &DenialCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let prose = context.prose;
    let own: Vec<usize> = (0..prose.passages.len())
        .filter(|&index| {
            let passage = &prose.passages[index];
            passage.sort == Sort::Text && passage.is_prose_of(report, section)
        })
        .collect();
    let Some(&first) = own.first() else { return };
    let opening = prose.sentence_at(first, 0);
    let says = |passage: usize, words: &[Word]| {
        prose.hits_in(passage).iter().any(|hit| words.contains(&hit.word))
    };
    let Some(hit) = prose.hits_within(first, &opening).find(|hit| check.words.contains(&hit.word))
    else {
        return;
    };
    let limited =
        prose.hits_within(first, &opening).any(|other| check.unless.contains(&other.word));
    let han =
        |text: &str| text.chars().filter(|char| matches!(char, '\u{4E00}'..='\u{9FFF}')).count();
    // What reports something: other passages, and the rest of the first.
    let rest = own[1..]
        .iter()
        .filter(|&&passage| says(passage, &check.matters))
        .map(|&passage| han(&prose.passages[passage].text))
        .sum::<usize>()
        + Some(opening.end..prose.passages[first].text.len())
            .filter(|rest| {
                prose.hits_within(first, rest).any(|hit| check.matters.contains(&hit.word))
            })
            .map_or(0, |rest| han(&prose.passages[first].text[rest]));
    if limited || rest < check.least {
        return;
    }
    let found = &prose.passages[first].text[hit.range.clone()];
    let args = vec![("found", same(found)), ("count", same(rest.to_string()))];
    let place = prose.place(first, hit.range.clone());
    context.say(Said::new("", Label::new(place, Localized::default()), args));
}
