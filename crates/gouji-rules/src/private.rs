//! What a report says of private persons. No output shows it: rules that look for it say where it is
//! ([`Private::hide`]), and from then on it is masked in everything that is said or shown.

use std::{borrow::Cow, collections::BTreeMap, ops::Range, sync::Arc};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gouji_parser::{Span, mask};

use gouji_report::{Label, Localized, RowView};

/// Private data of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private {
    /// Letters and digits of the source.
    hidden: Vec<Span>,
    /// Numbers and names as they are written, each with what may be shown of it.
    words: BTreeMap<String, String>,
}

impl Private {
    /// Whether there is nothing to hide.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The letters and digits of the source that must not be shown: in reading order, none twice.
    pub fn hidden(&self) -> &[Span] {
        &self.hidden
    }

    /// What masks it in other texts.
    ///
    /// # Panics
    ///
    /// Never: what is hidden are words of a report, which the automaton takes.
    pub fn masker(&self) -> Masker<'_> {
        let words = self.words.keys().zip(0_u32..);
        let automaton = (!self.words.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .build_with_values(words)
                .expect("the words are distinct and not empty")
        });
        Masker { automaton, shown: self.words.values().map(|shown| &**shown).collect() }
    }

    /// Hides the bytes `hidden` of `word`, of which `place` tells where they stand in the source.
    pub(crate) fn hide(
        &mut self,
        word: &str,
        hidden: Range<usize>,
        place: impl Fn(Range<usize>) -> Span,
    ) {
        self.words.entry(word.to_owned()).or_insert_with(|| masked(word, hidden.clone()));
        // One by one: between two characters there may be markup.
        let each = word[hidden.clone()].char_indices().map(|(at, char)| {
            let start = hidden.start + at;
            place(start..start + char.len_utf8())
        });
        self.hidden.extend(each);
    }

    /// Hides what another has.
    pub(crate) fn add(&mut self, other: Self) {
        self.hidden.extend(other.hidden);
        self.words.extend(other.words);
    }

    /// Hides the words wherever else they stand in the source.
    pub(crate) fn spread(&mut self, source: &str) {
        let masker = self.masker();
        let found: Vec<Span> = masker.find(source).map(|(range, _)| Span::new(range)).collect();
        for span in found {
            let word = &source[span.range()];
            let shown = &self.words[word];
            let differs = |(was, is): &((usize, char), char)| was.1 != *is;
            let differing = word.char_indices().zip(shown.chars()).filter(differs);
            self.hidden.extend(differing.map(|((at, char), _)| {
                let start = span.start as usize + at;
                Span::new(start..start + char.len_utf8())
            }));
        }
        self.hidden.sort_unstable();
        self.hidden.dedup();
    }
}

/// The word with some of its bytes masked.
pub(crate) fn masked(word: &str, hidden: Range<usize>) -> String {
    let Range { start, end } = hidden;
    format!("{}{}{}", &word[..start], mask(&word[start..end]), &word[end..])
}

/// Masks numbers and names in texts.
pub struct Masker<'a> {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// What may be shown of each word.
    shown: Vec<&'a str>,
}

impl std::fmt::Debug for Masker<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Masker").field("words", &self.shown.len()).finish_non_exhaustive()
    }
}

impl Masker<'_> {
    /// The text with what must not be shown as asterisks.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut masked = String::new();
        let mut done = 0;
        for (range, shown) in self.find(text) {
            masked.push_str(&text[done..range.start]);
            masked.push_str(shown);
            done = range.end;
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        masked.push_str(&text[done..]);
        Cow::Owned(masked)
    }

    /// Whether a text shows what it must not.
    pub fn is_shown_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Every place of a word, with what may be shown of it.
    fn find(&self, text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
        let found = self.automaton.iter().flat_map(move |it| it.leftmost_find_iter(text));
        found.map(|found| (found.start()..found.end(), self.shown[found.value() as usize]))
    }

    pub(crate) fn put_right(&self, text: &mut String) {
        if let Cow::Owned(masked) = self.mask(text) {
            *text = masked;
        }
    }

    pub(crate) fn message(&self, message: &mut Localized) {
        self.put_right(&mut message.zh);
        self.put_right(&mut message.en);
    }

    pub(crate) fn label(&self, label: &mut Label) {
        self.message(&mut label.message);
        if let Some(row) = &mut label.row {
            self.row(row);
        }
    }

    fn row(&self, row: &mut Arc<RowView>) {
        let shows = |text: &str| self.is_shown_in(text);
        if shows(&row.label) || row.cells.iter().any(|cell| shows(&cell.text)) {
            let row = Arc::make_mut(row);
            self.put_right(&mut row.label);
            row.cells.iter_mut().for_each(|cell| self.put_right(&mut cell.text));
        }
    }
}
