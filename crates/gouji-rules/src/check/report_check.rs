//! What every check can be asked, whatever its kind.

use std::fmt::Debug;

use super::Context;

/// A compiled check: what it does with a report, and what a run has to know of it beforehand. A kind says
/// what is not the plain case.
pub(crate) trait ReportCheck: Debug {
    /// Looks at a report and says what it finds, with [`Context::say`]. Does nothing where the check runs
    /// elsewhere: with all equations, or over several reports.
    fn run(&self, _context: &mut Context<'_>) {}

    /// Whether the check needs to see the end of the file: all but those that speak of a text or a file's
    /// own marks wherever they are met.
    fn needs_the_whole_file(&self) -> bool {
        true
    }

    /// Whether the check looks at the statutory tables and at nothing beside them.
    fn looks_at_tables_alone(&self) -> bool {
        false
    }

    /// Whether the check says what was not checked: it runs even where its rule is off, since finding
    /// nothing must not pass for a clean report.
    fn accounts(&self) -> bool {
        false
    }

    /// Whether the check looks at several reports: what one file shows is nothing to it.
    fn is_across(&self) -> bool {
        false
    }

    /// Whether what it looks for must not be shown.
    fn hides(&self) -> bool {
        false
    }

    /// Whether no one piece of text can show what it looks for, so that its rules come without examples.
    fn has_no_examples(&self) -> bool {
        self.is_across()
    }
}
