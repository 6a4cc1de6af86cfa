//! Every rule's own examples: the bad one fires it, the good one does not, and neither raises an
//! equation that it is not about.

use gouji_rules::{Linter, rule::Rule};

use crate::{check, linter};

/// The rules that have examples. Packs are refused where one lacks them, but for kinds that look at what no piece of
/// text can show; `notes.rs` beside this file has files for those.
fn with_examples(linter: &Linter) -> impl Iterator<Item = &Rule> {
    linter.rules().iter().filter(|rule| !rule.text.bad.is_empty() || !rule.text.good.is_empty())
}

fn codes(linter: &Linter, text: &str) -> Vec<String> {
    let findings = check(linter, text, "example.txt").findings;
    findings.iter().map(|finding| finding.code.to_string()).collect()
}

#[test]
fn each_bad_example_fires_its_rule_and_no_other_equation() {
    let linter = linter();
    let mut wrong = Vec::new();
    for rule in with_examples(&linter) {
        let found = codes(&linter, &rule.text.bad);
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
    for rule in with_examples(&linter) {
        let found = codes(&linter, &rule.text.good);
        // What is no report is not looked at.
        let wrong_code =
            |code: &&String| **code == *rule.code || code.starts_with('E') || *code == "S000";
        if found.iter().any(|code| wrong_code(&code)) {
            wrong.push(format!("{}: {found:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
