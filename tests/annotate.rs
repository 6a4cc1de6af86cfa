//! Findings written into a Word file as comments.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use gouji_parser::{Author, Remark, Span};
use zip::ZipArchive;

use crate::command::{BALANCED, Folder, Ran, gouji};
use crate::word;

/// A Word file whose table three has a digit too many in the total.
fn unbalanced() -> Folder {
    let wrong = BALANCED.replace("| （七）总计 |  | 38 |", "| （七）总计 |  | 388 |");
    assert_ne!(wrong, BALANCED);
    let folder = Folder::new();
    folder.file("年报.docx", word::from_markdown(&wrong));
    folder
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap()
}

/// The parts of a file, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |at| {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), String::from_utf8_lossy(&content).into_owned())
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(part, _)| part == name).unwrap().1
}

/// What is found in a file, but for the comments that are in it.
fn findings(folder: &Path, file: impl AsRef<Path>) -> Vec<serde_json::Value> {
    let args = ["check", "--format", "json", "--ignore", "P004", file.as_ref().to_str().unwrap()];
    let json = Ran::of(&mut gouji(folder, args)).json();
    json["files"][0]["findings"].as_array().unwrap().clone()
}

#[test]
fn a_finding_stands_at_its_cell() {
    let folder = unbalanced();
    let ran = folder.gouji("annotate 年报.docx -o 批注.docx --select E");
    assert_eq!((ran.status, &*ran.stdout), (1, ""), "{ran:?}");
    assert_eq!(ran.stderr, "批注.docx：已写入 1 条批注\n");
    let written = bytes(&folder, "批注.docx");
    let cell =
        r#"<w:commentRangeStart w:id="0"/><w:r><w:t>388</w:t></w:r><w:commentRangeEnd w:id="0"/>"#;
    assert!(part(&written, "word/document.xml").contains(cell));
    let comments = part(&written, "word/comments.xml");
    let (_, lines) = comments.split_once("preserve\">").unwrap();
    assert!(lines.starts_with("错误 E001：表三「自然人」列不平"), "{lines}");
    assert!(
        comments.contains(r#"w:author="gouji" w:initials="勾""#) && !comments.contains("w:date")
    );
    assert_eq!(findings(folder.path(), "年报.docx"), findings(folder.path(), "批注.docx"));
}

#[test]
fn the_old_file_is_written_over_only_where_that_is_said() {
    let folder = unbalanced();
    let old = bytes(&folder, "年报.docx");
    let refused = |args: &str, why: &str| {
        let ran = folder.gouji(args);
        assert!(ran.status == 2 && ran.stderr.contains(why), "{args}: {ran:?}");
        assert_eq!(bytes(&folder, "年报.docx"), old, "{args}");
    };
    refused("annotate 年报.docx -o ./年报.docx", "--in-place");
    refused("annotate 年报.docx -o a.docx --in-place", "--in-place");
    refused("annotate 年报.docx -o none/a.docx", "不能写入");
    refused("annotate 年报.docx -o a.txt", "要以 .docx 结尾");
    refused("annotate 年报.docx -o a", "要以 .docx 结尾");
    // What is said once is not said twice, nor are comments of its own found.
    for told in ["已写入 1 条批注\n", "已写入 0 条批注，另有 1 条上次已经写入\n"]
    {
        let ran = folder.gouji("annotate 年报.docx --in-place --select E,P004");
        assert!(ran.stderr.ends_with(told), "{ran:?}");
        let comments = part(&bytes(&folder, "年报.docx"), "word/comments.xml");
        assert_eq!(comments.matches("<w:comment ").count(), 1);
    }
}

#[test]
fn beside_comments_of_others_its_own_are_not_found() {
    let folder = unbalanced();
    let old = bytes(&folder, "年报.docx");
    let document = gouji_parser::read(&old, "年报.docx").unwrap();
    let at = document.source.text().find("存在的主要问题").unwrap();
    let remark =
        Remark {
            span: Span::new(at..at + 6), lines: vec!["再核对".to_owned()], elsewhere: None
        };
    let author = Author { name: "甲", initials: "甲" };
    folder.file("年报.docx", gouji_parser::annotate(&old, author, &[remark]).unwrap().0);
    for told in ["已写入 2 条批注\n", "已写入 0 条批注，另有 2 条上次已经写入\n"]
    {
        let ran = folder.gouji("annotate 年报.docx --in-place --select E,P004");
        assert!(ran.stderr.ends_with(told), "{ran:?}");
        let comments = part(&bytes(&folder, "年报.docx"), "word/comments.xml");
        assert!(comments.contains("文件里还有 1 条批注"), "{comments}");
    }
}

#[test]
fn a_copy_without_a_name_gets_one_that_is_free() {
    let folder = unbalanced();
    let old = bytes(&folder, "年报.docx");
    for (args, name) in [
        ("annotate 年报.docx --select E", "年报.批注.docx"),
        ("annotate ./年报.docx --select E", "年报.批注2.docx"),
        ("annotate 年报.docx --select E --lang en", "年报.comments.docx"),
    ] {
        let ran = folder.gouji(args);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.stderr.contains(name), "{ran:?}");
        assert!(part(&bytes(&folder, name), "word/comments.xml").contains("E001"));
    }
    assert_eq!(bytes(&folder, "年报.docx"), old);
    // A file that is there is left as it is, whatever it holds.
    folder.file("a.docx", &old).file("a.批注.docx", "");
    folder.gouji("annotate a.docx");
    assert_eq!(bytes(&folder, "a.批注.docx"), b"");
    // Nothing is written where there is nothing to annotate.
    folder.file("b.txt", "一、总体情况");
    assert_eq!(folder.gouji("annotate b.txt").status, 2);
    assert!(!folder.path().join("b.批注.txt").exists());
}

