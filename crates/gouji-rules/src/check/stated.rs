//! `stated`: what the running text states of a field, against the cell.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Context, Kind, Said, figure, same};
use crate::{
    field::{FieldSum, Sum},
    pack::{Parameters, names},
};
use gouji_report::{Label, Localized, PackError};
use gouji_statements::{Scope, Statement};

pub(super) const KIND: Kind = Kind {
    name: "stated",
    variants: &["qualified"],
    args: &["stated", "value", "table", "admissible", "field", "is", "other"],
};

/// What the parameters say, compiled.
#[derive(Debug)]
pub(crate) struct StatedCheck {
    in_words: Option<bool>,
    unknown: usize,
    restated: bool,
    claims: Vec<Claim>,
}

/// What may be stated, and what it may legitimately equal.
#[derive(Debug)]
struct Claim {
    table: String,
    addresses: Vec<String>,
    qualified: bool,
    equals: Vec<FieldSum>,
}

/// 正文里说的数，应等于表中的数；有一处说得对就不报。情形 `qualified`：标明 `qualified` 的一条。 / What the text
/// states of cells is what the cells have; silent as long as one statement is right. Case `qualified`:
/// a claim that is marked so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Toml {
    /// true：只看不写数字的（全部办结）；false：只看写数字的；不写则都看。 / true: words without a figure alone
    /// (全部办结); false: figures alone; both where it is not given.
    in_words: Option<bool>,
    /// 所在分句里至多有几个不认识的字。 / How many letters of its clause may belong to no known word.
    unknown: usize,
    /// 是否拿正文各处互相比较：有一处对、另一处不对才报。 / Whether statements are compared with one another: a
    /// finding only where one is right and another is not.
    #[serde(default)]
    restated: bool,
    /// 逐条：正文说什么，应等于什么。 / What may be stated, and what it should equal.
    claims: Vec<ClaimToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct ClaimToml {
    /// 单元格所在的表。 / The table of the cells.
    #[schemars(with = "names::TableId")]
    table: Spanned<String>,
    /// 只写行的地址所在的列。 / The column of addresses that name a row alone.
    #[schemars(with = "names::ColumnId")]
    column: Spanned<String>,
    /// 正文的地址。 / Addresses of what the text states.
    #[schemars(with = "Vec<names::TextAddress>")]
    states: Vec<Spanned<String>>,
    /// 可以等于的各个和。 / Sums of cells, one of which it should equal.
    #[schemars(with = "Vec<names::Sum>")]
    equals: Vec<Spanned<String>>,
    /// 这样说也可能不错（按期办结：余下的还没有到期）。 / Whether the words may be right all the same: 按期办结, where
    /// what is left is still in time.
    #[serde(default)]
    qualified: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<StatedCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    let claims = toml.claims.into_iter().map(|claim| {
        let table = parameters.table(&claim.table)?.to_owned();
        let column = claim.column.get_ref();
        let sum = |text: &Spanned<String>| FieldSum::compile(text, &table, column, parameters);
        Ok(Claim {
            addresses: parameters.statements(&claim.states)?,
            equals: claim.equals.iter().map(sum).collect::<Result<_, _>>()?,
            qualified: claim.qualified,
            table,
        })
    });
    let claims = claims.collect::<Result<_, Box<PackError>>>()?;
    let Toml { in_words, unknown, restated, .. } = toml;
    Ok(StatedCheck { in_words, unknown, restated, claims })
}

pub(super) fn run(check: &StatedCheck, context: &mut Context<'_>) {
    if !context.applies() {
        return;
    }
    let prose = context.prose;
    let mut unread: Option<Label> = None;
    let mut reported: Vec<&Statement> = Vec::new();
    for claim in &check.claims {
        let stated: Vec<&Statement> =
            prose.reading.statements.iter().filter(|it| states(claim, check, it)).collect();
        let Some(&first) = stated.first() else { continue };
        let sums: Vec<Sum> = claim.equals.iter().map(|sum| sum.of(context.report)).collect();
        let equals = |it: &&Statement| {
            sums.iter().any(|sum| matches!(sum, Sum::Value { value, .. } if *value == it.value))
        };
        let right = stated.iter().copied().find(equals);
        let wrong: Vec<&Statement> = stated.iter().filter(|it| !equals(it)).copied().collect();
        if check.restated {
            if let Some((right, first)) = right.zip(wrong.first().copied())
                && !adds_up(&wrong, &sums)
            {
                report(claim, first, &[right], &sums, context);
            }
            continue;
        }
        if right.is_some() || adds_up(&stated, &sums) {
            continue;
        }
        let open = |sum: &Sum| !matches!(sum, Sum::Foreign) && sum.is_open_to(first.value);
        if sums.iter().any(open) || sums.iter().all(|sum| matches!(sum, Sum::Foreign)) {
            unread.get_or_insert_with(|| prose.label(first, Localized::default()));
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

/// Whether a statement is one that the claim is about, exact, and of all that the report covers.
fn states(claim: &Claim, check: &StatedCheck, it: &Statement) -> bool {
    it.scope == Scope::Report
        && check.in_words.is_none_or(|words| it.in_words() == words)
        && it.unknown <= check.unknown
        && it.is_exact()
        && it.address.as_deref().is_some_and(|said| claim.addresses.iter().any(|own| own == said))
}

/// Whether the figures of one sentence are parts of an admissible value: 因隐私不予公开1件，因内部事务
/// 不予公开2件, where the table has 3.
fn adds_up(stated: &[&Statement], sums: &[Sum]) -> bool {
    let Some(first) = stated.first() else { return false };
    let together =
        stated.iter().filter(|it| (it.passage, it.sentence) == (first.passage, first.sentence));
    let (total, count) = together.fold((Decimal::ZERO, 0), |(total, count), it| {
        (total.checked_add(it.value).unwrap_or(total), count + 1)
    });
    count > 1 && sums.iter().any(|sum| matches!(sum, Sum::Value { value, .. } if *value == total))
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
    for sum in sums {
        let Sum::Value { value, cells, name, .. } = sum else { continue };
        if is.is_empty() {
            (field, is) = (name.clone(), figure(*value));
        }
        zh.push(format!("{} {}", name.zh, figure(*value)));
        en.push(format!("{} {}", name.en, figure(*value)));
        for cell in cells {
            if related.iter().all(|known: &Label| known.cell != cell.cell) {
                related.push(cell.clone());
            }
        }
    }
    let table = context.report.table(&claim.table).map(|table| table.spec.name.clone());
    let args = vec![
        ("stated", same(prose.quote(first))),
        ("value", same(figure(first.value))),
        ("table", table.unwrap_or_default()),
        ("other", same(others.first().map(|it| prose.quote(it)).unwrap_or_default())),
        ("admissible", Localized::new(zh.join("，或 "), en.join(", or "))),
        ("field", field),
        ("is", same(is)),
    ];
    let mut said = Said::new(variant, prose.label(first, Localized::default()), args);
    related.extend(others.iter().map(|it| prose.label(it, same(prose.quote(it)))));
    related.sort_by_key(|label| label.span);
    said.related = related;
    context.say(said);
}
