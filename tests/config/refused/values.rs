//! Values: codes of rules, levels, parameters.

use super::check;

#[test]
fn malformed_jurisdiction() {
    insta::assert_snapshot!(check("jurisdiction = \"6204031\""), @r#"
     × 行政区划代码有误
      ╭─[gouji.toml:1:16]
    1 │ jurisdiction = "6204031"
      ·                ────┬────
      ·                    ╰── 应为 2、4 或 6 位数字
      ╰────
     建议：如 "62"（甘肃）、"6204"（白银）、"620403"（平川）
    "#);
}

#[test]
fn unknown_rule_selected() {
    insta::assert_snapshot!(check("[lint]\nselect = [\"requests-flaw\"]"), @r#"
     × 没有规则 requests-flaw
      ╭─[gouji.toml:2:11]
    1 │ [lint]
    2 │ select = ["requests-flaw"]
      ·           ───────┬───────
      ·                  ╰── 不认识
      ╰────
     建议：相近的规则：E001 (requests-flow)
    "#);
}

#[test]
fn unknown_rule_ignored() {
    insta::assert_snapshot!(check("[lint]\nignore = [\"E\", \"Q7\"]"), @r#"
     × 没有规则 Q7
      ╭─[gouji.toml:2:16]
    1 │ [lint]
    2 │ ignore = ["E", "Q7"]
      ·                ──┬─
      ·                  ╰── 不认识
      ╰────
     建议：gouji rules 列出全部规则
    "#);
}

#[test]
fn unknown_rule_in_severity() {
    insta::assert_snapshot!(check("[lint]\nseverity = { E001 = \"info\", S999 = \"off\" }"), @r#"
     × 没有规则 S999
      ╭─[gouji.toml:2:29]
    1 │ [lint]
    2 │ severity = { E001 = "info", S999 = "off" }
      ·                             ──┬─
      ·                               ╰── 不认识
      ╰────
     建议：gouji rules 列出全部规则
    "#);
}

#[test]
fn unknown_severity() {
    insta::assert_snapshot!(check("[lint]\nseverity = { E001 = \"fatal\" }"), @r#"
     × 没有名为 fatal 的取值
      ╭─[gouji.toml:2:21]
    1 │ [lint]
    2 │ severity = { E001 = "fatal" }
      ·                     ───┬───
      ·                        ╰── 不认识
      ╰────
     建议：可用：error, warning, info, off
    "#);
}

#[test]
fn unknown_fail_level() {
    insta::assert_snapshot!(check("[lint]\nfail-on = \"warn\""), @r#"
     × 没有名为 warn 的取值
      ╭─[gouji.toml:2:11]
    1 │ [lint]
    2 │ fail-on = "warn"
      ·           ───┬──
      ·              ╰── 不认识
      ╰────
     建议：可用：error, warning, info, never
    "#);
}

#[test]
fn unknown_rule_with_parameters() {
    insta::assert_snapshot!(check("[rule.S01]\nleast = 8"), @r"
     × 没有规则 S01
      ╭─[gouji.toml:1:7]
    1 │ [rule.S01]
      ·       ─┬─
      ·        ╰── 不认识
    2 │ least = 8
      ╰────
     建议：相近的规则：S001 (missing-section), S010 (problems-section-thin), S011
           (fee-statement-missing)
    ");
}

#[test]
fn rule_that_is_no_table() {
    insta::assert_snapshot!(check("rule.S010 = 8"), @r"
     × 规则的参数应为一张表
      ╭─[gouji.toml:1:13]
    1 │ rule.S010 = 8
      ·             ┬
      ·             ╰── 写作 [rule.代码]
      ╰────
    ");
}

#[test]
fn unknown_parameter() {
    insta::assert_snapshot!(check("[rule.S010]\nleest = 8"), @r"
     × 没有名为 leest 的键
      ╭─[gouji.toml:2:1]
    1 │ [rule.S010]
    2 │ leest = 8
      · ──┬──
      ·   ╰── 不认识
      ╰────
     建议：是不是 least？
    ");
}

#[test]
fn mistyped_parameter() {
    insta::assert_snapshot!(check("[lint]\nignore = [\"X\"]\n\n[rule.S010]\nleast = \"八十\""), @r#"
     × 此处应为不小于 0 的整数
      ╭─[gouji.toml:5:9]
    4 │ [rule.S010]
    5 │ least = "八十"
      ·         ───┬──
      ·            ╰── 这是字符串
      ╰────
     建议：写作数字，不加引号，如 30
    "#);
}

#[test]
fn parameter_that_names_nothing() {
    insta::assert_snapshot!(check("[rule.S010]\nsection = \"problem\""), @r#"
     × 没有名为 problem 的部分
      ╭─[gouji.toml:2:11]
    1 │ [rule.S010]
    2 │ section = "problem"
      ·           ────┬────
      ·               ╰── 不认识
      ╰────
     建议：是不是 problems？
    "#);
}

#[test]
fn kind_that_cannot_be_changed() {
    insta::assert_snapshot!(check("[rule.S010]\nkind = \"words\""), @r#"
     × 规则的 kind 不能改
      ╭─[gouji.toml:2:1]
    1 │ [rule.S010]
    2 │ kind = "words"
      · ──┬─
      ·   ╰── 删去
      ╰────
     建议：另写一条规则，见 docs/configuration.md
    "#);
}

#[test]
fn nothing_selected() {
    insta::assert_snapshot!(check("[lint]\nselect = []"), @r#"
     × select 是空的，一条规则也不用
      ╭─[gouji.toml:2:10]
    1 │ [lint]
    2 │ select = []
      ·          ─┬
      ·           ╰── 至少写一个
      ╰────
     建议：全部规则写 select = ["ALL"]；这些文件不要检查，就写进 .goujiignore
    "#);
}
