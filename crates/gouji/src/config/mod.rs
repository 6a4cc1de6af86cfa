//! Configuration: which settings hold for a file, and where each comes from.
//!
//! ```text
//! built in ◀ profiles of the jurisdiction ◀ gouji.toml, after what it extends ◀ its overrides ◀ --config KEY=VALUE ◀ other options
//! ```
//!
//! Each of these is one [`Settings`] with the [`Layer`] that the engine gets; a later one is laid over
//! those before it. The closest gouji.toml from a file upwards holds, as a whole.
//!
//! * [`shape`] – the keys of a gouji.toml, and its schema
//! * [`file`] – a gouji.toml taken apart, refused with the place and what to write
//! * [`find`] – which gouji.toml holds for a folder, and what it extends
//! * [`layers`] – settings laid one over the other
//! * [`plan`] – from files to what each is checked with
//! * [`task`] – what that is, for one file
//! * [`ruleset`] – the rules of a jurisdiction under a configuration; equal settings share one linter
//! * [`waive`] – findings that are let pass for a reason
//! * [`comment`] – the same, for a reason that the report itself gives
//! * [`notice`] – what the configuration itself is to blame for
//! * [`baseline`] – findings that were there before
//! * [`show`], [`init`] – `gouji config` and `gouji init`

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use globset::GlobSet;
use gouji_rules::Linter;
use gouji_rules::settings::{Layer, SettingsFile};
use toml::Spanned;

use crate::args::{ConfigArgs, FailOn, OnNotChecked};
use crate::words::COMMAND_LINE;

pub(crate) mod baseline;
mod comment;
mod date;
mod file;
mod find;
pub(crate) mod init;
mod layers;
mod notice;
mod plan;
mod ruleset;
mod shape;
pub(crate) mod show;
mod task;
mod waive;

pub(crate) use date::Date;
pub(crate) use file::read;
pub(crate) use notice::{Notice, tell};
pub(crate) use plan::Plans;
pub(crate) use ruleset::Chosen;
pub(crate) use shape::schema;
pub(crate) use task::Task;

/// The name of a configuration file.
pub(crate) const FILE_NAME: &str = "gouji.toml";

/// What messages call a setting of `--config KEY=VALUE`.
const INLINE: &str = "--config";

/// What checks a file of the current folder.
pub(crate) fn linter_here() -> miette::Result<Arc<Linter>> {
    Plans::new(&ConfigArgs::default(), None)?.linter_here()
}

/// A gouji.toml, or the settings of one `--config KEY=VALUE`.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    pub source: Arc<SettingsFile>,
    /// Where its paths start from.
    pub folder: PathBuf,
    pub extends: Option<Spanned<String>>,
    pub settings: Settings,
    pub overrides: Vec<Settings>,
    pub waivers: Vec<Waiver>,
    /// Every glob of its overrides and waivers, as one automaton.
    globs: GlobSet,
    /// What each glob belongs to, in the order of `globs`.
    patterns: Vec<Pattern>,
}

/// What one place sets.
#[derive(Debug)]
pub(crate) struct Settings {
    pub layer: Arc<Layer>,
    pub jurisdiction: Option<Spanned<String>>,
    /// Whether comments in a report may let findings pass.
    pub inline_waivers: Option<Spanned<bool>>,
    pub fail_on: Option<Spanned<FailOn>>,
    pub not_checked: Option<Spanned<OnNotChecked>>,
    /// The path of the baseline.
    pub baseline: Option<Spanned<PathBuf>>,
}

/// A glob of an override or of a waiver.
#[derive(Debug)]
struct Pattern {
    owner: Owner,
    text: Spanned<String>,
    /// Whether a file of this run lies under it.
    matched: AtomicBool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Override(usize),
    Waiver(usize),
}

/// A finding, or findings, that are let pass for a reason.
#[derive(Debug)]
pub(crate) struct Waiver {
    /// The code or the name of a rule.
    pub rule: Spanned<String>,
    /// Whether it is for certain paths only.
    pub has_paths: bool,
    pub fingerprint: Option<String>,
    pub cell: Option<Spanned<String>>,
    pub reason: String,
    pub until: Option<(Date, Range<usize>)>,
    /// Whether a file was checked that it speaks of, with its rule on.
    met: AtomicBool,
    /// Whether it let a finding pass.
    used: AtomicBool,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Sourced<T> {
    pub value: T,
    pub file: Arc<SettingsFile>,
    pub at: Range<usize>,
}

impl<T> Sourced<T> {
    fn new(value: T, file: &Arc<SettingsFile>, at: Range<usize>) -> Self {
        Self { value, file: file.clone(), at }
    }

    /// `gouji.toml:3`, or what stands for it.
    pub(crate) fn origin(&self) -> String {
        origin(&self.file, self.at.start)
    }
}

/// `gouji.toml:3`, or the option.
fn origin(file: &SettingsFile, offset: usize) -> String {
    match file.name.as_str() {
        COMMAND_LINE => COMMAND_LINE.to_owned(),
        INLINE => format!("{INLINE} '{}'", file.text.trim()),
        name => format!("{name}:{}", file.line(offset)),
    }
}
