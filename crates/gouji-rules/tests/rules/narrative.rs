//! What holds for the numbers of the text, however they are written: family N and U006.

use std::{fmt::Write as _, fs, path::Path, sync::LazyLock};

use proptest::prelude::*;

use crate::linter;

mod stated_figures;

/// The codes of what is said of the text, in order.
fn codes(text: &str, name: &str) -> Vec<String> {
    let findings = crate::check(&linter(), text, name).findings.into_iter();
    let mut codes: Vec<String> = findings
        .filter(|finding| finding.code.starts_with('N') || &*finding.code == "U006")
        .map(|finding| finding.code.to_string())
        .collect();
    codes.sort_unstable();
    codes
}

/// A report in three pieces: up to the heading of its first section, what that says, the rest.
struct Pieces {
    head: String,
    told: String,
    rest: String,
}

/// The fixtures whose first section has a text of its own.
fn reports() -> Vec<(String, Pieces)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut reports = Vec::new();
    for rule in fs::read_dir(folder).expect("there are fixtures").flatten() {
        let code = rule.file_name().into_string().expect("codes are ASCII");
        if !code.starts_with('N') && code != "U006" {
            continue;
        }
        for file in fs::read_dir(rule.path()).expect("rules have fixtures").flatten() {
            let text = fs::read_to_string(file.path()).expect("fixtures are UTF-8");
            let name = format!("{code}/{}", file.file_name().display());
            let Some((head, body)) = text.split_once("一、总体情况\n") else { continue };
            let end = ["\n二、", "\n三、", "\n四、"].iter().filter_map(|it| body.find(it)).min();
            let (told, rest) = body.split_at(end.unwrap_or(body.len()));
            if file.path().extension().is_some_and(|it| it == "txt") {
                let [head, told, rest] = [head, told, rest].map(str::to_owned);
                reports.push((name, Pieces { head: head + "一、总体情况\n", told, rest }));
            }
        }
    }
    assert!(reports.len() > 100, "{}", reports.len());
    reports
}

/// The codes are the same after `change` to the text of the first section.
fn check(change: impl Fn(&str) -> String) {
    let mut changed = 0;
    for (name, Pieces { head, told, rest }) in reports() {
        let other = change(&told);
        changed += usize::from(other != told);
        let [plain, other] = [&told, &other].map(|told| format!("{head}{told}{rest}"));
        assert_eq!(codes(&plain, "a.txt"), codes(&other, "a.txt"), "{name}:\n{other}");
    }
    assert!(changed > 50, "{changed}");
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    let pair = |char| from.chars().zip(to.chars()).find(|&(old, _)| old == char);
    text.chars().map(|char| pair(char).map_or(char, |(_, new)| new)).collect()
}

#[test]
fn full_width_digits_are_digits() {
    check(|text| replaced(text, "0123456789%", "０１２３４５６７８９％"));
}

#[test]
fn half_width_marks_are_marks() {
    check(|text| replaced(text, "，；（）：", ",;():"));
}

#[test]
fn lines_are_wrapped_anywhere_but_in_a_number() {
    check(|text| {
        let mut out = String::new();
        let mut width = 0;
        for char in text.chars() {
            let breaks = width >= 26 && !char.is_ascii_punctuation() && char.is_alphabetic();
            if breaks && out.ends_with(|last: char| last.is_alphabetic()) {
                out.push('\n');
                width = 0;
            }
            out.push(char);
            width = if char == '\n' { 0 } else { width + 1 };
        }
        out
    });
}

#[test]
fn spaces_around_numbers_say_nothing() {
    check(|text| {
        let mut out = String::new();
        let mut digit = false;
        for char in text.chars() {
            let is = char.is_ascii_digit();
            if is && !digit && out.ends_with(|last: char| last.is_alphabetic()) {
                out.push(' ');
            }
            out.push(char);
            digit = is;
        }
        out
    });
}

#[test]
fn a_web_page_says_the_same() {
    for (name, Pieces { head, told, rest }) in reports() {
        let plain = format!("{head}{told}{rest}");
        let mut page = String::from("<!doctype html><meta charset=\"utf-8\">\n");
        let mut rows = false;
        for line in plain.lines() {
            if line.contains('\t') != rows {
                page.push_str(if rows { "</table>\n" } else { "<table>\n" });
                rows = !rows;
            }
            if rows {
                let cells = line.replace('\t', "</td><td>");
                let _ = writeln!(page, "<tr><td>{cells}</td></tr>");
            } else {
                let _ = writeln!(page, "<p>{line}</p>");
            }
        }
        assert_eq!(codes(&plain, "a.txt"), codes(&page, "a.html"), "{name}:\n{page}");
    }
}

