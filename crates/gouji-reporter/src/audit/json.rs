//! An audit as one JSON object.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_audit::AuditRow;
use gouji_report::{Label, Lang};
use gouji_rules::finding::{Finding, Severity};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;

use super::points::{self, JsonPoints, JsonScheme};
use super::run::{AuditPart, AuditRun};
use crate::{FileResult, Options, Run, json::items, site::Sites};

/// The version of this shape; within one, keys are added and none changes.
const SCHEMA_VERSION: u32 = 1;

/// What many reports come to.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "gouji audit --format json")]
struct JsonAudit<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// The version of gouji.
    version: &'a str,
    /// A hash of the forms and rules that judged.
    rules: &'a str,
    /// Whether the run was interrupted before it had read all files.
    partial: bool,
    /// How many files were read.
    files: usize,
    /// Pairs of reports of one unit and two years that follow one another.
    pairs: usize,
    /// How points are taken off; only where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<JsonScheme<'a>>,
    /// What each unit has done in each year, the worst first.
    units: Vec<UnitYear<'a>>,
    /// What the rules over several reports find.
    findings: Vec<JsonAuditFinding<'a>>,
    /// Files of which unit or year is not known.
    unknown: &'a [&'a str],
    /// Files that could not be read.
    errors: Vec<JsonAuditUnread<'a>>,
}

/// A unit in a year.
#[derive(Serialize, JsonSchema)]
struct UnitYear<'a> {
    /// What it is called.
    unit: &'a str,
    /// Its code in units.toml, else that of its place.
    code: Option<&'a str>,
    /// What the unit above it is called.
    parent: Option<&'a str>,
    /// The year.
    year: u16,
    /// `missing`, `no-report`, `late` or `there`.
    state: &'a str,
    /// The file that counts.
    path: Option<&'a str>,
    /// Further files for the same year.
    others: usize,
    /// Errors, those of rules over one report among them.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Hints.
    hints: usize,
    /// Checks that could not be assessed.
    not_assessable: usize,
    /// Findings by the letter of their family.
    families: BTreeMap<String, usize>,
    /// Its points; only where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<JsonPoints<'a>>,
}

/// A finding of a rule over several reports.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Found")]
struct JsonAuditFinding<'a> {
    /// The code of the rule.
    code: &'a str,
    /// Its name.
    name: &'a str,
    /// How much it weighs.
    severity: Severity,
    /// What is wrong.
    message: &'a str,
    /// Where.
    #[serde(flatten)]
    place: JsonAuditPlace<'a>,
    /// The other places that took part.
    related: Vec<JsonAuditPlace<'a>>,
    /// What to do.
    help: Option<&'a str>,
    /// A name that survives moved lines.
    fingerprint: &'a str,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct JsonAuditPlace<'a> {
    /// The file.
    path: &'a str,
    /// Its line, from 1.
    line: u32,
    /// Its column, from 1.
    column: u32,
    /// table.row.column, where it is a cell.
    cell: Option<String>,
    /// What stands there, if anything is to be said of it.
    said: String,
    /// The passage, where it is one and no cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A file that could not be read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Unread")]
struct JsonAuditUnread<'a> {
    /// The file.
    path: &'a str,
    /// Why.
    message: &'a str,
}

/// Returns the JSON Schema (2020-12) of [`super::AuditFormat::Json`].
pub fn audit_schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    format!("{:#}\n", generator.into_root_schema_for::<JsonAudit<'_>>().as_value())
}

/// How deep the findings are.
const DEPTH: usize = 2;

/// Adds the findings of a file.
pub(super) fn add(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let sites = Sites::new(file, run);
    let findings = file.checked.findings.iter();
    items::add(findings.map(|finding| found(finding, &sites, options.language)), DEPTH, out)
}

pub(super) fn write(
    audit: &AuditRun<'_>,
    parts: &[AuditPart],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let run = audit.run;
    let output = JsonAudit {
        schema_version: SCHEMA_VERSION,
        version: run.tool_version,
        rules: audit.digest,
        partial: audit.partial.is_some(),
        files: audit.paths.len(),
        pairs: audit.pairs,
        points: audit.points.map(|scheme| points::json_scheme(scheme, options.language)),
        units: audit.rows.iter().map(|row| unit_year(audit, row, options.language)).collect(),
        findings: Vec::new(),
        unknown: audit.unknown,
        errors: run
            .failures
            .iter()
            .map(|it| JsonAuditUnread { path: it.path, message: it.message })
            .collect(),
    };
    let (head, tail) = items::around(&output, "findings")?;
    out.write_all(head.as_bytes())?;
    let mut any = false;
    for bytes in parts.iter().map(|it| &it.part.bytes).filter(|it| !it.is_empty()) {
        if std::mem::replace(&mut any, true) {
            out.write_all(b",")?;
        }
        out.write_all(bytes)?;
    }
    let none: [JsonAuditFinding<'_>; 0] = [];
    writeln!(out, "{}{tail}", items::last(none, any, DEPTH)?)
}

fn unit_year<'a>(audit: &'a AuditRun<'_>, row: &'a AuditRow, lang: Lang) -> UnitYear<'a> {
    UnitYear {
        unit: &row.unit,
        code: row.code.as_deref(),
        parent: row.parent.as_deref(),
        year: row.year,
        state: row.state.name(),
        path: audit.path(row),
        others: row.others,
        errors: row.found.by_severity[0],
        warnings: row.found.by_severity[1],
        hints: row.found.by_severity[2],
        not_assessable: row.not_assessable,
        families: row
            .found
            .by_family
            .iter()
            .map(|(letter, count)| (letter.to_string(), *count))
            .collect(),
        points: audit.points.map(|scheme| points::json(scheme, row, lang)),
    }
}

fn found<'a>(finding: &'a Finding, sites: &'a Sites<'_>, lang: Lang) -> JsonAuditFinding<'a> {
    JsonAuditFinding {
        code: &finding.code,
        name: &finding.name,
        severity: finding.severity,
        message: lang.pick(&finding.message),
        place: place(&finding.primary, sites, lang),
        related: finding.related.iter().map(|label| place(label, sites, lang)).collect(),
        help: finding.help.as_ref().map(|help| lang.pick(help)),
        fingerprint: &finding.fingerprint,
    }
}

fn place<'a>(label: &Label, sites: &'a Sites<'_>, lang: Lang) -> JsonAuditPlace<'a> {
    let start = sites.of(label).start;
    let file = sites.file(label);
    let passage = label.cell.is_none() && label.span.end > label.span.start;
    JsonAuditPlace {
        path: file.path,
        line: start.line,
        column: start.column,
        cell: label.cell.as_ref().map(|it| format!("{}.{}.{}", it.table, it.row, it.column)),
        said: label.describe(lang).into_owned(),
        text: passage.then(|| file.text(label.span)),
    }
}
