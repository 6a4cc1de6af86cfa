//! Facts: what the quantities of running text say.
//!
//! ```text
//! 答复申请805件，其中：予以公开272件、占33.8%
//! └ verb,noun ┘ └ fact 1 ┘ └ parent of ┘└ fact 2, its part
//! ```
//!
//! A quantity takes its nouns and verbs from its own segment, first from before it, up to the
//! quantity before; what the sentence said earlier is its *lead*. Classes of words are data
//! (`lexicon.toml`); of words that overlap, the longest counts.

use std::ops::Range;

use gouji_parser::quantity::{Quantity, Unit};
use rust_decimal::Decimal;

use super::{
    Hit,
    lexicon::{Classes, Lexicon},
    sentences::Split,
};

/// A quantity with what the text says about it.
#[derive(Debug)]
pub(crate) struct Fact {
    /// Index of its passage.
    pub(crate) passage: usize,
    /// Index of its sentence in the passage.
    pub(crate) sentence: usize,
    /// Index of its segment in the passage.
    pub(crate) segment: usize,
    /// The number.
    pub(crate) quantity: Quantity,
    /// From the end of the quantity before, or the beginning of the segment, to the number.
    pub(crate) before: Range<usize>,
    /// What stands before a year or a bracket before it: 县水利局 in 县水利局2024年收到申请8件.
    pub(crate) opening: Range<usize>,
    /// Classes of the words of `opening`.
    pub(crate) opened: Classes,
    /// From the number to the next one or the end of the segment.
    pub(crate) after: Range<usize>,
    /// Classes of the words before it.
    pub(crate) classes: Classes,
    /// Classes of the words after it.
    pub(crate) behind: Classes,
    /// Classes of what its sentence said before its segment, and before a year in it.
    pub(crate) lead: Classes,
    /// Classes of the whole sentence.
    pub(crate) around: Classes,
    /// Whether nouns joined by 、 or 等 share the number: 规章、规范性文件等112件.
    pub(crate) joint: bool,
    /// The year that the sentence names last before the number.
    pub(crate) year: Option<u16>,
    /// The fact that it is a part of, after 其中.
    pub(crate) parent: Option<usize>,
}

/// Counts are less.
/// Bytes of a sentence at most: what is longer is no sentence, and its figures would be compared each
/// with each.
const LONGEST: usize = 6000;
const MOST: u64 = 1_000_000_000_000_000;

impl Fact {
    pub(crate) fn value(&self) -> Decimal {
        self.quantity.value
    }

    /// The counter word, where it has one.
    pub(crate) fn counter(&self) -> Option<&'static str> {
        match self.quantity.unit {
            Some(Unit::Counter(word)) => Some(word),
            _ => None,
        }
    }

    /// Whether it counts something: not a year, not a share, not money; nothing so large that sums
    /// of it could not be taken exactly.
    pub(crate) fn is_count(&self) -> bool {
        self.quantity.unit.is_some_and(Unit::counts_things)
            && self.quantity.value.abs() < Decimal::from(MOST)
    }

    /// Classes of its own segment, on both sides.
    pub(crate) fn near(&self) -> Classes {
        self.classes.with(self.behind)
    }
}

/// A word of some class where nothing longer covers it.
struct Tag {
    range: Range<usize>,
    classes: Classes,
}

/// One passage, taken apart.
pub(super) struct Reader<'p> {
    /// Its index.
    pub(super) passage: usize,
    pub(super) text: &'p str,
    pub(super) split: &'p Split,
    /// The words in it.
    pub(super) hits: &'p [Hit],
    pub(super) lexicon: &'p Lexicon,
    /// How many facts the passages before it have.
    pub(super) first: usize,
}

impl Reader<'_> {
    /// The facts of the passage.
    pub(super) fn read(&self, quantities: Vec<Quantity>) -> Vec<Fact> {
        let &Self { passage, text, split, hits, lexicon, first } = self;
        let tags = tags(hits, lexicon);
        let classes = |range: &Range<usize>| {
            within(&tags, range).fold(Classes::default(), |all, tag| all.with(tag.classes))
        };
        let mut facts: Vec<Fact> = Vec::with_capacity(quantities.len());
        let mut rest = quantities.into_iter().peekable();
        for (sentence_index, sentence) in split.sentences.iter().enumerate() {
            if sentence.range.len() > LONGEST {
                while rest.next_if(|it| it.range.start < sentence.range.end).is_some() {}
                continue;
            }
            let around = classes(&sentence.range);
            let mut year = None;
            let in_sentence = facts.len();
            let mut lead = Classes::default();
            let mut earlier = within(&tags, &sentence.range).peekable();
            for segment_index in sentence.segments.clone() {
                let segment = &split.segments[segment_index].range;
                while let Some(tag) = earlier.next_if(|tag| tag.range.end <= segment.start) {
                    lead = lead.with(tag.classes);
                }
                let mut from = segment.start;
                let mut opening = before_bracket(split, sentence.segments.start, segment_index)
                    .unwrap_or(from..from);
                while let Some(quantity) =
                    rest.next_if(|quantity| quantity.range.start < segment.end)
                {
                    let to = rest
                        .peek()
                        .map_or(segment.end, |next| next.range.start.min(segment.end))
                        .max(quantity.range.end);
                    if let Some(named) = year_of(&quantity) {
                        year = Some(named);
                        if opening.is_empty() {
                            opening = opening.start..quantity.range.start.max(opening.start);
                        }
                        from = quantity.range.end;
                        continue;
                    }
                    let before = from.min(quantity.range.start)..quantity.range.start;
                    let after = quantity.range.end.min(to)..to;
                    from = quantity.range.end;
                    let opening = std::mem::replace(&mut opening, from..from);
                    let own = classes(&before);
                    let opened = classes(&opening);
                    let joint = is_joint(
                        text,
                        split,
                        sentence.segments.start,
                        segment_index,
                        &before,
                        &classes,
                    );
                    facts.push(Fact {
                        passage,
                        sentence: sentence_index,
                        segment: segment_index,
                        classes: own,
                        behind: classes(&after),
                        lead: lead.with(opened),
                        around,
                        joint,
                        year,
                        parent: None,
                        before,
                        opening,
                        opened,
                        after,
                        quantity,
                    });
                }
            }
            let own = &mut facts[in_sentence..];
            link_parts(own, first + in_sentence, sentence.range.start, &tags, lexicon);
        }
        facts
    }
}

