//! `figures`: whether a section of some length has a count in it.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, heading, same};
use crate::{
    pack::{Parameters, names},
    prose::Sort,
};
use gouji_report::PackError;

pub(super) const KIND: Kind =
    Kind { name: "figures", cases: &[Cases::new(&[""], &["section", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct FiguresCheck {
    section: String,
    least: usize,
}

/// A section whose text, from `least` 汉字 on, has a number with a counter word.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// From how many 汉字 on it needs a figure.
    least: usize,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<FiguresCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(FiguresCheck { section: parameters.section(&toml.section)?.to_owned(), least: toml.least })
}

pub(super) fn run(check: &FiguresCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section) else { return };
    let prose = context.prose;
    let own = |passage: usize| prose.passages[passage].is_prose_of(report, section);
    // 一项重要工作 counts nothing.
    if prose.counts().any(|(passage, count)| own(passage) && !count.form.chinese) {
        return;
    }
    let han =
        |text: &str| text.chars().filter(|char| matches!(char, '\u{4E00}'..='\u{9FFF}')).count();
    let count: usize = (0..prose.passages.len())
        .filter(|&index| prose.passages[index].sort == Sort::Text && own(index))
        .map(|index| han(&prose.passages[index].text))
        .sum();
    if count < check.least || context.is_abridged(Some(section)) {
        return;
    }
    let title = section.heading.as_ref().map(|heading| &*heading.text).unwrap_or_default();
    let args = args![("section", same(title)), ("count", same(count.to_string()))];
    context.say(Said::new("", heading(report, &check.section), args));
}
