//! Every literal that some rule looks for, in one automaton.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gouji_parser::fold::fold;

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
#[derive(Default)]
pub(crate) struct Vocabulary {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    words: usize,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Vocabulary").field("words", &self.words).finish_non_exhaustive()
    }
}

impl Vocabulary {
    pub(crate) fn new(list: &WordList) -> Self {
        let patterns = list.words.iter().zip(0_u32..);
        let automaton = (!list.words.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::Standard)
                .build_with_values(patterns)
                .expect("literals are distinct and not empty")
        });
        Self { automaton, words: list.words.len() }
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
        self.automaton.iter().flat_map(move |automaton| {
            automaton
                .find_overlapping_iter(folded)
                .map(|found| (Word(found.value()), found.start()..found.end()))
        })
    }
}
