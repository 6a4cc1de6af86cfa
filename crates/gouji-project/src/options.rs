//! What a caller sets for a whole run, over every gouji.toml.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::level::{FailOn, OnNotChecked};

/// What a caller sets for a whole run: the options of a command line, the settings of a page or of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectOptions {
    /// Configuration files that hold instead of those of the folders, at most one, and settings `KEY=VALUE`.
    pub config: Vec<String>,
    /// Whether no gouji.toml is looked for.
    pub isolated: bool,
    /// These rules alone: codes, prefixes of codes, names, or `ALL`.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The severity from which on a finding makes the run fail.
    pub fail_on: Option<FailOn>,
    /// What comes of what was not checked.
    pub not_checked: Option<OnNotChecked>,
    /// The code of the place, of 2, 4 or 6 digits.
    pub jurisdiction: Option<String>,
    /// Whether reports are compared with one another: rules over several reports are then on, too.
    pub across: bool,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// Texts that stand for files of settings, by full path: what an editor has open and not saved yet.
    pub open: OpenTexts,
}

/// Texts that stand for files, by full path.
pub type OpenTexts = BTreeMap<PathBuf, String>;

/// Whether `code` has the shape of GB/T 2260: a province, a city or a county.
pub fn is_jurisdiction(code: &str) -> bool {
    matches!(code.len(), 2 | 4 | 6) && code.bytes().all(|byte| byte.is_ascii_digit())
}
