//! What was not checked is counted, named and makes the exit status 2, so that nobody takes it for a
//! report without problems.

use std::process::Stdio;

use serde_json::json;

use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji};

const NOTICE: &str = "会议通知\n定于下周三开会。\n";

/// A clean report, one with an error, a notice, and a report whose table four cannot be read.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("a/good.md", BALANCED).file("a/notice.txt", NOTICE).file("bad.txt", QINGHE);
    folder.file("a/torn.txt", torn());
    folder
}

fn torn() -> String {
    let (before, rest) = BALANCED.split_once("| 行政复议 |").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    format!(
        "{before}行政复议  行政诉讼\n结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计\n2  1  0  3  0  0  0  0  0  1  0  0  0  1\n\n{after}"
    )
}

#[track_caller]
fn check(args: &str, expected: i32) {
    let ran = folder().gouji(&format!("check {args}"));
    assert_eq!(ran.status, expected, "{args}: {ran:?}");
}

#[test]
fn a_file_that_is_named_has_to_be_checked() {
    check("a/notice.txt", 2);
    check("a/notice.txt --fail-on never", 2);
    check("a/notice.txt --ignore S000", 2);
    check("a/notice.txt bad.txt", 2);
    check("a/torn.txt --fail-on never", 2);
    check("a/notice.txt a", 2);
    check("a/notice.txt --not-checked warn", 0);
    check("a/notice.txt bad.txt --not-checked=warn", 1);
}

#[test]
fn a_file_of_a_folder_need_not_be_checked_unless_it_is_asked_for() {
    check("a", 0);
    check("a --not-checked fail", 2);
    check("a bad.txt", 1);
    check("a bad.txt --not-checked fail", 2);
}

#[test]
fn a_configuration_decides_for_its_folder() {
    let status = |toml: &str, args: &str| {
        let folder = folder();
        folder.file("gouji.toml", toml);
        folder.gouji(&format!("check {args}")).status
    };
    assert_eq!(status("[lint]\nnot-checked = \"fail\"", "a"), 2);
    assert_eq!(status("[lint]\nnot-checked = \"warn\"", "a/notice.txt"), 0);
    assert_eq!(status("[lint]\nnot-checked = \"warn\"", "a/notice.txt --not-checked fail"), 2);
    let archive =
        "[lint]\nnot-checked = \"fail\"\n[[override]]\npaths = [\"a/**\"]\nnot-checked = \"warn\"";
    assert_eq!(status(archive, "a"), 0);
}

#[test]
fn a_waiver_or_a_baseline_lets_a_finding_pass_and_checks_nothing() {
    let folder = folder();
    let waiver = "[[waive]]\nrule = \"S000\"\npaths = [\"a/*\"]\nreason = \"通知\"\n";
    folder.file("gouji.toml", waiver);
    let ran = folder.gouji("check --format json a/notice.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.json()["files"][0]["suppressed"][0]["code"], "S000");
    assert_eq!(ran.json()["summary"]["not_checked"]["files"], 1);
}

#[test]
fn standard_input_has_to_be_checked_and_have_something_in_it() {
    let ran = |text: &str, args: &str| {
        let folder = folder();
        folder.file("in", text);
        let input = std::fs::File::open(folder.path().join("in")).unwrap();
        let args = ["check", "--format", "json", "-"].into_iter().chain(args.split_whitespace());
        Ran::of(gouji(folder.path(), args).stdin(Stdio::from(input)))
    };
    assert_eq!(ran("", "").status, 2);
    assert_eq!(ran(NOTICE, "").status, 2);
    assert_eq!(ran("", "--not-checked warn").status, 0);
    assert_eq!(ran(BALANCED, "").status, 0);
}

#[test]
fn a_file_in_big5_is_named_as_that() {
    let said = |text: &str, encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text}");
        let folder = Folder::new();
        folder.file("a.txt", bytes);
        folder.gouji("check -q --format concise a.txt").stdout
    };
    let report = "清河縣人民政府2024年政府資訊公開年度報告\n一、總體情況\n全年主動公開120條。\n";
    assert!(said(report, encoding_rs::BIG5).contains("文件是 Big5 编码的繁体文字"));
    assert!(!said(report, encoding_rs::GB18030).contains("Big5"));
    assert!(!said(NOTICE, encoding_rs::GB18030).contains("Big5"));
}

