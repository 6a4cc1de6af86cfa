//! The running text of a report, read once for all rules.
//!
//! ```text
//! Report ─passages─▶ [Passage] ─one automaton─▶ [Hit] ─sentences, facts─▶ [Fact]
//! ```
//!
//! * [`Vocabulary`]: every literal that some rule looks for. A rule takes a [`Word`] for its literal
//!   when it is compiled (`Parameters::word`), and asks [`Prose`] where the word stands
//! * [`Lexicon`]: classes of words (`lexicon.toml`)
//! * [`Fact`]: a quantity with its nouns, verbs, year, scope and the whole that it is a part of

use std::ops::Range;

use gouji_parser::{Span, fold::Folded, quantity::scan, steps};
use gouji_statements::{Reader, Statement};

use gouji_report::bind::{Line, Report};

mod calendar;
mod digits;
mod facts;
mod hit;
mod lexicon;
mod passages;
mod phrase;
mod scope;
mod sentences;
pub(crate) mod statements;
mod vocabulary;

pub(crate) use calendar::Time;
pub(crate) use digits::{digit, is_x};
pub(crate) use facts::Fact;
pub(crate) use hit::Hit;
pub(crate) use lexicon::{Classes, Lexicon, is_lexicon};
pub(crate) use passages::{Passage, Sort};
pub(crate) use sentences::Split;
pub(crate) use vocabulary::{Vocabulary, Word, WordList};

/// No sentence that a person wrote is longer, in bytes.
const NEAR: usize = 1500;

/// No passage that a person wrote has more facts on either side of one.
const BESIDE: usize = 128;

/// The running text of a report.
#[derive(Debug)]
pub(crate) struct Prose<'r> {
    lines: &'r [Line<'r>],
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) passages: Vec<Passage<'r>>,
    /// Sentences and segments of each passage; none for headings and cells.
    pub(crate) splits: Vec<Split>,
    /// What quantities say, in reading order.
    pub(crate) facts: Vec<Fact>,
    /// What the figures of running text are taken for, in reading order.
    pub(crate) statements: Vec<Statement>,
    /// Years and days that running text names, in reading order.
    pub(crate) times: Vec<Time>,
    /// Passages that are marked as shortened: 〔节略〕.
    pub(crate) abridged: Vec<usize>,
    /// Where digits stand that are too many for a count: passage and bytes.
    pub(crate) long_numbers: Vec<(usize, Range<usize>)>,
    /// By passage and place.
    hits: Vec<Hit>,
    /// Where the hits of each passage begin, and their end.
    of_passage: Vec<usize>,
    /// The classes of all words of a passage up to the end of each of its sentences.
    spoken: Vec<Vec<Classes>>,
    /// Indices of hits, by word, then by place.
    by_word: Vec<u32>,
    /// Where the hits of each word begin in `by_word`, and their end.
    of_word: Vec<u32>,
}

impl<'r> Prose<'r> {
    /// Reads the text of a report.
    pub(crate) fn read(
        report: &'r Report<'r>,
        vocabulary: &Vocabulary,
        lexicon: &'r Lexicon,
        reader: Option<&Reader>,
    ) -> Self {
        let passages = passages::passages(report);
        let mut hits: Vec<Hit> = Vec::new();
        let mut of_passage = Vec::with_capacity(passages.len() + 1);
        let mut splits = Vec::with_capacity(passages.len());
        let mut facts = Vec::new();
        let mut times = Vec::new();
        let mut abridged = Vec::new();
        let mut long_numbers = Vec::new();
        let mut spoken = Vec::with_capacity(passages.len());
        for (index, passage) in passages.iter().enumerate() {
            let first = hits.len();
            of_passage.push(first);
            long_numbers.extend(digits::long(&passage.text).map(|range| (index, range)));
            let folded = Folded::new(&passage.text);
            hits.extend(vocabulary.find(&folded.text).map(|(word, range)| Hit {
                word,
                passage: index,
                range: folded.origin_range(range, &passage.text),
            }));
            hits[first..].sort_unstable_by_key(|hit| (hit.range.start, hit.range.end, hit.word));
            let shortens = |hit: &Hit| lexicon.classes(hit.word).has_any(lexicon.marks.abridged);
            if hits[first..].iter().any(shortens) {
                abridged.push(index);
            }
            if passage.sort != Sort::Text {
                splits.push(Split::default());
                spoken.push(Vec::new());
                continue;
            }
            let quantities = scan(&passage.text);
            let marked: Vec<Range<usize>> = hits[first..]
                .iter()
                .filter(|hit| !lexicon.classes(hit.word).is_empty())
                .map(|hit| hit.range.clone())
                .filter(|range| passage.text[range.clone()].contains(['、', '，']))
                .collect();
            let split = sentences::split(&passage.text, &quantities, &marked);
            times.extend(calendar::read(index, &passage.text, &split, &quantities));
            let reader = facts::Reader {
                passage: index,
                text: &passage.text,
                split: &split,
                hits: &hits[first..],
                lexicon,
                first: facts.len(),
            };
            let read = reader.read(quantities);
            facts.extend(read);
            spoken.push(so_far(&hits[first..], &split, lexicon));
            splits.push(split);
        }
        of_passage.push(hits.len());
        let statements =
            reader.map(|reader| statements::read(report, &passages, reader)).unwrap_or_default();
        let (by_word, of_word) = by_word(&hits, vocabulary.len());
        Self {
            lines: &report.lines,
            lexicon,
            passages,
            splits,
            facts,
            statements,
            times,
            abridged,
            long_numbers,
            hits,
            of_passage,
            spoken,
            by_word,
            of_word,
        }
    }

