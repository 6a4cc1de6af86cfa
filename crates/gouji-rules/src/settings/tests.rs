//! What layers make of a rule.

use super::*;
use crate::{
    finding::{Confidence, Responsibility},
    rule::{RuleFacts, RuleText},
};

fn rule(optional: bool) -> Rule {
    let facts = RuleFacts {
        code: "S003".into(),
        name: "section-title".into(),
        severity: Severity::Warning,
        optional,
        forms: Vec::new(),
        yields_to: Vec::new(),
        kind: "section".into(),
        confidence: Confidence::Certain,
        responsibility: Responsibility::Author,
        source: String::new(),
        text: RuleText::default().into(),
    };
    facts.into()
}

/// A layer from lines such as `select S E001`, `ignore X`, `severity S off`.
fn layer(lines: &str) -> Layer {
    let file = SettingsFile::new("gouji.toml", lines);
    let mut layer = Layer::new(Arc::new(file));
    let word = |word: &str| Spanned::new(0..word.len(), word.to_owned());
    for line in lines.split(';') {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "select" => layer.select = Some(words[1..].iter().map(|it| word(it)).collect()),
            "ignore" => layer.ignore.extend(words[1..].iter().map(|it| word(it))),
            _ => {
                let grade = match words[2] {
                    "off" => Grade::Off,
                    "info" => Grade::Info,
                    "warning" => Grade::Warning,
                    _ => Grade::Error,
                };
                layer.severity.push((word(words[1]), Spanned::new(0..0, grade)));
            }
        }
    }
    layer
}

/// What layers make of S003: `off`, `on`, or its severity.
#[track_caller]
fn check(layers: &[&str], expected: &str) {
    check_rule(&rule(false), layers, expected);
}

/// The same of S003 as an optional rule.
#[track_caller]
fn check_optional(layers: &[&str], expected: &str) {
    check_rule(&rule(true), layers, expected);
}

#[track_caller]
fn check_rule(rule: &Rule, layers: &[&str], expected: &str) {
    let layers: Vec<Layer> = layers.iter().map(|lines| layer(lines)).collect();
    let layers: Vec<&Layer> = layers.iter().collect();
    let state = RuleState::of(rule, &layers);
    let found = match state.severity {
        _ if !state.is_on() => "off",
        Some(severity) => severity.name(),
        None => "on",
    };
    assert_eq!(found, expected);
}

#[test]
fn ignoring_wins_within_a_layer_and_selecting_begins_anew() {
    check(&[], "on");
    check(&["ignore S"], "off");
    check(&["select E"], "off");
    check(&["select S; ignore S003"], "off");
    check(&["ignore S", "select S0"], "on");
    check(&["select E", "ignore X"], "off");
    check(&["select section-title"], "on");
}

#[test]
fn the_most_specific_word_sets_the_severity_and_a_later_layer_wins() {
    check(&["severity S error; severity ALL info"], "error");
    check(&["severity S003 error; severity S info"], "error");
    check(&["severity S003 error", "severity S info"], "info");
    check(&["severity X error"], "on");
}

#[test]
fn off_is_taken_back_by_a_severity_or_a_selection_but_ignored_is_not() {
    check(&["severity S off"], "off");
    check(&["severity S off; severity S003 info"], "info");
    check(&["severity S off", "severity S003 error"], "error");
    check(&["severity S off", "select S"], "on");
    check(&["ignore S003", "severity S003 error"], "off");
}

#[test]
fn an_optional_rule_has_to_be_asked_for() {
    check_optional(&[], "off");
    check_optional(&["select ALL"], "off");
    check_optional(&["select S0"], "off");
    check_optional(&["severity S error; severity ALL error"], "off");
    check_optional(&["select S003"], "on");
    check_optional(&["select section-title"], "on");
    check_optional(&["severity S003 info"], "info");
    check_optional(&["severity section-title info"], "info");
}

#[test]
fn an_optional_rule_that_was_asked_for_is_like_any_other() {
    check_optional(&["severity S003 info", "severity S warning"], "warning");
    check_optional(&["severity S003 info", "select S"], "info");
    check_optional(&["severity S003 info", "select E"], "off");
    check_optional(&["severity S003 info", "ignore S"], "off");
    check_optional(&["severity S003 info", "severity S off"], "off");
    check_optional(&["severity S003 off", "severity S info"], "off");
    check_optional(&["select S", "severity S003 info"], "info");
}

#[test]
fn the_cases_of_a_rule_follow_its_plain_case() {
    use Severity::{Error, Info, Warning};
    // lowered: nothing weighs more than was asked for
    assert_eq!(
        [Error, Warning, Info].map(|own| shifted(own, Error, Warning)),
        [Warning, Warning, Info]
    );
    // raised: a case that was milder on purpose stays so
    assert_eq!(
        [Error, Warning, Info].map(|own| shifted(own, Warning, Error)),
        [Error, Error, Info]
    );
    // unchanged
    assert_eq!(
        [Error, Warning, Info].map(|own| shifted(own, Warning, Warning)),
        [Error, Warning, Info]
    );
}
