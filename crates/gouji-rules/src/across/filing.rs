//! `filing`: what files are handed in for a unit and a year. Who compares many reports says what it found; the words and the
//! weight are the rules'.

use gouji_report::Label;

use crate::{
    check::{
        self, Check, FindingText, args,
        filing::{Filing, KIND},
        same, say,
    },
    finding::CheckedReport,
    pack::CompiledRule,
};

/// What is to be said of the files of a unit and a year.
#[derive(Clone, Debug)]
pub struct FilingSaid {
    /// What it is.
    pub what: Filing,
    /// What the unit is called.
    pub unit: String,
    /// The year.
    pub year: u16,
    /// The file that counts, or the unit that the path names.
    pub other: String,
    /// In how many figures the two files differ, where both are reports.
    pub differences: Option<usize>,
    /// Where it is said.
    pub primary: Label,
    /// Other files that take part.
    pub related: Vec<Label>,
}

/// The findings of the `rules` of this sort.
pub(crate) fn findings(rules: &[CompiledRule], of: &FilingSaid) -> CheckedReport {
    let mut out = CheckedReport::default();
    let own = |rule: &&CompiledRule| matches!(&rule.of_pack.check, Check::Filing(it) if it.what == of.what);
    for rule in rules.iter().filter(|rule| rule.on).filter(own) {
        let args = args![
            ("unit", same(of.unit.clone())),
            ("year", same(of.year.to_string())),
            ("other", same(of.other.clone())),
            ("count", same(of.differences.unwrap_or_default().to_string())),
        ];
        let case = if of.differences == Some(0) { "same" } else { "" };
        let mut said = FindingText::new(case, of.primary.clone(), args);
        said.related.clone_from(&of.related);
        say(rule, said, &mut out);
    }
    check::sort(&mut out);
    out
}