    /// Every place of a word, in reading order.
    pub(crate) fn places_of(&self, word: Word) -> impl Iterator<Item = &Hit> {
        let at = word.0 as usize;
        let own = match self.of_word.get(at..at + 2) {
            Some(&[start, end]) => start as usize..end as usize,
            _ => 0..0,
        };
        steps::each(&self.by_word[own]).map(|&hit| &self.hits[hit as usize])
    }

    /// Whether any of `words` stands in a passage that `counts`.
    pub(crate) fn says(&self, words: &[Word], counts: impl Fn(&Passage<'r>) -> bool) -> bool {
        words
            .iter()
            .any(|&word| self.places_of(word).any(|hit| counts(&self.passages[hit.passage])))
    }

    /// Every place of any of `words`, in reading order.
    pub(crate) fn places_of_any(&self, words: &[Word]) -> Vec<&Hit> {
        let mut places: Vec<&Hit> = words.iter().flat_map(|&word| self.places_of(word)).collect();
        places.sort_by_key(|hit| (hit.passage, hit.range.start, hit.range.end));
        places
    }

    /// The passages that have any of `words`, in reading order.
    pub(crate) fn passages_with(&self, words: &[Word]) -> Vec<usize> {
        let mut found: Vec<usize> =
            words.iter().flat_map(|&word| self.places_of(word)).map(|hit| hit.passage).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The words of a passage, by place.
    pub(crate) fn hits_in(&self, passage: usize) -> &[Hit] {
        steps::handed(self.hits_of(passage))
    }

    fn hits_of(&self, passage: usize) -> &[Hit] {
        &self.hits[self.of_passage[passage]..self.of_passage[passage + 1]]
    }

    /// Whether a word of some class begins at the byte `at` of a passage.
    pub(crate) fn begins_with(&self, passage: usize, at: usize, classes: Classes) -> bool {
        let rest = at..self.passages[passage].text.len();
        self.hits_within(passage, &rest)
            .take_while(|hit| hit.range.start == at)
            .any(|hit| self.lexicon.classes(hit.word).has_any(classes))
    }

    /// The words inside of a range of a passage, by place.
    pub(crate) fn hits_within<'p>(
        &'p self,
        passage: usize,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &'p Hit> + use<'p, 'r> {
        let Range { start, end } = *range;
        let hits = self.hits_of(passage);
        let first = hits.partition_point(|hit| hit.range.start < start);
        steps::each(&hits[first..])
            .take_while(move |hit| hit.range.start < end)
            .filter(move |hit| hit.range.end <= end)
    }

    /// Whether a range of a passage has a mark that something is left out.
    pub(crate) fn is_shortened(&self, passage: usize, range: &Range<usize>) -> bool {
        let (lexicon, mark) = (self.lexicon, self.lexicon.marks.abridged);
        self.hits_within(passage, range).any(|hit| lexicon.classes(hit.word).has_any(mark))
    }

    /// The facts of a sentence.
    pub(crate) fn facts_in(&self, passage: usize, sentence: usize) -> &[Fact] {
        let key = |fact: &Fact| (fact.passage, fact.sentence);
        let start = self.facts.partition_point(|fact| key(fact) < (passage, sentence));
        let end = self.facts.partition_point(|fact| key(fact) <= (passage, sentence));
        steps::handed(&self.facts[start..end])
    }

    /// The facts of a passage that begin before the byte `at`, the nearest first.
    pub(crate) fn facts_before(&self, passage: usize, at: usize) -> impl Iterator<Item = &Fact> {
        steps::each(self.facts_around(passage, at).0.iter().rev())
    }

    /// The facts of a passage that begin at the byte `at` or behind it.
    pub(crate) fn facts_from(&self, passage: usize, at: usize) -> impl Iterator<Item = &Fact> {
        steps::each(self.facts_around(passage, at).1)
    }

    fn facts_around(&self, passage: usize, at: usize) -> (&[Fact], &[Fact]) {
        let facts = self.facts_of(passage);
        facts.split_at(facts.partition_point(|fact| fact.quantity.range.start < at))
    }

    fn facts_of(&self, passage: usize) -> &[Fact] {
        let start = self.facts.partition_point(|fact| fact.passage < passage);
        let end = self.facts.partition_point(|fact| fact.passage <= passage);
        &self.facts[start..end]
    }

    /// The facts of the passage of `fact`, of a very long one those beside it.
    pub(crate) fn facts_beside(&self, fact: &Fact) -> &[Fact] {
        let facts = self.facts_of(fact.passage);
        let at =
            facts.partition_point(|other| other.quantity.range.start < fact.quantity.range.start);
        steps::handed(&facts[at.saturating_sub(BESIDE)..facts.len().min(at + BESIDE)])
    }

    /// The years and days of sentences of a passage.
    pub(crate) fn times_of(&self, passage: usize, sentences: Range<usize>) -> &[Time] {
        let times = self.times_at(passage);
        let start = times.partition_point(|time| time.sentence < sentences.start);
        let end = times.partition_point(|time| time.sentence < sentences.end);
        steps::handed(&times[start..end])
    }

    /// The years and days of a passage.
    pub(crate) fn times_in(&self, passage: usize) -> &[Time] {
        steps::handed(self.times_at(passage))
    }

    fn times_at(&self, passage: usize) -> &[Time] {
        let start = self.times.partition_point(|time| time.passage < passage);
        let end = self.times.partition_point(|time| time.passage <= passage);
        &self.times[start..end]
    }

    /// The words that a statement is read from, as they stand: 共收到政府信息公开申请35件.
    pub(crate) fn quote(&self, statement: &Statement) -> String {
        let text = &self.passages[statement.passage].text;
        let Range { start, end } = statement.clause;
        // 2件结转下年办理: what the figure is of stands behind it.
        let end = if statement.range.start > start && !statement.in_words {
            statement.range.end
        } else {
            end
        };
        phrase::shortened(text[start..end].trim())
    }

    /// Where bytes of a passage stand in the source.
    pub(crate) fn place(&self, passage: usize, range: Range<usize>) -> Span {
        self.passages[passage].place(range, self.lines)
    }

    /// `start`, or a place [`NEAR`] before `at` where that is further.
    pub(crate) fn near(&self, passage: usize, start: usize, at: usize) -> usize {
        let text = &self.passages[passage].text;
        let start = start.max(at.saturating_sub(NEAR));
        (start..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
    }

    /// Where a sentence stands in its passage.
    pub(crate) fn sentence(&self, passage: usize, sentence: usize) -> Range<usize> {
        self.splits[passage].sentences[sentence].range.clone()
    }

    /// The sentence of a passage that the byte `at` stands in, or the passage where it was not
    /// taken apart; of a very long one, what is [`NEAR`] it.
    pub(crate) fn sentence_at(&self, passage: usize, at: usize) -> Range<usize> {
        let sentences = &self.splits[passage].sentences;
        let text = &self.passages[passage].text;
        let index = sentences.partition_point(|sentence| sentence.range.end <= at);
        let whole = sentences.get(index).map_or(0..text.len(), |sentence| sentence.range.clone());
        let start = self.near(passage, whole.start, at);
        let mut end = whole.end.min(at + NEAR);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }
}

/// The classes of all words up to the end of each sentence of a passage.
fn so_far(hits: &[Hit], split: &Split, lexicon: &Lexicon) -> Vec<Classes> {
    let (mut rest, mut all) = (hits.iter().peekable(), Classes::default());
    let spoken = split.sentences.iter().map(|sentence| {
        while let Some(hit) = rest.next_if(|hit| hit.range.end <= sentence.range.end) {
            all = all.with(lexicon.classes(hit.word));
        }
        all
    });
    spoken.collect()
}

/// Indices of hits by word, and where those of each of `words` words begin: a counting sort, for
/// rules ask for hundreds of words and a report has few of them.
fn by_word(hits: &[Hit], words: usize) -> (Vec<u32>, Vec<u32>) {
    let mut bounds = vec![0; words + 1];
    for hit in hits {
        bounds[hit.word.0 as usize] += 1;
    }
    let mut end = 0;
    for bound in &mut bounds {
        end += *bound;
        *bound = end;
    }
    let mut sorted = vec![0; hits.len()];
    for (index, hit) in hits.iter().enumerate().rev() {
        let bound = &mut bounds[hit.word.0 as usize];
        *bound -= 1;
        sorted[*bound as usize] = index as u32;
    }
    (sorted, bounds)
}

#[cfg(test)]
mod tests;
