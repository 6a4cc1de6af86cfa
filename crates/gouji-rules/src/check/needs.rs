//! What a text has to have so that a pattern can match in it. It is looked for together with the words of all rules: a
//! pattern is neither compiled for nor tried on a text without it.

use regex_syntax::hir::{Hir, HirKind, literal::Extractor};

/// More would cost more to look for than they spare.
const MOST: usize = 64;

/// Literals one of which is in every match; none where there are no such.
pub(super) fn needed(pattern: &Hir) -> Option<Vec<String>> {
    let own = beginnings(pattern);
    let inner = match pattern.kind() {
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Concat(parts) => {
            let behind =
                (1..parts.len()).filter_map(|at| beginnings(&Hir::concat(parts[at..].to_vec())));
            behind.chain(parts.iter().filter_map(needed)).max_by_key(|it| telling(it))
        }
        _ => None,
    };
    own.into_iter().chain(inner).max_by_key(|it| telling(it))
}

/// Literals with one of which every match begins.
fn beginnings(pattern: &Hir) -> Option<Vec<String>> {
    let found = Extractor::new().extract(pattern);
    let texts = found.literals()?.iter().map(|it| std::str::from_utf8(it.as_bytes()).ok());
    let texts: Vec<String> = texts.map(|it| it.map(str::to_owned)).collect::<Option<_>>()?;
    let tells = |text: &String| match text.chars().count() {
        0 => false,
        // A single letter, numeral or blank is in most texts.
        1 => !text.contains(|char: char| char.is_alphanumeric() || char.is_whitespace()),
        _ => true,
    };
    (!texts.is_empty() && texts.len() <= MOST && texts.iter().all(tells)).then_some(texts)
}

/// How seldom texts have any of some literals: by the shortest, then by how many there are.
fn telling(literals: &[String]) -> (usize, usize) {
    let shortest = literals.iter().map(|it| it.chars().count()).min().unwrap_or_default();
    (shortest, MOST.saturating_sub(literals.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expected: &str) {
        let pattern = regex_syntax::parse(pattern).expect("it is a pattern");
        assert_eq!(needed(&pattern).unwrap_or_default().join(" "), expected);
    }

    #[test]
    fn what_every_match_has() {
        check(r"关于(?:报送|上报)[^。]{0,40}(?:年度报告|年报)的函", "年度报告的函 年报的函");
        check(r"(答复|办理)?期限为\s*\d+日", "期限为");
        check(r"(\d+(?:\.\d+)?)\s*℅[%％]?", "℅");
        check(r"(关于)?\p{Han}{0,8}(收费减免|咨询处理)", "收费减免 咨询处理");
        check(r"\x{FFFD}+", "\u{FFFD}");
    }

    #[test]
    fn what_most_texts_have_tells_nothing() {
        check(r"\d+年", "");
        check(r"(公开)?\s*", "");
        check(r"[\x{E000}-\x{F8FF}]", "");
    }
}
