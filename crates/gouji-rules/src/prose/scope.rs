//! Of what a fact speaks: this report's year and organ, or another's.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Classes, Fact, Prose, Word};
use gouji_report::bind::Report;

/// Last characters of an organ's name by which it is known: 水利局.
const NAME: usize = 3;
/// Characters of the name of a place at most.
const PLACE: usize = 6;

impl Prose<'_> {
    /// Whether a fact speaks of the year and of all that the report covers, and states its number
    /// exactly: not 近30件, not 较上年增加3件, not what the office of a government had alone.
    pub(crate) fn is_of_report(&self, fact: &Fact, report: &Report<'_>) -> bool {
        let marks = &self.lexicon.marks;
        let other_year = fact.year.is_some_and(|year| report.year().is_some_and(|own| own != year));
        let elsewhere = marks.comparison.with(marks.last_year).with(marks.next_year);
        fact.quantity.approx.is_none()
            && !other_year
            && !fact.classes.has_any(elsewhere.with(marks.respectively).with(marks.average))
            && self.passages[fact.passage].section.is_some()
            && !self.is_of_other_period(fact)
            && !self.is_of_other_scope(fact, report)
    }

    /// Whether a fact speaks of a part of the year, or of several: 上半年, 1至6月, 近三年.
    fn is_of_other_period(&self, fact: &Fact) -> bool {
        let marks = &self.lexicon.marks;
        let said = fact.classes.with(fact.lead);
        let months = self.facts_in(fact.passage, fact.sentence).iter().filter(|other| {
            other.quantity.range.start < fact.quantity.range.start
                && matches!(other.counter(), Some("月"))
        });
        // 1月1日至12月31日 is the year, and 截至1月31日 is no part of it.
        let whole = |month: Decimal| month == Decimal::ONE || month == Decimal::from(12);
        said.has_any(marks.period) || months.map(Fact::value).any(|month| !whole(month))
    }

    /// Whether a fact speaks of less or more than the report: its organ alone where the report covers
    /// an area, the whole area where it covers one organ. Where both are named, nobody can tell.
    pub(crate) fn is_of_other_scope(&self, fact: &Fact, report: &Report<'_>) -> bool {
        let (wide, narrow) = (self.lexicon.marks.wide, self.lexicon.marks.narrow);
        let said = fact.near().with(fact.lead);
        if fact.around.has_any(wide) && fact.around.has_any(narrow) {
            return true;
        }
        let other = match report.covers_area {
            Some(true) => said.has_any(narrow),
            Some(false) => said.has_any(wide),
            None => said.has_any(wide.with(narrow)),
        };
        other || self.is_of_other_organ(fact, report)
    }

    /// Whether the subject of a fact is another organ, or one of many: 县水利局收到申请8件, 8个乡镇收到
    /// 申请8件. A figure without a subject has that of the figure before it.
    fn is_of_other_organ(&self, fact: &Fact, report: &Report<'_>) -> bool {
        if self.counts_organs(fact) {
            return true;
        }
        let marks = &self.lexicon.marks;
        let subjects = marks.organ.with(marks.own).with(marks.wide).with(marks.narrow);
        let facts = self.facts_in(fact.passage, fact.sentence);
        facts
            .iter()
            .rev()
            .skip_while(|other| other.quantity.range.start > fact.quantity.range.start)
            .find_map(|other| {
                let said = if other.opening.is_empty() { &other.before } else { &other.opening };
                if self.begins_with_another_place(other, said.start, report) {
                    Some(true)
                } else if other.classes.with(other.opened).has_any(subjects) {
                    let mut ranges = [&other.opening, &other.before].into_iter();
                    Some(ranges.any(|it| self.names_another(other.passage, it, report)))
                } else {
                    self.counts_organs(other).then_some(true)
                }
            })
            .unwrap_or(false)
    }

    /// 15个部门
    fn counts_organs(&self, fact: &Fact) -> bool {
        self.begins_with(fact.passage, fact.quantity.range.end, self.lexicon.marks.organ)
    }

    /// Whether the name of a place that is not the report's begins at `start` before a fact, as who
    /// did something: 河东区2024年, 河东区收到, not 园区2024年.
    fn begins_with_another_place(&self, fact: &Fact, start: usize, report: &Report<'_>) -> bool {
        let passage = fact.passage;
        let range = start..fact.before.end;
        let text = &self.passages[passage].text[range.clone()];
        let words = &self.lexicon.places;
        let mut before = None;
        for (at, char) in text.char_indices().take(PLACE) {
            let named = before.is_some_and(|last| {
                at >= 2 * char.len_utf8()
                    && !words.regions.contains(last)
                    && !words.ordinary.contains(last)
                    && words.zones.get(&char).is_none_or(|zones| !zones.contains(last))
            });
            if words.with_organs.contains(char) && named {
                let end = at + char.len_utf8();
                let own = report
                    .title
                    .as_ref()
                    .and_then(|title| title.issuer.as_deref())
                    .is_none_or(|issuer| issuer.contains(&text[..end]));
                let acts = text[end..].trim_start().starts_with(|next: char| next.is_numeric())
                    || self
                        .hits_within(passage, &(range.start + end..range.end))
                        .take_while(|hit| hit.range.start == range.start + end)
                        .any(|hit| !self.lexicon.classes(hit.word).is_empty());
                return !own && acts;
            }
            before = Some(char);
        }
        false
    }

    /// Whether a range names an organ that is not the report's own.
    fn names_another(&self, passage: usize, range: &Range<usize>, report: &Report<'_>) -> bool {
        let text = &self.passages[passage].text;
        let issuer = report.title.as_ref().and_then(|title| title.issuer.as_deref());
        let hits: Vec<_> = self.hits_within(passage, range).collect();
        hits.iter().any(|hit| {
            // 我局, 县水利局 in the report of 青禾县水利局, 格局.
            let covered = hits.iter().any(|longer| {
                longer.range.start <= hit.range.start
                    && hit.range.end <= longer.range.end
                    && longer.range.len() > hit.range.len()
                    && !self.lexicon.classes(longer.word).is_empty()
            });
            if covered {
                return false;
            }
            let classes = self.lexicon.classes(hit.word);
            let head = &text[..hit.range.end];
            let from = head.char_indices().rev().take(NAME).last().map_or(0, |(at, _)| at);
            let own = issuer
                .is_some_and(|issuer| issuer.ends_with(&head[from..]) && hit.range.start > from);
            // 全省 in the report of a county.
            let wider = issuer.is_some_and(|issuer| {
                let region =
                    text[hit.range.clone()].strip_prefix('全').and_then(|it| it.chars().next());
                let regions = &self.lexicon.places.regions;
                region.is_some_and(|region| regions.contains(region) && !issuer.contains(region))
            });
            classes.has_any(self.lexicon.marks.organ) && !own
                || classes.has_any(self.lexicon.marks.wide) && wider
        })
    }

    /// Whether the clause that ends at `end` in a sentence has another organ than the report's for its
    /// subject.
    pub(crate) fn is_said_of_another(
        &self,
        passage: usize,
        sentence: usize,
        end: usize,
        report: &Report<'_>,
    ) -> bool {
        self.names_another(passage, &self.clause_before(passage, sentence, end), report)
    }

    /// From the beginning of the clause to `end`; of a very long one, what is near.
    fn clause_before(&self, passage: usize, sentence: usize, end: usize) -> Range<usize> {
        let split = &self.splits[passage];
        let mut segments = split.sentences[sentence].segments.clone().rev();
        let last = segments.find(|&index| split.segments[index].range.start <= end);
        let start = last.map_or(end, |last| split.clause(last).start.min(end));
        self.near(passage, start, end)..end
    }

    /// Whether the clause before `end` says nothing but `words`, the issuer's name, and figures.
    pub(crate) fn is_subject(
        &self,
        passage: usize,
        sentence: usize,
        end: usize,
        words: &[Word],
        report: &Report<'_>,
    ) -> bool {
        let range = self.clause_before(passage, sentence, end);
        let text = &self.passages[passage].text;
        let hits: Vec<_> =
            self.hits_within(passage, &range).filter(|hit| words.contains(&hit.word)).collect();
        let known = |at: usize| hits.iter().any(|hit| hit.range.contains(&at));
        let rest: String = text[range.clone()]
            .char_indices()
            .filter(|(at, char)| char.is_alphabetic() && !known(range.start + at))
            .map(|(_, char)| char)
            .collect();
        let issuer = report.title.as_ref().and_then(|title| title.issuer.as_deref());
        rest.is_empty() || issuer.is_some_and(|issuer| issuer.contains(&rest))
    }

    /// The classes of a sentence's words, and of all that its passage said up to its end.
    pub(crate) fn classes_of(&self, passage: usize, sentence: usize) -> (Classes, Classes) {
        let range = &self.splits[passage].sentences[sentence].range;
        let own = self
            .hits_within(passage, range)
            .fold(Classes::default(), |all, hit| all.with(self.lexicon.classes(hit.word)));
        (own, self.spoken[passage][sentence])
    }

    /// Whether a sentence, as far as its words say, speaks of the report's year and of all that the
    /// report covers.
    pub(crate) fn sentence_is_of_report(
        &self,
        passage: usize,
        sentence: usize,
        report: &Report<'_>,
    ) -> bool {
        let marks = &self.lexicon.marks;
        let other_year = self.times_of(passage, sentence..sentence + 1).iter().any(|time| {
            time.year.is_some_and(|named| report.year().is_some_and(|own| own != named))
        });
        let (own, _) = self.classes_of(passage, sentence);
        let foreign = match report.covers_area {
            Some(true) => marks.narrow,
            Some(false) => marks.wide,
            None => marks.narrow.with(marks.wide),
        };
        !other_year
            && !own.has_any(foreign)
            && !own.has_any(marks.last_year.with(marks.period))
            && self.passages[passage].section.is_some()
    }

    /// The words that a fact is read from, to be quoted: 共收到政府信息公开申请35件.
    pub(crate) fn phrase(&self, fact: &Fact) -> String {
        let end = if fact.classes.is_empty() { fact.after.end } else { fact.quantity.range.end };
        self.phrase_to(fact, end)
    }

    /// The words of a fact, up to the byte `end` of its passage.
    pub(crate) fn phrase_to(&self, fact: &Fact, end: usize) -> String {
        let text = &self.passages[fact.passage].text;
        // What was left out before it is no part of what is said.
        let left_out = self
            .hits_within(fact.passage, &fact.before)
            .filter(|hit| self.lexicon.classes(hit.word).has_any(self.lexicon.marks.abridged));
        let start = left_out.last().map_or(fact.before.start, |hit| hit.range.end);
        let phrase = text[start..end].trim();
        // 2025年度 is a year; the words of a fact begin after its number and 年.
        let phrase =
            phrase.strip_prefix('度').filter(|_| text[..start].ends_with('年')).unwrap_or(phrase);
        super::phrase::shortened(phrase)
    }
}
