//! numbering.xml: the 一、 and （一） that Word shows and no run contains.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{numeral::numeral, xml::Xml};
use crate::ReadError;

/// Levels of a list; deeper ones do not exist.
const LEVELS: usize = 9;
/// Characters of a number; a longer one is cut (a pattern may be as long as a file).
const LENGTH: usize = 64;

/// The lists of a file.
#[derive(Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<u32, Pattern>,
    lists: BTreeMap<u32, List>,
}

/// `w:abstractNum`: how levels look. Lists of one pattern count on together.
#[derive(Default)]
struct Pattern {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that has the levels in this one's stead.
    borrowed: Option<String>,
    /// The numbering style that has its levels from here.
    lent: Option<String>,
}

struct Level {
    start: u32,
    format: String,
    /// `%1、`
    text: String,
    gap: Gap,
    /// The level (from 1) after which it starts again; 0 for never.
    restart: Option<u32>,
    /// The paragraph style that has this level.
    style: Option<String>,
    /// All numbers decimal.
    legal: bool,
}

#[derive(Clone, Copy)]
enum Gap {
    Tab,
    Space,
    Nothing,
}

/// `w:num`.
#[derive(Default)]
struct List {
    pattern: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

impl Numbering {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut numbering = Self::default();
        if xml.child()?.is_none() {
            return Ok(numbering);
        }
        while let Some(tag) = xml.child()? {
            let id = |name| tag.get(name).and_then(|id| id.trim().parse::<u32>().ok());
            match (id("abstractNumId"), id("numId")) {
                (Some(id), _) if tag.name() == "abstractNum" => {
                    numbering.patterns.insert(id, Pattern::read(&mut xml)?);
                }
                (_, Some(id)) if tag.name() == "num" => {
                    numbering.lists.insert(id, List::read(&mut xml)?);
                }
                _ => xml.skip()?,
            }
        }
        numbering.return_borrowed();
        Ok(numbering)
    }

    /// Points lists whose pattern borrows its levels at the pattern that lends them.
    fn return_borrowed(&mut self) {
        // Of two that lend the same style the first does: it is the last to be put in.
        let patterns = self.patterns.iter().rev();
        let lenders: HashMap<&str, u32> =
            patterns.filter_map(|(id, it)| Some((it.lent.as_deref()?, *id))).collect();
        for list in self.lists.values_mut() {
            let borrowed = self.patterns.get(&list.pattern).and_then(|it| it.borrowed.as_deref());
            if let Some(&lender) = borrowed.and_then(|style| lenders.get(style)) {
                list.pattern = lender;
            }
        }
    }

    /// The level of a list that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let list = self.lists.get(&list)?;
        let levels = &self.patterns.get(&list.pattern)?.levels;
        let owns = |level: &Option<Level>| {
            level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style))
        };
        (0..LEVELS).find(|&at| owns(&list.levels[at]) || owns(&levels[at])).map(|at| at as u8)
    }
}

impl Pattern {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut pattern = Self::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "lvl" => {
                    Level::read(xml, level_index(&tag), &mut pattern.levels)?;
                    continue;
                }
                "numStyleLink" => pattern.borrowed = tag.val().map(Into::into),
                "styleLink" => pattern.lent = tag.val().map(Into::into),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(pattern)
    }
}

impl List {
    fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut list = Self::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "abstractNumId" => list.pattern = tag.number().unwrap_or(0),
                "lvlOverride" => {
                    let at = level_index(&tag);
                    while let Some(tag) = xml.child()? {
                        match tag.name() {
                            "startOverride" => list.starts[at] = tag.number(),
                            "lvl" => {
                                Level::read(xml, at, &mut list.levels)?;
                                continue;
                            }
                            _ => {}
                        }
                        xml.skip()?;
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(list)
    }
}

impl Level {
    fn read(xml: &mut Xml, at: usize, into: &mut [Option<Self>]) -> Result<(), ReadError> {
        let mut level = Self {
            start: 0,
            format: "decimal".into(),
            text: String::new(),
            gap: Gap::Tab,
            restart: None,
            style: None,
            legal: false,
        };
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "start" => level.start = tag.number().unwrap_or(0),
                "numFmt" => level.format = tag.val().unwrap_or_default().into(),
                "lvlText" => {
                    level.text = tag.val().unwrap_or_default().chars().take(LENGTH).collect();
                }
                "suff" => {
                    level.gap = match tag.val().as_deref() {
                        Some("space") => Gap::Space,
                        Some("nothing") => Gap::Nothing,
                        _ => Gap::Tab,
                    };
                }
                "lvlRestart" => level.restart = tag.number(),
                "pStyle" => level.style = tag.val().map(Into::into),
                "isLgl" => level.legal = tag.is_on(),
                _ => {}
            }
            xml.skip()?;
        }
        into[at] = Some(level);
        Ok(())
    }
}

fn level_index(tag: &super::xml::Tag) -> usize {
    let level = tag.get("ilvl").and_then(|level| level.trim().parse::<usize>().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

/// Counts numbered paragraphs in reading order.
pub(super) struct Counter<'a> {
    numbering: &'a Numbering,
    /// Last number of each level, by pattern.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// (list, level) whose own start has been used.
    started: HashSet<(u32, usize)>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(numbering: &'a Numbering) -> Self {
        Self { numbering, counts: HashMap::new(), started: HashSet::new() }
    }

    /// The number of the next paragraph of that list and level, with the gap after it. Bullets are
    /// counted and not shown: as text they would stand in the way of labels.
    ///
    /// A tab after the number becomes a space, and nothing after full-width punctuation, so that
    /// the line reads as if the number had been typed: `一、总体情况`.
    pub(super) fn next(&mut self, list_id: u32, level: u8) -> Option<String> {
        let numbering = self.numbering;
        let list = numbering.lists.get(&list_id)?;
        let pattern = numbering.patterns.get(&list.pattern)?;
        let level_of = |at: usize| list.levels[at].as_ref().or(pattern.levels[at].as_ref());
        let start_of = |at: usize| {
            list.starts[at].or_else(|| level_of(at).map(|level| level.start)).unwrap_or(1)
        };
        let at = usize::from(level).min(LEVELS - 1);
        let counts = self.counts.entry(list.pattern).or_default();
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
            Gap::Space => number.push(' '),
            Gap::Tab if !typed => number.push(' '),
            Gap::Tab | Gap::Nothing => {}
        }
        Some(number)
    }
}

/// Fills `%1`…`%9` of a level's text with the numbers of those levels.
fn number_text(level: &Level, numeral_of: impl Fn(usize) -> Option<String>) -> Option<String> {
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
