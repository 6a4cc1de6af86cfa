//! The machine-readable contract: one JSON object for a run. `contract` and `finding_contract` are its shape and schema;
//! here it is filled.

use std::io::{self, Write};

use gouji_parser::DrawnPlace;
use gouji_rules::finding;
use rust_decimal::Decimal;

use crate::{
    FileResult, Options, Run,
    site::Sites,
    streamed::{Closing, FilePart, Streamed},
    totals::RunTotals,
};
use gouji_report::{Lang, view::StatementView};

mod contract;
mod finding_contract;
pub(crate) mod items;
pub(crate) mod lines;

#[cfg(test)]
mod tests;

use contract::{
    JsonConfiguration, JsonFile, JsonJurisdiction, JsonNotAssessable, JsonNotChecked,
    JsonReadError, JsonRecovered, JsonReport, JsonSummary, JsonSuppressed, JsonTool, JsonWaiver,
    Output, SCHEMA_VERSION,
};
pub use contract::{JsonStatement, json_schema};
use finding_contract::{
    JsonAmount, JsonCell, JsonChange, JsonConfidence, JsonEdit, JsonEquation, JsonFinding, JsonFix,
    JsonFolded, JsonLocation, JsonOperand, JsonPosition, JsonRelated, JsonResponsibility,
    JsonSafety, JsonSeverity, Native, RowCells,
};

/// One object, indented by two blanks.
pub(crate) const STREAMED: Streamed = Streamed { open: Some(open), file, between: ",", close };

const NONE: [JsonFile<'_>; 0] = [];

/// How deep the files are.
const DEPTH: usize = 2;

fn open(run: &Run<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (head, _) = items::around(&Output::without_files(run, &RunTotals::default()), "files")?;
    out.write_all(head.as_bytes())
}

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    items::add([JsonFile::new(file, run, options.language)], DEPTH, &mut part.bytes)
}

fn close(run: &Run<'_>, closing: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (_, tail) = items::around(&Output::without_files(run, closing.totals), "files")?;
    writeln!(out, "{}{tail}", items::last(NONE, closing.any, DEPTH)?)
}

impl<'a> Output<'a> {
    fn without_files(run: &Run<'a>, totals: &RunTotals) -> Self {
        let errors = run.failures.iter();
        Self {
            schema_version: SCHEMA_VERSION,
            tool: JsonTool { name: "gouji", version: run.tool_version },
            files: Vec::new(),
            errors: errors.map(|f| JsonReadError { path: f.path, message: f.message }).collect(),
            summary: JsonSummary::new(totals),
            configuration: run
                .configuration
                .iter()
                .map(|it| JsonConfiguration {
                    code: it.code,
                    path: it.path,
                    line: it.line,
                    message: it.message,
                })
                .collect(),
        }
    }
}

