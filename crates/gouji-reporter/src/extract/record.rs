//! A report as one JSON object.

use std::io::{self, Write};

use gouji_parser::Position;
use gouji_report::{
    Lang,
    place::UnitName,
    sheet::{CellState, FieldValue},
    view::StatementView,
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;

use super::data::{ExtractedFile, ReportData, address};

/// The version of this shape; within one, keys are added and none changes.
const SCHEMA_VERSION: u32 = 1;

/// The figures of a report, or why there are none.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "gouji extract --format jsonl")]
struct ExtractRecord<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The path of the file.
    path: &'a str,
    /// Why nothing was read of the file, or why it is no report; null where all is well.
    reason: Option<&'a str>,
    /// The organ that reports.
    issuer: Option<&'a str>,
    /// GB/T 2260 code of where the organ is.
    code: Option<String>,
    /// What sort of organ it is: `county`, `department` …
    level: Option<&'a str>,
    /// The year reported on.
    year: Option<u16>,
    /// The one name by which the organ is told from others, with the places that it lies in, whatever its titles call it.
    organ: Option<&'a str>,
    /// `government`, `organ`, `vertical` (its superior is not the local government) or `zone`.
    standing: Option<&'a str>,
    /// Whether the report covers an area with all its organs.
    covers_area: Option<bool>,
    /// The kind of report, in Chinese.
    kind: Option<&'a str>,
    /// The form: `2019`, `2021` …
    form: Option<&'a str>,
    /// Every value that the form asks for, in its order.
    fields: Vec<FieldRecord<'a>>,
    /// Every figure of the text, and every word for none.
    statements: Vec<StatementRecord<'a>>,
}

/// A value that the form asks for.
#[derive(Serialize, JsonSchema)]
struct FieldRecord<'a> {
    /// table.row.column
    address: String,
    /// Which copy of a table that stands several times in the file, from 1.
    copy: usize,
    /// Whether it could be read.
    state: CellState,
    /// An exact decimal; null unless `state` is `number`, or `recovered` with a figure.
    value: Option<String>,
    /// As written.
    raw: &'a str,
    /// The unit that the cell or its column names.
    unit: Option<&'a str>,
    /// Its line, from 1; of a .docx or PDF, that of `gouji view`. Null where the report lacks the row.
    line: Option<u32>,
    /// Its column in characters, from 1.
    column: Option<u32>,
    /// How sure the value is.
    confidence: ValueConfidence,
}

/// How sure a value is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ValueConfidence {
    /// It is what stands there.
    Certain,
    /// It is what the only reading of its row gives that satisfies the equations of the form.
    Recovered,
}

/// A figure of the text, or words for none.
#[derive(Serialize, JsonSchema)]
struct StatementRecord<'a> {
    /// The field that it speaks of, behind `text.`; null where that was not understood.
    address: Option<String>,
    /// Of what it speaks: `report`, `part`, `other-organ`, `wider`, `other-year` or `plan`.
    scope: &'a str,
    /// An exact decimal: 0 for none. Money is in the unit that is written.
    value: String,
    /// As written.
    raw: &'a str,
    /// Its line, from 1.
    line: u32,
    /// Its column in characters, from 1.
    column: u32,
    /// Why it has no address.
    reason: Option<&'a str>,
}

/// Returns the JSON Schema (2020-12) of a line of [`super::ExtractFormat::Jsonl`].
pub fn extract_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<ExtractRecord<'_>>().as_value())
}

/// Writes a file as a line.
pub(super) fn write(file: &ExtractedFile<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &ExtractRecord::new(file, lang))?;
    writeln!(out)
}

impl<'a> ExtractRecord<'a> {
    fn new(file: &ExtractedFile<'a>, lang: Lang) -> Self {
        let data: Option<&ReportData> = file.read.ok();
        let summary = data.map(|data| &data.sheet.summary);
        let place = summary.and_then(|it| it.jurisdiction.as_ref());
        Self {
            schema_version: SCHEMA_VERSION,
            path: file.path,
            reason: file.read.map_or_else(Some, |data| data.doubt.as_deref()),
            issuer: summary.and_then(|it| it.issuer.as_deref()),
            code: place.and_then(|it| it.code).map(|code| code.to_string()),
            level: summary.and_then(|it| it.level.as_deref()),
            year: summary.and_then(|it| it.year),
            organ: data.and_then(|data| data.organ.as_ref()).map(|it| &*it.full),
            standing: data.and_then(|data| data.organ.as_ref()).map(UnitName::standing),
            covers_area: data.and_then(|data| data.covers_area),
            kind: summary.and_then(|it| it.kind.as_ref()).map(|it| &*it.zh),
            form: summary.and_then(|it| it.form.as_deref()),
            fields: data
                .into_iter()
                .flat_map(|it| &it.sheet.values)
                .map(FieldRecord::new)
                .collect(),
            statements: data
                .into_iter()
                .flat_map(|it| &it.statements)
                .map(|(it, at)| StatementRecord::new(it, *at, lang))
                .collect(),
        }
    }
}

impl<'a> FieldRecord<'a> {
    fn new(it: &'a FieldValue) -> Self {
        Self {
            address: address(&it.cell),
            copy: it.cell.copy + 1,
            state: it.state,
            value: it.value.map(|value| value.to_string()),
            raw: &it.raw,
            unit: it.unit.as_deref(),
            line: it.at.map(|at| at.line),
            column: it.at.map(|at| at.column),
            confidence: match it.state {
                CellState::Recovered => ValueConfidence::Recovered,
                _ => ValueConfidence::Certain,
            },
        }
    }
}

impl<'a> StatementRecord<'a> {
    fn new(it: &'a StatementView, at: Position, lang: Lang) -> Self {
        Self {
            address: it.address.as_ref().map(|address| format!("text.{address}")),
            scope: it.scope,
            value: it.value.normalize().to_string(),
            raw: &it.text,
            line: at.line,
            column: at.column,
            reason: it.reason.as_ref().map(|reason| lang.pick(reason)),
        }
    }
}
