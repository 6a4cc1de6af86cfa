//! The lists of families and norms as they are shipped.

use gouji_rules::{DataFile, family, norm};

use crate::linter;

#[test]
fn every_rule_has_its_family() {
    let (name, text) = gouji_data::FAMILIES;
    let families = family::load(DataFile { name, text }).unwrap();
    for rule in linter().rules() {
        let known = families.iter().any(|family| rule.code.starts_with(family.letter));
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
