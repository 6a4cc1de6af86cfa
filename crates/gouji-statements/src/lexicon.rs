//! Words and the classes that they belong to.

use std::{collections::BTreeMap, ops::Range};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gouji_parser::fold::{Folded, fold};
use toml::Spanned;

use crate::data::{DataError, Names};

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(u128);

impl Set {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn has_all(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    pub(crate) fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub(crate) fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The classes that both have.
    pub(crate) fn common(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Each of the classes alone.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        (0..MOST).map(|class| Self(1 << class)).filter(move |class| self.has_all(*class))
    }

    /// How many classes these are.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The number of the one class that these are.
    pub(crate) fn only(self) -> Option<usize> {
        (self.count() == 1).then(|| self.0.trailing_zeros() as usize)
    }
}

/// The words of all classes in one automaton.
pub(crate) struct Lexicon {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// By the number that the automaton gives a word.
    sets: Vec<Set>,
    /// The names of classes, by number.
    names: Vec<String>,
    groups: BTreeMap<String, Set>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Lexicon").field("words", &self.sets.len()).finish_non_exhaustive()
    }
}

/// No more classes than bits in [`Set`].
const MOST: usize = 128;

impl Lexicon {
    /// Compiles classes of words, groups of classes, and the words that decide nothing.
    pub(crate) fn new(
        neutral: &[String],
        classes: &BTreeMap<Spanned<String>, Vec<String>>,
        groups: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    ) -> Result<Self, DataError> {
        let mut words: BTreeMap<String, Set> =
            neutral.iter().map(|word| (fold(word), Set::NONE)).collect();
        let mut names = Vec::new();
        for (name, own) in classes {
            if names.len() == MOST {
                return Err(DataError::at(name, "too many classes"));
            }
            let class = Set(1 << names.len());
            names.push(name.get_ref().clone());
            for word in own {
                let set = words.entry(fold(word)).or_default();
                *set = set.with(class);
            }
        }
        words.remove("");
        let patterns = words.keys().zip(0_u32..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .map_err(|_| DataError::new("no words"))?;
        let sets = words.into_values().collect();
        let mut lexicon = Self { automaton, sets, names, groups: BTreeMap::new() };
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
        folded: &'t Folded<'t>,
    ) -> impl Iterator<Item = (Range<usize>, Set)> + 't {
        self.automaton.leftmost_find_iter(&*folded.text).map(|found| {
            let range = folded.origin_range(found.start()..found.end(), text);
            (range, self.sets[found.value() as usize])
        })
    }

    /// The name of a class by its number.
    pub(crate) fn name(&self, class: usize) -> &str {
        &self.names[class]
    }
}

impl Names for Lexicon {
    fn named(&self, name: &str) -> Option<Set> {
        let class = self.names.iter().position(|known| known == name);
        class.map(|class| Set(1 << class)).or_else(|| self.groups.get(name).copied())
    }
}