/// The segment that a bracket before `segment` interrupts: 传真 in 传真（0000-6120001）收到申请3件.
fn before_bracket(split: &Split, first: usize, segment: usize) -> Option<Range<usize>> {
    let closed = segment
        .checked_sub(1)
        .filter(|&last| last >= first && matches!(split.segments[last].mark, Some('）' | ')')))?;
    let opened = (first..closed)
        .rev()
        .find(|&index| matches!(split.segments[index].mark, Some('（' | '(')))?;
    Some(split.segments[opened].range.clone())
}

/// The words inside of a range.
fn within<'t>(tags: &'t [Tag], range: &Range<usize>) -> impl Iterator<Item = &'t Tag> + use<'t> {
    let Range { start, end } = *range;
    let first = tags.partition_point(|tag| tag.range.start < start);
    tags[first..].iter().take_while(move |tag| tag.range.end <= end)
}

/// The words that have a class, without those that a longer one covers.
fn tags(hits: &[Hit], lexicon: &Lexicon) -> Vec<Tag> {
    let mut tags: Vec<Tag> = hits
        .iter()
        .map(|hit| Tag { range: hit.range.clone(), classes: lexicon.classes(hit.word) })
        .filter(|tag| !tag.classes.is_empty())
        .collect();
    tags.sort_by_key(|tag| (tag.range.start, std::cmp::Reverse(tag.range.end)));
    let mut kept: Vec<Tag> = Vec::with_capacity(tags.len());
    for tag in tags {
        match kept.last_mut() {
            Some(last) if last.range == tag.range => last.classes = last.classes.with(tag.classes),
            Some(last) if tag.range.end <= last.range.end => {}
            _ => kept.push(tag),
        }
    }
    kept
}

/// The year that `2024年` names.
fn year_of(quantity: &Quantity) -> Option<u16> {
    let year = quantity.unit == Some(Unit::Counter("年")) && !quantity.form.leading_zeros;
    let value = u16::try_from(quantity.value).ok().filter(|_| year && quantity.decimals == 0)?;
    (1990..=2100).contains(&value).then_some(value)
}

/// Whether the nouns before a number share it with nouns of the segments before: A、B等5件.
fn is_joint(
    text: &str,
    split: &Split,
    first: usize,
    segment: usize,
    before: &Range<usize>,
    classes: &impl Fn(&Range<usize>) -> Classes,
) -> bool {
    if text[before.clone()].trim_end().ends_with('等') {
        return true;
    }
    // The segment before ends in 、 and has a noun but no number of its own.
    segment > first
        && before.start == split.segments[segment].range.start
        && split.segments[segment - 1].mark == Some('、')
        && {
            let previous = &split.segments[segment - 1].range;
            !text[previous.clone()].chars().any(|char| char.is_ascii_digit())
                && !classes(previous).is_empty()
        }
}

/// After 其中, counts of the same unit are parts of the last count before it. The sentence of the
/// facts begins at `from`.
fn link_parts(facts: &mut [Fact], first: usize, mut from: usize, tags: &[Tag], lexicon: &Lexicon) {
    let mut parent: Option<usize> = None;
    let mut last_count: Option<usize> = None;
    for index in 0..facts.len() {
        let at = facts[index].quantity.range.start;
        let among = within(tags, &(from..at)).any(|tag| tag.classes.has_any(lexicon.marks.among));
        if among {
            parent = last_count;
        }
        from = facts[index].quantity.range.end;
        if !facts[index].is_count() {
            continue;
        }
        if let Some(whole) = parent
            && facts[whole].quantity.unit == facts[index].quantity.unit
        {
            facts[index].parent = Some(first + whole);
        }
        last_count = Some(index);
    }
}
