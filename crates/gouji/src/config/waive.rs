//! Findings that are let pass for a reason that a gouji.toml gives, and waivers of it that have no use.

use std::ops::Range;
use std::sync::atomic::Ordering;

use gouji_report::bind::Report;
use gouji_rules::Linter;
use gouji_rules::finding::{Checked, Finding, PassedBy, Suppressed};

use super::comment::Comments;
use super::{ConfigFile, Date, Notice, Owner, Task, Waiver};

impl Waiver {
    fn holds_on(&self, today: Date) -> bool {
        self.until.as_ref().is_none_or(|(last, _)| today <= *last)
    }

    fn is_for(&self, finding: &Finding) -> bool {
        let rule = self.rule.get_ref();
        let at = |cell: &str| {
            finding.primary.cell.as_ref().is_some_and(|address| {
                let address = [&address.table, &address.row, &address.column];
                cell.split('.').eq(address.map(|part| &**part))
            })
        };
        (*finding.code == **rule || *finding.name == **rule)
            && self.fingerprint.as_ref().is_none_or(|it| *it == finding.fingerprint)
            && self.cell.as_ref().is_none_or(|cell| at(cell.get_ref()))
    }
}

impl Task {
    /// Takes out of `checked`, which is what `linter` found in the report that is called `name`, what
    /// waivers and the baseline let pass; gives what is wrong with waivers in the report.
    pub(crate) fn let_pass(
        &self,
        linter: &Linter,
        name: &str,
        report: &Report<'_>,
        checked: &mut Checked,
    ) -> Vec<Notice> {
        let waivers = || self.waivers.iter().map(|(file, index)| (file, &file.waivers[*index]));
        for (_, waiver) in waivers() {
            let word = waiver.rule.get_ref();
            let mut rules = linter.rules().iter();
            let rule = rules.find(|rule| *rule.code == **word || *rule.name == **word);
            if rule.is_some_and(|rule| linter.is_on(&rule.code)) {
                waiver.met.store(true, Ordering::Relaxed);
            }
        }
        let mut comments = Comments::of(report, linter, self.effective.inline_waivers.as_ref());
        if self.waivers.is_empty() && self.baseline.is_none() && !comments.let_pass() {
            return comments.notices(name, linter);
        }
        for finding in std::mem::take(&mut checked.findings) {
            let mut passed = None;
            for (file, waiver) in waivers() {
                if waiver.holds_on(self.today) && waiver.is_for(&finding) {
                    waiver.used.store(true, Ordering::Relaxed);
                    passed.get_or_insert_with(|| {
                        let path = file.source.name.clone();
                        let line = file.source.line(waiver.rule.span().start);
                        (waiver.reason.as_str(), PassedBy::Configuration { path, line })
                    });
                }
            }
            let passed = passed.or_else(|| comments.pass(&finding));
            let known = |(baseline, path): &(std::sync::Arc<super::baseline::Baseline>, String)| {
                baseline.has(path, &finding)
            };
            let in_baseline = || self.baseline.as_ref().is_some_and(known);
            match passed.or_else(|| in_baseline().then_some(("baseline", PassedBy::Baseline))) {
                Some((reason, by)) => {
                    let reason = reason.to_owned();
                    checked.suppressed.push(Suppressed { finding, reason, by });
                }
                None => checked.findings.push(finding),
            }
        }
        comments.notices(name, linter)
    }
}

/// What `file` is to blame for after a run; with `whole`, every file below its folder was part of it.
pub(super) fn notices(file: &ConfigFile, whole: bool, today: Date) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |code, at: Range<usize>, message: String, help: &str| {
        notices.push(Notice::new(code, &file.source, at, message, help.to_owned()));
    };
    let mut unmatched = vec![false; file.waivers.len()];
    for pattern in &file.patterns {
        let matched = pattern.matched.load(Ordering::Relaxed);
        if let Owner::Waiver(index) = pattern.owner {
            unmatched[index] |= !matched;
        }
        if whole && !matched {
            say(
                "unmatched-glob",
                pattern.text.span(),
                "没有文件与这个 glob 相合 / no file matches this glob".to_owned(),
                "路径从本文件所在文件夹算起，用“/”分隔；不再需要就删去 / paths start from the \
                 folder of this file; delete it if it is no longer needed",
            );
        }
    }
    for (waiver, unmatched) in file.waivers.iter().zip(unmatched) {
        let rule = waiver.rule.get_ref();
        if let Some((last, at)) = waiver.until.clone().filter(|_| !waiver.holds_on(today)) {
            say(
                "expired-waiver",
                at,
                format!(
                    "{rule} 的豁免已于 {last} 到期，不再有效 / this waiver of {rule} ended on {last}"
                ),
                "问题改正了就删去这条豁免，还要放行就改 until / delete it, or move `until`",
            );
            continue;
        }
        let met = waiver.met.load(Ordering::Relaxed);
        let certain = if waiver.has_paths { !unmatched } else { whole };
        if met && certain && !waiver.used.load(Ordering::Relaxed) {
            say(
                "unused-waiver",
                waiver.rule.span(),
                format!("{rule} 的这条豁免没有用上 / this waiver of {rule} lets nothing pass"),
                "问题已经没有了，请删去这条豁免 / the finding is gone: delete the waiver",
            );
        }
    }
    notices
}
