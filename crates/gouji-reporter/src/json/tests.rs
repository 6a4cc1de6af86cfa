use std::sync::Arc;

use gouji_parser::{DrawnCells, Format, Source, Span};
use gouji_report::SourceId;
use gouji_report::place::{Code, How, Jurisdiction, Standing};
use gouji_report::{CellRef, Label, Localized, Summary};
use gouji_rules::finding::{
    Change, CheckedReport, Confidence, Edit, EquationDetail, Extent, Finding, Fix, FoldedEquation,
    NotAssessable, NotChecked, Operand, PassedBy, Responsibility, Safety, Severity, Suppressed,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    Failure, FileResult, Options, OutputFormat, json_schema,
    tests::samples::{cell, file, finding, passage, row, run_output},
    tests::schema::faults,
};
use gouji_report::Lang;

fn address(row: &str) -> CellRef {
    let [table, row, column] = ["requests", row, "natural"].map(Arc::from);
    CellRef { table, row, column, copy: 0 }
}

/// A finding with every part filled, in a file with a byte order mark.
fn full(source: &Source) -> Finding {
    let total = row(source, "（七）总计", '\t');
    let equation = EquationDetail {
        left: Decimal::new(300, 2),
        right: Decimal::new(-5, 1),
        difference: Decimal::new(35, 1),
        operands: vec![
            Operand {
                source: SourceId::default(),
                cell: address("new"),
                value: Some(Decimal::new(30, 1)),
            },
            Operand { source: SourceId::default(), cell: address("total"), value: None },
        ],
        repair: vec![Change { cell: address("total"), value: Decimal::new(3, 0) }],
        folded: vec![FoldedEquation {
            code: Arc::from("E002"),
            over: Arc::from("natural"),
            left: Decimal::ZERO,
            right: Decimal::new(1_000_000, 0),
        }],
    };
    let primary = cell(&total, "total", "natural", "应为 3");
    Finding {
        related: vec![Label::new(Span::new(0..9), Localized::new("表三", "table 3"))],
        help: Some(Localized::new("改为 3", "make it 3")),
        notes: vec![Localized::new("依据：表三表头", "")],
        equation: Some(equation),
        fix: Some(Fix {
            safety: Safety::Unsafe,
            message: Localized::new("填 3", "fill in 3"),
            edits: vec![Edit { span: Span::at(28), text: "3".to_owned() }],
        }),
        confidence: Confidence::Likely,
        responsibility: Responsibility::Extraction,
        ..finding("E001", Severity::Error, "表三不平", primary)
    }
}

/// The output about one full file, one without findings and one that could not be read.
fn sample(language: Lang) -> String {
    let text = "第三部分\n（七）总计\t\t0\t0\t0\t0\t0\t0\n".to_owned();
    let source = Source::new(Format::Markdown, text, 3);
    let checked = CheckedReport {
        report: Summary {
            kind: Some(Localized::new(
                "政府信息公开工作年度报告",
                "annual report on government information disclosure",
            )),
            form: Some(Arc::from("2021")),
            year: Some(2021),
            issuer: Some("白银市平川区人民政府".to_owned()),
            level: Some(Arc::from("county")),
            jurisdiction: Some(Jurisdiction {
                code: Code::parse("620403"),
                name: "甘肃省白银市平川区".to_owned(),
                how: How::Exact,
                standing: Standing::Government,
                rest: String::new(),
                candidates: Vec::new(),
            }),
        },
        findings: vec![full(&source)],
        not_assessable: vec![NotAssessable {
            code: Arc::from("E003"),
            reason: Localized::new("该行未能对应到列", "the row does not align"),
            place: Label::new(Span::at(9), Localized::default()),
        }],
        suppressed: vec![Suppressed {
            finding: finding(
                "Y001",
                Severity::Warning,
                "结转数与上年不同",
                Label::new(Span::new(0..9), Localized::default()),
            ),
            reason: "机构改革".to_owned(),
            by: PassedBy::Configuration { path: "gouji.toml".to_owned(), line: 3 },
        }],
        not_checked: vec![NotChecked {
            what: Extent::Part,
            reason: Localized::new("此处以下没有读", "nothing was read from here on"),
            place: Label::new(Span::at(9), Localized::default()),
        }],
        ..CheckedReport::default()
    };
    let empty = CheckedReport::default();
    let told = [passage(
        "收到3件，另有4份",
        &[("3件", Some("requests.received"), "report"), ("4份", None, "report")],
    )];
    let full = FileResult { statements: Some(&told), ..file("a.md", &source, &checked) };
    let files = [full, file("b.md", &source, &empty)];
    let failures = [Failure { path: "c.pdf", message: "不能直接检查" }];
    let options = Options { language, ..Options::default() };
    run_output(&files, &failures, OutputFormat::Json, &options)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the output is JSON")
}

#[test]
fn the_contract_by_example() {
    insta::assert_snapshot!(sample(Lang::Zh));
}

