//! What a file carries beside its text: tracked changes and comments of a .docx, and the place at
//! which reading ended at a limit.

use std::io::{Cursor, Write};

use gouji_rules::finding::CheckedReport;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::shipped;

/// A .docx of a report whose first paragraph has `run` in it, with that many comments.
fn docx(run: &str, comments: usize) -> Vec<u8> {
    docx_by("", run, comments)
}

/// The same with properties that name an author.
fn docx_by(author: &str, run: &str, comments: usize) -> Vec<u8> {
    let w = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let lines =
        ["青禾县2024年政府信息公开工作年度报告", "一、总体情况", "二、主动公开政府信息情况"];
    let paragraph = |line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let body: String = lines.into_iter().map(paragraph).collect();
    let parts = [
        (
            "word/document.xml",
            format!("<w:document {w}><w:body><w:p>{run}</w:p>{body}</w:body></w:document>"),
        ),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Type="urn:x/comments" Target="comments.xml"/></Relationships>"#
                .to_owned(),
        ),
        (
            "word/comments.xml",
            format!("<w:comments {w}>{}</w:comments>", "<w:comment/>".repeat(comments)),
        ),
        ("docProps/core.xml", format!("<core><creator>{author}</creator></core>")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name, options).expect("a vector takes every byte");
        writer.write_all(content.as_bytes()).expect("a vector takes every byte");
    }
    writer.finish().expect("a vector takes every byte").into_inner()
}

fn check(bytes: &[u8], name: &str) -> CheckedReport {
    shipped().check(&gouji_parser::read(bytes, name).expect("the file is readable"))
}

/// The messages of `code` about a file.
fn messages(checked: &CheckedReport, code: &str) -> Vec<String> {
    let of_rule = checked.findings.iter().filter(|finding| &*finding.code == code);
    of_rule.map(|finding| finding.message.zh.clone()).collect()
}

#[test]
fn tracked_changes_and_comments_are_findings() {
    let p004 = |run, comments| messages(&check(&docx(run, comments), "年报.docx"), "P004");
    assert_eq!(p004("", 0), [""; 0]);
    assert_eq!(p004("", 2), ["文件里还有 2 条批注"]);
    let inserted = "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>";
    assert_eq!(p004(inserted, 0), ["文件里还有 1 处修订痕迹"]);
    assert_eq!(p004(inserted, 1), ["文件里还有 1 处修订痕迹", "文件里还有 1 条批注"]);
}

#[test]
fn text_that_is_struck_out_is_told() {
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>另有3件。</w:t></w:r>";
    let checked = check(&docx(struck, 0), "年报.docx");
    assert_eq!(messages(&checked, "P004"), ["正文里有 1 处文字划了删除线，检查时没有读"]);
    let page = "<p>青禾县2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>另有<s>3</s>2件，<s>1</s>件</p>\
                <p>二、主动公开政府信息情况</p>";
    let checked = check(page.as_bytes(), "年报.html");
    assert_eq!(messages(&checked, "P004"), ["正文里有 1 处文字划了删除线，检查时没有读"]);
}

#[test]
fn the_author_is_a_hint_and_a_program_is_none() {
    let by = |author: &str| check(&docx_by(author, "", 0), "年报.docx");
    let named = by("王小明");
    assert_eq!(messages(&named, "P004"), ["文件属性里留有作者或最后修改人：王**"]);
    let hint = |finding: &gouji_rules::finding::Finding| {
        &*finding.code != "P004" || finding.severity == gouji_rules::finding::Severity::Info
    };
    assert!(named.findings.iter().all(hint));
    for nobody in ["", "Administrator", "lenovo", "WPS_1524", "微软用户", "python-docx"] {
        assert_eq!(messages(&by(nobody), "P004"), [""; 0], "{nobody}");
    }
}

/// A page of two sections whose reading ends between them, if `deep`.
fn page(deep: bool) -> String {
    let nested = if deep { "<table><tr><td>1".repeat(100) } else { String::new() };
    format!(
        "<p>青禾县2024年政府信息公开工作年度报告<p>一、总体情况<p>二、主动公开政府信息情况<p>&amp;nbsp;{nested}"
    )
}

#[test]
fn behind_a_limit_nothing_is_said_to_be_missing() {
    let whole = check(page(false).as_bytes(), "年报.html");
    assert!(!messages(&whole, "S001").is_empty());
    assert!(whole.not_assessable.iter().all(|check| &*check.code != "S001"));

    let cut = check(page(true).as_bytes(), "年报.html");
    let limit = "文件超出读取上限（表格嵌套层数），此处以下没有读，也没有检查";
    assert_eq!(messages(&cut, "S000"), [limit]);
    let codes: Vec<&str> = cut.findings.iter().map(|finding| &*finding.code).collect();
    assert_eq!(codes, ["X004", "S000"], "what was read is checked as far as it goes");
    let reason = |code: &str| {
        let check = cut.not_assessable.iter().find(|check| &*check.code == code);
        check.map(|check| check.reason.zh.clone())
    };
    for code in ["S001", "T001", "E001"] {
        let expected = "超出读取上限（表格嵌套层数），此处以下没有读";
        assert_eq!(reason(code).as_deref(), Some(expected), "{code}");
    }
}
