//! The shape of a finding in the JSON output; see `contract` for what is promised of it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

/// What a rule reports.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct JsonFinding<'a> {
    /// The rule's code.
    #[schemars(regex(pattern = r"^[A-Z][0-9]{3}$"))]
    pub(super) code: &'a str,
    /// The rule's name.
    pub(super) name: &'a str,
    /// How much it weighs, as configured.
    pub(super) severity: JsonSeverity,
    /// One sentence that stands alone: what is wrong, with the numbers.
    pub(super) message: &'a str,
    /// The place to look at first.
    pub(super) location: JsonLocation<'a>,
    /// Every other place that took part, in reading order.
    pub(super) related: Vec<JsonRelated<'a>>,
    /// What to do.
    pub(super) help: Option<&'a str>,
    /// How the text can be put right; null where a person has to see to it.
    pub(super) fix: Option<JsonFix<'a>>,
    /// A stable name of the finding: survives moved lines and other words, dies when a value changes.
    pub(super) fingerprint: &'a str,
    /// How sure the finding is of what it says.
    pub(super) confidence: JsonConfidence,
    /// Whose fault it is.
    pub(super) responsibility: JsonResponsibility,
    /// The arithmetic behind it; null where there is none.
    pub(super) equation: Option<JsonEquation<'a>>,
    /// What stands at `location`, in a few words; null where the message says it all.
    pub(super) label: Option<&'a str>,
    /// Further lines: what was folded in, the norm.
    pub(super) notes: Vec<&'a str>,
    /// The severity that the rule comes with, where the configuration changed it.
    pub(super) original_severity: Option<JsonSeverity>,
    /// The cells of `location` and `related`, a row once.
    pub(super) cells: Vec<RowCells<'a>>,
    /// The fingerprint that gouji 0.1.0 gave it, of its message. Waivers and baselines may name either.
    pub(super) former_fingerprint: &'a str,
}

/// Cells of a row.
#[derive(Serialize, JsonSchema)]
pub(super) struct RowCells<'a> {
    /// Id of a table of the form: `proactive`, `requests`, `disputes` in the annual report.
    #[schemars(regex(pattern = "^[a-z][a-z0-9-]*$"))]
    pub(super) table: &'a str,
    /// Row id.
    pub(super) row: &'a str,
    /// Column ids, in the order in which they took part.
    pub(super) columns: Vec<&'a str>,
}

/// How much a finding weighs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Severity")]
pub(super) enum JsonSeverity {
    /// Beyond dispute.
    Error,
    /// Very likely wrong, or a duty that a search of the text can miss.
    Warning,
    /// Style, habit, hint.
    Info,
}

/// How sure a finding is of what it says.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Confidence")]
pub(super) enum JsonConfidence {
    /// Arithmetic, or the text itself.
    Certain,
    /// A judgement that is nearly always right.
    Likely,
    /// Worth a look.
    Hint,
}

/// Whose fault a finding is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Responsibility")]
pub(super) enum JsonResponsibility {
    /// It was written so.
    Author,
    /// It was lost between the author's document and this file.
    Extraction,
}

/// Changes to the text that put a finding right.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub(super) struct JsonFix<'a> {
    /// Whether it can be applied unseen.
    pub(super) safety: JsonSafety,
    /// What it does.
    pub(super) message: &'a str,
    /// What to replace, in reading order, none overlapping.
    pub(super) edits: Vec<JsonEdit<'a>>,
}

/// Whether a fix can be applied unseen.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Safety")]
pub(super) enum JsonSafety {
    /// It does not change what the report says.
    Safe,
    /// It is a proposal: a person decides.
    Unsafe,
}

/// A piece of the text and what to put in its place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub(super) struct JsonEdit<'a> {
    /// Its first character.
    pub(super) start: JsonPosition,
    /// The character after its last; `start` where something is put in.
    pub(super) end: JsonPosition,
    /// The new text.
    pub(super) text: &'a str,
}

