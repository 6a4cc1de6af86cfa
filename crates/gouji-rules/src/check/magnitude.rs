//! `magnitude`: an amount that is so large that its unit is in doubt.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use gouji_parser::quantity::Unit;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::{
    field::Field,
    pack::{Parameters, names},
    prose::Word,
};
use gouji_report::{Label, Localized, PackError};
use gouji_statements::Scope;

pub(super) const KIND: CheckKind = CheckKind {
    name: "magnitude",
    cases: &[Cases::new(&["", "text"], &["table", "row", "value", "converted", "level", "stated"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MagnitudeCheck {
    field: Field,
    limits: Vec<(Arc<str>, Decimal)>,
    nouns: Vec<Word>,
    unless: Vec<Word>,
    ratio: [Decimal; 2],
}

/// 以万元计的单元格不到机关层级的上限。情形 `text`：有的分句说到 `nouns` 里的一个词、没有 `unless` 里的
/// 词，所写的钱只有它的 `times` 分之一。 / A field in 万元 that is not above the limit of the issuer's
/// level. Case `text`: a clause names one of `nouns`, none of `unless`, and an amount that is smaller
/// by a factor within `times`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MagnitudeCheckToml {
    /// 哪一格，以万元计。 / The cell, in 万元.
    #[schemars(with = "names::Address")]
    cell: Spanned<String>,
    /// 各层级机关的金额都到不了的大小。 / For levels of organs, what no amount reaches.
    #[schemars(with = "BTreeMap<names::LevelId, u32>")]
    limits: BTreeMap<Spanned<String>, u32>,
    /// 正文里怎样称呼它。 / Words for it in the text.
    nouns: Vec<String>,
    /// 分句里有这些词，就不算。 / Words that speak against it.
    #[serde(default)]
    unless: Vec<String>,
    /// 单元格是正文的多少倍，至少和至多。 / How many times as large the cell is as the text, at least
    /// and at most.
    #[serde(rename = "times")]
    ratio: [u32; 2],
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<MagnitudeCheck, Box<PackError>> {
    parameters.instead("cell", &["table", "row", "column"], |parts| parts.join("."));
    let toml: MagnitudeCheckToml = parameters.read()?;
    let field = Field::compile(&toml.cell, None, parameters)?;
    let (levels, limits): (Vec<Spanned<String>>, Vec<u32>) = toml.limits.into_iter().unzip();
    let limits = limits.into_iter().map(Decimal::from);
    Ok(MagnitudeCheck {
        field,
        limits: parameters.levels(&levels)?.into_iter().zip(limits).collect(),
        nouns: parameters.words(&toml.nouns),
        unless: parameters.words(&toml.unless),
        ratio: toml.ratio.map(Decimal::from),
    })
}

impl ReportCheck for MagnitudeCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(field) = self.field.of(context) else { return };
        let Some(value) = field.cell.number() else { return };
        let stated = stated(self, context, value);
        let limit = report.level.as_ref().and_then(|level| {
            self.limits.iter().find(|(known, limit)| known == level && value >= *limit)
        });
        let level = limit.map(|(id, _)| context.level_name(id));
        if stated.is_none() && level.is_none() {
            return;
        }
        let written = stated
            .as_ref()
            .map(|(passage, range)| same(&context.prose.passages[*passage].text[range.clone()]));
        let args = args![
            ("table", field.table.spec.name.clone()),
            ("row", field.address()),
            ("value", same(figure(value))),
            ("converted", same(figure(value / Decimal::from(10_000)))),
            ("level", level.unwrap_or_default()),
            ("stated", written.unwrap_or_default()),
        ];
        let variant = if stated.is_some() { "text" } else { "" };
        let mut said = FindingText::new(variant, field.label(Localized::default()), args);
        said.related = stated
            .map(|(passage, range)| {
                let text = &context.prose.passages[passage].text[range.clone()];
                Label::new(context.prose.place(passage, range.clone()), same(text))
            })
            .into_iter()
            .collect();
        context.say(said);
    }

    fn looks_at_tables_alone(&self) -> bool {
        true
    }
}

/// An amount of the text that the field is ten thousand times as large as.
fn stated(
    check: &MagnitudeCheck,
    context: &Context<'_>,
    value: Decimal,
) -> Option<(usize, Range<usize>)> {
    let prose = context.prose;
    let yuan = value.checked_mul(Unit::WanYuan.yuan()?)?;
    let statements = prose.reading.statements.iter();
    statements.filter(|it| it.scope != Scope::OtherYear).find_map(|it| {
        let stated = it.quantity.as_ref()?.yuan().filter(|stated| !stated.is_zero())?;
        let ratio = yuan.checked_div(stated)?;
        let clause = prose.clause_at(it.passage, it.range.start);
        let has = |words: &[Word]| {
            prose.hits_within(it.passage, &clause).any(|hit| words.contains(&hit.word))
        };
        (check.ratio[0] <= ratio && ratio <= check.ratio[1])
            .then_some(())
            .filter(|()| has(&check.nouns) && !has(&check.unless))
            .map(|()| (it.passage, it.range.clone()))
    })
}
