//! `mention`: a count that the text states and a field of the form that it should equal.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, same};
use crate::{
    field::{FieldSum, Sum},
    pack::Parameters,
    prose::{Classes, Fact, Prose},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "mention",
    variants: &[],
    args: &["what", "stated", "value", "table", "admissible", "other"],
};

/// Sentences joined by ； that one continues at most.
const CONTINUED: usize = 8;

/// Claims about fields of one table. Silent as long as any admissible value is stated somewhere:
/// which of several figures is the right one is not this check's question.
#[derive(Debug)]
pub(crate) struct MentionCheck {
    table: String,
    units: Vec<String>,
    /// Whether statements are compared with one another: silent unless one is right.
    restated: bool,
    claims: Vec<Claim>,
}

/// A sort of statement and what it may legitimately equal.
#[derive(Debug)]
struct Claim {
    /// What is stated, in words.
    what: Localized,
    /// Classes of words in the number's own segment: all of them.
    says: Classes,
    /// Classes of words before the number, in its segment: all of them.
    before: Classes,
    /// Classes of words that speak against it, in the segment.
    unless: Classes,
    /// Classes that speak against it, in the whole sentence.
    unless_said: Classes,
    /// Classes that speak against it, in the sentence before it or in the figure it is a part of.
    unless_before: Classes,
    /// Classes any of which the sentence or the text before it has.
    about: Classes,
    /// Classes any of which the sentence has up to the number.
    about_here: Classes,
    /// Letters at most from its first word to the number that belong to no word of its own or of
    /// `beside`.
    tight: Option<usize>,
    beside: Classes,
    /// What the count before it in its sentence may equal, and the classes that this has: 征地类申请4件，
    /// 不予公开2件 says nothing of all.
    wholes: Vec<FieldSum>,
    counted: Classes,
    /// Classes of words under which a count sums up what stands before it: 共计.
    totals: Classes,
    /// The values that it may equal.
    equals: Vec<FieldSum>,
    /// Whether a part named after 其中 can make the claim.
    parts: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    table: Spanned<String>,
    /// The column of fields that name a row alone.
    column: Spanned<String>,
    units: Vec<String>,
    #[serde(default)]
    restated: bool,
    claims: Vec<ClaimToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClaimToml {
    what: Localized,
    #[serde(default)]
    says: Vec<Spanned<String>>,
    #[serde(default)]
    before: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    unless_said: Vec<Spanned<String>>,
    #[serde(default)]
    unless_before: Vec<Spanned<String>>,
    #[serde(default)]
    about: Vec<Spanned<String>>,
    #[serde(default)]
    about_here: Vec<Spanned<String>>,
    tight: Option<usize>,
    #[serde(default)]
    beside: Vec<Spanned<String>>,
    #[serde(default)]
    wholes: Vec<Spanned<String>>,
    #[serde(default)]
    counted: Vec<Spanned<String>>,
    #[serde(default)]
    totals: Vec<Spanned<String>>,
    equals: Vec<Spanned<String>>,
    #[serde(default)]
    parts: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<MentionCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let column = toml.column.get_ref();
    let claims = toml.claims.into_iter().map(|claim| {
        let sum = |text: &Spanned<String>| FieldSum::compile(text, &table, column, parameters);
        Ok(Claim {
            says: parameters.classes(&claim.says)?,
            before: parameters.classes(&claim.before)?,
            unless: parameters.classes(&claim.unless)?,
            unless_said: parameters.classes(&claim.unless_said)?,
            unless_before: parameters.classes(&claim.unless_before)?,
            about: parameters.classes(&claim.about)?,
            about_here: parameters.classes(&claim.about_here)?,
            tight: claim.tight,
            beside: parameters.classes(&claim.beside)?,
            wholes: claim.wholes.iter().map(sum).collect::<Result<_, _>>()?,
            counted: parameters.classes(&claim.counted)?,
            totals: parameters.classes(&claim.totals)?,
            equals: claim.equals.iter().map(sum).collect::<Result<_, _>>()?,
            what: claim.what,
            parts: claim.parts,
        })
    });
    let claims = claims.collect::<Result<_, Box<PackError>>>()?;
    Ok(MentionCheck { table, units: toml.units, restated: toml.restated, claims })
}

pub(super) fn run(check: &MentionCheck, context: &mut Context<'_>) {
    if !context.applies() {
        return;
    }
    let prose = context.prose;
    let mut unread: Option<Label> = None;
    for claim in &check.claims {
        let stated: Vec<&Fact> =
            prose.facts.iter().filter(|fact| states(claim, check, fact, context)).collect();
        let Some(&first) = stated.first() else { continue };
        let sums: Vec<Sum> = claim.equals.iter().map(|sum| sum.of(context.report)).collect();
        let equals = |fact: &&Fact| {
            sums.iter().any(|sum| matches!(sum, Sum::Value { value, .. } if *value == fact.value()))
        };
        let right = stated.iter().position(equals);
        if check.restated {
            let Some(right) = right.map(|index| stated[index]) else { continue };
            let wrong: Vec<&Fact> = stated.iter().filter(|fact| !equals(fact)).copied().collect();
            if let Some(&first) = wrong.first().filter(|_| !adds_up(&wrong, &sums)) {
                report(claim, check, first, &[right], &sums, context);
            }
            continue;
        }
        if right.is_some() || adds_up(&stated, &sums) {
            continue;
        }
        let open = |sum: &Sum| !matches!(sum, Sum::Foreign) && sum.is_open_to(first.value());
        if sums.iter().any(open) {
            unread.get_or_insert_with(|| label(prose, first));
            continue;
        }
        report(claim, check, first, &stated[1..], &sums, context);
    }
    if let Some(place) = unread {
        context.cannot_compare(place);
    }
}

/// Whether a fact makes the claim.
fn states(claim: &Claim, check: &MentionCheck, fact: &Fact, context: &Context<'_>) -> bool {
    // Classes first: they are bits, and most facts speak of something else.
    fact.near().has_all(claim.says)
        && fact.classes.has_all(claim.before)
        && !fact.near().with(fact.opened).has_any(claim.unless)
        && !fact.lead.has_any(claim.unless_before)
        && (claim.parts || fact.parent.is_none())
        && !fact.joint
        && fact.is_count()
        && fact.counter().is_some_and(|unit| check.units.iter().any(|known| known == unit))
        && fact.value().fract().is_zero()
        && !said_before(claim, fact, context.prose).has_any(claim.unless_said)
        && !begins_behind(claim, fact, context.prose)
        && context.prose.is_of_report(fact, context.report)
        && (claim.about_here.is_empty() || fact.so_far().has_any(claim.about_here))
        && claim.tight.is_none_or(|most| {
            let own = claim.says.with(claim.before);
            context.prose.strangers(fact, own, own.with(claim.beside)) <= most
        })
        && (claim.about.is_empty() || context.prose.has_spoken_of(fact, claim.about))
        && !is_of_a_part(claim, fact, context)
}

/// Whether the claim's words stand behind the number, and not at once: of 三个渠道共收到申请, 三个
/// counts no requests.
fn begins_behind(claim: &Claim, fact: &Fact, prose: &Prose<'_>) -> bool {
    let own = claim.says.with(claim.before);
    if fact.classes.has_any(own) {
        return false;
    }
    let known = own.with(claim.beside);
    let hits: Vec<_> = prose
        .hits_within(fact.passage, &fact.after)
        .filter(|hit| prose.lexicon.classes(hit.word).has_any(known))
        .collect();
    let first = hits.iter().find(|hit| prose.lexicon.classes(hit.word).has_any(own));
    let Some(first) = first.map(|hit| hit.range.start) else { return false };
    let end = fact.quantity.range.end;
    prose.letters_outside(fact.passage, end..first, &hits).next().is_some()
}

/// The words of a fact's sentence; and where that does not say what it is about, those of the
/// sentences that it continues: 标注主动公开的58件；不予公开的115件.
fn said_before(claim: &Claim, fact: &Fact, prose: &Prose<'_>) -> Classes {
    let mut said = fact.around;
    let mut sentence = fact.sentence;
    while !said.has_any(claim.about) && sentence > fact.sentence.saturating_sub(CONTINUED) {
        sentence -= 1;
        let before =
            &prose.passages[fact.passage].text[..prose.sentence(fact.passage, sentence).end];
        if !before.ends_with(['；', ';']) {
            break;
        }
        let facts = prose.facts_in(fact.passage, sentence);
        said = said.with(facts.first().map(|first| first.around).unwrap_or_default());
    }
    said
}

/// 30件中
fn is_divided(fact: &Fact, prose: &Prose<'_>) -> bool {
    prose.passages[fact.passage].text[fact.quantity.range.end..].starts_with(['中', '里'])
}

/// Whether the count before a fact is one of some requests, not of all.
fn is_of_a_part(claim: &Claim, fact: &Fact, context: &Context<'_>) -> bool {
    let facts = context.prose.facts_in(fact.passage, fact.sentence);
    let counted = facts.iter().rev().find(|other| {
        other.quantity.range.end <= fact.quantity.range.start
            && other.is_count()
            && !claim.counted.is_empty()
            && (other.near().has_any(claim.counted) || is_divided(other, context.prose))
    });
    !fact.classes.has_any(claim.totals)
        && counted.is_some_and(|counted| {
            !claim.wholes.iter().any(|sum| sum.may_be(counted.value(), context.report))
        })
}

/// Whether the figures of one sentence are parts of an admissible value: 因隐私不予公开1件，因内部事务
/// 不予公开2件, where the table has 3.
fn adds_up(stated: &[&Fact], sums: &[Sum]) -> bool {
    let Some(first) = stated.first() else { return false };
    let together = |fact: &&&Fact| (fact.passage, fact.sentence) == (first.passage, first.sentence);
    let (mut total, mut count) = (Decimal::ZERO, 0);
    for fact in stated.iter().filter(together) {
        total += fact.value();
        count += 1;
    }
    count > 1 && sums.iter().any(|sum| matches!(sum, Sum::Value { value, .. } if *value == total))
}

fn label(prose: &Prose<'_>, fact: &Fact) -> Label {
    Label::new(prose.place(fact.passage, fact.quantity.range.clone()), Localized::default())
}

fn report(
    claim: &Claim,
    check: &MentionCheck,
    first: &Fact,
    others: &[&Fact],
    sums: &[Sum],
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let (mut zh, mut en, mut related) = (Vec::new(), Vec::new(), Vec::new());
    for sum in sums {
        let Sum::Value { value, cells, name, .. } = sum else { continue };
        zh.push(format!("{} {}", name.zh, figure(*value)));
        en.push(format!("{} {}", name.en, figure(*value)));
        for cell in cells {
            if related.iter().all(|known: &Label| known.cell != cell.cell) {
                related.push(cell.clone());
            }
        }
    }
    let table = context.report.table(&check.table).map(|table| table.spec.name.clone());
    let args = vec![
        ("what", claim.what.clone()),
        ("stated", same(prose.phrase(first))),
        ("value", same(figure(first.value()))),
        ("table", table.unwrap_or_default()),
        ("other", same(others.first().map(|fact| prose.phrase(fact)).unwrap_or_default())),
        ("admissible", Localized::new(zh.join("，或 "), en.join(", or "))),
    ];
    let mut said = Said::new("", label(prose, first), args);
    related.extend(
        others.iter().map(|fact| Label { message: same(prose.phrase(fact)), ..label(prose, fact) }),
    );
    related.sort_by_key(|label| label.span);
    said.related = related;
    context.say(said);
}
