use gouji_parser::{DrawnCells, Format, Span};
use gouji_report::{Label, Localized};
use gouji_rules::finding::Severity;
use serde_json::{Value, json};

use crate::{
    FileResult, Options, OutputFormat,
    tests::samples::{self, eventful, file, finding, place, run_output},
    tests::schema::faults,
};
use gouji_report::Lang;

/// The log about a file of this format and one that could not be read.
fn log(format: Format, path: &str, language: Lang) -> Value {
    let options = Options { language, ..Options::default() };
    let text = eventful(format, path, OutputFormat::Sarif, &options);
    serde_json::from_str(&text).expect("the output is JSON")
}

fn schema() -> Value {
    let text = include_str!("../../../../tests/schemas/sarif-2.1.0.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

#[test]
fn the_log_keeps_to_the_published_schema() {
    let schema = schema();
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Docx] {
        for language in [Lang::Zh, Lang::En] {
            assert_eq!(faults(&schema, &log(format, "a b/年.txt", language)), [""; 0]);
        }
    }
}

#[test]
fn the_schema_refuses_what_the_standard_does_not_allow() {
    let schema = schema();
    let check = |path: &str, wrong: Value| {
        let mut log = log(Format::Text, "a.txt", Lang::Zh);
        *log.pointer_mut(path).expect("the sample has this field") = wrong;
        assert_ne!(faults(&schema, &log), [""; 0], "{path}");
    };
    check("/version", json!("2.0.0"));
    check("/runs/0/columnKind", json!("utf8CodeUnits"));
    check("/runs/0/tool", json!({}));
    check("/runs/0/results/0/level", json!("info"));
    check("/runs/0/results/0/message", json!({ "words": "" }));
    check("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0));
    check("/runs/0/results/2/suppressions/0/kind", json!("waiver"));
    check("/runs/0/results/0/fixes/0/artifactChanges/0/replacements", json!([]));
}

#[test]
fn a_result_by_example() {
    let log = log(Format::Text, "年 报.txt", Lang::Zh);
    let run = &log["runs"][0];
    insta::assert_snapshot!(format!("{:#}", run["results"][0]));
    assert_eq!(run["results"][0]["ruleIndex"], 0);
    assert_eq!(run["results"][1].get("ruleIndex"), None, "no pack has its rule");
    assert_eq!(run["results"][1]["level"], "note");
    let passed = json!([{ "kind": "external", "status": "accepted", "justification": "机构改革" }]);
    assert_eq!(run["results"][2]["suppressions"], passed);
    assert_eq!(run["artifacts"][0]["location"]["uri"], "%E5%B9%B4%20%E6%8A%A5.txt");
}

#[test]
fn a_rule_by_example() {
    let log = log(Format::Text, "a.txt", Lang::Zh);
    insta::assert_snapshot!(format!("{:#}", log["runs"][0]["tool"]["driver"]["rules"][0]));
}

#[test]
fn what_was_not_read_or_not_assessed_is_a_notification() {
    let log = log(Format::Text, "a.txt", Lang::En);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = |at: usize| &invocation["toolExecutionNotifications"][at];
    assert_eq!(told(0)["message"]["text"], "cannot be read: 不能直接检查");
    let uri = &told(0)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "%E6%97%A7/%E5%B9%B4%E6%8A%A5.pdf");
    assert_eq!(told(1)["message"]["text"], "S001 could not be assessed: the row does not align");
    assert_eq!(told(1)["associatedRule"], json!({ "id": "S001", "index": 1 }));
}

#[test]
fn a_word_file_has_no_lines_and_so_no_region_and_no_fix() {
    let log = log(Format::Docx, "年报.docx", Lang::Zh);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"].get("region"), None);
    assert_eq!(result.get("fixes"), None);
    let names: Vec<_> = result["locations"][0]["logicalLocations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (it["name"].clone(), it["fullyQualifiedName"].clone()))
        .collect();
    let expected = [
        (json!("表三/（七）总计/自然人"), json!("requests.total.natural")),
        (json!("gouji view 显示的第 2 行第 7 列"), json!("view:2:7")),
    ];
    assert_eq!(names, expected);
    let message = result["message"]["text"].as_str().expect("a text");
    assert_eq!(
        message.lines().take(2).collect::<Vec<_>>(),
        ["表三不平", "位置：gouji view 显示的第 2 行第 7 列"]
    );
    assert_eq!(run["artifacts"][0].get("encoding"), None);
}

#[test]
fn a_cell_of_a_drawn_table_is_named_as_its_author_sees_it() {
    let page = "<table><tr><td colspan=2>规章<td>11<tr><td>规范性文件<td>其中<td>7</table>";
    let document = gouji_parser::read(page.as_bytes(), "a.html").expect("the page is UTF-8");
    let label = Label::new(place(&document.source, "7"), Localized::default());
    let checked = samples::checked(vec![finding("V001", Severity::Error, "不合理", label)]);
    let (source, drawn) = (&document.source, DrawnCells::of(&document));
    let files = [FileResult { drawn: &drawn, ..file("a.html", source, &checked) }];
    let text = run_output(&files, &[], OutputFormat::Sarif, &Options::default());
    let log: Value = serde_json::from_str(&text).expect("the output is JSON");
    let result = &log["runs"][0]["results"][0];
    let expected = json!([{
        "name": "第 1 个表格第 2 行第 3 列",
        "fullyQualifiedName": "table[1].row[2].column[3]",
        "kind": "drawn-cell",
    }]);
    assert_eq!(result["locations"][0]["logicalLocations"], expected);
    assert_eq!(result["message"]["text"], "不合理\n位置：第 1 个表格第 2 行第 3 列");
}

#[test]
fn more_than_github_shows_is_said_and_still_written() {
    let count = |findings: usize| {
        let source = samples::text("总计");
        let one =
            finding("S001", Severity::Info, "", Label::new(Span::at(0), Localized::default()));
        let checked = samples::checked(vec![one; findings]);
        let files = [file("a.txt", &source, &checked)];
        let text = run_output(&files, &[], OutputFormat::Sarif, &Options::default());
        let log: Value = serde_json::from_str(&text).expect("the output is JSON");
        let run = &log["runs"][0];
        let told =
            run["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list").len();
        (run["results"].as_array().expect("a list").len(), told)
    };
    assert_eq!(count(5_000), (5_000, 0));
    assert_eq!(count(5_001), (5_001, 1));
}
