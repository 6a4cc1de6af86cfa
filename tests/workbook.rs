//! Workbooks and archives of reports.

use insta::assert_snapshot;
use serde_json::json;

use crate::command::{BALANCED, Folder};
use crate::word::{self, zipped};

/// A workbook of the tables of a Markdown report, a sheet each.
fn workbook(text: &str) -> Vec<u8> {
    let mut sheets: Vec<String> = Vec::new();
    let mut in_table = false;
    for line in text.lines().filter(|line| !line.starts_with("| ---")) {
        let row = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |"));
        if let Some(row) = row {
            let cell = |text: &str| match text.parse::<u32>() {
                Ok(_) => format!("<c><v>{text}</v></c>"),
                Err(_) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            let cells: String = row.split(" | ").map(str::trim).map(cell).collect();
            if !in_table {
                sheets.push(String::new());
            }
            *sheets.last_mut().unwrap() += &format!("<row>{cells}</row>");
        }
        in_table = row.is_some();
    }
    let (mut entries, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for (at, rows) in sheets.iter().enumerate() {
        entries += &format!("<sheet r:id=\"r{at}\"/>");
        relations +=
            &format!("<Relationship Id=\"r{at}\" Type=\"x/worksheet\" Target=\"s{at}.xml\"/>");
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/s{at}.xml"), sheet));
    }
    let main = format!("<workbook><sheets>{entries}</sheets></workbook>");
    parts.push(("xl/workbook.xml".to_owned(), main));
    let relations = format!("<Relationships>{relations}</Relationships>");
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    zipped(parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())))
}

#[test]
fn of_a_workbook_the_tables_are_checked_and_the_text_is_said_not_to_be() {
    let folder = Folder::new();
    folder.file("a.xlsx", workbook(BALANCED)).file("b.docx", word::from_markdown(BALANCED));
    let json = folder.gouji("check --format json a.xlsx").json();
    let file = &json["files"][0];
    assert_eq!(file["format"], "xlsx");
    let said: Vec<&str> = file["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["S000"], "{json}");
    let message = file["findings"][0]["message"].to_string();
    assert!(message.contains("只核对了其中的表格"), "{message}");
    assert_ne!(file["not_checked"], json!([]), "{json}");

    // The last figure of the row of new requests.
    let row = BALANCED.lines().find(|line| line.contains("一、本年新收")).unwrap();
    let (before, total) = row.trim_end_matches(" |").rsplit_once(' ').unwrap();
    let more = total.parse::<u32>().unwrap() + 1;
    let wrong = BALANCED.replace(row, &format!("{before} {more} |"));
    folder.file("a.xlsx", workbook(&wrong));
    let json = folder.gouji("check --format json a.xlsx").json();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|it| it["severity"] == "error").unwrap();
    assert!(finding["code"].as_str().unwrap().starts_with('E'), "{finding}");
    assert!(finding["location"]["native"]["table"].is_u64(), "{finding}");
    for command in ["fix a.xlsx", "annotate a.xlsx -o c.docx"] {
        assert_eq!(folder.gouji(command).status, 2, "{command}");
    }
}

#[test]
fn an_archive_is_read_as_a_folder() {
    let archive = zipped([
        ("2024/甲.docx", &word::from_markdown(BALANCED)[..]),
        ("乙.md", BALANCED.as_bytes()),
        ("照片.png", b"x"),
        (".隐藏.md", BALANCED.as_bytes()),
        ("__MACOSX/乙.md", b"x"),
    ]);
    let folder = Folder::new();
    folder.file("x/年报.zip", &archive).file("x/丙.md", BALANCED);
    let checked = ["x/丙.md", "x/年报.zip!/2024/甲.docx", "x/年报.zip!/乙.md"];
    assert_eq!(folder.gouji("check --format json x").checked(), checked);
    assert_eq!(folder.gouji("check --format json x/年报.zip").checked(), checked[1..]);
    let left = folder.gouji("check --format json --exclude *.zip/2024/** x").checked();
    assert_eq!(left, [checked[0], checked[2]]);
    // A program that writes looks into none.
    let fix = folder.gouji("fix x/年报.zip");
    assert!(fix.stderr.contains("请先解压"), "{fix:?}");
}

