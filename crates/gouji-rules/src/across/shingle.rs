//! The words of a section in little room: of its *shingles*, thirteen letters in a row, every few one is kept, by its hash
//! and place.
//!
//! What is kept is chosen by winnowing (Schleimer, Wilkerson, Aiken 2003): the least hash of any [`WINDOW`] shingles that
//! follow one another. So two texts that share a passage keep the same shingles of it, and none of twenty letters or more
//! is missed. What is kept of a shared passage covers it up to a few letters at either end, so that letters are counted, and
//! never too many.

use std::{collections::HashMap, ops::Range, sync::Arc};

use gouji_parser::{
    Span, fnv1a,
    fold::{FoldedText, stands_for_zero},
    numeral,
};
use gouji_report::bind::Report;

use crate::{
    check::{Check, copied::CopiedCheck},
    pack::CompiledRule,
    prose::{PassageKind, Prose, Word, is_subheading},
};

/// Letters of a shingle.
const LETTERS: usize = 13;

/// Of so many shingles in a row at least one is kept.
const WINDOW: usize = 8;

/// A shingle that is kept.
#[derive(Clone, Copy, Debug)]
struct Shingle {
    hash: u32,
    /// Where it begins in the text of the report, …
    start: u32,
    /// … and how long it is there, in bytes.
    length: u16,
    /// By how many letters it begins behind the one that is kept before it.
    step: u16,
}

/// What is kept of the words of a section.
#[derive(Clone, Debug)]
pub(super) struct SectionShingles {
    pub(super) section: Arc<str>,
    /// Its title as the report has it.
    pub(super) title: Arc<str>,
    /// How many letters it has, without what is left out.
    letters: u32,
    /// In reading order.
    kept: Box<[Shingle]>,
}

/// How many units have a shingle in some report of theirs; those that one unit alone has are left out.
#[derive(Debug, Default)]
pub struct CommonShingles(Vec<(u32, u32)>);

impl CommonShingles {
    pub(super) const EMPTY: Self = Self(Vec::new());

    /// Takes how many units have each shingle.
    pub fn new(mut units: Vec<(u32, u32)>) -> Self {
        units.sort_unstable();
        units.shrink_to_fit();
        Self(units)
    }

    /// Returns how many units have a shingle.
    pub fn units(&self, hash: u32) -> usize {
        let at = self.0.binary_search_by_key(&hash, |it| it.0);
        at.map_or(1, |at| self.0[at].1 as usize)
    }
}

/// A passage that stands in two reports.
#[derive(Debug)]
pub(super) struct CopiedPassage {
    pub(super) own: Span,
    pub(super) other: Span,
    /// How many of its kept shingles are nobody else's.
    weight: usize,
}

/// How much of a section stands in another one.
#[derive(Debug)]
pub(super) struct SectionOverlap {
    /// In percent of the letters that are compared.
    pub(super) share: usize,
    /// Letters that are compared, and those of them that the other one has: rather too few than too many.
    pub(super) letters: usize,
    pub(super) copied: usize,
    /// The longest first.
    pub(super) passages: Vec<CopiedPassage>,
}

/// What is kept of the sections that `rules` compare.
pub(super) fn of(
    report: &Report<'_>,
    prose: &Prose<'_>,
    rules: &[CompiledRule],
) -> Box<[SectionShingles]> {
    let own = rules.iter().filter(|rule| rule.on && rule.of_pack.report_kind == report.kind.id);
    let checks: Vec<&CopiedCheck> = own
        .filter_map(|rule| match &rule.of_pack.check {
            Check::Copied(check) => Some(check),
            _ => None,
        })
        .collect();
    let mut sections: Vec<&Arc<str>> = checks.iter().flat_map(|check| &check.sections).collect();
    sections.sort();
    sections.dedup();
    let keep = |section: &&Arc<str>| {
        let own = checks.iter().filter(|check| check.sections.contains(section));
        let leave_out: Vec<Word> = own.flat_map(|check| check.leave_out.iter().copied()).collect();
        section_shingles(report, prose, section, &leave_out)
    };
    sections.iter().filter_map(keep).collect()
}

/// A letter of a section, and where it stands: its passage and the bytes of that.
struct Letter {
    char: char,
    passage: usize,
    range: Range<usize>,
}

