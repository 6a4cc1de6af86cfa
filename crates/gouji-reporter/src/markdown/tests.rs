use gouji_parser::Span;
use gouji_rules::finding::{Checked, Finding, Label, Localized, Severity, Summary};
use proptest::prelude::*;

use super::inline;
use crate::{
    Failure, Options, OutputFormat,
    samples::{file, finding, run_output, text},
};

fn shown(findings: Vec<Finding>, failures: &[Failure<'_>]) -> String {
    let source = text("一\n本年收到\n");
    let issuer = Some("青禾县人民政府".to_owned());
    let report = Summary { year: Some(2024), issuer, ..Summary::default() };
    let checked = Checked { report, findings, ..Checked::default() };
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
