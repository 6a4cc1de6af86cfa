//! What is no TOML, and keys and values that a rule cannot have.

use super::{PACK, check, check_kind, load, said};

#[test]
fn unclosed_string() {
    insta::assert_snapshot!(check("\"warning\"", "\"warning"), @r#"
     × 字符串有误 / bad string
      ╭─[packs/own.toml:4:20]
    3 │ name = "own-rule"
    4 │ severity = "warning
      ·                    ▲
      ·                    ╰── 在此 / here
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 引号要成对，反斜杠写作 \\ / close the quote; a backslash is \\
    "#);
}

#[test]
fn unquoted_string() {
    insta::assert_snapshot!(check("\"warning\"", "warning"), @r#"
     × 字符串要加引号 / a string is quoted
      ╭─[packs/own.toml:4:12]
    3 │ name = "own-rule"
    4 │ severity = warning
      ·            ───┬───
      ·               ╰── 在此 / here
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 写作 "…" / write "…"
    "#);
}

#[test]
fn key_without_value() {
    insta::assert_snapshot!(check("severity = \"warning\"", "severity"), @r#"
     × 只有键，没有值 / key without a value
      ╭─[packs/own.toml:4:9]
    3 │ name = "own-rule"
    4 │ severity
      ·         ▲
      ·         ╰── 在此 / here
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 写作 键 = 值 / key = value
    "#);
}

#[test]
fn unclosed_list() {
    insta::assert_snapshot!(check_kind("kind = \"pattern\"\npatterns = ['甲'"), @r#"
     × 列表没有闭合 / unclosed list
       ╭─[packs/own.toml:12:18]
    11 │ kind = "pattern"
    12 │ patterns = ['甲'
       ·                 ▲
       ·                 ╰── 在此 / here
       ╰────
     help: 补上 ] / add it
    "#);
}

#[test]
fn what_has_no_translation_is_passed_on() {
    insta::assert_snapshot!(check("\"warning\"", "1__0"), @r#"
     × TOML 写法有误 / bad TOML
      ╭─[packs/own.toml:4:13]
    3 │ name = "own-rule"
    4 │ severity = 1__0
      ·             ┬
      ·             ╰── 从这里起不合 TOML 的写法 / `_` may only go between digits, expected nothing
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
    "#);
}

#[test]
fn key_twice() {
    insta::assert_snapshot!(check("why = ", "name = \"own\"\nwhy = "), @r#"
     × 同一个键写了两次 / duplicate key
      ╭─[packs/own.toml:7:1]
    6 │ message = { zh = "{over}：{left}", en = "{over}: {left}" }
    7 │ name = "own"
      · ──┬─
      ·   ╰── 在此 / here
    8 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
     help: 只留一个 / keep one
    "#);
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(check("severity = ", "serverity = "), @r#"
     × 没有名为 serverity 的键 / unknown key `serverity`
      ╭─[packs/own.toml:4:1]
    3 │ name = "own-rule"
    4 │ serverity = "warning"
      · ────┬────
      ·     ╰── 不认识 / unknown
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 是不是 severity？ / did you mean `severity`?
    "#);
}

#[test]
fn unknown_parameter() {
    insta::assert_snapshot!(check("each = \"column\"", "for = \"column\""), @r#"
     × 没有名为 for 的键 / unknown key `for`
       ╭─[packs/own.toml:13:1]
    12 │ table = "requests"
    13 │ for = "column"
       · ─┬─
       ·  ╰── 不认识 / unknown
    14 │ holds = "total == granted + partial"
       ╰────
     help: 可用：table, each, rows, holds, and, same-form / known: table, each,
           rows, holds, and, same-form
    "#);
}

#[test]
fn missing_key() {
    insta::assert_snapshot!(check("severity = \"warning\"\n", ""), @r#"
     × 缺少 severity / `severity` is missing
      ╭─[packs/own.toml:1:1]
    1 │ [[rule]]
      · ────┬───
      ·     ╰── 在此 / here
    2 │ code = "Z001"
      ╰────
     help: 补上 severity = … / add severity = …
    "#);
}

#[test]
fn missing_language() {
    insta::assert_snapshot!(check("zh = \"先有分项\", ", ""), @r#"
     × 缺少 zh / `zh` is missing
      ╭─[packs/own.toml:5:11]
    4 │ severity = "warning"
    5 │ summary = { en = "parts come first" }
      ·           ─────────────┬─────────────
      ·                        ╰── 在此 / here
    6 │ message = { zh = "{over}：{left}", en = "{over}: {left}" }
      ╰────
     help: 补上 zh = … / add zh = …
    "#);
}

/// Without the list of all kinds, which grows.
fn before_the_kinds(said: &str) -> &str {
    let at = ["kind 可为：", "可用："].iter().find_map(|it| Some(said.find(it)? + it.len()));
    &said[..at.expect("the kinds are listed")]
}

#[test]
fn missing_check() {
    let (rule, _) = PACK.split_once("[rule.check]").unwrap();
    insta::assert_snapshot!(before_the_kinds(&said(load(rule))), @r#"
     × 规则缺少 check / rule without `check`
      ╭─[packs/own.toml:1:1]
    1 │ [[rule]]
      · ────┬───
      ·     ╰── 在此规则 / this rule
    2 │ code = "Z001"
      ╰────
     help: 写上 check = { kind = "…" }；kind 可为：
    "#);
}

#[test]
fn missing_kind() {
    insta::assert_snapshot!(before_the_kinds(&check("kind = \"equation\"\n", "")), @r#"
     × check 缺少 kind / `check` without `kind`
       ╭─[packs/own.toml:10:1]
     9 │ example = { bad = "甲", good = "乙" }
    10 │ [rule.check]
       · ──────┬─────
       ·       ╰── 在此 / here
    11 │ table = "requests"
       ╰────
     help: 可用：
    "#);
}

#[test]
fn missing_parameter() {
    insta::assert_snapshot!(check_kind("kind = \"table\""), @r#"
     × 缺少 require / `require` is missing
       ╭─[packs/own.toml:10:1]
     9 │ example = { bad = "甲", good = "乙" }
    10 │ [rule.check]
       · ──────┬─────
       ·       ╰── 在此 / here
    11 │ kind = "table"
       ╰────
     help: 补上 require = … / add require = …
    "#);
}

#[test]
fn check_that_is_no_table() {
    let (rule, _) = PACK.split_once("[rule.check]").unwrap();
    insta::assert_snapshot!(said(load(&format!("{rule}check = \"equation\""))), @r#"
     × check 应为一张表 / `check` is a table
       ╭─[packs/own.toml:10:9]
     9 │ example = { bad = "甲", good = "乙" }
    10 │ check = "equation"
       ·         ─────┬────
       ·              ╰── 写作 { kind = "…" } / write { kind = "…" }
       ╰────
    "#);
}

#[test]
fn text_for_a_number() {
    let unit = "kind = \"body\"\nsection = \"problems\"\nleast = \"三十\"";
    insta::assert_snapshot!(check_kind(unit), @r#"
     × 此处应为不小于 0 的整数 / a non-negative integer is wanted here
       ╭─[packs/own.toml:13:9]
    12 │ section = "problems"
    13 │ least = "三十"
       ·         ───┬──
       ·            ╰── 这是字符串 / a string
       ╰────
     help: 写作数字，不加引号，如 30 / write a number without quotes, as 30
    "#);
}

#[test]
fn number_for_a_text() {
    insta::assert_snapshot!(check("\"own-rule\"", "1"), @r#"
     × 此处应为字符串 / a string is wanted here
      ╭─[packs/own.toml:3:8]
    2 │ code = "Z001"
    3 │ name = 1
      ·        ┬
      ·        ╰── 这是整数 / an integer
    4 │ severity = "warning"
      ╰────
     help: 写作 "1" / write "1"
    "#);
}

#[test]
fn number_for_one_of_some_words() {
    insta::assert_snapshot!(check("\"warning\"", "2"), @r#"
     × 此处应为字符串 / a string is wanted here
      ╭─[packs/own.toml:4:12]
    3 │ name = "own-rule"
    4 │ severity = 2
      ·            ┬
      ·            ╰── 这不是字符串 / not a string
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 写作 "…" / write "…"
    "#);
}

#[test]
fn rule_that_is_no_list() {
    insta::assert_snapshot!(check("[[rule]]", "[rule]"), @r#"
     × rule 应为 [[rule]] 列表 / `rule` is a list
      ╭─[packs/own.toml:1:1]
    1 │ [rule]
      · ───┬──
      ·    ╰── 写作 [[rule]] / write [[rule]]
    2 │ code = "Z001"
      ╰────
    "#);
}

#[test]
fn unknown_table_of_the_file() {
    insta::assert_snapshot!(said(load("[[rules]]\ncode = \"Z001\"\n")), @r#"
     × 没有名为 rules 的表 / unknown table `rules`
      ╭─[packs/own.toml:1:3]
    1 │ [[rules]]
      ·   ──┬──
      ·     ╰── 不认识 / unknown
    2 │ code = "Z001"
      ╰────
     help: 是不是 rule？ / did you mean `rule`?
    "#);
}

#[test]
fn punctuation_of_full_width() {
    insta::assert_snapshot!(check("\"warning\"", "“warning”"), @r#"
     × 此处的标点应为半角 / full-width punctuation
      ╭─[packs/own.toml:4:12]
    3 │ name = "own-rule"
    4 │ severity = “warning”
      ·            ┬
      ·            ╰── 在此 / here
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 写作 " / write "
    "#);
    insta::assert_snapshot!(check("name = \"own-rule\"", "name＝\"own-rule\""), @r#"
     × 此处的标点应为半角 / full-width punctuation
      ╭─[packs/own.toml:3:5]
    2 │ code = "Z001"
    3 │ name＝"own-rule"
      ·     ─┬
      ·      ╰── 在此 / here
    4 │ severity = "warning"
      ╰────
     help: 写作 = / write =
    "#);
}

#[test]
fn text_for_a_list() {
    insta::assert_snapshot!(check_kind("kind = \"pattern\"\npatterns = '甲'"), @r#"
     × 此处应为列表 / a list is wanted here
       ╭─[packs/own.toml:12:12]
    11 │ kind = "pattern"
    12 │ patterns = '甲'
       ·            ──┬─
       ·              ╰── 这是字符串 / a string
       ╰────
     help: 写作 ['甲'] / write ['甲']
    "#);
}

#[test]
fn a_fault_at_the_very_end_is_shown() {
    let (rule, _) = PACK.split_once("[rule.check]").unwrap();
    insta::assert_snapshot!(said(load(&format!("{rule}check = [1"))), @r#"
     × 列表没有闭合 / unclosed list
       ╭─[packs/own.toml:10:10]
     9 │ example = { bad = "甲", good = "乙" }
    10 │ check = [1
       ·          ┬
       ·          ╰── 在此 / here
       ╰────
     help: 补上 ] / add it
    "#);
}
