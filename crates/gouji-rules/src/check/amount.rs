//! `amount`: an amount of money in the text that a field of the form has to cover.

use std::ops::Range;

use gouji_parser::quantity::Quantity;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, figure, same};
use crate::{
    field::Field,
    pack::{Parameters, names},
    prose::{Prose, Word},
};
use gouji_report::{Localized, PackError, bind::CellValue};
use gouji_statements::Scope;

pub(super) const KIND: CheckKind = CheckKind {
    name: "amount",
    cases: &[Cases::new(&[""], &["table", "row", "value", "stated", "converted", "noun"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AmountCheck {
    noun: String,
    noun_word: Option<Word>,
    verbs: Vec<Word>,
    unless: Vec<Word>,
    field: Field,
}

/// 一个分句说到 `noun`、有 `verbs` 里的一个词、没有 `unless` 里的词，就是说了一笔钱；以万元计的单元格，
/// 不应比它少半个末位以上。 / A clause that names `noun` and one of `verbs`, and none of `unless`,
/// states an amount; the field, in 万元, must not be below it by more than half of the last place that
/// the field is written to.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AmountCheckToml {
    /// 这笔钱是什么：信息处理费。 / What the amount is paid for: 信息处理费.
    noun: String,
    /// 说明收取了的词。 / Words that say that it was paid.
    verbs: Vec<String>,
    /// 说明没有收取的词。 / Words that say that it was not.
    unless: Vec<String>,
    /// 不应比它少的单元格，以万元计。 / The cell, in 万元, that has to cover it.
    #[schemars(with = "names::Address")]
    cell: Spanned<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<AmountCheck, Box<PackError>> {
    parameters.instead("cell", &["table", "row", "column"], |parts| parts.join("."));
    let toml: AmountCheckToml = parameters.read()?;
    let field = Field::compile(&toml.cell, None, parameters)?;
    Ok(AmountCheck {
        field,
        noun_word: parameters.word(&toml.noun),
        noun: toml.noun,
        verbs: parameters.words(&toml.verbs),
        unless: parameters.words(&toml.unless),
    })
}

impl ReportCheck for AmountCheck {
    fn run(&self, context: &mut Context<'_>) {
        let Some(field) = self.field.of(context) else { return };
        let CellValue::Number(Quantity { value, decimals, .. }) = field.cell.value else { return };
        let half = Decimal::new(5, decimals.clamp(4, 20) + 1);
        let prose = context.prose;
        let mut told: Option<(usize, Range<usize>)> = None;
        for it in &prose.reading.statements {
            let clause = (it.passage, prose.clause_at(it.passage, it.range.start));
            if !states(self, prose, &clause) || told.as_ref() == Some(&clause) {
                continue;
            }
            // Last year's fee, told for comparison.
            if it.scope == Scope::OtherYear {
                continue;
            }
            let Some(yuan) = it.quantity.as_ref().and_then(Quantity::yuan) else { continue };
            told = Some(clause);
            let converted = yuan / Decimal::from(10_000);
            if yuan.is_zero() || converted <= value + half {
                continue;
            }
            let stated = prose.passages[it.passage].text[it.range.clone()].to_owned();
            let args = args![
                ("table", field.table.spec.name.clone()),
                ("row", field.address()),
                ("value", same(figure(value))),
                ("stated", same(stated)),
                ("converted", same(figure(converted))),
                ("noun", same(&*self.noun)),
            ];
            let mut said = FindingText::new("", prose.label(it, Localized::default()), args);
            said.related.push(field.label(same(figure(value))));
            context.say(said);
        }
    }
}

/// Whether a clause names the noun and one of the verbs, and nothing that speaks against it.
fn states(check: &AmountCheck, prose: &Prose<'_>, clause: &(usize, Range<usize>)) -> bool {
    let (passage, range) = clause;
    let has = |word: &Word| prose.hits_within(*passage, range).any(|hit| hit.word == *word);
    check.noun_word.iter().any(has) && check.verbs.iter().any(has) && !check.unless.iter().any(has)
}