impl<'a> JsonFile<'a> {
    fn new(file: &FileResult<'a>, run: &Run<'a>, language: Lang) -> Self {
        let checked = file.checked;
        let sites = Sites::new(file, run);
        let finding = |finding| JsonFinding::new(finding, &sites, language);
        let not_assessable = |check: &'a finding::NotAssessable| JsonNotAssessable {
            code: &check.code,
            reason: language.pick(&check.reason),
            location: JsonLocation::new(&check.place, &sites),
        };
        let suppressed = |passed: &'a finding::Suppressed| JsonSuppressed {
            fingerprint: &passed.finding.fingerprint,
            code: &passed.finding.code,
            reason: &passed.reason,
            name: &passed.finding.name,
            severity: passed.finding.severity.into(),
            message: language.pick(&passed.finding.message),
            location: JsonLocation::new(&passed.finding.primary, &sites),
            waiver: match &passed.by {
                finding::PassedBy::Baseline => None,
                finding::PassedBy::Configuration { path, line } => {
                    Some(JsonWaiver { path, line: *line })
                }
                finding::PassedBy::Comment(span) => {
                    let line = file.source.position(span.start).line as usize;
                    Some(JsonWaiver { path: file.path, line })
                }
            },
            former_fingerprint: &passed.finding.former_fingerprint,
        };
        let not_checked = |it: &'a finding::NotChecked| JsonNotChecked {
            what: it.what.name(),
            reason: language.pick(&it.reason),
            location: JsonLocation::new(&it.place, &sites),
        };
        let recovered = |it: &'a finding::RecoveredCell| JsonRecovered {
            value: it.value.map(|value| value.to_string()),
            location: JsonLocation::new(&it.place, &sites),
        };
        let statement = |it: &'a StatementView| {
            let at = sites.own.places.position(it.span.start as usize);
            JsonStatement::new(it, at, language)
        };
        Self {
            path: file.path,
            format: file.source.format().name(),
            report: JsonReport {
                form: checked.report.form.as_deref(),
                year: checked.report.year,
                issuer: checked.report.issuer.as_deref(),
                level: checked.report.level.as_deref(),
                jurisdiction: checked.report.jurisdiction.as_ref().map(JsonJurisdiction::new),
            },
            findings: checked.findings.iter().map(finding).collect(),
            not_assessable: checked.not_assessable.iter().map(not_assessable).collect(),
            suppressed: checked.suppressed.iter().map(suppressed).collect(),
            not_checked: checked.not_checked.iter().map(not_checked).collect(),
            statements: file
                .statements
                .map(|all| all.iter().flat_map(|it| &it.statements).map(statement).collect()),
            recovered: checked.recovered.iter().map(recovered).collect(),
        }
    }
}

impl<'a> JsonJurisdiction<'a> {
    fn new(place: &'a gouji_report::place::Jurisdiction) -> Self {
        Self {
            code: place.code.map(|code| code.to_string()),
            name: &place.name,
            how: place.how.name(),
            standing: place.standing.name(),
            candidates: place.candidates.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> JsonFinding<'a> {
    fn new(finding: &'a finding::Finding, sites: &Sites<'a>, language: Lang) -> Self {
        let related = |label: &'a gouji_report::Label| JsonRelated {
            path: sites.elsewhere(label.source),
            message: label.describe(language),
            location: JsonLocation::new(label, sites),
        };
        let label = language.pick(&finding.primary.message);
        Self {
            code: &finding.code,
            name: &finding.name,
            severity: finding.severity.into(),
            message: language.pick(&finding.message),
            location: JsonLocation::new(&finding.primary, sites),
            related: finding.related.iter().map(related).collect(),
            help: finding.help.as_ref().map(|help| language.pick(help)),
            fix: finding.fix.as_ref().map(|fix| JsonFix::new(fix, sites, language)),
            fingerprint: &finding.fingerprint,
            confidence: finding.confidence.into(),
            responsibility: finding.responsibility.into(),
            equation: finding.equation.as_ref().map(|it| JsonEquation::new(it, sites)),
            label: (!label.is_empty()).then_some(label),
            notes: finding.notes.iter().map(|note| language.pick(note)).collect(),
            original_severity: finding.original_severity.map(JsonSeverity::from),
            cells: RowCells::of(finding),
            former_fingerprint: &finding.former_fingerprint,
        }
    }
}

impl<'a> RowCells<'a> {
    /// The cells that a finding is on, row by row in the order of its labels.
    fn of(finding: &'a finding::Finding) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        let labels = std::iter::once(&finding.primary).chain(&finding.related);
        let own = labels.filter(|label| label.source == finding.primary.source);
        for cell in own.filter_map(|label| label.cell.as_ref()) {
            let own = |it: &&mut Self| (it.table, it.row) == (&*cell.table, &*cell.row);
            match rows.iter_mut().find(own) {
                Some(row) if row.columns.contains(&&*cell.column) => {}
                Some(row) => row.columns.push(&cell.column),
                None => rows.push(Self {
                    table: &cell.table,
                    row: &cell.row,
                    columns: vec![&cell.column],
                }),
            }
        }
        rows
    }
}

impl<'a> JsonFix<'a> {
    fn new(fix: &'a finding::Fix, sites: &Sites<'_>, language: Lang) -> Self {
        let edit = |edit: &'a finding::Edit| {
            let range = sites.own.places.range(edit.span);
            JsonEdit {
                start: sites.own.places.position(range.start).into(),
                end: sites.own.places.position(range.end).into(),
                text: &edit.text,
            }
        };
        Self {
            safety: match fix.safety {
                finding::Safety::Safe => JsonSafety::Safe,
                finding::Safety::Unsafe => JsonSafety::Unsafe,
            },
            message: language.pick(&fix.message),
            edits: fix.edits.iter().map(edit).collect(),
        }
    }
}

