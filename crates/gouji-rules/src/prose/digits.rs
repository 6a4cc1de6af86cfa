//! Numbers that are too long to count anything: of telephones, cards, persons.

use std::ops::Range;

/// No count has as many digits.
const LONG: usize = 11;

/// A digit of half or of full width.
pub(crate) fn digit(char: char) -> Option<u32> {
    match char {
        '０'..='９' => Some(char as u32 - '０' as u32),
        _ => char.to_digit(10),
    }
}

/// The X that can stand for the last digit of an identity number.
pub(crate) fn is_x(char: char) -> bool {
    matches!(char, 'X' | 'x' | 'Ｘ' | 'ｘ')
}

/// Runs of [`LONG`] and more digits that stand for themselves: not in a word, an address or a
/// number with a dot.
pub(super) fn long(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_digit = |char: char| digit(char).is_some();
    let mut at = 0;
    let runs = std::iter::from_fn(move || {
        let start = at + text[at..].find(is_digit)?;
        let rest = &text[start..];
        at = start + rest.find(|char| !is_digit(char)).unwrap_or(rest.len());
        Some(start..at)
    });
    runs.filter(|run| run.len() >= LONG && text[run.clone()].chars().count() >= LONG).filter(
        |run| {
            let binds = |char: char| {
                char.is_ascii_alphanumeric()
                    || matches!(char, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
                    || "._-/=&%+*#".contains(char)
            };
            let rest = &text[run.end..];
            let rest = rest.strip_prefix(is_x).unwrap_or(rest);
            !text[..run.start].ends_with(binds) && !rest.starts_with(binds)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::long;

    fn check(text: &str) -> Vec<&str> {
        long(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn runs_stand_for_themselves() {
        assert_eq!(
            check("电话13912345678，卡号6200000000000000"),
            ["13912345678", "6200000000000000"]
        );
        assert_eq!(check("11010519491231002X"), ["11010519491231002"]);
        assert_eq!(check("t20250127970070001.htm 12345678901.5 P20240101123456"), [""; 0]);
        assert_eq!(check("1391234567"), [""; 0]);
        assert_eq!(check("电话１３９1234５６７８，１１０１０"), ["１３９1234５６７８"]);
        assert_eq!(check("Ｐ１３９１２３４５６７８ 13912345678Ｘx"), [""; 0]);
    }
}
