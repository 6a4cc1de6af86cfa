//! What was not checked is accounted for, whichever rules are on.

use std::sync::Arc;

use gouji_rules::{finding::CheckedReport, settings::Layer};
use toml::Spanned;

use crate::{check, configured};

const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// What is said not to be checked of a text, the same with every rule as with a single one.
#[track_caller]
fn said(text: &str, name: &str) -> Vec<String> {
    let words = |checked: &CheckedReport| -> Vec<String> {
        let all = checked.not_checked.iter();
        all.map(|it| format!("{}: {}", it.what.name(), it.reason.zh)).collect()
    };
    let all = words(&check(&configured(&[]), text, name));
    let mut one = Layer::new(Arc::default());
    one.select = Some(vec![Spanned::new(0..0, "X001".to_owned())]);
    let checked = check(&configured(&[&one]), text, name);
    assert_eq!(words(&checked), all, "the account does not depend on the rules that are on");
    let others = checked.findings.iter().filter(|it| it.code.to_string() != "X001");
    assert_eq!(others.count(), 0, "a rule that is off finds nothing");
    let others = checked.not_assessable.iter().filter(|it| it.code.to_string() != "X001");
    assert_eq!(others.count(), 0, "nor is it assessed");
    all
}

/// The balanced report with other lines for its rows of table four.
fn with_disputes(lines: &str) -> String {
    let (before, rest) = BALANCED.split_once("| 行政复议 |").expect("table four begins");
    let (_, after) = rest.split_once("\n\n").expect("table four ends");
    format!("{before}{lines}\n\n{after}")
}

#[test]
fn of_a_whole_report_nothing_is_left() {
    assert_eq!(said(BALANCED, "report.md"), [""; 0]);
}

#[test]
fn what_is_no_report_is_a_file_that_was_not_checked() {
    let none = "file: 没有找到年度报告的章节或表格，这个文件未作检查";
    assert_eq!(said("会议通知\n定于下周三开会。\n", "a.txt"), [none]);
    for text in ["", "\n", "<html><frameset><frame src=a.html>"] {
        assert_eq!(said(text, "a.txt"), ["file: 文件里没有文字，未作检查"], "{text:?}");
    }
    let title = "青禾县2024年政府信息公开工作年度报告\n";
    let only = "file: 只有标题“青禾县2024年政府信息公开工作年度报告”，没有正文";
    assert_eq!(said(title, "a.txt"), [only]);
    let page = format!("<html><h1>{title}</h1><div id=app></div><script>let a = 1;</script>");
    assert_eq!(said(&page, "a.html"), [only]);
    let old = "青禾县2009年政府信息公开工作年度报告\n一、总体情况\n公开12条。\n二、主动公开政府信息情况\n";
    assert_eq!(said(old, "a.txt"), ["file: 2009年度的报告不适用2019年起的格式，未作检查"]);
}

#[test]
fn what_was_not_read_of_a_report_is_a_part() {
    let second = format!("{BALANCED}\n\n{BALANCED}");
    assert_eq!(said(&second, "a.md"), ["part: 文件里从这里起是另一份报告，只检查了前一份"]);
    let nested = "<table><tr><td>1".repeat(100);
    let limit = "part: 文件超出读取上限（表格嵌套层数），此处以下没有读，也没有检查";
    let cut = format!(
        "<p>青禾县2024年政府信息公开工作年度报告<p>一、总体情况<p>二、主动公开政府信息情况{nested}"
    );
    assert_eq!(said(&cut, "a.html"), [limit]);
    // A return of a website is cut off in the same way.
    let website = format!(
        "<p>青禾县政府网站2023年政府网站工作年度报表<table><tr><td>网站名称<td>青禾县政府网<tr><td>信息发布<td>总数<td>2626<tr><td>概况类信息更新量<td>39</table>{nested}"
    );
    assert_eq!(said(&website, "a.html"), [limit]);
}

#[test]
fn a_table_that_is_compared_with_nothing_is_named() {
    let torn = "结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计\n2  1  0  3  0  0  0  0  0  1  0  0  0  1";
    let head = "行政复议  行政诉讼\n";
    let said_of = |lines: &str| said(&with_disputes(lines), "report.txt");
    assert_eq!(
        said_of(&format!("{head}{torn}")),
        ["table: 表四的数与列对不上，未作勾稽核对：件数"]
    );
    let picture = "<h1>青禾县2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开12条。</p>\
                   <h2>四、政府信息公开行政复议、行政诉讼情况</h2><p><img src=four.png></p>\
                   <h2>五、存在的主要问题及改进情况</h2><p>解读形式还不够多样。</p>";
    assert_eq!(said(picture, "a.html"), ["table: 表四是图片，无法读取其中的数字"]);
    let elsewhere = with_disputes("详见附件。");
    assert_eq!(said(&elsewhere, "a.md"), ["table: 表四不在正文中（见附件或链接）"]);
}
