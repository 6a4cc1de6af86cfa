//! `year`: whether a report names one year in its title, its statistical period and its head.

use gouji_parser::fold::fold;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    date::digit,
    pack::Parameters,
    prose::{Hit, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "year", cases: &[Cases::new(&["", "head"], &["title", "period", "found"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct YearCheck {
    /// How a report's title ends.
    ends: Vec<Word>,
    /// What stands before the title of another report.
    others: Vec<Word>,
}

/// 一般的：标题的年份不是统计期限的年份。情形 `head`：第一部分之前又写到报告名称，年份不同。页面链接的
/// 别年报告很多，或前面有“上一篇”之类的词，不算。 / The plain case: the title's year is not that of the
/// statistical period. Case `head`: the report is named again before its first section, with another
/// year. The reports of other years that its page leads to are many, or a word such as 上一篇 stands
/// before them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct YearCheckToml {
    /// 别的报告的标题前面的词。 / Words before the title of another report.
    #[serde(rename = "before-others")]
    others: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<YearCheck, Box<PackError>> {
    let toml: YearCheckToml = parameters.read()?;
    let ends = &parameters.forms.kind.title_ends;
    Ok(YearCheck { ends: parameters.words(ends), others: parameters.words(&toml.others) })
}

impl ReportCheck for YearCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(title) = &report.title else { return };
        let Some((year, place)) = title.year.zip(title.year_span) else { return };
        let named = Label::new(place, same(format!("{year}年")));
        if let Some((period, place)) = report.period
            && period != year
            && !spans(period, year, context)
        {
            let args = args![
                ("title", same(year.to_string())),
                ("period", same(period.to_string())),
                ("found", same(period.to_string())),
            ];
            let mut said = FindingText::new("", named, args);
            said.related.push(Label::new(place, same(format!("{period}年"))));
            context.say(said);
            return;
        }
        let Some(issuer) = title.issuer.as_deref() else { return };
        let others = named_again(self, issuer, year, context);
        // A list of reports has many years.
        if let Some(&(hit, other)) = others.first()
            && others.iter().all(|&(_, year)| year == other)
        {
            let place = context.prose.place(hit.passage, hit.range.clone());
            let args = args![
                ("title", same(year.to_string())),
                ("period", same(other.to_string())),
                ("found", same(other.to_string())),
            ];
            let mut said = FindingText::new("head", Label::new(place, Localized::default()), args);
            said.related.push(named);
            context.say(said);
        }
    }
}

/// Whether a period that begins in one year goes on into the next: its days are wrong, not its year.
fn spans(period: u16, year: u16, context: &Context<'_>) -> bool {
    let Some((_, place)) = context.report.period else { return false };
    let prose = context.prose;
    let from = prose.times.iter().position(|time| {
        let start = prose.place(time.passage, time.range.clone()).start;
        start == place.start
    });
    let to = from.and_then(|from| prose.times.get(from + 1));
    to.is_some_and(|to| period < year && to.year == Some(year) && to.month.is_some())
}

/// A title is no longer than this, in characters.
const LONGEST: usize = 60;

/// Where the issuer's report is named before the first section with a year other than `year`.
fn named_again<'c>(
    check: &YearCheck,
    issuer: &str,
    year: u16,
    context: &Context<'c>,
) -> Vec<(&'c Hit, u16)> {
    let prose = context.prose;
    let Some(first) = context.report.headings().min() else { return Vec::new() };
    let mut found: Vec<(&Hit, u16)> = Vec::new();
    for hit in prose.places_of_any(&check.ends) {
        let passage = &prose.passages[hit.passage];
        if passage.lines.start >= first {
            break;
        }
        let covered = found.last().is_some_and(|(last, _)| {
            last.passage == hit.passage && hit.range.start < last.range.end
        });
        let before = &passage.text[..hit.range.start];
        let start = before.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
        let of_another = prose
            .hits_within(hit.passage, &(start..hit.range.start))
            .any(|it| check.others.contains(&it.word));
        if covered || of_another {
            continue;
        }
        let before = fold(&before[start..]);
        let Some(at) = before.rfind(issuer) else { continue };
        // 2020年青禾县…: the year may stand before the name too.
        let ahead = before[..at].char_indices().rev().nth(4).map_or(0, |(at, _)| at);
        if let Some(other) = last_year(&before[ahead..]).filter(|&other| other != year) {
            found.push((hit, other));
        }
    }
    found
}

/// The last year that folded text names in digits, with 年 behind it.
fn last_year(folded: &str) -> Option<u16> {
    folded.rmatch_indices('年').find_map(|(at, _)| {
        let digits: Vec<u16> = folded[..at].chars().rev().map_while(digit).collect();
        let [ones, tens, 0, 2] = digits[..] else { return None };
        Some(2000 + tens * 10 + ones)
    })
}
