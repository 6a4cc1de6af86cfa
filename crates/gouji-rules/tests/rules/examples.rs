//! Every rule's own examples: the bad one fires it, the good one does not, and neither raises an
//! equation that it is not about.

use gouji_rules::{DataFile, Linter};

use crate::{check, files, linter};

fn codes(linter: &Linter, text: &str) -> Vec<String> {
    let findings = check(linter, text, "example.txt").findings;
    findings.iter().map(|finding| finding.code.to_string()).collect()
}

#[test]
fn each_bad_example_fires_its_rule_and_no_other_equation() {
    let linter = linter();
    let mut wrong = Vec::new();
    for rule in linter.rules() {
        let found = codes(&linter, &rule.bad);
        let fires = found.iter().any(|code| **code == *rule.code);
        let other = found.iter().any(|code| code.starts_with('E') && **code != *rule.code);
        if !fires || other {
            wrong.push(format!("{}: {found:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_good_example_fires_its_rule_or_an_equation() {
    let linter = linter();
    let mut wrong = Vec::new();
    for rule in linter.rules() {
        let found = codes(&linter, &rule.good);
        if found.iter().any(|code| **code == *rule.code || code.starts_with('E')) {
            wrong.push(format!("{}: {found:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rule_that_contributors_are_shown_is_a_rule() {
    let page = include_str!("../../../../CONTRIBUTING.md");
    let (_, block) = page.split_once("```toml\n").expect("the page shows a rule");
    let (text, _) = block.split_once("```").expect("the block ends");
    let pack = DataFile { name: "CONTRIBUTING.md", text };
    if let Err(error) = Linter::new(&files(gouji_data::FORMS), &[pack]) {
        panic!("{:?}", miette::Report::new(*error));
    }
}
