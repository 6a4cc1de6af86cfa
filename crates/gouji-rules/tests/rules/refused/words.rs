//! Words that name nothing: codes, kinds, places of the form, cases, placeholders.

use super::{PACK, check, check_kind, load, said};

#[test]
fn malformed_code() {
    insta::assert_snapshot!(check("Z001", "Z01"), @r#"
     × 规则代码不合格式 / malformed code
      ╭─[packs/own.toml:2:8]
    1 │ [[rule]]
    2 │ code = "Z01"
      ·        ──┬──
      ·          ╰── 代码 / code
    3 │ name = "own-rule"
      ╰────
     help: 一个大写字母加三位数字，如 E001 / a capital letter and three digits
    "#);
}

#[test]
fn yielding_to_no_rule() {
    insta::assert_snapshot!(check("why = ", "yields-to = [\"Z002\"]\nwhy = "), @r#"
     × 没有名为 Z002 的规则 / unknown rule `Z002`
      ╭─[packs/own.toml:7:14]
    6 │ message = { zh = "{over}：{left}", en = "{over}: {left}" }
    7 │ yields-to = ["Z002"]
      ·              ───┬──
      ·                 ╰── 不认识 / unknown
    8 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
     help: 是不是 Z001？ / did you mean `Z001`?
    "#);
}

#[test]
fn yielding_to_a_rule_that_yields() {
    insta::assert_snapshot!(check("why = ", "yields-to = [\"Z001\"]\nwhy = "), @r#"
     × Z001 自己也要让位 / Z001 gives way itself
      ╭─[packs/own.toml:7:14]
    6 │ message = { zh = "{over}：{left}", en = "{over}: {left}" }
    7 │ yields-to = ["Z001"]
      ·              ───┬──
      ·                 ╰── 不能让位给它 / cannot yield to it
    8 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
    "#);
}

#[test]
fn code_twice() {
    insta::assert_snapshot!(said(load(&format!("{PACK}\n{PACK}"))), @r#"
     × 规则 Z001 已有 / rule Z001 exists already
       ╭─[packs/own.toml:17:8]
    16 │ [[rule]]
    17 │ code = "Z001"
       ·        ───┬──
       ·           ╰── 重复 / repeated
    18 │ name = "own-rule"
       ╰────
     help: packs/own.toml 已用此代码，请换一个 / packs/own.toml has it, choose
           another code
    "#);
}

#[test]
fn unknown_severity() {
    insta::assert_snapshot!(check("\"warning\"", "\"fatal\""), @r#"
     × 没有名为 fatal 的取值 / unknown value `fatal`
      ╭─[packs/own.toml:4:12]
    3 │ name = "own-rule"
    4 │ severity = "fatal"
      ·            ───┬───
      ·               ╰── 不认识 / unknown
    5 │ summary = { zh = "先有分项", en = "parts come first" }
      ╰────
     help: 可用：info, warning, error / known: info, warning, error
    "#);
}

#[test]
fn unknown_form() {
    insta::assert_snapshot!(check("why = ", "forms = [\"2022\"]\nwhy = "), @r#"
     × 没有名为 2022 的格式 / unknown form `2022`
      ╭─[packs/own.toml:7:10]
    6 │ message = { zh = "{over}：{left}", en = "{over}: {left}" }
    7 │ forms = ["2022"]
      ·          ───┬──
      ·             ╰── 不认识 / unknown
    8 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
     help: 是不是 2021？ / did you mean `2021`?
    "#);
}

#[test]
fn unknown_kind() {
    insta::assert_snapshot!(check("\"equation\"", "\"equations\""), @r#"
     × 没有名为 equations 的检查种类 / unknown check kind `equations`
       ╭─[packs/own.toml:11:8]
    10 │ [rule.check]
    11 │ kind = "equations"
       ·        ─────┬─────
       ·             ╰── 不认识 / unknown
    12 │ table = "requests"
       ╰────
     help: 是不是 equation？ / did you mean `equation`?
    "#);
}

#[test]
fn unknown_requirement() {
    insta::assert_snapshot!(check_kind("kind = \"table\"\nrequire = \"row\""), @r#"
     × 没有名为 row 的取值 / unknown value `row`
       ╭─[packs/own.toml:12:11]
    11 │ kind = "table"
    12 │ require = "row"
       ·           ──┬──
       ·             ╰── 不认识 / unknown
       ╰────
     help: 是不是 rows？ / did you mean `rows`?
    "#);
}

#[test]
fn unknown_table() {
    insta::assert_snapshot!(check("\"requests\"", "\"request\""), @r#"
     × 没有名为 request 的表 / unknown table `request`
       ╭─[packs/own.toml:12:9]
    11 │ kind = "equation"
    12 │ table = "request"
       ·         ────┬────
       ·             ╰── 不认识 / unknown
    13 │ each = "column"
       ╰────
     help: 是不是 requests？ / did you mean `requests`?
    "#);
}

#[test]
fn unknown_row() {
    let rows = "kind = \"equation\"\ntable = \"proactive\"\neach = \"row\"\nrows = [\"rule\"]\n\
                holds = \"in-force >= made\"";
    insta::assert_snapshot!(check_kind(rows), @r#"
     × 没有名为 rule 的行 / unknown row `rule`
       ╭─[packs/own.toml:14:9]
    13 │ each = "row"
    14 │ rows = ["rule"]
       ·         ───┬──
       ·            ╰── 不认识 / unknown
    15 │ holds = "in-force >= made"
       ╰────
     help: 是不是 rules？ / did you mean `rules`?
    "#);
}

#[test]
fn unknown_column() {
    let unit = "kind = \"unit\"\ncell = \"proactive.procurement.sum\"";
    insta::assert_snapshot!(check_kind(unit), @r#"
     × 没有名为 sum 的列 / unknown column `sum`
       ╭─[packs/own.toml:12:31]
    11 │ kind = "unit"
    12 │ cell = "proactive.procurement.sum"
       ·                               ─┬─
       ·                                ╰── 不认识 / unknown
       ╰────
     help: 可用：made, published, in-force, previous, change, decisions, items,
           amount, repealed / known: made, published, in-force, previous, change,
           decisions, items, amount, repealed
    "#);
}

#[test]
fn unknown_section() {
    insta::assert_snapshot!(check_kind("kind = \"topics\"\nsection = \"overveiw\""), @r#"
     × 没有名为 overveiw 的部分 / unknown section `overveiw`
       ╭─[packs/own.toml:12:11]
    11 │ kind = "topics"
    12 │ section = "overveiw"
       ·           ─────┬────
       ·                ╰── 不认识 / unknown
       ╰────
     help: 是不是 overview？ / did you mean `overview`?
    "#);
}

#[test]
fn unknown_level() {
    let bound = "kind = \"bound\"\ntable = \"proactive\"\nrow = \"rules\"\nmost = 0\nlevels = [\"village\"]";
    insta::assert_snapshot!(check_kind(bound), @r#"
     × 没有名为 village 的机关层级 / unknown level `village`
       ╭─[packs/own.toml:15:11]
    14 │ most = 0
    15 │ levels = ["village"]
       ·           ────┬────
       ·               ╰── 不认识 / unknown
       ╰────
     help: 可用：city, county, department, ministry, office, province, street,
           town, zone / known: city, county, department, ministry, office,
           province, street, town, zone
    "#);
}

#[test]
fn unknown_variant() {
    insta::assert_snapshot!(check("[rule.check]", "[rule.variant.blank]\n[rule.check]"), @r#"
     × 没有名为 blank 的情形 / unknown variant `blank`
       ╭─[packs/own.toml:10:15]
     9 │ example = { bad = "甲", good = "乙" }
    10 │ [rule.variant.blank]
       ·               ──┬──
       ·                 ╰── 不认识 / unknown
    11 │ [rule.check]
       ╰────
     help: 可用：by-name, parts / known: by-name, parts
    "#);
}

#[test]
fn unknown_placeholder() {
    insta::assert_snapshot!(check("{over}：{left}", "{over}：{lefts}"), @r#"
     × 没有名为 lefts 的占位符 / unknown placeholder `lefts`
      ╭─[packs/own.toml:6:28]
    5 │ summary = { zh = "先有分项", en = "parts come first" }
    6 │ message = { zh = "{over}：{lefts}", en = "{over}: {left}" }
      ·                           ───┬───
      ·                              ╰── 不认识 / unknown
    7 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
     help: 是不是 left？ / did you mean `left`?
    "#);
}

/// What is said of `PACK` with a message and a check of another kind.
fn check_message(message: &str, parameters: &str) -> String {
    let (rule, _) = PACK.split_once("kind = ").expect("the pack has a check");
    let rule = rule.replace("{over}：{left}", message).replace("{over}: {left}", message);
    said(load(&format!("{rule}{parameters}\n")))
}

#[test]
fn placeholder_of_another_requirement() {
    let section = |require: &str| format!("kind = \"section\"\nrequire = \"{require}\"");
    assert_eq!(check_message("{title}{before}", &section("order")), "accepted");
    let told = check_message("{title}{before}", &section("title"));
    assert!(told.contains("没有名为 before 的占位符 / unknown placeholder `before`"), "{told}");
    assert!(told.contains("number, title, found"), "{told}");
}

#[test]
fn placeholder_that_is_not_filled_in_every_case() {
    let body = "kind = \"body\"\nsection = \"overview\"\nleast = 3";
    assert_eq!(check_message("{section}{count}", body), "accepted");
    let missing = check_message("{section}{missing}", body);
    assert!(missing.contains("unknown placeholder `missing`"), "{missing}");
    let present = "kind = \"section\"\nrequire = \"present\"";
    let told = check_message("{title}{table}", present);
    assert!(told.contains("情形 subheading 没有 {table} / there is no {table} in"), "{told}");
    assert!(told.contains("[rule.variant.subheading]"), "{told}");
    let own = "[rule.variant.subheading]\nmessage = { zh = \"{title}\", en = \"{title}\" }";
    assert_eq!(check_message("{title}{table}", &format!("{present}\n{own}")), "accepted");
}

#[test]
fn parameters_that_a_requirement_needs() {
    for (parameters, key) in [
        ("kind = \"cell\"\nrequire = \"plain-digits\"", "habits"),
        ("kind = \"cell\"\nrequire = \"unit\"", "cell"),
        ("kind = \"decimals\"\ncell = \"proactive.fees.amount\"", "most"),
        ("kind = \"term\"\nterms = [{ words = [\"甲\"], since = 2019 }]", "now"),
        ("kind = \"confusable\"\npairs = [{ wrong = \"甲\" }]", "write"),
    ] {
        let told = check_kind(parameters);
        assert!(told.contains(&format!("缺少 {key} / `{key}` is missing")), "{told}");
    }
}

#[test]
fn examples_without_their_table() {
    let check = |table: &str| {
        let (right, pieces) = ("example = { bad", "bad");
        check(right, &format!("example = {{ {table}, {pieces}"))
    };
    let told = check("tables = \"balanced-202\"");
    assert!(told.contains("没有名为 balanced-202 的标准表格"), "{told}");
    assert!(told.contains("did you mean `balanced-2021`?"), "{told}");
    for beginning in ["九", "1.", ""] {
        let change = format!("change.bad = {{ \"{beginning}\" = \"一\" }}");
        let told = check(&format!("tables = \"balanced-2021\", {change}"));
        assert!(told.contains("没有这一行，或不止一行 / no such line, or several"), "{told}");
    }
    assert_eq!(check("tables = \"balanced-2021\", change.bad = { \"（七）\" = \"\" }"), "accepted");
}

#[test]
fn placeholder_in_one_language_alone() {
    insta::assert_snapshot!(check("{over}：{left}", "{over}"), @r#"
     × 两种语言的占位符不一致 / the two languages differ in placeholders
      ╭─[packs/own.toml:6:42]
    5 │ summary = { zh = "先有分项", en = "parts come first" }
    6 │ message = { zh = "{over}", en = "{over}: {left}" }
      ·                                          ───┬──
      ·                                             ╰── 另一种语言里没有 {left} / no {left} in the other language
    7 │ why = { zh = "先有分项，后有总计", en = "parts come first" }
      ╰────
    "#);
}

#[test]
fn bad_regular_expression() {
    insta::assert_snapshot!(check_kind("kind = \"pattern\"\npatterns = ['×+', '（此处[^）]{4']"), @r#"
     × 正则表达式有误 / bad regular expression
       ╭─[packs/own.toml:12:36]
    11 │ kind = "pattern"
    12 │ patterns = ['×+', '（此处[^）]{4']
       ·                               ─┬
       ·                                ╰── { 没有用 } 结束 / unclosed counted repetition
       ╰────
    "#);
}

#[test]
fn marks_come_in_pairs() {
    let check = "kind = \"punctuation\"\nwide = [\",，\", \";\"]\nsingle = \"，\"";
    insta::assert_snapshot!(check_kind(check), @r#"
     × 应为两个标点 / not a pair of marks
       ╭─[packs/own.toml:12:17]
    11 │ kind = "punctuation"
    12 │ wide = [",，", ";"]
       ·                ─┬─
       ·                 ╰── 写作半角加全角，如 “,，” / the half-width mark and the wide one
    13 │ single = "，"
       ╰────
    "#);
}

#[test]
fn bad_context_of_a_confusable_word() {
    let pair = "{ wrong = \"甲\", right = \"乙\", after = \"(丙\" }";
    let check = format!("kind = \"confusable\"\npairs = [{pair}]");
    insta::assert_snapshot!(check_kind(&check), @r#"
     × 正则表达式有误 / bad regular expression
       ╭─[packs/own.toml:12:51]
    11 │ kind = "confusable"
    12 │ pairs = [{ wrong = "甲", right = "乙", after = "(丙" }]
       ·                                                 ┬
       ·                                                 ╰── ( 没有用 ) 结束 / unclosed group
       ╰────
    "#);
}
