//! Lists whose numbers are counted: the 一、 and （一） that are shown and stand in no text.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::numeral::numeral;

/// Levels of a list; deeper ones do not exist.
pub(crate) const LEVELS: usize = 9;
/// Characters of a number; a longer one is cut (a pattern may be as long as a file).
pub(crate) const LENGTH: usize = 64;

/// The lists of a file.
#[derive(Default)]
pub(crate) struct ListNumbering {
    pub(crate) patterns: BTreeMap<u32, ListPattern>,
    pub(crate) lists: BTreeMap<u32, NumberedList>,
}

/// How the levels of a list look.
pub(crate) type ListPattern = [Option<ListLevel>; LEVELS];

/// How a level looks and counts.
pub(crate) struct ListLevel {
    pub(crate) start: u32,
    /// The name of the format in .docx, see [`numeral`].
    pub(crate) format: String,
    /// `%1、`
    pub(crate) text: String,
    pub(crate) gap: NumberGap,
    /// The level (from 1) after which it starts again; 0 for never.
    pub(crate) restart: Option<u32>,
    /// The paragraph style that has this level.
    pub(crate) style: Option<String>,
    /// All numbers decimal.
    pub(crate) legal: bool,
}

/// What stands after a number.
#[derive(Clone, Copy)]
pub(crate) enum NumberGap {
    Tab,
    Space,
    Nothing,
}

/// A list.
#[derive(Default)]
pub(crate) struct NumberedList {
    pub(crate) pattern: u32,
    /// What it counts in: lists with the same one count on together.
    pub(crate) counter: u32,
    /// Numbers that levels begin again at with the first paragraph of this list.
    pub(crate) starts: [Option<u32>; LEVELS],
    /// Levels that look otherwise than those of the pattern.
    pub(crate) levels: ListPattern,
}

impl ListNumbering {
    /// The level of a list that belongs to a paragraph style.
    pub(crate) fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let list = self.lists.get(&list)?;
        let levels = self.patterns.get(&list.pattern)?;
        let owns = |level: &Option<ListLevel>| {
            level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style))
        };
        (0..LEVELS).find(|&at| owns(&list.levels[at]) || owns(&levels[at])).map(|at| at as u8)
    }
}

/// Counts numbered paragraphs in reading order.
pub(crate) struct Counter<'a> {
    numbering: &'a ListNumbering,
    /// Last number of each level, by counter.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// (list, level) whose own start has been used.
    started: HashSet<(u32, usize)>,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(numbering: &'a ListNumbering) -> Self {
        Self { numbering, counts: HashMap::new(), started: HashSet::new() }
    }

    /// The number of the next paragraph of that list and level, with the gap after it. Bullets are
    /// counted and not shown: as text they would stand in the way of labels.
    ///
    /// A tab after the number becomes a space, and nothing after full-width punctuation, so that
    /// the line reads as if the number had been typed: `一、总体情况`.
    pub(crate) fn next(&mut self, list_id: u32, level: u8) -> Option<String> {
        let numbering = self.numbering;
        let list = numbering.lists.get(&list_id)?;
        let pattern = numbering.patterns.get(&list.pattern)?;
        let level_of = |at: usize| list.levels[at].as_ref().or(pattern[at].as_ref());
        let start_of = |at: usize| {
            list.starts[at].or_else(|| level_of(at).map(|level| level.start)).unwrap_or(1)
        };
        let at = usize::from(level).min(LEVELS - 1);
        let counts = self.counts.entry(list.counter).or_default();
        let restarts = list.starts[at].is_some() && self.started.insert((list_id, at));
        counts[at] = Some(match counts[at] {
            Some(count) if !restarts => count.saturating_add(1),
            _ => start_of(at),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let after = level_of(deeper).and_then(|level| level.restart);
            if after.is_none_or(|after| at < after as usize) {
                *count = None;
            }
        }
        let shown = level_of(at)?;
        let mut number = number_text(shown, |other| {
            let format = if shown.legal { "decimal" } else { &level_of(other)?.format };
            Some(numeral(format, counts[other].unwrap_or_else(|| start_of(other))))
        })?;
        let typed = number.chars().next_back().is_none_or(|last| !last.is_ascii());
        match shown.gap {
            NumberGap::Space => number.push(' '),
            NumberGap::Tab if !typed => number.push(' '),
            NumberGap::Tab | NumberGap::Nothing => {}
        }
        Some(number)
    }
}

/// Fills `%1`…`%9` of a level's text with the numbers of those levels.
fn number_text(level: &ListLevel, numeral_of: impl Fn(usize) -> Option<String>) -> Option<String> {
    if level.format == "bullet" {
        return None;
    }
    let mut number = String::new();
    let mut chars = level.text.chars().peekable();
    while let Some(char) = chars.next() {
        let digit = chars.peek().and_then(|next| next.to_digit(10)).filter(|digit| *digit > 0);
        match digit {
            Some(digit) if char == '%' => {
                chars.next();
                number.push_str(&numeral_of(digit as usize - 1).unwrap_or_default());
            }
            _ => number.push(if char.is_control() { ' ' } else { char }),
        }
    }
    Some(number.chars().take(LENGTH).collect())
}
