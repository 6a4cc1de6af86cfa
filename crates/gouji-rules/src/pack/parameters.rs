//! The parameters of a check, and what is needed to refuse them at their place.

use std::{cell::RefCell, ops::Range, sync::Arc};

use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::example::StandardTable;
use crate::prose::{Word, WordList};
use gouji_report::{
    DataFile, PackError,
    form::{Forms, TableSpec},
};
use gouji_statements::StatementReader;

/// What packs may speak of, and the list that takes up their literals.
#[derive(Clone, Copy)]
pub(crate) struct PackNames<'a> {
    pub(crate) forms: &'a Forms,
    pub(crate) reader: Option<&'a StatementReader>,
    pub(crate) words: &'a RefCell<WordList>,
    /// Tables that examples borrow.
    pub(crate) tables: &'a [StandardTable],
}

/// The parameters of a check, with what is needed to refuse them.
pub(crate) struct Parameters<'a> {
    pub(crate) file: DataFile<'a>,
    pub(crate) forms: &'a Forms,
    known: PackNames<'a>,
    value: Spanned<DeValue<'a>>,
}

impl<'a> Parameters<'a> {
    pub(crate) fn new(
        file: DataFile<'a>,
        known: PackNames<'a>,
        value: Spanned<DeValue<'a>>,
    ) -> Self {
        Self { file, forms: known.forms, known, value }
    }

    /// Reads the parameters as `T`; an unknown or missing one is refused at its place.
    pub(crate) fn read<T: Deserialize<'a>>(&mut self) -> Result<T, Box<PackError>> {
        let value = std::mem::replace(&mut self.value, Spanned::new(0..0, DeValue::Boolean(false)));
        T::deserialize(ValueDeserializer::from(value))
            .map_err(|error| PackError::toml(self.file, &error))
    }

    /// Takes the keys `older` of an earlier gouji, where all of them stand, for the one that has their
    /// place now. `write` makes its value of theirs; those of a list are a sum.
    pub(crate) fn instead(
        &mut self,
        key: &'static str,
        older: &[&str],
        write: impl Fn(&[String]) -> String,
    ) {
        if let DeValue::Table(table) = self.value.get_mut() {
            instead(table, key, older, write);
        }
    }

    /// As [`instead`](Self::instead), in each table of the list `list`.
    pub(crate) fn instead_in(
        &mut self,
        list: &str,
        key: &'static str,
        older: &[&str],
        write: impl Fn(&[String]) -> String,
    ) {
        let DeValue::Table(table) = self.value.get_mut() else { return };
        for table in tables_in(table, list) {
            instead(table, key, older, &write);
        }
    }

    /// Makes a list of the text `key` in each table of the list `list`.
    pub(crate) fn list_in(&mut self, list: &str, key: &str) {
        let DeValue::Table(table) = self.value.get_mut() else { return };
        for table in tables_in(table, list) {
            if let Some(value) = table.get_mut(key)
                && let DeValue::String(_) = value.get_ref()
            {
                let text = std::mem::replace(value.get_mut(), DeValue::Boolean(false));
                let text = Spanned::new(value.span(), text);
                *value.get_mut() = DeValue::Array([text].into_iter().collect());
            }
        }
    }

    /// Refuses parameters that lack `key`.
    pub(crate) fn lacks(&self, key: &str, at: Range<usize>) -> Box<PackError> {
        let message = format!("缺少 {key} / `{key}` is missing");
        let help = format!("写上 {key} = … / write {key} = …");
        PackError::at(self.file, &message, "在此 / here", at, Some(help))
    }

    /// The literal as a word of the vocabulary: what is looked for in a report is looked for by
    /// the one automaton. None for a literal of white space alone.
    pub(crate) fn word(&self, literal: &str) -> Option<Word> {
        self.known.words.borrow_mut().word(literal)
    }

    /// Literals as words of the vocabulary.
    pub(crate) fn words<'w>(&self, literals: impl IntoIterator<Item = &'w String>) -> Vec<Word> {
        literals.into_iter().filter_map(|literal| self.word(literal)).collect()
    }

    /// The words of a class of `statements.toml`; none where it has no such class.
    pub(crate) fn words_of(&self, class: &str) -> Vec<Word> {
        let words = self.known.reader.into_iter().flat_map(|reader| reader.words_of(class));
        words.filter_map(|word| self.word(word)).collect()
    }

    /// Every address that statements have.
    pub(crate) fn stated(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let reader: Option<&'a StatementReader> = self.known.reader;
        reader.into_iter().flat_map(StatementReader::addresses)
    }

    /// Addresses, if statements have them.
    pub(crate) fn statements(
        &self,
        addresses: &[Spanned<String>],
    ) -> Result<Vec<String>, Box<PackError>> {
        addresses.iter().map(|address| self.statement(address)).collect()
    }

    /// The address of statements, with or without `text.`, if they have it.
    pub(crate) fn statement(&self, address: &Spanned<String>) -> Result<String, Box<PackError>> {
        let word = address.get_ref();
        let word = word.strip_prefix("text.").unwrap_or(word);
        if self.stated().any(|known| known == word) {
            return Ok(word.to_owned());
        }
        let known: Vec<&str> = self.stated().collect();
        Err(PackError::unknown(self.file, "statement", word, address.span(), &known))
    }

    /// The word, if some form knows it as `what`.
    pub(crate) fn known<'w>(
        &self,
        what: &str,
        word: &'w Spanned<String>,
        known: impl IntoIterator<Item = Arc<str>>,
    ) -> Result<&'w str, Box<PackError>> {
        let mut known: Vec<Arc<str>> = known.into_iter().collect();
        known.sort();
        known.dedup();
        if known.iter().any(|id| **id == **word.get_ref()) {
            return Ok(word.get_ref());
        }
        let known: Vec<&str> = known.iter().map(|id| &**id).collect();
        Err(PackError::unknown(self.file, what, word.get_ref(), word.span(), &known))
    }

    /// The table id, if some form has that table.
    pub(crate) fn table<'w>(&self, word: &'w Spanned<String>) -> Result<&'w str, Box<PackError>> {
        self.known("table", word, self.tables().map(|table| table.id.clone()))
    }

    /// The section id, if some form has that section.
    pub(crate) fn section<'w>(&self, word: &'w Spanned<String>) -> Result<&'w str, Box<PackError>> {
        let sections = self.forms.forms.iter().flat_map(|form| &form.sections);
        self.known("section", word, sections.map(|section| section.id.clone()))
    }

    /// Level ids that the list of organs knows.
    pub(crate) fn levels(
        &self,
        words: &[Spanned<String>],
    ) -> Result<Vec<Arc<str>>, Box<PackError>> {
        let ids = || self.forms.organs.levels.iter().map(|level| level.id.clone());
        words.iter().map(|word| self.known("level", word, ids()).map(Arc::from)).collect()
    }

    /// Every table of every form.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'a Arc<TableSpec>> + use<'a> {
        let forms: &'a Forms = self.forms;
        forms.forms.iter().flat_map(|form| &form.tables)
    }
}

