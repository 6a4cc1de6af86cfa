//! What a host may ask for: a JSON object, whose `do` says what, and the bytes of the file that it is about.

use std::collections::BTreeMap;

use gouji_project::FailOn;
use gouji_report::Lang;
use serde::Deserialize;

/// A request.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
pub enum Request {
    /// Begins a run. The answer is JSON: the version, the endings of files that are checked where they lie in a folder,
    /// and the places that have settings of their own.
    Open {
        /// What holds for it.
        settings: SessionSettings,
    },
    /// Takes the file as the report of the year before, beside which the next one is checked.
    LastYear {
        /// Its name.
        name: String,
    },
    /// Checks the file, or those in it where it is an archive. The answer is empty.
    Check {
        /// Its name, with the folders that lead to it.
        name: String,
        /// Whether it was met in a folder, and not chosen by itself.
        #[serde(default)]
        met: bool,
    },
    /// Takes a file as one of which a panic ended the work. The answer is empty.
    Fail {
        /// Its name.
        name: String,
        /// The message of the panic.
        panic: String,
    },
    /// What came of the run. The answer is JSON.
    List,
    /// The results in a format of the command's `check`.
    Write {
        /// `html`, `json` …
        format: String,
    },
    /// The files compared with one another, in a format of the command's `audit`.
    Audit {
        /// `html`, `json` …
        format: String,
    },
    /// A copy of the file with comments.
    Annotate {
        /// Its name.
        name: String,
    },
    /// What the fixes of the file are. The answer is JSON.
    Fixes {
        /// Its name.
        name: String,
        /// Whether those are among them that need a decision.
        #[serde(default)]
        proposals: bool,
    },
    /// The file with its fixes made.
    Fix {
        /// Its name.
        name: String,
        /// Whether those are made that need a decision.
        #[serde(default)]
        proposals: bool,
    },
}

/// What holds for a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SessionSettings {
    /// The seconds since the beginning of 1970 (UTC): waivers end on days.
    pub now: u64,
    /// The language of messages.
    pub language: LangCode,
    /// The code of the place, of 2, 4 or 6 digits; without, the issuer decides.
    pub jurisdiction: Option<String>,
    /// The severity from which on a finding makes the run fail.
    pub fail_on: Option<FailOn>,
    /// These rules alone: codes, prefixes of codes, names, or `ALL`.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The texts of files of settings, by name: `gouji.toml`, `年报/gouji.toml`.
    pub config: BTreeMap<String, String>,
    /// Whether a report of the year before is to come.
    pub last_year: bool,
}

/// A language, as requests name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LangCode {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl From<LangCode> for Lang {
    fn from(code: LangCode) -> Self {
        match code {
            LangCode::Zh => Self::Zh,
            LangCode::En => Self::En,
        }
    }
}