/// What a finding in an archive is named by can be pasted wherever a file is read.
#[test]
fn a_file_of_an_archive_is_named_as_in_results() {
    let archive = zipped([
        ("2024/甲.docx", &word::from_markdown(BALANCED)[..]),
        ("乙.md", BALANCED.as_bytes()),
    ]);
    let folder = Folder::new();
    folder.file("x/年报.zip", &archive).file("x/gouji.toml", "[lint]\nignore = [\"S\"]\n");
    let [a, b] = ["x/年报.zip!/2024/甲.docx", "x/年报.zip!/乙.md"];
    let view = folder.gouji(&format!("view {a}")).stdout;
    assert!(view.contains("一、总体情况"), "{view}");
    assert_eq!(folder.gouji(&format!("check --format json {a}")).checked(), [a]);
    // It is one file, whether it is met in its archive or named beside it.
    assert_eq!(folder.gouji(&format!("check --format json x {b}")).checked(), [a, b]);
    let settings = folder.gouji(&format!("config {b}"));
    assert!(settings.stdout.contains("x/gouji.toml"), "{settings:?}");
    assert!(folder.gouji(&format!("extract {b}")).stdout.contains("requests"));
    let absent = folder.gouji("check x/年报.zip!/丙.md");
    assert_eq!(absent.status, 2, "{absent:?}");
    let said = absent.stdout + &absent.stderr;
    assert!(said.contains("x/年报.zip!/丙.md") && said.contains("压缩包里没有这个文件"), "{said}");
    let fix = folder.gouji(&format!("fix {b}"));
    assert_eq!(fix.status, 2, "{fix:?}");
    assert!((fix.stdout + &fix.stderr).contains("请先解压"));
}

/// The same workbook in both formats: `report.xls` is what LibreOffice made of `report.xlsx`
/// (`soffice --headless --convert-to xls:"MS Excel 97" report.xlsx`).
#[test]
fn a_workbook_is_read_alike_in_both_formats() {
    let folder = Folder::new();
    let [new, old] =
        [&include_bytes!("workbook/report.xlsx")[..], include_bytes!("workbook/report.xls")];
    folder.file("a.xlsx", new).file("b.xls", old).file("c.et", old);
    let view = |name: &str| folder.gouji(&format!("view --blocks {name}")).stdout;
    assert_snapshot!(view("a.xlsx").lines().take(10).collect::<Vec<_>>().join("\n"), @r"
     1 │ H1    二、主动公开政府信息情况
     1 │ !     这是工作簿，只核对了其中的表格，年报的正文没有检查
     1 │ !     文件属性：青禾县民政局
     2 │ 1.1   第二十条第（一）项 │ ← │ ← │ ←
     3 │ 1.2   信息内容 │ 本年制发件数 │ 本年废止件数 │ 现行有效件数
     4 │ 1.3   规章 │ 0 │ 0 │ 0
     5 │ 1.4   行政规范性文件 │ 3 │ 1 │ 12
     6 │ 1.5   第二十条第（五）项 │ ← │ ← │ ←
     7 │ 1.6   信息内容 │ 本年处理决定数量 │ ← │ ←
     8 │ 1.7   行政许可 │ 221 │ ← │ ←
    ");
    assert_eq!(view("b.xls"), view("a.xlsx"));
    let told = |name: &str| {
        folder.gouji(&format!("check --format concise {name}")).stdout.replace(name, "")
    };
    assert_eq!(told("b.xls"), told("a.xlsx"));
    assert_eq!(told("c.et"), told("a.xlsx"));
    assert!(told("a.xlsx").contains("E001"), "{}", told("a.xlsx"));
}

#[test]
fn an_archive_without_a_report_and_a_damaged_one_say_so() {
    let folder = Folder::new();
    folder.file("空.zip", zipped([("照片.png", &b"x"[..])]));
    folder.file("坏.zip", &zipped([("甲.md", BALANCED.as_bytes())])[..100]);
    folder.file("其实.zip", word::from_markdown(BALANCED));
    folder.file("a.rar", b"Rar!\x1A\x07\x01\0");
    let ran = folder.gouji("check --format json 空.zip 坏.zip 其实.zip a.rar");
    assert_eq!((ran.status, ran.checked()), (2, vec!["其实.zip".to_owned()]), "{ran:?}");
    let messages = ran.json()["errors"].to_string();
    for told in
        ["压缩包里没有可以检查的文件", "压缩结构不完整", "RAR、7z 压缩包不能直接检查：请先解压"]
    {
        assert!(messages.contains(told), "{told}: {messages}");
    }
}
