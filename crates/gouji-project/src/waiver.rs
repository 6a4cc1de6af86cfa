//! Findings that are let pass for a reason that a gouji.toml gives, and waivers of it that have no use.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::atomic::Ordering;

use gouji_report::bind::Report;
use gouji_rules::Linter;
use gouji_rules::finding::{CheckedReport, Finding, PassedBy, Suppressed};

use crate::date::Day;
use crate::file_settings::FileSettings;
use crate::inline_waiver::Comments;
use crate::notice::Notice;
use crate::settings::{ConfigFile, Owner, Waiver};

impl Waiver {
    fn holds_on(&self, today: Day) -> bool {
        self.until.as_ref().is_none_or(|(last, _)| today <= *last)
    }

    fn key(&self) -> WaiverKey<'_> {
        let cell = self.cell.as_ref().map(|cell| Cow::from(&**cell.get_ref()));
        (self.rule.get_ref(), self.fingerprint.as_deref(), cell)
    }
}

/// What a waiver is for: a rule; one finding of it, where there is a fingerprint; a cell.
type WaiverKey<'w> = (&'w str, Option<&'w str>, Option<Cow<'w, str>>);

/// The waivers that hold for a report. There may be as many of them as findings, so that neither are gone
/// through for each of the other.
#[derive(Default)]
struct Waivers<'t> {
    /// Those that are for the same, by the first of them.
    groups: Vec<WaiverGroup<'t>>,
    by_key: HashMap<WaiverKey<'t>, usize>,
}

#[derive(Default)]
struct WaiverGroup<'t> {
    waivers: Vec<(&'t ConfigFile, &'t Waiver)>,
    used: bool,
}

impl<'t> Waivers<'t> {
    fn of(settings: &'t FileSettings) -> Self {
        let mut own = Self::default();
        for (file, index) in &settings.waivers {
            let waiver = &file.waivers[*index];
            if waiver.holds_on(settings.today) {
                let at = *own.by_key.entry(waiver.key()).or_insert(own.groups.len());
                own.groups.resize_with(own.groups.len().max(at + 1), WaiverGroup::default);
                own.groups[at].waivers.push((file, waiver));
            }
        }
        own
    }

    /// The first that lets a finding pass.
    fn pass(&mut self, finding: &Finding) -> Option<(&'t ConfigFile, &'t Waiver)> {
        let cell = finding.primary.cell.as_ref();
        let cell = cell.map(|it| Cow::from(format!("{}.{}.{}", it.table, it.row, it.column)));
        let mut meant: Vec<usize> = Vec::new();
        for rule in [&*finding.code, &*finding.name] {
            let names = [&finding.fingerprint, &finding.former_fingerprint].map(|it| Some(&**it));
            for fingerprint in [None].into_iter().chain(names) {
                let key = |cell| self.by_key.get(&(rule, fingerprint, cell));
                meant.extend(
                    key(None).into_iter().chain(cell.iter().cloned().map(Some).filter_map(key)),
                );
            }
        }
        for &at in &meant {
            let group = &mut self.groups[at];
            if !std::mem::replace(&mut group.used, true) {
                let waivers = group.waivers.iter();
                waivers.for_each(|(_, waiver)| waiver.used.store(true, Ordering::Relaxed));
            }
        }
        Some(self.groups[meant.into_iter().min()?].waivers[0])
    }
}

impl FileSettings {
    /// Takes out of `checked`, which is what `linter` found in the report that is called `name`, what
    /// waivers and the baseline let pass; gives what is wrong with waivers in the report.
    pub fn let_pass(
        &self,
        linter: &Linter,
        name: &str,
        report: &Report<'_>,
        checked: &mut CheckedReport,
    ) -> Vec<Notice> {
        if !self.waivers.is_empty() {
            let on = linter.rules_on();
            let on: HashSet<&str> = on.flat_map(|rule| [&*rule.code, &*rule.name]).collect();
            for (file, index) in &self.waivers {
                let waiver = &file.waivers[*index];
                if on.contains(&**waiver.rule.get_ref()) {
                    waiver.met.store(true, Ordering::Relaxed);
                }
            }
        }
        let mut comments = Comments::of(report, linter, self.effective.inline_waivers.as_ref());
        if self.waivers.is_empty() && self.baseline.is_none() && !comments.let_pass() {
            return comments.notices(name, linter);
        }
        let mut waivers = Waivers::of(self);
        for finding in std::mem::take(&mut checked.findings) {
            let passed = waivers.pass(&finding).map(|(file, waiver)| {
                let path = file.source.name.clone();
                let line = file.source.line(waiver.rule.span().start);
                (waiver.reason.as_str(), PassedBy::Configuration { path, line })
            });
            let passed = passed.or_else(|| comments.pass(&finding));
            let known = |(baseline, path): &(std::sync::Arc<crate::baseline::Baseline>, String)| {
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
pub(super) fn notices(file: &ConfigFile, whole: bool, today: Day) -> Vec<Notice> {
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
