//! `gouji explain`.

use gouji_rules::rule::Rule;

use crate::args::ExplainArgs;
use crate::page::{book::Book, family, rule, terminal};
use crate::project::linter_here;
use crate::sink;
use crate::unknown_rule::UnknownRule;
use gouji_project::Status;
use gouji_report::Lang;

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> miette::Result<Status> {
    let book = Book::of(linter_here()?)?;
    let pages = args.codes.iter().map(|code| explain(code, &book, lang));
    let pages: Vec<String> = pages.collect::<Result<_, _>>()?;
    sink::print(|out| out.write_all(pages.join("\n").as_bytes()))?;
    Ok(Status::Clean)
}

/// The page of the rule that `word` is the code or the name of, the page of the family that it is
/// the letter of, or the list of the rules whose codes begin with it.
fn explain(word: &str, book: &Book, lang: Lang) -> Result<String, UnknownRule> {
    let code = word.trim().to_uppercase();
    let rules = book.linter.rules();
    let named = |rule: &&Rule| *rule.code == *code || rule.name.eq_ignore_ascii_case(word.trim());
    if let Some(rule) = rules.iter().find(named) {
        return Ok(terminal::render(&rule::page(rule, book, lang)));
    }
    if let Some(family) = book.families.iter().find(|family| family.letter.to_string() == code) {
        return Ok(terminal::render(&family::page(family, book, lang)));
    }
    let begun: Vec<&Rule> =
        rules.iter().filter(|rule| !code.is_empty() && rule.code.starts_with(&code)).collect();
    if begun.is_empty() {
        return Err(UnknownRule::new(word, rules));
    }
    Ok(terminal::table(&family::rows(begun, lang)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::book::tests::book;

    #[test]
    fn every_rule_is_explained_in_both_languages() {
        let book = Book::shipped().expect("the shipped rules load");
        assert!(!book.linter.rules().is_empty());
        for rule in book.linter.rules() {
            for (lang, title) in [(Lang::Zh, "依据"), (Lang::En, "Source")] {
                let text = explain(&rule.code, &book, lang).expect("the rule is known");
                assert!(text.starts_with(&format!("{} {}", rule.code, rule.name)), "{text}");
                assert!(text.lines().any(|line| line == title), "{text}");
                assert_eq!(explain(&rule.name, &book, lang).ok(), Some(text));
            }
            assert!(!rule.summary.zh.is_empty() && !rule.summary.en.is_empty(), "{}", rule.code);
        }
    }

    #[test]
    fn a_rule_is_found_by_code_name_or_prefix() {
        let book = book();
        let first_line = |word: &str| {
            let text = explain(word, &book, Lang::En).ok()?;
            text.lines().next().map(str::to_owned)
        };
        let check = |word, expected: Option<&str>| {
            assert_eq!(first_line(word).as_deref(), expected, "{word}");
        };
        check("x901", Some("X901 draft-left"));
        check("Draft-Left", Some("X901 draft-left"));
        check("X", Some("X residue"));
        check("X9", Some("X901  warning  draft-left  no draft words are left"));
        check("Y", Some("Y years"));
        check("Z", None);
        check("", None);
    }
}
