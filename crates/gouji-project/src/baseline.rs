//! Findings that were there before: a file of them, for adopting the tool on an archive.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gouji_rules::finding::Finding;
use serde::{Deserialize, Serialize};

use crate::words;

/// The name that `gouji baseline` gives it.
pub const FILE_NAME: &str = "gouji-baseline.json";

/// What to do where there is none.
pub const HELP: &str = "gouji baseline write 可生成 / gouji baseline write makes one";

/// Findings that are let pass. Each is named by its fingerprint, so that one which goes makes no room
/// for one which comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this format.
    version: Version,
    /// Each once, in the order in which they are written.
    pub findings: BTreeSet<BaselineEntry>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "u32", into = "u32")]
struct Version;

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(version: u32) -> Result<Self, String> {
        let wrong = || format!("不认识版本 {version} / unknown version {version}");
        (version == 1).then_some(Self).ok_or_else(wrong)
    }
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

/// A finding. The message is for whoever reads the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// From the folder of the baseline on.
    pub path: String,
    /// The rule.
    pub code: String,
    /// By which it is known again.
    pub fingerprint: String,
    /// In Chinese.
    pub message: String,
}

impl BaselineEntry {
    /// Returns the entry of a finding in the file that the baseline calls `path`.
    pub fn new(path: &str, finding: &Finding) -> Self {
        Self {
            path: path.to_owned(),
            code: finding.code.to_string(),
            fingerprint: finding.fingerprint.clone(),
            message: finding.message.zh.clone(),
        }
    }

    /// Returns the entry that gouji 0.1.0 made of the same finding.
    #[must_use]
    pub fn formerly(&self, finding: &Finding) -> Self {
        Self { fingerprint: finding.former_fingerprint.clone(), ..self.clone() }
    }

    /// Whether one of `entries` has the same name; the message may have been worded anew.
    pub fn is_among(&self, entries: &BTreeSet<Self>) -> bool {
        // The message is the last that entries are ordered by.
        let from = Self { message: String::new(), ..self.clone() };
        entries.range(from..).next().is_some_and(|it| {
            (&it.path, &it.code, &it.fingerprint) == (&self.path, &self.code, &self.fingerprint)
        })
    }
}

impl Baseline {
    /// Reads a file; a fault is said in a few words of both languages.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| words::of_io(&error))?;
        serde_json::from_str(&text).map_err(|error| {
            let said = error.to_string();
            let line = error.line();
            // What serde_json adds to a message of our own is the place.
            match said.rsplit_once(" at line ") {
                Some((version, _)) if version.starts_with("不认识") => version.to_owned(),
                _ => format!("不是基线文件（第 {line} 行） / not a baseline (line {line})"),
            }
        })
    }

    /// Returns the baseline that has these findings.
    pub fn of(findings: impl IntoIterator<Item = BaselineEntry>) -> Self {
        Self { version: Version, findings: findings.into_iter().collect() }
    }

    /// As it is written: one line a finding, sorted, so that a difference shows what changed.
    ///
    /// # Panics
    ///
    /// Never: texts can be written as JSON.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .findings
            .iter()
            .map(|entry| serde_json::to_string(entry).expect("texts can be written as JSON"))
            .collect();
        let lines = if lines.is_empty() {
            String::new()
        } else {
            format!("\n    {}\n  ", lines.join(",\n    "))
        };
        format!("{{\n  \"version\": 1,\n  \"findings\": [{lines}]\n}}\n")
    }

    /// Whether a finding of the file `path` is among it, by its name or by its former one.
    pub fn has(&self, path: &str, finding: &Finding) -> bool {
        let entry = BaselineEntry::new(path, finding);
        entry.is_among(&self.findings) || entry.formerly(finding).is_among(&self.findings)
    }
}
