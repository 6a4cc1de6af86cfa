//! What the figures of a report's running text say.
//!
//! ```text
//! passages ─words, numbers─▶ tokens ─marks─▶ clauses ─classes─▶ object ─rows─▶ statements
//! ```
//!
//! A meaning is put together from single words around a number, in whatever order they stand: time (上年,
//! 下年), act (收到, 办结, 结转), object (申请, 复议, 规范性文件), result, applicant. Words, objects and rows
//! are data (`rules/statements.toml`); cutting, inheritance from clause to clause, relative years, negation
//! and scope are code. A clause with more than a few letters that belong to no known word is not read.
//! One pass over the text; its cost is linear in its length.

mod clause;
mod data;
mod lexicon;
mod organ;
mod read;
mod revise;
mod roles;
mod rows;
mod scope;
mod token;

use std::{ops::Range, sync::Arc};

use gouji_parser::quantity::{Approx, Unit};
use rust_decimal::Decimal;

pub use data::DataError;

use lexicon::Lexicon;
use revise::Revision;
use rows::Rows;
use scope::Scopes;

/// Reads the running text of reports; may be used from any thread.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
    rows: Rows,
    scopes: Scopes,
    roles: roles::Roles,
    revisions: Vec<Revision>,
    /// Letters of a clause at most that belong to no word.
    unknown: usize,
}

/// A paragraph or a heading.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'t> {
    /// Its characters.
    pub text: &'t str,
    /// Which section it lies in; statements of one section are read together.
    pub section: Option<usize>,
    /// Whether it is a heading: it says what the paragraphs below it speak of.
    pub heading: bool,
}

/// What is known of a report before its text is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The year that it covers.
    pub year: Option<u16>,
    /// Who issued it: 青禾县水利局.
    pub issuer: Option<&'a str>,
    /// Whether it covers all organs of an area, as the report of a county does.
    pub covers_area: Option<bool>,
}

/// Of what a statement speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All that the report covers.
    #[default]
    Report,
    /// One channel, topic, office, or some months.
    Part,
    /// Another organ.
    OtherOrgan,
    /// The area that the issuer is one organ of.
    Wider,
    /// Another year, or several.
    OtherYear,
    /// What is to be done.
    Plan,
}

impl Scope {
    /// Its name in output: `other-organ`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Part => "part",
            Self::OtherOrgan => "other-organ",
            Self::Wider => "wider",
            Self::OtherYear => "other-year",
            Self::Plan => "plan",
        }
    }
}

/// Why a figure has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Letters that belong to no known word.
    Unknown(String),
    /// No known object is spoken of.
    NoObject,
    /// The object is not counted so.
    Counter,
    /// The words together name no field.
    NoField,
    /// It is denied: 未满5件.
    Denied,
    /// 分别 with figures that are not as many as what they are of.
    Respectively,
}

/// A figure of the text, or words for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Index of its passage.
    pub passage: usize,
    /// Bytes of the number with its unit, or of the words for none, in the passage.
    pub range: Range<usize>,
    /// Bytes of the clause that it is read from.
    pub clause: Range<usize>,
    /// The exact value, 0 for none; money in the unit that is written.
    pub value: Decimal,
    /// What 约, 近, 余 make of it.
    pub approx: Option<Approx>,
    /// The power of ten that its last written digit is worth: 4 for 3万件, −1 for 2.5.
    pub precision: i32,
    /// Its unit; none for words and bare numbers.
    pub unit: Option<Unit>,
    /// The field that it speaks of: `requests.new.sum`.
    pub address: Option<Arc<str>>,
    /// Of what it speaks.
    pub scope: Scope,
    /// Whether words and no number say it: 未收到.
    pub in_words: bool,
    /// Whether the figure before includes it: it stands in brackets behind that, or after 含.
    pub included: bool,
    /// Whether it stands after 其中: it is a part of a figure before.
    pub among: bool,
    /// Index of its sentence in the passage.
    pub sentence: usize,
    /// Letters of its clause that belong to no known word.
    pub unknown: usize,
    /// Why it has no address.
    pub silence: Option<Silence>,
}

impl Reader {
    /// Compiles words, objects and rows from the text of `statements.toml`.
    pub fn new(toml: &str) -> Result<Self, DataError> {
        let toml: data::Toml = toml::from_str(toml)?;
        let lexicon = Lexicon::new(&toml.neutral, &toml.class, &toml.group)?;
        Ok(Self {
            rows: Rows::compile(&toml.object, &toml.row, &lexicon)?,
            scopes: Scopes::compile(&toml.scope, &lexicon)?,
            roles: roles::Roles::of(&lexicon)?,
            revisions: toml.revise.into_iter().map(Revision::from).collect(),
            unknown: toml.unknown,
            lexicon,
        })
    }

    /// The addresses that statements may have, each once.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let mut known: Vec<&str> = self.rows.addresses().collect();
        known.extend(self.revisions.iter().map(Revision::becomes));
        known.sort_unstable();
        known.dedup();
        known.into_iter()
    }

    /// What the figures of a report's text say, in reading order.
    pub fn read(&self, passages: &[Passage<'_>], about: &About<'_>) -> Vec<Statement> {
        let mut statements = read::read(self, passages, about);
        revise::revise(&mut statements, passages, &self.revisions);
        statements
    }
}

#[cfg(test)]
mod tests;
