//! `pairs`: brackets and quotation marks that open and do not close, or the other way round.

use std::{collections::BTreeSet, ops::Range};

use gouji_parser::numeral;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Cases, CheckKind, Context, FindingText, ReportCheck, args, same};
use crate::{
    pack::Parameters,
    prose::{PassageKind, Prose, Word},
};
use gouji_report::{Label, Localized, PackError};

pub(super) const KIND: CheckKind =
    CheckKind { name: "pairs", cases: &[Cases::new(&["", "nested"], &["found", "count"])] };

/// What the parameters say, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PairsCheck {
    pairs: Vec<Pair>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Pair {
    words: Vec<Word>,
    open: Vec<char>,
    close: Vec<char>,
    /// Whether a pair may stand inside of the same pair.
    nests: bool,
}

/// 成对的符号。不成对的（一般的）和套在同种引号里的引号（情形 `nested`）各合报一次。 / Marks in pairs.
/// Marks without their counterpart (the plain case) and quotation marks inside of the same ones (the
/// case `nested`) are one finding each.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PairsCheckToml {
    /// 各对符号。 / The pairs.
    pairs: Vec<PairToml>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct PairToml {
    /// 起头的符号：`（(`。 / Marks that open: `（(`.
    #[schemars(with = "String")]
    open: Spanned<String>,
    /// 收尾的符号：`）)`。 / Marks that close: `）)`.
    close: String,
    /// 同种符号里能不能再套一对。 / Whether a pair may stand inside of the same pair.
    #[serde(default)]
    nests: bool,
}

pub(super) fn compile(parameters: &mut Parameters<'_>) -> Result<PairsCheck, Box<PackError>> {
    let toml: PairsCheckToml = parameters.read()?;
    let pair = |pair: PairToml| Pair {
        words: pair
            .open
            .get_ref()
            .chars()
            .chain(pair.close.chars())
            .filter_map(|mark| parameters.word(&mark.to_string()))
            .collect(),
        open: pair.open.get_ref().chars().collect(),
        close: pair.close.chars().collect(),
        nests: pair.nests,
    };
    Ok(PairsCheck { pairs: toml.pairs.into_iter().map(pair).collect() })
}

/// A mark: passage, bytes.
type PairedMark = (usize, Range<usize>);

/// What is wrong with one pair in a report.
#[derive(Default)]
struct WrongPair {
    lone: Vec<PairedMark>,
    nested: Vec<PairedMark>,
}

impl ReportCheck for PairsCheck {
    fn run(&self, context: &mut Context<'_>) {
        let prose = context.prose;
        let mut all = WrongPair::default();
        for pair in &self.pairs {
            let WrongPair { lone, nested } = pair.wrong(prose);
            all.lone.extend(lone);
            all.nested.extend(nested);
        }
        say("", all.lone, context);
        say("nested", all.nested, context);
    }
}

impl Pair {
    fn wrong(&self, prose: &Prose<'_>) -> WrongPair {
        let mut wrong = WrongPair::default();
        // Marks still open in the passage before this one: the text may have been cut in two there.
        let mut pending: Vec<PairedMark> = Vec::new();
        let passages = prose.passages_with(&self.words);
        for index in passages {
            let passage = &prose.passages[index];
            let of_site = passage.section.is_none() && !passage.text.contains('。');
            if passage.sort != PassageKind::Text
                || of_site
                || prose.abridged.binary_search(&index).is_ok()
            {
                continue;
            }
            let text = &*passage.text;
            let mut open: Vec<PairedMark> = Vec::new();
            let mut seen = usize::MAX;
            for hit in prose.hits_in(index).iter().filter(|hit| self.words.contains(&hit.word)) {
                let Some(mark) = text[hit.range.clone()].chars().next() else { continue };
                if hit.range.start == seen {
                    continue;
                }
                seen = hit.range.start;
                if self.open.contains(&mark) {
                    if !self.nests && !open.is_empty() {
                        wrong.nested.push((index, hit.range.clone()));
                    }
                    open.push((index, hit.range.clone()));
                } else if self.close.contains(&mark)
                    && open.pop().is_none()
                    && pending.pop().is_none()
                    && !is_numbering(&text[..hit.range.start])
                {
                    wrong.lone.push((index, hit.range.clone()));
                }
            }
            wrong.lone.append(&mut pending);
            pending = open;
        }
        wrong.lone.append(&mut pending);
        // A mark that opens inside of the same pair and leaves one open was meant to close.
        let lone: BTreeSet<usize> = wrong.lone.iter().map(|mark| mark.0).collect();
        wrong.nested.retain(|nested| !lone.contains(&nested.0));
        wrong
    }
}

/// Whether a bracket after this closes the number of an item: `1）`, `a)`, in a sentence `二）`. A line that
/// begins with `二）` has lost the other one.
fn is_numbering(before: &str) -> bool {
    let number =
        before.trim_end_matches(|char: char| char.is_ascii_alphanumeric() || numeral::counts(char));
    let begins_line = number.trim().is_empty() && before.trim().starts_with(numeral::counts);
    number.len() < before.len()
        && !begins_line
        && number
            .chars()
            .next_back()
            .is_none_or(|char| "。；：，、;:, \u{A0}\u{3000}".contains(char))
}

fn say(variant: &'static str, mut marks: Vec<PairedMark>, context: &mut Context<'_>) {
    marks.sort_by_key(|(passage, range)| (*passage, range.start));
    let prose = context.prose;
    let excerpt = |(passage, range): &PairedMark| {
        let text = &prose.passages[*passage].text;
        let start = text[..range.start].char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        let end =
            text[range.end..].char_indices().nth(4).map_or(text.len(), |(at, _)| range.end + at);
        same(&text[start..end])
    };
    let place = |(passage, range): &PairedMark| prose.place(*passage, range.clone());
    let Some((first, rest)) = marks.split_first() else { return };
    let args = args![("found", excerpt(first)), ("count", same(marks.len().to_string()))];
    let mut said = FindingText::new(variant, Label::new(place(first), Localized::default()), args);
    said.related = rest.iter().map(|mark| Label::new(place(mark), excerpt(mark))).collect();
    context.say(said);
}
