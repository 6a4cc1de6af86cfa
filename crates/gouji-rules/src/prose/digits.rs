//! Numbers that are too long to count anything: of telephones, cards, persons.

use std::ops::Range;

/// No count has as many digits.
const LONG: usize = 11;

/// Runs of [`LONG`] and more digits that stand for themselves: not in a word, an address or a
/// number with a dot.
pub(super) fn long(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at + LONG <= bytes.len() {
            // From the last byte that a run beginning here would have: most text is skipped.
            let last = at + LONG;
            if let Some(other) = bytes[at..last].iter().rposition(|byte| !byte.is_ascii_digit()) {
                at += other + 1;
                continue;
            }
            let more = bytes[last..].iter().take_while(|byte| byte.is_ascii_digit());
            let run = at..last + more.count();
            at = run.end;
            return Some(run);
        }
        None
    })
    .filter(|run| {
        let binds = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._-/=&%+*#".contains(byte))
        };
        let x = matches!(bytes.get(run.end), Some(b'X' | b'x'));
        !binds(run.start.checked_sub(1).and_then(|at| bytes.get(at)))
            && !binds(bytes.get(run.end + usize::from(x)))
    })
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
    }
}
