//! Odd cells of table three: what reads as 14 breaks nothing, what a reader sees apart is no error.

use gouji_rules::{
    Linter,
    finding::{CheckedReport, Severity},
};

use crate::{check, linter};

const BALANCED: &str = include_str!("../../../../docs/samples/balanced-2024.md");

/// The balanced report with another text in the cell that holds 14: as Markdown, or as a page.
fn report(written: &str, html: bool) -> String {
    assert!(BALANCED.contains("| 14 | 4 |"));
    let changed = BALANCED.replace("| 14 | 4 |", &format!("| {written} | 4 |"));
    if !html {
        return changed;
    }
    let mut page = "<html><body>".to_owned();
    for line in changed.lines().filter(|line| !line.starts_with("| ---")) {
        let row = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
        page += &match (row, line.trim_start_matches('#')) {
            (Some(row), _) => {
                format!("<tr><td>{}</tr>", row.replace(" | ", "<td>").replace(" |  |", "<td><td>"))
            }
            (None, "") => "</table><table>".to_owned(),
            (None, text) if text.len() < line.len() => format!("<h2>{text}</h2>"),
            (None, text) => format!("<p>{text}</p>"),
        };
    }
    page
}

fn checked(linter: &Linter, written: &str, html: bool) -> CheckedReport {
    check(linter, &report(written, html), if html { "a.html" } else { "a.md" })
}

/// The findings above info as `code variant…`, and whether the sum of the row was assessed.
fn found(checked: &CheckedReport) -> (Vec<&str>, bool) {
    let grave = checked.findings.iter().filter(|it| it.severity > Severity::Info);
    let suspended =
        checked.not_assessable.iter().any(|it| &*it.code == "E006" || &*it.code == "E002");
    (grave.map(|it| &*it.code).collect(), !suspended)
}

#[test]
fn what_reads_as_the_number_is_the_number() {
    let linter = linter();
    for html in [false, true] {
        for written in [
            "14",
            "<b>14</b>",
            "<u>1</u>4",
            "<del>15</del><ins>14</ins>",
            "1<del>5</del><ins>4</ins>",
            "<a href=\"x\">14</a>",
            "&#49;4",
            "１４",
        ] {
            let checked = checked(&linter, written, html);
            assert_eq!(found(&checked), (vec![], true), "{written} {html}");
        }
    }
    for written in ["**14**", "`14`", "[14](x.html)"] {
        assert_eq!(found(&checked(&linter, written, false)), (vec![], true), "{written}");
    }
}

#[test]
fn nothing_above_a_hint_rests_on_pieces_that_are_seen_apart() {
    let linter = linter();
    for html in [false, true] {
        for written in [
            "<s>9</s>14",
            "<s>14</s>",
            "<del>15</del>14",
            "14<sup>1</sup>",
            "14<sup>①</sup>",
            "1<br>4",
            "1<br>234",
            "<span style=\"text-decoration:line-through\">9</span>14",
            "<img src=\"14.png\">",
        ] {
            let checked = checked(&linter, written, html);
            assert_eq!(found(&checked), (vec![], false), "{written} {html}");
            let hints = checked.findings.iter().filter(|it| &*it.code == "V007");
            assert_eq!(hints.count(), 1, "{written} {html}");
            let named = |it: &&gouji_rules::finding::NotAssessable| it.reason.zh.contains("格内");
            assert!(checked.not_assessable.iter().find(named).is_some(), "{written} {html}");
        }
    }
    assert_eq!(found(&checked(&linter, "~~15~~14", false)), (vec![], false));
}

#[test]
fn a_number_with_a_note_is_reckoned_with() {
    let linter = linter();
    for html in [false, true] {
        let right = checked(&linter, "14（其中变更2件）", html);
        assert_eq!(found(&right), (vec!["V003"], true));
        assert!(right.findings.iter().all(|it| it.severity < Severity::Error));
        let wrong = checked(&linter, "15（其中变更2件）", html);
        assert_eq!(found(&wrong).0, ["V003", "E002"].iter().copied().rev().collect::<Vec<_>>());
    }
}

#[test]
fn other_shapes_are_no_counts() {
    let linter = linter();
    for written in [
        "1.2.3",
        "13-15",
        "约14",
        "14*",
        "28/2",
        "1.4e1",
        "⑭",
        "-14",
        "14.5",
        "1 4",
        "14（15）",
        "若干",
    ] {
        let checked = checked(&linter, written, false);
        let finding =
            checked.findings.iter().find(|it| &*it.code == "V003").expect("it is no count");
        assert_eq!(finding.severity, Severity::Error, "{written}");
    }
}

#[test]
fn a_number_that_is_too_large_is_never_passed_over() {
    let linter = linter();
    for digits in 12..60 {
        let checked = checked(&linter, &"9".repeat(digits), false);
        let finding = checked.findings.iter().find(|it| &*it.code == "V003");
        let finding = finding.expect("it is no count");
        assert_eq!(finding.severity, Severity::Error);
        assert!(finding.message.zh.contains("数太大"), "{}", finding.message.zh);
        // what could not be reckoned with is named
        let named = |it: &gouji_rules::finding::NotAssessable| it.reason.zh.contains("予以公开");
        assert!(digits < 16 || checked.not_assessable.iter().all(named), "{digits}");
    }
}

#[test]
fn unusual_digits_are_named_for_what_they_are() {
    let linter = linter();
    let check = |written: &str, name: &str, advice: &str| {
        let checked = checked(&linter, written, false);
        let found = checked.findings.iter().find(|it| &*it.name == "cell-digit-form");
        let found = found.unwrap_or_else(|| panic!("{written:?} is told"));
        assert!(found.message.zh.ends_with(&format!("（{name}）")), "{}", found.message.zh);
        assert_eq!(found.help.as_ref().map(|it| &*it.zh), Some(advice));
    };
    check("1\u{200b}4", "数字间有看不见的字符", "去掉看不见的字符");
    check("１\u{feff}４", "全角数字、数字间有看不见的字符", "改为半角数字、去掉看不见的字符");
    check("014", "前导零", "去掉前导零");
    check("l4", "字母当数字", "字母改为数字");
}
