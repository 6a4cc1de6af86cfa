//! What a check works with, and how it says what it found.

use std::{ops::Range, sync::Arc};

use gouji_report::{
    Label, Localized,
    bind::{BoundSection, BoundTable, Report},
    form::Forms,
};

use super::fingerprint::{fingerprint, former};
use crate::{
    finding::{
        CheckedReport, EquationDetail, Extent, Finding, Fix, NotAssessable, NotChecked, Severity,
    },
    pack::{Args, WordedRule, render},
    prose::Prose,
};

/// What a check works with.
pub(crate) struct Context<'c> {
    pub(crate) report: &'c Report<'c>,
    pub(crate) prose: &'c Prose<'c>,
    pub(crate) forms: &'c Forms,
    pub(crate) rule: &'c WordedRule,
    pub(crate) out: &'c mut CheckedReport,
}

/// What a finding says beyond its rule's words.
pub(crate) struct FindingText {
    /// The case of the kind; empty for the plain one.
    pub(crate) variant: &'static str,
    pub(crate) primary: Label,
    pub(crate) related: Vec<Label>,
    pub(crate) args: Args,
    pub(crate) notes: Vec<Localized>,
    pub(crate) help: Option<Localized>,
    pub(crate) equation: Option<EquationDetail>,
    pub(crate) fix: Option<Fix>,
    /// A severity other than the wording's: as configured, and as the packs give it.
    pub(crate) severity: Option<(Severity, Severity)>,
}

impl FindingText {
    pub(crate) fn new(variant: &'static str, primary: Label, args: Args) -> Self {
        Self {
            variant,
            primary,
            related: Vec::new(),
            args,
            notes: Vec::new(),
            help: None,
            equation: None,
            fix: None,
            severity: None,
        }
    }
}

impl FindingText {
    /// A finding of several places, whose labels have what is said of them: it stands on the first. None
    /// where there is no place.
    pub(crate) fn of_all(
        variant: &'static str,
        places: impl IntoIterator<Item = Label>,
        args: Args,
    ) -> Option<Self> {
        let mut places = places.into_iter();
        let first = Label { message: Localized::default(), ..places.next()? };
        let mut said = Self::new(variant, first, args);
        said.related = places.collect();
        Some(said)
    }
}

