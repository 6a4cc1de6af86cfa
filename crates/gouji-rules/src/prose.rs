//! The running text of a report, read once for all rules.
//!
//! ```text
//! Report ─passages─▶ [Passage] ─one automaton─▶ [Hit] ─sentences─▶ [Time]
//!                              └───────statements───────▶ Reading
//! ```
//!
//! * [`Vocabulary`]: every literal that some rule looks for. A rule takes a [`Word`] for its literal
//!   when it is compiled (`Parameters::word`), and asks [`Prose`] where the word stands
//! * [`Reading`]: what the figures of running text say, and how they belong together

use std::ops::Range;

use serde::{Deserialize, Serialize};

use gouji_parser::{
    Span,
    quantity::{Quantity, Unit},
    steps,
};
use gouji_statements::{Reading, Statement, StatementReader};

use gouji_report::{
    Label, Localized,
    bind::{Line, Report},
};

mod calendar;
mod digits;
mod hit;
mod passages;
mod phrase;
mod sentences;
pub(crate) mod statements;
mod vocabulary;

pub(crate) use calendar::Time;
pub(crate) use digits::{digit, is_x};
pub(crate) use hit::Hit;
pub(crate) use passages::{Passage, PassageKind, is_subheading, passages};
pub(crate) use sentences::SplitPassage;
pub(crate) use vocabulary::{Vocabulary, Word, WordList};

/// No sentence that a person wrote is longer, in bytes.
const NEAR: usize = 1500;

/// No passage that a person wrote has more figures on either side of one.
const BESIDE: usize = 128;

/// Words that text is looked through for, whatever the rules.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MarkWords {
    /// 〔节略〕
    pub(crate) abridged: Vec<Word>,
    /// 抄送
    pub(crate) copied_to: Vec<Word>,
}

/// What the text states under an address.
pub(crate) enum ToldPassages<'p> {
    /// Nothing.
    Not,
    /// One value.
    Once(&'p Statement),
    /// Several that differ.
    Otherwise,
}