#[test]
fn what_is_no_word_file_is_refused_with_advice() {
    let folder = Folder::new();
    folder.file("a.md", BALANCED).file("a.pdf", "%PDF-1.7").file("a.docx", &word::docx("")[..99]);
    for (file, why) in [
        ("a.md", "另存为 .docx"),
        ("a.pdf", "PDF"),
        ("a.docx", "压缩结构不完整"),
        ("none.docx", "文件不存在"),
    ] {
        let ran = folder.gouji(&format!("annotate {file} -o b.docx"));
        assert!(ran.status == 2 && ran.stderr.starts_with(file), "{ran:?}");
        assert!(ran.stderr.contains(why), "{ran:?}");
    }
    assert!(!folder.path().join("b.docx").exists());
}

#[test]
fn what_is_of_less_weight_is_written_where_it_is_asked_for() {
    let folder = Folder::new();
    let old = word::from_markdown(&BALANCED.replace("、", ","));
    folder.file("a.docx", &old);
    let annotate = |options: &str| {
        folder.gouji(&format!("annotate a.docx -o b.docx --select X001 --lang en{options}"))
    };
    let ran = annotate(" --min-severity warning");
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.contains("nothing to comment on") && ran.stderr.contains("left out: 1"));
    assert_eq!(bytes(&folder, "b.docx"), old);
    for options in ["", " --min-severity info"] {
        assert_eq!(annotate(options).stderr, "b.docx: comments written: 1\n");
        assert!(part(&bytes(&folder, "b.docx"), "word/comments.xml").contains(">info X001: "));
    }
}

/// What has a fix is written, whatever it weighs; a hint without one is left out.
#[test]
fn a_wrong_word_is_commented_on_and_a_habit_is_not() {
    let folder = Folder::new();
    let typo = BALANCED
        .replace(
            "（一）主动公开。",
            "（一）主动公开。制度了《望云县公开办法》，可登陆县政府网站查询。",
        )
        .replace("所列数据的统计期限为2024年1月1日至2024年12月31日。", "");
    folder.file("a.docx", word::from_markdown(&typo));
    let ran = folder.gouji("annotate a.docx -o b.docx");
    assert_eq!(
        ran.stderr,
        "b.docx：已写入 2 条批注\n另有 1 条级别较低的没有写入，加 --min-severity info 可全部写入\n"
    );
    let comments = part(&bytes(&folder, "b.docx"), "word/comments.xml");
    assert!(comments.contains("改为“登录”") && comments.contains("改为“制定了”"), "{comments}");
    assert!(!comments.contains("D002"), "{comments}");
}

/// Files of Word and LibreOffice are read as before, and but for four parts are the same.
#[test]
fn real_files_keep_what_they_say() {
    for file in crate::corpus::word_files() {
        let folder = Folder::new();
        let old = fs::read(&file).unwrap();
        folder.file("a.docx", &old);
        folder.gouji("annotate a.docx -o b.docx --min-severity info --ignore P004");
        let new = bytes(&folder, "b.docx");
        let found = findings(folder.path(), "b.docx");
        assert_eq!(found, findings(folder.path(), "a.docx"), "{}", file.display());
        let marks = part(&new, "word/document.xml").matches("<w:commentReference ").count();
        let before = part(&old, "word/document.xml").matches("<w:commentReference ").count();
        assert_eq!(marks - before, found.len(), "{}", file.display());
        let (old, new) = (parts(&old), parts(&new));
        let changed: Vec<&str> =
            new.iter().filter(|part| !old.contains(part)).map(|(name, _)| &**name).collect();
        assert!(changed.len() <= 4, "{}: {changed:?}", file.display());
    }
}
