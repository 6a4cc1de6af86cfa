//! Chinese numerals: 一百二十三, 两千零五, 二〇二一, 九十五点五.
//!
//! Strict: what has two readings (一百二, 三四) or none (十四五) is unreadable as a whole.

use super::{
    DigitForm,
    chars::Cursor,
    lexed::{LexedNumber, Mantissa},
};
use crate::{fold::stands_for_zero, numeral};

/// Whether `char` is part of a numeral.
pub(super) fn is_numeral(char: char) -> bool {
    digit(char).is_some() || place(char).is_some() || myriad(char).is_some()
}

fn digit(char: char) -> Option<u8> {
    match char {
        '〇' | '○' | '◯' => Some(0),
        '两' => Some(2),
        _ => numeral::digit(char).map(|value| value as u8),
    }
}

fn place(char: char) -> Option<u32> {
    match char {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        _ => None,
    }
}

fn myriad(char: char) -> Option<u32> {
    match char {
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// Reads the numerals from `start`, where one stands. A last 万 or 亿 is left for the unit, which
/// it belongs to in 三百万元.
pub(super) fn read(text: &str, start: usize) -> LexedNumber {
    let mut cursor = Cursor::new(text, start);
    cursor.eat_while(is_numeral);
    while let Some(after) = zeros(cursor) {
        cursor = after;
        cursor.eat_while(is_numeral);
    }
    let run = &text[start..cursor.at];
    let unreadable = LexedNumber::Unreadable { end: cursor.at };
    let Some(mut coefficient) = integer(run) else { return unreadable };
    let mut end = cursor.at;
    let mut decimals = 0;
    if let Some((last, power)) = run.chars().next_back().and_then(|c| Some((c, myriad(c)?))) {
        coefficient /= 10_u128.pow(power);
        end -= last.len_utf8();
    } else if cursor.eat("点") {
        let dot_at = end;
        while let Some(digit) = cursor.eat_if(|char| digit(char).is_some()).and_then(digit) {
            let Some(longer) = coefficient.checked_mul(10) else { return unreadable };
            coefficient = longer + u128::from(digit);
            decimals += 1;
            end = cursor.at;
        }
        // 三点五十分 is a time
        if end > dot_at && cursor.peek().is_some_and(|char| place(char).is_some()) {
            return unreadable;
        }
    }
    let form = DigitForm {
        chinese: true,
        letters: run.chars().any(|char| digit(char).is_none() && stands_for_zero(char)),
        leading_zeros: run.chars().count() > 1 && run.chars().next().and_then(digit) == Some(0),
        ..DigitForm::default()
    };
    LexedNumber::Number(Mantissa { coefficient, decimals, digits: start..end, form })
}

/// The place after what stands for 〇 behind a digit, before another or 年: 二0二四, 二O二O年.
fn zeros(mut cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    cursor.before().and_then(digit)?;
    let start = cursor.at;
    cursor.eat_while(|char| digit(char).is_none() && stands_for_zero(char));
    let goes_on = |char| digit(char).is_some() || char == '年';
    (cursor.at > start && cursor.peek().is_some_and(goes_on)).then_some(cursor)
}

/// The value of a digit, or of what stands for 〇 among digits.
fn value(char: char) -> Option<u8> {
    digit(char).or(stands_for_zero(char).then_some(0))
}

fn integer(run: &str) -> Option<u128> {
    if run.chars().all(|char| value(char).is_some()) {
        return positional(run);
    }
    let (high, low) = run.rsplit_once('亿').map_or((None, run), |(high, low)| (Some(high), low));
    let high_value = high.map_or(Some(0), |high| below_yi(high, false))?;
    let low_value =
        if high.is_some() && low.is_empty() { 0 } else { below_yi(low, high.is_some())? };
    high_value.checked_mul(100_000_000)?.checked_add(low_value)
}

/// Digit by digit. Short rows without a zero are something else: 三四个 is three or four.
fn positional(run: &str) -> Option<u128> {
    let length = run.chars().count();
    let zero = run.chars().any(|char| value(char) == Some(0));
    if length > 1 && (run.contains('两') || !(zero || length >= 4)) {
        return None;
    }
    run.chars()
        .try_fold(0_u128, |sum, char| sum.checked_mul(10)?.checked_add(u128::from(value(char)?)))
}

/// Up to 万; `continues` when 亿 stands before.
fn below_yi(numerals: &str, continues: bool) -> Option<u128> {
    let Some((high, low)) = numerals.rsplit_once('万') else {
        return section(numerals, continues.then_some(8));
    };
    let high = section(high, continues.then_some(4))?;
    let low = if low.is_empty() { 0 } else { section(low, Some(4))? };
    Some(high * 10_000 + low)
}

/// Below 万. `above` is the place of the unit that stands before, counted from this section.
fn section(numerals: &str, above: Option<u32>) -> Option<u128> {
    let mut value = 0;
    let mut last = above;
    let mut pending = None;
    let mut zero = false;
    for char in numerals.chars() {
        if let Some(place) = place(char) {
            let digit = match pending.take() {
                Some('两') if place == 1 => return None,
                Some(char) => digit(char)?,
                None if place == 1 => 1,
                None => return None,
            };
            // 零 stands for a place left out, and only for that
            if last.is_some_and(|last| place + u32::from(zero) >= last) {
                return None;
            }
            value += u128::from(digit) * 10_u128.pow(place);
            (last, zero) = (Some(place), false);
        } else if digit(char)? == 0 {
            if pending.is_some() || zero || last.is_none() {
                return None;
            }
            zero = true;
        } else if pending.replace(char).is_some() {
            return None;
        }
    }
    match (pending, last) {
        (Some(char), None) => Some(u128::from(digit(char)?)),
        // 一百二 is 120 to some and 102 to others; 二十二 and 一百零二 are clear
        (Some(char), Some(last)) if char != '两' && (last == 1) != zero => {
            Some(value + u128::from(digit(char)?))
        }
        (None, Some(_)) if !zero && !numerals.is_empty() => Some(value),
        _ => None,
    }
}
