//! Kinds of report: what their titles end in, and what they speak of; what only resembles them.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use gouji_parser::{
    fold::{is_simplified, simplified},
    words::Words,
};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::Localized;

/// A kind of report. Each has forms and rules of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReportKind {
    /// `disclosure`.
    pub id: Arc<str>,
    /// Its name in messages.
    pub name: Localized,
    /// How titles end, folded.
    #[serde(deserialize_with = "super::folded")]
    pub title_ends: Vec<String>,
    /// The same as words; made when first asked for.
    #[serde(skip)]
    ends: OnceLock<Words>,
    /// Titles that fit a report of any kind, folded: 年度报告.
    #[serde(default, deserialize_with = "super::folded")]
    pub(crate) bare_titles: Vec<String>,
    /// Words for the statistical period, folded: 统计期限.
    #[serde(default, deserialize_with = "super::folded")]
    pub(crate) period: Vec<String>,
    /// Words one of which stands in every such report, folded.
    #[serde(deserialize_with = "super::folded")]
    pub(crate) about: Vec<String>,
    /// Whether only a file with such a title is one.
    #[serde(default)]
    pub(crate) titled: bool,
}

impl ReportKind {
    /// Where a folded text has what titles end in, left to right, shorter ones first: the index of the ending and
    /// its bytes.
    pub(crate) fn ends_in(&self, folded: &str) -> Vec<(u32, Range<usize>)> {
        let mut found = Vec::new();
        let ends = self.ends.get_or_init(|| super::words_of(&self.title_ends));
        ends.each(folded, |ending, range| found.push((ending, range)));
        found
    }
}

/// What resembles a report and is something else: the report of a university, the notice that asks for
/// reports.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookalike {
    /// Its name in messages.
    pub name: Localized,
    /// Any of these in the title shows it…
    #[serde(default)]
    title: Vec<Signs>,
    /// …or each of these in some line before the first section, where no title names organ and year.
    #[serde(default)]
    head: Vec<Signs>,
    /// …or so many traditional characters, and more than simplified ones…
    traditional: Option<usize>,
    /// …or the way in which most of its lines begin.
    lines: Option<Beginnings>,
}

/// How the lines of a text begin that is no text for readers: data, a program, a log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Beginnings {
    /// The first line begins with one of these, where there are any…
    #[serde(default)]
    first: Vec<String>,
    /// …and most lines with one of these, in which 0 stands for a number of any length…
    #[serde(default)]
    begin: Vec<String>,
    /// …or as the first one does up to its first number before one of these: the number of the line…
    #[serde(default)]
    counted_by: Vec<String>,
    /// …or with a word of Latin letters that one of these follows.
    #[serde(default)]
    word_then: String,
    /// Most: one of so many lines, where that is less than half of them.
    one_in: Option<usize>,
}

/// The first lines of a text that are not blank.
pub(crate) struct FirstLines<'t>(Vec<&'t str>);

impl<'t> FirstLines<'t> {
    /// Those of `text`.
    pub(crate) fn of(text: &'t str) -> Self {
        let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim_start);
        Self(lines.filter(|line| !line.is_empty()).take(LINES).collect())
    }
}

impl Beginnings {
    /// Whether the lines of a text begin so.
    fn are_in(&self, FirstLines(lines): &FirstLines<'_>) -> bool {
        let Some(first) = lines.first() else { return false };
        if !self.first.is_empty() && !self.first.iter().any(|it| first.starts_with(&**it)) {
            return false;
        }
        let count = self.count_in(first);
        let firsts = self.begin.iter().chain(&count).map(|begin| first_byte(begin));
        let firsts = firsts.fold([false; 256], |mut firsts, byte| {
            firsts[usize::from(byte)] = true;
            firsts
        });
        let own = lines.iter().filter(|line| {
            firsts[usize::from(first_byte(line))]
                && self.begin.iter().chain(&count).any(|begin| begins_as(line, begin))
                || self.is_word_in(line)
        });
        match self.one_in {
            Some(many) => own.count() * many >= lines.len(),
            None => own.count() * 2 > lines.len(),
        }
    }

