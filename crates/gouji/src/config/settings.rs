//! What a configuration file says, with the place of each setting.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use globset::GlobSet;
use gouji_rules::settings::{Layer, SettingsFile};
use toml::Spanned;

use super::date::Date;
use crate::args::{FailOn, OnNotChecked};
use crate::words::COMMAND_LINE;

/// The name of a configuration file.
pub(crate) const FILE_NAME: &str = "gouji.toml";

/// What messages call a setting of `--config KEY=VALUE`.
pub(crate) const INLINE: &str = "--config";

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
    pub(crate) globs: GlobSet,
    /// What each glob belongs to, in the order of `globs`.
    pub(crate) patterns: Vec<Pattern>,
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
pub(crate) struct Pattern {
    pub(crate) owner: Owner,
    pub(crate) text: Spanned<String>,
    /// Whether a file of this run lies under it.
    pub(crate) matched: AtomicBool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
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
    pub(crate) met: AtomicBool,
    /// Whether it let a finding pass.
    pub(crate) used: AtomicBool,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Sourced<T> {
    pub value: T,
    pub file: Arc<SettingsFile>,
    pub at: Range<usize>,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, file: &Arc<SettingsFile>, at: Range<usize>) -> Self {
        Self { value, file: file.clone(), at }
    }

    /// `gouji.toml:3`, or what stands for it.
    pub(crate) fn origin(&self) -> String {
        origin(&self.file, self.at.start)
    }
}

/// `gouji.toml:3`, or the option.
pub(crate) fn origin(file: &SettingsFile, offset: usize) -> String {
    match file.name.as_str() {
        COMMAND_LINE => COMMAND_LINE.to_owned(),
        INLINE => format!("{INLINE} '{}'", file.text.trim()),
        name => format!("{name}:{}", file.line(offset)),
    }
}
