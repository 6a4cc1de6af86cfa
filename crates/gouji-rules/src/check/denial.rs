//! `denial`: a section that says it has nothing to report, and then reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, han, same};
use crate::{
    pack::{Parameters, names},
    prose::{PassageKind, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "denial", cases: &[Cases::new(&[""], &["found", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DenialCheck {
    section: String,
    words: Vec<Word>,
    unless: Vec<Word>,
    matters: Vec<Word>,
    least: usize,
}

/// 一部分开头说没有要报告的事，后面却报告了至少 `least` 个汉字。 / A section opens with the words that there is
/// nothing to report, and `least` 汉字 or more behind them report something all the same.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DenialCheckToml {
    /// 哪一部分。 / The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// 第一句里说没有的词。 / Words of its first sentence that say so.
    words: Vec<String>,
    /// 第一句里加以限定的词（除…外）。 / Words of that sentence that limit it: 除…外.
    unless: Vec<String>,
    /// 叙述事项用的词，一段里有一个才算。 / Words that matters are told with; a passage counts that has one.
    #[serde(rename = "matter-words")]
    matters: Vec<String>,
    /// 从多少汉字起算报告了事项。 / From how many 汉字 on something is reported.
    least: usize,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<DenialCheck, Box<PackError>> {
    let toml: DenialCheckToml = parameters.read()?;
    Ok(DenialCheck {
        section: parameters.section(&toml.section)?.to_owned(),
        words: parameters.words(&toml.words),
        unless: parameters.words(&toml.unless),
        matters: parameters.words(&toml.matters),
        least: toml.least,
    })
}

impl ReportCheck for DenialCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(section) = report.section(&self.section) else { return };
        let prose = context.prose;
        let own: Vec<usize> = (0..prose.passages.len())
            .filter(|&index| {
                let passage = &prose.passages[index];
                passage.sort == PassageKind::Text && passage.is_prose_of(report, section)
            })
            .collect();
        let Some(&first) = own.first() else { return };
        let opening = prose.sentence_at(first, 0);
        let says = |passage: usize, words: &[Word]| {
            prose.hits_in(passage).iter().any(|hit| words.contains(&hit.word))
        };
        let Some(hit) =
            prose.hits_within(first, &opening).find(|hit| self.words.contains(&hit.word))
        else {
            return;
        };
        let limited =
            prose.hits_within(first, &opening).any(|other| self.unless.contains(&other.word));
        // What reports something: other passages, and the rest of the first.
        let rest = own[1..]
            .iter()
            .filter(|&&passage| says(passage, &self.matters))
            .map(|&passage| han(&prose.passages[passage].text))
            .sum::<usize>()
            + Some(opening.end..prose.passages[first].text.len())
                .filter(|rest| {
                    prose.hits_within(first, rest).any(|hit| self.matters.contains(&hit.word))
                })
                .map_or(0, |rest| han(&prose.passages[first].text[rest]));
        if limited || rest < self.least {
            return;
        }
        let found = &prose.passages[first].text[hit.range.clone()];
        let args = args![("found", same(found)), ("count", same(rest.to_string()))];
        let place = prose.place(first, hit.range.clone());
        context.say(FindingText::new("", Label::new(place, Localized::default()), args));
    }
}
