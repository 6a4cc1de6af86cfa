use std::collections::BTreeSet;

use gouji_parser::{Format, Span};
use gouji_report::{Label, Localized};
use gouji_rules::finding::Severity;
use serde_json::{Value, json};

use crate::{
    Options, OutputFormat,
    tests::samples::{self, eventful, file, finding, run_output},
    tests::schema::{faults, published},
};

fn written(format: Format) -> Value {
    let text = eventful(format, "年报.txt", OutputFormat::Gitlab, &Options::default());
    serde_json::from_str(&text).expect("the output is JSON")
}

fn schema() -> Value {
    let text = include_str!("../../../../tests/schemas/gitlab-codequality.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

#[test]
fn a_finding_is_an_issue() {
    insta::assert_snapshot!(format!("{:#}", written(Format::Text)[0]), @r#"
    {
      "check_name": "E001",
      "description": "表三不平；建议：改为 26；依据：表三表头",
      "fingerprint": "0123456789abcdef:1:年报.txt",
      "location": {
        "lines": {
          "begin": 2
        },
        "path": "年报.txt"
      },
      "severity": "critical"
    }
    "#);
}

#[test]
fn a_word_file_has_no_lines() {
    let issue = &written(Format::Docx)[0];
    assert_eq!(issue["location"]["lines"]["begin"], 1);
    assert!(
        issue["description"].as_str().unwrap().contains("位置：gouji view 显示的第 2 行第 7 列"),
        "{issue}"
    );
}

/// GitLab's own schema is that of one issue.
#[test]
fn every_issue_keeps_to_the_published_schema() {
    let Some(text) = published("gitlab-codeclimate.json") else { return };
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    for format in [Format::Text, Format::Docx] {
        for issue in written(format).as_array().expect("a list of issues") {
            assert_eq!(faults(&schema, issue), [""; 0]);
        }
    }
    assert_ne!(faults(&schema, &json!({ "description": "", "severity": "major" })), [""; 0]);
}

#[test]
fn the_report_keeps_to_the_schema() {
    let schema = schema();
    for format in [Format::Text, Format::Docx] {
        assert_eq!(faults(&schema, &written(format)), [""; 0]);
    }
    let check = |path: &str, wrong: Value| {
        let mut report = written(Format::Text);
        *report.pointer_mut(path).expect("the sample has this field") = wrong;
        assert_ne!(faults(&schema, &report), [""; 0], "{path}");
    };
    check("/0/severity", json!("error"));
    check("/0/location/lines/begin", json!(0));
    check("/0/location", json!({ "path": "a" }));
}

#[test]
fn no_two_issues_have_one_fingerprint() {
    let source = samples::text("总计");
    let one = finding("S001", Severity::Info, "", Label::new(Span::at(0), Localized::default()));
    let checked = samples::checked(vec![one; 3]);
    let files = ["a", "2:a"].map(|path| file(path, &source, &checked));
    let text = run_output(&files, &[], OutputFormat::Gitlab, &Options::default());
    let report: Vec<Value> = serde_json::from_str(&text).expect("the output is a list");
    let names: BTreeSet<_> = report.iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!((report.len(), names.len()), (6, 6));
}
