//! `numbering`: whether the numbers of headings and of enumerations count on.
//!
//! A converter may lose Word's automatic numbers, so nothing is said where a line without a number
//! could be the one that is missed, nor where every heading has the same unusual style.

use std::ops::Range;

use gouji_parser::{
    heading::{Numbering, NumberingStyle, numbering},
    numeral::written as numeral,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, FindingText, ReportCheck, args, same};
use crate::{pack::Parameters, prose::Passage};
use gouji_report::{Label, Localized, PackError, bind::BoundSection};

mod broken;
mod ordinals;
mod parts;

use broken::{BrokenNumber, PassagePlace};
pub(crate) use broken::{KIND, NumberingCheck};

/// 标题和列举的序号连续；一般的：缺一个。情形：`repeated` 重复；`start` 不从一开始；`mixed` 各部分用了
/// 两种序号；`misnumbered` 一部分用了别的部分的序号；`shifted` 连着几部分都是；`stray-sign` 序号里夹有
/// 符号；`lost` 没有序号。 / Whether headings and enumerations count on; the plain case: a number is
/// left out. Cases: `repeated`, it stands twice; `start`, the first is not 1; `mixed`, the sections are
/// numbered in two styles; `misnumbered`, a section has the number of another; `shifted`, so have
/// several in a row; `stray-sign`, a mark stands in the number; `lost`, it has none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberingCheckToml {
    /// 依次用来编号的词：一是、二是；一组一个列表。 / Words that number, in their order: 一是, 二是; a
    /// list a series.
    ordinals: Vec<Vec<String>>,
    /// 不编号而代替序号的词：其次。 / Words that stand for a number and count in no series: 其次.
    #[serde(rename = "unnumbered-words", default)]
    instead: Vec<String>,
    /// 数字后面有这些字，就不是序号：二级、二十。 / What behind a numeral shows that it numbers
    /// nothing: 二级, 二十.
    #[serde(rename = "not-before", default)]
    no_point: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<NumberingCheck, Box<PackError>> {
    let toml: NumberingCheckToml = parameters.read()?;
    let series = toml.ordinals.iter().map(|words| parameters.words(words));
    Ok(NumberingCheck {
        ordinals: series.collect(),
        instead: parameters.words(&toml.instead),
        no_point: toml.no_point,
    })
}

impl ReportCheck for NumberingCheck {
    fn run(&self, context: &mut Context<'_>) {
        let report = context.report;
        mixed(context);
        parts::run(context);
        for section in report.sections.iter().filter(|section| section.heading.is_some()) {
            let mut broken = lines(context, section);
            broken.extend(ordinals::run(self, context, section));
            // What is missed may be in what a copy leaves out between the two numbers.
            broken.retain(|broken| !is_left_out(broken, context, section));
            for broken in broken {
                let text = &context.prose.passages[broken.passage].text[broken.range.clone()];
                let args = args![
                    ("before", same(plain(&broken.before))),
                    ("found", same(plain(text))),
                    ("missing", same(plain(&broken.missing))),
                ];
                let place = context.prose.place(broken.passage, broken.range);
                context.say(FindingText::new(
                    broken.variant,
                    Label::new(place, Localized::default()),
                    args,
                ));
            }
        }
    }
}

/// A number without the comma behind it: 第一，.
fn plain(number: &str) -> &str {
    number.trim().trim_end_matches(['，', ','])
}

/// Whether the copy is marked as shortened where the missing number would stand; that is said.
fn is_left_out(broken: &BrokenNumber, context: &mut Context<'_>, section: &BoundSection) -> bool {
    let prose = context.prose;
    let whole = broken.since.is_none_or(|(first, from)| {
        (first..=broken.passage).any(|index| {
            let from = if index == first { from } else { 0 };
            let text = &prose.passages[index].text;
            let to = if index == broken.passage { broken.range.start } else { text.len() };
            prose.is_shortened(index, &(from..to))
        })
    });
    whole && context.is_abridged(Some(section))
}

/// Section headings of which some are 一、 and others 1、.
fn mixed(context: &mut Context<'_>) {
    let report = context.report;
    let headings = report.sections.iter().filter_map(|section| section.heading.as_ref());
    let of_style = |wanted: NumberingStyle| {
        headings
            .clone()
            .filter_map(|heading| {
                let line = &report.lines[heading.line];
                let found = numbering(line.text).filter(|found| found.style == wanted)?;
                let number = line.text[..found.len].trim().to_owned();
                Some((number, Label::new(heading.span, Localized::default())))
            })
            .collect::<Vec<_>>()
    };
    let (chinese, arabic) = (of_style(NumberingStyle::Chinese), of_style(NumberingStyle::Arabic));
    let Some((usual, _)) = chinese.first() else { return };
    let mut arabic = arabic.into_iter();
    let Some((found, label)) = arabic.next() else { return };
    let args = args![("before", same(&**usual)), ("found", same(found)), ("missing", same(""))];
    let mut said = FindingText::new("mixed", label, args);
    said.related = arabic.map(|(number, label)| Label { message: same(number), ..label }).collect();
    context.say(said);
}

/// The open list of each style, outermost first.
type OpenNumbering = Vec<LastNumber>;

