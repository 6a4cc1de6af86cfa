//! From files to what each is checked with.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use globset::Candidate;
use gouji_report::{Lang, Localized, PackError};
use gouji_rules::Linter;
use gouji_rules::rule::Rule;
use gouji_rules::settings::{Layer, SettingsFile};

use crate::baseline::{self, Baseline};
use crate::checked_file::CheckedFile;
use crate::date::Day;
use crate::file_settings::{EffectiveSettings, FileSettings};
use crate::find::{Chain, Finder, inline, relative};
use crate::input::{Input, UnreadFile};
use crate::notice::{self, Notice};
use crate::options::ProjectOptions;
use crate::rules::LinterCache;
use crate::settings::{ConfigFile, INLINE, Owner, Settings, SourcedSetting};
use crate::shown_path::{canonical, display_name};
use crate::{layers, waiver};

/// Finds out what files are checked with; what is equal is made once.
#[derive(Debug)]
pub struct Project {
    finder: Finder,
    isolated: bool,
    /// The file of `--config FILE`, which holds for all.
    given: Option<Chain>,
    /// What holds where there is no configuration.
    none: Chain,
    inline: Vec<Arc<ConfigFile>>,
    options: Settings,
    /// By folder, as it was written.
    folders: HashMap<PathBuf, Arc<Folder>>,
    /// By where the chain lies in memory, which is kept until the end, and the overrides that hold.
    effective: HashMap<(usize, Vec<usize>), Arc<EffectiveSettings>>,
    /// By the forms of settings, of which the first has none.
    linters: Vec<(Vec<Arc<SettingsFile>>, Arc<LinterCache>)>,
    baselines: HashMap<PathBuf, Arc<Baseline>>,
    with_baseline: bool,
    /// What the caller set.
    asked: ProjectOptions,
    /// What was noticed about settings, each once.
    noticed: Vec<Notice>,
    pub(crate) today: Day,
}

/// Files with what they are checked with.
#[derive(Debug)]
pub struct WithSettings {
    /// Those for which settings hold.
    pub files: Vec<(Input, FileSettings)>,
    /// Those whose settings are refused, each with the index of its fault.
    pub refused: Vec<(Input, usize)>,
    /// What is wrong with these settings, each once.
    pub faults: Vec<Box<PackError>>,
}

impl WithSettings {
    /// Those whose settings are refused, as files that were not read.
    pub fn unread(&self, lang: Lang) -> impl Iterator<Item = UnreadFile> {
        let refused = self.refused.iter();
        refused.map(move |(input, at)| UnreadFile::refused(input, &self.faults[*at], lang))
    }
}

/// What all files of a folder have in common.
#[derive(Debug)]
struct Folder {
    /// The folder in full.
    path: PathBuf,
    /// The configuration that holds there.
    chain: Chain,
    /// Every configuration that holds there, with the way from its folder.
    files: Vec<(Arc<ConfigFile>, PathBuf)>,
}

impl Project {
    /// Reads the files that `options` name; waivers are judged on the day `today`.
    ///
    /// # Errors
    ///
    /// Refuses options that do not go together, and files that cannot be read or say what has no meaning.
    pub fn new(options: &ProjectOptions, today: Day) -> Result<Self, Box<PackError>> {
        let shipped = Arc::new(LinterCache::new(&[], options.across)?);
        Self::with_linters(options, today, vec![(Vec::new(), shipped)])
    }

    /// Returns a project for another run under the same options: files of settings are read anew and nothing was noticed
    /// yet, but rules that were made are not made again.
    ///
    /// # Errors
    ///
    /// As [`Project::new`].
    pub fn again(&self, today: Day) -> Result<Self, Box<PackError>> {
        let again = Self::with_linters(&self.asked, today, self.linters.clone())?;
        Ok(Self { with_baseline: self.with_baseline, ..again })
    }

    fn with_linters(
        options: &ProjectOptions,
        today: Day,
        linters: Vec<(Vec<Arc<SettingsFile>>, Arc<LinterCache>)>,
    ) -> Result<Self, Box<PackError>> {
        let here = canonical(Path::new("."));
        let mut project = Self {
            finder: Finder::with_open(options.open.clone()),
            isolated: options.isolated,
            given: None,
            none: Chain::from([]),
            inline: Vec::new(),
            options: layers::options(options),
            folders: HashMap::new(),
            effective: HashMap::new(),
            linters,
            baselines: HashMap::new(),
            with_baseline: true,
            asked: options.clone(),
            noticed: Vec::new(),
            today,
        };
        for text in &options.config {
            // A file may have an equals sign in its name; a setting is no file.
            if text.contains('=') && !Path::new(text).is_file() {
                project.inline.push(Arc::new(inline(text, &here)?));
            } else if options.isolated {
                let message = "--isolated 不读配置文件，不能与 --config 文件合用 / \
                               --isolated reads no configuration and does not go with a file of --config";
                return Err(refused(text, message, None));
            } else if project.given.is_some() {
                let message = "--config 只能给出一个文件 / --config takes one file only";
                let help = "在一个文件里用 extends 引用另一个 / let one extend the other";
                return Err(refused(text, message, Some(help)));
            } else {
                project.given = Some(project.finder.chain(Path::new(text))?);
            }
        }
        Ok(project)
    }