impl From<finding::Severity> for JsonSeverity {
    fn from(severity: finding::Severity) -> Self {
        match severity {
            finding::Severity::Error => Self::Error,
            finding::Severity::Warning => Self::Warning,
            finding::Severity::Info => Self::Info,
        }
    }
}

impl From<finding::Confidence> for JsonConfidence {
    fn from(confidence: finding::Confidence) -> Self {
        match confidence {
            finding::Confidence::Certain => Self::Certain,
            finding::Confidence::Likely => Self::Likely,
            finding::Confidence::Hint => Self::Hint,
        }
    }
}

impl From<finding::Responsibility> for JsonResponsibility {
    fn from(responsibility: finding::Responsibility) -> Self {
        match responsibility {
            finding::Responsibility::Author => Self::Author,
            finding::Responsibility::Extraction => Self::Extraction,
        }
    }
}

impl<'a> JsonLocation<'a> {
    fn new(label: &'a gouji_report::Label, sites: &Sites<'_>) -> Self {
        let site = sites.of(label);
        Self {
            start: site.start.into(),
            end: site.end.into(),
            cell: label.cell.as_ref().map(JsonCell::new),
            native: site.native.map(Native::new),
            page: site.page,
        }
    }
}

impl From<gouji_parser::Position> for JsonPosition {
    fn from(at: gouji_parser::Position) -> Self {
        Self { line: at.line, column: at.column, offset: at.offset }
    }
}

impl Native {
    fn new(place: DrawnPlace) -> Self {
        Self { table: place.table, row: place.row, column: place.column }
    }
}

impl<'a> JsonCell<'a> {
    fn new(cell: &'a gouji_report::CellRef) -> Self {
        let copy = (cell.copy > 0).then_some(cell.copy + 1);
        Self { table: &cell.table, row: &cell.row, column: &cell.column, copy }
    }
}

impl<'a> JsonEquation<'a> {
    fn new(equation: &'a finding::EquationDetail, sites: &Sites<'a>) -> Self {
        let operand = |operand: &'a finding::Operand| JsonOperand {
            path: sites.elsewhere(operand.source),
            cell: JsonCell::new(&operand.cell),
            value: operand.value.map(JsonAmount::new),
        };
        let change = |change: &'a finding::Change| JsonChange {
            cell: JsonCell::new(&change.cell),
            value: JsonAmount::new(change.value),
        };
        let folded = |folded: &'a finding::FoldedEquation| JsonFolded {
            code: &folded.code,
            over: &folded.over,
            left: JsonAmount::new(folded.left),
            right: JsonAmount::new(folded.right),
        };
        Self {
            left: JsonAmount::new(equation.left),
            right: JsonAmount::new(equation.right),
            difference: JsonAmount::new(equation.difference),
            operands: equation.operands.iter().map(operand).collect(),
            repair: equation.repair.iter().map(change).collect(),
            folded: equation.folded.iter().map(folded).collect(),
        }
    }
}

impl JsonAmount {
    fn new(value: Decimal) -> Self {
        Self(value.normalize().to_string())
    }
}
