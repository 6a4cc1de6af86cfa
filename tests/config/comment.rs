//! Waivers in the report itself: `<!-- gouji: allow E002 原因 -->`.

use crate::command::{BALANCED, Folder, Ran};

/// The head of table three, and the heading of part five: what a comment is put before.
const TABLE: &str = "| （本列数据";
const HEADING: &str = "## 五、存在的主要问题及下一步工作打算";

/// A report with two slips: a figure of table three (E002), and the title of part five (S003).
fn report() -> String {
    BALANCED
        .replace("| 14 | 4 | 0 | 1 | 1 | 0 | 20 |", "| 15 | 4 | 0 | 1 | 1 | 0 | 20 |")
        .replace("## 五、存在的主要问题及改进情况", HEADING)
}

/// The same report as a page.
fn page() -> String {
    let mut html = "<!DOCTYPE html>\n<html><head><title>年报</title></head><body>\n".to_owned();
    let mut table = false;
    for line in report().lines().filter(|line| !line.starts_with("| ---")) {
        let row = line.starts_with('|');
        if row != table {
            html += if row { "<table>\n" } else { "</table>\n" };
            table = row;
        }
        let cells = line.trim_matches('|').split('|');
        let cells: String = cells.map(|cell| format!("<td>{}</td>", cell.trim())).collect();
        match line.split_once("# ") {
            _ if row => html += &format!("<tr>{cells}</tr>\n"),
            Some((_, title)) => html += &format!("<h2>{title}</h2>\n"),
            None => html += &format!("<p>{line}</p>\n"),
        }
    }
    html + "</body></html>\n"
}

fn ran(name: &str, text: impl AsRef<[u8]>, config: &str, args: &str) -> Ran {
    let folder = Folder::new();
    folder.file(name, text).file("gouji.toml", config);
    folder.gouji(&format!("check {name} --select E,S003 --format json {args}"))
}

/// What is found, what is let pass (`code reason line`), and what the comments are to blame for
/// (`line code`).
#[track_caller]
fn check(name: &str, text: impl AsRef<[u8]>, found: &str, passed: &[&str], blamed: &[&str]) {
    let ran = ran(name, text, "", "");
    assert_eq!(found_in(&ran), found, "{ran:?}");
    assert_eq!(passed_in(&ran), passed, "{ran:?}");
    assert_eq!(blamed_in(&ran), blamed, "{ran:?}");
    assert_eq!(ran.stderr.matches('⚠').count(), blamed.len(), "{ran:?}");
}

fn found_in(ran: &Ran) -> String {
    let json = ran.json();
    let findings = json["files"][0]["findings"].as_array().expect("an array").iter();
    let codes: Vec<&str> = findings.filter_map(|it| it["code"].as_str()).collect();
    codes.join(" ")
}

fn passed_in(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let passed = json["files"][0]["suppressed"].as_array().expect("an array").iter();
    let text = |it: &serde_json::Value| it.as_str().unwrap_or_default().to_owned();
    passed
        .map(|it| {
            assert_eq!(it["waiver"]["path"], json["files"][0]["path"]);
            format!("{} {} {}", text(&it["code"]), text(&it["reason"]), it["waiver"]["line"])
        })
        .collect()
}

fn blamed_in(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let blamed = json["configuration"].as_array().expect("an array").iter();
    blamed.map(|it| format!("{} {}", it["line"], it["code"].as_str().unwrap_or_default())).collect()
}

/// The report with `comment` on a line of its own before the text `before`.
fn with(before: &str, comment: &str) -> String {
    report().replacen(before, &format!("{comment}\n{before}"), 1)
}

fn line_of(text: &str, piece: &str) -> usize {
    let at = text.find(piece).expect("it is there");
    text[..at].matches('\n').count() + 1
}

const BOTH: &str = "E002 S003";
const OF_TABLE: &str = "<!-- gouji: allow E002 已函告更正 -->";

#[test]
fn without_a_comment_both_slips_are_found() {
    check("a.md", report(), BOTH, &[], &[]);
    check("a.html", page(), BOTH, &[], &[]);
}

