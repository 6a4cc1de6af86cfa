//! What a rule says.

use std::collections::BTreeMap;

use gouji_report::Localized;

use super::template::Args;
use crate::{
    check::CheckKind,
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
pub(crate) struct WordedRule {
    pub(crate) rule: Rule,
    pub(crate) kind: &'static CheckKind,
    /// Which of the kind's requirements it has; empty where the kind has one alone.
    pub(crate) require: String,
    pub(crate) confidence: Confidence,
    /// What is said in the plain case.
    pub(crate) wording: Wording,
    /// What is said in the kind's other cases.
    pub(crate) variants: BTreeMap<String, Wording>,
    /// Whether the rule is switched on.
    pub(crate) on: bool,
}

impl WordedRule {
    /// Asserts that `args` are what the kind declares for the case `variant`.
    pub(crate) fn assert_declared(&self, variant: &str, args: &Args) {
        let given: Vec<&str> = args.iter().map(|(name, _)| *name).collect();
        let (kind, require) = (self.kind.name, &self.require);
        let declared = self.kind.declares(require, variant, &given);
        debug_assert!(declared, "{kind} {require} {variant} gives {given:?}");
    }

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
