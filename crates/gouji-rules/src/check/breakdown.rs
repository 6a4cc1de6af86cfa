//! `breakdown`: parts that a sentence names after a whole, and that should make it up.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, ratio::is_share, same,
};
use crate::{
    field::{FieldSum, Sum},
    pack::{Parameters, names},
    prose::Prose,
};
use gouji_report::{Localized, PackError};
use gouji_statements::{FigureList, Scope, Statement};

pub(super) const KIND: CheckKind = CheckKind {
    name: "breakdown",
    cases: &[Cases::new(&[""], &["stated", "whole", "parts", "sum", "difference"])],
};

/// 哪一种不符。 / What is wrong with a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum BreakdownFault {
    /// 各项之和比总数多。 / The parts are more than the whole.
    Exceeds,
    /// 写明各项就是全部，而其和比总数少。 / The parts are said to be all, and are less than the whole.
    FallsShort,
}

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BreakdownCheck {
    fault: BreakdownFault,
    states: Vec<String>,
    fields: Vec<FieldSum>,
}

/// 正文分列的各项（其中、包括、分别为）与前面的总数相符。前几项正好合成总数的，后面几项另有分法，不报。 / Lists of parts
/// (其中, 包括, 分别为) agree with the count before them. Where the first of the parts make up the whole
/// exactly, the others are a second cut of it, and nothing is said.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BreakdownCheckToml {
    /// 哪一种不符。 / What is wrong.
    fault: BreakdownFault,
    /// 单元格所在的表。 / The table of the cells.
    #[schemars(with = "names::TableId")]
    table: Spanned<String>,
    /// 只写行的地址所在的列。 / The column of addresses that name a row alone.
    #[schemars(with = "names::ColumnId")]
    column: Spanned<String>,
    /// 总数是这些正文地址的，各项也可以合成 `fields`：“收到”可能不算上年结转，各项却算。 / Addresses of wholes
    /// whose parts may make up one of `fields` instead: 收到 may leave out what was carried in, while the
    /// parts do not.
    #[schemars(with = "Vec<names::TextAddress>")]
    states: Vec<Spanned<String>>,
    /// 这些总数可以换成的和。 / Sums of cells that such a whole may stand for.
    #[schemars(with = "Vec<names::Sum>")]
    fields: Vec<Spanned<String>>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<BreakdownCheck, Box<PackError>> {
    let toml: BreakdownCheckToml = parameters.read()?;
    let table = parameters.table(&toml.table)?.to_owned();
    let sum =
        |text: &Spanned<String>| FieldSum::compile(text, &table, toml.column.get_ref(), parameters);
    Ok(BreakdownCheck {
        fault: toml.fault,
        states: parameters.statements(&toml.states)?,
        fields: toml.fields.iter().map(sum).collect::<Result<_, _>>()?,
    })
}

impl ReportCheck for BreakdownCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        for list in &prose.reading.lists {
            let whole = &prose.reading.statements[list.whole];
            let parts: Vec<&Statement> =
                list.parts.iter().map(|&part| &prose.reading.statements[part]).collect();
            let sum: Decimal = parts.iter().map(|part| part.value).sum();
            let wrong = match self.fault {
                BreakdownFault::Exceeds => {
                    sum > whole.value
                        && (!first_make_up(&parts, whole.value) || self.are_ways(whole, &parts))
                        && !are_shares(prose, list, whole.value)
                }
                BreakdownFault::FallsShort => sum < whole.value && parts.len() > 1 && list.complete,
            };
            if wrong && !is_of_more(self, whole, sum, context) {
                report(whole, &parts, sum, context);
            }
        }
    }
}

impl BreakdownCheck {
    /// Whether the parts are the ways in which what is counted came, so that each of it is in one of them:
    /// 申请5件，其中网上5件，邮寄2件.
    fn are_ways(&self, whole: &Statement, parts: &[&Statement]) -> bool {
        let is_way = |it: &&Statement| it.scope == Scope::Part && it.address == parts[0].address;
        self.is_stated(whole) && parts[0].address.is_some() && parts.iter().all(is_way)
    }

    /// Whether a whole is of one of the addresses.
    fn is_stated(&self, whole: &Statement) -> bool {
        whole.address.as_ref().is_some_and(|it| self.states.iter().any(|own| **own == **it))
    }
}

/// Whether the parts may be of more than the whole: of all counts that their sentence named so far
/// (新收35件，上年结转2件，其中), or of a field.
fn is_of_more(
    check: &BreakdownCheck,
    whole: &Statement,
    sum: Decimal,
    context: &Context<'_>,
) -> bool {
    let fits = |most: Decimal| match check.fault {
        BreakdownFault::Exceeds => sum <= most,
        BreakdownFault::FallsShort => sum == most,
    };
    let beside = context.prose.beside(whole).iter();
    let earlier: Vec<Decimal> = beside
        .filter(|it| it.range.start < whole.range.start && it.sentence == whole.sentence)
        .filter(|it| it.unit() == whole.unit())
        .map(|it| it.value)
        .collect();
    let all = earlier.iter().copied().fold(whole.value, Decimal::saturating_add);
    let field = || {
        check.is_stated(whole)
            && check.fields.iter().any(
                |field| matches!(field.of(context.report, context.prose), Sum::Value { value, .. } if fits(value)),
            )
    };
    earlier.iter().any(|&value| fits(value)) || fits(all) || field()
}

/// Whether the first of the parts, not all, make up the whole: a second cut of it follows in the same
/// breath (江永县 2023: 4034 = 2657 + 1377, then 24, 92, 745 of other sorts).
fn first_make_up(parts: &[&Statement], whole: Decimal) -> bool {
    let sums = parts.iter().scan(Decimal::ZERO, |sum, part| {
        *sum += part.value;
        Some(*sum)
    });
    sums.take(parts.len() - 1).any(|sum| sum == whole)
}

/// Whether each part has its right share of the whole behind it: 28篇，占87.5%，5篇，占15.6% of 32
/// overlap, and were meant to.
fn are_shares(prose: &Prose<'_>, list: &FigureList, whole: Decimal) -> bool {
    let statements = &prose.reading.statements;
    list.parts.iter().all(|&part| {
        let shares = &prose.reading.shares;
        let own = shares.binary_search_by_key(&part, |share| share.part).ok();
        let share = own.and_then(|at| statements[shares[at].share].quantity.as_ref());
        share.is_some_and(|share| is_share(share, statements[part].value, whole))
    })
}

fn report(whole: &Statement, parts: &[&Statement], sum: Decimal, context: &mut Context<'_>) {
    let prose = context.prose;
    let list: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let args = args![
        ("stated", same(prose.quote(whole))),
        ("whole", same(figure(whole.value))),
        ("parts", same(list.join("＋"))),
        ("sum", same(figure(sum))),
        ("difference", same(figure((sum - whole.value).abs()))),
    ];
    let mut said = FindingText::new("", prose.label(whole, Localized::default()), args);
    said.related = parts.iter().map(|part| prose.label(part, same(prose.quote(part)))).collect();
    context.say(said);
}
