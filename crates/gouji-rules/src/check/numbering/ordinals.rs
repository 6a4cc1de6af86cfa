//! 一是…三是: words that count and leave one out, or say one twice in the same passage.

use gouji_parser::numeral::written;

use super::broken::{BrokenNumber, NumberingCheck};
use crate::{
    check::Context,
    prose::{Hit, PassageKind, Word},
};
use gouji_report::bind::BoundSection;

/// A word of an open list: its number, its place, and whether it has been said to leave one out.
struct ListPoint<'h> {
    value: usize,
    hit: &'h Hit,
    told: bool,
}

pub(super) fn run(
    check: &NumberingCheck,
    context: &Context<'_>,
    section: &BoundSection,
) -> Vec<BrokenNumber> {
    let series = check.ordinals.iter();
    series.flat_map(|words| of_series(check, words, context, section)).collect()
}

fn of_series(
    check: &NumberingCheck,
    words: &[Word],
    context: &Context<'_>,
    section: &BoundSection,
) -> Vec<BrokenNumber> {
    let (report, prose) = (context.report, context.prose);
    let mut open: Vec<ListPoint<'_>> = Vec::new();
    let mut broken = Vec::new();
    for hit in prose.places_of_any(words) {
        let passage = &prose.passages[hit.passage];
        let text = &*passage.text;
        let counts = !text[..hit.range.start].ends_with(char::is_alphanumeric);
        if passage.sort != PassageKind::Text || !counts || !passage.is_prose_of(report, section) {
            continue;
        }
        let Some(value) = words.iter().position(|word| *word == hit.word) else { continue };
        let mut told = false;
        if value > 0 {
            if let Some(at) = open.iter().rposition(|last| last.value + 1 == value) {
                open.truncate(at);
            } else {
                let fault = open.last().and_then(|last| fault(check, last, value, hit, context));
                told = fault.as_ref().is_some_and(|fault| fault.variant.is_empty());
                broken.extend(fault);
                open.clear();
            }
        }
        open.push(ListPoint { value, hit, told });
    }
    broken
}

/// What is wrong with a word that follows `last`; nothing where one that is missed may be said in
/// other words (二要, 其次), and where the one said twice is what has been called too much (一是,
/// 三是, 三是).
fn fault(
    check: &NumberingCheck,
    last: &ListPoint<'_>,
    value: usize,
    hit: &Hit,
    context: &Context<'_>,
) -> Option<BrokenNumber> {
    let (prose, before) = (context.prose, last.hit);
    let text = |hit: &Hit| &prose.passages[hit.passage].text[hit.range.clone()];
    let variant = match value {
        _ if value == last.value => "repeated",
        _ if value > last.value + 1 => "",
        _ => return None,
    };
    if variant == "repeated" && (last.told || hit.passage != before.passage) {
        return None;
    }
    let missing = last.value + 1..value;
    if missing.clone().any(|value| is_said_otherwise(check, value, before, hit, context)) {
        return None;
    }
    let as_written = |value: usize| text(before).replacen(&numeral(last.value), &numeral(value), 1);
    Some(BrokenNumber {
        variant,
        passage: hit.passage,
        range: hit.range.clone(),
        since: Some((before.passage, before.range.end)),
        before: text(before).to_owned(),
        missing: missing.map(as_written).next().unwrap_or_default(),
    })
}

/// The numeral of an ordinal, which counts from 0.
fn numeral(value: usize) -> String {
    written(value as u32 + 1)
}

/// Whether the number `value` (from 0 on) may be said between two words: 第二, 二要, 其次.
fn is_said_otherwise(
    check: &NumberingCheck,
    value: usize,
    before: &Hit,
    hit: &Hit,
    context: &Context<'_>,
) -> bool {
    let prose = context.prose;
    let numeral = numeral(value);
    (before.passage..=hit.passage).any(|index| {
        let text = &*prose.passages[index].text;
        let from = if index == before.passage { before.range.end } else { 0 };
        let to = if index == hit.passage { hit.range.start } else { text.len() };
        let mut places = text[from..to].match_indices(&numeral);
        let counts = |(at, _): (usize, &str)| {
            let ahead = text[..from + at].chars().next_back();
            let behind = &text[from + at + numeral.len()..];
            ahead.is_none_or(|char| !char.is_alphanumeric() || matches!(char, '第' | '其'))
                && !check.no_point.iter().any(|word| behind.starts_with(&**word))
        };
        let instead =
            || prose.hits_within(index, &(from..to)).any(|word| check.instead.contains(&word.word));
        places.any(counts) || instead()
    })
}
