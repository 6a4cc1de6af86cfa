//! What holds in one jurisdiction: which rules are on, how much they weigh, their parameters, rules of
//! its own. Data, in TOML, by GB/T 2260 code; each is laid over that of the place around it.
//!
//! ```text
//! CN ◀ 62 ◀ 6204 ◀ 620403
//! ```
//!
//! A profile says for each of its settings where it comes from.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::{
    Linter,
    finding::Severity,
    rule::Rule,
    settings::{Grade, Layer, SettingsFile},
};
use gouji_report::{DataFile, Lang, Localized, PackError, place::Code};

#[cfg(test)]
mod tests;

/// The profile of the whole country.
pub const NATIONAL: &str = "CN";

/// What holds in one jurisdiction.
#[derive(Debug)]
pub struct Profile {
    /// `CN`, or the code without the noughts behind it: `62`, `6204`, `620403`.
    pub code: String,
    /// Its name.
    pub name: Localized,
    /// What is known of the place and sets nothing.
    pub note: Option<Localized>,
    /// What it sets.
    pub layer: Arc<Layer>,
    /// How the place takes points off, for an audit that asks for it.
    pub points: Option<Arc<SettingsFile>>,
    /// Where each setting comes from, by the word that it stands under.
    pub source: BTreeMap<Spanned<String>, SettingSource>,
    /// Where its code stands.
    code_at: Range<usize>,
}

/// Where a setting comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSource {
    /// The document, and what it says.
    pub from: String,
    /// How the document is known.
    pub seen: Evidence,
}

/// How the document that a setting comes from is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Its text was read on an official site.
    Official,
    /// A copy of its text was read elsewhere.
    Repost,
    /// Other documents name it, its text was not seen.
    Cited,
    /// There is none: reports there are written so.
    Practice,
}

impl Evidence {
    /// `official`, `repost`, `cited`, `practice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Repost => "repost",
            Self::Cited => "cited",
            Self::Practice => "practice",
        }
    }

    /// The same in words.
    pub fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Official => lang.choose("官方网站原文", "read on an official site"),
            Self::Repost => lang.choose("转载", "read in a copy"),
            Self::Cited => lang.choose("他处引用，未见原文", "named elsewhere, not read"),
            Self::Practice => lang.choose("当地报告的写法", "practice of reports there"),
        }
    }

    /// Whether a rule may weigh more than a hint for it.
    fn is_firm(self) -> bool {
        matches!(self, Self::Official | Self::Repost)
    }
}

/// Profiles by code, each read when it is first asked for: a report is of one place.
#[derive(Debug, Default)]
pub struct Profiles {
    files: Vec<ProfileFile>,
    /// Packs and tables of points.
    beside: Vec<Arc<SettingsFile>>,
}

