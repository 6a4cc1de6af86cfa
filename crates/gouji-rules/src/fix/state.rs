//! A report between two steps.

use gouji_parser::{Document, ReadError};
use gouji_report::bind::Report;

use super::step::Step;
use crate::{
    Linter,
    finding::{Checked, Safety},
};

/// A file at one moment.
pub(crate) struct State {
    pub(crate) bytes: Vec<u8>,
    pub(crate) document: Document,
    pub(crate) checked: Checked,
}

impl State {
    pub(crate) fn new(checker: &Checker<'_>, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let document = gouji_parser::read(&bytes, checker.name)?;
        let report = checker.linter.bind(&document);
        let mut found = checker.linter.check_report(&report);
        (checker.let_pass)(&report, &mut found);
        Ok(Self { bytes, document, checked: found })
    }

    /// The fixes that `most` leaves out.
    pub(crate) fn beyond(&self, most: Safety) -> Vec<Step> {
        let findings = self.checked.findings.iter();
        let fixes = findings.filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        fixes
            .filter(|(_, fix)| fix.safety > most)
            .map(|(finding, fix)| Step::new(finding, fix, &self.document.source))
            .collect()
    }
}

/// Takes findings out of what was found in a report.
pub type LetPass<'l> = &'l dyn Fn(&Report<'_>, &mut Checked);

/// What a file is checked with.
pub(crate) struct Checker<'c> {
    pub(crate) linter: &'c Linter,
    pub(crate) let_pass: LetPass<'c>,
    pub(crate) name: &'c str,
}