/// A range of the file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Location")]
pub(super) struct JsonLocation<'a> {
    /// Its first character.
    pub(super) start: JsonPosition,
    /// The character after its last.
    pub(super) end: JsonPosition,
    /// The cell, where the place is a value of the form.
    pub(super) cell: Option<JsonCell<'a>>,
    /// The place among the tables as they are drawn, where it is in one (.docx, .odt, .doc, HTML, PDF).
    pub(super) native: Option<Native>,
    /// The page, from 1; only where the file has pages (PDF).
    #[schemars(range(min = 1))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<u32>,
}

/// A cell as a reader of the document counts it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Native {
    /// Which table of the document, from 1.
    #[schemars(range(min = 1))]
    pub(super) table: u32,
    /// Row of the table, from 1.
    #[schemars(range(min = 1))]
    pub(super) row: u32,
    /// Column of the table, from 1; merged cells count with every column they cover.
    #[schemars(range(min = 1))]
    pub(super) column: u32,
}

/// A place in the file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Position")]
pub(super) struct JsonPosition {
    /// Line, from 1.
    #[schemars(range(min = 1))]
    pub(super) line: u32,
    /// Column, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    pub(super) column: u32,
    /// Bytes from the start of the file as it is on disk; for .docx, .odt, .doc and PDF, of the extracted text.
    pub(super) offset: u32,
}

/// The address of a value in the form.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cell")]
pub(super) struct JsonCell<'a> {
    /// Id of a table of the form: `proactive`, `requests`, `disputes` in the annual report.
    #[schemars(regex(pattern = "^[a-z][a-z0-9-]*$"))]
    pub(super) table: &'a str,
    /// Row id.
    pub(super) row: &'a str,
    /// Column id.
    pub(super) column: &'a str,
    /// Which copy of a table that stands several times in the report; only from the second on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2))]
    pub(super) copy: Option<usize>,
}

/// A place that took part in a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
pub(super) struct JsonRelated<'a> {
    /// The file that the place is in, where it is not the file of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<&'a str>,
    /// What stands there; may be empty.
    pub(super) message: Cow<'a, str>,
    /// Where.
    pub(super) location: JsonLocation<'a>,
}

/// The arithmetic of a finding. Amounts are exact decimals, written as strings.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Equation")]
pub(super) struct JsonEquation<'a> {
    /// Value of the left side.
    pub(super) left: JsonAmount,
    /// Value of the right side.
    pub(super) right: JsonAmount,
    /// The difference of the two, never negative.
    pub(super) difference: JsonAmount,
    /// The cells that took part.
    pub(super) operands: Vec<JsonOperand<'a>>,
    /// The one smallest set of changes that satisfies every equation of the table; empty where
    /// there is none or more than one.
    pub(super) repair: Vec<JsonChange<'a>>,
    /// Further equations that fail for the same cause.
    pub(super) folded: Vec<JsonFolded<'a>>,
}

/// An exact decimal without exponent and without trailing zeros.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Amount")]
pub(super) struct JsonAmount(
    #[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))] pub(super) String,
);

/// A cell of an equation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Operand")]
pub(super) struct JsonOperand<'a> {
    /// The file that the cell is in, where it is not the file of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<&'a str>,
    /// Which cell.
    pub(super) cell: JsonCell<'a>,
    /// Its value; null where it is blank.
    pub(super) value: Option<JsonAmount>,
}

/// A cell and the value that it would have to hold.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub(super) struct JsonChange<'a> {
    /// Which cell.
    pub(super) cell: JsonCell<'a>,
    /// The value it should hold.
    pub(super) value: JsonAmount,
}

/// An equation that fails for the same cause as the finding that it was folded into.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Folded")]
pub(super) struct JsonFolded<'a> {
    /// The code of its rule.
    pub(super) code: &'a str,
    /// The row or column that it speaks of.
    pub(super) over: &'a str,
    /// Value of the left side.
    pub(super) left: JsonAmount,
    /// Value of the right side.
    pub(super) right: JsonAmount,
}
