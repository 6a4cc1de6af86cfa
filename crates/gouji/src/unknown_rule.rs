//! A word that should name a rule and does not.

use gouji_rules::rule::{self, Rule};

/// A word that names no rule, and what may have been meant.
#[derive(Debug, thiserror::Error)]
#[error("没有规则 {word} / no such rule: {word}")]
pub(crate) struct UnknownRule {
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
        Self { word: word.to_owned(), help }
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