fn section_shingles(
    report: &Report<'_>,
    prose: &Prose<'_>,
    id: &str,
    leave_out: &[Word],
) -> Option<SectionShingles> {
    let section = report.section(id)?;
    let title = section.heading.as_ref().map(|it| Arc::from(&*it.text))?;
    let mut letters = Vec::new();
    for (at, passage) in prose.passages.iter().enumerate() {
        let counts = passage.sort == PassageKind::Text && passage.is_prose_of(report, section);
        if !counts || is_subheading(passage) {
            continue;
        }
        for sentence in &prose.splits[at].sentences {
            let range = sentence.range.clone();
            if !prose.hits_within(at, &range).any(|hit| leave_out.contains(&hit.word)) {
                add_letters(&passage.text[range.clone()], at, range.start, &mut letters);
            }
        }
    }
    let place = |letter: &Letter| prose.place(letter.passage, letter.range.clone());
    let kept = kept(&letters, place);
    let letters = letters.len() as u32;
    (!kept.is_empty()).then(|| SectionShingles { section: Arc::from(id), title, letters, kept })
}

/// The shingles of `letters` that are kept; `place` says where a letter is.
fn kept(letters: &[Letter], place: impl Fn(&Letter) -> Span) -> Box<[Shingle]> {
    let hashes: Vec<u32> = letters.windows(LETTERS).map(hash).collect();
    let mut before = 0;
    let kept = winnowed(&hashes).into_iter().map(|at| {
        // At most a window.
        let step = (at - std::mem::replace(&mut before, at)) as u16;
        let (first, last) = (place(&letters[at]), place(&letters[at + LETTERS - 1]));
        let length = u16::try_from(last.end.saturating_sub(first.start)).unwrap_or(u16::MAX);
        Shingle { hash: hashes[at], start: first.start, length, step }
    });
    kept.collect()
}

/// Adds the letters of a sentence: a number is one, whatever it is, and quotations and titles of laws are none.
fn add_letters(text: &str, passage: usize, from: usize, letters: &mut Vec<Letter>) {
    let folded = FoldedText::new(text);
    let quoted = quotations(text);
    let mut last = None;
    for (at, char) in folded.text.char_indices().filter(|(_, char)| char.is_alphanumeric()) {
        let origin = folded.origin(at);
        let next = quoted.partition_point(|it| it.end <= origin);
        // Of a number the first digit stands for all: 1,234.
        let goes_on = is_digit(char) && last.is_some_and(is_digit);
        last = Some(char);
        if goes_on || quoted.get(next).is_some_and(|it| it.contains(&origin)) {
            continue;
        }
        let range = folded.origin_range(at..at + char.len_utf8(), text);
        let range = from + range.start..from + range.end;
        letters.push(Letter { char: if is_digit(char) { '0' } else { char }, passage, range });
    }
}

/// What stands in quotation marks, in order; an open mark alone quotes nothing.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let (mut quoted, mut open) = (Vec::new(), Vec::new());
    for (at, char) in text.char_indices() {
        match char {
            '“' | '《' | '「' => open.push(at),
            '”' | '》' | '」' => {
                if let Some(start) = open.pop().filter(|_| open.is_empty()) {
                    quoted.push(start..at);
                }
            }
            _ => {}
        }
    }
    quoted
}

fn is_digit(char: char) -> bool {
    char.is_ascii_digit() || stands_for_zero(char) || numeral::digit(char).is_some() || char == '十'
}

/// FNV-1a over the letters, folded to 32 bits.
fn hash(letters: &[Letter]) -> u32 {
    let mut hash = fnv1a(letters.iter().flat_map(|letter| u32::from(letter.char).to_le_bytes()));
    // The low bits of so few letters are uneven.
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash >> 32) as u32
}

/// The places of the least hash of each window, the last of equal ones, and both ends, so that a copy of the whole is shown whole.
fn winnowed(hashes: &[u32]) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..hashes.len().min(1)).collect();
    for start in 0..(hashes.len() + 1).saturating_sub(WINDOW.min(hashes.len())) {
        let window = &hashes[start..hashes.len().min(start + WINDOW)];
        let least = (0..window.len()).min_by_key(|&at| (window[at], std::cmp::Reverse(at)));
        let Some(least) = least.map(|at| start + at) else { break };
        if kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept.extend(hashes.len().checked_sub(1));
    kept.dedup();
    kept
}

impl Shingle {
    fn span(&self) -> Span {
        Span::new(self.start as usize..self.start as usize + usize::from(self.length))
    }
}

