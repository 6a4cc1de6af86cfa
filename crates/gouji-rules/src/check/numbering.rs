//! `numbering`: whether the numbers of headings and of enumerations count on.
//!
//! A converter may lose Word's automatic numbers, so nothing is said where a line without a number
//! could be the one that is missed, nor where every heading has the same unusual style.

use gouji_parser::heading::{Numbering, NumberingStyle, numbering};
use serde::Deserialize;

use super::{Context, Kind, Said, same};
use crate::{
    PackError,
    bind::BoundSection,
    finding::{Label, Localized},
    pack::Parameters,
    prose::{Hit, Passage, Sort, Word},
};

pub(super) const KIND: Kind = Kind {
    name: "numbering",
    variants: &["repeated", "start", "mixed"],
    args: &["before", "found", "missing"],
};

/// Words that count, from the first on: 一是, 二是. Cases `repeated`: a number twice; `start`: a list
/// without its first; `mixed`: section headings in two styles; the plain one is a gap.
#[derive(Debug)]
pub(crate) struct NumberingCheck {
    ordinals: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    ordinals: Vec<String>,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<NumberingCheck, Box<PackError>> {
    let toml: Toml = parameters.read()?;
    Ok(NumberingCheck { ordinals: parameters.words(&toml.ordinals) })
}

/// A number out of place.
struct Broken {
    variant: &'static str,
    passage: usize,
    range: std::ops::Range<usize>,
    before: String,
    missing: String,
}

pub(super) fn run(check: &NumberingCheck, context: &mut Context<'_>) {
    let report = context.report;
    mixed(context);
    for section in report.sections.iter().filter(|section| section.heading.is_some()) {
        let mut broken = lines(context, section);
        broken.extend(ordinals(check, context, section));
        if broken.is_empty() || context.is_abridged(Some(section)) {
            continue;
        }
        for broken in broken {
            let text = &context.prose.passages[broken.passage].text[broken.range.clone()];
            let args = vec![
                ("before", same(broken.before)),
                ("found", same(text.trim())),
                ("missing", same(broken.missing)),
            ];
            let place = context.prose.place(broken.passage, broken.range);
            context.say(Said::new(broken.variant, Label::new(place, Localized::default()), args));
        }
    }
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
    let args = vec![("before", same(&**usual)), ("found", same(found)), ("missing", same(""))];
    let mut said = Said::new("mixed", label, args);
    said.related = arabic.map(|(number, label)| Label { message: same(number), ..label }).collect();
    context.say(said);
}

/// The open list of each style, outermost first.
type Open = Vec<Last>;

/// The last number of a list, as written too, and whether it was one that stood twice.
struct Last {
    style: NumberingStyle,
    value: u32,
    written: String,
    again: bool,
}

/// No heading without a number is longer, in characters.
const LONGEST: usize = 40;

/// Numbered lines of a section that do not count on.
fn lines(context: &Context<'_>, section: &BoundSection) -> Vec<Broken> {
    let (report, prose) = (context.report, context.prose);
    let mut open: Open = Vec::new();
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
                let fault = count(&mut open, &found, &written);
                if let Some((variant, before, missing)) = fault.filter(|_| !bare) {
                    let range = 0..passage.text[..found.len].trim_end().len();
                    broken.push(Broken { variant, passage: index, range, before, missing });
                }
                bare = false;
            }
            None => bare |= is_bare(passage),
        }
        within(&mut open, &passage.text, context, index);
    }
    broken
}

/// A short line that ends like no sentence.
fn is_bare(passage: &Passage<'_>) -> bool {
    let text = passage.text.trim_end();
    text.chars().count() <= LONGEST && !text.ends_with(['。', '；', '，', '：', ':', ';'])
}