/// The running text of a report.
#[derive(Debug)]
pub(crate) struct Prose<'r> {
    lines: &'r [Line<'r>],
    pub(crate) marks: &'r MarkWords,
    pub(crate) passages: Vec<Passage<'r>>,
    /// Sentences and segments of each passage; none for headings and cells.
    pub(crate) splits: Vec<SplitPassage>,
    /// The numbers of running text with their passages, in reading order.
    pub(crate) numbers: Vec<(usize, Quantity)>,
    /// What the figures of running text say.
    pub(crate) reading: Reading,
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
        marks: &'r MarkWords,
        reader: Option<&StatementReader>,
    ) -> Self {
        let passages = passages::passages(report);
        let paragraphs = statements::paragraphs(&passages);
        let mut hits: Vec<Hit> = Vec::new();
        let mut of_passage = Vec::with_capacity(passages.len() + 1);
        let mut splits = Vec::with_capacity(passages.len());
        let mut times = Vec::new();
        let mut abridged = Vec::new();
        let mut long_numbers = Vec::new();
        for (index, (passage, paragraph)) in passages.iter().zip(&paragraphs).enumerate() {
            let first = hits.len();
            of_passage.push(first);
            long_numbers.extend(digits::long(&passage.text).map(|range| (index, range)));
            let folded = &paragraph.folded;
            vocabulary.find(&folded.text, |word, range| {
                let range = folded.origin_range(range, &passage.text);
                hits.push(Hit { word, passage: index, range });
            });
            hits[first..].sort_unstable_by_key(|hit| (hit.range.start, hit.range.end, hit.word));
            if hits[first..].iter().any(|hit| marks.abridged.contains(&hit.word)) {
                abridged.push(index);
            }
            if passage.sort != PassageKind::Text {
                splits.push(SplitPassage::default());
                continue;
            }
            let split = sentences::split(&passage.text, &paragraph.numbers);
            times.extend(calendar::read(index, &passage.text, &split, &paragraph.numbers));
            splits.push(split);
        }
        of_passage.push(hits.len());
        let reading =
            reader.map(|it| it.read(&paragraphs, &statements::about(report))).unwrap_or_default();
        let of_text = paragraphs
            .into_iter()
            .enumerate()
            .filter(|(at, _)| passages[*at].sort == PassageKind::Text);
        let numbers = of_text
            .flat_map(|(at, paragraph)| paragraph.numbers.into_iter().map(move |it| (at, it)))
            .collect();
        let (by_word, of_word) = by_word(&hits, vocabulary.len());
        Self {
            lines: &report.lines,
            marks,
            passages,
            splits,
            numbers,
            reading,
            times,
            abridged,
            long_numbers,
            hits,
            of_passage,
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

    /// Whether any of `words` begins at the byte `at` of a passage.
    pub(crate) fn begins_with(&self, passage: usize, at: usize, words: &[Word]) -> bool {
        let rest = at..self.passages[passage].text.len();
        self.hits_within(passage, &rest)
            .take_while(|hit| hit.range.start == at)
            .any(|hit| words.contains(&hit.word))
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
        self.hits_within(passage, range).any(|hit| self.marks.abridged.contains(&hit.word))
    }

    /// The counts of running text, with their passages.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (usize, &Quantity)> {
        let counts = self.numbers.iter().filter(|(_, it)| it.unit.is_some_and(Unit::counts_things));
        counts.map(|(passage, count)| (*passage, count))
    }

    /// The statements of a sentence, of a very long one the first.
    pub(crate) fn statements_in(&self, passage: usize, sentence: usize) -> &[Statement] {
        let statements = &self.reading.statements;
        let key = |it: &Statement| (it.passage, it.sentence);
        let start = statements.partition_point(|it| key(it) < (passage, sentence));
        let end = statements.partition_point(|it| key(it) <= (passage, sentence));
        steps::handed(&statements[start..end.min(start + BESIDE)])
    }

    /// The statements of the passage of one, of a very long passage those beside it.
    pub(crate) fn beside(&self, own: &Statement) -> &[Statement] {
        let statements = &self.reading.statements;
        let start = statements.partition_point(|it| it.passage < own.passage);
        let end = statements.partition_point(|it| it.passage <= own.passage);
        let at = statements
            .partition_point(|it| (it.passage, it.range.start) < (own.passage, own.range.start));
        steps::handed(&statements[start.max(at.saturating_sub(BESIDE))..end.min(at + BESIDE)])
    }

    /// The value that the text states under an address, of all that the report covers. A statement that
    /// is not exact, or has letters of no known word, states none.
    pub(crate) fn told(&self, address: &str) -> ToldPassages<'_> {
        let own = |it: &&Statement| it.says(address) && it.is_exact() && it.unknown == 0;
        let mut own = self.reading.statements.iter().filter(own);
        match own.next() {
            None => ToldPassages::Not,
            Some(first) if own.all(|it| it.value == first.value) => ToldPassages::Once(first),
            Some(_) => ToldPassages::Otherwise,
        }
    }

    /// A label on a statement.
    pub(crate) fn label(&self, it: &Statement, message: Localized) -> Label {
        Label::new(self.place(it.passage, it.range.clone()), message)
    }

    /// The clause of a passage that the byte `at` stands in; of a very long one, what is [`NEAR`] it.
    pub(crate) fn clause_at(&self, passage: usize, at: usize) -> Range<usize> {
        let split = &self.splits[passage];
        let segment = split.segments.partition_point(|segment| segment.range.end < at);
        let clause = split.clause(segment.min(split.segments.len().saturating_sub(1)));
        self.around(passage, clause, at)
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
        let Range { start, end } = statement.clause;
        // 2件结转下年办理: what the figure is of stands behind it.
        let behind = statement.range.start > start && !statement.in_words();
        self.quote_to(statement, if behind { statement.range.end } else { end })
    }

    /// The words of a statement, up to the byte `end` of its passage.
    pub(crate) fn quote_to(&self, statement: &Statement, end: usize) -> String {
        let text = &self.passages[statement.passage].text;
        phrase::shortened(text[statement.clause.start..end].trim())
    }

    /// Where bytes of a passage stand in the source.
    pub(crate) fn place(&self, passage: usize, range: Range<usize>) -> Span {
        self.passages[passage].place(range, self.lines)
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
        self.around(passage, whole, at)
    }

    /// A range of a passage, of a very long one what is [`NEAR`] the byte `at` in it.
    fn around(&self, passage: usize, whole: Range<usize>, at: usize) -> Range<usize> {
        let text = &self.passages[passage].text;
        let start = whole.start.max(at.saturating_sub(NEAR));
        let start = (start..text.len()).find(|&at| text.is_char_boundary(at));
        let mut end = whole.end.min(at + NEAR);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        start.unwrap_or(text.len())..end
    }
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
