//! `phrase`: wording that should not be there, unless the words around it say otherwise.

use std::{ops::Range, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    pack::{Parameters, names},
    prose::{PassageKind, Prose, Word},
};
use gouji_report::{Label, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "phrase", cases: &[Cases::new(&[""], &["found", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PhraseCheck {
    words: Vec<Word>,
    /// Longer words in which a phrase means something else.
    covers: Vec<Word>,
    /// Words that turn the meaning of their sentence: 杜绝, 不得.
    denied: Vec<Word>,
    /// Whether text between quotation marks is left alone.
    quoted: bool,
    /// The section that is looked at; none for the whole report.
    section: Option<String>,
    /// Levels of issuers that may write so.
    except: Vec<Arc<str>>,
    least: usize,
    /// A section with more counts than this is left alone.
    counts: Option<usize>,
}

/// 不该有的说法，有 `least` 处才报；全文各处合报一次。 / Phrases that are a finding where they stand
/// `least` times or more; all of a document are one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseCheckToml {
    /// 各个说法。 / The phrases.
    words: Vec<String>,
    /// 含有它而意思不同的更长的词。 / Longer words in which a phrase means something else.
    #[serde(rename = "unless-within", default)]
    covers: Vec<String>,
    /// 同一句里有其中一个词，就不算：杜绝。 / Words in the sentence that turn its meaning: 杜绝.
    #[serde(rename = "unless", default)]
    denied: Vec<String>,
    /// 引号、书名号里的不看。 / Whether text between quotation marks is left alone.
    #[serde(rename = "skip-quoted", default)]
    quoted: bool,
    /// 只看哪一部分；不写则看全文。 / The section that is looked at; the whole report where none is
    /// named.
    #[schemars(with = "Option<names::SectionId>")]
    section: Option<Spanned<String>>,
    /// 哪些层级的机关可以这样写。 / Levels of organs that may write so.
    #[serde(rename = "except-levels", default)]
    #[schemars(with = "Vec<names::LevelId>")]
    except: Vec<Spanned<String>>,
    /// 有几处才报。 / From how many of them on it is a finding.
    #[serde(default = "once")]
    least: usize,
    /// 件数比这多的部分不看。 / A section with more counts than this is left alone.
    #[serde(rename = "most-counts")]
    counts: Option<usize>,
}

fn once() -> usize {
    1
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PhraseCheck, Box<PackError>> {
    let toml: PhraseCheckToml = parameters.read()?;
    let section = match &toml.section {
        Some(section) => Some(parameters.section(section)?.to_owned()),
        None => None,
    };
    Ok(PhraseCheck {
        words: parameters.words(&toml.words),
        covers: parameters.words(&toml.covers),
        denied: parameters.words(&toml.denied),
        quoted: toml.quoted,
        section,
        except: parameters.levels(&toml.except)?,
        least: toml.least,
        counts: toml.counts,
    })
}

impl ReportCheck for PhraseCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        if report.level.as_ref().is_some_and(|level| self.except.contains(level)) {
            return;
        }
        let section = match &self.section {
            Some(id) => match report.section(id) {
                Some(section) => Some(section),
                None => return,
            },
            None => None,
        };
        let prose = context.prose;
        let counts = |passage: usize| {
            let passage = &prose.passages[passage];
            passage.sort != PassageKind::Cell
                && section.is_none_or(|section| passage.is_prose_of(report, section))
        };
        if let Some(most) = self.counts
            && prose.counts().filter(|&(passage, _)| counts(passage)).count() > most
        {
            return;
        }
        let found: Vec<(usize, Range<usize>)> =
            self.places(prose).into_iter().filter(|&(passage, _)| counts(passage)).collect();
        let mut labels = found.iter().map(|(passage, range)| {
            let text = &prose.passages[*passage].text[range.clone()];
            Label::new(prose.place(*passage, range.clone()), same(text))
        });
        let Some(mut primary) = labels.next().filter(|_| found.len() >= self.least) else { return };
        let text = std::mem::take(&mut primary.message);
        let args = args![("found", text), ("count", same(found.len().to_string()))];
        let mut said = FindingText::new("", primary, args);
        said.related = labels.collect();
        context.say(said);
    }
}

impl PhraseCheck {
    /// Where a phrase stands and means what the rule is about, in reading order; of phrases that
    /// overlap, the first and longest.
    fn places(&self, prose: &Prose<'_>) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for hit in prose.places_of_any(&self.words) {
            let passage = &prose.passages[hit.passage];
            let sentence = prose.sentence_at(hit.passage, hit.range.start);
            let mut around = prose.hits_within(hit.passage, &sentence);
            let excused = around.any(|other| {
                self.denied.contains(&other.word)
                    || self.covers.contains(&other.word)
                        && other.range.start < hit.range.end
                        && hit.range.start < other.range.end
            });
            if excused || self.quoted && passage.is_quoted(hit.range.start) {
                continue;
            }
            match found.last_mut() {
                Some((last, range)) if *last == hit.passage && hit.range.start < range.end => {
                    range.end = range.end.max(hit.range.end);
                }
                _ => found.push((hit.passage, hit.range.clone())),
            }
        }
        found
    }
}
