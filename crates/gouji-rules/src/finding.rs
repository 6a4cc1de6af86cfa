//! What a rule reports. Owned and printable by anyone: no file format, no printing crate in it.

use std::sync::Arc;

use gouji_parser::Span;
use gouji_report::{CellRef, Label, Localized, SourceId, Summary};
use rust_decimal::Decimal;

use crate::private::Private;

/// How much a finding weighs.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Style, habit, hint.
    Info,
    /// Very likely wrong, or a duty that a search of the text can miss.
    Warning,
    /// Beyond dispute.
    Error,
}

impl Severity {
    /// `error`, `warning`, `info`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// How sure the finding is of what it says.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Arithmetic, or the text itself.
    #[default]
    Certain,
    /// A judgement that is nearly always right.
    Likely,
    /// Worth a look.
    Hint,
}

/// Whose fault it is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Responsibility {
    /// It was written so.
    #[default]
    Author,
    /// It was lost between the author's document and this file.
    Extraction,
}

/// What a rule reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// `E001`.
    pub code: Arc<str>,
    /// `requests-flow`.
    pub name: Arc<str>,
    /// As configured.
    pub severity: Severity,
    /// As the pack gives it, where the configuration changed it.
    pub original_severity: Option<Severity>,
    /// How sure.
    pub confidence: Confidence,
    /// Whose fault.
    pub responsibility: Responsibility,
    /// One sentence that stands alone: what is wrong, with the numbers.
    pub message: Localized,
    /// The place to look at first.
    pub primary: Label,
    /// Every other place that took part, in reading order.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<Localized>,
    /// Further lines: what was folded in, the norm.
    pub notes: Vec<Localized>,
    /// The arithmetic behind it.
    pub equation: Option<EquationDetail>,
    /// How the text can be put right.
    pub fix: Option<Fix>,
    /// A stable name of the finding: survives moved lines and other words, dies when a value changes.
    pub fingerprint: String,
    /// The name that gouji 0.1.0 gave it, which waivers and baselines of then have.
    pub former_fingerprint: String,
}

/// Changes to the text that put a finding right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it can be applied unseen.
    pub safety: Safety,
    /// What it does: 改为半角数字.
    pub message: Localized,
    /// What to replace, in reading order, none overlapping.
    pub edits: Vec<Edit>,
}

/// Whether a fix can be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Safety {
    /// It does not change what the report says.
    Safe,
    /// It is a proposal: a person decides.
    Unsafe,
}

/// A piece of the text and what to put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where; empty where something is put in.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// A finding that the configuration lets pass, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The reason that was given for it.
    pub reason: String,
    /// Where it was given.
    pub by: PassedBy,
}

/// What lets a finding pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassedBy {
    /// The baseline.
    Baseline,
    /// A waiver in a configuration.
    Configuration {
        /// The file, as it is to be printed.
        path: String,
        /// Its line, from 1.
        line: usize,
    },
    /// A comment in the report.
    Comment(Span),
}

/// The arithmetic of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct EquationDetail {
    /// Value of the left side.
    pub left: Decimal,
    /// Value of the right side.
    pub right: Decimal,
    /// |left − right|.
    pub difference: Decimal,
    /// The cells that took part.
    pub operands: Vec<Operand>,
    /// The one smallest set of changes that satisfies every equation of the table; empty when
    /// there is none or more than one.
    pub repair: Vec<Change>,
    /// Further equations of the same cause, folded into this finding.
    pub folded: Vec<FoldedEquation>,
}

/// A cell of an equation with its value; `None` where it is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// In which file.
    pub source: SourceId,
    /// Which cell.
    pub cell: CellRef,
    /// Its value.
    pub value: Option<Decimal>,
}

/// A cell and the value that it would have to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which cell.
    pub cell: CellRef,
    /// The value it should hold.
    pub value: Decimal,
}

/// An equation that fails for the same cause as the finding it was folded into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedEquation {
    /// The rule it belongs to.
    pub code: Arc<str>,
    /// The row or column that it speaks of, as an id.
    pub over: Arc<str>,
    /// Value of the left side.
    pub left: Decimal,
    /// Value of the right side.
    pub right: Decimal,
}

/// A check that could be neither passed nor failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAssessable {
    /// The rule.
    pub code: Arc<str>,
    /// Why.
    pub reason: Localized,
    /// Where.
    pub place: Label,
}

/// How much of a file something is said of.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// All of it.
    File,
    /// A statutory table.
    Table,
    /// A part of its content.
    Part,
}

impl Extent {
    /// `file`, `table`, `part`.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Table => "table",
            Self::Part => "part",
        }
    }
}

/// What was not checked, so that finding nothing in it means nothing: the whole file, a table that was
/// compared with nothing, a part that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// How much.
    pub what: Extent,
    /// Why, in a sentence that stands alone.
    pub reason: Localized,
    /// Where it is, or begins.
    pub place: Label,
}

/// A cell of a row that lost its marks: what the only reading of the row gives that satisfies the equations of the
/// form. No finding rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveredCell {
    /// Where it stands.
    pub place: Label,
    /// Its number; none where it is blank.
    pub value: Option<Decimal>,
}

/// The result of checking one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckedReport {
    /// What the report is.
    pub report: Summary,
    /// Findings, by place and code.
    pub findings: Vec<Finding>,
    /// What could not be assessed, by place and code.
    pub not_assessable: Vec<NotAssessable>,
    /// Findings that the configuration lets pass, by place and code.
    pub suppressed: Vec<Suppressed>,
    /// What was not checked, by place; it does not depend on which rules are on, nor on waivers.
    pub not_checked: Vec<NotChecked>,
    /// Cells of rows that lost their marks, in the order of the form.
    pub recovered: Vec<RecoveredCell>,
    /// What the report says of private persons: masked in all of the above, and to be masked in
    /// whatever shows text of the report.
    pub private: Private,
}
