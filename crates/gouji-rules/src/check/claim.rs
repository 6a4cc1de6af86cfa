//! `claim`: a sentence that says there was nothing, or that nothing is left, where a field says otherwise.

use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, pattern::Lazy, same};
use crate::{
    field::{FieldSum, Sum},
    pack::Parameters,
    prose::{Classes, Prose, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "claim",
    variants: &["qualified"],
    args: &["what", "stated", "table", "field", "value"],
};

/// Sentences after which certain sums of fields have to be 0. Case `qualified`: the sentence has a
/// word (按期, 法定期限内) under which it may still be right.
#[derive(Debug)]
pub(crate) struct ClaimCheck {
    /// What a clause may say before a claim, where it has to be said of the whole report: 全年, 我局.
    /// The issuer's own name always may.
    subjects: Option<Vec<Word>>,
    claims: Vec<Claim>,
}

#[derive(Debug)]
struct Claim {
    what: Localized,
    table: String,
    hints: Vec<Word>,
    patterns: Vec<Lazy>,
    /// Classes any of which the sentence or the text before it has.
    about: Classes,
    /// Classes that speak against it, in the sentence.
    unless: Classes,
    /// Classes that speak against it, in the passage.
    unless_told: Classes,
    /// Classes that speak against it, in the sentence behind it, with a count: 尚有3件未到期.
    unless_next: Classes,
    /// What the count that 全部 sums up may equal, and the classes that it has: 征地类申请3件，均已办结
    /// says nothing of all.
    wholes: Vec<FieldSum>,
    counted: Classes,
    qualifiers: Vec<Word>,
    nothing: Vec<FieldSum>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    subjects: Option<Vec<String>>,
    claims: Vec<ClaimToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClaimToml {
    what: Localized,
    table: Spanned<String>,
    /// The column of fields that name a row alone.
    column: Spanned<String>,
    hints: Vec<String>,
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    about: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    unless_told: Vec<Spanned<String>>,
    #[serde(default)]
    unless_next: Vec<Spanned<String>>,
    #[serde(default)]
    wholes: Vec<Spanned<String>>,
    #[serde(default)]
    counted: Vec<Spanned<String>>,
    #[serde(default)]
    qualifiers: Vec<String>,
    nothing: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ClaimCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let claims = toml.claims.into_iter().map(|claim| {
        let table = parameters.table(&claim.table)?.to_owned();
        let column = claim.column.get_ref();
        let sum = |text: &Spanned<String>| FieldSum::compile(text, &table, column, parameters);
        Ok(Claim {
            hints: parameters.words(&claim.hints),
            patterns: claim
                .patterns
                .into_iter()
                .map(|pattern| Lazy::new(parameters, pattern))
                .collect::<Result<_, _>>()?,
            about: parameters.classes(&claim.about)?,
            unless: parameters.classes(&claim.unless)?,
            unless_told: parameters.classes(&claim.unless_told)?,
            unless_next: parameters.classes(&claim.unless_next)?,
            wholes: claim.wholes.iter().map(sum).collect::<Result<_, _>>()?,
            counted: parameters.classes(&claim.counted)?,
            qualifiers: parameters.words(&claim.qualifiers),
            nothing: claim.nothing.iter().map(sum).collect::<Result<_, _>>()?,
            what: claim.what,
            table,
        })
    });
    let claims = claims.collect::<Result<_, Box<PackError>>>()?;
    let subjects = toml.subjects.map(|words| parameters.words(&words));
    Ok(ClaimCheck { subjects, claims })
}

/// A sentence that makes a claim.
struct Made {
    place: Label,
    text: String,
    qualified: bool,
}

pub(super) fn run(check: &ClaimCheck, context: &mut Context<'_>) {
    if !context.applies() {
        return;
    }
    let mut unread: Option<Label> = None;
    for claim in &check.claims {
        let made = made(check, claim, context);
        let Some((first, others)) = made.split_first() else { continue };
        for sum in &claim.nothing {
            match sum.of(context.report) {
                Sum::Unreadable => {
                    unread.get_or_insert_with(|| first.place.clone());
                }
                Sum::Value { value, cells, name, .. } if !value.is_zero() => {
                    let table = context.report.table(&claim.table);
                    let args = vec![
                        ("what", claim.what.clone()),
                        ("stated", same(&*first.text)),
                        ("table", table.map(|table| table.spec.name.clone()).unwrap_or_default()),
                        ("field", name),
                        ("value", same(figure(value))),
                    ];
                    let variant = if first.qualified { "qualified" } else { "" };
                    let mut said = Said::new(variant, first.place.clone(), args);
                    said.related = cells;
                    said.related.extend(
                        others
                            .iter()
                            .map(|made| Label { message: same(&*made.text), ..made.place.clone() }),
                    );
                    said.related.sort_by_key(|label| label.span);
                    context.say(said);
                    break;
                }
                Sum::Value { .. } | Sum::Foreign => {}
            }
        }
    }
    if let Some(place) = unread {
        context.cannot_compare(place);
    }
}

/// The places that make a claim about this report, the plain ones first.
fn made(check: &ClaimCheck, claim: &Claim, context: &Context<'_>) -> Vec<Made> {
    let (prose, report) = (context.prose, context.report);
    let mut made = Vec::new();
    for passage in prose.passages_with(&claim.hints) {
        for (index, sentence) in prose.splits[passage].sentences.iter().enumerate() {
            let hinted = prose
                .hits_within(passage, &sentence.range)
                .any(|hit| claim.hints.contains(&hit.word));
            if !hinted || !prose.sentence_is_of_report(passage, index, report) {
                continue;
            }
            let (own, so_far) = prose.classes_of(passage, index);
            let about = claim.about.is_empty() || so_far.has_any(claim.about);
            if !about || own.has_any(claim.unless) || so_far.has_any(claim.unless_told) {
                continue;
            }
            let text = &prose.passages[passage].text[sentence.range.clone()];
            // 均答复 in 平均答复用时 is none.
            let inside = |at: usize| {
                let near = prose.near(passage, sentence.range.start, at)..sentence.range.end;
                prose.hits_within(passage, &near).take_while(|hit| hit.range.start < at).any(
                    |hit| {
                        at < hit.range.end
                            && prose.lexicon.classes(hit.word).has_any(prose.lexicon.marks.average)
                    },
                )
            };
            let found = claim.patterns.iter().filter_map(Lazy::get).find_map(|it| {
                it.find_iter(text).find(|found| !inside(sentence.range.start + found.start()))
            });
            let Some(found) = found else { continue };
            let from = sentence.range.start + found.start();
            if goes_on_with_exceptions(claim, prose, passage, index)
                || is_of_a_part(claim, passage, index, from, context)
            {
                continue;
            }
            let foreign =
                |words: &Vec<Word>| !prose.is_subject(passage, index, from, words, report);
            if prose.is_said_of_another(passage, index, from, report)
                || check.subjects.as_ref().is_some_and(foreign)
            {
                continue;
            }
            let end = found.end() - found.as_str().len()
                + found
                    .as_str()
                    .trim_end_matches(['，', '。', '；', ',', ';', '）', ')', '、'])
                    .len();
            let start = sentence.range.start;
            let qualified = prose
                .hits_within(passage, &sentence.range)
                .any(|hit| claim.qualifiers.contains(&hit.word));
            made.push(Made {
                place: Label::new(
                    prose.place(passage, start + found.start()..start + end),
                    Localized::default(),
                ),
                text: text[found.start()..end].to_owned(),
                qualified,
            });
        }
    }
    made.sort_by_key(|made| made.qualified);
    made
}

/// Whether the sentence after one tells what is left.
fn goes_on_with_exceptions(
    claim: &Claim,
    prose: &Prose<'_>,
    passage: usize,
    sentence: usize,
) -> bool {
    let next = sentence + 1;
    next < prose.splits[passage].sentences.len()
        && prose.classes_of(passage, next).0.has_any(claim.unless_next)
        && prose
            .facts_in(passage, next)
            .iter()
            .any(|fact| fact.is_count() && fact.value() > 0.into())
}

/// Whether the count before a claim is one of some, not of all.
fn is_of_a_part(
    claim: &Claim,
    passage: usize,
    sentence: usize,
    end: usize,
    context: &Context<'_>,
) -> bool {
    let facts = context.prose.facts_in(passage, sentence);
    let counted = facts.iter().rev().find(|fact| {
        fact.quantity.range.end <= end && fact.is_count() && fact.near().has_any(claim.counted)
    });
    counted.is_some_and(|fact| {
        !claim.wholes.iter().any(|sum| sum.may_be(fact.value(), context.report))
    })
}
