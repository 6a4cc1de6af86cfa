//! `confusable`: a word written for another that sounds or looks alike.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Cases, Context, Kind, Said, args, pattern::Lazy, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::{Parameters, names},
    prose::{Hit, Prose, Sort, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind =
    Kind { name: "confusable", cases: &[Cases::new(&[""], &["wrong", "right", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct ConfusableCheck {
    pairs: Vec<Pair>,
}

/// A wrong word, and where it is wrong.
#[derive(Debug)]
struct Pair {
    wrong: String,
    right: String,
    word: Word,
    /// One of these has to stand in the same sentence.
    near: Vec<Word>,
    /// None of these may.
    unless: Vec<Word>,
    /// What the sentence has to read before it and after it.
    before: Option<Lazy>,
    after: Option<Lazy>,
}

/// Pairs of a wrong word and the right one. Each wrong word of a document is one finding.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The pairs.
    pairs: Vec<PairToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct PairToml {
    /// The wrong word.
    #[schemars(with = "String")]
    wrong: Spanned<String>,
    /// The right one.
    right: String,
    /// Words one of which has to stand in the sentence.
    #[serde(default)]
    near: Vec<String>,
    /// Words that must not stand there.
    #[serde(default)]
    unless: Vec<String>,
    /// A pattern that the text before it has to match.
    #[schemars(with = "Option<names::Pattern>")]
    before: Option<Spanned<String>>,
    /// A pattern that the text behind it has to match.
    #[schemars(with = "Option<names::Pattern>")]
    after: Option<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ConfusableCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let pairs: Result<Vec<Pair>, _> =
        toml.pairs.into_iter().map(|pair| pair.compile(parameters)).collect();
    Ok(ConfusableCheck { pairs: pairs? })
}

impl PairToml {
    fn compile(self, parameters: &Parameters<'_>) -> Result<Pair, Box<PackError>> {
        let Some(word) = parameters.word(self.wrong.get_ref()) else {
            let (file, span) = (parameters.file, self.wrong.span());
            let message = "易混词为空 / an empty word";
            return Err(PackError::at(file, message, "写上词 / write a word", span, None));
        };
        let lazy = |pattern: Option<Spanned<String>>| {
            pattern.map(|pattern| Lazy::new(parameters, pattern)).transpose()
        };
        Ok(Pair {
            word,
            near: parameters.words(&self.near),
            unless: parameters.words(&self.unless),
            before: lazy(self.before)?,
            after: lazy(self.after)?,
            wrong: self.wrong.into_inner(),
            right: self.right,
        })
    }
}

impl Pair {
    fn is_wrong(&self, hit: &Hit, prose: &Prose<'_>) -> bool {
        let text = &prose.passages[hit.passage].text;
        let sentence = prose.sentence_at(hit.passage, hit.range.start);
        let says = |words: &[Word]| {
            prose.hits_within(hit.passage, &sentence).any(|other| words.contains(&other.word))
        };
        let reads = |pattern: Option<&Lazy>, range: Range<usize>| {
            pattern.and_then(Lazy::get).is_none_or(|regex| regex.is_match(&text[range]))
        };
        let end = sentence.end.max(hit.range.end);
        (self.near.is_empty() || says(&self.near))
            && !says(&self.unless)
            && reads(self.before.as_ref(), sentence.start..hit.range.start)
            && reads(self.after.as_ref(), hit.range.end..end)
    }
}

pub(super) fn run(check: &ConfusableCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    for pair in &check.pairs {
        let hits: Vec<&Hit> = prose
            .places_of(pair.word)
            .filter(|hit| prose.passages[hit.passage].sort != Sort::Cell)
            .filter(|hit| pair.is_wrong(hit, prose))
            .collect();
        let place = |hit: &Hit| prose.place(hit.passage, hit.range.clone());
        let Some((first, rest)) = hits.split_first() else { continue };
        let args = args![
            ("wrong", same(&*pair.wrong)),
            ("right", same(&*pair.right)),
            ("count", same(hits.len().to_string())),
        ];
        let mut said = Said::new("", Label::new(place(first), Localized::default()), args);
        said.related = rest.iter().map(|hit| Label::new(place(hit), same(&*pair.wrong))).collect();
        // A word broken by spaces or a line's end is left to a person.
        let whole =
            |hit: &&&Hit| prose.passages[hit.passage].text[hit.range.clone()] == *pair.wrong;
        let edits: Vec<Edit> = hits
            .iter()
            .filter(whole)
            .map(|hit| Edit { span: place(hit), text: pair.right.clone() })
            .collect();
        let right = &pair.right;
        let message = Localized::new(format!("改为“{right}”"), format!("write “{right}”"));
        said.fix = (!edits.is_empty()).then_some(Fix { safety: Safety::Unsafe, message, edits });
        context.say(said);
    }
}
