//! What the figures of a report's running text say.
//!
//! ```text
//! paragraphs ─words, numbers─▶ tokens ─marks─▶ clauses ─classes─▶ object ─rows─▶ statements ─▶ lists, shares, changes
//! ```
//!
//! A meaning is put together from single words around a number, in whatever order they stand: time (上年,
//! 下年), act (收到, 办结, 结转), object (申请, 复议, 规范性文件), result, applicant. Words, objects and rows
//! are data (`rules/statements.toml`); cutting, inheritance from clause to clause, relative years, negation
//! and scope are code. A clause with more than a few letters that belong to no known word is not read.
//! One pass over the text; its cost is linear in its length.

mod beside;
mod clause;
mod data;
mod grammar;
mod lexicon;
mod organ;
mod paragraph;
mod piece;
mod read;
mod relate;
mod revise;
mod roles;
mod rows;
mod scope;
mod set;
mod statement;
mod token;

pub use data::{AddressName, DataError};
pub use paragraph::{About, ReportParagraph};
pub use statement::{FigureChange, FigureList, Reading, Scope, Share, Silence, Statement};

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use grammar::Grammar;
use revise::Revision;

/// Reads the running text of reports; may be used from any thread.
#[derive(Debug, Serialize, Deserialize)]
pub struct StatementReader {
    grammar: Grammar,
    revisions: Vec<Revision>,
    /// Each once, sorted.
    addresses: Vec<Arc<str>>,
    /// What those that no cell has are called.
    names: BTreeMap<String, AddressName>,
}

impl StatementReader {
    /// Compiles words, objects and rows from the text of `statements.toml`.
    pub fn new(toml: &str) -> Result<Self, DataError> {
        let toml: data::GrammarToml = toml::from_str(toml)?;
        let grammar = Grammar::compile(&toml)?;
        let revisions: Vec<Revision> = toml.revise.into_iter().map(Revision::from).collect();
        let own = grammar.rows.addresses().chain(revisions.iter().filter_map(Revision::becomes));
        let mut addresses: Vec<Arc<str>> = own.cloned().collect();
        addresses.sort_unstable();
        addresses.dedup();
        Ok(Self { grammar, revisions, addresses, names: toml.name })
    }

    /// The addresses that statements may have, each once.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(|address| &**address)
    }

    /// What an address that no cell has is called.
    pub fn name_of(&self, address: &str) -> Option<&AddressName> {
        self.names.get(address)
    }

    /// The words of a class, folded; none where there is no such class.
    pub fn words_of(&self, class: &str) -> impl Iterator<Item = &str> {
        self.grammar.lexicon.words_of(class)
    }

    /// What a report's text says.
    pub fn read(&self, paragraphs: &[ReportParagraph<'_>], about: &About<'_>) -> Reading {
        let mut reading = read::read(&self.grammar, paragraphs, about);
        revise::revise(&mut reading.statements, paragraphs, &self.revisions);
        reading
    }
}

#[cfg(test)]
mod tests;
