//! From files to what each is checked with.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use globset::Candidate;
use gouji_report::PackError;
use gouji_rules::Linter;
use gouji_rules::rule::Rule;
use gouji_rules::settings::Layer;

use super::baseline::{self, Baseline};
use super::find::{Chain, Finder, inline, relative};
use super::ruleset::Workshop;
use super::settings::{ConfigFile, Owner, Settings, Sourced};
use super::task::{Effective, Task};
use super::{Date, Notice, layers, notice, waive};
use crate::args::ConfigArgs;
use crate::input::Input;
use crate::shown_path::{canonical, display_name};

/// Finds out what files are checked with; what is equal is made once.
#[derive(Debug)]
pub(crate) struct Plans {
    finder: Finder,
    isolated: bool,
    /// The file of `--config FILE`, which holds for all.
    given: Option<Chain>,
    /// What holds where there is no configuration.
    none: Chain,
    inline: Vec<Arc<ConfigFile>>,
    options: Settings,
    /// By folder, as it was written.
    places: HashMap<PathBuf, Arc<Place>>,
    /// By where the chain lies in memory, which is kept until the end, and the overrides that hold.
    effective: HashMap<(usize, Vec<usize>), Arc<Effective>>,
    workshop: Arc<Workshop>,
    baselines: HashMap<PathBuf, Arc<Baseline>>,
    with_baseline: bool,
    /// What was noticed about settings, each once.
    noticed: Vec<Notice>,
    pub(super) today: Date,
}

/// What all files of a folder have in common.
#[derive(Debug)]
struct Place {
    /// The folder in full.
    folder: PathBuf,
    /// The configuration that holds there.
    chain: Chain,
    /// Every configuration that holds there, with the way from its folder.
    files: Vec<(Arc<ConfigFile>, PathBuf)>,
}

impl Plans {
    /// `baseline` is what `--baseline` names.
    pub(crate) fn new(args: &ConfigArgs, baseline: Option<&Path>) -> miette::Result<Self> {
        let here = canonical(Path::new("."));
        let mut plans = Self {
            finder: Finder::default(),
            isolated: args.isolated,
            given: None,
            none: Chain::from([]),
            inline: Vec::new(),
            options: layers::options(args, baseline),
            places: HashMap::new(),
            effective: HashMap::new(),
            workshop: Arc::new(Workshop::new().map_err(report)?),
            baselines: HashMap::new(),
            with_baseline: true,
            noticed: Vec::new(),
            today: Date::today()?,
        };
        for text in &args.config {
            // A file may have an equals sign in its name; a setting is no file.
            if text.contains('=') && !Path::new(text).is_file() {
                plans.inline.push(Arc::new(inline(text, &here).map_err(report)?));
            } else if args.isolated {
                return Err(miette::miette!(
                    "--isolated 不读配置文件，不能与 --config {text} 合用 / \
                     --isolated reads no configuration and does not go with --config {text}"
                ));
            } else if plans.given.is_some() {
                return Err(miette::miette!(
                    help = "在一个文件里用 extends 引用另一个 / let one extend the other",
                    "--config 只能给出一个文件 / --config takes one file only"
                ));
            } else {
                plans.given = Some(plans.finder.chain(Path::new(text)).map_err(report)?);
            }
        }
        Ok(plans)
    }

    /// Plans that no baseline has a part in.
    pub(crate) fn without_baseline(args: &ConfigArgs) -> miette::Result<Self> {
        let mut plans = Self::new(args, None)?;
        plans.with_baseline = false;
        Ok(plans)
    }

