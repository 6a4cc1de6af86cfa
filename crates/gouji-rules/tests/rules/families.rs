//! The list of families as it is shipped.

use gouji_rules::{DataFile, family};

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
