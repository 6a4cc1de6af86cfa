//! What was understood of a report as a whole.

use std::sync::Arc;

use crate::{Localized, place::Jurisdiction};

/// What was understood of a report as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What kind of report it was read as, by its name.
    pub kind: Option<Localized>,
    /// `2019`, `2021`; none where the tables decide for neither.
    pub form: Option<Arc<str>>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The organ that reports.
    pub issuer: Option<String>,
    /// What sort of organ that is: `county`, `town`, `department` …
    pub level: Option<Arc<str>>,
    /// Where it is.
    pub jurisdiction: Option<Jurisdiction>,
}
