//! Steps of fixing: what was done, and what was left and why.

use std::sync::Arc;

use gouji_parser::Source;
use gouji_report::Localized;

use crate::finding::{Finding, Fix, Safety};

/// A fix of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule whose finding it puts right.
    pub code: Arc<str>,
    /// That finding.
    pub finding: Localized,
    /// What is done.
    pub message: Localized,
    /// Whether a person has to look at it.
    pub safety: Safety,
    /// The line of its first edit, in the file as it was when it was done.
    pub line: u32,
    /// How many places are changed.
    pub places: usize,
}

/// A fix that was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedFix {
    /// The fix.
    pub step: Step,
    /// Why.
    pub reason: Reason,
}

/// Why a fix was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It would raise this finding of another rule.
    Raises {
        /// The rule.
        code: Arc<str>,
        /// The finding.
        message: Localized,
    },
    /// What it speaks of would then no longer be understood as before.
    Misread,
    /// The finding would stay.
    Useless,
    /// The file cannot be written so: markup in between, or a character that its encoding lacks.
    Unwritable,
}

impl Step {
    pub(crate) fn new(finding: &Finding, fix: &Fix, source: &Source) -> Self {
        let at = fix.edits.first().map_or(finding.primary.span.start, |edit| edit.span.start);
        Self {
            code: finding.code.clone(),
            finding: finding.message.clone(),
            message: fix.message.clone(),
            safety: fix.safety,
            line: source.position(at).line,
            places: fix.edits.len(),
        }
    }
}
