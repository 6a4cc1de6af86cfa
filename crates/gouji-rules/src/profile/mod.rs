//! What holds in one jurisdiction: which rules are on, how much they weigh, their parameters, rules of
//! its own. Data, in TOML, by GB/T 2260 code; each is laid over that of the place around it.
//!
//! ```text
//! CN ◀ 62 ◀ 6204 ◀ 620403
//! ```
//!
//! A profile says for each of its settings where it comes from.

use std::{collections::BTreeMap, ops::Range};

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::{
    DataFile, Linter, PackError,
    finding::{Localized, Severity},
    place::Code,
    rule::Rule,
};

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
    pub note: Option<String>,
    /// The file it was read from; every place below is an offset into it.
    pub file: ProfileFile,
    /// Words (codes, their prefixes, names, `ALL`) of the rules that alone are on.
    pub select: Option<Vec<Spanned<String>>>,
    /// Words of the rules that are off.
    pub ignore: Vec<Spanned<String>>,
    /// Severities by word. One also switches an optional rule on.
    pub severity: BTreeMap<Spanned<String>, Spanned<Severity>>,
    /// Codes of the rules that get parameters, each at its key `[rule.CODE]` in the file.
    pub parameters: Vec<Spanned<String>>,
    /// Packs of its own.
    pub packs: Vec<ProfileFile>,
    /// Where each setting comes from, by the word that it stands under.
    pub source: BTreeMap<String, String>,
}

/// A TOML text, and the name that messages about it give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileFile {
    /// `profiles/62.toml`.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

/// Profiles by code.
#[derive(Debug, Default)]
pub struct Profiles(BTreeMap<String, Profile>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileToml {
    code: Spanned<String>,
    name: Localized,
    note: Option<String>,
    #[serde(default)]
    packs: Vec<Spanned<String>>,
    #[serde(default)]
    lint: LintToml,
    #[serde(default)]
    rule: BTreeMap<Spanned<String>, Spanned<BTreeMap<String, Value>>>,
    #[serde(default)]
    source: BTreeMap<Spanned<String>, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LintToml {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<Severity>>,
}

/// What packs of profiles are called; every other file is a profile.
const PACK_END: &str = ".rules.toml";

impl Profiles {
    /// Reads profiles: `62.toml` is one, `62.rules.toml` a pack that it may name. Words are those of
    /// the rules of `linter` and of the profile's own packs.
    pub fn load(files: &[DataFile<'_>], linter: &Linter) -> Result<Self, Box<PackError>> {
        let (packs, profiles): (Vec<DataFile<'_>>, Vec<DataFile<'_>>) =
            files.iter().partition(|file| file.name.ends_with(PACK_END));
        let mut known = BTreeMap::new();
        for file in profiles {
            let profile = Loader { file, packs: &packs, linter }.profile()?;
            known.insert(profile.code.clone(), profile);
        }
        Ok(Self(known))
    }

    /// The profiles that hold at a code of two, four or six digits: that of the country, of the
    /// province, the city and the county, of those that there are.
    pub fn chain(&self, code: &str) -> Vec<&Profile> {
        let parts = [2, 4, 6].into_iter().filter_map(|length| code.get(..length));
        std::iter::once(NATIONAL).chain(parts).filter_map(|part| self.0.get(part)).collect()
    }

    /// Every profile, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.values()
    }
}

struct Loader<'a> {
    file: DataFile<'a>,
    packs: &'a [DataFile<'a>],
    linter: &'a Linter,
}