impl Context<'_> {
    /// The name of a level of organs.
    pub(crate) fn level_name(&self, id: &str) -> Localized {
        let mut levels = self.forms.organs.levels.iter();
        levels.find(|known| *known.id == *id).map(|level| level.name.clone()).unwrap_or_default()
    }

    /// Reports a finding.
    pub(crate) fn say(&mut self, said: FindingText) {
        say(self.rule, said, self.out);
    }

    /// Says that something was not checked, at most once of a place.
    pub(crate) fn not_checked(&mut self, what: Extent, place: Label, reason: Localized) {
        not_checked(what, place, reason, self.out);
    }

    /// Hides a part of a passage in all that is said and shown: the bytes `hidden` of those of `word`.
    pub(crate) fn hide(&mut self, passage: usize, word: Range<usize>, hidden: Range<usize>) {
        let prose = self.prose;
        let text = &prose.passages[passage].text[word.clone()];
        let place = |part: Range<usize>| {
            prose.place(passage, word.start + part.start..word.start + part.end)
        };
        self.out.private.hide(text, hidden, place);
    }

    /// Says that the rule could not be assessed.
    pub(crate) fn cannot_assess(
        &mut self,
        place: Label,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) {
        if !self.rule.on {
            return;
        }
        self.out.not_assessable.push(NotAssessable {
            code: self.rule.rule.code.clone(),
            reason: Localized::new(zh, en),
            place,
        });
    }

    /// Says that what `place` states could not be compared with the tables.
    pub(crate) fn cannot_compare(&mut self, place: Label) {
        self.cannot_assess(
            place,
            "要核对的表格单元格空着或读不出来",
            "cells that this would be compared with are blank or could not be read",
        );
    }

    /// Says that the rule cannot be assessed where this copy of the report is marked as shortened
    /// (〔节略〕) in `section`, or anywhere: what is missed may be what was left out. Gives whether
    /// that is so.
    pub(crate) fn is_abridged(&mut self, section: Option<&BoundSection>) -> bool {
        let (report, prose) = (self.report, self.prose);
        let lines = section.map_or(0..usize::MAX, |section| section.body.clone());
        let before = |passage: &usize| prose.passages[*passage].lines.start < lines.start;
        let first = prose.abridged.partition_point(before);
        let mut own = prose.abridged[first..]
            .iter()
            .take_while(|&&passage| prose.passages[passage].lines.start < lines.end);
        let concerns = |passage: &&usize| {
            section.is_none_or(|it| prose.passages[**passage].is_prose_of(report, it))
        };
        let Some(&passage) = own.find(concerns) else { return false };
        let place = prose.place(passage, 0..prose.passages[passage].text.len());
        self.cannot_assess(
            Label::new(place, Localized::default()),
            "这份文本标明有节略，没有写到的内容可能在略去的部分",
            "this copy is marked as shortened: what is missing may be in what was left out",
        );
        true
    }

    /// Whether the rule speaks of the form that `table` carries.
    pub(crate) fn applies_to(&self, table: &BoundTable) -> bool {
        let forms = &self.rule.rule.forms;
        forms.is_empty()
            || table.edition.as_ref().or(self.form_id()).is_none_or(|id| forms.contains(id))
    }

    /// Whether the rule speaks of the form of this report.
    pub(crate) fn applies(&self) -> bool {
        let forms = &self.rule.rule.forms;
        forms.is_empty() || self.form_id().is_none_or(|id| forms.contains(id))
    }

    /// Whether the report is on a year from `since` to `until`, either of which may be missing.
    pub(crate) fn is_of_years(&self, since: Option<u16>, until: Option<u16>) -> bool {
        let year = self.report.year();
        since.is_none_or(|since| year.is_some_and(|year| year >= since))
            && until.is_none_or(|until| year.is_some_and(|year| year <= until))
    }

    fn form_id(&self) -> Option<&Arc<str>> {
        self.report.form.as_ref().map(|form| &form.id)
    }
}

/// Reports a finding of `rule`.
pub(crate) fn say(rule: &WordedRule, said: FindingText, out: &mut CheckedReport) {
    rule.assert_declared(said.variant, &said.args);
    let wording = rule.wording(said.variant);
    let code = &rule.rule.code;
    let labels = (&said.primary, &*said.related);
    let fingerprint = fingerprint(code, said.variant, &said.args, labels);
    let mut primary = said.primary;
    if primary.message.is_empty() {
        primary.message = render(&wording.mark, &said.args);
    }
    let help = said.help.or_else(|| {
        let help = render(&wording.help, &said.args);
        (!help.is_empty()).then_some(help)
    });
    let mut notes = said.notes;
    if !rule.rule.source.is_empty() {
        notes.push(Localized::new(
            format!("依据：{}", rule.rule.source),
            format!("basis: {}", rule.rule.source),
        ));
    }
    let message = render(&wording.message, &said.args);
    if let Some(what) = wording.not_checked {
        not_checked(what, primary.clone(), message.clone(), out);
    }
    if !rule.on {
        return;
    }
    let (severity, shipped) = said.severity.unwrap_or((rule.severity(wording), wording.severity));
    let former = former(code, &message.zh, &primary, &said.related);
    out.findings.push(Finding {
        code: code.clone(),
        name: rule.rule.name.clone(),
        severity,
        original_severity: (severity != shipped).then_some(shipped),
        confidence: rule.rule.confidence,
        responsibility: wording.responsibility,
        message,
        primary,
        related: said.related,
        help,
        notes,
        equation: said.equation,
        fix: said.fix,
        fingerprint,
        former_fingerprint: former,
    });
}

fn not_checked(what: Extent, place: Label, reason: Localized, out: &mut CheckedReport) {
    let known = |it: &NotChecked| it.what == what && it.place.span == place.span;
    if !out.not_checked.iter().any(known) {
        out.not_checked.push(NotChecked { what, reason, place });
    }
}
