//! Keys and their shapes.

use super::check;

#[test]
fn no_toml() {
    insta::assert_snapshot!(check("[lint]\nselect = [\"E\""), @r#"
     × 列表没有闭合
      ╭─[gouji.toml:2:13]
    1 │ [lint]
    2 │ select = ["E"
      ·             ┬
      ·             ╰── 在此
      ╰────
     建议：补上 ]
    "#);
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(check("jurisdicton = \"62\""), @r#"
     × 没有名为 jurisdicton 的键
      ╭─[gouji.toml:1:1]
    1 │ jurisdicton = "62"
      · ─────┬─────
      ·      ╰── 不认识
      ╰────
     建议：是不是 jurisdiction？
    "#);
}

#[test]
fn unknown_key_of_lint() {
    insta::assert_snapshot!(check("[lint]\nselct = [\"E\"]"), @r#"
     × 没有名为 selct 的键
      ╭─[gouji.toml:2:1]
    1 │ [lint]
    2 │ selct = ["E"]
      · ──┬──
      ·   ╰── 不认识
      ╰────
     建议：是不是 select？
    "#);
}

#[test]
fn unknown_key_of_an_override() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"x\"]\ninore = [\"E\"]"), @r#"
     × 没有名为 inore 的键
      ╭─[gouji.toml:3:1]
    2 │ paths = ["x"]
    3 │ inore = ["E"]
      · ──┬──
      ·   ╰── 不认识
      ╰────
     建议：是不是 ignore？
    "#);
}

#[test]
fn unknown_key_of_a_waiver() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npath = [\"x\"]\nreason = \"试\""), @r#"
     × 没有名为 path 的键
      ╭─[gouji.toml:3:1]
    2 │ rule = "E001"
    3 │ path = ["x"]
      · ──┬─
      ·   ╰── 不认识
    4 │ reason = "试"
      ╰────
     建议：是不是 paths？
    "#);
}

#[test]
fn table_that_should_be_a_list() {
    insta::assert_snapshot!(check("[override]\npaths = [\"x\"]"), @r#"
     × 此处应为列表
      ╭─[gouji.toml:1:1]
    1 │ [override]
      · ─────┬────
      ·      ╰── 这是表
    2 │ paths = ["x"]
      ╰────
     建议：写作 [[override]]
    "#);
}

#[test]
fn text_for_a_list() {
    insta::assert_snapshot!(check("[lint]\nignore = \"E\""), @r#"
     × 此处应为列表
      ╭─[gouji.toml:2:10]
    1 │ [lint]
    2 │ ignore = "E"
      ·          ─┬─
      ·           ╰── 这是字符串
      ╰────
     建议：写作 ["E"]
    "#);
}

#[test]
fn number_for_a_text() {
    insta::assert_snapshot!(check("jurisdiction = 620403"), @r#"
     × 此处应为字符串
      ╭─[gouji.toml:1:16]
    1 │ jurisdiction = 620403
      ·                ───┬──
      ·                   ╰── 这是整数
      ╰────
     建议：写作 "620403"
    "#);
}

#[test]
fn key_twice() {
    insta::assert_snapshot!(check("[lint]\nignore = []\nignore = [\"E\"]"), @r#"
     × 同一个键写了两次
      ╭─[gouji.toml:3:1]
    2 │ ignore = []
    3 │ ignore = ["E"]
      · ───┬──
      ·    ╰── 在此
      ╰────
     建议：只留一个
    "#);
}
