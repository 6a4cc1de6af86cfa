//! Forms, binding, packs, the equation language, check kinds, findings.
//!
//! ```text
//! Document ──bind(form)──▶ Report ──check(rules)──▶ Checked { findings, not assessable }
//! ```
//!
//! * [`Linter`] – forms and packs compiled once; [`Linter::check`] is the one function that matters
//! * [`form`] and [`bind`] – the statutory template, and a document read against it
//! * [`place`] – where an issuer is, with the code of GB/T 2260
//! * [`profile`] – what holds in one jurisdiction
//! * [`equation`] – the equation language, repair sets, slips
//! * [`rule`], [`family`] and [`norm`] – what a rule says of itself, for `explain` and the rule pages
//! * [`finding`] – what comes out
//! * [`fix`] – applies what findings propose, and looks whether it did no harm
//! * [`view`] – the tables as the form draws them, with the report's values
//!
//! The rules know no file format: everything they see is a [`bind::Report`].

use std::cell::RefCell;

use gouji_parser::Document;

pub mod bind;
mod check;
mod date;
pub mod equation;
pub mod family;
mod field;
pub mod finding;
pub mod fix;
pub mod form;
mod nearness;
pub mod norm;
mod pack;
pub mod place;
pub mod profile;
mod prose;
mod refusal;
pub mod rule;
pub mod view;

use bind::Forms;
use check::{Check, Context, equation::TableSystem};
use finding::Checked;
use pack::{Compiled, Known};
use prose::{Lexicon, Prose, Vocabulary, WordList};
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

/// A word that selects no rule.
#[derive(Debug, thiserror::Error)]
#[error("没有 {word} 这条规则或这一类规则 / no rule matches `{word}`")]
pub struct UnknownRule {
    /// The word.
    pub word: String,
}

/// Forms and rules, compiled; check any number of documents with it, from any thread.
#[derive(Debug)]
pub struct Linter {
    forms: Forms,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    rules: Vec<Rule>,
    compiled: Vec<Compiled>,
    systems: Vec<TableSystem>,
}

impl Linter {
    /// Compiles forms and packs. Every rule is switched on but the optional ones.
    pub fn new(forms: &[DataFile<'_>], packs: &[DataFile<'_>]) -> Result<Self, Box<PackError>> {
        let mut words = WordList::default();
        let lexicon = forms.iter().find(|&&file| bind::is_lexicon(file));
        let mut lexicon = match lexicon {
            Some(&file) => Lexicon::load(file, &mut words)?,
            None => Lexicon::default(),
        };
        lexicon.complete();
        let forms = Forms::load(forms)?;
        let words = RefCell::new(words);
        let known = Known { forms: &forms, lexicon: &lexicon, words: &words };
        let mut compiled: Vec<Compiled> = Vec::new();
        for &file in packs {
            for rule in pack::load(file, known)? {
                if compiled.iter().any(|known| known.rule.code == rule.rule.code) {
                    return Err(pack::repeated(file, &rule));
                }
                compiled.push(rule);
            }
        }
        compiled.sort_by(|left, right| left.rule.code.cmp(&right.rule.code));
        let systems: Vec<TableSystem> =
            forms.kinds().flat_map(|forms| check::equation::systems(&compiled, forms)).collect();
        let rules = compiled.iter().map(|compiled| compiled.rule.clone()).collect();
        let vocabulary = Vocabulary::new(&words.borrow());
        Ok(Self { forms, lexicon, vocabulary, rules, compiled, systems })
    }

    /// The rules of a pack that is not among those of this linter.
    pub(crate) fn rules_of(&self, pack: DataFile<'_>) -> Result<Vec<Rule>, Box<PackError>> {
        let words = RefCell::default();
        let known = Known { forms: &self.forms, lexicon: &self.lexicon, words: &words };
        Ok(pack::load(pack, known)?.into_iter().map(|compiled| compiled.rule).collect())
    }

    /// Every rule, by code.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether a rule is switched on.
    pub fn is_on(&self, code: &str) -> bool {
        self.compiled.iter().any(|compiled| compiled.on && &*compiled.rule.code == code)
    }

    /// Leaves on the rules that `select` names (codes, prefixes of codes, names, or `ALL`; nothing
    /// means all) and `ignore` does not. An optional rule is on only by its whole code or its name.
    pub fn select(&mut self, select: &[String], ignore: &[String]) -> Result<(), UnknownRule> {
        for word in select.iter().chain(ignore) {
            if !self.rules.iter().any(|rule| matches(rule, word)) {
                return Err(UnknownRule { word: word.clone() });
            }
        }
        for compiled in &mut self.compiled {
            let chosen = |words: &[String]| words.iter().any(|word| matches(&compiled.rule, word));
            let rule = &compiled.rule;
            let asked = || select.iter().any(|word| [&*rule.code, &*rule.name].contains(&&**word));
            let wanted = if rule.optional { asked() } else { select.is_empty() || chosen(select) };
            compiled.on = wanted && !chosen(ignore);
        }
        Ok(())
    }

    /// Binds a document to its form, without checking it.
    pub fn bind<'d>(&self, document: &'d Document) -> bind::Report<'d> {
        bind::bind(document, &self.forms)
    }

    /// The statutory tables as the form draws them, with the report's values; none of a file that
    /// is no report.
    pub fn tables(&self, document: &Document) -> Vec<view::TableView> {
        let report = self.bind(document);
        let is_report = check::can_be_checked(&report, &self.forms);
        if is_report { view::tables(&report, &self.forms) } else { Vec::new() }
    }

    /// Checks one report. A file that is none gets a single finding that says so.
    pub fn check(&self, document: &Document) -> Checked {
        let report = self.bind(document);
        let mut out = Checked { report: report.summary(), ..Checked::default() };
        let forms = self.forms.of(&report.kind.id).unwrap_or(&self.forms);
        let is_report = check::can_be_checked(&report, forms);
        let prose = Prose::read(&report, &self.vocabulary, &self.lexicon);
        let mut whole = true;
        let own = |rule: &&Compiled| rule.on && rule.report_kind == report.kind.id;
        for rule in self.compiled.iter().filter(own) {
            if is_report || matches!(rule.check, Check::Kind(_)) {
                let mut context =
                    Context { report: &report, prose: &prose, forms, rule, out: &mut out };
                if rule.check.needs_the_whole_file() && check::kind::is_cut_off(&mut context) {
                    whole = false;
                } else {
                    check::run(&mut context);
                }
            }
        }
        if let Some(rule) = self.compiled.first().filter(|_| is_report && whole) {
            let mut context =
                Context { report: &report, prose: &prose, forms, rule, out: &mut out };
            for table in &report.tables {
                let system = self
                    .systems
                    .iter()
                    .find(|system| std::sync::Arc::ptr_eq(&system.table, &table.spec));
                if let Some(system) = system {
                    check::balance::run(system, table, &self.compiled, &mut context);
                }
            }
        }
        out.findings.sort_by(|left, right| {
            (left.primary.span, &left.code, &left.message.zh).cmp(&(
                right.primary.span,
                &right.code,
                &right.message.zh,
            ))
        });
        out.not_assessable.sort_by(|left, right| {
            (left.place.span, &left.code).cmp(&(right.place.span, &right.code))
        });
        out
    }
}

/// Whether a word of `--select` means a rule: its code, a prefix of it, its name, or `ALL`.
fn matches(rule: &Rule, word: &str) -> bool {
    word == "ALL" || !word.is_empty() && rule.code.starts_with(word) || *rule.name == *word
}
