//! The lists of families and norms as they are shipped.

use gouji_report::DataFile;
use gouji_rules::norm;

use crate::linter;

#[test]
fn every_rule_has_its_family() {
    let linter = linter();
    for rule in linter.rules() {
        let known = linter.families().iter().any(|family| rule.code.starts_with(family.letter));
        assert!(known, "{}", rule.code);
    }
}

/// A source that means the regulation or a standard says so in words that the list knows.
#[test]
fn sources_mean_norms() {
    let (name, text) = gouji_data::NORMS;
    let norms = norm::load(DataFile { name, text }).unwrap();
    for rule in linter().rules() {
        let meant = norms.iter().any(|norm| norm.is_meant_by(&rule.source));
        let named = ["条例", "GB/T"].iter().any(|word| rule.source.contains(word));
        assert!(meant || !named, "{}: {}", rule.code, rule.source);
    }
}

/// The parts of a rule in the order in which each is written.
const PARTS: [&str; 17] = [
    "code",
    "name",
    "severity",
    "optional",
    "forms",
    "confidence",
    "responsibility",
    "summary",
    "message",
    "mark",
    "help",
    "why",
    "silent",
    "basis",
    "check",
    "example",
    "variant",
];

/// Where the parts of a rule stand in [`PARTS`], as the rule has them.
fn order(rule: &str) -> Vec<usize> {
    let (keys, tables) =
        rule.split_once("\n[rule.").map_or((rule, ""), |(keys, _)| (keys, &rule[keys.len()..]));
    let tables = tables.lines().filter_map(|line| line.strip_prefix("[rule."));
    let names = keys.lines().chain(tables).filter_map(|line| line.split([' ', '.', ']']).next());
    names.filter_map(|name| PARTS.iter().position(|part| *part == name)).collect()
}

#[test]
fn rules_stand_by_code_and_their_parts_in_one_order() {
    for (name, text) in gouji_data::PACKS {
        let rules: Vec<&str> = text.split("[[rule]]\n").skip(1).collect();
        assert!(rules.is_sorted_by_key(|rule| rule.lines().next()), "{name}");
        for rule in rules {
            let order = order(rule);
            assert!(order.len() > 10 && order.is_sorted(), "{name}: {rule}");
        }
    }
}
