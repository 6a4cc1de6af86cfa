//! Small sources and findings for the tests of every format.

use std::sync::{Arc, LazyLock};

use gouji_parser::{DrawnCells, Format, Source, Span};
use gouji_report::{
    CellRef, CellView, Label, Localized, RowView, SourceId, Summary,
    view::{PassageView, StatementView},
};
use gouji_rules::finding::{
    CheckedReport, Confidence, Edit, Extent, Finding, Fix, NotAssessable, NotChecked, PassedBy,
    Responsibility, Safety, Severity, Suppressed,
};
use gouji_rules::rule::{Rule, RuleFacts, RuleText};

use crate::{Failure, FileResult, NamedSource, Options, OutputFormat, Run, write};

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
        number: 0,
        label: label.to_owned(),
        label_span,
        cells: cells.collect(),
    })
}

/// A label on one cell of a row.
pub(crate) fn cell(row: &Arc<RowView>, id: &str, column: &str, zh: &str) -> Label {
    let view = row.cells.iter().find(|cell| &*cell.column == column).expect("the column exists");
    let address = CellRef {
        table: Arc::from("requests"),
        row: Arc::from(id),
        column: view.column.clone(),
        copy: 0,
    };
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
        former_fingerprint: "fedcba9876543210".to_owned(),
    }
}

/// A passage whose figures are of these fields and scopes; none where they were not understood.
pub(crate) fn passage(text: &str, figures: &[(&str, Option<&str>, &'static str)]) -> PassageView {
    let statements = figures.iter().map(|&(figure, address, scope)| {
        let start = text.find(figure).expect("the passage has the figure");
        let range = start..start + figure.len();
        StatementView {
            span: Span::new(range.clone()),
            range,
            text: figure.to_owned(),
            value: 3.into(),
            address: address.map(Arc::from),
            scope,
            reason: address
                .is_none()
                .then(|| Localized::new("有未能识别的词语", "unknown letters")),
            taken: Localized::new(address.unwrap_or("没有核对"), address.unwrap_or("not compared")),
        }
    });
    PassageView { text: text.to_owned(), statements: statements.collect() }
}

pub(crate) fn checked(findings: Vec<Finding>) -> CheckedReport {
    CheckedReport { findings, ..CheckedReport::default() }
}

/// Two rules: one with everything that a pack can say, one with the least.
pub(crate) fn rules() -> [Rule; 2] {
    let facts = |code: &str, name: &str, kind: &str, source: &str, text: RuleText| RuleFacts {
        code: Arc::from(code),
        name: Arc::from(name),
        severity: Severity::Warning,
        forms: Vec::new(),
        yields_to: Vec::new(),
        optional: false,
        kind: Arc::from(kind),
        confidence: Confidence::Certain,
        responsibility: Responsibility::Author,
        source: source.to_owned(),
        text: text.into(),
    };
    let summary = Localized::new("缺少必备部分", "a section is missing");
    let text = RuleText { summary, ..RuleText::default() };
    let least = facts("S001", "missing-section", "section", "", text).into();
    let text = RuleText {
        summary: Localized::new("表三平衡", "table 3 balances"),
        why: Localized::new("收到多少，就要办结或结转多少", "what came in is done or carried on"),
        help: Localized::new("核对各列", "check every column"),
        bad: "一、本年新收 3".to_owned(),
        good: "一、本年新收 2".to_owned(),
        ..RuleText::default()
    };
    let full = RuleFacts {
        severity: Severity::Error,
        forms: vec![Arc::from("2021")],
        ..facts("E001", "requests-flow", "equation", "表三表头", text)
    };
    let full = full.into();
    [full, least]
}

/// A file in which no table is drawn, and that fails nothing.
pub(crate) fn file<'a>(
    path: &'a str,
    source: &'a Source,
    checked: &'a CheckedReport,
) -> FileResult<'a> {
    static NONE_DRAWN: LazyLock<DrawnCells> = LazyLock::new(DrawnCells::default);
    FileResult {
        id: SourceId::default(),
        path,
        source,
        checked,
        drawn: &NONE_DRAWN,
        tables: &[],
        statements: None,
        fail: None,
        not_checked_fails: false,
    }
}

