//! What a rule says.

use std::{collections::BTreeMap, sync::Arc};

use gouji_report::Localized;
use serde::{Deserialize, Serialize};

use super::template::Args;
use crate::{
    check::CheckKind,
    finding::{Extent, Responsibility, Severity},
    rule::Rule,
    settings::{Layer, RuleState, shifted},
};

/// What a rule says in one case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Wording {
    /// As the pack gives it.
    pub(crate) severity: Severity,
    pub(crate) responsibility: Responsibility,
    /// What was not checked where this is said.
    pub(crate) not_checked: Option<Extent>,
    pub(crate) message: Localized,
    pub(crate) mark: Localized,
    pub(crate) help: Localized,
}

/// What a rule says in all its cases, as its pack has it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RuleWordings {
    pub(crate) rule: Rule,
    /// Which of the kind's requirements it has; empty where the kind has one alone.
    pub(super) require: String,
    /// What is said in the plain case.
    pub(crate) wording: Wording,
    /// What is said in the kind's other cases.
    pub(super) variants: BTreeMap<String, Wording>,
}

/// A rule with what it says, as a configuration has it.
#[derive(Debug)]
pub(crate) struct WordedRule {
    /// As its pack has it, which all linters share.
    of_pack: Arc<RuleWordings>,
    kind: &'static CheckKind,
    /// Whether the rule is switched on.
    pub(crate) on: bool,
    /// The severity of its plain case, where a layer sets it.
    severity: Option<Severity>,
}

impl std::ops::Deref for WordedRule {
    type Target = RuleWordings;

    fn deref(&self) -> &RuleWordings {
        &self.of_pack
    }
}

impl WordedRule {
    /// A rule of a check kind as `layers` have it.
    pub(super) fn new(
        of_pack: Arc<RuleWordings>,
        kind: &'static CheckKind,
        layers: &[&Layer],
    ) -> Self {
        let state = RuleState::of(&of_pack.rule, layers);
        Self { of_pack, kind, on: state.is_on(), severity: state.severity }
    }

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

    /// The severity of a case: as configured.
    pub(crate) fn severity(&self, case: &Wording) -> Severity {
        let plain = self.wording.severity;
        self.severity.map_or(case.severity, |set| shifted(case.severity, plain, set))
    }
}