impl SectionShingles {
    /// The hashes of what is kept.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> {
        self.kept.iter().map(|it| it.hash)
    }

    /// How much of it stands in `other`. What `units` or more units have counts on neither side; none where nothing is left.
    pub(super) fn overlap(
        &self,
        other: &Self,
        common: &CommonShingles,
        units: usize,
    ) -> Option<SectionOverlap> {
        let there: HashMap<u32, usize> = other.hashes().zip(0..).collect();
        let (mut shared, mut standard, mut counted, mut begin) = (0, 0, 0, 0);
        let mut passages: Vec<CopiedPassage> = Vec::new();
        let mut next = None;
        for own in &self.kept {
            begin += usize::from(own.step);
            let is_own = common.units(own.hash) < units;
            let at = there.get(&own.hash).copied();
            // Each letter counts once, for the first that covers it.
            if !is_own || at.is_some() {
                let letters = begin + LETTERS - counted.max(begin);
                *(if is_own { &mut shared } else { &mut standard }) += letters;
                counted = begin + LETTERS;
            }
            let Some(at) = at else {
                next = None;
                continue;
            };
            let weight = usize::from(is_own);
            let (here, there) = (own.span(), other.kept[at].span());
            match passages.last_mut().filter(|_| next == Some(at)) {
                Some(passage) => {
                    passage.own = passage.own.join(here);
                    passage.other = passage.other.join(there);
                    passage.weight += weight;
                }
                None => passages.push(CopiedPassage { own: here, other: there, weight }),
            }
            next = Some(at + 1);
        }
        passages.retain(|passage| passage.weight > 0);
        passages.sort_by_key(|it| (std::cmp::Reverse(it.weight), it.own));
        let letters = (self.letters as usize).saturating_sub(standard);
        let share = (shared * 100).checked_div(letters)?;
        Some(SectionOverlap { share, letters, copied: shared, passages })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> String {
        let mut letters = Vec::new();
        add_letters(text, 0, 0, &mut letters);
        letters.iter().map(|it| it.char).collect()
    }

    #[test]
    fn numbers_are_one_letter_and_quotations_none() {
        assert_eq!(letters("2024年，公开１，２30.5条"), "0年公开0条");
        assert_eq!(letters("依据《条例》第二十七条“申请人”答复"), "依据第0条答复");
        assert_eq!(letters("二〇二四年"), letters("２０２３ 年"));
    }

    /// The letters of `text` as a section that nobody else has.
    fn section(text: &str) -> SectionShingles {
        let mut letters = Vec::new();
        add_letters(text, 0, 0, &mut letters);
        let kept = kept(&letters, |letter| Span::new(letter.range.clone()));
        let letters = letters.len() as u32;
        SectionShingles { section: "a".into(), title: "a".into(), letters, kept }
    }

    proptest! {
        /// Of a passage that two texts share, no letter too many is counted, and at most seven too few at either end.
        #[test]
        fn shared_letters_are_counted(
            before in "[甲-甿]{0,60}", after in "[甲-甿]{0,60}", shared in "[一-丿]{20,90}", other in "[疀-疿]{0,60}",
        ) {
            let one = section(&format!("{before}{shared}{after}"));
            let there = section(&format!("{other}{shared}{other}"));
            let overlap = one.overlap(&there, &CommonShingles::EMPTY, 5).expect("there are letters");
            let letters = |text: &str| section(text).letters as usize;
            prop_assert_eq!(overlap.letters, letters(&format!("{before}{shared}{after}")));
            prop_assert!(overlap.copied <= letters(&shared), "{:?}", overlap);
            prop_assert!(overlap.copied + 2 * (WINDOW - 1) >= letters(&shared), "{:?}", overlap);
        }
    }

    #[test]
    fn of_any_window_one_is_kept_and_the_same_of_a_shared_run() {
        let noise = |seed: u32| {
            (0..100_u32).map(move |at| (at + seed).wrapping_mul(0x9e37_79b1) ^ seed).collect()
        };
        let (left, right): (Vec<u32>, Vec<u32>) = (noise(1), noise(77));
        let shared: Vec<u32> = noise(5);
        let shared = &shared[..WINDOW];
        let kept = |hashes: &[u32]| -> Vec<u32> {
            winnowed(hashes).into_iter().map(|at| hashes[at]).collect()
        };
        let least = shared.iter().min().unwrap();
        for other in [&left, &right] {
            let whole = [other, shared, &other[..20]].concat();
            assert!(kept(&whole).contains(least));
            let places = winnowed(&whole);
            assert!(places.windows(2).all(|it| it[1] - it[0] <= WINDOW));
        }
    }
}
