//! Of what a fact speaks: this report's year and organ, or another's.

use super::{Classes, Fact, Prose, Sort};
use crate::bind::Report;

/// Characters of a subheading at most.
const SUBHEADING: usize = 20;
/// Characters of a quoted phrase at most.
const PHRASE: usize = 36;

impl Prose<'_> {
    /// Whether a fact speaks of the year and of all that the report covers, and states its number
    /// exactly: not 近30件, not 较上年增加3件, not what the office of a government had alone.
    pub(crate) fn is_of_report(&self, fact: &Fact, report: &Report<'_>) -> bool {
        let marks = &self.lexicon.marks;
        let other_year = fact.year.is_some_and(|year| report.year().is_some_and(|own| own != year));
        let elsewhere = marks.comparison.with(marks.last_year).with(marks.next_year);
        fact.quantity.approx.is_none()
            && !other_year
            && !fact.classes.has_any(elsewhere)
            && self.passages[fact.passage].section.is_some()
            && !self.is_of_other_scope(fact, report)
    }

    /// Whether a fact speaks of less or more than the report: its organ alone where the report covers
    /// an area, the whole area where it covers one organ. Where both are named, nobody can tell.
    pub(crate) fn is_of_other_scope(&self, fact: &Fact, report: &Report<'_>) -> bool {
        let (wide, narrow) = (self.lexicon.marks.wide, self.lexicon.marks.narrow);
        let said = fact.near().with(fact.lead);
        if fact.around.has_any(wide) && fact.around.has_any(narrow) {
            return true;
        }
        match report.covers_area {
            Some(true) => said.has_any(narrow),
            Some(false) => said.has_any(wide),
            None => said.has_any(wide.with(narrow)),
        }
    }

    /// Whether the text has spoken of any of `classes`: in the sentence, before it in the passage, or
    /// in the subheading above.
    pub(crate) fn has_spoken_of(&self, fact: &Fact, classes: Classes) -> bool {
        let end = self.splits[fact.passage].sentences[fact.sentence].range.end;
        let says = |passage: usize, end: usize| {
            self.hits_within(passage, &(0..end))
                .any(|hit| self.lexicon.classes(hit.word).has_any(classes))
        };
        let above = || {
            let above = fact.passage.checked_sub(1)?;
            let passage = &self.passages[above];
            let short = passage.sort != Sort::Cell
                && passage.text.chars().count() <= SUBHEADING
                && passage.section == self.passages[fact.passage].section;
            short.then(|| says(above, passage.text.len()))
        };
        says(fact.passage, end) || above().unwrap_or(false)
    }

    /// The classes of a sentence's words, and of all that its passage said up to its end.
    pub(crate) fn classes_of(&self, passage: usize, sentence: usize) -> (Classes, Classes) {
        let range = self.splits[passage].sentences[sentence].range.clone();
        let mut own = Classes::default();
        let mut all = Classes::default();
        for hit in self.hits_within(passage, &(0..range.end)) {
            let classes = self.lexicon.classes(hit.word);
            all = all.with(classes);
            if hit.range.start >= range.start {
                own = own.with(classes);
            }
        }
        (own, all)
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
        let other_year = self.times_in(passage).iter().any(|time| {
            time.sentence == sentence
                && time.year.is_some_and(|named| report.year().is_some_and(|own| own != named))
        });
        let (own, _) = self.classes_of(passage, sentence);
        let foreign = match report.covers_area {
            Some(true) => marks.narrow,
            Some(false) => marks.wide,
            None => marks.narrow.with(marks.wide),
        };
        !other_year
            && !own.has_any(foreign)
            && !own.has_any(marks.last_year)
            && self.passages[passage].section.is_some()
    }

    /// The words that a fact is read from, to be quoted: 共收到政府信息公开申请35件.
    pub(crate) fn phrase(&self, fact: &Fact) -> String {
        let text = &self.passages[fact.passage].text;
        let end = if fact.classes.is_empty() { fact.after.end } else { fact.quantity.range.end };
        let phrase = text[fact.before.start..end].trim();
        // What was left out before it is no part of what is said.
        let phrase = phrase.rsplit('〕').next().unwrap_or(phrase);
        let count = phrase.chars().count();
        if count <= PHRASE {
            return phrase.to_owned();
        }
        let tail: String = phrase.chars().skip(count - PHRASE).collect();
        format!("…{tail}")
    }
}
