//! `term`: words that should be others: what was right once, as a replaced document or a repealed version
//! of a law, and what is written for another word that sounds or looks alike.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Cases, CheckKind, Context, FindingText, ReportCheck, args,
    pattern::LazyPattern,
    same,
    spelling::{self, Misspelling},
};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
    prose::{Hit, PassageKind, Prose, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "term",
    cases: &[
        Cases::new(&["", "hint"], &["found", "now", "since", "year", "count"]),
        Cases::of("spelling", &[""], &["wrong", "right", "count"]),
    ],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TermCheck {
    pub(super) require: Option<TermRequirement>,
    terms: Vec<WrongTerm>,
    also: Vec<Word>,
    names: Vec<String>,
    doubled: Option<DoubledWord>,
}

/// Where a word that stands twice is a slip.
#[derive(Debug, Serialize, Deserialize)]
struct DoubledWord {
    before: Option<LazyPattern>,
    after: Option<LazyPattern>,
    unless: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum TermRequirement {
    /// 没有音近形近的错别字：不看年度，应作 `write`。 / No word is written for another like it: in every year, it
    /// should be `write`.
    Spelling,
}

#[derive(Debug, Serialize, Deserialize)]
struct WrongTerm {
    /// Any of these is the term.
    words: Vec<Word>,
    /// The first of them, as the pack has it.
    wrong: String,
    since: u16,
    near: Vec<Word>,
    unless: Vec<Word>,
    unless_in_report: Vec<Word>,
    before: Option<LazyPattern>,
    after: Option<LazyPattern>,
    now: Localized,
    write: Option<String>,
    hint: bool,
}

/// 应当换成别的说法的词；一个词在全文各处合报一次。一般的：从某个年度起已经过时。情形 `hint`：标明 `hint` 的词。 / Words that
/// should be others; all places of a term are one finding. The plain ones are outdated from some report
/// year on. Case `hint`: a term that is marked so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TermCheckToml {
    /// 要求什么；不写则看是否过时。 / What is required; that it is not outdated, where it is not given.
    require: Option<TermRequirement>,
    /// 各个词。 / The terms.
    terms: Vec<TermToml>,
    /// 在当地仍然适用的说法，如当地文件的名称、文号：其中的词不算。 / What holds at a place beside: names and numbers of its own
    /// documents. A term in one of them is none.
    #[serde(default)]
    also: Vec<String>,
    /// `spelling`：容易写错的名称。书名号里与它只差一两个字的，漏了一个字的标题，就是写错了。 / `spelling`: names that are often
    /// written wrongly. A title in 《》 that differs by a letter or two, and a heading that lacks one, is a slip.
    #[serde(default)]
    names: Vec<String>,
    /// `spelling`：两个字的词连写两遍，在什么地方才算。 / `spelling`: where a word of two letters that stands twice is a slip.
    doubled: Option<DoubledToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(inline)]
struct DoubledToml {
    /// 同一句里前面的文字要符合的正则表达式。 / A pattern that the text before it in its sentence has to match.
    #[schemars(with = "Option<names::Pattern>")]
    before: Option<Spanned<String>>,
    /// 同一句里后面的文字要符合的正则表达式。 / A pattern that the text behind it has to match.
    #[schemars(with = "Option<names::Pattern>")]
    after: Option<Spanned<String>>,
    /// 以其中一个字开头的不算（一件一件）。 / First letters of words that may stand twice: 一件一件.
    #[serde(default)]
    unless_first: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(inline)]
struct TermToml {
    /// 这个词，和它的别种写法。 / The term, and other ways to write it.
    #[schemars(with = "Vec<String>")]
    words: Spanned<Vec<String>>,
    /// 从哪个报告年度起过时。 / The report year from which it is outdated.
    #[serde(default)]
    since: u16,
    /// 同一句里要有其中一个词，才算。 / Words one of which has to stand in the sentence.
    #[serde(default)]
    near: Vec<String>,
    /// 同一句里有其中一个词，就不算。 / Words that must not stand there.
    #[serde(default)]
    unless: Vec<String>,
    /// 报告里有其中一个词，就不算。 / Words that must not stand anywhere in the report.
    #[serde(default)]
    unless_in_report: Vec<String>,
    /// 同一句里前面的文字要符合的正则表达式。 / A pattern that the text before it in its sentence has to match.
    #[schemars(with = "Option<names::Pattern>")]
    before: Option<Spanned<String>>,
    /// 同一句里后面的文字要符合的正则表达式。 / A pattern that the text behind it has to match.
    #[schemars(with = "Option<names::Pattern>")]
    after: Option<Spanned<String>>,
    /// 现在怎样说才对。 / What is right now.
    #[serde(default)]
    now: Localized,
    /// 换成什么。 / What to write in its place.
    #[serde(default)]
    write: Option<String>,
    /// 是否只作提示。 / Whether it is no more than a hint.
    #[serde(default)]
    hint: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<TermCheck, Box<PackError>> {
    parameters.list_in("terms", "words");
    let toml: TermCheckToml = parameters.read()?;
    let spelling = toml.require.is_some();
    let terms = toml.terms.into_iter().map(|term| term.compile(spelling, parameters));
    let terms = terms.collect::<Result<_, _>>()?;
    let doubled = match toml.doubled {
        Some(it) => Some(DoubledWord {
            before: lazy(it.before, parameters)?,
            after: lazy(it.after, parameters)?,
            unless: it.unless_first,
        }),
        None => None,
    };
    let also = parameters.words(&toml.also);
    Ok(TermCheck { require: toml.require, terms, also, names: toml.names, doubled })
}

fn lazy(
    pattern: Option<Spanned<String>>,
    parameters: &Parameters<'_>,
) -> Result<Option<LazyPattern>, Box<PackError>> {
    pattern.map(|pattern| LazyPattern::new(parameters, pattern)).transpose()
}

impl TermToml {
    fn compile(
        self,
        spelling: bool,
        parameters: &Parameters<'_>,
    ) -> Result<WrongTerm, Box<PackError>> {
        let words = parameters.words(self.words.get_ref());
        if words.len() < self.words.get_ref().len() || words.is_empty() {
            let message = "词是空的 / an empty word";
            let (file, at) = (parameters.file, self.words.span());
            return Err(PackError::at(file, message, "写上词 / write a word", at, None));
        }
        let lacks = if spelling {
            self.write.is_none().then_some("write")
        } else {
            self.now.is_empty().then_some("now")
        };
        if let Some(key) = lacks {
            return Err(parameters.lacks(key, self.words.span()));
        }
        Ok(WrongTerm {
            words,
            wrong: self.words.get_ref()[0].clone(),
            since: self.since,
            near: parameters.words(&self.near),
            unless: parameters.words(&self.unless),
            unless_in_report: parameters.words(&self.unless_in_report),
            before: lazy(self.before, parameters)?,
            after: lazy(self.after, parameters)?,
            now: self.now,
            write: self.write,
            hint: self.hint,
        })
    }
}

/// More places of a term are not looked at.
const MOST: usize = 100;

impl ReportCheck for TermCheck {
    fn run(&self, context: &mut Context<'_>) {
        let spelling = self.require.is_some();
        let year = context.report.year();
        if year.is_none() && !spelling {
            return;
        }
        for term in self.terms.iter().filter(|term| year.unwrap_or_default() >= term.since) {
            let prose = context.prose;
            let found = places(term, self, prose);
            let Some(first) = found.first() else { continue };
            let text = |hit: &Hit| same(&prose.passages[hit.passage].text[hit.range.clone()]);
            let count = same(found.len().to_string());
            let args = match &term.write {
                Some(write) if spelling => {
                    args![
                        ("wrong", same(&*term.wrong)),
                        ("right", same(&**write)),
                        ("count", count)
                    ]
                }
                _ => args![
                    ("found", text(first)),
                    ("now", term.now.clone()),
                    ("since", same(term.since.to_string())),
                    ("year", same(year.unwrap_or_default().to_string())),
                    ("count", count),
                ],
            };
            let label =
                |hit: &&Hit| Label::new(prose.place(hit.passage, hit.range.clone()), text(hit));
            let variant = if term.hint { "hint" } else { "" };
            let Some(mut said) = FindingText::of_all(variant, found.iter().map(label), args) else {
                continue;
            };
            said.fix = term.write.as_ref().and_then(|write| {
                let places = found.iter().map(|hit| (hit.passage, hit.range.clone()));
                fix(write, places, spelling, prose)
            });
            context.say(said);
        }
        if spelling {
            self.misspelled(context);
        }
    }

    fn needs_the_whole_file(&self) -> bool {
        self.require.is_none()
    }
}

impl TermCheck {
    /// Reports names that are nearly known ones, and words that stand twice.
    fn misspelled(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let doubled = self
            .doubled
            .as_ref()
            .map(|it| spelling::doubled(it.before.as_ref(), it.after.as_ref(), &it.unless, prose));
        let named = spelling::misnamed(&self.names, prose);
        for Misspelling { wrong, right, places } in
            named.into_iter().chain(doubled.into_iter().flatten())
        {
            let count = same(places.len().to_string());
            let args = args![("wrong", same(&*wrong)), ("right", same(&*right)), ("count", count)];
            let label = |(passage, range): &(usize, Range<usize>)| {
                Label::new(prose.place(*passage, range.clone()), same(&*wrong))
            };
            if let Some(mut said) = FindingText::of_all("", places.iter().map(label), args) {
                said.fix = fix(&right, places.iter().cloned(), true, prose);
                context.say(said);
            }
        }
    }
}

/// Where the term is meant, without places that a longer one covers.
fn places<'p>(term: &WrongTerm, check: &TermCheck, prose: &'p Prose<'_>) -> Vec<&'p Hit> {
    let spelling = check.require.is_some();
    if prose.says(&term.unless_in_report, |_| true) {
        return Vec::new();
    }
    let mut found: Vec<&Hit> = Vec::new();
    for hit in prose.places_of_any(&term.words).into_iter().take(MOST) {
        // A heading is as well spelled as a sentence.
        let sort = prose.passages[hit.passage].sort;
        let looked_at = sort == PassageKind::Text || spelling && sort != PassageKind::Cell;
        if !looked_at || !term.is_meant(hit, &check.also, prose) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.passage == hit.passage && hit.range.start < last.range.end => {
                if hit.range.end > last.range.end {
                    *last = hit;
                }
            }
            _ => found.push(hit),
        }
    }
    found
}

impl WrongTerm {
    /// Whether the sentence reads as it has to, and the hit is no part of what holds `also`.
    fn is_meant(&self, hit: &Hit, also: &[Word], prose: &Prose<'_>) -> bool {
        let text = &prose.passages[hit.passage].text;
        let sentence = prose.sentence_at(hit.passage, hit.range.start);
        let says = |words: &[Word]| {
            prose.hits_within(hit.passage, &sentence).any(|other| words.contains(&other.word))
        };
        let overlaps =
            |other: &&Hit| other.range.start < hit.range.end && hit.range.start < other.range.end;
        let is_local = |other: &Hit| also.contains(&other.word);
        let mut around = prose.hits_within(hit.passage, &sentence).filter(overlaps);
        let reads = |pattern: Option<&LazyPattern>, range: Range<usize>| {
            pattern.and_then(LazyPattern::get).is_none_or(|regex| regex.is_match(&text[range]))
        };
        let end = sentence.end.max(hit.range.end);
        (self.near.is_empty() || says(&self.near))
            && !says(&self.unless)
            && (also.is_empty() || !around.any(is_local))
            && reads(self.before.as_ref(), sentence.start..hit.range.start)
            && reads(self.after.as_ref(), hit.range.end..end)
    }
}

/// Writes `write`. A misspelled word that spaces or a line's end break is left to a person.
fn fix(
    write: &str,
    found: impl Iterator<Item = (usize, Range<usize>)>,
    spelling: bool,
    prose: &Prose<'_>,
) -> Option<Fix> {
    let whole = |(passage, range): &(usize, Range<usize>)| {
        let text = &prose.passages[*passage].text[range.clone()];
        !spelling || !text.contains(char::is_whitespace)
    };
    let edit =
        |(passage, range)| Edit { span: prose.place(passage, range), text: write.to_owned() };
    let edits: Vec<Edit> = found.filter(whole).map(edit).collect();
    let message = Localized::new(format!("改为“{write}”"), format!("write “{write}”"));
    (!edits.is_empty()).then_some(Fix { safety: Safety::Unsafe, message, edits })
}
