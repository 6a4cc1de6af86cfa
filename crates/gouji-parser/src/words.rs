//! Words that are looked for in text: a tree of their characters, which costs little to build from sorted
//! words. A text takes time in its length times that of the longest word.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Words, by the order in which they were given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    /// The root first; those that go on from one lie together, by character.
    nodes: Vec<Node>,
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
        Self { nodes }
    }

    /// The words that `text` begins with, shortest first: their numbers and lengths in bytes.
    pub fn at<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u32, usize)> + 't {
        let mut node = &self.nodes[0];
        let path = text.char_indices().map_while(move |(at, char)| {
            let next = &self.nodes[node.next.clone()];
            node = &next[next.binary_search_by_key(&char, |it| it.char).ok()?];
            Some((node.word, at + char.len_utf8()))
        });
        path.filter_map(|(word, length)| Some((word?, length)))
    }

    /// Every word in `text`, overlapping ones too, by where it begins.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u32, Range<usize>)> + 't {
        let starts = text.char_indices().map(|(start, _)| start);
        starts.flat_map(move |start| {
            self.at(&text[start..]).map(move |(word, length)| (word, start..start + length))
        })
    }

    /// The words in `text`, left to right; of those that begin at one place the longest, and none inside
    /// of it.
    pub fn longest<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u32, Range<usize>)> + 't {
        let mut start = 0;
        std::iter::from_fn(move || {
            loop {
                let char = text[start..].chars().next()?;
                let from = start;
                if let Some((word, length)) = self.at(&text[start..]).last() {
                    start += length;
                    return Some((word, from..start));
                }
                start += char.len_utf8();
            }
        })
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

    proptest! {
        /// All words are found where a search for each finds them.
        #[test]
        fn every_word_is_found(text in "[甲乙ab]{0,12}", list in prop::collection::vec("[甲乙ab]{1,4}", 0..8)) {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            let (index, list) = words(&list);
            let mut found: Vec<(&str, usize)> =
                index.all(&text).map(|(word, range)| (list[word as usize], range.start)).collect();
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
