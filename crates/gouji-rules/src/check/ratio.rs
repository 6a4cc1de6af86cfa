//! `ratio`: a percentage that a sentence gives to a part, against the counts that stand around.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, same};
use crate::{
    PackError,
    field::{FieldSum, Sum},
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Classes, Fact, Prose, Word},
};
use gouji_parser::quantity::{Quantity, Unit};

pub(super) const KIND: Kind = Kind {
    name: "ratio",
    variants: &["over"],
    args: &["stated", "part", "percent", "base", "right", "phrase"],
};

/// `N件，占p%`: the share has to be right for some base, be it the whole before, any count before, the
/// sum of the parts, or a field. Right is what p is rounded or cut off from. Case `over`: a share of
/// more than 100%.
#[derive(Debug)]
pub(crate) struct RatioCheck {
    /// Words that make a percentage a share: 占, 占比.
    share: Vec<Word>,
    /// Classes of parts that have fields as bases.
    about: Classes,
    bases: Vec<FieldSum>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    share: Vec<String>,
    table: Spanned<String>,
    column: Spanned<String>,
    about: Vec<Spanned<String>>,
    bases: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<RatioCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let sum =
        |text: &Spanned<String>| FieldSum::compile(text, &table, toml.column.get_ref(), parameters);
    Ok(RatioCheck {
        share: parameters.words(&toml.share),
        about: parameters.classes(&toml.about)?,
        bases: toml.bases.iter().map(sum).collect::<Result<_, _>>()?,
    })
}

/// Letters between a part and its share at most.
const APART: usize = 8;

pub(super) fn run(check: &RatioCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    for (index, share) in prose.facts.iter().enumerate() {
        let is_share = share.quantity.unit == Some(Unit::Percent)
            && share.quantity.approx.is_none()
            && prose
                .hits_within(share.passage, &share.before)
                .any(|hit| check.share.contains(&hit.word));
        if !is_share {
            continue;
        }
        let Some(part) = index.checked_sub(1).map(|before| &prose.facts[before]) else { continue };
        let together = (part.passage, part.sentence) == (share.passage, share.sentence);
        if !together || !part.is_count() || part.quantity.approx.is_some() {
            continue;
        }
        let between =
            &prose.passages[part.passage].text[part.quantity.range.end..share.quantity.range.start];
        if between.chars().filter(|char| char.is_alphanumeric()).count() > APART {
            continue;
        }
        assess(check, part, share, index, context);
    }
}

fn assess(
    check: &RatioCheck,
    part: &Fact,
    share: &Fact,
    index: usize,
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let over = share.value() > Decimal::ONE_HUNDRED;
    // The likeliest first.
    let mut bases: Vec<(Decimal, Localized, Vec<Label>)> = Vec::new();
    if part.near().has_any(check.about) {
        for sum in &check.bases {
            if let Sum::Value { value, cells, name } = sum.of(context.report) {
                bases.push((value, name, cells));
            }
        }
    }
    for base in wholes(prose, part, index).rev() {
        let label = prose.place(base.passage, base.quantity.range.clone());
        let name = same(prose.phrase(base));
        bases.push((base.value(), name.clone(), vec![Label::new(label, name)]));
    }
    let fits = |base: Decimal| is_share(&share.quantity, part.value(), base);
    let siblings: Decimal = prose
        .facts_in(part.passage, part.sentence)
        .iter()
        .filter(|fact| fact.quantity.unit == part.quantity.unit && fact.is_count())
        .map(Fact::value)
        .sum();
    if !over && (bases.iter().any(|(base, ..)| fits(*base)) || fits(siblings)) {
        return;
    }
    // A base far off is none: only wholes that the part can be a part of.
    let Some((base, name, labels)) =
        bases.into_iter().find(|(base, ..)| (over || *base >= part.value()) && !base.is_zero())
    else {
        return;
    };
    let right = (Decimal::ONE_HUNDRED * part.value() / base)
        .round_dp(share.quantity.decimals.max(1))
        .normalize();
    let text = &prose.passages[share.passage].text;
    let args = vec![
        ("stated", same(text[share.quantity.range.clone()].to_owned())),
        ("percent", same(figure(share.value()))),
        ("part", same(figure(part.value()))),
        ("base", Localized::new(
            format!("{} {}", name.zh, figure(base)),
            format!("{} {}", name.en, figure(base)),
        )),
        ("right", same(right.to_string())),
        ("phrase", same(prose.phrase(part))),
    ];
    let place = prose.place(share.passage, share.quantity.range.clone());
    let mut said =
        Said::new(if over { "over" } else { "" }, Label::new(place, Localized::default()), args);
    said.related = labels;
    said.related.push(Label::new(
        prose.place(part.passage, part.quantity.range.clone()),
        same(prose.phrase(part)),
    ));
    said.related.sort_by_key(|label| label.span);
    context.say(said);
}

/// Counts of the part's unit before it in its passage, the nearest last.
fn wholes<'p>(prose: &'p Prose<'_>, part: &'p Fact, index: usize) -> impl DoubleEndedIterator<Item = &'p Fact> {
    prose.facts[..index].iter().filter(move |fact| {
        fact.passage == part.passage
            && fact.is_count()
            && fact.quantity.unit == part.quantity.unit
            && fact.quantity.range != part.quantity.range
    })
}

/// Whether `share` is what 100·part/base rounds to, or is cut off to, at its decimals.
pub(super) fn is_share(share: &Quantity, part: Decimal, base: Decimal) -> bool {
    if base.is_zero() {
        return part.is_zero() && share.value.is_zero();
    }
    let last = Decimal::new(1, share.decimals);
    let Some(whole) = Decimal::ONE_HUNDRED.checked_mul(part) else { return true };
    let (Some(stated), Some(unit)) = (share.value.checked_mul(base), last.checked_mul(base)) else {
        return true;
    };
    let above = whole - stated;
    // |100a/b − p| ≤ ½·10^-d, or 0 ≤ 100a/b − p < 10^-d, both multiplied by b.
    above.abs() * Decimal::TWO <= unit || (!above.is_sign_negative() && above < unit)
}
