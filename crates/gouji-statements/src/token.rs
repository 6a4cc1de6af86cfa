//! A passage as words, numbers, marks, and letters that belong to no word.

use std::ops::Range;

use gouji_parser::{
    fold::FoldedText,
    quantity::{Quantity, Unit},
};

use crate::{
    beside,
    grammar::Grammar,
    lexicon::Lexicon,
    paragraph::{About, ReportParagraph},
    piece::{PassagePiece, PieceKind},
    roles::Roles,
    set::Set,
};

/// The tokens of a paragraph.
pub(crate) fn tokens(
    paragraph: &ReportParagraph<'_>,
    grammar: &Grammar,
    about: &About<'_>,
) -> Vec<PassagePiece> {
    let Grammar { lexicon, roles, .. } = grammar;
    let ReportParagraph { text, folded, numbers, .. } = paragraph;
    let mut list: Vec<PassagePiece> = Vec::new();
    let mut waiting = numbers.iter().enumerate().peekable();
    let mut at = 0;
    for (range, set) in lexicon.words(text, folded) {
        // A number that reaches beyond the word is none of its letters: 一 of 一件.
        let mut covered = false;
        while let Some(&(index, number)) = waiting.peek()
            && number.range.start < range.end
        {
            let inside = range.start <= number.range.start && number.range.end <= range.end;
            covered |= !inside && number.range.end > range.start;
            waiting.next();
            if !inside {
                gap(text, at..number.range.start, &mut list);
                list.push(figure(index, number, roles, about));
                at = number.range.end.max(at);
            }
        }
        if !covered && range.start >= at {
            gap(text, at..range.start, &mut list);
            at = range.end;
            list.push(PassagePiece { range, kind: PieceKind::Word(set) });
        } else if range.end > at {
            // 年度 in 2024年度: 度 is a word of its own.
            let rest = &text[at..range.end];
            let end = words_of(rest, at, lexicon, &mut list);
            at = end.max(at);
        }
    }
    for (index, number) in waiting {
        gap(text, at..number.range.start, &mut list);
        list.push(figure(index, number, roles, about));
        at = number.range.end.max(at);
    }
    gap(text, at..text.len(), &mut list);
    blank_titles(&mut list);
    blank_brackets(&mut list);
    blank_channels(&mut list, roles);
    beside::join(&mut list, &grammar.beside, text, roles);
    join_dates(text, &mut list);
    list
}

/// The words of a piece of text that begins at `start`; gives where they end.
fn words_of(piece: &str, start: usize, lexicon: &Lexicon, list: &mut Vec<PassagePiece>) -> usize {
    let folded = FoldedText::new(piece);
    let mut at = 0;
    for (range, set) in lexicon.words(piece, &folded) {
        let range = start + range.start..start + range.end;
        at = range.end;
        list.push(PassagePiece { range, kind: PieceKind::Word(set) });
    }
    at
}

/// Marks and letters between words.
fn gap(text: &str, range: Range<usize>, list: &mut Vec<PassagePiece>) {
    if range.start >= range.end {
        return;
    }
    for (at, char) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let kind = match char {
            '，' | ',' | '、' | '；' | ';' | '。' | '：' | ':' | '（' | '(' | '）' | ')' | '！'
            | '!' | '？' | '?' | '\n' | '“' | '”' | '《' | '》' | '"' => {
                PieceKind::Mark(char)
            }
            _ if char.is_alphanumeric() => PieceKind::Letter,
            _ => continue,
        };
        list.push(PassagePiece { range: at..at + char.len_utf8(), kind });
    }
}

/// Bare numbers of as many digits count nothing.
const LONG: usize = 7;

