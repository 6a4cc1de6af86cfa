//! `stated`: what the running text states of a field, against cells and what it states of others.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::{
    equation::{AddressOwner, Operator, SyntaxError, parse_claim},
    field::{FieldSum, ShortAddress, Sum, WrittenFormula},
    pack::{Parameters, names},
};
use gouji_report::{Label, Localized, PackError};
use gouji_statements::{Scope, Statement};

pub(super) const KIND: CheckKind = CheckKind {
    name: "stated",
    cases: &[Cases::new(
        &["", "qualified"],
        &["stated", "value", "table", "admissible", "field", "is", "other"],
    )],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct StatedCheck {
    in_words: Option<bool>,
    unknown: usize,
    restated: bool,
    claims: Vec<Claim>,
}

/// What may be stated, and how it legitimately stands to what.
#[derive(Debug, Serialize, Deserialize)]
struct Claim {
    /// The first part of the address: the table, where it is one.
    table: String,
    address: String,
    operator: Operator,
    sums: Vec<FieldSum>,
    qualified: bool,
}

/// 正文里说的数，应等于表中的数，或与正文里别的数相符；有一处说得对就不报。情形 `qualified`：`qualified` 里的一条。 / What the
/// text states is what the cells have, or agrees with its other figures; silent as long as one statement is right.
/// Case `qualified`: a claim of `qualified`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StatedCheckToml {
    /// true：只看不写数字的（全部办结）；false：只看写数字的；不写则都看。 / true: words without a figure alone
    /// (全部办结); false: figures alone; both where it is not given.
    in_words: Option<bool>,
    /// 所在分句里至多有几个不认识的字。 / How many letters of its clause may belong to no known word.
    #[serde(rename = "unknown-letters")]
    unknown: usize,
    /// 是否拿正文各处互相比较：有一处对、另一处不对才报。 / Whether statements are compared with one another: a
    /// finding only where one is right and another is not.
    #[serde(rename = "with-each-other", default)]
    restated: bool,
    /// 逐条：正文说的数，应是哪些和之一；不写表的地址，是这个数所在的表的。 / What the text states, and the sums one of
    /// which it should be; addresses without a table are of that of the statement.
    #[schemars(with = "Vec<names::Claim>")]
    claims: Vec<Spanned<String>>,
    /// 这样说也可能不错的（按期办结：余下的还没有到期）。 / Claims of words that may be right all the same: 按期办结,
    /// where what is left is still in time.
    #[serde(default)]
    #[schemars(with = "Vec<names::Claim>")]
    qualified: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<StatedCheck, Box<PackError>> {
    let toml: StatedCheckToml = parameters.read()?;
    let plain = toml.claims.iter().map(|text| Claim::compile(text, false, parameters));
    let qualified = toml.qualified.iter().map(|text| Claim::compile(text, true, parameters));
    let claims = plain.chain(qualified).collect::<Result<_, _>>()?;
    let StatedCheckToml { in_words, unknown, restated, .. } = toml;
    Ok(StatedCheck { in_words, unknown, restated, claims })
}

impl Claim {
    fn compile(
        text: &Spanned<String>,
        qualified: bool,
        parameters: &Parameters<'_>,
    ) -> Result<Self, Box<PackError>> {
        let written = WrittenFormula { text, parameters };
        let claim = parse_claim(text.get_ref()).map_err(|error| written.refused(error))?;
        let left = match claim.left.terms() {
            [(1, at)] if claim.left.constant().is_zero() => Some(&claim.left.addresses()[*at]),
            _ => None,
        };
        let Some(left) = left.filter(|left| left.whose == AddressOwner::Text) else {
            let message = "左边写一个 text. 地址 / the left side is one `text.` address";
            return Err(written.refused(SyntaxError::new(0..text.get_ref().len(), message)));
        };
        let address = written.statement(left)?;
        let table = address.split('.').next().unwrap_or_default().to_owned();
        let short = ShortAddress { table: Some(&table), text: true, ..ShortAddress::NONE };
        let sums = claim.right.iter().map(|sum| FieldSum::new(sum, written, short));
        let sums = sums.collect::<Result<_, _>>()?;
        Ok(Self { table, address, operator: claim.operator, sums, qualified })
    }

    /// Whether a statement is one that the claim is about, exact, and of all that the report covers.
    fn is_about(&self, check: &StatedCheck, it: &Statement) -> bool {
        it.scope == Scope::Report
            && check.in_words.is_none_or(|words| it.in_words() == words)
            && it.unknown <= check.unknown
            && it.is_exact()
            && it.address.as_deref() == Some(&*self.address)
    }

    /// Whether a value is right by any of the sums.
    fn allows(&self, value: Decimal, sums: &[Sum]) -> bool {
        let right = |sum: &Sum| matches!(sum, Sum::Value { value: known, .. } if self.operator.holds(value - known));
        sums.iter().any(right)
    }
}

impl ReportCheck for StatedCheck {
    fn run(&self, context: &mut Context<'_>) {
        if !context.applies() {
            return;
        }
        let prose = context.prose;
        let mut unread: Option<Label> = None;
        let mut reported: Vec<&Statement> = Vec::new();
        for claim in &self.claims {
            let statements = prose.reading.statements.iter();
            let stated: Vec<&Statement> =
                statements.filter(|it| claim.is_about(self, it)).collect();
            let Some(&first) = stated.first() else { continue };
            let sums: Vec<Sum> =
                claim.sums.iter().map(|sum| sum.of(context.report, prose)).collect();
            let (right, wrong): (Vec<&Statement>, Vec<&Statement>) =
                stated.iter().partition(|it| claim.allows(it.value, &sums));
            if self.restated {
                if let Some((right, first)) = right.first().zip(wrong.first())
                    && !adds_up(&wrong, claim, &sums)
                {
                    report(claim, first, &[right], &sums, context);
                }
                continue;
            }
            if !right.is_empty() || adds_up(&stated, claim, &sums) {
                continue;
            }
            let open = |sum: &Sum| !matches!(sum, Sum::Foreign) && sum.is_open_to(first.value);
            if sums.iter().any(open) || sums.iter().all(|sum| matches!(sum, Sum::Foreign)) {
                // What the text leaves out may make up the difference: nothing that it says is unread.
                if !sums.iter().any(Sum::is_unsaid) {
                    unread.get_or_insert_with(|| prose.label(first, Localized::default()));
                }
                continue;
            }
            // 均获维持 denies what was corrected and what is pending alike; one of them is enough.
            if !reported.contains(&first) {
                reported.push(first);
                report(claim, first, &stated[1..], &sums, context);
            }
        }
        if let Some(place) = unread {
            context.cannot_compare(place);
        }
    }
}

/// Whether the figures of one sentence are parts of an admissible value: 因隐私不予公开1件，因内部事务
/// 不予公开2件, where the table has 3.
fn adds_up(stated: &[&Statement], claim: &Claim, sums: &[Sum]) -> bool {
    let Some(first) = stated.first() else { return false };
    let together =
        stated.iter().filter(|it| (it.passage, it.sentence) == (first.passage, first.sentence));
    let (total, count) = together.fold((Decimal::ZERO, 0), |(total, count), it| {
        (total.checked_add(it.value).unwrap_or(total), count + 1)
    });
    count > 1 && claim.allows(total, sums)
}

fn report(
    claim: &Claim,
    first: &Statement,
    others: &[&Statement],
    sums: &[Sum],
    context: &mut Context<'_>,
) {
    let prose = context.prose;
    let variant = if claim.qualified { "qualified" } else { "" };
    let (mut zh, mut en, mut related) = (Vec::new(), Vec::new(), Vec::new());
    let (mut field, mut is) = (Localized::default(), String::new());
    let bound = match claim.operator {
        Operator::Equal => ("", ""),
        Operator::AtMost => ("不大于 ", "at most "),
        Operator::AtLeast => ("不小于 ", "at least "),
    };
    for sum in sums {
        let Sum::Value { value, places, name, .. } = sum else { continue };
        if is.is_empty() {
            (field, is) = (name.clone(), figure(*value));
        }
        // “新收40件”＋“上年结转3件”＝43
        let equals =
            if places.iter().any(|it| it.cell.is_some()) { [" "; 2] } else { ["＝", " = "] };
        zh.push(format!("{}{}{}{}", bound.0, name.zh, equals[0], figure(*value)));
        en.push(format!("{}{}{}{}", bound.1, name.en, equals[1], figure(*value)));
        for place in places {
            if related.iter().all(|known: &Label| known.span != place.span) {
                related.push(place.clone());
            }
        }
    }
    let table = context.report.table(&claim.table).map(|table| table.spec.name.clone());
    let args = args![
        ("stated", same(prose.quote(first))),
        ("value", same(figure(first.value))),
        ("table", table.unwrap_or_default()),
        ("other", same(others.first().map(|it| prose.quote(it)).unwrap_or_default())),
        ("admissible", Localized::new(zh.join("，或 "), en.join(", or "))),
        ("field", field),
        ("is", same(is)),
    ];
    let mut said = FindingText::new(variant, prose.label(first, Localized::default()), args);
    related.extend(others.iter().map(|it| prose.label(it, same(prose.quote(it)))));
    related.sort_by_key(|label| label.span);
    said.related = related;
    context.say(said);
}