    /// How a baseline at `baseline` names `input`.
    pub(crate) fn name_in(baseline: &Path, input: &Input) -> String {
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
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<ConfigFile>> {
        self.finder.files().chain(&self.inline)
    }

    /// What `input` is checked with.
    pub(crate) fn task(&mut self, input: &Input) -> miette::Result<Task> {
        self.make(input).map_err(report)
    }

    /// What each of `inputs` is checked with.
    pub(crate) fn tasks(&mut self, inputs: Vec<Input>) -> miette::Result<Vec<(Input, Task)>> {
        let mut tasks = Vec::with_capacity(inputs.len());
        for input in inputs {
            let task = self.task(&input)?;
            tasks.push((input, task));
        }
        // What is wrong with an option is said even where there is nothing to check.
        if tasks.is_empty() {
            self.task(&Input::here())?;
        }
        self.verify_options()?;
        Ok(tasks)
    }

    /// Whether the run fails where there is nothing to check.
    pub(crate) fn fails_on_nothing(&mut self) -> miette::Result<bool> {
        Ok(self.task(&Input::here())?.fails_on_not_checked(true))
    }

    /// Every rule that some file can be checked with, by code.
    pub(crate) fn rules(&self) -> miette::Result<Vec<Rule>> {
        self.workshop.rules().map_err(report)
    }

    /// Refuses words of the options that mean a rule for none of the files.
    pub(crate) fn verify_options(&self) -> miette::Result<()> {
        let families = self.workshop.ground.families();
        self.options.layer.verify(&self.rules()?, families).map_err(report)
    }

    fn make(&mut self, input: &Input) -> Result<Task, Box<PackError>> {
        let path = match input {
            Input::File { path, .. } => path.as_path(),
            Input::Stdin { name } if name == "-" => Path::new("./-"),
            Input::Stdin { name } => Path::new(name),
        };
        let name = path.file_name().unwrap_or_default();
        let place = self.place(path)?;
        // Numbers of the overrides that hold, counted through all files.
        let (mut held, mut waivers, mut before) = (Vec::new(), Vec::new(), 0);
        for (file, inside) in &place.files {
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
        let key = (Arc::as_ptr(&place.chain).addr(), held);
        let effective = if let Some(known) = self.effective.get(&key) {
            known.clone()
        } else {
            let made = Arc::new(self.effective(&place.chain, &key.1)?);
            self.effective.insert(key, made.clone());
            made
        };
        let baseline = match &effective.baseline {
            Some(at) if self.with_baseline => Some(self.baseline(at, &place.folder.join(name))?),
            _ => None,
        };
        Ok(Task { effective, waivers, baseline, today: self.today })
    }

    /// What all files of the folder of `path` have in common.
    fn place(&mut self, path: &Path) -> Result<Arc<Place>, Box<PackError>> {
        let written = path.parent().filter(|it| !it.as_os_str().is_empty());
        let written = written.unwrap_or(Path::new("."));
        if let Some(known) = self.places.get(written) {
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
        let place = Arc::new(Place { folder, chain, files });
        self.places.insert(written.to_owned(), place.clone());
        Ok(place)
    }

    /// What holds where `chain` does, with those of its overrides that `held` numbers.
    fn effective(&mut self, chain: &Chain, held: &[usize]) -> Result<Effective, Box<PackError>> {
        let settings = layers::laid(chain, &self.inline, held, &self.options);
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
        let effective = Effective {
            sources,
            settings: settings.iter().map(|it| it.layer.clone()).collect(),
            jurisdiction,
            inline_waivers,
            fail_on,
            not_checked,
            baseline,
            workshop: self.workshop.clone(),
            rulesets: Mutex::default(),
        };
        // What is wrong with the settings is said before any file is read.
        let chosen = effective.choose(None)?;
        let linter = &chosen.rules.linter;
        let mut rules = self.workshop.local_rules()?;
        rules.extend(linter.rules().iter().cloned());
        for file in chain.iter().chain(&self.inline) {
            layers::verify(file, linter, &rules)?;
        }
        let layers: Vec<&Layer> = chosen.rules.layers.iter().map(|layer| &**layer).collect();
        let mut noticed: Vec<Notice> = notice::no_rule_on(linter, &layers).into_iter().collect();
        let files = chain.iter().chain(&self.inline);
        let written = files.flat_map(|file| std::iter::once(&file.settings).chain(&file.overrides));
        for settings in written.chain([&self.options]) {
            noticed.extend(notice::unknown_place(settings, linter));
            noticed.extend(notice::empty_families(&settings.layer, &rules, linter.families()));
        }
        for notice in noticed {
            if !self.noticed.iter().any(|known| known.order() == notice.order()) {
                self.noticed.push(notice);
            }
        }
        Ok(effective)
    }

    /// What is to be said of rules here: all that are shipped, those of some places only among them, and
    /// those of the configuration of the current folder.
    pub(super) fn linter_here(&mut self) -> miette::Result<Arc<Linter>> {
        let task = self.task(&Input::here())?;
        let local = Arc::new(self.workshop.local_packs());
        let settings: Vec<_> =
            std::iter::once(local).chain(task.effective.settings.iter().cloned()).collect();
        Ok(self.workshop.ruleset(None, &settings).map_err(report)?.linter)
    }

    fn baseline(
        &mut self,
        at: &Sourced<PathBuf>,
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
    pub(crate) fn notices(&self, walked: &[PathBuf]) -> Vec<Notice> {
        let walked: Vec<PathBuf> = walked.iter().map(|folder| canonical(folder)).collect();
        let of_file = |file: &Arc<ConfigFile>| {
            let whole = walked.iter().any(|folder| file.folder.starts_with(folder));
            waive::notices(file, whole, self.today)
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

#[expect(clippy::boxed_local, reason = "errors of the engine come boxed")]
fn report(error: Box<PackError>) -> miette::Report {
    miette::Report::new(*error)
}

#[cfg(test)]
mod tests;
