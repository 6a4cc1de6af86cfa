//! `breakdown`: parts that a sentence names after a whole, and that should make it up.

use std::ops::Range;

use gouji_parser::quantity::Unit;
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, ratio::is_share, same};
use crate::{
    field::{FieldSum, Sum},
    pack::Parameters,
    prose::{Classes, Fact, Prose, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "breakdown",
    variants: &[],
    args: &["stated", "whole", "parts", "sum", "difference"],
};

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
    /// Classes of wholes that stand for a field too, and the fields: 收到 may leave out what was
    /// carried in, while the parts do not.
    about: Classes,
    fields: Vec<FieldSum>,
    /// Classes that set a new whole or speak of another year.
    stops: Classes,
    /// Classes of verbs: a part with one is none, unless the first has one too.
    acts: Classes,
    /// Words that say that parts overlap: 同时, 交叉.
    overlap: Vec<Word>,
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
    stops: Vec<Spanned<String>>,
    table: Spanned<String>,
    column: Spanned<String>,
    about: Vec<Spanned<String>>,
    fields: Vec<Spanned<String>>,
    #[serde(default)]
    acts: Vec<Spanned<String>>,
    #[serde(default)]
    overlap: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BreakdownCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let sum =
        |text: &Spanned<String>| FieldSum::compile(text, &table, toml.column.get_ref(), parameters);
    let fields = toml.fields.iter().map(sum).collect::<Result<_, _>>()?;
    Ok(BreakdownCheck {
        fault: toml.fault,
        markers: parameters.words(&toml.markers),
        complete: parameters.words(&toml.complete),
        rest: parameters.words(&toml.rest),
        stops: parameters.classes(&toml.stops)?,
        about: parameters.classes(&toml.about)?,
        fields,
        acts: parameters.classes(&toml.acts)?,
        overlap: parameters.words(&toml.overlap),
    })
}

/// No list is longer, in bytes.
const LONGEST: usize = 3000;
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
            // A later part that is more than the whole is the beginning of something else.
            Fault::Exceeds => {
                sum > whole.value()
                    && parts.iter().skip(1).all(|part| part.value() <= whole.value())
                    && !some_make_up(&parts, whole.value())
                    && !are_shares(prose, &parts, whole)
            }
            Fault::FallsShort => {
                sum < whole.value()
                    && parts.len() > 1
                    && is_complete(check, prose, &parts, check.complete.contains(&marker.word))
            }
        };
        if wrong && !is_of_more(check, whole, sum, context) {
            report(whole, &parts, sum, context);
        }
    }
}

/// Whether the parts may be of more than the whole: of all counts that their sentence named so far
/// (新收35件，上年结转2件，其中), or of a field.
fn is_of_more(check: &BreakdownCheck, whole: &Fact, sum: Decimal, context: &Context<'_>) -> bool {
    let fits = |most: Decimal| match check.fault {
        Fault::Exceeds => sum <= most,
        Fault::FallsShort => sum == most,
    };
    let alike = |fact: &&Fact| {
        fact.quantity.range.start < whole.quantity.range.start
            && fact.quantity.unit == whole.quantity.unit
    };
    let earlier: Vec<Decimal> = context
        .prose
        .facts_in(whole.passage, whole.sentence)
        .iter()
        .filter(alike)
        .map(Fact::value)
        .collect();
    let all = earlier.iter().copied().fold(whole.value(), Decimal::saturating_add);
    let field = || {
        whole.near().with(whole.lead).has_any(check.about)
            && check.fields.iter().any(
                |field| matches!(field.of(context.report), Sum::Value { value, .. } if fits(value)),
            )
    };
    earlier.iter().any(|&value| fits(value)) || fits(all) || field()
}