    /// How a line begins, up to the first of what follows the number of a line, with 0 for each number.
    fn count_in(&self, line: &str) -> Option<String> {
        if self.counted_by.is_empty() {
            return None;
        }
        let mut shown: String = numbers_as_zero(line).collect();
        let ends = self.counted_by.iter().map(|mark| format!("0{mark}"));
        let end = ends.filter_map(|end| Some(shown.find(&end)? + end.len())).min()?;
        shown.truncate(end);
        Some(shown)
    }

    /// Whether a line begins with a word and what follows such a word.
    fn is_word_in(&self, line: &str) -> bool {
        let is_word = line.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_');
        if !is_word || self.word_then.is_empty() {
            return false;
        }
        let after = line.trim_start_matches(is_of_a_word).trim_start();
        after.starts_with(|char| self.word_then.contains(char))
    }
}

/// The first byte of a line; every digit counts as 0.
fn first_byte(line: &str) -> u8 {
    match line.as_bytes() {
        [digit, ..] if digit.is_ascii_digit() => b'0',
        [byte, ..] => *byte,
        [] => b'\n',
    }
}

/// Whether a line begins as `begin` does, in which 0 stands for each number.
fn begins_as(line: &str, begin: &str) -> bool {
    let mut shown = numbers_as_zero(line);
    begin.chars().all(|char| shown.next() == Some(char))
}

/// The beginning of a line with 0 in the place of each number.
fn numbers_as_zero(line: &str) -> impl Iterator<Item = char> {
    let mut in_number = false;
    line.chars().take(BEGINNING).filter_map(move |char| {
        let follows = std::mem::replace(&mut in_number, char.is_ascii_digit());
        match (in_number, follows) {
            (true, true) => None,
            (true, false) => Some('0'),
            (false, _) => Some(char),
        }
    })
}

/// Whether a character stands in the names of data and programs.
fn is_of_a_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '-' | '/' | '$')
}

/// Words of a line: one of each group, and none of `never`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    #[serde(deserialize_with = "folded_groups")]
    words: Vec<Vec<String>>,
    #[serde(default, deserialize_with = "super::folded")]
    never: Vec<String>,
}

impl Signs {
    fn are_in(&self, folded: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| folded.contains(&**word));
        self.words.iter().all(|group| has(group)) && !has(&self.never)
    }
}

impl Lookalike {
    /// Whether a file is one by its folded title.
    pub(crate) fn has_title(&self, title: &str) -> bool {
        self.title.iter().any(|signs| signs.are_in(title))
    }

    /// Whether a file is one by its folded first lines.
    pub(crate) fn has_head(&self, lines: &[&str]) -> bool {
        let has = |signs: &Signs| lines.iter().any(|line| signs.are_in(line));
        !self.head.is_empty() && self.head.iter().all(has)
    }

    /// Whether a file is one by its characters: it has enough of its script's own, and more than of the
    /// other's, so that names and quotations do not decide.
    pub(crate) fn has_script<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        let Some(least) = self.traditional else { return false };
        let (mut own, mut other) = (0, 0);
        for char in texts.flat_map(str::chars).filter(|&char| is_wide(char)).take(SAMPLE) {
            own += usize::from(simplified(char).is_some());
            other += usize::from(is_simplified(char));
        }
        own >= least && own > other
    }

    /// Whether a file is one by the way in which its lines begin.
    pub(crate) fn has_lines(&self, text: &FirstLines<'_>) -> bool {
        self.lines.as_ref().is_some_and(|lines| lines.are_in(text))
    }

    /// Whether it is told by its script.
    pub fn is_script(&self) -> bool {
        self.traditional.is_some()
    }
}

/// So many lines show how those of a text begin, …
const LINES: usize = 400;

/// …and so many characters of each.
const BEGINNING: usize = 60;

/// So many characters show the script of a text.
const SAMPLE: usize = 8192;

/// Whether it is neither of the Latin script nor its punctuation: a page has more of these than of text.
fn is_wide(char: char) -> bool {
    char > '\u{2E7F}'
}

fn folded_groups<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Vec<String>>, D::Error> {
    let is_text = deserializer.is_human_readable();
    let mut groups = Vec::<Vec<String>>::deserialize(deserializer)?;
    for word in groups.iter_mut().flatten().filter(|_| is_text) {
        *word = gouji_parser::fold::fold(word);
    }
    Ok(groups)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindsToml {
    #[serde(default)]
    pub(super) kind: Vec<Spanned<ReportKind>>,
    #[serde(default)]
    pub(super) lookalike: Vec<Lookalike>,
}
