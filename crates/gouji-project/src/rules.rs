//! Which rules a report is checked with: those of its jurisdiction, under one configuration.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use gouji_report::place::{Jurisdiction, Standing};
use gouji_report::{DataFile, PackError};
use gouji_rules::Linter;
use gouji_rules::profile::{Profile, Profiles};
use gouji_rules::rule::Rule;
use gouji_rules::settings::{Layer, SettingsFile};

use crate::settings::SourcedSetting;
use crate::shipped;
use crate::words;
use gouji_report::Lang;

/// What linters are made of, and those that were made.
#[derive(Debug)]
pub(crate) struct LinterCache {
    /// The forms, without a rule.
    pub unconfigured: Linter,
    /// Whether rules over several reports are on, too.
    pub across: bool,
    pub profiles: Profiles,
    /// The rules of the packs of profiles.
    local: OnceLock<Vec<Rule>>,
    /// By the content of the layers, in an order that no run changes: of two rules with one code
    /// the first is described.
    linters: Mutex<BTreeMap<String, Arc<Linter>>>,
}

/// The rules that hold in one jurisdiction under one configuration.
#[derive(Debug)]
pub struct Ruleset {
    /// In the order in which they are applied: profiles first.
    pub layers: Vec<Arc<Layer>>,
    /// The profiles that set something; their layers are the first of `layers`.
    pub profiles: Vec<Arc<Profile>>,
    /// What checks with them.
    pub linter: Arc<Linter>,
}

/// The rules for one report, and what decided for them.
#[derive(Clone, Debug)]
pub struct ChosenRules {
    /// The rules.
    pub rules: Arc<Ruleset>,
    /// What decided for them.
    pub by: DecidedBy,
}

/// What decides for a jurisdiction.
#[derive(Clone, Debug)]
pub enum DecidedBy {
    /// An option or a gouji.toml.
    Setting(SourcedSetting<String>),
    /// The name of the issuer.
    Issuer,
    /// Nothing: several places have the name.
    Ambiguous,
    /// Nothing: the issuer's superior is not the local government.
    Vertical,
    /// Nothing: the issuer's place is not known.
    Unknown,
}

impl DecidedBy {
    /// What decides where no setting does, and the code of the place.
    pub fn issuer(place: Option<&Jurisdiction>) -> (Self, Option<String>) {
        match place {
            None => (Self::Unknown, None),
            Some(place) if place.standing == Standing::Vertical => (Self::Vertical, None),
            Some(Jurisdiction { code: Some(code), .. }) => (Self::Issuer, Some(code.to_string())),
            Some(_) => (Self::Ambiguous, None),
        }
    }
}

impl ChosenRules {
    /// Which rules, and why, in a few words.
    pub fn said(&self, lang: Lang) -> String {
        let national = lang.choose("全国", "national");
        let names: Vec<&str> = std::iter::once(national)
            .chain(self.rules.profiles.iter().map(|profile| lang.pick(&profile.name)))
            .collect();
        format!("{}（{}）", names.join("+"), self.reason(lang))
    }

    /// Why nothing decided for a place; none where there is no report to tell from.
    pub fn undecided(&self, place: Option<&Jurisdiction>, lang: Lang) -> Option<String> {
        let place = place?;
        let codes: Vec<String> = place.candidates.iter().map(ToString::to_string).collect();
        let reason = self.reason(lang);
        let name = &place.name;
        Some(if codes.is_empty() {
            format!("{reason} {name}")
        } else {
            format!("{reason} {name} {}", codes.join("/"))
        })
    }

    /// What decided, in a few words.
    pub fn reason(&self, lang: Lang) -> String {
        let reason = match &self.by {
            DecidedBy::Setting(it) => return words::source(&it.origin(), lang),
            DecidedBy::Issuer => lang.choose("按报告机关", "by issuer"),
            DecidedBy::Ambiguous => lang.choose("地名有几处，不用地方规定", "place ambiguous"),
            DecidedBy::Vertical => lang.choose("垂直管理，不用地方规定", "vertical organ"),
            DecidedBy::Unknown => lang.choose("所在地不明，不用地方规定", "place unknown"),
        };
        reason.to_owned()
    }
}

