//! What is shown of a file, and where findings say that they stand in it.

use std::io::Write;
use std::process::Stdio;

use crate::command::{BALANCED, Folder, Ran, gouji};
use crate::word;

/// A Word file whose table three, the second table in it, has a digit too many in the total.
fn unbalanced() -> Folder {
    let wrong = BALANCED.replace("| （七）总计 |  | 38 |", "| （七）总计 |  | 388 |");
    assert_ne!(wrong, BALANCED);
    let folder = Folder::new();
    folder.file("年报.docx", word::from_markdown(&wrong));
    folder
}

#[test]
fn lines_stand_under_their_numbers_and_steer_no_terminal() {
    let folder = Folder::new();
    folder.file("a.txt", "一\r\n\n\u{1b}[31m总计\t3\u{202e}\n".repeat(4));
    let ran = folder.gouji("view a.txt");
    assert_eq!(ran.status, 0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 12);
    assert_eq!(lines[0], " 1 │ 一");
    assert_eq!(lines[1], " 2 │ ");
    assert_eq!(lines[11], r"12 │ \u{1b}[31m总计    3\u{202e}");
}

#[test]
fn the_line_of_a_finding_is_the_line_that_is_shown() {
    let folder = unbalanced();
    let json = folder.gouji("check --format json --select E 年报.docx").json();
    let location = &json["files"][0]["findings"][0]["location"];
    let line = location["start"]["line"].as_u64().unwrap();
    let view = folder.gouji("view 年报.docx").stdout;
    let start = format!("{line} │ ");
    let shown = view.lines().find_map(|shown| shown.trim_start().strip_prefix(&start)).unwrap();
    assert!(shown.contains("（七）总计") && shown.contains("388"), "{shown}");
}

#[test]
fn a_finding_in_a_word_file_says_where_its_author_finds_it() {
    let folder = unbalanced();
    let json = folder.gouji("check --format json --select E 年报.docx").json();
    let native = &json["files"][0]["findings"][0]["location"]["native"];
    assert_eq!(*native, serde_json::json!({ "table": 2, "row": 27, "column": 4 }));

    let human = folder.gouji("check --select E 年报.docx").stdout;
    let place = "表三 （七）总计·自然人（第 2 个表格第 27 行第 4 列）";
    assert!(human.contains(" ┌─ 年报.docx:") && human.contains(place), "{human}");

    let blocks = folder.gouji("view --blocks 年报.docx").stdout;
    let row = blocks.lines().find(|line| line.contains(" │ 2.27 ")).unwrap();
    let cells: Vec<&str> = row.split('│').skip(1).map(str::trim).collect();
    assert_eq!(cells[3], "388", "{row}");
}

#[test]
fn blocks_show_headings_paragraphs_rows_and_what_is_not_read() {
    let folder = Folder::new();
    let page = "<h2>二、主动公开</h2>\n<p>如下。<p><img src=a.png>
        <table><tr><td rowspan=2>规章<td colspan=2>制发<tr><td>1<td>0</table>";
    folder.file("a.html", page);
    insta::assert_snapshot!(folder.gouji("view --blocks a.html").stdout, @r"
    1 │ H2   二、主动公开
    2 │      如下。
    2 │ !    图片
    3 │ 1.1  规章 │ 制发 │ ←
    3 │ 1.2  ↑ │ 1 │ 0
    ");
}

#[test]
fn a_file_that_is_not_read_is_refused() {
    let folder = Folder::new();
    folder.file("a.pdf", "%PDF-1.7");
    for args in ["view a.pdf", "view missing.txt", "view ."] {
        let ran = folder.gouji(args);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{args}");
        assert!(!ran.stderr.is_empty());
    }
    assert!(folder.gouji("view a.pdf").stderr.starts_with("a.pdf: PDF 文件不能直接检查"));
}

#[test]
fn standard_input_can_be_viewed() {
    let folder = Folder::new();
    let mut command = gouji(folder.path(), ["view", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().expect("is piped").write_all("一\n二".as_bytes()).unwrap();
    assert_eq!(Ran::from(child.wait_with_output().unwrap()).stdout, "1 │ 一\n2 │ 二\n");
}

#[test]
fn statements_say_what_each_figure_was_taken_for() {
    let folder = Folder::new();
    let text = "青禾县水利局2024年政府信息公开工作年度报告\n一、总体情况\n\
        2024年，我局新收政府信息公开申请8件，犀牛角兽3件，未发生行政复议。\n二、主动公开政府信息情况\n";
    folder.file("a.txt", text);
    let shown = folder.gouji("view --statements a.txt").stdout;
    assert_eq!(
        shown,
        "3:19 │ 8件 │ requests.new.sum\n\
         3:26 │ 3件 │ – 有未能识别的词语：犀牛角兽\n\
         3:29 │ 未发生 │ disputes.count.review-total\n"
    );
    let lines = folder.gouji("view --statements --format jsonl a.txt").stdout;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let expected = serde_json::json!({
        "line": 3, "column": 19, "text": "8件", "value": "8",
        "address": "requests.new.sum", "scope": "report", "reason": null,
    });
    assert_eq!(first, expected);

    let json = folder.gouji("check a.txt --format json").stdout;
    let checked: serde_json::Value = serde_json::from_str(&json).unwrap();
    let told: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(checked["files"][0]["statements"], serde_json::Value::from(told));
    let page = folder.gouji("check a.txt --format html").stdout;
    let figure = "我局新收政府信息公开申请<span class=\"figure\" tabindex=\"0\">8件<span class=\"taken\" role=\"note\">表三“一、本年新收";
    assert!(page.contains(figure), "{page}");
}
