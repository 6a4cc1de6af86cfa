//! `body`: whether a section says enough, and speaks of all that it has to.

use std::ops::Range;

use gouji_parser::{NoteKind, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Cases, CheckKind, Context, FindingText, ReportCheck, args,
    contents::{WordGroup, WordGroupToml},
    han, heading, list, same,
};
use crate::{
    pack::{Parameters, names},
    prose::{Passage, PassageKind, Word},
};
use gouji_report::{Label, Localized, PackError, bind::BoundSection};

pub(super) const KIND: CheckKind = CheckKind {
    name: "body",
    cases: &[
        Cases::new(&["", "preamble", "long"], &["section", "count", "least", "most"]),
        Cases::new(&["one-sided"], &["section", "count", "least", "most", "missing"]),
        Cases::of("figures", &[""], &["section", "count"]),
    ],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BodyCheck {
    require: Option<BodyRequirement>,
    section: String,
    least: usize,
    most: Option<usize>,
    /// The first report year that `most` holds for: what was asked for later binds no earlier report.
    since: Option<u16>,
    leave_out: Vec<Word>,
    groups: Vec<WordGroup>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum BodyRequirement {
    /// 到了 `least` 个汉字，就有带量词的数。 / From `least` 汉字 on, it has a number with a counter word.
    Figures,
}

/// 一部分的篇幅和内容：不算有 `leave-out` 里的词的句子，正文不少于 `least`、不多于 `most` 个汉字；`groups`
/// 的每一组词至少有一个。情形：`long` 太长；`one-sided` 够长，却缺一组；`preamble` 太短，大半是不算的句
/// 子。 / A section with the least and the greatest number of 汉字 that its text has without the
/// sentences that have one of `leave-out`, and groups of words of each of which one occurs in it.
/// Cases: `long`; `one-sided`, long enough, but a group is missing; `preamble`, too short, and most of
/// it is what was left out.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyCheckToml {
    /// 要求什么；不写则看长短和各组词。 / What is required; its length and the groups, where it is not given.
    require: Option<BodyRequirement>,
    /// 哪一部分。 / The section.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// 正文最少多少个汉字。 / The fewest 汉字 that its text has.
    #[serde(default)]
    least: usize,
    /// 正文最多多少个汉字。 / The most 汉字 that its text has.
    most: Option<usize>,
    /// `most` 从哪个报告年度起适用。 / The first report year that `most` holds for.
    since: Option<u16>,
    /// 句子里有这些词，就不计入。 / Words whose sentences are not counted.
    #[serde(default, rename = "leave-out")]
    leave_out: Vec<String>,
    /// 几组词，每组至少有一个出现。 / Groups of words, of each of which one has to occur.
    #[serde(default)]
    groups: Vec<WordGroupToml>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BodyCheck, Box<PackError>> {
    let toml: BodyCheckToml = parameters.read()?;
    Ok(BodyCheck {
        require: toml.require,
        section: parameters.section(&toml.section)?.to_owned(),
        least: toml.least,
        most: toml.most,
        since: toml.since,
        leave_out: parameters.words(&toml.leave_out),
        groups: toml.groups.into_iter().map(|group| group.compile(parameters)).collect(),
    })
}

/// 汉字 of the section's text without the sentences that do not count, and of these.
fn length(check: &BodyCheck, context: &Context<'_>, section: &BoundSection) -> (usize, usize) {
    let prose = context.prose;
    let own = prose.passages.iter().enumerate();
    let own = own.filter(|(_, passage)| passage.is_prose_of(context.report, section));
    own.fold((0, 0), |(count, left_out), (index, passage)| {
        let leaves_out = |range: &Range<usize>| {
            prose.hits_within(index, range).any(|hit| check.leave_out.contains(&hit.word))
        };
        let sentences = prose.splits[index].sentences.iter().map(|sentence| &sentence.range);
        let out: usize = sentences
            .filter(|range| leaves_out(range))
            .map(|range| han(&passage.text[range.clone()]))
            .sum();
        (count + han(&passage.text) - out, left_out + out)
    })
}

/// 汉字 of the section's cells: text may stand in a table of its own.
fn in_cells(context: &Context<'_>, section: &BoundSection) -> usize {
    let report = context.report;
    let in_section = |passage: &&Passage<'_>| {
        passage.section.is_some_and(|at| report.sections[at].spec == section.spec)
    };
    let passages = context.prose.passages.iter().filter(in_section);
    passages
        .filter(|passage| passage.sort == PassageKind::Cell)
        .map(|passage| han(&passage.text))
        .sum()
}

/// A picture in the section: what it says cannot be read.
fn picture(context: &Context<'_>, section: &BoundSection) -> Option<Span> {
    let report = context.report;
    let start = section.heading.as_ref()?.span.end;
    let end = report.lines.get(section.body.end).map_or(u32::MAX, |line| line.span().start);
    let notes = report.document.notes.iter().filter(|note| note.kind == NoteKind::Image);
    notes.map(|note| note.span).find(|span| start <= span.start && span.start < end)
}

impl ReportCheck for BodyCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(section) = report.section(&self.section) else { return };
        if let Some(BodyRequirement::Figures) = self.require {
            figures(self, section, context);
            return;
        }
        let own = |passage: &Passage<'_>| passage.is_prose_of(report, section);
        let (count, left_out) = length(self, context, section);
        let title = section.heading.as_ref().map(|heading| &*heading.text).unwrap_or_default();
        let mut args = args![
            ("section", same(title)),
            ("count", same(count.to_string())),
            ("least", same(self.least.to_string())),
            ("most", same(self.most.map_or_else(String::new, |most| most.to_string()))),
        ];
        let holds = context.is_of_years(self.since, None);
        if holds && self.most.is_some_and(|most| count > most) {
            context.say(FindingText::new("long", heading(report, &self.section), args));
            return;
        }
        let short = count < self.least;
        if short && (in_cells(context, section) >= self.least || context.is_abridged(Some(section)))
        {
            return;
        }
        if short && let Some(picture) = picture(context, section) {
            let label = Label::new(picture, Localized::new("图片", "image"));
            context.cannot_assess(label, "这一部分有图片，无法读取", "the section has an image");
            return;
        }
        if short {
            let variant = if left_out > count { "preamble" } else { "" };
            context.say(FindingText::new(variant, heading(report, &self.section), args));
            return;
        }
        let missing: Vec<&Localized> = self
            .groups
            .iter()
            .filter(|group| {
                // A title of its own such as 下一步工作打算 announces what the text then says.
                let announced = count >= 2 * self.least
                    && context.prose.says(&group.words, |passage| passage.opens(section));
                !announced && !context.prose.says(&group.words, own)
            })
            .map(|group| &group.name)
            .collect();
        if !missing.is_empty() && !context.is_abridged(Some(section)) {
            args.extend(args![("missing", list(missing.iter().copied()))]);
            context.say(FindingText::new("one-sided", heading(report, &self.section), args));
        }
    }
}

/// Says that a section of some length counts nothing. 一项重要工作 is no count.
fn figures(check: &BodyCheck, section: &BoundSection, context: &mut Context<'_>) {
    let (report, prose) = (context.report, context.prose);
    let own = |passage: &Passage<'_>| passage.is_prose_of(report, section);
    if prose.counts().any(|(at, count)| own(&prose.passages[at]) && !count.form.chinese) {
        return;
    }
    let texts = prose.passages.iter().filter(|it| it.sort == PassageKind::Text && own(it));
    let count: usize = texts.map(|passage| han(&passage.text)).sum();
    if count < check.least || context.is_abridged(Some(section)) {
        return;
    }
    let title = section.heading.as_ref().map(|heading| &*heading.text).unwrap_or_default();
    let args = args![("section", same(title)), ("count", same(count.to_string()))];
    context.say(FindingText::new("", heading(report, &check.section), args));
}