/// Counts on: what is wrong with the number, the one before it, and the one that is missed.
fn count(
    open: &mut Open,
    found: &Numbering,
    written: &str,
) -> Option<(&'static str, String, String)> {
    let (style, value) = (found.style, found.value);
    let now = |again| Last { style, value, written: written.to_owned(), again };
    let Some(at) = open.iter().rposition(|known| known.style == style) else {
        open.push(now(false));
        let first = like(written, style, 1);
        return (value != 1).then(|| ("start", String::new(), first));
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
    let before = std::mem::replace(&mut open[at], now(variant == Some("repeated"))).written;
    variant.map(|variant| (variant, before, like(written, style, next)))
}

/// Numbers inside of a passage: they count on or begin a list, anything else is none.
fn within(open: &mut Open, text: &str, context: &Context<'_>, passage: usize) {
    let split = &context.prose.splits[passage];
    let sentences = split.sentences.iter().map(|sentence| sentence.range.start);
    let colons = split
        .segments
        .windows(2)
        .filter(|pair| matches!(pair[0].mark, Some('：' | ':')))
        .map(|pair| pair[0].range.end);
    let mut places: Vec<usize> = sentences.chain(colons).filter(|&at| at > 0).collect();
    places.sort_unstable();
    for at in places {
        let rest = text[at..].trim_start_matches(['：', ':']);
        let Some(found) = numbering(rest) else { continue };
        let known = open.iter().rev().find(|known| known.style == found.style);
        if found.value == 1 || known.is_some_and(|known| known.value + 1 == found.value) {
            count(open, &found, rest[..found.len].trim());
        }
    }
}

const NUMERALS: [&str; 21] = [
    "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
    "十五", "十六", "十七", "十八", "十九", "二十",
];

/// The number `value` as `written` is: 1、 where that is 2、.
fn like(written: &str, style: NumberingStyle, value: u32) -> String {
    let numeral = NUMERALS.get(value as usize).copied().unwrap_or_default();
    match style {
        NumberingStyle::ChineseInBrackets => format!("（{numeral}）"),
        NumberingStyle::ArabicInBrackets => format!("（{value}）"),
        NumberingStyle::Chinese | NumberingStyle::Arabic => {
            let stop = written.chars().next_back().unwrap_or('、');
            format!("{value}{stop}")
        }
    }
}

/// 一是…三是: words that count and leave one out, or say one twice in the same passage.
fn ordinals(check: &NumberingCheck, context: &Context<'_>, section: &BoundSection) -> Vec<Broken> {
    let (report, prose) = (context.report, context.prose);
    let mut open: Vec<(usize, &Hit)> = Vec::new();
    let mut broken = Vec::new();
    for hit in prose.places_of_any(&check.ordinals) {
        let passage = &prose.passages[hit.passage];
        let text = &*passage.text;
        let counts = !text[..hit.range.start].ends_with(char::is_alphanumeric);
        if passage.sort != Sort::Text || !counts || !passage.is_prose_of(report, section) {
            continue;
        }
        let Some(value) = check.ordinals.iter().position(|word| *word == hit.word) else {
            continue;
        };
        if value > 0 {
            if let Some(at) = open.iter().rposition(|(last, _)| last + 1 == value) {
                open.truncate(at);
            } else {
                broken.extend(fault(&open, value, hit, context));
                open.clear();
            }
        }
        open.push((value, hit));
    }
    broken
}

/// What is wrong with an ordinal that follows none; nothing where the one missed may be said in
/// other words (二要, 其二, 第二).
fn fault(open: &[(usize, &Hit)], value: usize, hit: &Hit, context: &Context<'_>) -> Option<Broken> {
    let prose = context.prose;
    let &(last, before) = open.last()?;
    let text = |hit: &Hit| prose.passages[hit.passage].text[hit.range.clone()].to_owned();
    let variant = match value {
        _ if value == last && hit.passage == before.passage => "repeated",
        _ if value == last + 2 => "",
        _ => return None,
    };
    let numeral = NUMERALS.get(last + 2).copied().filter(|_| variant.is_empty());
    let between = before.passage..=hit.passage;
    let otherwise = numeral.is_some_and(|numeral| {
        between.clone().any(|index| {
            let text = &*prose.passages[index].text;
            let from = if index == before.passage { before.range.end } else { 0 };
            let to = if index == hit.passage { hit.range.start } else { text.len() };
            let mut places = text[from..to].match_indices(numeral);
            places.any(|(at, _)| {
                let ahead = text[..from + at].chars().next_back();
                ahead.is_none_or(|char| !char.is_alphanumeric() || matches!(char, '第' | '其'))
            })
        })
    });
    (!otherwise).then(|| Broken {
        variant,
        passage: hit.passage,
        range: hit.range.clone(),
        before: text(before),
        missing: numeral.map(|numeral| format!("{numeral}是")).unwrap_or_default(),
    })
}
