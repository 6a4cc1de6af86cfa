//! What a configuration file says, with the place of each setting.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use globset::GlobSet;
use gouji_rules::settings::{Layer, SettingsFile};
use toml::Spanned;

use crate::date::Day;
use crate::level::{FailOn, OnNotChecked};
use crate::words::COMMAND_LINE;

/// The name of a configuration file.
pub const FILE_NAME: &str = "gouji.toml";

/// What messages call a setting of `--config KEY=VALUE`.
pub(crate) const INLINE: &str = "--config";

/// A gouji.toml, or the settings of one `--config KEY=VALUE`.
#[derive(Debug)]
pub struct ConfigFile {
    pub source: Arc<SettingsFile>,
    /// Where its paths start from.
    pub folder: PathBuf,
    pub extends: Option<Spanned<String>>,
    pub settings: Settings,
    pub overrides: Vec<Settings>,
    pub waivers: Vec<Waiver>,
    /// Every glob of its overrides and waivers, as one automaton.
    pub globs: GlobSet,
    /// What each glob belongs to, in the order of `globs`.
    pub patterns: Vec<GlobPattern>,
}

/// What one place sets.
#[derive(Debug)]
pub struct Settings {
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
pub struct GlobPattern {
    pub owner: Owner,
    pub text: Spanned<String>,
    /// Whether a file of this run lies under it.
    pub matched: AtomicBool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Override(usize),
    Waiver(usize),
}

/// A finding, or findings, that are let pass for a reason.
#[derive(Debug)]
pub struct Waiver {
    /// The code or the name of a rule.
    pub rule: Spanned<String>,
    /// Whether it is for certain paths only.
    pub has_paths: bool,
    pub fingerprint: Option<String>,
    pub cell: Option<Spanned<String>>,
    pub reason: String,
    pub until: Option<(Day, Range<usize>)>,
    /// Whether a file was checked that it speaks of, with its rule on.
    pub met: AtomicBool,
    /// Whether it let a finding pass.
    pub used: AtomicBool,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct SourcedSetting<T> {
    /// The value.
    pub value: T,
    /// The file that sets it.
    pub file: Arc<SettingsFile>,
    /// Its bytes there.
    pub at: Range<usize>,
}

impl<T> SourcedSetting<T> {
    /// Returns `value`, which stands at `at` in `file`.
    pub fn new(value: T, file: &Arc<SettingsFile>, at: Range<usize>) -> Self {
        Self { value, file: file.clone(), at }
    }

    /// `gouji.toml:3`, or what stands for it.
    pub fn origin(&self) -> String {
        origin(&self.file, self.at.start)
    }
}

/// `gouji.toml:3`, or the option.
pub fn origin(file: &SettingsFile, offset: usize) -> String {
    match file.name.as_str() {
        COMMAND_LINE => COMMAND_LINE.to_owned(),
        INLINE => format!("{INLINE} '{}'", file.text.trim()),
        name => format!("{name}:{}", file.line(offset)),
    }
}
