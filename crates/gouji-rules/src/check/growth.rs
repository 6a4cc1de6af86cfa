//! `growth`: what a sentence says of an increase, against the two counts that it compares.

use gouji_parser::quantity::Unit;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Context, Kind, Said, figure, same};
use crate::{
    pack::Parameters,
    prose::{Fact, Prose, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: Kind = Kind {
    name: "growth",
    variants: &["direction"],
    args: &["stated", "now", "before", "right", "phrase"],
};

/// `A件，较上年的B件增长p%` or `增加N件`: only where the sentence itself names both counts and says which
/// of them is last year's. Printed counts such as 51.42万条 stand for all that is rounded to them.
/// Case `direction`: it says 增长 where it is less.
#[derive(Debug)]
pub(crate) struct GrowthCheck {
    rise: Vec<Word>,
    fall: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    rise: Vec<String>,
    fall: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<GrowthCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(GrowthCheck { rise: parameters.words(&toml.rise), fall: parameters.words(&toml.fall) })
}

pub(super) fn run(check: &GrowthCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    for stated in &prose.facts {
        if stated.quantity.approx.is_some() {
            continue;
        }
        let says = |words: &[Word]| {
            prose.hits_within(stated.passage, &stated.before).any(|hit| words.contains(&hit.word))
        };
        let (rises, falls) = (says(&check.rise), says(&check.fall));
        if rises == falls {
            continue;
        }
        if let Some((now, before)) = compared(check, prose, stated, context) {
            assess(stated, now, before, rises, context);
        }
    }
}

/// Facts of a sentence that compares two counts at most.
const MOST: usize = 64;

/// The two counts before `stated` in its sentence: this year's, and last year's.
fn compared<'p>(
    check: &GrowthCheck,
    prose: &'p Prose<'_>,
    stated: &Fact,
    context: &Context<'_>,
) -> Option<(&'p Fact, &'p Fact)> {
    let year = context.report.year()?;
    let facts = prose.facts_in(stated.passage, stated.sentence);
    // A sentence with more compares more than two; and each of its facts would look at all.
    if facts.len() > MOST {
        return None;
    }
    let counts: Vec<&Fact> = facts
        .iter()
        .filter(|fact| fact.quantity.range.start < stated.quantity.range.start && fact.is_count())
        // Not how much more or less it was.
        .filter(|fact| {
            !prose
                .hits_within(fact.passage, &fact.before)
                .any(|hit| check.rise.contains(&hit.word) || check.fall.contains(&hit.word))
        })
        .collect();
    let [first, second] = counts[..] else { return None };
    let alike = first.quantity.unit == second.quantity.unit
        && [first, second].iter().all(|fact| fact.quantity.approx.is_none());
    let marks = &prose.lexicon.marks;
    let old = |fact: &Fact| fact.year == Some(year - 1) || fact.classes.has_any(marks.last_year);
    match (old(first), old(second)) {
        (false, true) if alike => Some((first, second)),
        (true, false) if alike => Some((second, first)),
        _ => None,
    }
}

/// The least and the most that a printed count stands for.
fn bounds(fact: &Fact) -> (Decimal, Decimal) {
    let quantity = &fact.quantity;
    let half = if quantity.scale > quantity.decimals {
        Decimal::from(10_u64.pow((quantity.scale - quantity.decimals).min(18))) / Decimal::TWO
    } else {
        Decimal::ZERO
    };
    (quantity.value - half, quantity.value + half)
}

fn assess(stated: &Fact, now: &Fact, before: &Fact, rises: bool, context: &mut Context<'_>) {
    let sign = if rises { Decimal::ONE } else { -Decimal::ONE };
    let ((now_least, now_most), (old_least, old_most)) = (bounds(now), bounds(before));
    let percent = stated.quantity.unit == Some(Unit::Percent);
    let (least, most, step) = if percent {
        if old_least <= Decimal::ZERO {
            return;
        }
        let corners = [
            (now_least, old_least),
            (now_least, old_most),
            (now_most, old_least),
            (now_most, old_most),
        ]
        .map(|(now, old)| sign * Decimal::ONE_HUNDRED * (now - old) / old);
        let least = corners.iter().copied().fold(corners[0], Decimal::min);
        let most = corners.iter().copied().fold(corners[0], Decimal::max);
        (least, most, Decimal::new(1, stated.quantity.decimals))
    } else if stated.quantity.unit == now.quantity.unit && stated.quantity.scale == 0 {
        let change = [sign * (now_least - old_most), sign * (now_most - old_least)];
        (change[0].min(change[1]), change[0].max(change[1]), Decimal::ZERO)
    } else {
        return;
    };
    // Rounded, or cut off.
    let value = stated.value();
    let half = step / Decimal::TWO;
    if (least - half <= value && value <= most + half) || (least - step < value && value <= most) {
        return;
    }
    let prose = context.prose;
    let right = if percent {
        let right = Decimal::ONE_HUNDRED * (now.value() - before.value()) / before.value();
        format!("{}%", right.abs().round_dp(stated.quantity.decimals.max(1)).normalize())
    } else {
        figure((now.value() - before.value()).abs())
    };
    let text = &prose.passages[stated.passage].text;
    let turned = most < Decimal::ZERO;
    let args = vec![
        ("stated", same(prose.phrase(stated))),
        ("phrase", same(text[stated.quantity.range.clone()].to_owned())),
        ("now", same(figure(now.value()))),
        ("before", same(figure(before.value()))),
        ("right", same(right)),
    ];
    let label = |fact: &Fact| prose.place(fact.passage, fact.quantity.range.clone());
    let mut said = Said::new(
        if turned { "direction" } else { "" },
        Label::new(label(stated), Localized::default()),
        args,
    );
    said.related = [now, before]
        .map(|fact| Label::new(label(fact), same(prose.phrase(fact))))
        .into_iter()
        .collect();
    said.related.sort_by_key(|label| label.span);
    context.say(said);
}