/// A piece of a sentence.
fn piece() -> impl Strategy<Value = String> {
    const WORDS: [&str; 56] = [
        "全县",
        "县政府办公室",
        "县水利局",
        "2024年",
        "2023年",
        "上半年",
        "共收到",
        "受理",
        "新收",
        "政府信息公开申请",
        "申请",
        "上年结转",
        "结转下年度",
        "办结",
        "全部办结",
        "其中",
        "分别为",
        "予以公开",
        "部分公开",
        "不予公开",
        "无法提供",
        "其他处理",
        "自然人",
        "商业企业",
        "法人或其他组织",
        "因政府信息公开引起的行政复议",
        "行政诉讼",
        "行政复议、行政诉讼",
        "均获维持",
        "制发",
        "废止",
        "现行有效",
        "行政规范性文件",
        "作出行政处罚决定",
        "行政许可",
        "占",
        "占总数的",
        "比上年",
        "较2023年",
        "增长",
        "减少",
        "主动公开信息",
        "其他",
        "等",
        "近",
        "约",
        "未收到",
        "未发生",
        "行政事业性收费",
        "政府集中采购",
        "（",
        "）",
        "、",
        "；",
        "：",
        "。",
    ];
    const UNITS: [&str; 10] =
        ["件", "条", "万条", "亿件", "%", "元", "万元", "亿元", "个百分点", "月"];
    prop_oneof![
        6 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
        4 => ("[1-9][0-9]{0,4}|[0-9]{25,40}|[0-9]{1,3}\\.[0-9]{1,30}|0", proptest::sample::select(&UNITS[..]))
            .prop_map(|(number, unit)| number + unit),
        3 => Just("，".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_sentence_is_assessed(told in proptest::collection::vec(piece(), 1..60)) {
        static TABLES: LazyLock<String> = LazyLock::new(|| {
            let of = |code: &str, case: &str| {
                let (_, report) = reports()
                    .into_iter()
                    .find(|(name, _)| *name == format!("{code}/{case}.txt"))
                    .expect("the fixture is there");
                report.rest
            };
            of("N005", "fail-made") + &of("N001", "fail-received") + &of("N004", "pass-both")
        });
        let told = told.concat();
        let head = "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n";
        let text = format!("{head}{told}{}", *TABLES);
        let first = codes(&text, "a.txt");
        prop_assert_eq!(first, codes(&text, "a.txt"));
    }
}

/// The quotations of a message.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(quoted, _)| quoted)
}

#[test]
fn a_message_quotes_the_text_as_it_stands() {
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let mut wrong = Vec::new();
    for (name, Pieces { head, told, rest }) in reports() {
        let text = solid(&format!("{head}{told}{rest}"));
        let report = format!("{head}{told}{rest}");
        let findings = crate::check(&linter(), &report, &name).findings;
        for finding in findings.iter().filter(|finding| finding.code.starts_with('N')) {
            // What is to be written stands in no report.
            let said = finding.message.zh.split("请写明").next().unwrap_or_default();
            for quoted in quoted(said) {
                let quoted = solid(quoted.trim_start_matches('…').trim_end_matches('…'));
                if !text.contains(&quoted) {
                    wrong.push(format!("{name}: {}", finding.message.zh));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_share_in_brackets_is_quoted_in_brackets() {
    let said = |text: &str, code: &str| {
        let report = format!(
            "青禾县2025年政府信息公开工作年度报告\n一、总体情况\n{text}\n二、主动公开政府信息情况\n"
        );
        let findings = crate::check(&linter(), &report, "a.txt").findings;
        let finding = findings.iter().find(|finding| &*finding.code == code);
        finding.map(|finding| finding.message.zh.clone()).unwrap_or_default()
    };
    let share = said("全年办结政府信息公开申请80件，其中予以公开42件（占51.5%）。", "N010");
    assert!(share.contains("予以公开42件（占51.5%）”"), "{share}");
}

#[test]
fn a_quotation_begins_behind_the_year() {
    let heading = "一、总体情况\n";
    let sample = include_str!("../../../../docs/samples/qinghe-2024.txt");
    let told = format!("{heading}2024年度发生因政府信息公开引发的行政复议3件。\n");
    let report = sample.replace(heading, &told);
    assert_ne!(report, sample);
    let findings = crate::check(&linter(), &report, "a.txt").findings;
    let finding = findings.iter().find(|finding| &*finding.code == "N004");
    let message = finding.map(|finding| &*finding.message.zh).unwrap_or_default();
    assert!(message.contains("“发生因政府信息公开引发的行政复议3件”"), "{message}");
}