/// The last number of a list, as written too, and whether it was one that stood twice.
struct LastNumber {
    style: NumberingStyle,
    value: u32,
    written: String,
    again: bool,
    at: PassagePlace,
}

/// No heading without a number is longer, in characters.
const LONGEST: usize = 40;

/// Numbered lines of a section that do not count on.
fn lines(context: &Context<'_>, section: &BoundSection) -> Vec<BrokenNumber> {
    let (report, prose) = (context.report, context.prose);
    let mut open: OpenNumbering = Vec::new();
    let mut broken = Vec::new();
    // Whether a line without a number may be a heading that lost it.
    let mut bare = false;
    let own = prose.passages.iter().enumerate();
    for (index, passage) in
        own.filter(|(_, passage)| passage.is_prose_of(report, section) && !passage.opens(section))
    {
        match numbering(&passage.text).filter(|found| found.style != NumberingStyle::Chinese) {
            Some(found) => {
                let written = passage.text[..found.len].trim().to_owned();
                let range = 0..passage.text[..found.len].trim_end().len();
                let fault = count(&mut open, &found, &written, (index, range.clone()));
                broken.extend(fault.filter(|_| !bare));
                bare = false;
            }
            None => bare |= is_bare(passage),
        }
        broken.extend(within(&mut open, &passage.text, context, index));
    }
    broken
}

/// A short line that ends like no sentence.
fn is_bare(passage: &Passage<'_>) -> bool {
    let text = passage.text.trim_end();
    text.chars().count() <= LONGEST && !text.ends_with(['。', '；', '，', '：', ':', ';'])
}

/// Counts on: what is wrong with the number, if anything.
fn count(
    open: &mut OpenNumbering,
    found: &Numbering,
    written: &str,
    (passage, range): (usize, Range<usize>),
) -> Option<BrokenNumber> {
    let (style, value, here) = (found.style, found.value, (passage, range.start));
    let now = |again| LastNumber { style, value, written: written.to_owned(), again, at: here };
    let broken = |variant, before: Option<LastNumber>, missing| {
        let since = before.as_ref().map(|last| last.at);
        let before = before.map(|last| last.written).unwrap_or_default();
        BrokenNumber { variant, passage, range: range.clone(), since, before, missing }
    };
    let Some(at) = open.iter().rposition(|known| known.style == style) else {
        open.push(now(false));
        let first = like(written, style, 1);
        return (value != 1).then(|| broken("start", None, first));
    };
    open.truncate(at + 1);
    let last = &open[at];
    let next = last.value + 1;
    // 三、三、五: the second 三 was to be 四, which has been said.
    let variant = match value {
        1 => None,
        _ if value == next || (last.again && value == next + 1) => None,
        _ if value == last.value => Some("repeated"),
        _ => Some(""),
    };
    let before = std::mem::replace(&mut open[at], now(variant == Some("repeated")));
    variant.map(|variant| broken(variant, Some(before), like(written, style, next)))
}

/// Numbers inside of a passage: they count on or begin a list, or leave a number out of a list that
/// began in the passage. Anything else is none.
fn within(
    open: &mut OpenNumbering,
    text: &str,
    context: &Context<'_>,
    passage: usize,
) -> Vec<BrokenNumber> {
    let split = &context.prose.splits[passage];
    let sentences = split.sentences.iter().map(|sentence| sentence.range.start);
    let colons = split
        .segments
        .windows(2)
        .filter(|pair| matches!(pair[0].mark, Some('：' | ':')))
        .map(|pair| pair[0].range.end);
    let mut places: Vec<usize> = sentences.chain(colons).filter(|&at| at > 0).collect();
    places.sort_unstable();
    // Items of a law are cited as they are wanted: 第二十条（一）…；（三）….
    let cited = text.find('条').unwrap_or(text.len());
    let mut broken = Vec::new();
    for at in places {
        let rest = text[at..].trim_start_matches(['：', ':']);
        let Some(found) = numbering(rest) else { continue };
        let written = rest[..found.len].trim();
        let start = text.len() - rest.len();
        let range = start..start + rest[..found.len].trim_end().len();
        let known = open.iter().rev().find(|known| known.style == found.style);
        let counts_on = |known: &LastNumber| known.value + 1 == found.value;
        let leaves_out = |known: &LastNumber| {
            let (since, from) = known.at;
            let missing = like(written, found.style, known.value + 1);
            let half_width = missing.replace('（', "(").replace('）', ")");
            since == passage
                && known.value + 1 < found.value
                && ![missing, half_width].iter().any(|known| text[from..start].contains(&**known))
                && cited >= start
        };
        if found.value == 1 || known.is_some_and(counts_on) {
            count(open, &found, written, (passage, range));
        } else if known.is_some_and(leaves_out) {
            broken.extend(count(open, &found, written, (passage, range)));
        }
    }
    broken
}

/// The number `value` as `written` is: 1、 where that is 2、.
fn like(written: &str, style: NumberingStyle, value: u32) -> String {
    let numeral = numeral(value);
    match style {
        NumberingStyle::ChineseInBrackets => format!("（{numeral}）"),
        NumberingStyle::ArabicInBrackets => format!("（{value}）"),
        NumberingStyle::Chinese | NumberingStyle::Arabic => {
            let stop = written.chars().next_back().unwrap_or('、');
            format!("{value}{stop}")
        }
    }
}