#[derive(Debug)]
struct ProfileFile {
    file: Arc<SettingsFile>,
    profile: OnceLock<Arc<Profile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileToml {
    code: Spanned<String>,
    name: Localized,
    note: Option<Localized>,
    #[serde(default)]
    packs: Vec<Spanned<String>>,
    points: Option<Spanned<String>>,
    #[serde(default)]
    lint: LintToml,
    #[serde(default)]
    rule: BTreeMap<Spanned<String>, Spanned<BTreeMap<String, Value>>>,
    #[serde(default)]
    source: BTreeMap<Spanned<String>, SettingSource>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LintToml {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<Grade>>,
}

/// What packs of profiles and tables of points are called; every other file is a profile.
const BESIDE: [&str; 2] = [".rules.toml", ".points.toml"];

/// Whether a file among those of profiles is a pack, by its name.
pub fn is_pack(name: &str) -> bool {
    name.ends_with(BESIDE[0])
}

impl Profiles {
    /// Profiles by their files: `62.toml` is one, `62.rules.toml` a pack and `62.points.toml` a table of points that it may
    /// name. None is read yet.
    pub fn new(files: &[DataFile<'_>]) -> Self {
        let mut profiles = Self::default();
        for file in files {
            let kept = Arc::new(SettingsFile::new(file.name, file.text));
            if BESIDE.iter().any(|end| file.name.ends_with(end)) {
                profiles.beside.push(kept);
            } else {
                profiles.files.push(ProfileFile { file: kept, profile: OnceLock::new() });
            }
        }
        profiles.files.sort_by(|a, b| of_name(&a.file.name).cmp(&of_name(&b.file.name)));
        profiles
    }

    /// Refuses codes that are no place, words that mean no rule of `linter` or of the profile's own packs,
    /// and settings without a source.
    pub fn verify(&self, linter: &Linter) -> Result<(), Box<PackError>> {
        self.all()?.into_iter().try_for_each(|profile| profile.verify(linter))
    }

    /// The packs beside profiles.
    pub fn packs(&self) -> impl Iterator<Item = &Arc<SettingsFile>> {
        self.beside.iter().filter(|file| is_pack(&file.name))
    }

    /// The profiles that hold at a code of two, four or six digits: that of the country, of the
    /// province, the city and the county, of those that there are.
    pub fn chain(&self, code: &str) -> Result<Vec<&Arc<Profile>>, Box<PackError>> {
        let parts = [2, 4, 6].into_iter().filter_map(|length| code.get(..length));
        let parts = std::iter::once(NATIONAL).chain(parts);
        parts.filter_map(|part| self.of(part).transpose()).collect()
    }

    /// The profile with this code, by the name of its file.
    pub fn of(&self, code: &str) -> Result<Option<&Arc<Profile>>, Box<PackError>> {
        let is_meant = |file: &&ProfileFile| of_name(&file.file.name) == Some(code);
        self.files.iter().find(is_meant).map(|file| self.read(file)).transpose()
    }

    /// Every profile, by code.
    pub fn all(&self) -> Result<Vec<&Arc<Profile>>, Box<PackError>> {
        self.files.iter().map(|file| self.read(file)).collect()
    }

    fn read<'p>(&'p self, file: &'p ProfileFile) -> Result<&'p Arc<Profile>, Box<PackError>> {
        if let Some(known) = file.profile.get() {
            return Ok(known);
        }
        let profile = ProfileLoader { file: &file.file, beside: &self.beside }.profile()?;
        Ok(file.profile.get_or_init(|| Arc::new(profile)))
    }
}

struct ProfileLoader<'a> {
    file: &'a Arc<SettingsFile>,
    beside: &'a [Arc<SettingsFile>],
}

impl ProfileLoader<'_> {
    fn profile(&self) -> Result<Profile, Box<PackError>> {
        let toml: ProfileToml = toml::from_str(&self.file.text)
            .map_err(|error| PackError::toml(self.file.data(), &error))?;
        let packs = toml.packs.iter().map(|name| self.named(name));
        let points = toml.points.as_ref().map(|name| self.named(name));
        let mut layer = Layer::new(self.file.clone());
        layer.packs = packs.collect::<Result<_, _>>()?;
        layer.select = toml.lint.select;
        layer.ignore = toml.lint.ignore;
        layer.severity = toml.lint.severity.into_iter().collect();
        layer.parameters = toml.rule.into_keys().collect();
        Ok(Profile {
            code_at: toml.code.span(),
            code: toml.code.into_inner(),
            name: toml.name,
            note: toml.note,
            layer: Arc::new(layer),
            points: points.transpose()?,
            source: toml.source,
        })
    }

    /// The file of that name beside the profile.
    fn named(&self, name: &Spanned<String>) -> Result<Arc<SettingsFile>, Box<PackError>> {
        let of = |file: &&Arc<SettingsFile>| last_part(&file.name) == name.get_ref();
        self.beside.iter().find(of).cloned().ok_or_else(|| {
            let known: Vec<&str> = self.beside.iter().map(|file| last_part(&file.name)).collect();
            PackError::unknown(self.file.data(), "pack", name.get_ref(), name.span(), &known)
        })
    }
}

/// The code that the name of a profile's file has: `62` of `profiles/62.toml`.
fn of_name(name: &str) -> Option<&str> {
    last_part(name).strip_suffix(".toml")
}

/// The name of a file without its folder.
fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

impl Profile {
    /// Where what it sets for `rule` comes from.
    pub fn source_of(&self, rule: &Rule) -> Option<&SettingSource> {
        let meant = self.source.iter().find(|(word, _)| rule.is_meant_by(word.get_ref()));
        meant.map(|(_, source)| source)
    }

