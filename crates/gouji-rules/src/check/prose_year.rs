//! `prose-year`: a sentence about the year's work that names another year, as it stays behind when last
//! year's text is taken over.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use gouji_parser::{fold::fold, heading::numbering};

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    pack::{Parameters, names},
    prose::{PassageKind, Prose, Time, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind = CheckKind {
    name: "prose-year",
    cases: &[Cases::new(&["", "as-of", "plan"], &["found", "named", "year", "count"])],
};

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ProseYearCheck {
    /// Sections in which counts are counts of the year's work.
    sections: Vec<String>,
    /// Sections that end with plans.
    plans: Vec<String>,
    /// What a count of work has in its sentence.
    work: Vec<Word>,
    /// What shows that two years are compared.
    comparison: Vec<Word>,
    /// What shows that another year is meant.
    unless: Vec<Word>,
    /// What shows it of the clause that it stands in: 计划公开, 规划信息12条.
    unless_in_clause: Vec<Word>,
    /// What a sentence of work without a count has.
    openings: Vec<Word>,
    /// What announces plans.
    announces: Vec<Word>,
    /// What announces the day of a count: 截至.
    until: Vec<String>,
    /// What may follow the year.
    followed_by: Vec<String>,
}

/// 以年份开头、讲那一年工作的句子。年份后面的字（逗号、我局、全年）说明它讲的是时间，不是名称的一部分（2023年
/// 预算）。一般的：是别的年份，有工作的件数或开头的词。情形 `as-of`：数截至的那一天，报告年度早已过完或
/// 才开始；`plan`：打算做的事，却说的是报告年度。 / Sentences that begin with a year and state the work
/// of that year. What the year is followed by (a comma, 我局, 全年) shows that it says when, and is no
/// part of a name (2023年预算). The plain case: another year than the report's, with a count of work or
/// with an opening word. Case `as-of`: a count as of a day on which the report's year was over long ago
/// or had just begun. Case `plan`: what will be done, said of the report's own year.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProseYearCheckToml {
    /// 哪些部分。 / The sections.
    #[schemars(with = "Vec<names::SectionId>")]
    sections: Vec<Spanned<String>>,
    /// 其中哪些部分以打算结尾。 / Those of them that end with plans.
    #[serde(rename = "plan-sections")]
    #[schemars(with = "Vec<names::SectionId>")]
    plans: Vec<Spanned<String>>,
    /// 讲工作的词。 / Words for work.
    #[serde(rename = "work-words")]
    work: Vec<String>,
    /// 与别的年份比较的词。 / Words that compare with another year.
    #[serde(rename = "comparison-words")]
    comparison: Vec<String>,
    /// 同一句里有这些词，就不算。 / Words in the sentence that speak against it.
    unless: Vec<String>,
    /// 同一分句里有这些词，就不算。 / Words in the clause that speak against it.
    #[serde(default, rename = "unless-in-clause")]
    unless_in_clause: Vec<String>,
    /// 开头讲工作的词。 / Words that open a report of the work.
    #[serde(rename = "opening-words")]
    openings: Vec<String>,
    /// 引出打算的词。 / Words that announce what follows.
    #[serde(rename = "announcing-words")]
    announces: Vec<String>,
    /// 说明数截至哪一天的词。 / Words for a day up to which is counted.
    #[serde(rename = "until-words")]
    until: Vec<String>,
    /// 讲时间的年份后面的字。 / What a year that says when is followed by.
    #[serde(rename = "followed-by")]
    followed_by: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<ProseYearCheck, Box<PackError>> {
    let toml: ProseYearCheckToml = parameters.read()?;
    let sections = |words: &[Spanned<String>]| {
        words
            .iter()
            .map(|word| parameters.section(word).map(str::to_owned))
            .collect::<Result<Vec<String>, _>>()
    };
    Ok(ProseYearCheck {
        sections: sections(&toml.sections)?,
        plans: sections(&toml.plans)?,
        work: parameters.words(&toml.work),
        comparison: parameters.words(&toml.comparison),
        unless: parameters.words(&toml.unless),
        unless_in_clause: parameters.words(&toml.unless_in_clause),
        openings: parameters.words(&toml.openings),
        announces: parameters.words(&toml.announces),
        until: toml.until,
        followed_by: toml.followed_by.iter().map(|word| fold(word)).collect(),
    })
}

/// The years before the report's that a sentence is taken over from.
const BACK: u16 = 3;
/// A count as of a day up to this month of the report's year is one of the year before.
const EARLY: u8 = 3;
/// What stands before a year that begins a sentence is no longer than this, in bytes.
const LEAD: usize = 120;
/// A sentence with more quantities is a list of something else.
const MOST: usize = 100;
/// Between a year and the word that announces plans, in characters: ，我局
const NEAR: usize = 6;

impl ReportCheck for ProseYearCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        let Some(year) = report.sure_year() else { return };
        let mut found: [Vec<&Time>; 3] = [Vec::new(), Vec::new(), Vec::new()];
        let prose = context.prose;
        for time in &prose.times {
            let passage = &prose.passages[time.passage];
            let section = passage.section.filter(|_| passage.sort == PassageKind::Text);
            let Some(section) = section.map(|index| &*report.sections[index].id) else { continue };
            let sentence = YearInSentence { check: self, prose, time, year };
            let case = if sentence.is_of_another_year(section) {
                0
            } else if sentence.is_as_of(section) {
                1
            } else if sentence.is_old_plan(section) {
                2
            } else {
                continue;
            };
            found[case].push(time);
        }
        for (variant, found) in ["", "as-of", "plan"].into_iter().zip(found) {
            say(variant, year, &found, context);
        }
    }
}

