//! The engine as a host talks to it: requests in JSON, files as bytes.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use gouji_wasm::Engine;
use serde_json::{Value, json};

const REPORT: &[u8] = include_bytes!("../../../docs/samples/qinghe-2024.txt");

/// An engine on which a run was begun.
fn engine(settings: &Value) -> Result<Engine, String> {
    let mut engine = Engine::default();
    ask(&mut engine, &json!({ "do": "open", "settings": settings }), b"")?;
    Ok(engine)
}

fn ask(engine: &mut Engine, request: &Value, file: &[u8]) -> Result<String, String> {
    let answer = engine.answer(request.to_string().as_bytes(), file)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// The codes of what is found in a file under some settings.
fn check(settings: &Value, name: &str, file: &[u8]) -> Vec<String> {
    let mut engine = engine(settings).unwrap();
    ask(&mut engine, &json!({ "do": "check", "name": name }), file).unwrap();
    let results = ask(&mut engine, &json!({ "do": "write", "format": "json" }), b"").unwrap();
    let results: Value = serde_json::from_str(&results).unwrap();
    let files = results["files"].as_array().unwrap();
    let findings = files.iter().flat_map(|it| it["findings"].as_array().unwrap());
    findings.map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_is_checked_under_the_settings_that_lie_beside_it() {
    assert_eq!(check(&json!({}), "年报.txt", REPORT), ["E001", "S003"]);
    let beside = json!({ "config": { "县/gouji.toml": "[lint]\nignore = [\"E\"]" } });
    assert_eq!(check(&beside, "县/局/年报.txt", REPORT), ["S003"]);
    assert_eq!(check(&beside, "年报.txt", REPORT), ["E001", "S003"]);
    assert_eq!(check(&json!({ "ignore": ["S003"] }), "年报.txt", REPORT), ["E001"]);
}

#[test]
fn settings_that_mean_nothing_are_refused_before_any_file_is_read() {
    let refused = |settings: &Value| engine(settings).err().unwrap_or_default();
    let config =
        json!({ "config": { "gouji.toml": "[lint]\nselect = [\"E999\"]" }, "language": "en" });
    let said = refused(&config);
    assert!(said.contains("E999") && !said.contains("规则"), "{said}");
    assert!(refused(&json!({ "ignore": ["没有这条"] })).contains("没有这条"));
    assert!(refused(&json!({ "jurisdiction": "99x" })).contains("99x"));
    assert!(ask(&mut Engine::default(), &json!({ "do": "list" }), b"").is_err());
}

#[test]
fn a_file_that_ended_the_module_is_one_that_could_not_be_read() {
    let mut engine = engine(&json!({ "language": "en" })).unwrap();
    ask(&mut engine, &json!({ "do": "fail", "name": "b.docx", "panic": "row 7" }), b"").unwrap();
    ask(&mut engine, &json!({ "do": "check", "name": "a.txt" }), REPORT).unwrap();
    let list: Value =
        serde_json::from_str(&ask(&mut engine, &json!({ "do": "list" }), b"").unwrap()).unwrap();
    assert_eq!(list["status"], "failed");
    let message = "internal error, please report it: row 7";
    assert_eq!(list["unread"], json!([{ "name": "b.docx", "message": message }]));
    let file = json!({ "name": "a.txt", "errors": 1, "warnings": 1, "hints": 0, "report": true,
        "comments": 0, "fixes": 0, "proposals": 2 });
    assert_eq!(list["files"], json!([file]));
}

#[test]
fn fixes_are_shown_before_they_are_made() {
    let mut engine = engine(&json!({})).unwrap();
    let about = |what: &str| json!({ "do": what, "name": "年报.txt", "proposals": true });
    let fixes: Value =
        serde_json::from_str(&ask(&mut engine, &about("fixes"), REPORT).unwrap()).unwrap();
    assert!(fixes["account"].as_str().unwrap().contains("可改"), "{fixes}");
    assert!(fixes["diff"].as_str().unwrap().contains("\n+"), "{fixes}");
    let put_right = engine.answer(about("fix").to_string().as_bytes(), REPORT).unwrap();
    assert_eq!(check(&json!({}), "年报.txt", &put_right), [""; 0]);
    let refused = ask(&mut engine, &json!({ "do": "annotate", "name": "年报.txt" }), REPORT);
    assert!(refused.unwrap_err().contains("批注只能写入 .docx"));
}

#[test]
fn results_of_a_run_lie_aside_where_they_were_met_in_a_folder() {
    let mut engine = engine(&json!({})).unwrap();
    ask(&mut engine, &json!({ "do": "check", "name": "年报.txt" }), REPORT).unwrap();
    let page = ask(&mut engine, &json!({ "do": "write", "format": "html" }), b"").unwrap();
    let count = |engine: &mut Engine, met: bool| {
        let check = json!({ "do": "check", "name": "结果.html", "met": met });
        ask(engine, &check, page.as_bytes()).unwrap();
        let list: Value =
            serde_json::from_str(&ask(engine, &json!({ "do": "list" }), b"").unwrap()).unwrap();
        list["files"].as_array().unwrap().len()
    };
    assert_eq!(count(&mut engine, true), 1);
    assert_eq!(count(&mut engine, false), 2);
}

#[test]
fn a_report_is_compared_with_that_of_the_year_before_and_no_other() {
    let mut engine = engine(&json!({ "lastYear": true })).unwrap();
    ask(&mut engine, &json!({ "do": "lastYear", "name": "b.txt" }), REPORT).unwrap();
    ask(&mut engine, &json!({ "do": "check", "name": "a.txt" }), REPORT).unwrap();
    let refused = ask(&mut engine, &json!({ "do": "list" }), b"").unwrap_err();
    assert_eq!(refused, "b.txt 是 2024 年的报告，不是 2023 年的");
}

#[test]
fn many_are_compared_with_one_another_and_archives_gone_through() {
    let mut engine = engine(&json!({})).unwrap();
    for name in ["甲.txt", "乙.txt"] {
        ask(&mut engine, &json!({ "do": "check", "name": name }), REPORT).unwrap();
    }
    let page = ask(&mut engine, &json!({ "do": "audit", "format": "html" }), b"").unwrap();
    assert!(page.contains("各单位年度报告核查汇总"), "{page}");
    assert!(ask(&mut engine, &json!({ "do": "audit", "format": "pdf" }), b"").is_err());
}
