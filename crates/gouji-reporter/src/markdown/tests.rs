use gouji_parser::Span;
use gouji_report::{Label, Localized, Summary};
use gouji_rules::finding::{CheckedReport, Finding, Severity};
use proptest::prelude::*;

use super::inline;
use crate::{
    Failure, Options, OutputFormat,
    tests::samples::{file, finding, run_output, text},
};

fn shown(findings: Vec<Finding>, failures: &[Failure<'_>]) -> String {
    let source = text("一\n本年收到\n");
    let issuer = Some("青禾县人民政府".to_owned());
    let report = Summary { year: Some(2024), issuer, ..Summary::default() };
    let checked = CheckedReport { report, findings, ..CheckedReport::default() };
    let files = [file("2024/青禾_县.txt", &source, &checked)];
    run_output(&files, failures, OutputFormat::Markdown, &Options::default())
}

fn at(offset: usize) -> Label {
    Label::new(Span::at(offset), Localized::default())
}

#[test]
fn the_gravest_comes_first_and_details_are_folded() {
    let mut total = finding("E001", Severity::Error, "新收 3 + 0 = 3，而 总计 0 | 空", at(4));
    total.help = Some(Localized::new("总计改为 3", ""));
    total.notes = vec![Localized::new("依据：表三表头", "")];
    let hint = finding("X001", Severity::Info, "含有 <b>*粗*</b>", at(0));
    let failures = [Failure { path: "乙.pdf", message: "不能直接检查" }];
    insta::assert_snapshot!(shown(vec![hint, total], &failures), @r"
    ### 年度报告核查结果

    ✕ 检查 1 份报告：**有 1 处错误需要改正**，另有 1 处提示，请逐条核对。

    - **无法读取** 乙.pdf：不能直接检查

    #### 青禾县人民政府 2024年度（2024/青禾\_县.txt）

    ✕ 错误 1 · ⓘ 提示 1

    | 级别 | 规则 | 位置 | 问题 |
    | --- | --- | --- | --- |
    | ✕ 错误 | E001 | 第 2 行 | 新收 3 + 0 = 3，而 总计 0 &#124; 空 |

    <details><summary>怎么改、依据</summary>

    - **E001** 新收 3 + 0 = 3，而 总计 0 &#124; 空
      - 总计改为 3
      - 依据：表三表头

    </details>

    <details><summary>提示 1</summary>

    | 级别 | 规则 | 位置 | 问题 |
    | --- | --- | --- | --- |
    | ⓘ 提示 | X001 | 第 1 行 | 含有 &lt;b&gt;\*粗\*&lt;/b&gt; |

    </details>
    ");
}

#[test]
fn a_good_report_takes_two_lines() {
    insta::assert_snapshot!(shown(Vec::new(), &[]), @r"
    ### 年度报告核查结果

    ✓ 检查 1 份报告：**没有发现问题**。
    ");
}

/// A summary of files in which these severities were found, each `times` times.
fn summary(files: &[(&str, Severity)], times: usize) -> String {
    let source = text("一\n");
    let results: Vec<CheckedReport> = files
        .iter()
        .map(|&(path, severity)| {
            let message = format!("{path}的问题");
            let one = |_| finding("Z001", severity, &message, at(0));
            CheckedReport { findings: (0..times).map(one).collect(), ..CheckedReport::default() }
        })
        .collect();
    let files: Vec<_> =
        files.iter().zip(&results).map(|(&(path, _), it)| file(path, &source, it)).collect();
    run_output(&files, &[], OutputFormat::Markdown, &Options::default())
}

#[test]
fn errors_come_first_and_none_is_left_out() {
    let names: Vec<String> = (0..3000).map(|n| format!("a{n:04}.txt")).collect();
    let mut files: Vec<(&str, Severity)> =
        names.iter().map(|name| (&**name, Severity::Info)).collect();
    files.extend([("z1.txt", Severity::Warning), ("z2.txt", Severity::Error)]);
    let shown = summary(&files, 1);
    let titles: Vec<&str> = shown.lines().filter(|line| line.starts_with("####")).collect();
    assert_eq!(titles[0], "#### 未识别出单位 年度未识别（z2.txt）");
    assert_eq!(titles[1], "#### 未识别出单位 年度未识别（z1.txt）");
    let listed = titles.len() - 2;
    let rest = 3000 - listed;
    let last = format!(
        "错误已全部列出；因篇幅所限，另有 {rest} 个提示没有列出（其中 {rest} 个文件一条也没有列）。"
    );
    assert_eq!(shown.trim_end().lines().last(), Some(&*last));
    assert!(shown.chars().count() < 65_536, "{}", shown.chars().count());
}

#[test]
fn errors_are_listed_whatever_room_they_take() {
    let names: Vec<String> = (0..40).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, Severity)> =
        names.iter().map(|name| (&**name, Severity::Error)).collect();
    let shown = summary(&files, 100);
    assert_eq!(shown.lines().filter(|line| line.starts_with("| ✕ 错误 | Z001")).count(), 4000);
    assert!(!shown.contains("没有列出"), "{}", &shown[shown.len() - 200..]);
}

#[test]
fn of_one_file_many_warnings_are_counted_not_listed() {
    let shown = summary(&[("a.txt", Severity::Warning)], 45);
    let last = "错误已全部列出；因篇幅所限，另有 15 个警告没有列出。";
    assert_eq!(shown.trim_end().lines().last(), Some(last));
}

proptest! {
    /// What a forge would read as markup, a link, a mention or the end of a cell is gone.
    #[test]
    fn no_text_leaves_its_cell(text in "[a-z|<>`*_@:#.\\\\\\n\\[\\]()~$ 表]{0,24}|\\PC{0,12}") {
        let shown = inline(&text);
        prop_assert!(!shown.contains(['\n', '|', '<', '>', '@', ':']), "{shown}");
        let mut chars = shown.chars();
        while let Some(char) = chars.next() {
            match char {
                // a backslash takes the sign behind it
                '\\' => prop_assert!(chars.next().is_some()),
                _ => prop_assert!(!"`*_[]~$".contains(char), "{shown}"),
            }
        }
    }
}
