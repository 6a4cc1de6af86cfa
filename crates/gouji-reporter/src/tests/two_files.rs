//! A finding over two reports: every format names the other file where it names a place in it.

use gouji_parser::DrawnCells;
use gouji_report::{Label, Localized, SourceId};
use gouji_rules::finding::Severity;

use crate::{
    FileResult, NamedSource, Options, OutputFormat, Verbosity, remark,
    tests::samples::{cell, checked, file, finding, place, row, run_output_naming, text},
};

const LAST_YEAR: SourceId = SourceId(2);

/// What a format writes of a carry-over that last year's report contradicts, in a cell and in its text.
fn check(format: OutputFormat) -> String {
    let this = text("二〇二五年\n二、上年结转|3|0|0|0|0|0|3\n");
    let last = text("二〇二四年\n全文\n另有5件结转下年\n四、结转下年|5|0|0|0|0|0|5\n");
    let mut broken = finding(
        "Y001",
        Severity::Warning,
        "上年结转为 3，上一年报告的结转下年为 5",
        cell(&row(&this, "二、上年结转", '|'), "carried-in", "sum", ""),
    );
    broken.primary.source = SourceId(1);
    let there = cell(&row(&last, "四、结转下年", '|'), "carried-out", "sum", "");
    let said = Label::new(place(&last, "5件"), Localized::new("正文", "text"));
    broken.related = [there, said].map(|label| Label { source: LAST_YEAR, ..label }).to_vec();
    let checked = checked(vec![broken]);
    let files = [FileResult { id: SourceId(1), ..file("2025/年报.txt", &this, &checked) }];
    let drawn = DrawnCells::default();
    let sources = [
        NamedSource {
            id: SourceId(1),
            path: "2025/年报.txt",
            source: &this,
            drawn: &drawn,
            tables: &[],
        },
        NamedSource {
            id: LAST_YEAR,
            path: "2024/年报.txt",
            source: &last,
            drawn: &drawn,
            tables: &[],
        },
    ];
    let options = Options { verbosity: Verbosity::Quiet, ..Options::default() };
    run_output_naming(&sources, &files, &[], format, &options)
}

/// The lines that name last year's file.
fn naming(format: OutputFormat) -> String {
    let out = check(format);
    out.lines().filter(|line| line.contains("2024")).map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_person_sees_both_files() {
    insta::assert_snapshot!(check(OutputFormat::Human), @r"
    警告[Y001]: 上年结转为 3，上一年报告的结转下年为 5
      ┌─ 2025/年报.txt:2:20
      │              │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    2 │ 二、上年结转 │      3 │        0 │        0 │            0 │            0 │    0 │    3 │
      │                                                                                       ^
      ├─ 2024/年报.txt:4:20
    3 │ 另有5件结转下年
      │     --- 正文
      │              │ 自然人 │ 商业企业 │ 科研机构 │ 社会公益组织 │ 法律服务机构 │ 其他 │ 总计 │
    4 │ 四、结转下年 │      5 │        0 │        0 │            0 │            0 │    0 │    5 │
      │                                                                                       -
      = 详情：gouji explain Y001
    ");
}

#[test]
fn programs_are_given_the_path() {
    let json: serde_json::Value =
        serde_json::from_str(&check(OutputFormat::Json)).expect("it is JSON");
    let related = &json["files"][0]["findings"][0]["related"];
    assert_eq!(related[0]["path"], "2024/年报.txt");
    assert_eq!(related[0]["location"]["start"]["line"], 4);
    assert_eq!(related[1]["location"]["start"]["line"], 3);
    assert_eq!(json["files"][0]["findings"][0]["location"]["start"]["line"], 2);

    let sarif: serde_json::Value =
        serde_json::from_str(&check(OutputFormat::Sarif)).expect("it is JSON");
    let result = &sarif["runs"][0]["results"][0];
    let there = &result["relatedLocations"][0]["physicalLocation"];
    assert_eq!(there["region"]["startLine"], 4);
    let uri = |place: &serde_json::Value| place["artifactLocation"]["uri"].clone();
    assert_ne!(uri(there), uri(&result["locations"][0]["physicalLocation"]));
    assert!(there["artifactLocation"]["index"].is_null());

    let rdjson: serde_json::Value =
        serde_json::from_str(&check(OutputFormat::Rdjson)).expect("it is JSON");
    let there = &rdjson["diagnostics"][0]["related_locations"][1]["location"];
    assert_eq!(there["path"], "2024/年报.txt");
    assert_eq!(there["range"]["start"]["line"], 3);
}

#[test]
fn formats_without_excerpts_say_where_in_the_other_file() {
    let formats = [
        OutputFormat::Github,
        OutputFormat::Gitlab,
        OutputFormat::Junit,
        OutputFormat::Checkstyle,
        OutputFormat::Html,
    ];
    let said: Vec<String> = formats.into_iter().map(naming).collect();
    insta::assert_snapshot!(said.join("\n\n"), @r#"
    ::warning file=2025/年报.txt,line=2,endLine=2,col=20,endColumn=21,title=Y001 a-rule::上年结转为 3，上一年报告的结转下年为 5%0A2024/年报.txt:4:20 四、结转下年·总计：5%0A2024/年报.txt:3:3 正文

    "description": "上年结转为 3，上一年报告的结转下年为 5；2024/年报.txt:4:20 四、结转下年·总计：5；2024/年报.txt:3:3 正文",

    2024/年报.txt:4:20 四、结转下年·总计：5
    2024/年报.txt:3:3 正文</system-out>

    <error line="2" column="20" severity="warning" message="上年结转为 3，上一年报告的结转下年为 5；2024/年报.txt:4:20 四、结转下年·总计：5；2024/年报.txt:3:3 正文" source="gouji.Y001"/>

    <p class="place">2024/年报.txt</p>
    <p class="related"><b>相关格子</b> <span class="chip">2024/年报.txt 四、结转下年·总计 <b>5</b></span></p>
    "#);
}

#[test]
fn a_place_in_a_file_that_is_not_at_hand_harms_nothing() {
    let source = text("甲\n");
    let mut odd = finding(
        "Y001",
        Severity::Warning,
        "不符",
        Label::new(place(&source, "甲"), Localized::default()),
    );
    let far = gouji_parser::Span::new(400..500);
    odd.related.push(Label { source: SourceId(9), ..Label::new(far, Localized::default()) });
    let drawn = DrawnCells::default();
    let own = NamedSource {
        id: SourceId::default(),
        path: "a.docx",
        source: &source,
        drawn: &drawn,
        tables: &[],
    };
    assert_eq!(remark(&odd, &[own], gouji_report::Lang::Zh).len(), 1);
    for &format in OutputFormat::ALL {
        let checked = checked(vec![odd.clone()]);
        let files = [file("a.txt", &source, &checked)];
        assert!(!run_output_naming(&[own], &files, &[], format, &Options::default()).is_empty());
    }
}