/// The tables of the list `list` of a table.
pub(super) fn tables_in<'t, 'a>(
    table: &'t mut DeTable<'a>,
    list: &str,
) -> impl Iterator<Item = &'t mut DeTable<'a>> + use<'t, 'a> {
    let entries = match table.get_mut(list).map(Spanned::get_mut) {
        Some(DeValue::Array(entries)) => Some(entries),
        _ => None,
    };
    entries.into_iter().flat_map(|it| it.iter_mut()).filter_map(|it| match it.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    })
}

fn instead(
    table: &mut DeTable<'_>,
    key: &'static str,
    older: &[&str],
    write: impl Fn(&[String]) -> String,
) {
    let texts: Vec<String> =
        older.iter().filter_map(|key| text(table.get(*key)?.get_ref())).collect();
    if texts.len() < older.len() {
        return;
    }
    let spans = older.iter().filter_map(|key| Some(table.remove(*key)?.span()));
    let span = spans.reduce(|whole, part| whole.start.min(part.start)..whole.end.max(part.end));
    let span = span.unwrap_or_default();
    let value = DeValue::String(write(&texts).into());
    table.insert(Spanned::new(span.clone(), key.into()), Spanned::new(span, value));
}

/// A string; of a list of strings their sum.
fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Array(texts) => {
            let texts: Vec<String> =
                texts.iter().map(|value| text(value.get_ref())).collect::<Option<_>>()?;
            Some(texts.join(" + "))
        }
        _ => None,
    }
}
