//! What this program wrote into the folders that were gone through, which is left out: results, and copies with comments
//! beside the report that they were made of.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use gouji_parser::Source;

/// What this program may have written of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOrigin {
    /// A result of this program that was met in a folder.
    Own,
    /// A report with comments of this program that was met in a folder: left out beside the report that it was made of.
    CopyOf(TextDigest),
    /// A report that such a copy may have been made of.
    Original(TextDigest),
    /// Nothing.
    Foreign,
}

/// The length of a text and a hash of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextDigest(usize, u64);

impl TextDigest {
    /// Returns that of the text of `source`.
    pub fn of(source: &Source) -> Self {
        let mut hasher = DefaultHasher::new();
        source.text().hash(&mut hasher);
        Self(source.text().len(), hasher.finish())
    }
}

/// Files in their order, of which those are told apart that this program wrote. A copy waits, and all behind it, until
/// every file is there, since the report that it was made of may come last.
#[derive(Debug)]
pub struct OwnFiles<T> {
    waiting: VecDeque<(FileOrigin, T)>,
    originals: HashSet<TextDigest>,
}

impl<T> Default for OwnFiles<T> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), originals: HashSet::new() }
    }
}

impl<T> OwnFiles<T> {
    /// Takes the next file.
    pub fn push(&mut self, origin: FileOrigin, file: T) {
        if let FileOrigin::Original(text) = origin {
            self.originals.insert(text);
        }
        self.waiting.push_back((origin, file));
    }

    /// Hands out the first file that waits, where it is known whether this program wrote it and at least `behind` wait
    /// behind it.
    pub fn pop(&mut self, behind: usize) -> Option<(T, bool)> {
        let is_copy = matches!(self.waiting.front()?.0, FileOrigin::CopyOf(_));
        if is_copy || self.waiting.len() <= behind { None } else { self.pop_last() }
    }

    /// Hands out the first file that waits, now that every file is there.
    pub fn pop_last(&mut self) -> Option<(T, bool)> {
        let (origin, file) = self.waiting.pop_front()?;
        let is_own = match origin {
            FileOrigin::Own => true,
            FileOrigin::CopyOf(text) => self.originals.contains(&text),
            FileOrigin::Original(_) | FileOrigin::Foreign => false,
        };
        Some((file, is_own))
    }
}

#[cfg(test)]
mod tests {
    use gouji_parser::Format;

    use super::*;

    #[test]
    fn a_copy_waits_for_what_it_was_made_of() {
        let text = |text: &str| TextDigest::of(&Source::new(Format::Text, text.to_owned(), 0));
        let mut files = OwnFiles::default();
        for (origin, name) in [
            (FileOrigin::Own, "result"),
            (FileOrigin::Foreign, "a"),
            (FileOrigin::CopyOf(text("b")), "copy of b"),
            (FileOrigin::CopyOf(text("c")), "copy of what is not there"),
            (FileOrigin::Original(text("b")), "b"),
        ] {
            files.push(origin, name);
        }
        assert_eq!(files.pop(5), None);
        assert_eq!(files.pop(4), Some(("result", true)));
        assert_eq!(files.pop(0), Some(("a", false)));
        assert_eq!(files.pop(0), None);
        let rest: Vec<_> = std::iter::from_fn(|| files.pop_last()).collect();
        assert_eq!(rest, [("copy of b", true), ("copy of what is not there", false), ("b", false)]);
    }
}
