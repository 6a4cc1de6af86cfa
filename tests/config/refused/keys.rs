//! Keys and their shapes.

use super::check;

#[test]
fn no_toml() {
    insta::assert_snapshot!(check("[lint]\nselect = [\"E\""), @r#"
     × 列表没有闭合 / unclosed list
      ╭─[gouji.toml:2:13]
    1 │ [lint]
    2 │ select = ["E"
      ·             ┬
      ·             ╰── 在此 / here
      ╰────
     help: 补上 ] / add it
    "#);
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(check("jurisdicton = \"62\""), @r#"
     × 没有名为 jurisdicton 的键 / unknown key `jurisdicton`
      ╭─[gouji.toml:1:1]
    1 │ jurisdicton = "62"
      · ─────┬─────
      ·      ╰── 不认识 / unknown
      ╰────
     help: 是不是 jurisdiction？/ did you mean `jurisdiction`?
    "#);
}

#[test]
fn unknown_key_of_lint() {
    insta::assert_snapshot!(check("[lint]\nselct = [\"E\"]"), @r#"
     × 没有名为 selct 的键 / unknown key `selct`
      ╭─[gouji.toml:2:1]
    1 │ [lint]
    2 │ selct = ["E"]
      · ──┬──
      ·   ╰── 不认识 / unknown
      ╰────
     help: 是不是 select？/ did you mean `select`?
    "#);
}

#[test]
fn unknown_key_of_an_override() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"x\"]\ninore = [\"E\"]"), @r#"
     × 没有名为 inore 的键 / unknown key `inore`
      ╭─[gouji.toml:3:1]
    2 │ paths = ["x"]
    3 │ inore = ["E"]
      · ──┬──
      ·   ╰── 不认识 / unknown
      ╰────
     help: 是不是 ignore？/ did you mean `ignore`?
    "#);
}

#[test]
fn unknown_key_of_a_waiver() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npath = [\"x\"]\nreason = \"试\""), @r#"
     × 没有名为 path 的键 / unknown key `path`
      ╭─[gouji.toml:3:1]
    2 │ rule = "E001"
    3 │ path = ["x"]
      · ──┬─
      ·   ╰── 不认识 / unknown
    4 │ reason = "试"
      ╰────
     help: 是不是 paths？/ did you mean `paths`?
    "#);
}

#[test]
fn table_that_should_be_a_list() {
    insta::assert_snapshot!(check("[override]\npaths = [\"x\"]"), @r#"
     × 此处应为列表 / a list is wanted here
      ╭─[gouji.toml:1:1]
    1 │ [override]
      · ─────┬────
      ·      ╰── 这是表 / a table
    2 │ paths = ["x"]
      ╰────
     help: 写作 [[override]]
    "#);
}

#[test]
fn text_for_a_list() {
    insta::assert_snapshot!(check("[lint]\nignore = \"E\""), @r#"
     × 此处应为列表 / a list is wanted here
      ╭─[gouji.toml:2:10]
    1 │ [lint]
    2 │ ignore = "E"
      ·          ─┬─
      ·           ╰── 这是字符串 / a string
      ╰────
     help: 写作 ["E"]
    "#);
}

#[test]
fn number_for_a_text() {
    insta::assert_snapshot!(check("jurisdiction = 620403"), @r#"
     × 此处应为字符串 / a string is wanted here
      ╭─[gouji.toml:1:16]
    1 │ jurisdiction = 620403
      ·                ───┬──
      ·                   ╰── 这是整数 / an integer
      ╰────
     help: 写作 "620403"
    "#);
}

#[test]
fn key_twice() {
    insta::assert_snapshot!(check("[lint]\nignore = []\nignore = [\"E\"]"), @r#"
     × 同一个键写了两次 / duplicate key
      ╭─[gouji.toml:3:1]
    2 │ ignore = []
    3 │ ignore = ["E"]
      · ───┬──
      ·    ╰── 在此 / here
      ╰────
     help: 只留一个 / keep one
    "#);
}
