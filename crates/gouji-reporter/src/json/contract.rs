//! The shape of the JSON output. Field names, their order and where null stands are promised under
//! one `schema_version`; fields may be added under it, none taken away. A doc comment here is the
//! field's description in the schema.

use gouji_parser::{
    Position,
    format::{FORMATS, FormatEntry, Handling},
};
use gouji_report::{Lang, view::StatementView};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;

use super::finding_contract::{JsonFinding, JsonLocation, JsonSeverity};

/// The version of the contract.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// The JSON Schema (2020-12) of what [`OutputFormat::Json`](crate::OutputFormat::Json) writes.
pub fn json_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = generator.into_root_schema_for::<Output<'_>>();
    format!("{:#}\n", schema.as_value())
}

/// The names of the formats that are read.
fn names_of_read() -> Vec<&'static str> {
    let read = |it: &&FormatEntry| matches!(it.handling, Handling::Lines | Handling::View { .. });
    FORMATS.iter().filter(read).map(|it| it.name).collect()
}

/// What `gouji check --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "gouji check --format json")]
pub(super) struct Output<'a> {
    /// The version of this contract. Fields may be added under one version.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub(super) schema_version: u32,
    /// What wrote this.
    pub(super) tool: JsonTool<'a>,
    /// The files that were checked, by path.
    pub(super) files: Vec<JsonFile<'a>>,
    /// The files that could not be read as a report at all, by path.
    pub(super) errors: Vec<JsonReadError<'a>>,
    /// How much was found.
    pub(super) summary: JsonSummary,
    /// What is wrong with the configuration, by file and line.
    pub(super) configuration: Vec<JsonConfiguration<'a>>,
}

/// What wrote this.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Tool")]
pub(super) struct JsonTool<'a> {
    /// `gouji`.
    pub(super) name: &'a str,
    /// Its version.
    pub(super) version: &'a str,
}

/// A file that was checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "File")]
pub(super) struct JsonFile<'a> {
    /// Its path as it was given or found.
    pub(super) path: &'a str,
    /// What the file turned out to be, by its content.
    #[schemars(extend("enum" = names_of_read()))]
    pub(super) format: &'a str,
    /// What was understood of the report as a whole.
    pub(super) report: JsonReport<'a>,
    /// Findings, by place and code.
    pub(super) findings: Vec<JsonFinding<'a>>,
    /// Checks that could be neither passed nor failed, by place and code.
    pub(super) not_assessable: Vec<JsonNotAssessable<'a>>,
    /// Findings that a waiver with a reason has taken out.
    pub(super) suppressed: Vec<JsonSuppressed<'a>>,
    /// What was not checked, by place: where it is all of the file, no findings mean nothing.
    pub(super) not_checked: Vec<JsonNotChecked<'a>>,
    /// Every figure of the running text and every word for none, by place; null in the output of
    /// `gouji audit`.
    pub(super) statements: Option<Vec<JsonStatement<'a>>>,
    /// Cells of rows whose marks were lost, in the order of the form, as the only reading gives them that satisfies
    /// the equations. No finding rests on them.
    pub(super) recovered: Vec<JsonRecovered<'a>>,
}

/// A cell that was recovered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Recovered")]
pub(super) struct JsonRecovered<'a> {
    /// Its exact value as a decimal; null where it is blank.
    pub(super) value: Option<String>,
    /// Where it stands, and which cell it is.
    pub(super) location: JsonLocation<'a>,
}

/// A figure of the running text, or words for none, and what it was taken for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Statement")]
pub struct JsonStatement<'a> {
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// Its column in characters, from 1.
    #[schemars(range(min = 1))]
    column: u32,
    /// As written: 67件, 未收到.
    text: &'a str,
    /// Its exact value as a decimal: 0 for none. Money is in the unit that is written.
    value: String,
    /// The field that it speaks of; null where that was not understood.
    #[schemars(extend("examples" = ["requests.new.sum", "requests.received"]))]
    address: Option<&'a str>,
    /// Of what it speaks: what the report covers, a part of that, another organ, a wider area, another
    /// year, or what is planned. Only what is of the report is compared with the tables.
    #[schemars(extend("enum" = ["report", "part", "other-organ", "wider", "other-year", "plan"]))]
    scope: &'a str,
    /// Why it has no address.
    reason: Option<&'a str>,
}

impl<'a> JsonStatement<'a> {
    /// The statement that stands at a place.
    pub fn new(it: &'a StatementView, at: Position, language: Lang) -> Self {
        Self {
            line: at.line,
            column: at.column,
            text: &it.text,
            value: it.value.normalize().to_string(),
            address: it.address.as_deref(),
            scope: it.scope,
            reason: it.reason.as_ref().map(|reason| language.pick(reason)),
        }
    }
}

