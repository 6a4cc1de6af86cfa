//! Words of the text that are written wrongly, whatever they are: names that are nearly a known one, and
//! words that stand twice.

use std::ops::Range;

use gouji_parser::heading::numbering;

use super::{is_han, pattern::LazyPattern};
use crate::prose::{PassageKind, Prose, is_subheading};

/// Misspellings of one text at most.
const MOST: usize = 100;

/// Bytes of a name at most.
const LONGEST: usize = 120;

/// Letters of a name that are too many, lacking, or, as one of each, others, at most.
const NEAR: usize = 2;

/// Letters of a name for each of those.
const FOR_EACH: usize = 6;

/// What is written, and what should be, with the places.
#[derive(Debug)]
pub(super) struct Misspelling {
    pub(super) wrong: String,
    pub(super) right: String,
    pub(super) places: Vec<(usize, Range<usize>)>,
}

/// The titles in 《》 that are nearly one of `names` and none of them, and the headings that are one without
/// one of its letters.
pub(super) fn misnamed(names: &[String], prose: &Prose<'_>) -> Vec<Misspelling> {
    let mut found = Vec::new();
    for (at, passage) in prose.passages.iter().enumerate() {
        let text = &*passage.text;
        let own = match passage.sort {
            PassageKind::Cell => continue,
            PassageKind::Heading => Some(text),
            PassageKind::Text => is_subheading(passage).then_some(text),
        };
        let titled = text.match_indices('《').filter_map(|(open, mark)| {
            let rest = &text[open + mark.len()..];
            Some(&rest[..rest.find(['》', '《', '（', '('])?])
        });
        let own = own.map(|text| {
            let text = text.trim();
            numbering(text).map_or(text, |it| text.get(it.len..).unwrap_or_default())
        });
        let all = titled.map(|it| (it, false)).chain(own.map(|it| (it, true)));
        for (name, heading) in all.map(|(name, heading)| (name.trim(), heading)) {
            let right = (name.len() <= LONGEST).then(|| nearly(name, heading, names)).flatten();
            if let Some(right) = right {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                add(&mut found, name, right, (at, start..start + name.len()));
            }
        }
    }
    found
}

/// The name that is meant, where what is written is none of them. What has one of them in it is another name;
/// a heading has lost a letter, since others put in or leave out a word at will.
fn nearly<'n>(written: &str, heading: bool, names: &'n [String]) -> Option<&'n str> {
    let own = written.chars().count();
    let near = |name: &&String| {
        let letters = name.chars().count();
        let most = NEAR.min(letters / FOR_EACH);
        let fits = if heading { letters == own + 1 } else { letters.abs_diff(own) <= most };
        fits && !written.contains(name.as_str())
            && distance(written, name) <= if heading { 1 } else { most }
    };
    let known = names.iter().any(|name| name == written);
    names.iter().filter(|_| !known).find(near).map(String::as_str)
}

/// Letters that are to be put in or taken out to make one text of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    // Of what of `one` has been read, how far each beginning of `other` is.
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (read, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = read + 1;
        for (at, own) in other.iter().enumerate() {
            let best = if *own == letter { diagonal } else { 1 + row[at].min(row[at + 1]) };
            diagonal = std::mem::replace(&mut row[at + 1], best);
        }
    }
    row[other.len()]
}

/// Words of two letters that stand twice, where `before` and `after` match what is beside them; not those
/// that begin with one of `unless`: 一件一件.
pub(super) fn doubled(
    before: Option<&LazyPattern>,
    after: Option<&LazyPattern>,
    unless: &str,
    prose: &Prose<'_>,
) -> Vec<Misspelling> {
    let mut found = Vec::new();
    let texts = prose.passages.iter().enumerate();
    for (at, passage) in texts.filter(|(_, it)| it.sort == PassageKind::Text) {
        let text = &*passage.text;
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for four in chars.windows(4) {
            let [(start, first), (_, second), (again, third), (last, fourth)] = *four else {
                continue;
            };
            let twice = (first, second) == (third, fourth) && first != second;
            if !twice || ![first, second].into_iter().all(is_han) || unless.contains(first) {
                continue;
            }
            let end = last + fourth.len_utf8();
            let reads = |pattern: Option<&LazyPattern>, range: Range<usize>| {
                pattern.and_then(LazyPattern::get).is_none_or(|it| it.is_match(&text[range]))
            };
            let sentence = prose.sentence_at(at, start);
            if reads(before, sentence.start.min(start)..start)
                && reads(after, end..sentence.end.max(end))
            {
                add(&mut found, &text[start..end], &text[start..again], (at, start..end));
            }
        }
    }
    found
}

fn add(found: &mut Vec<Misspelling>, wrong: &str, right: &str, place: (usize, Range<usize>)) {
    if let Some(known) = found.iter_mut().find(|it| it.wrong == wrong) {
        known.places.push(place);
    } else if found.len() < MOST {
        let (wrong, right) = (wrong.to_owned(), right.to_owned());
        found.push(Misspelling { wrong, right, places: vec![place] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_near_by_their_letters() {
        let names = ["中华人民共和国政府信息公开条例", "政府信息公开条例"].map(str::to_owned);
        let check = |written| nearly(written, false, &names).map(|it| it.chars().count());
        assert_eq!(check("中华人民共和国信息公开条例"), Some(15));
        assert_eq!(check("中国人民共和国政府信息公开条例"), Some(15));
        assert_eq!(check("中华人民共和国国政府信息公开条例"), Some(15));
        assert_eq!(check("政府信公开条例"), Some(8));
        for right in
            ["政府信息公开条例", "新政府信息公开条例", "信息公开条例", "政府信息公开指南", ""]
        {
            assert_eq!(check(right), None, "{right}");
        }
        assert_eq!(nearly("府信息公开条例", true, &names), Some("政府信息公开条例"));
        for right in ["政府信息公开的条例", "政务信息公开条例", "政府信息公开条例"]
        {
            assert_eq!(nearly(right, true, &names), None, "{right}");
        }
    }
}