/// The whole before a marker and the parts behind it.
fn breakdown<'p>(
    check: &BreakdownCheck,
    prose: &'p Prose<'_>,
    passage: usize,
    marker: &Range<usize>,
    next: usize,
) -> Option<(&'p Fact, Vec<&'p Fact>)> {
    let text = &*prose.passages[passage].text;
    // Out of brackets that are closed before the marker: 办理170件（含结转10件），其中.
    let near = |fact: &&Fact| fact.quantity.range.end + LONGEST >= marker.start;
    let whole = prose.facts_before(passage, marker.start).take_while(near).find(|fact| {
        fact.is_count() && depth(&text[fact.quantity.range.end..marker.start]).is_some()
    })?;
    // The marker follows the whole: nothing but the rest of its sentence stands between.
    let between = outside(&text[whole.quantity.range.end..marker.start]);
    let letters = between.chars().filter(|char| char.is_alphanumeric()).count();
    if letters > 12 || letters > 0 && between.contains('。') {
        return None;
    }
    let usable = |fact: &Fact| {
        fact.quantity.approx.is_none()
            && fact.quantity.scale == 0
            && !fact.quantity.form.leading_zeros
            && fact.value().fract().is_zero()
    };
    let end = marker.end + reach(&text[marker.end..])?;
    let mut parts: Vec<&Fact> = Vec::new();
    for fact in prose.facts_from(passage, marker.start) {
        if fact.quantity.range.start >= end.min(next) {
            break;
        }
        let here = &text[marker.end..fact.quantity.range.start];
        if fact.quantity.unit != whole.quantity.unit || depth(here) != Some(0) {
            continue;
        }
        if fact.classes.has_any(check.stops) || !usable(fact) {
            return None;
        }
        // A part has no verb of its own: 其中首次公开800条，微信发布2100条.
        let acts = fact.classes.has_any(check.acts) && !is_rest(check, prose, fact);
        if acts && parts.first().is_some_and(|first| !first.classes.has_any(check.acts)) {
            break;
        }
        parts.push(fact);
    }
    let told = marker.start..end.max(marker.end);
    let overlap = prose.hits_within(passage, &told).any(|hit| check.overlap.contains(&hit.word));
    (usable(whole) && !parts.is_empty() && !overlap).then_some((whole, parts))
}

const OPENING: [char; 2] = ['（', '('];
const CLOSING: [char; 2] = ['）', ')'];

/// How many brackets deeper it is at the end of `text`; none where one was left in between.
fn depth(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |depth, char| {
        if CLOSING.contains(&char) {
            depth.checked_sub(1)
        } else {
            Some(depth + u32::from(OPENING.contains(&char)))
        }
    })
}

/// `text` without what its brackets enclose.
fn outside(text: &str) -> String {
    let mut depth = 0_u32;
    let mut rest = String::with_capacity(text.len());
    for char in text.chars() {
        if OPENING.contains(&char) {
            depth += 1;
        } else if CLOSING.contains(&char) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            rest.push(char);
        }
    }
    rest
}

/// How far the parts go: to the end of the sentence or of the bracket that the marker stands in; to
/// the first ； but for a list that a colon opens and whose items ； parts. None where that is further
/// than any list goes.
fn reach(text: &str) -> Option<usize> {
    let list = text.trim_start().starts_with(['：', ':']);
    let mut depth = 0_i32;
    let mut commas = 0;
    for (at, char) in text.char_indices() {
        depth += i32::from(OPENING.contains(&char)) - i32::from(CLOSING.contains(&char));
        let ends = match char {
            '。' | '！' | '？' | '\n' => true,
            '；' | ';' => !list || commas > 0,
            _ => depth < 0,
        };
        if ends {
            return Some(at);
        }
        if at > LONGEST {
            return None;
        }
        commas += u32::from(depth == 0 && matches!(char, '，' | ',' | '、'));
    }
    Some(text.len())
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

/// Whether each part has its right share of the whole behind it: 28篇，占87.5%，5篇，占15.6% of 32
/// overlap, and were meant to.
fn are_shares(prose: &Prose<'_>, parts: &[&Fact], whole: &Fact) -> bool {
    parts.iter().all(|part| {
        let mut behind = prose.facts_from(part.passage, part.quantity.range.start + 1);
        behind.next().is_some_and(|share| {
            share.quantity.unit == Some(Unit::Percent)
                && is_share(&share.quantity, part.value(), whole.value())
        })
    })
}

/// Whether the parts are said to be all that there are.
fn is_complete(check: &BreakdownCheck, prose: &Prose<'_>, parts: &[&Fact], marked: bool) -> bool {
    let Some(last) = parts.last() else { return false };
    let text = &prose.passages[last.passage].text;
    let open = text[last.quantity.range.end..].trim_start().starts_with('等');
    !open && (marked || is_rest(check, prose, last) && parts.len() > 2)
}

/// Whether a part is all the rest: 其他信息856条.
fn is_rest(check: &BreakdownCheck, prose: &Prose<'_>, part: &Fact) -> bool {
    let first = first_letter(&prose.passages[part.passage].text, part);
    prose
        .hits_within(part.passage, &part.before)
        .any(|hit| check.rest.contains(&hit.word) && hit.range.start == first)
}

/// Where the words before a fact begin.
fn first_letter(text: &str, fact: &Fact) -> usize {
    let before = &text[fact.before.clone()];
    fact.before.start + before.len()
        - before.trim_start_matches(|char: char| !char.is_alphanumeric()).len()
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
