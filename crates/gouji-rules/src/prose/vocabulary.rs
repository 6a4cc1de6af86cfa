//! Every literal that some rule looks for, found in one pass.

use std::collections::HashMap;

use gouji_parser::{fold::fold, words::Words};

/// A literal of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word(pub(crate) u32);

/// The literals as rules are compiled: each is kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordList {
    words: Vec<String>,
    index: HashMap<String, Word>,
}

impl WordList {
    /// The literal, folded as the text it is looked for in will be. None where nothing is left of it.
    pub(crate) fn word(&mut self, literal: &str) -> Option<Word> {
        let folded = fold(literal);
        if folded.is_empty() {
            return None;
        }
        if let Some(&word) = self.index.get(&folded) {
            return Some(word);
        }
        let word = Word(self.words.len() as u32);
        self.words.push(folded.clone());
        self.index.insert(folded, word);
        Some(word)
    }
}

/// The literals, compiled.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    index: Words,
    words: usize,
}

impl Vocabulary {
    pub(crate) fn new(list: &WordList) -> Self {
        let mut sorted: Vec<(&str, u32)> = list.words.iter().map(String::as_str).zip(0..).collect();
        sorted.sort_unstable();
        Self { index: Words::new(&sorted), words: sorted.len() }
    }

    /// How many literals there are.
    pub(crate) fn len(&self) -> usize {
        self.words
    }

    /// Every occurrence of every literal in folded text, overlapping ones too.
    pub(crate) fn find<'t>(
        &'t self,
        folded: &'t str,
    ) -> impl Iterator<Item = (Word, std::ops::Range<usize>)> + 't {
        self.index.all(folded).map(|(word, range)| (Word(word), range))
    }
}
