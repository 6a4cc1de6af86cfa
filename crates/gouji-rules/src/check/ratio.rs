//! `ratio`: a percentage that a sentence gives to a part, against the counts that stand around.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, same};
use crate::{
    field::{FieldSum, Sum},
    pack::Parameters,
    prose::{Classes, Fact, Prose, Word},
};
use gouji_parser::quantity::{Quantity, Unit};
use gouji_report::{Label, Localized, PackError};

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
    /// What may stand between such a word and the number without naming another whole: 总数的.
    plain: Vec<String>,
    /// Classes of parts that have fields as bases.
    about: Classes,
    bases: Vec<FieldSum>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    share: Vec<String>,
    #[serde(default)]
    plain: Vec<String>,
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
        plain: toml.plain,
        about: parameters.classes(&toml.about)?,
        bases: toml.bases.iter().map(sum).collect::<Result<_, _>>()?,
    })
}

/// Letters between a part and its share at most.
const APART: usize = 8;

pub(super) fn run(check: &RatioCheck, context: &mut Context<'_>) {
    let prose = context.prose;
    for pair in prose.facts.windows(2) {
        let [part, share] = pair else { continue };
        let exact = part.quantity.approx.is_none() && share.quantity.approx.is_none();
        if exact
            && is_share_of(check, prose, pair)
            && !names_its_whole(check, prose, share)
            && !is_of_another_noun(check, prose, part, share)
        {
            assess(check, part, share, context);
        }
    }
}

fn assess(check: &RatioCheck, part: &Fact, share: &Fact, context: &mut Context<'_>) {
    let prose = context.prose;
    let over = share.value() > Decimal::ONE_HUNDRED;
    // The likeliest first.
    let mut bases: Vec<(Decimal, Localized, Vec<Label>)> = Vec::new();
    let mut fields: Vec<Decimal> = Vec::new();
    for sum in &check.bases {
        if let Sum::Value { value, cells, name, .. } = sum.of(context.report) {
            fields.push(value);
            if part.near().has_any(check.about) {
                let name = Localized::new(
                    format!("{} {}", name.zh, figure(value)),
                    format!("{} {}", name.en, figure(value)),
                );
                bases.push((value, name, cells));
            }
        }
    }
    // What the sentence calls the whole first, then the nearest. A part of something is no whole.
    let parent = part.parent.map(|parent| &prose.facts[parent].quantity.range);
    let mut counts: Vec<&Fact> = wholes(prose, part).collect();
    counts.sort_by_key(|fact| {
        let apart = fact.quantity.range.start.abs_diff(part.quantity.range.start);
        (parent != Some(&fact.quantity.range), apart)
    });
    let parts: Vec<Decimal> = prose
        .facts_beside(part)
        .windows(2)
        .filter(|pair| {
            pair[0].quantity.unit == part.quantity.unit && is_share_of(check, prose, pair)
        })
        .map(|pair| pair[0].value())
        .collect();
    let told = counts.iter().any(|fact| is_share_of_value(share, part, fact.value()));
    let mut named = counts.into_iter().filter(|fact| {
        fact.quantity.range.start < part.quantity.range.start && !parts.contains(&fact.value())
    });
    let mut here = false;
    if let Some(base) = named.next() {
        here = base.sentence == part.sentence;
        let label = prose.place(base.passage, base.quantity.range.clone());
        let name = same(prose.phrase(base));
        bases.push((base.value(), name.clone(), vec![Label::new(label, name)]));
    }
    let fits = |base: Decimal| is_share_of_value(share, part, base);
    let all = parts.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let siblings: Decimal = prose
        .facts_in(part.passage, part.sentence)
        .iter()
        .filter(|fact| fact.quantity.unit == part.quantity.unit && fact.is_count())
        .map(Fact::value)
        .sum();
    // A whole of the form, unless the sentence has its own.
    let known = bases.iter().any(|(base, ..)| fits(*base))
        || !here && fields.iter().any(|&base| fits(base));
    if !over && (told || known || fits(siblings) || fits(all)) {
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
        ("base", name),
        ("right", same(right.to_string())),
        ("phrase", same(quote(part, share, prose))),
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

/// The part and its share as the text has them: 予以公开9件（占66.25%）.
fn quote(part: &Fact, share: &Fact, prose: &Prose<'_>) -> String {
    let text = &*prose.passages[share.passage].text;
    let end = share.quantity.range.end;
    let opened = text[part.quantity.range.end..end].contains(['（', '(']);
    let close = text[end..].chars().next().filter(|&char| opened && matches!(char, '）' | ')'));
    prose.phrase_to(part, end + close.map_or(0, char::len_utf8))
}

/// Other counts of the part's unit in its passage, on either side.
fn wholes<'p>(prose: &'p Prose<'_>, part: &'p Fact) -> impl Iterator<Item = &'p Fact> {
    prose.facts_beside(part).iter().filter(move |fact| {
        fact.is_count()
            && fact.quantity.unit == part.quantity.unit
            && fact.quantity.range != part.quantity.range
    })
}

/// Whether the second of two facts is a share that the first has.
fn is_share_of(check: &RatioCheck, prose: &Prose<'_>, pair: &[Fact]) -> bool {
    let [part, share] = pair else { return false };
    let between = part.quantity.range.end..share.quantity.range.start;
    share.quantity.unit == Some(Unit::Percent)
        && (part.passage, part.sentence) == (share.passage, share.sentence)
        && part.is_count()
        && prose
            .hits_within(share.passage, &share.before)
            .any(|hit| check.share.contains(&hit.word))
        && prose.passages[part.passage].text[between]
            .chars()
            .filter(|char| char.is_alphanumeric())
            .count()
            <= APART
}

/// Whether a share names a whole of its own: 占全部政策文件的15%, not 占总数的15%.
fn names_its_whole(check: &RatioCheck, prose: &Prose<'_>, share: &Fact) -> bool {
    let text = &*prose.passages[share.passage].text;
    let Some(hit) = prose
        .hits_within(share.passage, &share.before)
        .filter(|hit| check.share.contains(&hit.word))
        .max_by_key(|hit| hit.range.end)
    else {
        return false;
    };
    let between = &text[hit.range.end..share.quantity.range.start];
    let rest = check.plain.iter().fold(between.to_owned(), |rest, word| rest.replace(&**word, ""));
    rest.chars().any(char::is_alphanumeric)
}

/// Whether a noun stands between a comma behind the part and 占, and the share is its: 行政案件412件，
/// 信息公开类占2.7%.
fn is_of_another_noun(check: &RatioCheck, prose: &Prose<'_>, part: &Fact, share: &Fact) -> bool {
    let text = &*prose.passages[share.passage].text;
    let from = part.quantity.range.end;
    let Some(hit) = prose
        .hits_within(share.passage, &share.before)
        .filter(|hit| check.share.contains(&hit.word))
        .min_by_key(|hit| hit.range.start)
    else {
        return false;
    };
    let between = &text[from..hit.range.start.max(from)];
    let Some((_, noun)) = between.rsplit_once(['，', ',', '、']) else { return false };
    let rest = check.plain.iter().fold(noun.to_owned(), |rest, word| rest.replace(&**word, ""));
    rest.chars().any(char::is_alphanumeric)
}

fn is_share_of_value(share: &Fact, part: &Fact, base: Decimal) -> bool {
    is_share(&share.quantity, part.value(), base)
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