/// A number: a year has the classes of its distance from the report's, other times have none.
fn figure(index: usize, number: &Quantity, roles: &Roles, about: &About<'_>) -> PassagePiece {
    let kind = match number.unit {
        Some(Unit::Counter("年")) => PieceKind::Word(year(number, roles, about)),
        // 1月至12月 is the whole year.
        Some(Unit::Counter("月")) if !matches!(i64::try_from(number.value), Ok(1 | 12)) => {
            PieceKind::Word(roles.period)
        }
        // 0000, 6120001: telephones.
        None if number.digits.len() >= LONG || number.form.leading_zeros => {
            PieceKind::Word(Set::NONE)
        }
        Some(unit @ Unit::Counter(_)) if !unit.counts_things() => PieceKind::Word(Set::NONE),
        _ => PieceKind::Number(index),
    };
    PassagePiece { range: number.range.clone(), kind }
}

fn year(number: &Quantity, roles: &Roles, about: &About<'_>) -> Set {
    let named = i32::try_from(number.value).ok().filter(|year| (1990..=2100).contains(year));
    let (Some(named), Some(own)) = (named, about.year) else { return Set::NONE };
    match named - i32::from(own) {
        0 => roles.this_year,
        -1 => roles.last_year,
        1 => roles.next_year,
        _ => roles.all_years,
    }
}

/// Takes what stands in 《》 for one neutral word, and letters in quotation marks for known ones: names
/// of documents and columns say nothing of the figure.
fn blank_titles(list: &mut [PassagePiece]) {
    let (mut title, mut quoted) = (false, false);
    for token in list {
        match token.kind {
            PieceKind::Mark('《') => title = true,
            PieceKind::Mark('》') => title = false,
            PieceKind::Mark('“') => quoted = true,
            PieceKind::Mark('”') => quoted = false,
            // Not closed: the marks hold up to the end of the sentence.
            PieceKind::Mark('。' | '；' | '！' | '？' | '\n') => {
                (title, quoted) = (false, false);
            }
            PieceKind::Letter if title || quoted => token.kind = PieceKind::Word(Set::NONE),
            _ if title => token.kind = PieceKind::Word(Set::NONE),
            _ => {}
        }
    }
}

/// Takes brackets without a figure, and what stands in them, for neutral words: what explains the words
/// before decides nothing.
fn blank_brackets(list: &mut [PassagePiece]) {
    let mut open = None;
    for at in 0..list.len() {
        match (&list[at].kind, open) {
            (PieceKind::Mark('（' | '('), _) => open = Some(at),
            (PieceKind::Number(_) | PieceKind::Mark('。' | '；' | '\n'), _) => open = None,
            (PieceKind::Mark('）' | ')'), Some(start)) => {
                for token in &mut list[start..=at] {
                    token.kind = PieceKind::Word(Set::NONE);
                }
                open = None;
            }
            _ => {}
        }
    }
}

/// Takes 通过公报、网站等渠道 for neutral words: through all of several channels is said of no part, and what
/// is named in it is none of what is counted.
fn blank_channels(list: &mut [PassagePiece], roles: &Roles) {
    let mut from = None;
    for at in 0..list.len() {
        match (&list[at].kind, from) {
            (PieceKind::Word(set), _) if set.has_any(roles.through) => from = Some(at),
            (PieceKind::Word(set), Some(start)) if set.has_any(roles.several) => {
                for token in &mut list[start..=at] {
                    token.kind = PieceKind::Word(Set::NONE);
                }
                from = None;
            }
            (PieceKind::Number(_), _) => from = None,
            (PieceKind::Mark(mark), _) if !matches!(mark, '、' | '“' | '”') => from = None,
            _ => {}
        }
    }
}

/// Takes years and months of a date for neutral words: 2025年1月31日 says nothing of the figure's year.
fn join_dates(text: &str, list: &mut [PassagePiece]) {
    let mut before = None;
    for at in 0..list.len() {
        let word = &text[list[at].range.clone()];
        let unit = word.chars().next_back().filter(|unit| matches!(unit, '年' | '月' | '日'));
        let is_word = matches!(list[at].kind, PieceKind::Word(_));
        let unit = unit.filter(|_| is_word && word.starts_with(char::is_numeric));
        if let (Some('年'), Some('月')) | (Some('月'), Some('日')) = (before, unit) {
            list[at - 1].kind = PieceKind::Word(Set::NONE);
        }
        before = unit;
    }
}
