//! `breakdown`: parts that a sentence names after a whole, and that should make it up.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Context, Kind, Said, figure, same};
use crate::{
    PackError,
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Classes, Fact, Prose, Word},
};

pub(super) const KIND: Kind =
    Kind { name: "breakdown", variants: &[], args: &["stated", "whole", "parts", "sum", "difference"] };

/// What is wrong with a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The parts are more than the whole.
    Exceeds,
    /// The parts are said to be all, and are less than the whole.
    FallsShort,
}

/// Counts of one unit after `markers` (其中, 分别为), up to the end of the sentence, against the
/// count before.
///
/// Parts may overlap: a second cut of the same whole follows in the same breath (江永县 2023: 4034 =
/// 2657 + 1377, then 24, 92, 745 of other sorts). So nothing is said where any of the parts make up
/// the whole exactly.
#[derive(Debug)]
pub(crate) struct BreakdownCheck {
    fault: Fault,
    /// Words behind which parts follow.
    markers: Vec<Word>,
    /// Words behind which all parts follow.
    complete: Vec<Word>,
    /// Words that, in front of the last part, show that it is the rest: 其他.
    rest: Vec<Word>,
    /// Classes that set a new whole or speak of another year.
    stops: Classes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    fault: Fault,
    markers: Vec<String>,
    #[serde(default)]
    complete: Vec<String>,
    #[serde(default)]
    rest: Vec<String>,
    #[serde(default)]
    stops: Vec<toml::Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BreakdownCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(BreakdownCheck {
        fault: toml.fault,
        markers: parameters.words(&toml.markers),
        complete: parameters.words(&toml.complete),
        rest: parameters.words(&toml.rest),
        stops: parameters.classes(&toml.stops)?,
    })
}

/// Overlaps are looked for among so many parts at most.
const MOST: usize = 16;

pub(super) fn run(check: &BreakdownCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    let mut markers: Vec<Word> = check.markers.clone();
    markers.extend(&check.complete);
    let places = prose.places_of_any(&markers);
    for (index, marker) in places.iter().enumerate() {
        let next = places
            .get(index + 1)
            .filter(|next| next.passage == marker.passage)
            .map_or(usize::MAX, |next| next.range.start);
        let Some((whole, parts)) = breakdown(check, prose, marker.passage, &marker.range, next)
        else {
            continue;
        };
        let sum: Decimal = parts.iter().map(|part| part.value()).sum();
        let wrong = match check.fault {
            Fault::Exceeds => sum > whole.value() && !some_make_up(&parts, whole.value()),
            Fault::FallsShort => {
                sum < whole.value()
                    && parts.len() > 1
                    && is_complete(check, prose, &parts, check.complete.contains(&marker.word))
            }
        };
        if wrong {
            report(whole, &parts, sum, context);
        }
    }
}

/// The whole before a marker and the parts behind it.
fn breakdown<'p>(
    check: &BreakdownCheck,
    prose: &'p Prose<'_>,
    passage: usize,
    marker: &std::ops::Range<usize>,
    next: usize,
) -> Option<(&'p Fact, Vec<&'p Fact>)> {
    let text = &prose.passages[passage].text;
    let facts = prose.facts_of(passage);
    let at = facts.partition_point(|fact| fact.quantity.range.start < marker.start);
    let whole = facts[..at].iter().rev().find(|fact| fact.is_count())?;
    // The marker follows the whole: nothing but the rest of its sentence stands between.
    let between = &text[whole.quantity.range.end..marker.start];
    if between.chars().filter(|char| char.is_alphanumeric()).count() > 12 {
        return None;
    }
    let usable = |fact: &Fact| {
        fact.quantity.approx.is_none()
            && fact.quantity.scale == 0
            && !fact.quantity.form.leading_zeros
            && fact.value().fract().is_zero()
    };
    let end = text[marker.end..].find(['。', '！', '？', '\n']).map_or(text.len(), |at| marker.end + at);
    let end = end.min(next);
    let mut parts = Vec::new();
    for fact in &facts[at..] {
        if fact.quantity.range.start >= end {
            break;
        }
        if fact.quantity.unit != whole.quantity.unit {
            continue;
        }
        if fact.classes.has_any(check.stops) || !usable(fact) {
            return None;
        }
        parts.push(fact);
    }
    (usable(whole) && !parts.is_empty()).then_some((whole, parts))
}

/// Whether some of the parts, not all, make up the whole.
fn some_make_up(parts: &[&Fact], whole: Decimal) -> bool {
    if parts.len() > MOST {
        return true;
    }
    (1_u32..1 << parts.len()).any(|chosen| {
        let values = parts.iter().enumerate().filter(|(index, _)| chosen & (1 << index) != 0);
        values.map(|(_, part)| part.value()).sum::<Decimal>() == whole
    })
}

/// Whether the parts are said to be all that there are.
fn is_complete(check: &BreakdownCheck, prose: &Prose<'_>, parts: &[&Fact], marked: bool) -> bool {
    let Some(last) = parts.last() else { return false };
    let text = &prose.passages[last.passage].text;
    let open = text[last.quantity.range.end..].trim_start().starts_with('等');
    let rest = prose
        .hits_within(last.passage, &last.before)
        .any(|hit| check.rest.contains(&hit.word) && hit.range.start == first_letter(text, last));
    !open && (marked || rest && parts.len() > 2)
}

/// Where the words before a fact begin.
fn first_letter(text: &str, fact: &Fact) -> usize {
    let before = &text[fact.before.clone()];
    fact.before.start + before.len() - before.trim_start_matches(|char: char| !char.is_alphanumeric()).len()
}

fn report(whole: &Fact, parts: &[&Fact], sum: Decimal, context: &mut Context<'_>) {
    let prose = context.prose;
    let list: Vec<String> = parts.iter().map(|part| figure(part.value())).collect();
    let label = |fact: &Fact| prose.place(fact.passage, fact.quantity.range.clone());
    let args = vec![
        ("stated", same(prose.phrase(whole))),
        ("whole", same(figure(whole.value()))),
        ("parts", same(list.join("＋"))),
        ("sum", same(figure(sum))),
        ("difference", same(figure((sum - whole.value()).abs()))),
    ];
    let mut said = Said::new("", Label::new(label(whole), Localized::default()), args);
    said.related =
        parts.iter().map(|part| Label::new(label(part), same(prose.phrase(part)))).collect();
    context.say(said);
}