#[test]
fn a_comment_before_a_block_is_for_that_block() {
    let text = with(TABLE, OF_TABLE);
    let line = line_of(&text, OF_TABLE);
    check("a.md", &text, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    // An empty line, another comment and other line ends between them do not part them.
    let apart = with(TABLE, &format!("{OF_TABLE}\n\n<!-- 表三 -->\n"));
    check("a.md", &apart, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    check("a.md", text.replace('\n', "\r\n"), "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    let of_heading = with(HEADING, "<!-- gouji: allow S003 上级要求 -->");
    let line = line_of(&of_heading, "上级要求");
    check("a.md", of_heading, "E002", &[&format!("S003 上级要求 {line}")], &[]);
    // For another block it is for nothing.
    let text = with(HEADING, OF_TABLE);
    let line = line_of(&text, OF_TABLE);
    check("a.md", &text, BOTH, &[], &[&format!("{line} unused-waiver")]);
}

#[test]
fn a_comment_before_the_title_is_for_the_whole_file() {
    let text = with("# 望云县", "<!-- gouji: allow E002, S003：原件已盖章 -->");
    check("a.md", &text, "", &["E002 原件已盖章 1", "S003 原件已盖章 1"], &[]);
    let family = with("# 望云县", "<!-- gouji：allow E，section-title -- 原件已盖章 -->");
    check("a.md", family, "", &["E002 原件已盖章 1", "S003 原件已盖章 1"], &[]);
    // Two may be for one finding: the closer one gives the reason, and neither is unused.
    let twice = with(TABLE, OF_TABLE);
    let twice = format!("<!-- gouji: allow E 原件已盖章 -->\n{twice}");
    let line = line_of(&twice, OF_TABLE);
    check("a.md", twice, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
}

#[test]
fn a_comment_within_a_block_is_for_that_block() {
    let in_cell = report().replace("| 15 | 4 |", &format!("| 15 {OF_TABLE} | 4 |"));
    let line = line_of(&in_cell, OF_TABLE);
    check("a.md", in_cell, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    for heading in [
        "## 五、存在的主要问题<!-- gouji: allow S003 上级要求 -->及下一步工作打算",
        "## 五、存在的主要问题及下一步工作打算 <!-- gouji: allow S003 上级要求 -->",
        "## <!-- gouji: allow S003 上级要求 -->五、存在的主要问题及下一步工作打算",
    ] {
        let text = report().replace(HEADING, heading);
        let line = line_of(&text, "上级要求");
        check("a.md", text, "E002", &[&format!("S003 上级要求 {line}")], &[]);
    }
    // In the last cell of a table, whose text ends before it.
    let last = report().replace(
        "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |\n\n## 四",
        "| 2 | 1 | 0 | 0 | 0 | 0 | 3 <!-- gouji: allow E002 已函告更正 --> |\n\n## 四",
    );
    let line = line_of(&last, OF_TABLE);
    check("a.md", last, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
}

#[test]
fn pages_have_the_same_comments() {
    let before = page().replacen(
        "<table>\n<tr><td>（本列",
        &format!("{OF_TABLE}\n<table>\n<tr><td>（本列"),
        1,
    );
    let line = line_of(&before, OF_TABLE);
    check("a.html", &before, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    let (gbk, ..) = encoding_rs::GB18030.encode(&before);
    check("a.html", gbk, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    let (before, table) =
        page().split_once("（本列").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let behind = table.replacen("</table>", &format!("{OF_TABLE}\n</table>"), 1);
    let behind = format!("{before}（本列{behind}");
    let line = line_of(&behind, OF_TABLE);
    check("a.html", behind, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    let head = page().replacen("<head>", "<head><!-- gouji: allow E S003 原件已盖章 -->", 1);
    check("a.html", head, "", &["E002 原件已盖章 2", "S003 原件已盖章 2"], &[]);
    for cell in [
        "<td>15<!-- gouji: allow E002 已函告更正 --></td>",
        "<td><!-- gouji: allow E002 已函告更正 -->15</td>",
    ] {
        let text = page().replace("<td>15</td>", cell);
        let line = line_of(&text, OF_TABLE);
        check("a.html", text, "S003", &[&format!("E002 已函告更正 {line}")], &[]);
    }
    let text =
        page().replace("下一步工作打算", "下一步<!-- gouji: allow S003 上级要求 --!>工作打算");
    let line = line_of(&text, "上级要求");
    check("a.html", text, "E002", &[&format!("S003 上级要求 {line}")], &[]);
}

#[test]
fn what_is_wrong_with_a_comment_is_told() {
    let check = |comment: &str, said: &str| {
        let ran = ran("a.md", with(TABLE, comment), "", "");
        assert_eq!(found_in(&ran), BOTH, "{comment}");
        let line = line_of(&with(TABLE, comment), comment);
        assert_eq!(blamed_in(&ran), [format!("{line} wrong-waiver")], "{comment}");
        assert!(ran.stderr.contains(&format!("a.md:{line}: {said}")), "{ran:?}");
    };
    check("<!-- gouji: allow -->", "豁免注释没有写规则的代码");
    check("<!-- gouji: allow 已函告更正 -->", "豁免注释没有写规则的代码");
    check("<!-- gouji: allow ALL 已函告更正 -->", "豁免注释没有写规则的代码");
    check("<!-- gouji: allow E999 已函告更正 -->", "豁免注释：没有规则 E999");
    check("<!-- gouji: allow E002 -->", "豁免注释没有写理由");
    check("<!-- gouji: allow E002 —— -->", "豁免注释没有写理由");
    check("<!-- gouji: ignore E002 已函告更正 -->", "豁免注释不认识“ignore”");
    check("<!-- gouji: -->", "豁免注释不认识“”");
    // The rules that are known hold beside one that is not.
    let text = with(TABLE, "<!-- gouji: allow E002 E999 已函告更正 -->");
    let ran = ran("a.md", &text, "", "");
    assert_eq!((found_in(&ran).as_str(), passed_in(&ran).len()), ("S003", 1));
    assert!(ran.stderr.contains("没有规则 E999"), "{ran:?}");
    let last = format!("{}\n{OF_TABLE}\n", report());
    let line = line_of(&last, OF_TABLE);
    self::check("a.md", last, BOTH, &[], &[&format!("{line} wrong-waiver")]);
}

#[test]
fn other_comments_say_nothing() {
    for comment in [
        "<!-- 校对完毕 -->",
        "<!-- goujian: allow E002 x -->",
        "<!-->",
        "<!-- 两行\n\n| 注释 | -->",
    ] {
        check("a.md", with(TABLE, comment), BOTH, &[], &[]);
    }
    // One that is not closed is text: it hides nothing of the report.
    let open = with("本报告根据", "<!-- gouji: allow E002 已函告更正");
    check("a.md", open, BOTH, &[], &[]);
}

#[test]
fn plain_text_has_no_comments_and_says_so() {
    let text = with(TABLE, OF_TABLE);
    let line = line_of(&text, OF_TABLE);
    let ran = ran("a.txt", &text, "", "");
    assert!(found_in(&ran).contains("E002"), "{ran:?}");
    assert_eq!(blamed_in(&ran), [format!("{line} wrong-waiver")]);
}

#[test]
fn the_configuration_can_refuse_them() {
    let refuse = "inline-waivers = false\n";
    let check = |config: &str, args: &str, found: &str, blamed: &[&str]| {
        let ran = ran("a.md", format!("{OF_TABLE}\n{}", with(TABLE, OF_TABLE)), config, args);
        assert_eq!(found_in(&ran), found, "{ran:?}");
        assert_eq!(blamed_in(&ran), blamed, "{ran:?}");
        ran.stderr
    };
    let said = check(refuse, "", BOTH, &["1 refused-waiver"]);
    assert!(said.contains("共 2 处：gouji.toml:1 写明 inline-"), "{said}");
    check("", "--config inline-waivers=false", BOTH, &["1 refused-waiver"]);
    check("inline-waivers = true\n", "", "S003", &[]);
    let over = "[[override]]\npaths = [\"b*\"]\ninline-waivers = false\n";
    check(over, "", "S003", &[]);
    let folder = Folder::new();
    folder.file("gouji.toml", refuse);
    assert!(folder.gouji("config").stdout.contains("inline-waivers = false  # gouji.toml:1"));
}

#[test]
fn a_waiver_of_a_rule_that_is_off_is_not_called_unused() {
    let text = with(TABLE, "<!-- gouji: allow E001 已函告更正 -->");
    assert_eq!(blamed_in(&ran("a.md", &text, "", "")).len(), 1);
    assert_eq!(blamed_in(&ran("a.md", &text, "", "--ignore E001")).len(), 0);
}

#[test]
fn every_command_that_checks_heeds_them() {
    let folder = Folder::new();
    let text = with(HEADING, "<!-- gouji: allow S003 上级要求 -->");
    folder.file("a.md", &text);
    // The title could be put right, and is let pass.
    let fixed = folder.gouji("fix --unsafe --diff a.md --select S003");
    assert_eq!((fixed.status, &*fixed.stdout), (0, ""), "{fixed:?}");
    assert_eq!(folder.gouji("baseline write a.md --select S003").status, 0);
    let baseline = std::fs::read_to_string(folder.path().join("gouji-baseline.json")).unwrap();
    assert!(!baseline.contains("S003"), "{baseline}");
    let sarif = folder.gouji("check a.md --select S003 --format sarif").json();
    assert_eq!(sarif["runs"][0]["results"][0]["suppressions"][0]["kind"], "inSource");
}

/// A person is shown fifty, and the JSON output has them all.
#[test]
fn many_comments_for_one_block_are_all_read() {
    let comment = |n| format!("<!-- gouji: allow E002 第{n}条 -->");
    let comments: String = (1..=3000).map(comment).collect();
    let ran = ran("a.md", with(TABLE, &comments), "", "");
    assert_eq!(found_in(&ran), "S003");
    assert_eq!(passed_in(&ran).len(), 1);
    assert!(passed_in(&ran)[0].starts_with("E002 第1条"));
    assert_eq!(blamed_in(&ran).len(), 2999);
    assert_eq!(ran.stderr.matches('⚠').count(), 50);
    assert!(ran.stderr.contains("另有 2949 条"), "{ran:?}");
}
