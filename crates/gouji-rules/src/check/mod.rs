//! Check kinds: the code behind rules of one sort. Each has a file of its own, with its parameters,
//! the cases it distinguishes and the placeholders that its messages may use.

use gouji_parser::Span;
use rust_decimal::Decimal;

use crate::{
    PackError,
    bind::{BoundTable, Forms, Report, RowState},
    finding::{
        CellRef, Checked, EquationDetail, Finding, Label, Localized, NotAssessable, Severity,
    },
    pack::{Args, Compiled, Parameters, render},
};

mod amount;
pub(crate) mod balance;
mod body;
mod bound;
mod cell;
pub(crate) mod equation;
pub(crate) mod kind;
mod notes;
mod pattern;
mod section;
mod statement;
mod table;
mod title;
mod topics;
mod unit;
mod words;

pub(crate) use kind::can_be_checked;

/// What a check kind calls itself, and what its messages may speak of.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// Cases other than the plain one.
    pub(crate) variants: &'static [&'static str],
    /// Placeholders.
    pub(crate) args: &'static [&'static str],
}

/// A check with its parameters.
#[derive(Debug)]
pub(crate) enum Check {
    Kind(kind::KindCheck),
    Section(section::SectionCheck),
    Topics(topics::TopicsCheck),
    Words(words::WordsCheck),
    Body(body::BodyCheck),
    Statement(statement::StatementCheck),
    Title(title::TitleCheck),
    Pattern(pattern::PatternCheck),
    Notes(notes::NotesCheck),
    Table(table::TableCheck),
    Cell(cell::CellCheck),
    Bound(bound::BoundCheck),
    Unit(unit::UnitCheck),
    Amount(amount::AmountCheck),
    Equation(equation::EquationCheck),
    Incomplete(equation::IncompleteCheck),
}

impl Check {
    /// Whether the check needs to see the end of the file: all but those that speak of a text or a
    /// file's own marks wherever they are met.
    pub(crate) fn needs_the_whole_file(&self) -> bool {
        !matches!(self, Self::Kind(_) | Self::Pattern(_) | Self::Notes(_))
    }
}

/// Kinds that look at what no piece of text can show, so that their rules come without examples.
pub(crate) const WITHOUT_EXAMPLES: &[&str] = &["notes"];

/// Every kind's name.
pub(crate) const KINDS: &[&str] = &[
    "report",
    "section",
    "topics",
    "words",
    "body",
    "statement",
    "title",
    "pattern",
    "notes",
    "table",
    "cell",
    "bound",
    "unit",
    "amount",
    "equation",
    "incomplete",
];

/// The check of the kind `name`; none where there is no such kind.
pub(crate) fn compile(
    name: &str,
    mut parameters: Parameters<'_>,
) -> Option<Result<(&'static Kind, Check), Box<PackError>>> {
    let parameters = &mut parameters;
    Some(match name {
        "report" => kind::compile(parameters).map(|check| (&kind::KIND, Check::Kind(check))),
        "section" => {
            section::compile(parameters).map(|check| (&section::KIND, Check::Section(check)))
        }
        "topics" => topics::compile(parameters).map(|check| (&topics::KIND, Check::Topics(check))),
        "words" => words::compile(parameters).map(|check| (&words::KIND, Check::Words(check))),
        "body" => body::compile(parameters).map(|check| (&body::KIND, Check::Body(check))),
        "statement" => {
            statement::compile(parameters).map(|check| (&statement::KIND, Check::Statement(check)))
        }
        "title" => title::compile(parameters).map(|check| (&title::KIND, Check::Title(check))),
        "pattern" => {
            pattern::compile(parameters).map(|check| (&pattern::KIND, Check::Pattern(check)))
        }
        "notes" => notes::compile(parameters).map(|check| (&notes::KIND, Check::Notes(check))),
        "table" => table::compile(parameters).map(|check| (&table::KIND, Check::Table(check))),
        "cell" => cell::compile(parameters).map(|check| (&cell::KIND, Check::Cell(check))),
        "bound" => bound::compile(parameters).map(|check| (&bound::KIND, Check::Bound(check))),
        "unit" => unit::compile(parameters).map(|check| (&unit::KIND, Check::Unit(check))),
        "amount" => amount::compile(parameters).map(|check| (&amount::KIND, Check::Amount(check))),
        "equation" => {
            equation::compile(parameters).map(|check| (&equation::KIND, Check::Equation(check)))
        }
        "incomplete" => equation::compile_incomplete(parameters)
            .map(|check| (&equation::INCOMPLETE, Check::Incomplete(check))),
        _ => return None,
    })
}

/// What a check works with.
pub(crate) struct Context<'c> {
    pub(crate) report: &'c Report<'c>,
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
    /// A severity other than the wording's.
    pub(crate) severity: Option<Severity>,
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
        let fingerprint = fingerprint(&self.rule.rule.code, &message.zh, &primary, &said.related);
        self.out.findings.push(Finding {
            code: self.rule.rule.code.clone(),
            name: self.rule.rule.name.clone(),
            severity: said.severity.unwrap_or(wording.severity),
            confidence: self.rule.confidence,
            responsibility: self.rule.responsibility,
            message,
            primary,
            related: said.related,
            help,
            notes,
            equation: said.equation,
            fingerprint,
        });
    }

    /// Says that the rule could not be assessed.
    pub(crate) fn cannot_assess(
        &mut self,
        place: Label,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.out.not_assessable.push(NotAssessable {
            code: self.rule.rule.code.clone(),
            reason: Localized::new(zh, en),
            place,
        });
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

/// Runs the check of a rule.
pub(crate) fn run(context: &mut Context<'_>) {
    match &context.rule.check {
        Check::Kind(check) => kind::run(check, context),
        Check::Section(check) => section::run(check, context),
        Check::Topics(check) => topics::run(check, context),
        Check::Words(check) => words::run(check, context),
        Check::Body(check) => body::run(check, context),
        Check::Statement(check) => statement::run(check, context),
        Check::Title(check) => title::run(check, context),
        Check::Pattern(check) => pattern::run(check, context),
        Check::Notes(check) => notes::run(check, context),
        Check::Table(check) => table::run(check, context),
        Check::Cell(check) => cell::run(check, context),
        Check::Bound(check) => bound::run(check, context),
        Check::Unit(check) => unit::run(check, context),
        Check::Amount(check) => amount::run(check, context),
        // Equations are evaluated together, after all other checks.
        Check::Equation(_) | Check::Incomplete(_) => {}
    }
}

/// A name of a finding that survives moved lines and dies when a value changes: a hash (FNV-1a, 64
/// bits) of its code, its message with the numbers, and the cells it speaks of.
fn fingerprint(code: &str, message: &str, primary: &Label, related: &[Label]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |text: &str| {
        for byte in text.bytes().chain(std::iter::once(0xff)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    feed(code);
    feed(message);
    for CellRef { table, row, column } in
        std::iter::once(primary).chain(related).filter_map(|label| label.cell.as_ref())
    {
        feed(table);
        feed(row);
        feed(column);
    }
    format!("{hash:016x}")
}

/// The same words in both languages, on one line: a cell's text may be broken over several.
pub(crate) fn same(text: impl Into<String>) -> Localized {
    let mut text = text.into();
    if text.contains(['\n', '\r']) {
        text = text.split_whitespace().collect();
    }
    Localized { zh: text.clone(), en: text }
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
        .or_else(|| report.lines.iter().find(|line| !line.is_blank()).map(crate::bind::Line::span))
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
