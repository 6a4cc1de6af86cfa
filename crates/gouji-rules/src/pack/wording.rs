//! What a rule says.

use std::collections::BTreeMap;

use gouji_report::Localized;

use crate::{
    finding::{Confidence, Extent, Responsibility, Severity},
    rule::Rule,
    settings::{RuleState, shifted},
};

/// What a rule says in one case.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    pub(crate) severity: Severity,
    /// As the pack gives it.
    pub(crate) shipped: Severity,
    pub(crate) responsibility: Responsibility,
    /// What was not checked where this is said.
    pub(crate) not_checked: Option<Extent>,
    pub(crate) message: Localized,
    pub(crate) mark: Localized,
    pub(crate) help: Localized,
}

/// A rule with what it says.
#[derive(Debug)]
pub(crate) struct Worded {
    pub(crate) rule: Rule,
    pub(crate) confidence: Confidence,
    /// What is said in the plain case.
    pub(crate) wording: Wording,
    /// What is said in the kind's other cases.
    pub(crate) variants: BTreeMap<String, Wording>,
    /// Whether the rule is switched on.
    pub(crate) on: bool,
}

impl Worded {
    /// What the rule says in the case `variant`, or in the plain one.
    pub(crate) fn wording(&self, variant: &str) -> &Wording {
        self.variants.get(variant).unwrap_or(&self.wording)
    }

    /// Sets what a configuration decides.
    pub(crate) fn set(&mut self, state: &RuleState) {
        self.on = state.is_on();
        if let Some(set) = state.severity {
            let plain = self.wording.shipped;
            self.wording.severity = set;
            for case in self.variants.values_mut() {
                case.severity = shifted(case.shipped, plain, set);
            }
        }
    }
}
