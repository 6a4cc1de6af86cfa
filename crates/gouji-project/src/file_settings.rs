//! What holds for one file, and what it is checked with.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use gouji_parser::Document;
use gouji_report::bind::Report;
use gouji_report::place::Jurisdiction;
use gouji_report::view::PassageView;
use gouji_report::{PackError, SourceId};
use gouji_rules::finding::{CheckedReport, Safety};
use gouji_rules::fix::{self, FixError, FixedFile};
use gouji_rules::settings::Layer;
use gouji_rules::{Among, Placed, ReportRecord};

use crate::baseline::Baseline;
use crate::date::Day;
use crate::level::{FailOn, OnNotChecked};
use crate::notice::Notice;
use crate::rules::{ChosenRules, DecidedBy, LinterCache, Ruleset, locked};
use crate::settings::{ConfigFile, SourcedSetting};
use crate::words;

/// What holds for a file, with its sources.
#[derive(Debug)]
pub struct EffectiveSettings {
    /// In the order in which they are applied, behind the profiles.
    pub settings: Vec<Arc<Layer>>,
    /// What these are called, each once; the command line only where it sets something.
    pub sources: Vec<String>,
    /// The code of the place, where a setting decides.
    pub jurisdiction: Option<SourcedSetting<String>>,
    /// Whether comments in a report may let findings pass.
    pub inline_waivers: Option<SourcedSetting<bool>>,
    /// The severity from which on a finding makes the run fail.
    pub fail_on: Option<SourcedSetting<FailOn>>,
    /// What comes of what was not checked.
    pub not_checked: Option<SourcedSetting<OnNotChecked>>,
    /// The path of the baseline.
    pub baseline: Option<SourcedSetting<PathBuf>>,
    pub(crate) linters: Arc<LinterCache>,
    /// By the profiles that hold.
    pub rulesets: Mutex<HashMap<Vec<String>, Arc<Ruleset>>>,
}

impl EffectiveSettings {
    /// The rules for a report of the issuer that is at `place`.
    pub fn choose(&self, place: Option<&Jurisdiction>) -> Result<ChosenRules, Box<PackError>> {
        let (by, code) = match &self.jurisdiction {
            Some(set) => (DecidedBy::Setting(set.clone()), Some(set.value.clone())),
            None => DecidedBy::issuer(place),
        };
        let key = self.linters.key(code.as_deref())?;
        let mut rulesets = locked(&self.rulesets);
        if let Some(known) = rulesets.get(&key) {
            return Ok(ChosenRules { rules: known.clone(), by });
        }
        let rules = Arc::new(self.linters.ruleset(code.as_deref(), &self.settings)?);
        rulesets.insert(key, rules.clone());
        Ok(ChosenRules { rules, by })
    }
}

/// A report that was checked.
#[derive(Debug)]
pub struct JudgedReport {
    /// What checked it.
    pub chosen: ChosenRules,
    /// What was found and not let pass, and what was let pass.
    pub checked: CheckedReport,
    /// What is wrong with waivers in it.
    pub notices: Vec<Notice>,
    /// What the figures of its text were taken for, where that was asked for.
    pub statements: Option<Vec<PassageView>>,
}

/// What one file is checked with.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// What holds for it.
    pub effective: Arc<EffectiveSettings>,
    /// The waivers whose paths it lies under, as the file and the index in it.
    pub waivers: Vec<(Arc<ConfigFile>, usize)>,
    /// The baseline, and the name of the file in it.
    pub baseline: Option<(Arc<Baseline>, String)>,
    /// The day on which waivers are judged.
    pub today: Day,
}

impl FileSettings {
    /// Binds it to its form. Rows that lost their marks are read by the equations of the rules for its place.
    pub fn bind<'d>(&self, document: &'d Document) -> Report<'d> {
        let mut report = self.effective.linters.unconfigured.bind(document);
        if let Ok(chosen) = self.choose(report.jurisdiction.as_ref()) {
            chosen.rules.linter.recover(&mut report);
        }
        report
    }

    /// What checks it, where its issuer is at `place`.
    pub fn choose(&self, place: Option<&Jurisdiction>) -> Result<ChosenRules, Box<PackError>> {
        self.effective.choose(place)
    }

    /// The same, where nothing is the file's own error.
    pub fn chosen(&self, place: Option<&Jurisdiction>) -> Result<ChosenRules, String> {
        // Settings are refused before; what is left is parameters of two places that do not agree.
        self.choose(place).map_err(|error| {
            words::both(|lang| {
                format!("{}: {}", words::one(&error, lang), words::one(&error.label, lang))
            })
        })
    }

    /// Checks the report that is called `name`, beside that of the year before where there is one; `statements` asks what the
    /// figures of its text were taken for.
    pub fn check(
        &self,
        name: &str,
        report: &Report<'_>,
        last: Option<Placed<'_>>,
        statements: bool,
    ) -> Result<JudgedReport, String> {
        let chosen = self.chosen(report.jurisdiction.as_ref())?;
        let linter = &chosen.rules.linter;
        let mut told = None;
        let mut checked = match last {
            None if statements => {
                let (checked, views) = linter.check_and_tell(report);
                told = Some(views);
                checked
            }
            None => linter.check_report(report),
            Some(last) => {
                told = statements.then(|| linter.statements(report));
                let (mut checked, record) = linter.check_and_keep(report);
                if let Some(record) = &record {
                    let this = Placed { record, source: SourceId::default() };
                    let among = Among { last: Some(last), ..Among::alone(this) };
                    checked.add(linter.check_among(&among));
                }
                checked
            }
        };
        let notices = self.let_pass(&chosen.rules.linter, name, report, &mut checked);
        Ok(JudgedReport { chosen, checked, notices, statements: told })
    }

    /// What is found in the report that is called `name` and not let pass, what checked it, and what is kept of it for a
    /// comparison with others.
    pub fn check_and_keep(
        &self,
        name: &str,
        report: &Report<'_>,
    ) -> Result<(ChosenRules, CheckedReport, Option<ReportRecord>), String> {
        let chosen = self.chosen(report.jurisdiction.as_ref())?;
        let (mut checked, record) = chosen.rules.linter.check_and_keep(report);
        self.let_pass(&chosen.rules.linter, name, report, &mut checked);
        Ok((chosen, checked, record))
    }

    /// Makes the fixes of the report that is called `name`, up to those of `most`: what is let pass stays as it is.
    ///
    /// # Errors
    ///
    /// The outer error is that of settings that do not go together.
    pub fn fix(
        &self,
        name: &str,
        bytes: &[u8],
        report: &Report<'_>,
        most: Safety,
    ) -> Result<Result<FixedFile, FixError>, String> {
        let chosen = self.chosen(report.jurisdiction.as_ref())?;
        let linter = &*chosen.rules.linter;
        let let_pass = |report: &Report<'_>, checked: &mut CheckedReport| {
            self.let_pass(linter, name, report, checked);
        };
        Ok(fix::apply_but(linter, &let_pass, bytes, name, most))
    }

    /// The severity from which on a finding makes the run fail.
    pub fn fail_on(&self) -> FailOn {
        self.effective.fail_on.as_ref().map_or(FailOn::Error, |it| it.value)
    }

    /// Whether the run fails for what was not checked of a file, which was `named` on the command line
    /// or met in a folder.
    pub fn fails_on_not_checked(&self, named: bool) -> bool {
        let default = if named { OnNotChecked::Fail } else { OnNotChecked::Warn };
        let set = self.effective.not_checked.as_ref().map(|it| it.value);
        set.unwrap_or(default) == OnNotChecked::Fail
    }
}
