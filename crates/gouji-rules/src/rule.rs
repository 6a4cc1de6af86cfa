//! What a rule says of itself.

use std::sync::Arc;

use crate::finding::{Confidence, Localized, Responsibility, Severity};

/// A rule as its pack gives it, without the check behind it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `E001`.
    pub code: Arc<str>,
    /// `requests-flow`.
    pub name: Arc<str>,
    /// As the pack gives it.
    pub severity: Severity,
    /// Whether it is on only where its code or its name is asked for: a rule of some places.
    pub optional: bool,
    /// The forms it applies to: `2019`, `2021`.
    pub forms: Vec<Arc<str>>,
    /// The check kind: `equation`, `section` …
    pub kind: &'static str,
    /// The parameters of the check as the pack writes them: TOML, the kind first.
    pub parameters: String,
    /// How sure its findings are.
    pub confidence: Confidence,
    /// Whose fault they are.
    pub responsibility: Responsibility,
    /// What it can say, the plain case first.
    pub cases: Vec<Case>,
    /// One line: what the rule checks.
    pub summary: Localized,
    /// What the clerk should know.
    pub why: Localized,
    /// What it deliberately does not report; empty where there is nothing to say.
    pub silent: Localized,
    /// What to do.
    pub help: Localized,
    /// The norm it comes from.
    pub source: String,
    /// A minimal piece that fires it.
    pub bad: String,
    /// The same piece put right.
    pub good: String,
}

/// What a rule says in one case, with placeholders in braces.
#[derive(Clone, Debug)]
pub struct Case {
    /// `heading-lost`; empty for the plain case.
    pub name: Arc<str>,
    /// Its own severity, or the rule's.
    pub severity: Severity,
    /// What is wrong.
    pub message: Localized,
    /// What to do.
    pub help: Localized,
}
