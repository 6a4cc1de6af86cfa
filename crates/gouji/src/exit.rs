//! What the process says when it ends.

use std::process::ExitCode;

/// The exit status. The order is that of precedence: what could not be done outweighs what was
/// found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Nothing at or above the fail level.
    Clean = 0,
    /// At least one finding at or above the fail level.
    Findings = 1,
    /// Usage, configuration or read error.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