    /// The files beside it that it names.
    pub fn beside(&self) -> impl Iterator<Item = &str> {
        self.layer.packs.iter().chain(&self.points).map(|file| last_part(&file.name))
    }

    fn verify(&self, linter: &Linter) -> Result<(), Box<PackError>> {
        self.verify_code(linter)?;
        let mut rules: Vec<Rule> = linter.rules().to_vec();
        for pack in &self.layer.packs {
            rules.extend(linter.rules_of(pack.data())?);
        }
        self.layer.verify(&rules, linter.families())?;
        self.verify_sources()
    }

    /// The code is that of a known place, and the file's name.
    fn verify_code(&self, linter: &Linter) -> Result<(), Box<PackError>> {
        let (word, at) = (&*self.code, self.code_at.clone());
        let places = linter.places();
        let known = word == NATIONAL
            || matches!(word.len(), 2 | 4 | 6)
                && Code::parse(&format!("{word:0<6}")).is_some_and(|code| places.knows(code));
        if !known {
            let help = "CN，或两位、四位、六位行政区划代码 / CN, or 2, 4 or 6 digits of a place";
            return Err(self.refuse("没有这个行政区划 / no such place", at, help));
        }
        if of_name(&self.layer.file.name) != Some(word) {
            let help = format!("文件名应为 {word}.toml / name the file {word}.toml");
            let message = "代码与文件名不符 / the file's name is not the code";
            return Err(self.refuse(message, at, &help));
        }
        Ok(())
    }

    /// Every setting has a source, and every source has its setting.
    fn verify_sources(&self) -> Result<(), Box<PackError>> {
        let layer = &self.layer;
        let words = layer.select.iter().flatten().chain(&layer.ignore);
        let words = words.chain(layer.severity.iter().map(|(word, _)| word));
        let mut used: Vec<&str> = self.beside().collect();
        used.extend(words.chain(&layer.parameters).map(|word| &**word.get_ref()));
        let sourced = |word: &str| self.source.keys().any(|known| known.get_ref() == word);
        if let Some(word) = used.iter().find(|word| !sourced(word)) {
            let help = format!("在 [source] 写上 {word} = \"…\" / add it under [source]");
            let message = format!("{word} 没有写依据 / {word} has no source");
            return Err(self.refuse(&message, 0..0, &help));
        }
        for (word, grade) in &layer.severity {
            let source = self.source.iter().find(|(known, _)| known.get_ref() == word.get_ref());
            let heavy = grade.get_ref().severity().is_some_and(|it| it > Severity::Info);
            if heavy && source.is_some_and(|(_, source)| !source.seen.is_firm()) {
                let message =
                    "没有见到原文的依据只能作提示 / its document was not read: no more than info";
                return Err(self.refuse(message, word.span(), "写 info / write info"));
            }
        }
        match self.source.keys().find(|word| !used.contains(&&**word.get_ref())) {
            Some(word) => {
                let message = "依据没有对应的设置 / a source without a setting";
                Err(self.refuse(message, word.span(), "删去，或写上设置 / delete it, or set it"))
            }
            None => Ok(()),
        }
    }

    fn refuse(&self, message: &str, at: Range<usize>, help: &str) -> Box<PackError> {
        let file = self.layer.file.data();
        PackError::at(file, message, "在此 / here", at, Some(help.to_owned()))
    }
}