    /// Project that no baseline has a part in.
    ///
    /// # Errors
    ///
    /// As [`Project::new`].
    pub fn without_baseline(options: &ProjectOptions, today: Day) -> Result<Self, Box<PackError>> {
        let mut project = Self::new(options, today)?;
        project.with_baseline = false;
        Ok(project)
    }

    /// Returns how a baseline at `baseline` names `input`.
    pub fn name_in(baseline: &Path, input: &Input) -> String {
        let Input::File { path, .. } = input else { return input.name().to_owned() };
        let folder = |path: &Path| {
            let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
            folder.unwrap_or(Path::new(".")).to_owned()
        };
        let from = canonical(&folder(baseline));
        let full = canonical(&folder(path)).join(path.file_name().unwrap_or_default());
        display_name(&relative(&from, &full))
    }

    /// Every configuration of this run, in an order that does not change.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.finder.files().chain(&self.inline)
    }

    /// Returns each of `inputs` with the settings that hold for it, or without where these are refused.
    ///
    /// # Errors
    ///
    /// Refuses an option that says what has no meaning, and a configuration if no input has another.
    pub fn with_settings(&mut self, inputs: Vec<Input>) -> Result<WithSettings, Box<PackError>> {
        let mut files = Vec::with_capacity(inputs.len());
        let (mut refused, mut faults): (_, Vec<Box<PackError>>) = (Vec::new(), Vec::new());
        for input in inputs {
            match self.settings_of(&input) {
                Ok(settings) => files.push((input, settings)),
                Err(fault) => {
                    let known = faults.iter().position(|known| is_same(known, &fault));
                    let at = known.unwrap_or(faults.len());
                    faults.extend(known.is_none().then_some(fault));
                    refused.push((input, at));
                }
            }
        }
        if files.is_empty() {
            if let Some(fault) = faults.into_iter().next() {
                return Err(fault);
            }
            // What is wrong with an option is said even where there is nothing to check.
            self.settings_of(&Input::here())?;
            faults = Vec::new();
        }
        self.verify_options()?;
        Ok(WithSettings { files, refused, faults })
    }

    /// Whether the run fails where there is nothing to check.
    pub fn fails_on_nothing(&mut self) -> Result<bool, Box<PackError>> {
        Ok(self.settings_of(&Input::here())?.fails_on_not_checked(true))
    }

    /// Every rule that some file can be checked with, by code.
    pub fn rules(&self) -> Result<Vec<Rule>, Box<PackError>> {
        let mut rules: Vec<Rule> = Vec::new();
        for (_, linters) in &self.linters {
            for rule in linters.rules()? {
                if !rules.iter().any(|known| known.code == rule.code) {
                    rules.push(rule);
                }
            }
        }
        rules.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(rules)
    }

    /// The rules that `files` were checked with and those of some places, by code. Whatever else was checked before
    /// plays no part.
    pub fn rules_of(&self, files: &[CheckedFile]) -> Result<Vec<Rule>, Box<PackError>> {
        let mut rules: Vec<Rule> = self.linters[0].1.local_rules()?.to_vec();
        let mut linters: Vec<&Arc<Linter>> = Vec::new();
        for file in files {
            let linter = &file.chosen.rules.linter;
            if !linters.iter().any(|it| Arc::ptr_eq(it, linter)) {
                linters.push(linter);
                let new = linter.rules().iter();
                let new: Vec<Rule> =
                    new.filter(|it| rules.iter().all(|own| own.code != it.code)).cloned().collect();
                rules.extend(new);
            }
        }
        rules.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(rules)
    }

    /// The places that have settings of their own, by code, with their names.
    pub fn places(&self) -> Result<Vec<(&str, &Localized)>, Box<PackError>> {
        let profiles = self.linters[0].1.profiles.all()?.into_iter();
        Ok(profiles.map(|profile| (&*profile.code, &profile.name)).collect())
    }

    /// Refuses words of the options that mean a rule for none of the files.
    pub fn verify_options(&self) -> Result<(), Box<PackError>> {
        let linters = &self.linters[0].1;
        if self.options.layer.is_empty() {
            return Ok(());
        }
        let mut rules = self.rules()?;
        rules.extend(linters.rules_across()?);
        self.options.layer.verify(&rules, linters.unconfigured.families())
    }

    /// Returns the settings that hold for `input`.
    ///
    /// # Errors
    ///
    /// Refuses a configuration that says what has no meaning.
    pub fn settings_of(&mut self, input: &Input) -> Result<FileSettings, Box<PackError>> {
        let path = match input {
            Input::File { path, .. } => path.as_path(),
            Input::Stdin { name } if name == "-" => Path::new("./-"),
            Input::Stdin { name } | Input::Buffer { name, .. } => Path::new(name),
            Input::Member { archive, .. } => archive.as_path(),
        };
        let name = path.file_name().unwrap_or_default();
        let folder = self.folder_of(path)?;
        // Numbers of the overrides that hold, counted through all files.
        let (mut held, mut waivers, mut before) = (Vec::new(), Vec::new(), 0);
        for (file, inside) in &folder.files {
            for owner in file.owners(inside, name) {
                match owner {
                    Owner::Override(index) => held.push(before + index),
                    Owner::Waiver(index) => waivers.push((file.clone(), index)),
                }
            }
            let everywhere = file.waivers.iter().enumerate().filter(|(_, it)| !it.has_paths);
            waivers.extend(everywhere.map(|(index, _)| (file.clone(), index)));
            before += file.overrides.len();
        }
        let key = (Arc::as_ptr(&folder.chain).addr(), held);
        let effective = if let Some(known) = self.effective.get(&key) {
            known.clone()
        } else {
            let made = Arc::new(self.effective(&folder.chain, &key.1)?);
            self.effective.insert(key, made.clone());
            made
        };
        let baseline = match &effective.baseline {
            Some(at) if self.with_baseline => Some(self.baseline(at, &folder.path.join(name))?),
            _ => None,
        };
        Ok(FileSettings { effective, waivers, baseline, today: self.today })
    }

    /// What all files of the folder of `path` have in common.
    fn folder_of(&mut self, path: &Path) -> Result<Arc<Folder>, Box<PackError>> {
        let written = path.parent().filter(|it| !it.as_os_str().is_empty());
        let written = written.unwrap_or(Path::new("."));
        if let Some(known) = self.folders.get(written) {
            return Ok(known.clone());
        }
        let folder = canonical(written);
        let chain = match &self.given {
            Some(chain) => chain.clone(),
            None if self.isolated => self.none.clone(),
            None => self.finder.closest(&folder)?.unwrap_or_else(|| self.none.clone()),
        };
        let files = chain.iter().chain(&self.inline);
        let files = files.map(|file| (file.clone(), relative(&file.folder, &folder))).collect();
        let known = Arc::new(Folder { path: folder, chain, files });
        self.folders.insert(written.to_owned(), known.clone());
        Ok(known)
    }

    /// What holds where `chain` does, with those of its overrides that `held` numbers.
    fn effective(
        &mut self,
        chain: &Chain,
        held: &[usize],
    ) -> Result<EffectiveSettings, Box<PackError>> {
        let settings = layers::laid(chain, &self.inline, held, &self.options);
        let forms: Vec<_> = settings.iter().flat_map(|it| it.layer.forms.clone()).collect();
        let linters = linters_of(&mut self.linters, forms)?;
        let jurisdiction = layers::last(&settings, |it| it.jurisdiction.as_ref());
        let inline_waivers = layers::last(&settings, |it| it.inline_waivers.as_ref());
        let fail_on = layers::last(&settings, |it| it.fail_on.as_ref());
        let not_checked = layers::last(&settings, |it| it.not_checked.as_ref());
        let baseline = layers::last(&settings, |it| it.baseline.as_ref());
        let mut sources: Vec<String> = Vec::new();
        for it in settings.iter().filter(|it| !it.is_of_no_option()) {
            if !sources.contains(&it.layer.file.name) {
                sources.push(it.layer.file.name.clone());
            }
        }
        let effective = EffectiveSettings {
            sources,
            settings: settings.iter().map(|it| it.layer.clone()).collect(),
            jurisdiction,
            inline_waivers,
            fail_on,
            not_checked,
            baseline,
            linters: linters.clone(),
            rulesets: Mutex::default(),
        };
        let said = !chain.is_empty() || !self.inline.is_empty() || !self.options.layer.is_empty();
        if !said && effective.jurisdiction.is_none() {
            // Rules are compiled for the places of the reports alone.
            return Ok(effective);
        }
        // What is wrong with the settings is said before any file is read.
        let chosen = effective.choose(None)?;
        let linter = &chosen.rules.linter;
        let mut rules = linters.local_rules()?.to_vec();
        rules.extend(linter.rules().iter().cloned());
        if said {
            rules.extend(linters.rules_across()?);
        }
        for file in chain.iter().chain(&self.inline) {
            layers::verify(file, linter, &rules)?;
        }
        let layers: Vec<&Layer> = chosen.rules.layers.iter().map(|layer| &**layer).collect();
        let mut noticed: Vec<Notice> = notice::no_rule_on(linter, &layers).into_iter().collect();
        let files = chain.iter().chain(&self.inline);
        let written = files.flat_map(|file| std::iter::once(&file.settings).chain(&file.overrides));
        for settings in written.chain([&self.options]) {
            noticed.extend(notice::unknown_place(settings, linter));
        }
        for notice in noticed {
            if !self.noticed.iter().any(|known| known.order() == notice.order()) {
                self.noticed.push(notice);
            }
        }
        Ok(effective)
    }

    /// What is to be said of rules here: all that are shipped, those of some places and over several reports
    /// among them, and those of the configuration of the current folder.
    ///
    /// # Errors
    ///
    /// As [`Project::settings_of`].
    pub fn linter_here(&mut self) -> Result<Arc<Linter>, Box<PackError>> {
        let settings = self.settings_of(&Input::here())?;
        let linters = &settings.effective.linters;
        let local = Arc::new(linters.other_packs());
        let layers: Vec<_> =
            std::iter::once(local).chain(settings.effective.settings.iter().cloned()).collect();
        Ok(linters.ruleset(None, &layers)?.linter)
    }

    fn baseline(
        &mut self,
        at: &SourcedSetting<PathBuf>,
        path: &Path,
    ) -> Result<(Arc<Baseline>, String), Box<PackError>> {
        let full = canonical(&at.value);
        let baseline = if let Some(known) = self.baselines.get(&full) {
            known.clone()
        } else {
            let read = Baseline::read(&full).map_err(|why| {
                let message = "基线不能读取 / the baseline cannot be read";
                let help = Some(baseline::HELP.to_owned());
                PackError::at(at.file.data(), message, &why, at.at.clone(), help)
            })?;
            let read = Arc::new(read);
            self.baselines.insert(full.clone(), read.clone());
            read
        };
        let folder = full.parent().unwrap_or(&full);
        Ok((baseline, display_name(&relative(folder, path))))
    }

    /// What the configuration itself is to blame for. `walked` are the folders that were gone through
    /// without leaving anything out.
    pub fn notices(&self, walked: &[PathBuf]) -> Vec<Notice> {
        let walked: Vec<PathBuf> = walked.iter().map(|folder| canonical(folder)).collect();
        let of_file = |file: &Arc<ConfigFile>| {
            let whole = walked.iter().any(|folder| file.folder.starts_with(folder));
            waiver::notices(file, whole, self.today)
        };
        let mut notices: Vec<Notice> = self.files().flat_map(of_file).collect();
        notices.extend(self.noticed.iter().cloned());
        notices.sort_by_cached_key(Notice::order);
        notices
    }
}

