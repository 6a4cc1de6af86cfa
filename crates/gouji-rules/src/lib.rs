//! Forms, binding, packs, the equation language, check kinds, findings.
//!
//! ```text
//! Document ──bind(form)──▶ Report ──check(rules)──▶ Checked { findings, not assessable }
//! ```
//!
//! * [`Linter`] – forms and packs compiled once; [`Linter::check`] is the one function that matters
//! * [`finding`] – what comes out
//! * [`rule`] – what a rule says of itself, for `explain` and the rule pages

use gouji_parser::Document;

pub mod equation;
pub mod finding;
pub mod rule;

use finding::Checked;
use rule::Rule;

/// A TOML file of a form or a pack, and the name that messages about it give.
#[derive(Clone, Copy, Debug)]
pub struct DataFile<'a> {
    /// `packs/equations.toml`.
    pub name: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

/// Why a form or a pack was refused: the place in its TOML, and what was expected.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{message}")]
pub struct PackError {
    /// What is wrong.
    pub message: String,
    /// The file.
    #[source_code]
    pub source_code: miette::NamedSource<String>,
    /// Where.
    #[label("{label}")]
    pub span: miette::SourceSpan,
    /// A few words at the place.
    pub label: String,
    /// What to write instead.
    #[help]
    pub help: Option<String>,
}

/// Forms and rules, compiled; check any number of documents with it, from any thread.
#[derive(Debug, Default)]
pub struct Linter {
    rules: Vec<Rule>,
}

impl Linter {
    /// Compiles forms and packs. Every rule is switched on.
    pub fn new(_forms: &[DataFile<'_>], _packs: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        Ok(Self::default())
    }

    /// Every rule, by code.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Leaves on the rules that `select` names (codes, prefixes of codes, or `ALL`) and `ignore`
    /// does not. A word that names no rule comes back as the error.
    pub fn select(&mut self, _select: &[String], _ignore: &[String]) -> Result<(), String> {
        Ok(())
    }

    /// Checks one report.
    pub fn check(&self, _document: &Document) -> Checked {
        Checked::default()
    }
}
