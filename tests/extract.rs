//! The figures of reports as data.

use std::fs;

use serde_json::Value;

use crate::command::{BALANCED, Folder};

/// The record of the one file of a run.
fn record(folder: &Folder, command: &str) -> Value {
    let ran = folder.gouji(command);
    serde_json::from_str(ran.stdout.lines().next().expect("there is a line")).expect("it is JSON")
}

fn field<'r>(record: &'r Value, address: &str) -> &'r Value {
    let fields = record["fields"].as_array().expect("a list");
    fields.iter().find(|it| it["address"] == address).expect("the form asks for it")
}

#[test]
fn every_value_of_the_form_is_there_with_what_became_of_it() {
    let folder = Folder::new();
    // a blank, a sign, words, and a row that is gone
    let lines = BALANCED.lines().filter(|line| !line.contains("（四）无法提供")).map(|line| {
        let is_new = line.contains("一、本年新收");
        if is_new { line.replacen("| 38 |", "| 卅八 |", 1) } else { line.to_owned() }
    });
    folder.file("年报.md", lines.collect::<Vec<_>>().join("\n"));
    let record = record(&folder, "extract 年报.md");
    assert_eq!((&record["schema_version"], &record["path"]), (&1.into(), &"年报.md".into()));
    assert_eq!(record["form"], "2021");
    let states: Vec<&str> = record["fields"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["state"].as_str())
        .collect();
    assert!(states.len() > 150, "{}", states.len());
    assert!(states.contains(&"number"), "{states:?}");
    for field in record["fields"].as_array().expect("a list") {
        assert_eq!(field["value"].is_string(), field["state"] == "number", "{field}");
        let missing = field["state"] == "row-missing" || field["state"] == "table-missing";
        assert_eq!(field["line"].is_null(), missing, "{field}");
    }
    let total = field(&record, "requests.total.natural");
    assert_eq!((&total["state"], &total["value"]), (&"number".into(), &"38".into()));
    let text = fs::read_to_string(folder.path().join("年报.md")).expect("it is there");
    let line = total["line"].as_u64().expect("a line") as usize;
    assert!(text.lines().nth(line - 1).is_some_and(|it| it.contains("（七）总计")));
}

#[test]
fn a_file_that_gives_nothing_is_a_row_that_says_why() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED);
    folder.file("b.txt", [0xff, 0xfe, 0x00, 0xd8]);
    folder.file("c.txt", "通知\n请各单位按时报送。\n");
    let ran = folder.gouji("extract --format csv a.md b.txt c.txt");
    assert_eq!(ran.status, 2, "a named file could not be read");
    let row = |name: &str| {
        let mut rows = ran.stdout.lines().filter(|line| line.starts_with(name));
        rows.find(|line| line.contains("not-read")).map(str::to_owned)
    };
    assert_eq!(row("a.md"), None);
    let at = ran.stdout.split([',', '\n']).position(|it| it == "reason").expect("the column");
    let reason = row("b.txt").and_then(|row| row.split(',').nth(at).map(str::to_owned));
    assert!(reason.is_some_and(|it| !it.is_empty()), "{}", ran.stdout);
    assert!(row("c.txt").is_some_and(|row| row.contains("不是年度报告")), "{}", ran.stdout);
}

#[test]
fn a_report_a_row_has_a_column_a_value() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED);
    folder.file("b.md", BALANCED);
    let ran = folder.gouji("extract --format csv-wide --csv-bom .");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = ran.stdout.strip_prefix('\u{feff}').expect("it begins with the mark");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 3);
    let at = |name: &str| rows[0].iter().position(|it| *it == name).expect("there is the column");
    let (path, total) = (at("path"), at("requests.total.natural"));
    assert_eq!((rows[1][path], rows[2][path]), ("a.md", "b.md"));
    assert_eq!((rows[1][total], rows[2][total]), ("38", "38"));
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
}

#[test]
fn an_organ_has_one_name_whatever_its_title_calls_it() {
    let folder = Folder::new();
    let titled = |issuer: &str| {
        let rest = BALANCED.split_once('\n').expect("a title stands first").1;
        format!("# {issuer}2024年政府信息公开工作年度报告\n{rest}")
    };
    for (issuer, organ, standing, covers_area) in [
        ("白银市平川区教育局", "甘肃省白银市平川区教育局", "organ", false),
        ("甘肃省白银市平川区教育局", "甘肃省白银市平川区教育局", "organ", false),
        ("白银市平川区人民政府", "甘肃省白银市平川区", "government", true),
        ("白银市平川区税务局", "甘肃省白银市平川区税务局", "vertical", false),
    ] {
        folder.file("a.md", titled(issuer));
        let record = record(&folder, "extract a.md");
        assert_eq!(record["issuer"], issuer);
        assert_eq!((&record["organ"], &record["standing"]), (&organ.into(), &standing.into()));
        assert_eq!(record["covers_area"], covers_area, "{issuer}");
        let csv = folder.gouji("extract --format csv a.md").stdout;
        let end = format!(",{organ},{standing},{covers_area}");
        assert!(csv.lines().skip(1).all(|row| row.ends_with(&end)), "{csv}");
    }
}

/// What `full` adds is tried in gouji-reporter.
#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_so_and_writes_nothing() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED);
    let ran = folder.gouji("extract a.md --format parquet --output-file a.parquet");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("Parquet") && ran.stderr.contains("full"), "{ran:?}");
    assert!(!folder.path().join("a.parquet").exists());
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_written_over_and_begins_and_ends_with_its_mark() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED).file("b.txt", "通知\n");
    for _ in 0..2 {
        let ran = folder.gouji("extract a.md b.txt --format parquet --output-file a.parquet");
        assert_eq!(ran.status, 0, "{ran:?}");
    }
    let bytes = fs::read(folder.path().join("a.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{}", bytes.len());
}

#[test]
fn figures_of_the_text_carry_their_scope_and_no_numbers_of_persons() {
    let folder = Folder::new();
    let text = BALANCED.replacen(
        "## 二、",
        "本年新收政府信息公开申请38件。联系人王某，手机13800138000。\n\n## 二、",
        1,
    );
    folder.file("年报.md", text);
    let record = record(&folder, "extract 年报.md");
    let statements = record["statements"].as_array().expect("a list");
    let claim = statements.iter().find(|it| it["raw"].as_str().is_some_and(|it| it == "38件"));
    let claim = claim.expect("the figure is there");
    assert!(
        claim["address"].as_str().is_some_and(|it| it.starts_with("text.requests.")),
        "{claim}"
    );
    assert_eq!(claim["scope"], "report");
    assert!(!record.to_string().contains("13800138000"));
}

#[test]
fn what_was_extracted_is_written_over_and_nothing_else_is() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED);
    for format in ["jsonl", "csv", "csv-wide"] {
        let command = format!("extract a.md --format {format} --output-file 数据.{format}");
        for _ in 0..2 {
            let ran = folder.gouji(&command);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
        }
    }
    folder.file("笔记.txt", "不要动");
    assert_eq!(folder.gouji("extract a.md --output-file 笔记.txt").status, 2);
    assert_eq!(folder.gouji("extract a.md --output-file a.md").status, 2);
}
