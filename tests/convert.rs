//! Conversion by LibreOffice, played by a script.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::command::{BALANCED, Folder, Ran, gouji};
use crate::word;

/// Copies the prepared file to where the result is expected: the folder in the argument before the
/// last.
const COPY: &str = r#"for last; do out=$file; file=$last; done
mkdir "$out" && cp "$PREPARED" "$out/report.docx""#;

/// A folder with a .rtf, a prepared .docx, and a script in the place of `soffice`, if any.
fn folder(script: &str) -> Folder {
    let folder = Folder::new();
    let rtf = r"{\rtf1 \u19968 ?}";
    folder.file("年报.rtf", rtf).file("result.docx", word::from_markdown(BALANCED));
    if !script.is_empty() {
        folder.file("bin/script", format!("#!/bin/sh\n{script}\n"));
        let bin = folder.path().join("bin");
        // A file that this process, with its many threads, had open for writing may be busy.
        let copied = Command::new("cp").arg("script").arg("soffice").current_dir(&bin).status();
        assert!(copied.unwrap().success());
        fs::set_permissions(bin.join("soffice"), Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

fn run(folder: &Folder, args: &str) -> Ran {
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let path = if folder.path().join("bin").exists() { path } else { String::new() };
    let mut command = gouji(folder.path(), args.split_whitespace());
    Ran::of(command.env("PATH", path).env("PREPARED", folder.path().join("result.docx")))
}

#[test]
fn a_converted_file_is_checked_under_its_own_name() {
    let folder = folder(COPY);
    let ran = run(&folder, "check --convert --format json 年报.rtf");
    assert_eq!((ran.status, ran.checked()), (0, vec!["年报.rtf".to_owned()]), "{ran:?}");
    assert_eq!(ran.json()["files"][0]["format"], "docx");
    assert_eq!(ran.json()["files"][0]["report"]["year"], 2024);
    assert!(ran.stderr.starts_with("年报.rtf: 由 LibreOffice 转换为 .docx 后读取"), "{ran:?}");
    assert_eq!(run(&folder, "check -q --convert 年报.rtf").stderr, "");

    let ran = run(&folder, "view --convert 年报.rtf");
    assert!(ran.stdout.contains("望云县人民政府2024年"), "{ran:?}");
    assert!(ran.stderr.contains("LibreOffice"), "{ran:?}");
}

#[test]
fn folders_are_searched_for_them_only_then() {
    let folder = folder(COPY);
    assert_eq!(run(&folder, "check --format json .").checked(), ["result.docx"]);
    let ran = run(&folder, "check --convert --format json .");
    assert_eq!(ran.checked(), ["result.docx", "年报.rtf"]);
}

#[test]
fn a_failure_is_that_files_own() {
    let folder = folder("exit 1");
    let ran = run(&folder, "check --convert --format json 年报.rtf result.docx");
    assert_eq!(
        (ran.status, ran.checked(), ran.unread()),
        (2, vec!["result.docx".into()], vec!["年报.rtf".into()])
    );
    let message = ran.json()["errors"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("LibreOffice 转换失败") && message.contains("另存为"), "{message}");
}

#[test]
fn without_libreoffice_the_refusal_says_how_to_go_on() {
    let folder = folder("");
    let message = |args| run(&folder, args).json()["errors"][0]["message"].to_string();
    let plain = message("check --format json 年报.rtf");
    assert!(plain.contains("RTF 文件不能直接检查") && plain.contains("--convert"), "{plain}");
    let asked = message("check --convert --format json 年报.rtf");
    assert!(asked.contains("没有找到") && asked.contains("另存为 .docx"), "{asked}");
    folder.file("a.pdf", "%PDF-1.7");
    let pdf = message("check --convert --format json a.pdf");
    assert!(!pdf.contains("LibreOffice"), "{pdf}");
}
