//! What precedes a number: a sign, 约, 近, 超过.

use super::{
    Approx, Sign, Unit,
    chars::{Setting, digit, is_blank, is_space},
    numeral::is_numeral,
};
use crate::fold::is_han;

/// (word, meaning, characters before it that make it part of another word); longer before shorter.
const APPROXIMATIONS: &[(&str, Approx, &str)] = &[
    ("不超过", Approx::Below, ""),
    ("不高于", Approx::Below, ""),
    ("不多于", Approx::Below, ""),
    ("不少于", Approx::Above, ""),
    ("不低于", Approx::Above, ""),
    ("超过", Approx::Above, ""),
    ("突破", Approx::Above, ""),
    ("多于", Approx::Above, ""),
    ("至少", Approx::Above, ""),
    ("接近", Approx::Below, ""),
    ("将近", Approx::Below, ""),
    ("不足", Approx::Below, ""),
    ("不到", Approx::Below, ""),
    ("少于", Approx::Below, ""),
    ("至多", Approx::Below, ""),
    ("大约", Approx::Around, ""),
    ("逾", Approx::Above, ""),
    ("超", Approx::Above, "赶反"),
    ("近", Approx::Below, "最附就邻临靠远"),
    ("约", Approx::Around, "节预签条合相违制公契特"),
];

/// The sign of the number that begins at `start`, and where it begins with its sign. Nothing
/// before `floor` is taken: it belongs to the number before.
pub(super) fn sign(text: &str, floor: usize, start: usize, setting: Setting) -> (Sign, usize) {
    let mut head = &text[floor..start];
    if setting == Setting::Cell {
        head = head.strip_suffix(is_space).unwrap_or(head);
        for (word, sign) in [
            ("增加", Sign::Increase),
            ("减少", Sign::Decrease),
            ("增", Sign::Increase),
            ("减", Sign::Decrease),
        ] {
            if let Some(before) = head.strip_suffix(word) {
                return (sign, floor + before.len());
            }
        }
    }
    let Some((offset, char)) = head.char_indices().next_back() else { return (Sign::None, start) };
    let sign = match char {
        '+' | '＋' | '﹢' => Sign::Plus,
        char if is_minus(char) => Sign::Minus,
        _ => return (Sign::None, start),
    };
    // a dash right after a number makes a range
    let range_dash = offset == 0 && floor > 0;
    let at = floor + offset;
    if !range_dash && stands_alone(&text[..at]) { (sign, at) } else { (Sign::None, start) }
}

/// Whether what precedes a number can begin with `char`.
pub(super) fn begins(char: char) -> bool {
    matches!(char, '+' | '＋' | '﹢' | '增' | '减')
        || is_minus(char)
        || APPROXIMATIONS.iter().any(|(word, ..)| word.starts_with(char))
}

/// A stroke that is written for minus.
pub(super) fn is_minus(char: char) -> bool {
    matches!(char, '-' | '－' | '−' | '–' | '﹣')
}

/// Whether a sign after `before` is one, and not the hyphen of 0943-6670169 or 1月1日-3月.
fn stands_alone(before: &str) -> bool {
    let mut before = before.chars().rev();
    match before.next() {
        None => true,
        Some(char) if is_han(char) => {
            before.next().is_none_or(|char| digit(char).is_none() && !is_numeral(char))
        }
        Some(char) => is_blank(char) || "([{（【〔［《“，,：:；;、。|｜".contains(char),
    }
}

/// The word of approximation that ends at `start`, and where it begins.
pub(super) fn approx(
    text: &str,
    floor: usize,
    start: usize,
    unit: Option<Unit>,
) -> Option<(Approx, usize)> {
    let head = &text[floor..start];
    let head = head.strip_suffix(is_space).unwrap_or(head);
    head.chars().next_back().filter(|&char| is_han(char))?;
    let &(word, approx, other_words) =
        APPROXIMATIONS.iter().find(|&&(word, ..)| head.ends_with(word))?;
    let before = &head[..head.len() - word.len()];
    let other_word = before.chars().next_back().is_some_and(|char| other_words.contains(char));
    // 近3年 are the last three years
    let recent = word == "近"
        && matches!(unit, Some(Unit::Counter("年" | "月" | "个月" | "周" | "日" | "天" | "期")));
    (!other_word && !recent).then_some((approx, floor + before.len()))
}
