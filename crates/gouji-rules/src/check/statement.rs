//! `statement`: whether a report states something, in one section or anywhere.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, heading};
use crate::{
    pack::{Parameters, names},
    prose::Word,
};
use gouji_report::PackError;

pub(super) const KIND: Kind = Kind { name: "statement", cases: &[Cases::new(&["", "empty"], &[])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct StatementCheck {
    section: String,
    words: Vec<Word>,
    otherwise: Vec<Word>,
}

/// 报告说了某件事：全文有 `words` 里的一个词，或这一部分有 `otherwise` 里的一个词。情形 `empty`：这一部分一个字也没有。 /
/// The report says something: it has one of `words` anywhere, or one of `otherwise` in the section. Case
/// `empty`: the section says nothing at all.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// 哪一部分。 / The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// 全文哪里有都算。 / Words that count wherever they stand.
    words: Vec<String>,
    /// 只在这一部分里才算（发出收费通知 0 件）。 / Words that count in the section alone: 发出收费通知 0 件.
    #[serde(default)]
    otherwise: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<StatementCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(StatementCheck {
        section: parameters.section(&toml.section)?.to_owned(),
        words: parameters.words(&toml.words),
        otherwise: parameters.words(&toml.otherwise),
    })
}

pub(super) fn run(check: &StatementCheck, context: &mut Context<'_>) {
    let report = context.report;
    let Some(section) = report.section(&check.section).filter(|_| context.applies()) else {
        return;
    };
    let prose = context.prose;
    let said = prose.says(&check.words, |_| true)
        || prose.says(&check.otherwise, |passage| passage.is_prose_of(report, section));
    if said || context.is_abridged(None) {
        return;
    }
    // A heading with its content in it (六、无其他需要报告的事项。) says something.
    let fused = section
        .heading
        .as_ref()
        .is_some_and(|heading| heading.title == gouji_report::bind::TitleMatch::Contained);
    let empty = !fused && report.prose(section).all(gouji_report::bind::Line::is_blank);
    context.say(Said::new(
        if empty { "empty" } else { "" },
        heading(report, &check.section),
        Vec::new(),
    ));
}
