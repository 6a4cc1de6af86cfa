//! Automatic numbers: how the levels of lists look, and where lists begin anew.

use super::fib::{self, Fib};
use crate::binary::{byte, long, short, slice, text};
use crate::flow::numbering::{
    LENGTH, LEVELS, ListLevel, ListNumbering, ListPattern, NumberGap, NumberedList,
};

/// Lists by the number that paragraphs name, from 1.
pub(super) fn read(tables: &[u8], fib: &Fib) -> ListNumbering {
    let mut numbering = ListNumbering::default();
    let patterns = patterns(tables, fib, &mut numbering).unwrap_or_default();
    let overrides = fib.place(fib::LIST_OVERRIDES);
    let part = overrides.and_then(|place| tables.get(place)).unwrap_or_default();
    lists(part, &patterns, &mut numbering);
    numbering
}

/// The lists as they are defined; gives their ids, in order.
fn patterns(tables: &[u8], fib: &Fib, numbering: &mut ListNumbering) -> Option<Vec<u32>> {
    const ENTRY: usize = 28;
    let place = fib.place(fib::LISTS)?;
    let part = tables.get(place.clone())?;
    let count = usize::from(short(part, 0)?);
    let mut ids = Vec::new();
    // The levels of all lists stand behind the part.
    let mut levels = ListCursor { bytes: tables, at: place.end };
    for at in 0..count {
        let Some(entry) = slice(part, 2 + at * ENTRY, ENTRY) else { break };
        let is_simple = byte(entry, 26)? & 1 != 0;
        let mut pattern = ListPattern::default();
        for place in pattern.iter_mut().take(if is_simple { 1 } else { LEVELS }) {
            let Some(level) = levels.level() else { break };
            *place = Some(level);
        }
        ids.push(long(entry, 0)?);
        numbering.patterns.insert(at as u32, pattern);
    }
    Some(ids)
}

/// The lists as paragraphs name them.
fn lists(part: &[u8], patterns: &[u32], numbering: &mut ListNumbering) {
    const ENTRY: usize = 16;
    let count = long(part, 0).unwrap_or(0) as usize;
    let count = count.min(part.len() / ENTRY);
    let mut data = ListCursor { bytes: part, at: 4 + count * ENTRY };
    for at in 0..count {
        let Some(entry) = slice(part, 4 + at * ENTRY, ENTRY) else { return };
        let pattern = patterns.iter().position(|id| Some(*id) == long(entry, 0));
        let pattern = pattern.map_or(u32::MAX, |at| at as u32);
        let mut list = NumberedList { pattern, counter: pattern, ..NumberedList::default() };
        let levels = byte(entry, 12).map_or(0, usize::from);
        // Behind the entries, for each list: a mark, and the levels that are otherwise.
        data.at += 4;
        let read = (0..levels).try_for_each(|_| data.exception(&mut list));
        numbering.lists.insert(at as u32 + 1, list);
        if read.is_none() {
            // Where the next begins is not known.
            data.at = usize::MAX / 2;
        }
    }
}

/// A place in what has no table of places.
struct ListCursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl ListCursor<'_> {
    /// Takes up the next exception of a list.
    fn exception(&mut self, list: &mut NumberedList) -> Option<()> {
        let (start, flags) = (long(self.bytes, self.at)?, long(self.bytes, self.at + 4)?);
        self.at += 8;
        let at = (flags & 0xF) as usize;
        let level = if flags & 0x20 == 0 { None } else { Some(self.level()?) };
        if flags & 0x10 != 0 {
            let start = level.as_ref().map_or(start, |level| level.start);
            *list.starts.get_mut(at)? = Some(start);
        }
        if level.is_some() {
            *list.levels.get_mut(at)? = level;
        }
        Some(())
    }

    /// The next level.
    fn level(&mut self) -> Option<ListLevel> {
        const HEAD: usize = 28;
        let head = slice(self.bytes, self.at, HEAD)?;
        let properties = usize::from(byte(head, 24)?) + usize::from(byte(head, 25)?);
        let words = self.at + HEAD + properties;
        let length = usize::from(short(self.bytes, words)?);
        let shown = text(self.bytes, words + 2, length)?;
        self.at = words + 2 + length * 2;
        let flags = byte(head, 5)?;
        Some(ListLevel {
            start: long(head, 0)?,
            format: format_name(byte(head, 4)?).to_owned(),
            text: pattern_text(&shown),
            gap: match byte(head, 15)? {
                1 => NumberGap::Space,
                2 => NumberGap::Nothing,
                _ => NumberGap::Tab,
            },
            restart: byte(head, 26).map(u32::from).filter(|_| flags & 0x08 != 0),
            style: None,
            legal: flags & 0x04 != 0,
        })
    }
}

/// The text of a level, in which the numbers of levels stand as characters 0 to 8.
fn pattern_text(shown: &str) -> String {
    let mut text = String::new();
    for char in shown.chars().take(LENGTH) {
        match char as u32 {
            level @ 0..=8 => text += &format!("%{}", level + 1),
            _ => text.push(char),
        }
    }
    text
}

/// The name in .docx of a format.
fn format_name(code: u8) -> &'static str {
    match code {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        19 => "decimalFullWidth2",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        36 => "taiwaneseDigital",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        57 => "numberInDash",
        255 => "none",
        _ => "decimal",
    }
}
