//! `outdated`: words that were right once and no longer are: a replaced document, a repealed version of a
//! law, a principle that was reworded.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cases, Context, Kind, Said, args, same};
use crate::{
    finding::{Edit, Fix, Safety},
    pack::Parameters,
    prose::{Hit, Sort, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "outdated",
    cases: &[Cases::new(&["", "hint"], &["found", "now", "since", "year", "count"])],
};

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct OutdatedCheck {
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    /// Any of these is the term.
    words: Vec<Word>,
    since: u16,
    /// The term is meant only in a sentence with one of these, if there are any…
    with: Vec<Word>,
    /// …and without any of these…
    unless: Vec<Word>,
    /// …in a report that has none of these.
    beside: Vec<Word>,
    now: Localized,
    /// What to write in its place.
    write: Option<String>,
    hint: bool,
}

/// Terms, each with the report year from which it is outdated. All places of a term are one
/// finding. Case `hint`: a term that is marked so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Toml {
    /// The terms.
    terms: Vec<TermToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct TermToml {
    /// The term, and other ways to write it.
    words: Vec<String>,
    /// The report year from which it is outdated.
    since: u16,
    /// Words one of which has to stand in the sentence.
    #[serde(default)]
    with: Vec<String>,
    /// Words that must not stand there.
    #[serde(default)]
    unless: Vec<String>,
    /// Words that must not stand next to it.
    #[serde(default)]
    beside: Vec<String>,
    /// What is right now.
    now: Localized,
    /// What to write in its place.
    #[serde(default)]
    write: Option<String>,
    /// Whether it is no more than a hint.
    #[serde(default)]
    hint: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<OutdatedCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let terms = toml.terms.into_iter().map(|term| Term {
        words: parameters.words(&term.words),
        since: term.since,
        with: parameters.words(&term.with),
        unless: parameters.words(&term.unless),
        beside: parameters.words(&term.beside),
        now: term.now,
        write: term.write,
        hint: term.hint,
    });
    Ok(OutdatedCheck { terms: terms.collect() })
}

pub(super) fn run(check: &OutdatedCheck, context: &mut Context<'_>) {
    let Some(year) = context.report.year() else { return };
    for term in check.terms.iter().filter(|term| year >= term.since) {
        let found = places(term, context);
        if !found.is_empty() {
            say(term, year, &found, context);
        }
    }
}

/// More places of a term are not looked at.
const MOST: usize = 100;

/// Where the term is meant, without places that a longer one covers.
fn places<'c>(term: &Term, context: &Context<'c>) -> Vec<&'c Hit> {
    let prose = context.prose;
    if prose.says(&term.beside, |_| true) {
        return Vec::new();
    }
    let mut found: Vec<&Hit> = Vec::new();
    for hit in prose.places_of_any(&term.words).into_iter().take(MOST) {
        if prose.passages[hit.passage].sort != Sort::Text {
            continue;
        }
        let sentence = prose.sentence_at(hit.passage, hit.range.start);
        let has = |words: &[Word]| {
            prose.hits_within(hit.passage, &sentence).any(|hit| words.contains(&hit.word))
        };
        if !term.with.is_empty() && !has(&term.with) || has(&term.unless) {
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

fn say(term: &Term, year: u16, found: &[&Hit], context: &mut Context<'_>) {
    let prose = context.prose;
    let text = |hit: &Hit| same(&prose.passages[hit.passage].text[hit.range.clone()]);
    let place = |hit: &Hit| prose.place(hit.passage, hit.range.clone());
    let args = args![
        ("found", text(found[0])),
        ("now", term.now.clone()),
        ("since", same(term.since.to_string())),
        ("year", same(year.to_string())),
        ("count", same(found.len().to_string())),
    ];
    let variant = if term.hint { "hint" } else { "" };
    let mut said = Said::new(variant, Label::new(place(found[0]), Localized::default()), args);
    said.related = found[1..].iter().map(|hit| Label::new(place(hit), text(hit))).collect();
    said.fix = term.write.as_ref().map(|write| Fix {
        safety: Safety::Unsafe,
        message: Localized::new(format!("改为“{write}”"), format!("write “{write}”")),
        edits: found.iter().map(|hit| Edit { span: place(hit), text: write.clone() }).collect(),
    });
    context.say(said);
}
