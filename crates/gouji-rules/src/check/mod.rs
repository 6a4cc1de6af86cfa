//! Check kinds: the code behind rules of one sort. Each has a file of its own, with its parameters,
//! the cases it distinguishes and the placeholders that its messages may use.

use std::{collections::HashMap, ops::Range};

use gouji_parser::Span;
use rust_decimal::Decimal;

use crate::{
    finding::{Checked, EquationDetail, Extent, Finding, Fix, NotAssessable, NotChecked, Severity},
    pack::{Args, Compiled, Parameters, render},
    prose::Prose,
};
use gouji_report::{
    CellRef, Label, Localized, PackError,
    bind::{BoundSection, BoundTable, Report, RowState},
    form::Forms,
};

mod amount;
pub(crate) mod balance;
mod body;
mod bound;
mod breakdown;
mod broken_number;
pub(crate) mod cell;
mod claim;
mod coincidence;
mod confusable;
mod dating;
mod deadline;
mod decimals;
mod denial;
mod document_number;
pub(crate) mod equation;
mod event;
mod figures;
mod growth;
pub(crate) mod incomplete;
pub(crate) mod kind;
mod listing;
mod magnitude;
mod money;
mod notes;
mod numbering;
mod outdated;
mod pairs;
mod pattern;
mod period;
mod personal_data;
mod phrase;
mod prose_year;
mod punctuation;
mod ratio;
mod section;
mod signature;
mod signoff;
mod stated;
mod statement;
mod table;
mod title;
mod topics;
mod unit;
mod words;
mod year;

pub(crate) use kind::can_be_checked;

/// Names every check kind: its module with `KIND`, `compile` and `run`, and its parameters. (The
/// modules are declared above, in so many words: rustfmt does not look into macros.)
macro_rules! kinds {
    ($($variant:ident: $module:ident::$check:ident,)*) => {
        /// A check with its parameters.
        #[derive(Debug)]
        pub(crate) enum Check {
            $($variant($module::$check),)*
        }

        /// Every kind's name.
        pub(crate) const KINDS: &[&str] = &[$($module::KIND.name,)*];

        /// The check of the kind `name`; none where there is no such kind.
        pub(crate) fn compile(
            name: &str,
            mut parameters: Parameters<'_>,
        ) -> Option<Result<(&'static Kind, Check), Box<PackError>>> {
            $(if name == $module::KIND.name {
                let check = $module::compile(&mut parameters);
                return Some(check.map(|check| (&$module::KIND, Check::$variant(check))));
            })*
            None
        }

        /// Runs the check of a rule.
        pub(crate) fn run(context: &mut Context<'_>) {
            match &context.rule.check {
                $(Check::$variant(check) => $module::run(check, context),)*
            }
        }
    };
}

kinds! {
    Kind: kind::KindCheck,
    Section: section::SectionCheck,
    Listing: listing::ListingCheck,
    Numbering: numbering::NumberingCheck,
    Signature: signature::SignatureCheck,
    Topics: topics::TopicsCheck,
    Words: words::WordsCheck,
    Body: body::BodyCheck,
    Statement: statement::StatementCheck,
    Title: title::TitleCheck,
    Pattern: pattern::PatternCheck,
    Year: year::YearCheck,
    Period: period::PeriodCheck,
    Outdated: outdated::OutdatedCheck,
    ProseYear: prose_year::ProseYearCheck,
    DocumentNumber: document_number::DocumentNumberCheck,
    Event: event::EventCheck,
    Signoff: signoff::SignoffCheck,
    Deadline: deadline::DeadlineCheck,
    Notes: notes::NotesCheck,
    Table: table::TableCheck,
    Cell: cell::CellCheck,
    Bound: bound::BoundCheck,
    Unit: unit::UnitCheck,
    Amount: amount::AmountCheck,
    Decimals: decimals::DecimalsCheck,
    Magnitude: magnitude::MagnitudeCheck,
    Equation: equation::EquationCheck,
    Coincidence: coincidence::CoincidenceCheck,
    Incomplete: incomplete::IncompleteCheck,
    Stated: stated::StatedCheck,
    Claim: claim::ClaimCheck,
    Breakdown: breakdown::BreakdownCheck,
    Ratio: ratio::RatioCheck,
    Growth: growth::GrowthCheck,
    Money: money::MoneyCheck,
    Phrase: phrase::PhraseCheck,
    Confusable: confusable::ConfusableCheck,
    Denial: denial::DenialCheck,
    Figures: figures::FiguresCheck,
    Punctuation: punctuation::PunctuationCheck,
    Pairs: pairs::PairsCheck,
    BrokenNumber: broken_number::BrokenNumberCheck,
    PersonalData: personal_data::PersonalDataCheck,
}

/// What a check kind calls itself, and what its messages may speak of.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Cases other than the plain one.
    pub(crate) variants: &'static [&'static str],
    /// Placeholders.
    pub(crate) args: &'static [&'static str],
}

impl Check {
    /// Whether the check needs to see the end of the file: all but those that speak of a text or a
    /// file's own marks wherever they are met.
    pub(crate) fn needs_the_whole_file(&self) -> bool {
        !matches!(
            self,
            Self::Kind(_)
                | Self::Pattern(_)
                | Self::Notes(_)
                | Self::Confusable(_)
                | Self::PersonalData(_)
        )
    }
}

impl Check {
    /// Whether the check says what was not checked: it runs even where its rule is off, since finding
    /// nothing must not pass for a clean report.
    pub(crate) fn accounts(&self) -> bool {
        matches!(self, Self::Kind(_) | Self::Table(_))
    }

