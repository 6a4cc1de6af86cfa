//! `ratio`: a percentage that a sentence gives to a part, against the counts that stand around.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::{
    field::{FieldSum, Sum},
    pack::{Parameters, names},
    prose::Prose,
};
use gouji_parser::quantity::Quantity;
use gouji_report::{Label, Localized, PackError};
use gouji_statements::{Share, Statement};

pub(super) const KIND: CheckKind = CheckKind {
    name: "ratio",
    cases: &[Cases::new(&["", "over"], &["stated", "part", "percent", "base", "right", "phrase"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RatioCheck {
    table: String,
    bases: Vec<FieldSum>,
}

/// “N件，占p%”：p 对某个分母算得出来，四舍五入、舍去尾数都算对；分母可以是前面的任何一个数、各部分之和或表中的数。情形
/// `over`：超过 100%。 / `N件，占p%`: the share is right for some base, be it any count before, the sum of the
/// parts, or cells; rounded or cut off. Case `over`: a share of more than 100%.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RatioCheckToml {
    /// 单元格所在的表，也是所说的事所在的表。 / The table of the cells, and of what is counted.
    #[schemars(with = "names::TableId")]
    table: Spanned<String>,
    /// 只写行的地址所在的列。 / The column of addresses that name a row alone.
    #[schemars(with = "names::ColumnId")]
    column: Spanned<String>,
    /// 可以作分母的和，最可能的在前。 / Sums of cells that may be the base, the likeliest first.
    #[schemars(with = "Vec<names::Sum>")]
    bases: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<RatioCheck, Box<PackError>> {
    let toml: RatioCheckToml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let sum =
        |text: &Spanned<String>| FieldSum::compile(text, &table, toml.column.get_ref(), parameters);
    Ok(RatioCheck { bases: toml.bases.iter().map(sum).collect::<Result<_, _>>()?, table })
}

/// Shares of a passage at most that are taken together.
const MOST: usize = 128;

impl ReportCheck for RatioCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        for &Share { part, share } in &prose.reading.shares {
            let stated = &prose.reading.statements[share];
            if let Some(share) = stated.quantity.as_ref().filter(|share| share.approx.is_none())
                && prose.reading.statements[part]
                    .quantity
                    .as_ref()
                    .is_some_and(|it| it.approx.is_none())
            {
                assess(self, part, (stated, share), context);
            }
        }
    }
}

fn assess(
    check: &RatioCheck,
    part: usize,
    (stated, share): (&Statement, &Quantity),
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let statements = &prose.reading.statements;
    let over = share.value > Decimal::ONE_HUNDRED;
    // The likeliest first.
    let mut bases: Vec<(Decimal, Localized, Vec<Label>)> = Vec::new();
    let mut fields: Vec<Decimal> = Vec::new();
    let address = statements[part].address.as_deref().unwrap_or_default();
    let about = address.split('.').next() == Some(&check.table);
    for sum in &check.bases {
        if let Sum::Value { value, places, name, .. } = sum.of(context.report, prose) {
            fields.push(value);
            if about {
                let name = Localized::new(
                    format!("{} {}", name.zh, figure(value)),
                    format!("{} {}", name.en, figure(value)),
                );
                bases.push((value, name, places));
            }
        }
    }
    let counts = likely_wholes(part, prose);
    let part = &statements[part];
    let parts = parts_with_shares(part, prose);
    let fits = |base: Decimal| is_share(share, part.value, base);
    let told = counts.iter().any(|it| fits(it.value));
    let mut named = counts
        .into_iter()
        .filter(|it| it.range.start < part.range.start && !parts.contains(&it.value));
    let mut here = false;
    if let Some(base) = named.next() {
        here = base.sentence == part.sentence;
        let name = same(prose.quote(base));
        bases.push((base.value, name.clone(), vec![prose.label(base, name)]));
    }
    let all = parts.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let siblings: Decimal = prose
        .beside(part)
        .iter()
        .filter(|it| it.sentence == part.sentence && it.unit() == part.unit() && it.is_count())
        .map(|it| it.value)
        .sum();
    // A whole of the form, unless the sentence has its own.
    let known = bases.iter().any(|(base, ..)| fits(*base))
        || !here && fields.iter().any(|&base| fits(base));
    if !over && (told || known || fits(siblings) || fits(all)) {
        return;
    }
    // A base far off is none: only wholes that the part can be a part of.
    let Some((base, name, labels)) =
        bases.into_iter().find(|(base, ..)| (over || *base >= part.value) && !base.is_zero())
    else {
        return;
    };
    tell((part, stated, share), (base, name, labels), context);
}

/// Other counts that the part may be of: what its sentence calls the whole first, then the nearest.
fn likely_wholes<'p>(part: usize, prose: &'p Prose<'_>) -> Vec<&'p Statement> {
    let statements = &prose.reading.statements;
    let lists = &prose.reading.lists;
    let list = lists.partition_point(|list| list.whole < part).checked_sub(1).map(|at| &lists[at]);
    let whole = list.filter(|it| it.parts.contains(&part)).map(|list| &statements[list.whole]);
    let part = &statements[part];
    let mut counts: Vec<&Statement> = wholes(prose, part).collect();
    counts.sort_by_key(|it| {
        let apart = it.range.start.abs_diff(part.range.start);
        (whole.is_none_or(|whole| whole.range != it.range), apart)
    });
    counts
}

/// The counts of the part's passage and unit that have a share beside them: a part of something is no whole.
fn parts_with_shares(part: &Statement, prose: &Prose<'_>) -> Vec<Decimal> {
    let (statements, shares) = (&prose.reading.statements, &prose.reading.shares);
    let first = shares.partition_point(|it| statements[it.part].passage < part.passage);
    let own = shares[first..].iter().take_while(|it| statements[it.part].passage == part.passage);
    own.take(MOST)
        .filter(|it| statements[it.part].unit() == part.unit())
        .map(|it| statements[it.part].value)
        .collect()
}

/// Says that the share is not what the part is of `base`.
fn tell(
    (part, stated, share): (&Statement, &Statement, &Quantity),
    (base, name, labels): (Decimal, Localized, Vec<Label>),
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let right =
        (Decimal::ONE_HUNDRED * part.value / base).round_dp(share.decimals.max(1)).normalize();
    let text = &prose.passages[stated.passage].text;
    let args = args![
        ("stated", same(text[stated.range.clone()].to_owned())),
        ("percent", same(figure(share.value))),
        ("part", same(figure(part.value))),
        ("base", name),
        ("right", same(right.to_string())),
        ("phrase", same(quote(part, stated, prose))),
    ];
    let variant = if share.value > Decimal::ONE_HUNDRED { "over" } else { "" };
    let mut said = FindingText::new(variant, prose.label(stated, Localized::default()), args);
    said.related = labels;
    said.related.push(prose.label(part, same(prose.quote(part))));
    said.related.sort_by_key(|label| label.span);
    context.say(said);
}

/// The part and its share as the text has them: 予以公开9件（占66.25%）.
fn quote(part: &Statement, share: &Statement, prose: &Prose<'_>) -> String {
    let text = &*prose.passages[share.passage].text;
    let end = share.range.end;
    let opened = text[part.range.end..end].contains(['（', '(']);
    let close = text[end..].chars().next().filter(|&char| opened && matches!(char, '）' | ')'));
    prose.quote_to(part, end + close.map_or(0, char::len_utf8))
}

/// Other counts of the part's unit in its passage, on either side.
fn wholes<'p>(prose: &'p Prose<'_>, part: &'p Statement) -> impl Iterator<Item = &'p Statement> {
    prose
        .beside(part)
        .iter()
        .filter(move |it| it.is_count() && it.unit() == part.unit() && it.range != part.range)
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
