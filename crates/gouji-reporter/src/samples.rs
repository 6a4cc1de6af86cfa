//! Small sources and findings for the tests of every format.

use std::sync::Arc;

use gouji_parser::{DrawnCells, Format, Source, Span};
use gouji_rules::finding::{
    CellRef, CellView, Checked, Confidence, Finding, Label, Localized, Responsibility, RowView,
    Severity,
};

use crate::{CheckedFile, Failure, Options, OutputFormat, Run, write};

/// The columns of 表三.
pub(crate) const COLUMNS: [(&str, &str, &str); 7] = [
    ("natural", "自然人", "natural persons"),
    ("enterprise", "商业企业", "commercial enterprises"),
    ("research", "科研机构", "research institutions"),
    ("ngo", "社会公益组织", "non-profit organisations"),
    ("legal", "法律服务机构", "legal service providers"),
    ("others", "其他", "others"),
    ("sum", "总计", "sum"),
];

pub(crate) fn text(text: &str) -> Source {
    Source::new(Format::Text, text.to_owned(), 0)
}

/// The place of `needle`, which stands once in the source.
pub(crate) fn place(source: &Source, needle: &str) -> Span {
    let start = source.text().find(needle).expect("the fixture holds the needle");
    Span::new(start..start + needle.len())
}

/// The row of 表三 that begins with `label`, its cells separated by `separator`.
pub(crate) fn row(source: &Source, label: &str, separator: char) -> Arc<RowView> {
    let label_span = place(source, label);
    let mut at = label_span.end as usize;
    let cells = COLUMNS.iter().map(|(column, zh, en)| {
        at += source.text()[at..].find(separator).expect("a separator leads each cell") + 1;
        let rest = &source.text()[at..];
        let raw = &rest[..rest.find([separator, '\n']).unwrap_or(rest.len())];
        let lead = raw.len() - raw.trim_start().len();
        let text = raw.trim().to_owned();
        CellView {
            column: Arc::from(*column),
            name: Localized::new(*zh, *en),
            span: Span::new(at + lead..at + lead + text.len()),
            text,
        }
    });
    Arc::new(RowView {
        table: Localized::new("表三", "table 3"),
        label: label.to_owned(),
        label_span,
        cells: cells.collect(),
    })
}

/// A label on one cell of a row.
pub(crate) fn cell(row: &Arc<RowView>, id: &str, column: &str, zh: &str) -> Label {
    let view = row.cells.iter().find(|cell| &*cell.column == column).expect("the column exists");
    let address =
        CellRef { table: Arc::from("requests"), row: Arc::from(id), column: view.column.clone() };
    Label {
        cell: Some(address),
        row: Some(row.clone()),
        ..Label::new(view.span, Localized::new(zh, ""))
    }
}

pub(crate) fn finding(code: &str, severity: Severity, message: &str, primary: Label) -> Finding {
    Finding {
        code: Arc::from(code),
        name: Arc::from("a-rule"),
        severity,
        original_severity: None,
        confidence: Confidence::Certain,
        responsibility: Responsibility::Author,
        message: Localized::new(message, ""),
        primary,
        related: Vec::new(),
        help: None,
        notes: Vec::new(),
        equation: None,
        fix: None,
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

pub(crate) fn checked(findings: Vec<Finding>) -> Checked {
    Checked { findings, ..Checked::default() }
}

/// What is written about one file.
pub(crate) fn output(
    source: &Source,
    findings: Vec<Finding>,
    format: OutputFormat,
    options: &Options,
) -> String {
    let checked = checked(findings);
    let files = [CheckedFile {
        path: "年报.txt",
        source,
        checked: &checked,
        drawn: &DrawnCells::default(),
    }];
    run_output(&files, &[], format, options)
}

pub(crate) fn run_output(
    files: &[CheckedFile<'_>],
    failures: &[Failure<'_>],
    format: OutputFormat,
    options: &Options,
) -> String {
    let run = Run { files, failures, configuration: &[], tool_version: "1.2.3" };
    let mut out = Vec::new();
    write(&run, format, options, &mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("output is UTF-8")
}