impl Settings {
    /// Whether it stands for the options of the command line, and there are none.
    fn is_of_no_option(&self) -> bool {
        let sets = self.jurisdiction.is_some() || self.fail_on.is_some() || self.baseline.is_some();
        self.layer.file.name == crate::words::COMMAND_LINE && !sets && self.layer.is_empty()
    }
}

impl ConfigFile {
    /// The overrides and waivers under whose globs a file lies, each once.
    fn owners(&self, inside: &Path, name: &OsStr) -> Vec<Owner> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut owners = Vec::new();
        for index in self.globs.matches_candidate(&Candidate::new(&inside.join(name))) {
            let pattern = &self.patterns[index];
            pattern.matched.store(true, Ordering::Relaxed);
            owners.push(pattern.owner);
        }
        owners.dedup();
        owners
    }
}

/// Whether two faults are one, found on the way to two files.
fn is_same(one: &PackError, other: &PackError) -> bool {
    let place = |error: &PackError| (error.source_code.name().to_owned(), error.span);
    place(one) == place(other) && one.message == other.message
}

/// The linters of these forms; what is equal is made once.
fn linters_of(
    known: &mut Vec<(Vec<Arc<SettingsFile>>, Arc<LinterCache>)>,
    forms: Vec<Arc<SettingsFile>>,
) -> Result<Arc<LinterCache>, Box<PackError>> {
    if let Some((_, linters)) = known.iter().find(|(own, _)| *own == forms) {
        return Ok(linters.clone());
    }
    let across = known.first().is_some_and(|(_, linters)| linters.across);
    let made = Arc::new(LinterCache::new(&forms, across)?);
    known.push((forms, made.clone()));
    Ok(made)
}

/// A value of `--config` that is refused.
fn refused(text: &str, message: &str, help: Option<&str>) -> Box<PackError> {
    let file = SettingsFile::new(INLINE, text);
    let label = "在此 / here";
    PackError::at(file.data(), message, label, 0..text.len(), help.map(str::to_owned))
}

#[cfg(test)]
mod tests;
