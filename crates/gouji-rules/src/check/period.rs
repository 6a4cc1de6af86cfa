//! `period`: the statistical period of a report.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, head, same};
use crate::{
    date::{Date, DayOfYear},
    finding::{Edit, Fix, Safety},
    pack::Parameters,
    prose::{Time, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "period",
    cases: &[Cases::new(&["", "partial", "missing"], &["found", "right", "year"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PeriodCheck {
    words: Vec<Word>,
    /// What explains a period that begins later: 组建.
    founded: Vec<Word>,
    first: DayOfYear,
    last: DayOfYear,
}

/// 报告说明统计期限用的词，和全年的期限。一般的：写的是别的期限。情形 `partial`：只是开始得晚；`missing`：
/// 没有写。 / Words by which a report states its period, and the period of a whole year. The plain
/// case: it is another one. Case `partial`: it only begins later. Case `missing`: it is not stated.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodCheckToml {
    /// 说明期限用的词。 / Words that name the period.
    words: Vec<String>,
    /// 说明机关当年成立的词。 / Words that an organ was founded in the year.
    #[serde(rename = "founded-words")]
    founded: Vec<String>,
    /// 期限的第一天。 / The first day of the period.
    first: DayOfYear,
    /// 最后一天。 / The last day.
    last: DayOfYear,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PeriodCheck, Box<PackError>> {
    let toml: PeriodCheckToml = parameters.read()?;
    Ok(PeriodCheck {
        words: parameters.words(&toml.words),
        founded: parameters.words(&toml.founded),
        first: toml.first,
        last: toml.last,
    })
}

/// A period as a report states it.
struct StatedPeriod {
    passage: usize,
    range: Range<usize>,
    /// None where there is no such day.
    from: Option<Date>,
    to: Option<Date>,
}

impl ReportCheck for PeriodCheck {
    fn run(&self, context: &mut Context<'_>) {
        let Some(year) = context.report.year() else { return };
        let prose = context.prose;
        let (first, last) = (self.first.of(year), self.last.of(year));
        let Some(passage) = prose.passages_with(&self.words).first().copied() else {
            missing(self, year, context);
            return;
        };
        let Some(stated) = stated(self, context) else {
            unread(passage, year, context);
            return;
        };
        if stated.from == Some(first) && stated.to == Some(last) {
            return;
        }
        // A whole period of another year contradicts the title: rules of the kind `year` say so.
        let of_another_year = context.report.period.is_some_and(|(period, _)| period != year)
            && stated.to.is_some_and(|to| to.year != year);
        if of_another_year {
            return;
        }
        let place = prose.place(stated.passage, stated.range.clone());
        let right = format!("{first}至{last}");
        let args = args![
            ("found", same(&prose.passages[stated.passage].text[stated.range.clone()])),
            ("right", same(right.clone())),
            ("year", same(year.to_string())),
        ];
        let partial = stated.to == Some(last) && stated.from.is_some_and(|from| from > first);
        if partial && prose.says(&self.founded, |_| true) {
            return;
        }
        let variant = if partial { "partial" } else { "" };
        let mut said = FindingText::new(variant, Label::new(place, Localized::default()), args);
        said.fix = (!partial).then(|| Fix {
            safety: Safety::Unsafe,
            message: Localized::new(format!("改为“{right}”"), format!("write “{right}”")),
            edits: vec![Edit { span: place, text: right }],
        });
        context.say(said);
    }
}

/// 统计期限为2024年度 says it too; what was lost (202411日) cannot be told.
fn unread(passage: usize, year: u16, context: &mut Context<'_>) {
    let prose = context.prose;
    let text = &prose.passages[passage].text;
    let yearly = prose.times_in(passage).iter().any(|time| time.year == Some(year));
    if yearly || !text.contains(|char: char| char.is_ascii_digit()) {
        return;
    }
    context.cannot_assess(
        Label::new(prose.place(passage, 0..text.len()), Localized::default()),
        "统计期限的日期没有读出来",
        "the dates of the statistical period could not be read",
    );
}

fn missing(check: &PeriodCheck, year: u16, context: &mut Context<'_>) {
    // Before the tables 2024年1月1日 can only be where the period begins.
    let starts =
        |time: &Time| time.month == Some(check.first.month) && time.day == Some(check.first.day);
    if context.prose.times.iter().any(starts) || context.is_abridged(None) {
        return;
    }
    let right = format!("{}至{}", check.first.of(year), check.last.of(year));
    let args = args![
        ("found", Localized::default()),
        ("right", same(right)),
        ("year", same(year.to_string())),
    ];
    context.say(FindingText::new("missing", head(context.report), args));
}

/// More places of the words are not looked at.
const MOST: usize = 20;

/// The first two days behind one of the words in its sentence. The second may leave out its year.
fn stated(check: &PeriodCheck, context: &Context<'_>) -> Option<StatedPeriod> {
    let prose = context.prose;
    // Among the tables the words speak of something else.
    let end = context.report.first_table().map_or(usize::MAX, |heading| heading.line);
    let places = prose.places_of_any(&check.words).into_iter().take(MOST);
    places.take_while(|hit| prose.passages[hit.passage].lines.start < end).find_map(|hit| {
        let sentence = prose.sentence_at(hit.passage, hit.range.start);
        let mut days = prose.times_in(hit.passage).iter().filter(|time| {
            time.range.start >= hit.range.end
                && time.range.end <= sentence.end
                && time.day.is_some()
        });
        let (from, to) = (days.next()?, days.next()?);
        let year = from.year?;
        let date = |time: &Time| Date::new(time.year.unwrap_or(year), time.month?, time.day?);
        Some(StatedPeriod {
            passage: hit.passage,
            range: from.range.start..to.range.end,
            from: date(from),
            to: date(to),
        })
    })
}
