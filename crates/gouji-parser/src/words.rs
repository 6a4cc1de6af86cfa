//! Words that are looked for in text: a tree of their characters, which costs little to build from sorted
//! words. A text takes time in its length times that of the longest word.

use std::{ops::Range, sync::OnceLock};

use serde::{Deserialize, Serialize};

use crate::fold::{FIRST_HAN, HAN};

/// Words, by the order in which they were given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    /// The root first; those that go on from one lie together, by character.
    nodes: Vec<Node>,
    /// By Han character the node of those that begin with it, or 0: of a text, each character is asked for.
    #[serde(skip)]
    by_first: OnceLock<Box<[u32]>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Node {
    char: char,
    /// The word that ends here.
    word: Option<u32>,
    next: Range<usize>,
}

impl Node {
    fn new(char: char) -> Self {
        Self { char, word: None, next: 0..0 }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Words {
    /// The words with their numbers, sorted by the words; of a word given twice the last number counts,
    /// and an empty one is none.
    pub fn new(sorted: &[(&str, u32)]) -> Self {
        debug_assert!(sorted.is_sorted_by_key(|(word, _)| word), "words are sorted");
        let mut nodes = vec![Node::new('\0')];
        // The words behind a node, and how many of their bytes lead there: one for each node.
        let mut behind = vec![(0..sorted.len(), 0)];
        let mut at = 0;
        while at < nodes.len() {
            let (mut rest, depth) = behind[at].clone();
            nodes[at].next = nodes.len()..nodes.len();
            while !rest.is_empty() {
                let (word, number) = sorted[rest.start];
                let Some(char) = word[depth..].chars().next() else {
                    nodes[at].word = (depth > 0).then_some(number);
                    rest.start += 1;
                    continue;
                };
                let same = |&(word, _): &(&str, u32)| word[depth..].starts_with(char);
                let end =
                    rest.start + sorted[rest.clone()].iter().take_while(|it| same(it)).count();
                behind.push((rest.start..end, depth + char.len_utf8()));
                nodes.push(Node::new(char));
                rest.start = end;
            }
            nodes[at].next.end = nodes.len();
            at += 1;
        }
        Self { nodes, by_first: OnceLock::new() }
    }

    /// The words that `text` begins with, shortest first: their numbers and lengths in bytes.
    pub fn at<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u32, usize)> + 't {
        self.path(Some(&self.nodes[0]), text, 0)
    }

    /// Hands out every word in `text`, overlapping ones too, by where it begins, shorter ones first.
    pub fn each(&self, text: &str, mut found: impl FnMut(u32, Range<usize>)) {
        for (start, node) in self.starts(text, 0) {
            let rest = &text[start..];
            for (word, length) in self.path(Some(node), rest, node.char.len_utf8()) {
                found(word, start..start + length);
            }
        }
    }

    /// The words in `text`, left to right; of those that begin at one place the longest, and none inside
    /// of it.
    pub fn longest<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u32, Range<usize>)> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            for (start, node) in self.starts(text, from) {
                let mut words = self.path(Some(node), &text[start..], node.char.len_utf8());
                let Some(mut longest) = words.next() else { continue };
                for word in words {
                    longest = word;
                }
                let (word, length) = longest;
                from = start + length;
                return Some((word, start..from));
            }
            None
        })
    }

    /// Where words can begin in `text` from the byte `from` on, with the nodes of their first characters.
    fn starts<'t>(
        &'t self,
        text: &'t str,
        from: usize,
    ) -> impl Iterator<Item = (usize, &'t Node)> + 't {
        let by_first = self.by_first.get_or_init(|| self.by_first());
        text[from..].char_indices().filter_map(move |(at, char)| {
            let node = match by_first.get((char as usize).wrapping_sub(FIRST_HAN as usize)) {
                Some(0) => return None,
                Some(&node) => &self.nodes[node as usize],
                None => self.behind(&self.nodes[0], char)?,
            };
            Some((from + at, node))
        })
    }

    /// Empty where words begin with few characters, which are as soon found without.
    fn by_first(&self) -> Box<[u32]> {
        const FEW: usize = 16;
        let first = self.nodes[0].next.clone();
        let mut table = vec![0; if first.len() > FEW { HAN } else { 0 }].into_boxed_slice();
        for at in first {
            let place = (self.nodes[at].char as usize).wrapping_sub(FIRST_HAN as usize);
            if let Some(node) = table.get_mut(place) {
                *node = at as u32;
            }
        }
        table
    }

    /// The words on the path of `text` from a node on, to which its first `length` bytes lead.
    fn path<'t>(
        &'t self,
        mut node: Option<&'t Node>,
        text: &'t str,
        mut length: usize,
    ) -> impl Iterator<Item = (u32, usize)> + 't {
        std::iter::from_fn(move || {
            loop {
                let (known, end) = (node?, length);
                node = text[end..].chars().next().and_then(|char| {
                    length += char.len_utf8();
                    self.behind(known, char)
                });
                if let Some(word) = known.word {
                    return Some((word, end));
                }
            }
        })
    }

    /// The node that a character leads to from one.
    fn behind(&self, node: &Node, char: char) -> Option<&Node> {
        let next = &self.nodes[node.next.clone()];
        Some(&next[next.binary_search_by_key(&char, |it| it.char).ok()?])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words<'w>(list: &[&'w str]) -> (Words, Vec<&'w str>) {
        let mut sorted: Vec<&str> = list.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let numbered: Vec<(&str, u32)> = sorted.iter().copied().zip(0..).collect();
        (Words::new(&numbered), sorted)
    }

    #[test]
    fn the_longest_word_counts() {
        let (index, list) = words(&["公开", "部分公开", "部分", "开", "不予公开"]);
        let found = |text: &str| -> Vec<&str> {
            index.longest(text).map(|(word, _)| list[word as usize]).collect()
        };
        assert_eq!(found("部分公开、不予公"), ["部分公开"]);
        assert_eq!(found("部公开开部分"), ["公开", "开", "部分"]);
        assert_eq!(words(&[]).0.longest("部分").count(), 0);
    }

    #[test]
    fn words_that_begin_with_many_characters_are_found_as_well() {
        let letters: Vec<char> = ('一'..='一').chain('甲'..='男').chain('a'..='c').collect();
        let list: Vec<String> = letters.iter().map(|letter| format!("{letter}公")).collect();
        let (index, list) = words(&list.iter().map(String::as_str).collect::<Vec<_>>());
        let found: Vec<&str> =
            index.longest("a公鿿公男公二公一公").map(|(word, _)| list[word as usize]).collect();
        assert_eq!(found, ["a公", "男公", "一公"]);
    }

    proptest! {
        /// All words are found where a search for each finds them.
        #[test]
        fn every_word_is_found(text in "[甲乙ab]{0,12}", list in prop::collection::vec("[甲乙ab]{1,4}", 0..8)) {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            let (index, list) = words(&list);
            let mut found: Vec<(&str, usize)> = Vec::new();
            index.each(&text, |word, range| found.push((list[word as usize], range.start)));
            let starts = |word: &&&str| text.char_indices().map(|(at, _)| at).filter(|&at| text[at..].starts_with(**word)).collect::<Vec<_>>();
            let mut expected: Vec<(&str, usize)> = Vec::new();
            for word in &list {
                expected.extend(starts(&word).into_iter().map(|at| (*word, at)));
            }
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
