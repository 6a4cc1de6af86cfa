//! Overrides and waivers.

use super::check;

#[test]
fn unknown_rule_in_an_override_that_holds_for_nothing() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"2019/**\"]\nignore = [\"E01\"]"), @r#"
     × 没有规则 E01
      ╭─[gouji.toml:3:11]
    2 │ paths = ["2019/**"]
    3 │ ignore = ["E01"]
      ·           ──┬──
      ·             ╰── 不认识
      ╰────
     建议：相近的规则：E001 (requests-flow), E101 (website-posts), E201 (penalty-
           total)
    "#);
}

#[test]
fn override_without_paths() {
    insta::assert_snapshot!(check("[[override]]\nignore = [\"E\"]"), @r#"
     × 缺少 paths
      ╭─[gouji.toml:1:1]
    1 │ [[override]]
      · ──────┬─────
      ·       ╰── 在此
    2 │ ignore = ["E"]
      ╰────
     建议：补上 paths = …
    "#);
}

#[test]
fn override_with_empty_paths() {
    insta::assert_snapshot!(check("[[override]]\npaths = []\nignore = [\"E\"]"), @r#"
     × paths 是空的
      ╭─[gouji.toml:2:9]
    1 │ [[override]]
    2 │ paths = []
      ·         ─┬
      ·          ╰── 至少写一个
    3 │ ignore = ["E"]
      ╰────
     建议：如 ["2024/**"]；对全部文件都适用的，写在 [[override]] 之外
    "#);
}

#[test]
fn malformed_glob() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"2019/[ab\"]\nignore = [\"E\"]"), @r#"
     × glob 写法有误
      ╭─[gouji.toml:2:10]
    1 │ [[override]]
    2 │ paths = ["2019/[ab"]
      ·          ─────┬────
      ·               ╰── [ 没有用 ] 结束
    3 │ ignore = ["E"]
      ╰────
     建议：如 "archive/2019/**"、"**/*.docx"；[ ] { } 要成对
    "#);
}

#[test]
fn waiver_without_a_reason() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]"), @r#"
     × 缺少 reason
      ╭─[gouji.toml:1:1]
    1 │ [[waive]]
      · ────┬────
      ·     ╰── 在此
    2 │ rule = "E001"
      ╰────
     建议：补上 reason = …
    "#);
}

#[test]
fn waiver_with_an_empty_reason() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \" \""), @r#"
     × 豁免要写明理由
      ╭─[gouji.toml:4:10]
    3 │ paths = ["a.txt"]
    4 │ reason = " "
      ·          ─┬─
      ·           ╰── 理由是空的
      ╰────
     建议：写明为什么可以不改，给以后看的人
    "#);
}

#[test]
fn waiver_for_everything() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\nreason = \"试\""), @r#"
     × 豁免要写明对哪些文件
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E001"
      ·        ───┬──
      ·           ╰── 缺少 paths 或 fingerprint
    3 │ reason = "试"
      ╰────
     建议：加上 paths = ["2024/某局.docx"]；对全部文件都不要的规则写进 [lint] 的
           ignore
    "#);
}

#[test]
fn waiver_of_no_rule() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E01\"\npaths = [\"a.txt\"]\nreason = \"试\""), @r#"
     × 没有规则 E01
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E01"
      ·        ──┬──
      ·          ╰── 不认识
    3 │ paths = ["a.txt"]
      ╰────
     建议：相近的规则：E001 (requests-flow), E101 (website-posts), E201 (penalty-
           total)
    "#);
}

#[test]
fn waiver_of_a_family() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E\"\npaths = [\"a.txt\"]\nreason = \"试\""), @r#"
     × 豁免只对一条规则
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E"
      ·        ─┬─
      ·         ╰── 这是一类
    3 │ paths = ["a.txt"]
      ╰────
     建议：写一条规则的代码，如 "E001"；整类不要的写进 ignore
    "#);
}

#[test]
fn waiver_until_a_text() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\nuntil = \"2026-12-31\""), @r#"
     × until 应为日期
      ╭─[gouji.toml:5:9]
    4 │ reason = "试"
    5 │ until = "2026-12-31"
      ·         ──────┬─────
      ·               ╰── 不是日期
      ╰────
     建议：写作 until = 2026-12-31，不加引号，不写时间
    "#);
}

#[test]
fn waiver_until_no_day() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\nuntil = 2026-02-30"), @r#"
     × TOML 写法有误
      ╭─[gouji.toml:5:9]
    4 │ reason = "试"
    5 │ until = 2026-02-30
      ·         ─────┬────
      ·              ╰── 从这里起不合 TOML 的写法
      ╰────
    "#);
}

#[test]
fn waiver_at_no_cell() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\ncell = \"requests.total.all\""), @r#"
     × 没有这个单元格
      ╭─[gouji.toml:5:8]
    4 │ reason = "试"
    5 │ cell = "requests.total.all"
      ·        ──────────┬─────────
      ·                  ╰── 不认识
      ╰────
     建议：写作 表.行.列，如 "requests.total.natural"；gouji check --format json
           的 location.cell 有各格代号
    "#);
}

#[test]
fn malformed_fingerprint() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\nfingerprint = \"abc\"\nreason = \"试\""), @r#"
     × fingerprint 写法有误
      ╭─[gouji.toml:3:15]
    2 │ rule = "E001"
    3 │ fingerprint = "abc"
      ·               ──┬──
      ·                 ╰── 应为 16 位十六进制数
    4 │ reason = "试"
      ╰────
     建议：从 gouji check --format json 的结果里抄
    "#);
}