/// What was understood of the report as a whole.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub(super) struct JsonReport<'a> {
    /// The version of the statutory form; null where the tables decide for none.
    #[schemars(extend("examples" = ["2019", "2021"]))]
    pub(super) form: Option<&'a str>,
    /// The year reported on.
    pub(super) year: Option<u16>,
    /// The organ that reports.
    pub(super) issuer: Option<&'a str>,
    /// What sort of organ that is; null where its name does not tell.
    #[schemars(extend("examples" = ["county", "town", "department"]))]
    pub(super) level: Option<&'a str>,
    /// Where it is; null where its name begins with no known place.
    pub(super) jurisdiction: Option<JsonJurisdiction<'a>>,
}

/// Where an organ is, as its name says.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Jurisdiction")]
pub(super) struct JsonJurisdiction<'a> {
    /// The GB/T 2260 code of the place; null where several places have the name.
    #[schemars(regex(pattern = r"^[0-9]{6}$"))]
    pub(super) code: Option<String>,
    /// The place behind those it lies in; where several have the name, as written.
    pub(super) name: &'a str,
    /// `exact`: a province or a city, or a county behind such a name; `unique`: a county or a short
    /// name alone that no other place has; `ambiguous`: several have it.
    #[schemars(extend("enum" = ["exact", "unique", "ambiguous"]))]
    pub(super) how: &'a str,
    /// What the organ is to the place: its government, an organ or a town of it, a functional zone
    /// (which has no code of its own), or an organ with a superior elsewhere.
    #[schemars(extend("enum" = ["government", "organ", "zone", "vertical"]))]
    pub(super) standing: &'a str,
    /// The places that have the name, where they are several.
    pub(super) candidates: Vec<String>,
}

/// A check that could be neither passed nor failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NotAssessable")]
pub(super) struct JsonNotAssessable<'a> {
    /// The code of the rule.
    pub(super) code: &'a str,
    /// Why.
    pub(super) reason: &'a str,
    /// Where.
    pub(super) location: JsonLocation<'a>,
}

/// What was not checked, whichever rules are on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NotChecked")]
pub(super) struct JsonNotChecked<'a> {
    /// All of the file, a statutory table that was compared with nothing, or a part that was not read.
    #[schemars(extend("enum" = ["file", "table", "part"]))]
    pub(super) what: &'a str,
    /// Why.
    pub(super) reason: &'a str,
    /// Where it is, or begins.
    pub(super) location: JsonLocation<'a>,
}

/// A finding that a waiver or the baseline has taken out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Suppressed")]
pub(super) struct JsonSuppressed<'a> {
    /// The finding's fingerprint.
    pub(super) fingerprint: &'a str,
    /// The code of its rule.
    pub(super) code: &'a str,
    /// The reason that the waiver gives; `baseline` for the baseline.
    pub(super) reason: &'a str,
    /// The rule's name.
    pub(super) name: &'a str,
    /// How much it would weigh.
    pub(super) severity: JsonSeverity,
    /// What the finding says.
    pub(super) message: &'a str,
    /// The place to look at first.
    pub(super) location: JsonLocation<'a>,
    /// Where the reason is given; null for the baseline.
    pub(super) waiver: Option<JsonWaiver<'a>>,
    /// The fingerprint that gouji 0.1.0 gave the finding.
    pub(super) former_fingerprint: &'a str,
}

/// Where a waiver stands.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Waiver")]
pub(super) struct JsonWaiver<'a> {
    /// A configuration file; the report itself for a comment in it.
    pub(super) path: &'a str,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub(super) line: usize,
}

/// A file that could not be read as a report at all.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReadError")]
pub(super) struct JsonReadError<'a> {
    /// Its path as it was given or found.
    pub(super) path: &'a str,
    /// Why.
    pub(super) message: &'a str,
}

/// How much was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub(super) struct JsonSummary {
    /// Files that were checked.
    pub(super) files: usize,
    /// Findings of severity error.
    pub(super) errors: usize,
    /// Findings of severity warning.
    pub(super) warnings: usize,
    /// Findings of severity info.
    pub(super) infos: usize,
    /// Checks that could be neither passed nor failed.
    pub(super) not_assessable: usize,
    /// Findings that a waiver or the baseline has taken out.
    pub(super) suppressed: usize,
    /// What was not checked of the files that could be read.
    pub(super) not_checked: JsonUnchecked,
}

/// How much was not checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Unchecked")]
pub(super) struct JsonUnchecked {
    /// Files that were read and not checked at all.
    pub(super) files: usize,
    /// Tables that were compared with nothing.
    pub(super) tables: usize,
    /// Parts that were not read, or not checked.
    pub(super) parts: usize,
}

/// What is wrong with a configuration that was otherwise obeyed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Configuration")]
pub(super) struct JsonConfiguration<'a> {
    /// Its name.
    #[schemars(extend("enum" = [
        "unused-waiver",
        "expired-waiver",
        "unmatched-glob",
        "unknown-place",
        "empty-family",
        "no-rule-on",
        "wrong-waiver",
        "refused-waiver"
    ]))]
    pub(super) code: &'a str,
    /// The configuration file; the report itself for a waiver in a comment of it.
    pub(super) path: &'a str,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub(super) line: usize,
    /// What is wrong, in both languages.
    pub(super) message: &'a str,
}