/// What is written about one file.
pub(crate) fn output(
    source: &Source,
    findings: Vec<Finding>,
    format: OutputFormat,
    options: &Options,
) -> String {
    let checked = checked(findings);
    let files = [file("年报.txt", source, &checked)];
    run_output(&files, &[], format, options)
}

pub(crate) fn run_output(
    files: &[FileResult<'_>],
    failures: &[Failure<'_>],
    format: OutputFormat,
    options: &Options,
) -> String {
    run_output_naming(&[], files, failures, format, options)
}

/// The same, where findings name the files `sources` too.
pub(crate) fn run_output_naming(
    sources: &[NamedSource<'_>],
    files: &[FileResult<'_>],
    failures: &[Failure<'_>],
    format: OutputFormat,
    options: &Options,
) -> String {
    let run = Run {
        sources,
        files,
        failures,
        configuration: &[],
        rules: &rules(),
        tool_version: "1.2.3",
        tool_home: None,
        root: None,
    };
    let mut out = Vec::new();
    write(&run, format, options, &mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("output is UTF-8")
}

/// What is written about a file with everything that can befall one, and about another that could
/// not be read: a finding on a cell with related place, help and fix; one whose rule no pack has; a
/// check that was not assessable; a finding that was let pass; a table that was not checked.
pub(crate) fn eventful(
    format: Format,
    path: &str,
    output: OutputFormat,
    options: &Options,
) -> String {
    eventful_failing(None, format, path, output, options)
}

/// The same, with the severity from which on the file fails the run.
pub(crate) fn eventful_failing(
    fail: Option<Severity>,
    format: Format,
    path: &str,
    output: OutputFormat,
    options: &Options,
) -> String {
    let text = "第三部分\n（七）总计\t62\t4\t0\t0\t1\t0\t31\n".to_owned();
    let source = Source::new(format, text, 0);
    let total = row(&source, "（七）总计", '\t');
    let primary = cell(&total, "total", "natural", "应为 26");
    let span = primary.span;
    let full = Finding {
        related: vec![cell(&total, "total", "sum", "")],
        help: Some(Localized::new("改为 26", "make it 26")),
        notes: vec![Localized::new("依据：表三表头", "norm: head of table 3")],
        fix: Some(Fix {
            safety: Safety::Unsafe,
            message: Localized::new("改为 26", "make it 26"),
            edits: vec![Edit { span, text: "26".to_owned() }],
        }),
        ..finding("E001", Severity::Error, "表三不平", primary)
    };
    let head = || Label::new(place(&source, "第三部分"), Localized::default());
    let checked = CheckedReport {
        report: Summary {
            kind: Some(Localized::new(
                "政府信息公开工作年度报告",
                "annual report on government information disclosure",
            )),
            form: Some(Arc::from("2021")),
            year: Some(2024),
            issuer: Some("望云县人民政府".to_owned()),
            ..Summary::default()
        },
        findings: vec![full, finding("Z999", Severity::Info, "规则不在表中", head())],
        not_assessable: vec![NotAssessable {
            code: Arc::from("S001"),
            reason: Localized::new("该行未能对应到列", "the row does not align"),
            place: head(),
        }],
        suppressed: vec![Suppressed {
            finding: finding("S001", Severity::Warning, "缺少第一部分", head()),
            reason: "机构改革".to_owned(),
            by: PassedBy::Baseline,
        }],
        not_checked: vec![NotChecked {
            what: Extent::Table,
            reason: Localized::new("表三读不出", "table 3 cannot be read"),
            place: head(),
        }],
        ..CheckedReport::default()
    };
    let files = [FileResult { fail, ..file(path, &source, &checked) }];
    let failures = [Failure { path: "旧/年报.pdf", message: "不能直接检查" }];
    run_output(&files, &failures, output, options)
}
