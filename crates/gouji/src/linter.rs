//! The rules that are shipped, and which of them are on.

use gouji_rules::rule::Rule;
use gouji_rules::{DataFile, Linter};

/// A word that names no rule, and what may have been meant.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("没有规则 {word} / no such rule: {word}")]
#[diagnostic(code(gouji::unknown_rule))]
pub(crate) struct UnknownRule {
    word: String,
    #[help]
    help: String,
}

impl UnknownRule {
    pub(crate) fn new(word: &str, rules: &[Rule]) -> Self {
        let near = near(word, rules);
        let help = if near.is_empty() {
            "gouji rules 列出全部规则 / gouji rules lists them all".to_owned()
        } else {
            format!("相近的规则 / did you mean: {}", near.join(", "))
        };
        Self { word: word.to_owned(), help }
    }
}

/// Every rule that is shipped, all switched on.
pub(crate) fn load() -> miette::Result<Linter> {
    let forms = data_files(gouji_data::FORMS);
    let packs = data_files(gouji_data::PACKS);
    Linter::new(&forms, &packs).map_err(|error| miette::Report::new(*error))
}

/// The rules that `select` and `ignore` leave on.
pub(crate) fn load_selected(select: &[String], ignore: &[String]) -> miette::Result<Linter> {
    let mut linter = load()?;
    match linter.select(select, ignore) {
        Ok(()) => Ok(linter),
        Err(unknown) => Err(UnknownRule::new(&unknown.word, linter.rules()).into()),
    }
}

pub(crate) fn data_files<'a>(files: &[(&'a str, &'a str)]) -> Vec<DataFile<'a>> {
    files.iter().map(|&(name, text)| DataFile { name, text }).collect()
}

/// At most three rules whose code or name is close to `word`, the closest first.
fn near(word: &str, rules: &[Rule]) -> Vec<String> {
    let code = word.trim().to_uppercase();
    let name = word.trim().to_lowercase();
    let mut near: Vec<(usize, &Rule)> = rules
        .iter()
        .filter_map(|rule| {
            let by_code = strsim::osa_distance(&code, &rule.code);
            let by_name = strsim::osa_distance(&name, &rule.name);
            let close = by_code <= 1 || by_name <= rule.name.len() / 3;
            close.then_some((by_code.min(by_name), rule))
        })
        .collect();
    near.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
    near.into_iter().take(3).map(|(_, rule)| format!("{} ({})", rule.code, rule.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::book::tests::book;

    #[test]
    fn a_slip_of_the_finger_finds_its_rule() {
        let book = book();
        let check = |word, expected: &[&str]| {
            assert_eq!(near(word, book.linter.rules()), expected, "{word}");
        };
        check("x901", &["X901 (draft-left)", "X902 (slashes)"]);
        check("X91", &["X901 (draft-left)"]);
        check("draft-lift", &["X901 (draft-left)"]);
        check("Q777", &[]);
    }
}
