//! Words and the classes that they belong to.

use std::{collections::BTreeMap, ops::Range};

use gouji_parser::{
    fold::{FoldedText, fold},
    words::Words,
};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{data::DataError, set::Set};

/// The words of all classes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    index: Words,
    /// By the number of a word.
    sets: Vec<Set>,
    words: Vec<String>,
    /// The names of classes, by number.
    names: Vec<String>,
    groups: BTreeMap<String, Set>,
}

impl Lexicon {
    /// Compiles classes of words, groups of classes, and the words that decide nothing.
    pub(crate) fn new(
        neutral: &str,
        classes: &BTreeMap<Spanned<String>, String>,
        groups: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    ) -> Result<Self, DataError> {
        let mut words: BTreeMap<String, Set> =
            neutral.split_whitespace().map(|word| (fold(word), Set::NONE)).collect();
        let mut names = Vec::new();
        for (name, own) in classes {
            if names.len() == Set::MOST {
                return Err(DataError::at(name, "too many classes"));
            }
            let class = Set::one(names.len());
            names.push(name.get_ref().clone());
            for word in own.split_whitespace() {
                let set = words.entry(fold(word)).or_default();
                *set = set.with(class);
            }
        }
        words.remove("");
        let numbered: Vec<(&str, u32)> = words.keys().map(String::as_str).zip(0..).collect();
        let index = Words::new(&numbered);
        let (words, sets) = words.into_iter().unzip();
        let mut lexicon = Self { index, sets, words, names, groups: BTreeMap::new() };
        for (name, members) in groups {
            let set = lexicon.set(members)?;
            lexicon.groups.insert(name.get_ref().clone(), set);
        }
        Ok(lexicon)
    }

    /// The words of a text, left to right; of those that begin at one place, the longest.
    pub(crate) fn words<'t>(
        &'t self,
        text: &'t str,
        folded: &'t FoldedText<'t>,
    ) -> impl Iterator<Item = (Range<usize>, Set)> + 't {
        self.index
            .longest(&folded.text)
            .map(|(word, range)| (folded.origin_range(range, text), self.sets[word as usize]))
    }

    /// The words of a class.
    pub(crate) fn words_of(&self, class: &str) -> impl Iterator<Item = &str> {
        let class = self.named(class).unwrap_or_default();
        let own = move |at: &usize| !class.is_empty() && self.sets[*at].has_all(class);
        (0..self.sets.len()).filter(own).map(|at| &*self.words[at])
    }

    /// The name of a class by its number.
    pub(crate) fn name(&self, class: usize) -> &str {
        &self.names[class]
    }

    /// The class, or the classes of the group, of that name.
    pub(crate) fn named(&self, name: &str) -> Option<Set> {
        let class = self.names.iter().position(|known| known == name);
        class.map(Set::one).or_else(|| self.groups.get(name).copied())
    }

    /// All classes of these names.
    pub(crate) fn set(&self, names: &[Spanned<String>]) -> Result<Set, DataError> {
        names.iter().try_fold(Set::NONE, |all, name| {
            let own = self.named(name.get_ref());
            let own = own.ok_or_else(|| DataError::at(name, "no class of words has this name"))?;
            Ok(all.with(own))
        })
    }
}
