//! Sentences and, in them, segments: what commas, colons and brackets set apart.

use std::ops::Range;

use gouji_parser::quantity::Quantity;

/// A sentence: up to 。 ； ！ ？ or the end of its passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    /// Its segments in [`Split::segments`].
    pub(crate) segments: Range<usize>,
}

/// A piece of a sentence between marks, with the mark behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Without the mark.
    pub(crate) range: Range<usize>,
    /// `，`, `、`, `：`, `（` … ; none at the end of the passage.
    pub(crate) mark: Option<char>,
}

/// A passage taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SplitPassage {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) segments: Vec<Segment>,
}

impl SplitPassage {
    /// The clause that a segment belongs to: what stands between commas and ends of sentences.
    pub(crate) fn clause(&self, segment: usize) -> Range<usize> {
        let parts = |at: usize| {
            !matches!(
                self.segments[at].mark,
                Some('、' | '：' | ':' | '（' | '(' | '）' | ')' | '“' | '”')
            )
        };
        let mut first = segment;
        while first > 0 && !parts(first - 1) {
            first -= 1;
        }
        let mut last = segment;
        while last + 1 < self.segments.len() && !parts(last) {
            last += 1;
        }
        self.segments[first].range.start..self.segments[last].range.end
    }
}

/// Takes `text` apart. Marks inside of a number (1,234) set nothing apart.
pub(crate) fn split(text: &str, quantities: &[Quantity]) -> SplitPassage {
    let mut split = SplitPassage::default();
    let mut numbers = quantities.iter().map(|quantity| quantity.range.clone()).peekable();
    let (mut sentence, mut segment, mut first) = (0, 0, 0);
    for (at, char) in text.char_indices() {
        while numbers.peek().is_some_and(|number| number.end <= at) {
            numbers.next();
        }
        let ends = matches!(char, '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\n');
        let parts = ends
            || matches!(char, '，' | ',' | '、' | '：' | ':' | '（' | '(' | '）' | ')' | '“' | '”');
        if !parts || numbers.peek().is_some_and(|number| number.contains(&at)) {
            continue;
        }
        split.segments.push(Segment { range: segment..at, mark: Some(char) });
        segment = at + char.len_utf8();
        if ends {
            split
                .sentences
                .push(Sentence { range: sentence..segment, segments: first..split.segments.len() });
            (sentence, first) = (segment, split.segments.len());
        }
    }
    if sentence < text.len() {
        split.segments.push(Segment { range: segment..text.len(), mark: None });
        split
            .sentences
            .push(Sentence { range: sentence..text.len(), segments: first..split.segments.len() });
    }
    split
}

#[cfg(test)]
mod tests {
    use gouji_parser::quantity::scan;

    use super::*;

    fn check(text: &str) -> Vec<Vec<&str>> {
        let split = split(text, &scan(text));
        let segments = |sentence: &Sentence| {
            split.segments[sentence.segments.clone()]
                .iter()
                .map(|it| &text[it.range.clone()])
                .collect()
        };
        split.sentences.iter().map(segments).collect()
    }

    #[test]
    fn marks_set_apart_and_numbers_hold_together() {
        assert_eq!(
            check("共收到申请1,234件，其中：自然人30件、企业4件。均已办结"),
            [vec!["共收到申请1,234件", "其中", "自然人30件", "企业4件"], vec!["均已办结"]]
        );
        assert_eq!(check(""), Vec::<Vec<&str>>::new());
        assert_eq!(check("完。"), [vec!["完"]]);
    }
}
