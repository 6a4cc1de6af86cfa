//! Every literal that some rule looks for, found in one pass.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use gouji_parser::{fold::fold, words::Words};
use serde::{Deserialize, Serialize};

/// A literal of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Word(pub(crate) u32);

/// The literals as rules are compiled: each is kept once.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    /// Those that were compiled before.
    known: Vocabulary,
    own: BTreeMap<String, Word>,
}

impl WordList {
    /// Literals beside those of `known`.
    pub(crate) fn beside(known: &Vocabulary) -> Self {
        Self { known: known.clone(), own: BTreeMap::new() }
    }

    /// The literal, folded as the text it is looked for in will be. None where nothing is left of it.
    pub(crate) fn word(&mut self, literal: &str) -> Option<Word> {
        let folded = fold(literal);
        if folded.is_empty() {
            return None;
        }
        let next = Word((self.known.len() + self.own.len()) as u32);
        Some(self.known.word(&folded).unwrap_or_else(|| *self.own.entry(folded).or_insert(next)))
    }
}

/// The literals, compiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    /// Those of one list, and those of lists beside it.
    indices: Vec<Arc<Words>>,
    words: usize,
}

impl Vocabulary {
    pub(crate) fn new(list: &WordList) -> Self {
        let WordList { known, own } = list;
        let mut indices = known.indices.clone();
        if !own.is_empty() {
            let sorted: Vec<(&str, u32)> =
                own.iter().map(|(text, word)| (&**text, word.0)).collect();
            indices.push(Arc::new(Words::new(&sorted)));
        }
        Self { indices, words: known.len() + own.len() }
    }

    /// How many literals there are.
    pub(crate) fn len(&self) -> usize {
        self.words
    }

    /// The literal that is all of a folded text.
    fn word(&self, folded: &str) -> Option<Word> {
        let mut begin_so = self.indices.iter().flat_map(|words| words.at(folded));
        begin_so.find(|(_, length)| *length == folded.len()).map(|(word, _)| Word(word))
    }

    /// Hands out every occurrence of every literal in folded text, overlapping ones too.
    pub(crate) fn find(&self, folded: &str, mut found: impl FnMut(Word, Range<usize>)) {
        for words in &self.indices {
            words.each(folded, |word, range| found(Word(word), range));
        }
    }
}
