//! Digits: `1,234.50`, `１６３１．６３`, `l0`, `1 631`.

use std::ops::Range;

use super::{
    DigitForm,
    chars::{Cursor, Setting, digit, is_dot, is_space, lookalike},
    lexed::{LexedNumber, Mantissa},
    unit,
};
use crate::fold::is_han;

/// More groups than this are beyond exact arithmetic; the bound keeps the look ahead short.
const MAX_GROUPS: usize = 10;

/// Reads the number that begins at `start`, where a digit stands (in a cell, or a lookalike).
pub(super) fn read(text: &str, start: usize, setting: Setting) -> LexedNumber {
    let whole = run(text, start, setting);
    if whole == start {
        let mut cursor = Cursor::new(text, start);
        cursor.eat_while(|char| digit(char).or(lookalike(char)).is_some());
        return LexedNumber::Unreadable { end: cursor.at };
    }
    let mut end = fraction(text, start, whole, setting).unwrap_or(whole);
    if let Some((grouped, separator)) = groups(text, start..whole, setting) {
        let grouped_end = fraction(text, start, grouped, setting).unwrap_or(grouped);
        // "0 0 12 300 4" in prose is a flattened table row; "15 007条" a broken number
        let broken = setting == Setting::Cell || unit::follows(text, grouped_end);
        if !is_space(separator) || broken {
            end = grouped_end;
        }
    }
    match value(&text[start..end]) {
        Some((coefficient, decimals, form)) => {
            LexedNumber::Number(Mantissa { coefficient, decimals, digits: start..end, form })
        }
        None => LexedNumber::Unreadable { end },
    }
}

/// The end of the digits from `start`, letters taken for digits included where they can only be
/// slips: `l0` in a cell, `2O20年` in prose, but neither `H2O` nor `5Ix`.
fn run(text: &str, start: usize, setting: Setting) -> usize {
    let mut digits = Cursor::new(text, start);
    digits.eat_while(|char| digit(char).is_some());
    let part_of_word = |char: Option<char>| {
        char.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || lookalike(c).is_some())
    };
    // asked first: in 1O1O…1Ox each digit would look ahead to the x
    if part_of_word(Cursor::new(text, start).before()) {
        return digits.at;
    }
    let mut all = digits;
    all.eat_while(|char| digit(char).or(lookalike(char)).is_some());
    if all.at == digits.at || part_of_word(all.peek()) {
        return digits.at;
    }
    let slips = &text[start..all.at];
    match setting {
        Setting::Cell => {
            let certain = slips.contains(|char| digit(char).is_some());
            let zero = slips.chars().count() == 1 && slips.chars().all(|c| lookalike(c) == Some(0));
            if certain || zero { all.at } else { digits.at }
        }
        Setting::Prose => {
            let measured =
                all.peek().is_some_and(|char| is_han(char) || matches!(char, '%' | '％'));
            let inner = slips.trim_end_matches(|char| lookalike(char).is_some()).len();
            if measured { all.at } else { start + inner }
        }
    }
}

/// The end of groups of three after `first`, and what separates them.
fn groups(text: &str, first: Range<usize>, setting: Setting) -> Option<(usize, char)> {
    let head = &text[first.clone()];
    let plain = head.chars().all(|char| digit(char).is_some());
    let leading = head.chars().next().and_then(digit);
    if !plain || leading == Some(0) || head.chars().count() > 3 {
        return None;
    }
    let wide = |char: Option<char>| char.is_some_and(|char| ('０'..='９').contains(&char));
    let mut cursor = Cursor::new(text, first.end);
    let separator = cursor.peek().filter(|&char| match char {
        ',' => true,
        // in prose "共５，１００件" may be a pause; only full width throughout is taken as a group
        '，' => {
            let after = text[first.end + '，'.len_utf8()..].chars().next();
            setting == Setting::Cell || wide(head.chars().next_back()) && wide(after)
        }
        char => is_space(char),
    })?;
    for count in 0..=MAX_GROUPS {
        let mut ahead = cursor;
        if ahead.eat_if(|char| char == separator).is_none() {
            return (count > 0).then_some((cursor.at, separator));
        }
        let mut length = 0;
        while length <= 3 && ahead.eat_if(|char| digit(char).is_some()).is_some() {
            length += 1;
        }
        match length {
            0 => return (count > 0).then_some((cursor.at, separator)),
            3 => cursor = ahead,
            _ => return None,
        }
    }
    None
}

/// The end of the digits after a dot at `dot_at`.
fn fraction(text: &str, start: usize, dot_at: usize, setting: Setting) -> Option<usize> {
    let mut cursor = Cursor::new(text, dot_at);
    let dot = cursor.eat_if(|char| is_dot(char) || char == '。')?;
    cursor.peek().and_then(digit)?;
    let end = run(text, cursor.at, setting);
    let mut after = Cursor::new(text, end);
    // 98。5% is a slip; 15007。2020年 are two sentences
    let continues = matches!(after.peek(), Some('%' | '％' | '‰' | '万' | '亿' | '元'))
        || setting == Setting::Cell;
    if dot == '。' && !continues {
        return None;
    }
    // 2020.12.31 has no decimals
    let chained =
        after.eat_if(is_dot).is_some() && after.peek().is_some_and(|c| digit(c).is_some());
    let mut before = text[..start].chars().rev();
    let in_chain = before.next().is_some_and(is_dot) && before.next().and_then(digit).is_some();
    (!chained && !in_chain).then_some(end)
}

/// Coefficient, decimals and form of digits with separators and at most one dot; nothing when
/// they are too many.
fn value(written: &str) -> Option<(u128, u32, DigitForm)> {
    let mut form = DigitForm::default();
    let (mut coefficient, mut decimals, mut seen_dot) = (0_u128, 0_u32, false);
    let mut half_width = false;
    for char in written.chars() {
        let digit = match (digit(char), lookalike(char)) {
            (Some(digit), _) => {
                half_width |= char.is_ascii();
                form.full_width |= !char.is_ascii();
                digit
            }
            (None, Some(digit)) => {
                form.letters = true;
                digit
            }
            (None, None) => {
                match char {
                    ',' | '，' => form.thousands = true,
                    '.' => seen_dot = true,
                    '．' | '。' => (seen_dot, form.full_width_dot) = (true, true),
                    _ => form.inner_space = true,
                }
                continue;
            }
        };
        coefficient = coefficient.checked_mul(10)?.checked_add(u128::from(digit))?;
        decimals += u32::from(seen_dot);
    }
    form.mixed_width = form.full_width && half_width;
    let mut digits = written.chars().map(|char| digit(char).or(lookalike(char)));
    form.leading_zeros = digits.next().flatten() == Some(0) && digits.next().flatten().is_some();
    Some((coefficient, decimals, form))
}