impl Loader<'_> {
    fn profile(&self) -> Result<Profile, Box<PackError>> {
        let toml: ProfileToml =
            toml::from_str(self.file.text).map_err(|error| PackError::toml(self.file, &error))?;
        self.verify_code(&toml.code)?;
        let mut rules: Vec<Rule> = self.linter.rules().to_vec();
        let mut packs = Vec::with_capacity(toml.packs.len());
        for name in &toml.packs {
            let file = self.pack(name)?;
            rules.extend(self.linter.rules_of(file)?);
            packs.push(ProfileFile { name: file.name.to_owned(), text: file.text.to_owned() });
        }
        self.verify_settings(&toml, &rules)?;
        Ok(Profile {
            code: toml.code.into_inner(),
            name: toml.name,
            note: toml.note,
            file: ProfileFile { name: self.file.name.to_owned(), text: self.file.text.to_owned() },
            select: toml.lint.select,
            ignore: toml.lint.ignore,
            severity: toml.lint.severity,
            parameters: toml.rule.into_keys().collect(),
            packs,
            source: toml
                .source
                .into_iter()
                .map(|(word, source)| (word.into_inner(), source))
                .collect(),
        })
    }

    /// The code is that of a known place, and the file's name.
    fn verify_code(&self, code: &Spanned<String>) -> Result<(), Box<PackError>> {
        let word = code.get_ref();
        let places = &self.linter.forms.places;
        let known = word == NATIONAL
            || matches!(word.len(), 2 | 4 | 6)
                && Code::parse(&format!("{word:0<6}")).is_some_and(|code| places.knows(code));
        if !known {
            let help = "CN，或两位、四位、六位行政区划代码 / CN, or 2, 4 or 6 digits of a place";
            return Err(self.refuse("没有这个行政区划 / no such place", code.span(), help));
        }
        let stem = self.file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        if stem != Some(word) {
            let help = format!("文件名应为 {word}.toml / name the file {word}.toml");
            let message = "代码与文件名不符 / the file's name is not the code";
            return Err(self.refuse(message, code.span(), &help));
        }
        Ok(())
    }

    fn pack(&self, name: &Spanned<String>) -> Result<DataFile<'_>, Box<PackError>> {
        let of = |file: &&DataFile<'_>| file.name.rsplit('/').next() == Some(name.get_ref());
        self.packs.iter().find(of).copied().ok_or_else(|| {
            let known: Vec<&str> =
                self.packs.iter().filter_map(|file| file.name.rsplit('/').next()).collect();
            PackError::unknown(self.file, "pack", name.get_ref(), name.span(), &known)
        })
    }

    /// Every word means a rule and has a source, and every source has its setting.
    fn verify_settings(&self, toml: &ProfileToml, rules: &[Rule]) -> Result<(), Box<PackError>> {
        let words = toml.lint.select.iter().flatten().chain(&toml.lint.ignore);
        let words = words.chain(toml.lint.severity.keys()).chain(toml.rule.keys());
        let mut used: Vec<&str> = toml.packs.iter().map(|name| &**name.get_ref()).collect();
        for word in words {
            if !rules.iter().any(|rule| crate::matches(rule, word.get_ref())) {
                let known: Vec<&str> = rules.iter().map(|rule| &*rule.code).collect();
                return Err(PackError::unknown(
                    self.file,
                    "rule",
                    word.get_ref(),
                    word.span(),
                    &known,
                ));
            }
            used.push(word.get_ref());
        }
        let sourced = |word: &str| toml.source.keys().any(|known| known.get_ref() == word);
        if let Some(word) = used.iter().find(|word| !sourced(word)) {
            let help = format!("在 [source] 写上 {word} = \"…\" / add it under [source]");
            let message = format!("{word} 没有写依据 / {word} has no source");
            return Err(self.refuse(&message, 0..0, &help));
        }
        match toml.source.keys().find(|word| !used.contains(&&**word.get_ref())) {
            Some(word) => {
                let message = "依据没有对应的设置 / a source without a setting";
                Err(self.refuse(message, word.span(), "删去，或写上设置 / delete it, or set it"))
            }
            None => Ok(()),
        }
    }

    fn refuse(&self, message: &str, at: Range<usize>, help: &str) -> Box<PackError> {
        PackError::at(self.file, message, "在此 / here", at, Some(help.to_owned()))
    }
}
