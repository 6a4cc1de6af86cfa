//! `contents`: whether a section, or the report, speaks of what it has to.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, heading, list, same};
use crate::{
    pack::{Parameters, names},
    prose::{Passage, PassageKind, Word},
};
use gouji_report::{
    Label, Localized, PackError,
    bind::{BoundSection, Line, StrayHeading, TitleMatch},
};

pub(super) const KIND: CheckKind = CheckKind {
    name: "contents",
    cases: &[
        Cases::new(&[""], &["missing", "level"]),
        Cases::of("topics", &["", "elsewhere"], &["missing", "count", "section", "elsewhere"]),
        Cases::of("statement", &["", "empty"], &[]),
    ],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ContentsCheck {
    require: Option<ContentsRequirement>,
    section: String,
    levels: Vec<Arc<str>>,
    since: Option<u16>,
    until: Option<u16>,
    groups: Vec<WordGroup>,
    /// Of each form the topics of the section.
    topics: Vec<(Arc<str>, Vec<WordGroup>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum ContentsRequirement {
    /// 表式给这一部分规定的各个方面，都写在这一部分里。情形 `elsewhere`：表式没有的部分写了它缺的方面。 / The section
    /// covers the topics that the form gives it, by a heading or by a sentence. Case `elsewhere`: parts
    /// that the form does not have are about topics that the section lacks.
    Topics,
    /// 报告说了某件事：全文有 `words` 里的一个词，或这一部分有 `in-section` 里的一个词。情形 `empty`：这一部分一个字也
    /// 没有。 / The report says something: it has one of `words` anywhere, or one of `in-section` in the
    /// section. Case `empty`: the section says nothing at all.
    Statement,
}

/// 报告写到该写的内容：`groups` 的每一组词，全文有一个就算；也可以按 `require` 检查别的。 / The report speaks of what it
/// has to: of each of `groups` it has a word, wherever that stands; or it has what `require` says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ContentsCheckToml {
    /// 要求什么；不写则看 `groups`。 / What is required; `groups`, where it is not given.
    require: Option<ContentsRequirement>,
    /// 报在哪一部分的标题上；另两种要求只看这一部分。 / The section on whose heading the finding stands; the one that
    /// the two requirements are about.
    #[schemars(with = "names::SectionId")]
    section: Spanned<String>,
    /// 只适用于这些层级的机关；不写则都适用。 / Levels of the organs that it holds for; all where none is named.
    #[serde(default)]
    #[schemars(with = "Vec<names::LevelId>")]
    levels: Vec<Spanned<String>>,
    /// 从哪个报告年度起适用。 / The first report year that it holds for.
    since: Option<u16>,
    /// 到哪个报告年度为止。 / The last report year that it holds for.
    until: Option<u16>,
    /// 几组词，每组至少有一个出现。 / Groups of words, of each of which one has to occur.
    #[serde(default)]
    groups: Vec<WordGroupToml>,
    /// `statement`：全文哪里有都算的词。 / `statement`: words that count wherever they stand.
    #[serde(default)]
    words: Vec<String>,
    /// `statement`：只在这一部分里才算的词（发出收费通知 0 件）。 / `statement`: words that count in the section alone:
    /// 发出收费通知 0 件.
    #[serde(default)]
    in_section: Vec<String>,
}

/// Words for one thing, any of which shows that it is spoken of.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WordGroup {
    pub(super) name: Localized,
    pub(super) words: Vec<Word>,
    /// Such as show it in the section alone.
    in_section: Vec<Word>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub(super) struct WordGroupToml {
    /// 这一组在说明里的名称。 / Its name in messages.
    name: Localized,
    /// 有其中一个词，就算写到了。 / Words any of which shows that it is spoken of.
    words: Vec<String>,
}

impl WordGroupToml {
    pub(super) fn compile(self, parameters: &Parameters<'_>) -> WordGroup {
        WordGroup::new(self.name, &self.words, &[], parameters)
    }
}

impl WordGroup {
    fn new(
        name: Localized,
        words: &[String],
        in_section: &[String],
        parameters: &Parameters<'_>,
    ) -> Self {
        let (words, in_section) = (parameters.words(words), parameters.words(in_section));
        Self { name, words, in_section }
    }
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ContentsCheck, Box<PackError>> {
    let toml: ContentsCheckToml = parameters.read()?;
    let section = parameters.section(&toml.section)?.to_owned();
    let forms = parameters.forms.forms.iter();
    let topics = forms.filter_map(|form| {
        let spec = form.sections.iter().find(|spec| *spec.id == *section)?;
        let topics = spec.topics.iter();
        let groups =
            topics.map(|it| WordGroup::new(it.name.clone(), &it.words, &[], parameters)).collect();
        Some((form.id.clone(), groups))
    });
    let topics = topics.filter(|_| toml.require == Some(ContentsRequirement::Topics)).collect();
    let stated = (toml.require == Some(ContentsRequirement::Statement))
        .then(|| WordGroup::new(Localized::default(), &toml.words, &toml.in_section, parameters));
    let groups = toml.groups.into_iter().map(|group| group.compile(parameters));
    Ok(ContentsCheck {
        require: toml.require,
        levels: parameters.levels(&toml.levels)?,
        since: toml.since,
        until: toml.until,
        groups: groups.chain(stated).collect(),
        topics,
        section,
    })
}

impl ReportCheck for ContentsCheck {
    fn run(&self, context: &mut Context<'_>) {
        let (report, prose) = (context.report, context.prose);
        let level = report.level.as_ref();
        let of_level =
            self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(level));
        let holds = of_level && context.is_of_years(self.since, self.until);
        let section = report.section(&self.section);
        if !holds || !context.applies() || self.require.is_some() && section.is_none() {
            return;
        }
        let own = |passage: &Passage<'_>| section.is_some_and(|it| passage.is_prose_of(report, it));
        let topics = self.require == Some(ContentsRequirement::Topics);
        if topics && !prose.passages.iter().any(own) {
            return;
        }
        let form = report.layout.as_ref();
        let of_form = self.topics.iter().find(|(id, _)| form.is_some_and(|form| form.id == *id));
        let groups = of_form.map_or(&self.groups, |(_, topics)| topics);
        let anywhere =
            |passage: &Passage<'_>| passage.sort != PassageKind::Cell || self.require.is_some();
        let is_missing = |group: &&WordGroup| {
            let said = !topics && prose.says(&group.words, anywhere);
            let own_words = if topics { &group.words } else { &group.in_section };
            !said && !prose.says(own_words, own)
        };
        let missing: Vec<&Localized> =
            groups.iter().filter(is_missing).map(|group| &group.name).collect();
        if missing.is_empty() || context.is_abridged(section.filter(|_| topics)) {
            return;
        }
        let place = heading(report, &self.section);
        let said = match (self.require, section) {
            (Some(ContentsRequirement::Topics), Some(section)) => {
                elsewhere(place, &missing, section, context)
            }
            (Some(ContentsRequirement::Statement), Some(section)) => {
                // A heading with its content in it (六、无其他需要报告的事项。) says something.
                let heading = section.heading.as_ref();
                let fused = heading.is_some_and(|it| it.title == TitleMatch::Contained);
                let says = |line: &Line<'_>| !line.is_blank() && !is_signature(line, context);
                let empty = !fused && !report.prose(section).any(says);
                FindingText::new(if empty { "empty" } else { "" }, place, args![])
            }
            _ => {
                let level = level.map(|level| context.level_name(level)).unwrap_or_default();
                FindingText::new("", place, args![("missing", list(missing)), ("level", level)])
            }
        };
        context.say(said);
    }
}

/// Characters of the longest line of a signature.
const SIGNATURE: usize = 30;

/// Whether a line is an organ's name or a date, and no sentence: what stands below the last section.
fn is_signature(line: &Line<'_>, context: &Context<'_>) -> bool {
    let text = &*line.folded;
    let is_date = || text.ends_with('日') && text.contains('年') && text.contains('月');
    !text.contains(['.', ',', ';', ':'])
        && text.chars().count() <= SIGNATURE
        && (is_date() || context.forms.organs.level(text).is_some())
}

/// Topics that are missing from their section. One that has become a part of its own is not missing from
/// the report, but from its place.
fn elsewhere(
    place: Label,
    missing: &[&Localized],
    section: &BoundSection,
    context: &Context<'_>,
) -> FindingText {
    let report = context.report;
    let spec = report.layout.as_ref().and_then(|form| form.sections.get(section.spec));
    let topics = spec.into_iter().flat_map(|spec| &spec.topics);
    let words: Vec<&String> =
        topics.filter(|it| missing.contains(&&it.name)).flat_map(|topic| &topic.words).collect();
    let is_about_one = |stray: &&StrayHeading| {
        let title = gouji_parser::fold::fold(&stray.text);
        words.iter().any(|word| title.contains(&***word))
    };
    let parts: Vec<&StrayHeading> = report.strays.iter().filter(is_about_one).collect();
    let quoted: Vec<String> = parts.iter().map(|stray| format!("“{}”", stray.text)).collect();
    let args = args![
        ("missing", list(missing.iter().copied())),
        ("count", same(missing.len().to_string())),
        ("section", same(spec.map_or("", |spec| &*spec.title))),
        ("elsewhere", same(quoted.concat())),
    ];
    let mut said = FindingText::new(if parts.is_empty() { "" } else { "elsewhere" }, place, args);
    let label = |stray: &&StrayHeading| Label::new(stray.span, same(&*stray.text));
    said.related = parts.iter().map(label).collect();
    said
}
