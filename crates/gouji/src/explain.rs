//! `gouji explain`.

use gouji_rules::rule::Rule;

use crate::args::ExplainArgs;
use crate::page::{book::Book, family, ids, kind, rule, terminal};
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
/// the letter of, or the list of the rules whose codes begin with it; of `kind:section` the page of a check
/// kind, of `table:requests` the ids of a table.
fn explain(word: &str, book: &Book, lang: Lang) -> Result<String, UnknownRule> {
    if let Some(name) = word.trim().strip_prefix("kind:") {
        let kinds = kind::kinds(&book.linter);
        let found = kinds.iter().find(|kind| kind.name() == name);
        let known: Vec<&str> = kinds.iter().map(kind::KindPage::name).collect();
        let page = found.map(|kind| terminal::render(&kind.page(book, lang)));
        return page.ok_or_else(|| UnknownRule::of(["检查种类", "check kind"], name, &known));
    }
    if let Some(id) = word.trim().strip_prefix("table:") {
        let page = ids::table(id, &book.linter, lang).map(|page| terminal::render(&page));
        let known = ids::tables(&book.linter);
        return page.ok_or_else(|| UnknownRule::of(["表", "table"], id, &known));
    }
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
    use gouji_project::words;

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
            assert!(
                !rule.text.summary.zh.is_empty() && !rule.text.summary.en.is_empty(),
                "{}",
                rule.code
            );
        }
    }

    #[test]
    fn every_key_of_every_kind_is_explained() {
        let book = Book::shipped().expect("the shipped rules load");
        for kind in kind::kinds(&book.linter) {
            let text = explain(&format!("kind:{}", kind.name()), &book, Lang::Zh).expect("known");
            assert!(kind.is_told(), "{text}");
        }
        let equation = explain("kind:equation", &book, Lang::En).expect("known");
        for said in ["each", "column: It holds in every column", "E001"] {
            assert!(equation.contains(said), "{said}: {equation}");
        }
        let holds = equation.lines().find(|line| line.starts_with("holds")).expect("a key");
        assert!(holds.split_whitespace().take(3).eq(["holds", "relation", "yes"]), "{holds}");
        assert!(explain("kind:sectoin", &book, Lang::Zh).is_err());
    }

    /// Each key of a pack is described in Chinese and in English.
    #[test]
    fn every_key_of_a_rule_is_explained_in_both_languages() {
        let book = Book::shipped().expect("the shipped rules load");
        let schema: serde_json::Value =
            serde_json::from_str(&book.linter.pack_schema()).expect("the schema is JSON");
        let mut keys = 0;
        for table in ["RuleToml", "VariantToml", "ExampleToml"] {
            for (key, value) in schema["$defs"][table]["properties"].as_object().expect("a table") {
                let said = value["description"].as_str().unwrap_or_default();
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| words::one(&said, lang));
                assert!(zh != en && !zh.is_ascii(), "{table} {key}: {said}");
                keys += 1;
            }
        }
        assert!(keys > 25, "{keys}");
    }

    #[test]
    fn a_table_is_explained_by_its_ids() {
        let book = Book::shipped().expect("the shipped rules load");
        let requests = explain("table:requests", &book, Lang::Zh).expect("known");
        for said in
            ["2019 · requests 表三", "2021 · requests 表三", "carried-in", "other-rest", "自然人"]
        {
            assert!(requests.contains(said), "{said}: {requests}");
        }
        let unknown = explain("table:request", &book, Lang::Zh).expect_err("no such table");
        assert_eq!(unknown.to_string(), "没有表 request / no such table: request");
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
