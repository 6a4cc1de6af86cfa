//! What a table cell holds.

use super::{
    CellReading, DigitForm, Quantity, Sign,
    chars::{Setting, digit, is_blank},
    scanner::Scanner,
    shown::VisibleText,
    unit,
};
use crate::fold::is_han;

/// Reads a cell. Never fails: what is no number is [`Reading::Text`].
pub fn read_cell(text: &str) -> CellReading {
    // Most cells of a report.
    if let Some(quantity) = plain(text) {
        return CellReading::Number(quantity);
    }
    any(text)
}

/// Reads a cell whatever is in it.
fn any(text: &str) -> CellReading {
    let shown = VisibleText::new(text);
    let text = shown.text();
    let body = text.trim_matches(is_blank);
    if body.is_empty() {
        return CellReading::Blank;
    }
    if is_placeholder(body) {
        return CellReading::Placeholder;
    }
    let mut numbers = Scanner::new(body, Setting::Cell);
    let first = if numbers.can_begin() { numbers.next() } else { None };
    let Some(first) = first.filter(|hit| hit.extent.start == 0) else {
        return if is_beyond(body) { CellReading::Beyond } else { CellReading::Text };
    };
    let mut end = first.extent.end;
    let noted = end < body.len() && is_note(body[end..].trim_start_matches(is_blank));
    if end == body.len() || noted {
        let mut quantity = first.quantity;
        let shift = text.len() - text.trim_start_matches(is_blank).len();
        shown.put_back(&mut quantity, shift);
        quantity.form.hidden |= shown.hides_in(&quantity.digits);
        quantity.form.note = noted;
        return CellReading::Number(quantity);
    }
    for hit in numbers {
        if !body[end..hit.extent.start].chars().all(is_separator) {
            return CellReading::Text;
        }
        end = hit.extent.end;
    }
    if end == body.len() { CellReading::Numbers } else { CellReading::Text }
}

/// The number of a text that is plain digits and nothing else, few enough for 64 bits.
fn plain(text: &str) -> Option<Quantity> {
    const MOST: usize = 18;
    let digits = text.as_bytes();
    if digits.is_empty() || digits.len() > MOST || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some(Quantity {
        value: value.into(),
        range: 0..text.len(),
        digits: 0..text.len(),
        decimals: 0,
        scale: 0,
        sign: Sign::None,
        unit: None,
        form: DigitForm {
            leading_zeros: digits.len() > 1 && digits[0] == b'0',
            ..Default::default()
        },
        approx: None,
    })
}

/// Whether `rest`, behind a number, is a note in brackets: （其中修订16件）. Figures and units alone are
/// no note, but another number or the unit of this one: 14（15）, 163.5（万元）.
fn is_note(rest: &str) -> bool {
    const BRACKETS: [(char, char); 6] =
        [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('［', '］'), ('〔', '〕')];
    let opens = |char| BRACKETS.iter().any(|&(open, _)| open == char);
    let closes = |char| BRACKETS.iter().any(|&(_, close)| close == char);
    let inside = rest
        .strip_prefix(opens)
        .and_then(|rest| rest.strip_suffix(closes))
        // one pair of brackets around all of it
        .filter(|inside| {
            let mut depth = 0;
            inside.chars().all(|char| {
                depth += i32::from(opens(char)) - i32::from(closes(char));
                depth >= 0
            }) && depth == 0
        });
    inside.is_some_and(|inside| {
        // behind a colon: （单位：万元）
        let words = inside.rsplit(['：', ':']).next().unwrap_or(inside);
        let words = words.trim_matches(|char: char| !is_han(char));
        !words.is_empty() && !unit::is_unit(words)
    })
}

/// Whether `body` is a whole number of more digits than can be reckoned with.
fn is_beyond(body: &str) -> bool {
    if body.len() <= MOST_DIGITS {
        return false;
    }
    let body = body.trim_start_matches(['-', '－', '+', '＋']);
    let written = |char| digit(char).is_some() || ",， ".contains(char);
    let rest = body.trim_start_matches(written);
    let digits = body.chars().map_while(|char| written(char).then_some(char)).filter_map(digit);
    digits.skip_while(|&digit| digit == 0).count() > MOST_DIGITS
        && (rest.is_empty() || unit::is_unit(rest))
}

/// Digits of the longest number that a decimal holds whatever they are.
const MOST_DIGITS: usize = 27;

/// What can stand between two numbers of one cell.
fn is_separator(char: char) -> bool {
    is_blank(char) || "、，,；;/／|｜+＋-－–—~～至和".contains(char)
}

fn is_placeholder(body: &str) -> bool {
    const WORDS: &[&str] = &["无", "暂无", "不适用", "不涉及", "未涉及", "N/A", "NA", "Ｎ／Ａ"];
    let mark = body.chars().next().and_then(stroke);
    let strokes = mark.is_some() && body.chars().all(|char| stroke(char) == mark);
    strokes || WORDS.iter().any(|word| body.eq_ignore_ascii_case(word))
}

/// The stroke that `char` draws, whatever its width.
fn stroke(char: char) -> Option<char> {
    match char {
        '-' | '－' | '–' | '—' | '―' | '─' | '−' | '‐' | '﹣' | '﹘' | '_' => {
            Some('-')
        }
        '/' | '／' | '∕' | '\\' | '＼' => Some('/'),
        '*' | '＊' => Some('*'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_digits_are_read_as_the_scanner_reads_them() {
        for text in
            ["0", "7", "00", "007", "10", "1634500", "000123456789012345", "999999999999999999"]
        {
            assert!(plain(text).is_some(), "{text}");
            assert_eq!(read_cell(text), any(text), "{text}");
        }
        for text in ["", " 1", "1.5", "-1", "１", "1件", "1234567890123456789"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
