//! A word that should name a rule, a check kind or a table and does not.

use gouji_report::nearness;
use gouji_rules::rule::{self, Rule};

/// A word that names nothing, and what may have been meant.
#[derive(Debug, thiserror::Error)]
#[error("没有{what_zh} {word} / no such {what_en}: {word}")]
pub(crate) struct UnknownRule {
    what_zh: &'static str,
    what_en: &'static str,
    word: String,
    help: String,
}

impl miette::Diagnostic for UnknownRule {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }
}

impl UnknownRule {
    pub(crate) fn new(word: &str, rules: &[Rule]) -> Self {
        let help = rule::did_you_mean(word, rules);
        Self { what_zh: "规则", what_en: "rule", word: word.to_owned(), help }
    }

    /// Of a word that names none of `known`: what it should name, in both languages.
    pub(crate) fn of(what: [&'static str; 2], word: &str, known: &[&str]) -> Self {
        let mut known = known.to_vec();
        known.sort_unstable();
        known.dedup();
        let help = match nearness::nearest(word, &known) {
            Some(near) => format!("是不是 {near}？ / did you mean `{near}`?"),
            None => format!("可用：{0} / known: {0}", known.join(", ")),
        };
        Self { what_zh: what[0], what_en: what[1], word: word.to_owned(), help }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::book::tests::book;

    #[test]
    fn a_slip_of_the_finger_finds_its_rule() {
        let book = book();
        let check = |word, expected: &str| {
            let unknown = UnknownRule::new(word, book.linter.rules());
            assert!(unknown.help.ends_with(expected), "{word}");
        };
        check("x901", "mean: X901 (draft-left), X902 (slashes)");
        check("X91", "mean: X901 (draft-left)");
        check("draft-lift", "mean: X901 (draft-left)");
        check("Q777", "gouji rules lists them all");
    }
}