#[test]
fn where_there_is_nothing_to_check_that_is_said_once() {
    let folder = Folder::new();
    folder.file("x/a.pdf", "");
    for (args, status) in [("", 2), ("x", 2), ("-q x", 2), ("--not-checked warn x", 0)] {
        let ran = folder.gouji(&format!("check {args}"));
        assert_eq!(ran.status, status, "{ran:?}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(said.matches("没有可检查的文件").count(), 1, "{said}");
    }
    let ran = folder.gouji("check -q --not-checked warn x");
    assert_eq!((ran.status, &*ran.stdout, &*ran.stderr), (0, "", ""));
    let ran = folder.gouji("check --format json x");
    assert_eq!((ran.status, ran.json()["summary"]["files"].as_u64()), (2, Some(0)));
    assert!(ran.stderr.contains("没有可检查的文件"), "{ran:?}");
}

#[test]
fn it_is_counted_and_named() {
    let folder = folder();
    let ran = folder.gouji("check -q --format json a");
    let json = ran.json();
    assert_eq!(json["summary"]["not_checked"], json!({ "files": 1, "tables": 1, "parts": 0 }));
    let of = |index: usize| &json["files"][index]["not_checked"];
    assert_eq!(*of(0), json!([]));
    assert_eq!((&of(1)[0]["what"], of(1).as_array().unwrap().len()), (&json!("file"), 1));
    assert_eq!(of(2)[0]["what"], "table");
    assert!(of(2)[0]["reason"].as_str().unwrap().starts_with("表四"), "{json}");
    assert!(of(2)[0]["location"]["start"]["line"].as_u64().unwrap() > 1, "{json}");

    let last = |args: &str| {
        let ran = folder.gouji(&format!("check {args}"));
        ran.stdout.lines().last().unwrap_or_default().to_owned()
    };
    let said = last("--ignore S000,T007 a");
    let head = "检查 3 个文件，1 个未作检查（a/notice.txt），1 张表没有核对（a/torn.txt）：";
    assert!(said.starts_with(head), "{said}");
    let said = last("--lang en a");
    let head =
        "checked 3 files, 1 file not checked (a/notice.txt), 1 table not compared (a/torn.txt): ";
    assert!(said.starts_with(head), "{said}");
    assert_eq!(last("a/notice.txt"), "没有检查任何文件，1 个未作检查");
    let ran = folder.gouji("check -q --ignore S000 a/notice.txt");
    insta::assert_snapshot!(ran.stdout, @r"
    没有检查的：
      a/notice.txt  没有找到年度报告的章节或表格，这个文件未作检查
    ");
}

/// Every format names the file and says that it was not checked, whether or not a rule tells.
#[test]
fn every_format_names_it() {
    let folder = folder();
    for format in gouji_reporter::OutputFormat::ALL {
        let format = format.name();
        for rules in ["", "--ignore S000,T007"] {
            let ran = folder
                .gouji(&format!("check -q {rules} --format {format} a/notice.txt a/torn.txt"));
            assert_eq!(ran.status, 2, "{format}: {ran:?}");
            for word in ["notice.txt", "torn.txt", "未作检查", "表四"] {
                assert!(ran.stdout.contains(word), "{format} {rules}: no {word} in {}", ran.stdout);
            }
            assert!(!ran.stdout.contains("没有发现问题。</strong>"), "{format}: {}", ran.stdout);
        }
    }
}

#[test]
fn a_server_is_told_what_the_exit_status_says() {
    let folder = folder();
    let junit =
        |args: &str| folder.gouji(&format!("check --format junit {args} a/torn.txt")).stdout;
    assert!(junit("").contains(r#"<error type="not-checked""#), "{}", junit(""));
    let warned = junit("--not-checked warn");
    assert!(!warned.contains("<error") && warned.contains("<skipped"), "{warned}");
}
