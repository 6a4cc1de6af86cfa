//! A table that lost something on its way is said to be unreadable; no equation is held against it.

use super::{check, linter};

const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// Puts `lines` in the place of table four of a balanced report: no equation of it fails, and it
/// is said that they could not be assessed.
#[track_caller]
fn check_disputes(lines: &str) {
    let (before, rest) = BALANCED.split_once("| 行政复议 |").expect("table four begins");
    let (_, after) = rest.split_once("\n\n").expect("table four ends");
    let report = format!("{before}{lines}\n\n{after}");
    let checked = check(&linter(), &report, "report.txt");
    let failed: Vec<&str> = checked
        .findings
        .iter()
        .filter(|finding| finding.code.to_string().starts_with('E'))
        .map(|finding| &*finding.message.zh)
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
    assert!(checked.not_assessable.iter().any(|open| open.code.to_string() == "E005"), "{lines}");
}

const HEAD: &str = "行政复议  行政诉讼
结果维持  结果纠正  其他结果  尚未审结  总计  未经复议直接起诉  复议后起诉
结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计";

#[test]
fn the_head_runs_into_the_first_value() {
    check_disputes(&format!("{HEAD}2  0  1  0  3  0  0  0  0  0  1  0  0  0  1"));
}

#[test]
fn a_column_is_lost_in_the_middle() {
    let head = HEAD.replacen("其他结果  ", "", 1);
    check_disputes(&format!("{head}\n2  0  0  3  0  0  0  0  0  1  0  0  0  1"));
}

#[test]
fn an_empty_line_after_a_row_is_no_cell_of_it() {
    check_disputes(&format!("{HEAD}\n2  1  0  3  0  0  0  0  0  1  0  0  0  1"));
}

/// A page that shows a report as a text, in `<pre>`, has the findings of that text.
#[test]
fn a_text_that_a_page_shows_is_checked_as_one() {
    let linter = linter();
    let slip =
        include_str!("../../../../docs/samples/balanced-2024.md").replace("| 14 |", "| 15 |");
    let told = |text: &str, name: &str| -> Vec<String> {
        let findings = check(&linter, text, name).findings;
        findings.iter().map(|it| format!("{} {}", it.code, it.message.zh)).collect()
    };
    let own = told(&slip, "a.md");
    assert!(own.iter().any(|it| it.starts_with('E')), "{own:?}");
    for (before, behind) in [("<pre>", "</pre>"), ("<p>原文</p><pre><code>", "</code></pre><p>完")]
    {
        let page =
            format!("<html><body>{before}{}{behind}</body></html>", slip.replace('<', "&lt;"));
        assert_eq!(told(&page, "a.html"), own);
    }
}
