//! Headings by shape: a short line that begins with a number.

/// The level of a heading that its number tells: 1 for 一、 2 for （一） 3 for 1. 4 for (1).
pub(super) fn level(line: &str) -> Option<u8> {
    const LENGTH: usize = 40;
    let han = |char: char| "一二三四五六七八九十".contains(char);
    if line.chars().nth(LENGTH).is_some() || line.ends_with(['。', '；', ';']) {
        return None;
    }
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        return if closes(rest, han, "）)") {
            Some(2)
        } else {
            closes(rest, |char| char.is_ascii_digit(), "）)").then_some(4)
        };
    }
    if closes(line, han, "、．.") {
        return Some(1);
    }
    closes(line, |char| char.is_ascii_digit(), "、．.").then_some(3)
}

/// Whether `line` is a number, one of `ends`, and text that is no digit (1.5 is a figure).
fn closes(line: &str, digit: impl Fn(char) -> bool, ends: &str) -> bool {
    let rest = line.trim_start_matches(digit);
    let mut chars = rest.chars();
    rest.len() < line.len()
        && chars.next().is_some_and(|end| ends.contains(end))
        && chars.next().is_some_and(|next| !next.is_ascii_digit())
}