fn say(variant: &'static str, year: u16, found: &[&Time], context: &mut Context<'_>) {
    let prose = context.prose;
    let Some((first, others)) = found.split_first() else { return };
    let text = |time: &Time| same(&prose.passages[time.passage].text[time.range.clone()]);
    let place = |time: &Time| prose.place(time.passage, time.range.clone());
    let args = args![
        ("found", text(first)),
        ("named", same(first.year.unwrap_or(year).to_string())),
        ("year", same(year.to_string())),
        ("count", same(found.len().to_string())),
    ];
    let mut said = FindingText::new(variant, Label::new(place(first), Localized::default()), args);
    said.related = others.iter().map(|time| Label::new(place(time), text(time))).collect();
    context.say(said);
}

/// A year that running text names, in its sentence, and the report's year.
struct YearInSentence<'a> {
    check: &'a ProseYearCheck,
    prose: &'a Prose<'a>,
    time: &'a Time,
    year: u16,
}

impl YearInSentence<'_> {
    fn is_of_another_year(&self, section: &str) -> bool {
        let Some(named) = self.time.year.filter(|_| self.time.month.is_none()) else {
            return false;
        };
        let other =
            (self.year.saturating_sub(BACK)..=self.year + 1).contains(&named) && named != self.year;
        let counted = || self.states_work() && is_in(&self.check.sections, section);
        let opened = || {
            named < self.year
                && self.has(&self.check.openings)
                && !self.has(&self.check.unless_in_clause)
        };
        other
            && begins(self.before())
            && self.says_when()
            && self.is_alone()
            && !self.has(&self.check.unless)
            && (counted() || opened())
    }

    fn is_as_of(&self, section: &str) -> bool {
        let Some((named, month)) = self.time.year.zip(self.time.month) else { return false };
        let before = self.before();
        let Some(lead) = self.check.until.iter().find_map(|word| before.strip_suffix(&**word))
        else {
            return false;
        };
        let begun = named == self.year && month <= EARLY;
        let over = || named + 1 == self.year && self.is_alone();
        (begun || over())
            && (lead.ends_with(['，', ',', '；', '。']) || begins(lead))
            && self.states_work()
            && is_in(&self.check.sections, section)
            && !self.has(&self.check.unless)
    }

    fn is_old_plan(&self, section: &str) -> bool {
        let (text, end) = (&*self.prose.passages[self.time.passage].text, self.time.range.end);
        self.time.year == Some(self.year)
            && self.time.month.is_none()
            && is_in(&self.check.plans, section)
            && begins(self.before())
            && self.hits(&self.check.announces).any(|start| {
                text.get(end..start).is_some_and(|between| between.chars().count() <= NEAR)
            })
    }

    /// What stands before the year in its sentence.
    fn before(&self) -> &str {
        let start = self.prose.sentence(self.time.passage, self.time.sentence).start;
        self.prose.passages[self.time.passage].text[start..self.time.range.start].trim()
    }

    /// Whether the year is followed by what shows that it says when.
    fn says_when(&self) -> bool {
        let text = &self.prose.passages[self.time.passage].text[self.time.range.end..];
        let rest: String = fold(&text.chars().take(8).collect::<String>());
        let rest = rest.strip_prefix('度').unwrap_or(&rest);
        self.check.followed_by.iter().any(|word| rest.starts_with(&**word))
    }

    /// Whether neither its sentence nor the ones beside it name another year, or compare.
    fn is_alone(&self) -> bool {
        let (first, last) = (self.time.sentence.saturating_sub(1), self.time.sentence + 2);
        let near = self.prose.times_of(self.time.passage, first..last);
        near.len() <= MOST
            && near.iter().all(|time| time.year.is_none_or(|year| Some(year) == self.time.year))
    }

    /// Whether its sentence counts work behind the year, and compares nothing.
    fn states_work(&self) -> bool {
        let own = self.prose.statements_in(self.time.passage, self.time.sentence);
        own.len() <= MOST
            && self.has(&self.check.work)
            && !self.has(&self.check.comparison)
            && own.iter().any(|it| {
                it.is_count()
                    && it.range.start >= self.time.range.end
                    && !self.is_ruled_out(it.range.start)
            })
    }

    /// Whether a word that speaks for its clause stands in the clause of the count, or in the words
    /// that follow the year: 2023年，计划…….
    fn is_ruled_out(&self, count: usize) -> bool {
        let passage = self.time.passage;
        let (split, words) = (&self.prose.splits[passage], &self.check.unless_in_clause);
        let end = self.time.range.end;
        let next = split.segments.partition_point(|segment| segment.range.end <= end);
        let next = split.segments.get(next);
        let lead = end..next.map_or(end, |segment| segment.range.end);
        [self.prose.clause_at(passage, count), lead].iter().any(|range| {
            self.prose.hits_within(passage, range).any(|hit| words.contains(&hit.word))
        })
    }

    fn has(&self, words: &[Word]) -> bool {
        self.hits(words).next().is_some()
    }

    /// Where any of `words` begins in its sentence.
    fn hits(&self, words: &[Word]) -> impl Iterator<Item = usize> {
        let sentence = self.prose.sentence(self.time.passage, self.time.sentence);
        self.prose
            .hits_within(self.time.passage, &sentence)
            .filter(|hit| words.contains(&hit.word))
            .map(|hit| hit.range.start)
    }
}

/// Whether a sentence begins behind `lead`: a number with a heading that ran into it, or a
/// mark that something is left out.
fn begins(lead: &str) -> bool {
    let marks = ['，', ',', '、', '。', '；', '“', '《', '（', '('];
    let own = lead.trim_end_matches(['：', ':']);
    let heading = || numbering(own).is_some_and(|number| !own[number.len..].contains(marks));
    lead.len() <= LEAD && (lead.is_empty() || lead.ends_with(['〕', '。']) || heading())
}

fn is_in(sections: &[String], section: &str) -> bool {
    sections.iter().any(|known| known == section)
}
