//! What a table cell holds.

use super::{
    Reading,
    chars::{Setting, is_blank},
    scanner::Scanner,
    shown::Shown,
};

/// Reads a cell. Never fails: what is no number is [`Reading::Text`].
pub fn read_cell(text: &str) -> Reading {
    let shown = Shown::new(text);
    let text = shown.text();
    let body = text.trim_matches(is_blank);
    if body.is_empty() {
        return Reading::Blank;
    }
    if is_placeholder(body) {
        return Reading::Placeholder;
    }
    let mut numbers = Scanner::new(body, Setting::Cell);
    let Some(first) = numbers.next().filter(|hit| hit.extent.start == 0) else {
        return Reading::Text;
    };
    let mut end = first.extent.end;
    if end == body.len() {
        let mut quantity = first.quantity;
        let shift = text.len() - text.trim_start_matches(is_blank).len();
        shown.put_back(&mut quantity, shift);
        quantity.form.inner_space |= shown.hides_in(&quantity.digits);
        return Reading::Number(quantity);
    }
    for hit in numbers {
        if !body[end..hit.extent.start].chars().all(is_separator) {
            return Reading::Text;
        }
        end = hit.extent.end;
    }
    if end == body.len() { Reading::Numbers } else { Reading::Text }
}

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
