//! Forms and the list of organs.

use gouji_report::DataFile;
use gouji_rules::Linter;

use super::said;

/// What is said of a form with `wrong` in the place of `right`.
fn check(right: &str, wrong: &str) -> String {
    const FORM: &str = r#"id = "2031"
name = { zh = "2031年格式", en = "form 2031" }
source = "某文件"
first-year = 2031
[[section]]
id = "requests"
number = 3
title = "收到和处理政府信息公开申请情况"
table = "requests"
[[table]]
id = "requests"
name = { zh = "表三", en = "table 3" }
section = "requests"
shape = "rows"
start = ["申请人情况"]
head = []
marks = []
[[table.group]]
id = "results"
label = "三、本年度办理结果"
[[table.column]]
id = "natural"
label = "自然人"
name.en = "natural persons"
[[table.row]]
id = "granted"
label = "（一）予以公开"
name.en = "granted"
in = "results"
columns = ["natural"]
"#;
    assert_eq!(FORM.matches(right).count(), 1, "{right}");
    let text = FORM.replace(right, wrong);
    said(Linter::new(&[DataFile { name: "forms/own.toml", text: &text }], &[]))
}

#[test]
fn a_form_without_a_fault_is_accepted() {
    assert_eq!(check("某文件", "另一文件"), "accepted");
}

#[test]
fn unknown_table() {
    insta::assert_snapshot!(check("table = \"requests\"", "table = \"request\""), @r#"
     × 没有名为 request 的表 / unknown table `request`
       ╭─[forms/own.toml:9:9]
     8 │ title = "收到和处理政府信息公开申请情况"
     9 │ table = "request"
       ·         ────┬────
       ·             ╰── 不认识 / unknown
    10 │ [[table]]
       ╰────
     help: 是不是 requests？ / did you mean `requests`?
    "#);
}

#[test]
fn unknown_section() {
    insta::assert_snapshot!(check("section = \"requests\"", "section = \"three\""), @r#"
     × 没有名为 three 的部分 / unknown section `three`
       ╭─[forms/own.toml:13:11]
    12 │ name = { zh = "表三", en = "table 3" }
    13 │ section = "three"
       ·           ───┬───
       ·              ╰── 不认识 / unknown
    14 │ shape = "rows"
       ╰────
     help: 可用：requests / known: requests
    "#);
}

#[test]
fn unknown_group() {
    insta::assert_snapshot!(check("in = \"results\"", "in = \"result\""), @r#"
     × 没有名为 result 的组 / unknown group `result`
       ╭─[forms/own.toml:29:6]
    28 │ name.en = "granted"
    29 │ in = "result"
       ·      ────┬───
       ·          ╰── 不认识 / unknown
    30 │ columns = ["natural"]
       ╰────
     help: 是不是 results？ / did you mean `results`?
    "#);
}

#[test]
fn unknown_column() {
    insta::assert_snapshot!(check("[\"natural\"]", "[\"natrual\"]"), @r#"
     × 没有名为 natrual 的列 / unknown column `natrual`
       ╭─[forms/own.toml:30:12]
    29 │ in = "results"
    30 │ columns = ["natrual"]
       ·            ────┬────
       ·                ╰── 不认识 / unknown
       ╰────
     help: 是不是 natural？ / did you mean `natural`?
    "#);
}

#[test]
fn unknown_shape() {
    insta::assert_snapshot!(check("\"rows\"", "\"grid\""), @r#"
     × 没有名为 grid 的取值 / unknown value `grid`
       ╭─[forms/own.toml:14:9]
    13 │ section = "requests"
    14 │ shape = "grid"
       ·         ───┬──
       ·            ╰── 不认识 / unknown
    15 │ start = ["申请人情况"]
       ╰────
     help: 可用：rows, line, lines / known: rows, line, lines
    "#);
}

#[test]
fn text_for_a_year() {
    insta::assert_snapshot!(check("first-year = 2031", "first-year = \"二〇三一\""), @r#"
     × 此处应为不小于 0 的整数 / a non-negative integer is wanted here
      ╭─[forms/own.toml:4:14]
    3 │ source = "某文件"
    4 │ first-year = "二〇三一"
      ·              ─────┬────
      ·                   ╰── 这是字符串 / a string
    5 │ [[section]]
      ╰────
     help: 写作数字，不加引号，如 30 / write a number without quotes, as 30
    "#);
}

/// What is said of one file beside the forms.
fn check_beside(name: &str, text: &str) -> String {
    said(Linter::new(&[DataFile { name, text }], &[]))
}

#[test]
fn list_of_organs() {
    let text = "[title]\nnever = []\ndrop = \"关于\"\n";
    insta::assert_snapshot!(check_beside("forms/organs.toml", text), @r#"
     × 此处应为列表 / a list is wanted here
      ╭─[forms/organs.toml:3:8]
    2 │ never = []
    3 │ drop = "关于"
      ·        ───┬──
      ·           ╰── 这是字符串 / a string
      ╰────
     help: 写作 ["关于"] / write ["关于"]
    "#);
}

#[test]
fn kinds_of_report() {
    let text = "[[kind]]\nid = \"budget\"\nname = { zh = \"预算\", en = \"budget\" }\nabout = []\n";
    insta::assert_snapshot!(check_beside("forms/kinds.toml", text), @r#"
     × 缺少 title-ends / `title-ends` is missing
      ╭─[forms/kinds.toml:1:1]
    1 │ [[kind]]
      · ────┬───
      ·     ╰── 在此 / here
    2 │ id = "budget"
      ╰────
     help: 补上 title-ends = … / add title-ends = …
    "#);
    let own = check("id = \"2031\"\n", "id = \"2031\"\nkind = \"budget\"\n");
    insta::assert_snapshot!(own, @r#"
     × 没有名为 budget 的报告种类 / unknown kind `budget`
      ╭─[forms/own.toml:2:8]
    1 │ id = "2031"
    2 │ kind = "budget"
      ·        ────┬───
      ·            ╰── 不认识 / unknown
    3 │ name = { zh = "2031年格式", en = "form 2031" }
      ╰────
     help: 此处没有可用的报告种类 / there is none here
    "#);
}

#[test]
fn names_of_places() {
    let check = |text: &str| check_beside("places/names.txt", text);
    insta::assert_snapshot!(check("620000 甘肃省\n6204 白银市\n"), @r#"
     × 代码不合格式 / malformed code
      ╭─[places/names.txt:2:1]
    1 │ 620000 甘肃省
    2 │ 6204 白银市
      · ──┬─
      ·   ╰── 代码 / code
      ╰────
     help: 六位行政区划代码，如 620403 / six digits
    "#);
    insta::assert_snapshot!(check("620000\n"), @r#"
     × 缺少名称 / no name
      ╭─[places/names.txt:1:1]
    1 │ 620000
      · ───┬──
      ·    ╰── 在此 / here
      ╰────
     help: 写作 代码 名称 / code, blank, name
    "#);
    insta::assert_snapshot!(check("620000 甘肃省 2008\n"), @r#"
     × 年份有误 / bad years
      ╭─[places/names.txt:1:1]
    1 │ 620000 甘肃省 2008
      · ─────────┬────────
      ·          ╰── 在此 / here
      ╰────
     help: 写作 2009-2020、2009- 或 -2020 / first and last year
    "#);
}
