use std::sync::Arc;

use gouji_parser::{DrawnCells, Format, Source, Span};
use gouji_rules::finding::{
    CellRef, Change, Checked, Confidence, EquationDetail, Finding, FoldedEquation, Label,
    Localized, NotAssessable, Operand, Responsibility, Severity, Summary,
};
use regex::Regex;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    CheckedFile, Failure, Language, Options, OutputFormat, json_schema,
    samples::{cell, finding, row, run_output},
};

fn address(row: &str) -> CellRef {
    let [table, row, column] = ["requests", row, "natural"].map(Arc::from);
    CellRef { table, row, column }
}

/// A finding with every part filled, in a file with a byte order mark.
fn full(source: &Source) -> Finding {
    let total = row(source, "（七）总计", '\t');
    let equation = EquationDetail {
        left: Decimal::new(300, 2),
        right: Decimal::new(-5, 1),
        difference: Decimal::new(35, 1),
        operands: vec![
            Operand { cell: address("new"), value: Some(Decimal::new(30, 1)) },
            Operand { cell: address("total"), value: None },
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
        confidence: Confidence::Likely,
        responsibility: Responsibility::Extraction,
        ..finding("E001", Severity::Error, "表三不平", primary)
    }
}

/// The output about one full file, one without findings and one that could not be read.
fn sample(language: Language) -> String {
    let text = "第三部分\n（七）总计\t\t0\t0\t0\t0\t0\t0\n".to_owned();
    let source = Source::new(Format::Markdown, text, 3);
    let checked = Checked {
        report: Summary {
            form: Some(Arc::from("2021")),
            year: Some(2021),
            issuer: Some("某县人民政府".to_owned()),
        },
        findings: vec![full(&source)],
        not_assessable: vec![NotAssessable {
            code: Arc::from("E003"),
            reason: Localized::new("该行未能对应到列", "the row does not align"),
            place: Label::new(Span::at(9), Localized::default()),
        }],
        suppressed: Vec::new(),
    };
    let empty = Checked::default();
    let files = [
        CheckedFile {
            path: "a.md",
            source: &source,
            checked: &checked,
            drawn: &DrawnCells::default(),
            tables: &[],
        },
        CheckedFile {
            path: "b.md",
            source: &source,
            checked: &empty,
            drawn: &DrawnCells::default(),
            tables: &[],
        },
    ];
    let failures = [Failure { path: "c.pdf", message: "不能直接检查" }];
    let options = Options { language, ..Options::default() };
    run_output(&files, &failures, OutputFormat::Json, &options)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the output is JSON")
}

#[test]
fn the_contract_by_example() {
    insta::assert_snapshot!(sample(Language::Zh));
}

#[test]
fn messages_are_in_the_chosen_language_or_else_in_the_other() {
    let output = parsed(&sample(Language::En));
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
    let checked = Checked {
        findings: [at, 0].map(|at| finding("V001", Severity::Error, "", label(at))).to_vec(),
        ..Checked::default()
    };
    let drawn = DrawnCells::of(&document);
    let (source, checked) = (&document.source, &checked);
    let files = [CheckedFile { path: "a.html", source, checked, drawn: &drawn, tables: &[] }];
    let output = parsed(&run_output(&files, &[], OutputFormat::Json, &Options::default()));
    let native = |index: usize| &output["files"][0]["findings"][index]["location"]["native"];
    assert_eq!(native(0), &json!({ "table": 1, "row": 2, "column": 3 }));
    assert_eq!(native(1), &Value::Null);
    let schema = parsed(&json_schema());
    assert_eq!(faults(&schema, &output, &schema, ""), [""; 0]);
}

#[test]
fn offsets_are_those_of_the_file_on_disk() {
    let output = parsed(&sample(Language::Zh));
    let location = &output["files"][0]["findings"][0]["location"];
    // 3 bytes of byte order mark, then 第三部分, a line end, （七）总计 and a tab
    assert_eq!(location["start"], json!({ "line": 2, "column": 7, "offset": 3 + 13 + 15 + 1 }));
    assert_eq!(location["end"], location["start"], "the cell is blank");
}

/// What of `value` the schema refuses.
fn faults(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{at}: {what}: {value}"));
        }
    };
    let mut nested: Vec<(&Value, &Value, String)> = Vec::new();
    for (keyword, rule) in schema.as_object().into_iter().flatten() {
        match keyword.as_str() {
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                nested.push((
                    root.pointer(pointer).expect("the reference leads somewhere"),
                    value,
                    at.to_owned(),
                ));
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                fault(types.iter().any(|name| has_type(value, name.as_str().unwrap())), "type");
            }
            "const" => fault(value == rule, "const"),
            "enum" => fault(rule.as_array().unwrap().contains(value), "enum"),
            "anyOf" | "oneOf" => {
                let fits = |option| self::faults(option, value, root, at).is_empty();
                fault(
                    rule.as_array().unwrap().iter().filter(|each| fits(each)).count() == 1,
                    keyword,
                );
            }
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                fault(value.as_str().is_none_or(|text| pattern.is_match(text)), "pattern");
            }
            "minimum" => {
                fault(value.as_u64().is_none_or(|n| n >= rule.as_u64().unwrap()), "minimum");
            }
            "maximum" => {
                fault(value.as_u64().is_none_or(|n| n <= rule.as_u64().unwrap()), "maximum");
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    fault(value.get(name.as_str().unwrap()).is_some(), &format!("requires {name}"));
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    nested
                        .extend(value.get(name).map(|value| (rule, value, format!("{at}/{name}"))));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                nested.extend(items.map(|(index, item)| (rule, item, format!("{at}/{index}"))));
            }
            "$schema" | "$defs" | "title" | "description" | "examples" | "format" => {}
            other => panic!("{at}: this test does not know the keyword {other}"),
        }
    }
    faults.extend(
        nested.iter().flat_map(|(schema, value, at)| self::faults(schema, value, root, at)),
    );
    faults
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        other => panic!("no field of the contract has type {other}"),
    }
}

#[test]
fn the_output_keeps_to_its_schema() {
    let schema = parsed(&json_schema());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let output = parsed(&sample(Language::Zh));
    assert_eq!(faults(&schema, &output, &schema, ""), [""; 0]);
}

#[test]
fn the_schema_refuses_what_the_contract_does_not_allow() {
    let schema = parsed(&json_schema());
    let check = |path: &str, wrong: Value| {
        let mut output = parsed(&sample(Language::Zh));
        *output.pointer_mut(path).expect("the sample has this field") = wrong;
        assert_ne!(faults(&schema, &output, &schema, ""), [""; 0], "{path}");
    };
    check("/schema_version", json!(2));
    check("/files/0/format", json!("pdf"));
    check("/files/0/findings/0/code", json!("E1"));
    check("/files/0/findings/0/severity", json!("fatal"));
    check("/files/0/findings/0/fix", json!("3"));
    check("/files/0/findings/0/location/start/line", json!(0));
    check("/files/0/findings/0/location/cell/table", json!("表三"));
    check("/files/0/findings/0/equation/left", json!(3));
    check("/files/0/findings/0/equation/left", json!("3e2"));
    check("/files/0/findings/0/equation/operands/0", json!({}));
    check("/summary", json!({ "files": 1, "errors": 0, "warnings": 0 }));
}