impl LinterCache {
    /// Linters of the shipped forms and of `forms` beside them.
    pub(crate) fn new(forms: &[Arc<SettingsFile>], across: bool) -> Result<Self, Box<PackError>> {
        Ok(Self {
            unconfigured: shipped::forms(forms)?,
            across,
            profiles: Profiles::new(&DataFile::all(gouji_data::PROFILES)),
            local: OnceLock::new(),
            linters: Mutex::default(),
        })
    }

    /// What holds at `code` under `settings`.
    pub(crate) fn ruleset(
        &self,
        code: Option<&str>,
        settings: &[Arc<Layer>],
    ) -> Result<Ruleset, Box<PackError>> {
        let chain = self.profiles.chain(code.unwrap_or_default())?;
        let said = || chain.iter().filter(|profile| !profile.layer.is_empty());
        let layers: Vec<Arc<Layer>> = said()
            .map(|profile| profile.layer.clone())
            .chain(settings.iter().filter(|layer| !layer.is_empty()).cloned())
            .collect();
        Ok(Ruleset {
            profiles: said().map(|&it| it.clone()).collect(),
            linter: self.linter(&layers)?,
            layers,
        })
    }

    /// The codes of the profiles that set something at `code`.
    pub(crate) fn key(&self, code: Option<&str>) -> Result<Vec<String>, Box<PackError>> {
        let chain = self.profiles.chain(code.unwrap_or_default())?;
        let said = chain.into_iter().filter(|profile| !profile.layer.is_empty());
        Ok(said.map(|profile| profile.code.clone()).collect())
    }

    fn linter(&self, layers: &[Arc<Layer>]) -> Result<Arc<Linter>, Box<PackError>> {
        let content: String = layers.iter().map(|layer| layer.content() + "\n").collect();
        let mut linters = locked(&self.linters);
        if let Some(known) = linters.get(&content) {
            return Ok(known.clone());
        }
        let layers: Vec<&Layer> = layers.iter().map(|layer| &**layer).collect();
        let mut packs = DataFile::all(gouji_data::PACKS);
        let local = self.profiles.packs();
        let mut elsewhere: Vec<_> = local.map(|pack| pack.data()).collect();
        let across = DataFile::all(gouji_data::PACKS_ACROSS);
        if self.across { &mut packs } else { &mut elsewhere }.extend(across);
        let made = Arc::new(self.unconfigured.with(&packs, &layers, &elsewhere)?);
        linters.insert(content, made.clone());
        Ok(made)
    }

    /// How many linters were made.
    #[cfg(test)]
    pub(crate) fn made(&self) -> usize {
        locked(&self.linters).len()
    }

    /// The rules of the packs of profiles, which hold in their places only.
    pub(crate) fn local_rules(&self) -> Result<&[Rule], Box<PackError>> {
        if let Some(known) = self.local.get() {
            return Ok(known);
        }
        let mut rules = Vec::new();
        for pack in self.profiles.packs() {
            rules.extend(self.unconfigured.rules_of(pack.data())?);
        }
        Ok(self.local.get_or_init(|| rules))
    }

    /// The rules over several reports, where they are not among those of every linter.
    pub(crate) fn rules_across(&self) -> Result<Vec<Rule>, Box<PackError>> {
        let packs = DataFile::all(gouji_data::PACKS_ACROSS);
        let packs = packs.into_iter().filter(|_| !self.across);
        let rules = packs.map(|pack| self.unconfigured.rules_of(pack));
        Ok(rules.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The packs of profiles and those over several reports, as a layer.
    pub(crate) fn other_packs(&self) -> Layer {
        let mut layer = Layer::new(Arc::default());
        layer.packs = self.profiles.packs().cloned().collect();
        let across = DataFile::all(gouji_data::PACKS_ACROSS).into_iter().filter(|_| !self.across);
        layer.packs.extend(across.map(|it| Arc::new(SettingsFile::new(it.name, it.text))));
        layer
    }

    /// Every rule of every linter that was made, and of the packs of profiles, by code.
    pub(crate) fn rules(&self) -> Result<Vec<Rule>, Box<PackError>> {
        if locked(&self.linters).is_empty() {
            self.linter(&[])?;
        }
        let mut rules = self.local_rules()?.to_vec();
        for linter in locked(&self.linters).values() {
            for rule in linter.rules() {
                if !rules.iter().any(|known| known.code == rule.code) {
                    rules.push(rule.clone());
                }
            }
        }
        rules.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(rules)
    }
}

/// What a panic elsewhere left behind is whole: maps are filled in one step.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