#[test]
fn messages_are_in_the_chosen_language_or_else_in_the_other() {
    let output = parsed(&sample(Lang::En));
    let finding = &output["files"][0]["findings"][0];
    assert_eq!(finding["help"], "make it 3");
    assert_eq!(finding["message"], "表三不平", "the rule has no English message");
}

#[test]
fn a_cell_of_a_drawn_table_has_its_native_place() {
    let page = "<table><tr><td colspan=2>规章<td>11<tr><td>规范性文件<td>其中<td>7</table>";
    let document = gouji_parser::read(page.as_bytes(), "a.html").expect("the page is UTF-8");
    let at = page.find('7').expect("the page holds the figure");
    let label = |at| Label::new(Span::new(at..at + 1), Localized::default());
    let checked = CheckedReport {
        findings: [at, 0].map(|at| finding("V001", Severity::Error, "", label(at))).to_vec(),
        ..CheckedReport::default()
    };
    let drawn = DrawnCells::of(&document);
    let (source, checked) = (&document.source, &checked);
    let files = [FileResult { drawn: &drawn, ..file("a.html", source, checked) }];
    let output = parsed(&run_output(&files, &[], OutputFormat::Json, &Options::default()));
    let native = |index: usize| &output["files"][0]["findings"][index]["location"]["native"];
    assert_eq!(native(0), &json!({ "table": 1, "row": 2, "column": 3 }));
    assert_eq!(native(1), &Value::Null);
    let schema = parsed(&json_schema());
    assert_eq!(faults(&schema, &output), [""; 0]);
}

#[test]
fn cells_of_a_finding_are_listed_a_row_once() {
    let source = Source::new(Format::Text, "新收|||||||\n总计|||||||\n".to_owned(), 0);
    let (new, total) = (row(&source, "新收", '|'), row(&source, "总计", '|'));
    let on = |row, id, columns: &[&str]| -> Vec<Label> {
        columns.iter().map(|column| cell(row, id, column, "")).collect()
    };
    let mut labels = on(&new, "new", &["natural", "sum", "natural"]);
    labels.extend(on(&total, "total", &["others"]));
    let found = finding("V001", Severity::Info, "空", labels.remove(0));
    let found = Finding { related: labels, ..found };
    let checked = CheckedReport { findings: vec![found], ..CheckedReport::default() };
    let files = [file("a.txt", &source, &checked)];
    let output = parsed(&run_output(&files, &[], OutputFormat::Json, &Options::default()));
    assert_eq!(
        output["files"][0]["findings"][0]["cells"],
        json!([
            { "table": "requests", "row": "new", "columns": ["natural", "sum"] },
            { "table": "requests", "row": "total", "columns": ["others"] },
        ])
    );
}

#[test]
fn offsets_are_those_of_the_file_on_disk() {
    let output = parsed(&sample(Lang::Zh));
    let location = &output["files"][0]["findings"][0]["location"];
    // 3 bytes of byte order mark, then 第三部分, a line end, （七）总计 and a tab
    assert_eq!(location["start"], json!({ "line": 2, "column": 7, "offset": 3 + 13 + 15 + 1 }));
    assert_eq!(location["end"], location["start"], "the cell is blank");
}

#[test]
fn the_output_keeps_to_its_schema() {
    let schema = parsed(&json_schema());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let mut output = parsed(&sample(Lang::Zh));
    assert_eq!(faults(&schema, &output), [""; 0]);
    let table = output.pointer_mut("/files/0/findings/0/location/cell/table");
    *table.expect("the sample has this field") = json!("website");
    assert_eq!(faults(&schema, &output), [""; 0], "a table of another kind of report");
}

#[test]
fn the_schema_refuses_what_the_contract_does_not_allow() {
    let schema = parsed(&json_schema());
    let check = |path: &str, wrong: Value| {
        let mut output = parsed(&sample(Lang::Zh));
        *output.pointer_mut(path).expect("the sample has this field") = wrong;
        assert_ne!(faults(&schema, &output), [""; 0], "{path}");
    };
    check("/schema_version", json!(2));
    check("/files/0/format", json!("rtf"));
    check("/files/0/findings/0/code", json!("E1"));
    check("/files/0/findings/0/severity", json!("fatal"));
    check("/files/0/findings/0/fix", json!("3"));
    check("/files/0/findings/0/fix/safety", json!("maybe"));
    check("/files/0/findings/0/fix/edits/0", json!({ "text": "3" }));
    check("/files/0/statements/0/scope", json!("everywhere"));
    check("/files/0/statements/0/value", json!(3));
    check("/files/0/suppressed/0", json!({ "code": "Y001", "reason": "" }));
    check("/files/0/findings/0/location/start/line", json!(0));
    check("/files/0/findings/0/location/cell/table", json!("表三"));
    check("/files/0/findings/0/equation/left", json!(3));
    check("/files/0/findings/0/equation/left", json!("3e2"));
    check("/files/0/findings/0/equation/operands/0", json!({}));
    check("/summary", json!({ "files": 1, "errors": 0, "warnings": 0 }));
}