    /// Whether what it looks for must not be shown.
    pub(crate) fn hides(&self) -> bool {
        match self {
            Self::PersonalData(_) => true,
            Self::Pattern(pattern) => pattern.hides(),
            _ => false,
        }
    }
}

/// Kinds that look at what no piece of text can show, so that their rules come without examples.
pub(crate) const WITHOUT_EXAMPLES: &[&str] = &["notes"];

/// What a check works with.
pub(crate) struct Context<'c> {
    pub(crate) report: &'c Report<'c>,
    pub(crate) prose: &'c Prose<'c>,
    pub(crate) forms: &'c Forms,
    pub(crate) rule: &'c Compiled,
    pub(crate) out: &'c mut Checked,
}

/// What a finding says beyond its rule's words.
pub(crate) struct Said {
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

impl Said {
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

impl Context<'_> {
    /// Reports a finding.
    pub(crate) fn say(&mut self, said: Said) {
        let wording = self.rule.wording(said.variant);
        let mut primary = said.primary;
        if primary.message.is_empty() {
            primary.message = render(&wording.mark, &said.args);
        }
        let help = said.help.or_else(|| {
            let help = render(&wording.help, &said.args);
            (!help.is_empty()).then_some(help)
        });
        let mut notes = said.notes;
        if !self.rule.rule.source.is_empty() {
            notes.push(Localized::new(
                format!("依据：{}", self.rule.rule.source),
                format!("basis: {}", self.rule.rule.source),
            ));
        }
        let message = render(&wording.message, &said.args);
        if let Some(what) = wording.not_checked {
            self.not_checked(what, primary.clone(), message.clone());
        }
        if !self.rule.on {
            return;
        }
        let (severity, shipped) = said.severity.unwrap_or((wording.severity, wording.shipped));
        let fingerprint = fingerprint(&self.rule.rule.code, &message.zh, &primary, &said.related);
        self.out.findings.push(Finding {
            code: self.rule.rule.code.clone(),
            name: self.rule.rule.name.clone(),
            severity,
            original_severity: (severity != shipped).then_some(shipped),
            confidence: self.rule.confidence,
            responsibility: wording.responsibility,
            message,
            primary,
            related: said.related,
            help,
            notes,
            equation: said.equation,
            fix: said.fix,
            fingerprint,
        });
    }

    /// Says that something was not checked, at most once of a place.
    pub(crate) fn not_checked(&mut self, what: Extent, place: Label, reason: Localized) {
        let known = |it: &NotChecked| it.what == what && it.place.span == place.span;
        if !self.out.not_checked.iter().any(known) {
            self.out.not_checked.push(NotChecked { what, reason, place });
        }
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

    fn form_id(&self) -> Option<&std::sync::Arc<str>> {
        self.report.form.as_ref().map(|form| &form.id)
    }
}

/// A name of a finding that survives moved lines and dies when a value changes: a hash of its code,
/// its message with the numbers, and the cells it speaks of.
fn fingerprint(code: &str, message: &str, primary: &Label, related: &[Label]) -> String {
    let cells = std::iter::once(primary).chain(related).filter_map(|label| label.cell.as_ref());
    let addresses = cells.flat_map(|CellRef { table, row, column, .. }| [&**table, row, column]);
    hash([code, message].into_iter().chain(addresses))
}

/// Gives findings of one file that say the same of the same their own fingerprints: all but the first
/// get their number among them, in the order in which they stand.
pub(crate) fn tell_apart(findings: &mut [Finding]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = hash([&*finding.fingerprint, &*count.to_string()]);
        }
    }
}

/// FNV-1a, 64 bits.
fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain(std::iter::once(0xff)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// The same words in both languages, on one line: a cell's text may be broken over several.
pub(crate) fn same(text: impl Into<String>) -> Localized {
    let mut text = text.into();
    if text.contains(['\n', '\r']) {
        text = joined(&text);
    }
    Localized { zh: text.clone(), en: text }
}

/// Text of several lines on one. Two numbers stay two.
fn joined(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let parts = line.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
        line.extend(parts.then_some(' '));
        line.push_str(word);
    }
    line
}

/// A number as messages print it.
pub(crate) fn figure(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Names joined with the enumeration comma, in both languages.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n Localized>) -> Localized {
    let (zh, en): (Vec<&str>, Vec<&str>) =
        names.into_iter().map(|name| (&*name.zh, &*name.en)).unzip();
    Localized { zh: zh.join("、"), en: en.join(", ") }
}

/// A label on the head of the report, for what is nowhere.
pub(crate) fn head(report: &Report<'_>) -> Label {
    let span = report
        .title
        .as_ref()
        .map(|title| title.span)
        .or_else(|| {
            report.lines.iter().find(|line| !line.is_blank()).map(gouji_report::bind::Line::span)
        })
        .unwrap_or(Span { start: 0, end: 0 });
    Label::new(span, Localized::default())
}

/// A label on the heading of a section, or on the head of the report.
pub(crate) fn heading(report: &Report<'_>, section: &str) -> Label {
    report
        .section(section)
        .and_then(|section| section.heading.as_ref())
        .map_or_else(|| head(report), |heading| Label::new(heading.span, Localized::default()))
}

/// Whether every row of a table that the report has could be read.
pub(crate) fn readable(table: &BoundTable) -> bool {
    !table.fused
        && table.rows.iter().all(|row| matches!(row.state, RowState::Aligned | RowState::Absent))
}
