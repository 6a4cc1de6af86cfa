//! Relations that cannot be read, or that relate what cannot be related.

use super::{PACK, check, check_kind, load};

#[test]
fn bad_operator() {
    insta::assert_snapshot!(check("==", "="), @r#"
     × 式子有误 / bad formula
       ╭─[packs/own.toml:14:16]
    13 │ each = "column"
    14 │ holds = "total = granted + partial"
       ·                ┬
       ·                ╰── 不认识的字符“=” / unknown character `=`
       ╰────
     help: 相等写作 == / equality is ==
    "#);
}

#[test]
fn unfinished_relation() {
    insta::assert_snapshot!(check(" + partial", " +"), @r#"
     × 式子有误 / bad formula
       ╭─[packs/own.toml:14:28]
    13 │ each = "column"
    14 │ holds = "total == granted +"
       ·                            ▲
       ·                            ╰── 此处应有名字、数字或左括号 / a name, a number or ( belongs here
       ╰────
    "#);
}

#[test]
fn name_of_no_row() {
    insta::assert_snapshot!(check("total ==", "totl =="), @r#"
     × 没有名为 totl 的行 / unknown row `totl`
       ╭─[packs/own.toml:14:10]
    13 │ each = "column"
    14 │ holds = "totl == granted + partial"
       ·          ──┬─
       ·            ╰── 不认识 / unknown
       ╰────
     help: 是不是 total？ / did you mean `total`?
    "#);
}

#[test]
fn name_of_the_wrong_axis() {
    insta::assert_snapshot!(check("each = \"column\"", "each = \"row\""), @r#"
     × 没有名为 total 的列 / unknown column `total`
       ╭─[packs/own.toml:14:10]
    13 │ each = "row"
    14 │ holds = "total == granted + partial"
       ·          ──┬──
       ·            ╰── 不认识 / unknown
       ╰────
     help: 可用：natural, enterprise, research, ngo, legal, others, sum / known:
           natural, enterprise, research, ngo, legal, others, sum
    "#);
}

#[test]
fn wildcard_that_matches_nothing() {
    insta::assert_snapshot!(
        check_kind(
            "kind = \"equation\"\ntable = \"requests\"\neach = \"row\"\nholds = \"sum == org-*\""
        ),
        @r#"
     × 没有与 org-* 相合的列 / no column matches `org-*`
       ╭─[packs/own.toml:14:17]
    13 │ each = "row"
    14 │ holds = "sum == org-*"
       ·                 ──┬──
       ·                   ╰── 不认识 / unknown
       ╰────
     help: 可用：natural, enterprise, research, ngo, legal, others, sum / known:
           natural, enterprise, research, ngo, legal, others, sum
    "#
    );
}

#[test]
fn counts_and_amounts() {
    insta::assert_snapshot!(
        check_kind(
            "kind = \"equation\"\ntable = \"proactive\"\neach = \"row\"\nholds = \"decisions >= amount\""
        ),
        @r#"
         × 式子有误 / bad formula
           ╭─[packs/own.toml:14:23]
        13 │ each = "row"
        14 │ holds = "decisions >= amount"
           ·                       ───┬──
           ·                          ╰── 件数与金额不能写进一个式子 / counts and amounts in one formula
           ╰────
        "#
    );
}

/// The place in the TOML between 〔〕, what is said of it, what to write instead.
fn place(holds: &str) -> String {
    let text = PACK.replace("total == granted + partial", holds);
    let error = load(&text).expect_err("the relation is wrong");
    let (start, end) = (error.span.offset(), error.span.offset() + error.span.len());
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[end..].lines().next().unwrap_or_default();
    let help = error.help.as_deref().map(|help| format!("；{help}")).unwrap_or_default();
    format!("{}〔{}〕{rest}\n  {}{help}", &text[line..start], &text[start..end], error.label)
}

#[test]
fn addresses_that_have_no_place() {
    let wrong = [
        "prev.requests.carried-out.all == carried-in",
        "children.request.new.sum <= new",
        "text.requests.received == new",
        "disputes.count.review-totl <= new",
        "dispute.count.review-total <= new",
        "requests.denied-*.all == new",
        "requests.new.sum.natural == new",
    ];
    insta::assert_snapshot!(wrong.map(place).join("\n"), @r#"
    holds = "prev.requests.carried-out.〔all〕 == carried-in"
      不认识 / unknown；可用：natural, enterprise, research, ngo, legal, others, sum / known: natural, enterprise, research, ngo, legal, others, sum
    holds = "children.〔request〕.new.sum <= new"
      不认识 / unknown；是不是 requests？ / did you mean `requests`?
    holds = "〔text.requests.received〕 == new"
      text. 指正文里写的数，这里只能写表格里的 / `text.` is a figure of the running text; only cells have a place here；正文与表格的核对，用 kind = "stated" / text and cells are compared by kind = "stated"
    holds = "disputes.count.〔review-totl〕 <= new"
      不认识 / unknown；是不是 review-total？ / did you mean `review-total`?
    holds = "〔dispute〕.count.review-total <= new"
      不认识 / unknown；是不是 disputes？ / did you mean `disputes`?
    holds = "requests.denied-*.〔all〕 == new"
      不认识 / unknown；可用：natural, enterprise, research, ngo, legal, others, sum / known: natural, enterprise, research, ngo, legal, others, sum
    holds = "requests.new.sum.〔natural〕 == new"
      地址至多三段 / an address has three parts at most；写作 表.行.列 / write table.row.column
    "#);
}

/// The place of what is refused in a check of one line, and what is said.
fn of_kind(parameters: &str) -> String {
    let (rule, _) = PACK.split_once("[rule.check]").expect("the pack has a check");
    let text = format!("{rule}check = {{ {parameters} }}\n");
    let error = load(&text).expect_err("the address is wrong");
    let at = error.span.offset()..error.span.offset() + error.span.len();
    format!("{}: {} – {}", &text[at], error.message, error.label)
}

#[test]
fn addresses_of_every_key_are_refused_alike() {
    let wrong = [
        r#"kind = "equation", holds = "new == requests.total.sum""#,
        r#"kind = "equation", table = "requests", holds = "new == total.sum""#,
        r#"kind = "equation", each = "row", holds = "sum == natural""#,
        r#"kind = "unit", cell = "proactive.fees""#,
        r#"kind = "unit", cell = "proactive.fees.*""#,
        r#"kind = "unit", cell = "prev.proactive.fees.amount""#,
        r#"kind = "unit", cell = "proactive.fees.amount + 1""#,
        r#"kind = "bound", cells = "proactive.rule.*", most = 0, levels = ["town"]"#,
        r#"kind = "unit", table = "proactive", row = "fees", column = "amounts""#,
        r#"kind = "coincidence", table = "proactive", rows = [], column = "decisions", sum = "previous + chang", least = 2, above = 5"#,
        r#"kind = "money", table = "proactive", claims = [{ what = { zh = "", en = "" }, cell = "fee.amount", states = "proactive.fees.amount" }]"#,
        r#"kind = "stated", unknown = 0, claims = ["text.requests.new.sum in { new.sum, totl.sum }"]"#,
        r#"kind = "stated", unknown = 0, claims = ["text.requests.nwe.sum == new.sum"]"#,
        r#"kind = "stated", unknown = 0, claims = ["requests.new.sum == total.sum"]"#,
        r#"kind = "stated", unknown = 0, claims = ["text.requests.new.sum in { new.sum"]"#,
        r#"kind = "stated", unknown = 0, claims = ["text.requests.new.sum in new.sum"]"#,
    ];
    insta::assert_snapshot!(wrong.map(of_kind).join("\n"), @r#"
    new: 式子有误 / bad formula – 没有写明行和列 / row and column are not named
    new: 式子有误 / bad formula – 没有写明行和列 / row and column are not named
    "row": each 没有表 / `each` without a table – 在此 / here
    proactive.fees: 式子有误 / bad formula – 没有写明是哪张表 / no table is named
    proactive.fees.*: 式子有误 / bad formula – 此处只写一格 / one cell is named here
    prev.proactive.fees.amount: 式子有误 / bad formula – prev. 指上一年的年报，这里不能写 / `prev.` is last year's report, which has no place here
    proactive.fees.amount + 1: 式子有误 / bad formula – 此处只写一个地址 / one address belongs here
    rule: 没有名为 rule 的行 / unknown row `rule` – 不认识 / unknown
    "proactive", row = "fees", column = "amounts": 没有名为 amounts 的列 / unknown column `amounts` – 不认识 / unknown
    chang: 没有名为 chang 的列 / unknown column `chang` – 不认识 / unknown
    fee: 没有名为 fee 的行 / unknown row `fee` – 不认识 / unknown
    totl: 没有名为 totl 的行 / unknown row `totl` – 不认识 / unknown
    text.requests.nwe.sum: 没有名为 requests.nwe.sum 的正文中的数 / unknown statement `requests.nwe.sum` – 不认识 / unknown
    requests.new.sum == total.sum: 式子有误 / bad formula – 左边写一个 text. 地址 / the left side is one `text.` address
    {: 式子有误 / bad formula – 花括号没有闭合 / unclosed brace
    new.sum: 式子有误 / bad formula – in 后面写 { 和, 和 } / `in` takes { sum, sum }
    "#);
}

#[test]
fn every_sort_of_syntax_error() {
    let wrong = [
        "",
        "total",
        "total == granted == partial",
        "total == (granted + partial",
        "total == granted)",
        "total granted",
        "total -granted == 0",
        "total == granted * partial",
        "total == 0.5 * granted",
        "total == granted / 2",
        "Total == granted",
        "total ＝ granted",
        "total == grant*ed",
        "total == granted - granted",
        "1 == 1",
        "total == 1234567890123456",
    ];
    insta::assert_snapshot!(wrong.map(place).join("\n"), @r#"
    holds = "〔〕"
      此处应有名字、数字或左括号 / a name, a number or ( belongs here
    holds = "total〔〕"
      没有关系符 / no ==, <= or >=；一条关系有且只有一个 ==、<= 或 >= / a relation has one ==, <= or >=
    holds = "total == granted 〔==〕 partial"
      多出一个关系符 / one relation too many；一条关系有且只有一个 ==、<= 或 >=，其余另写一条 / a relation has one ==, <= or >=; write another for the rest
    holds = "total == 〔(〕granted + partial"
      括号没有闭合 / unclosed bracket
    holds = "total == granted〔)〕"
      右括号没有对应的左括号 / no ( to this )
    holds = "total 〔granted〕"
      此处应有 +、-、* 或关系符 / +, -, * or a relation belongs here
    holds = "total 〔-〕granted == 0"
      减号两边要有空格 / a minus has spaces around it；made - repealed 是两数之差，made-repealed 是一个名字 / made - repealed is a difference, made-repealed a name
    holds = "total == 〔granted * partial〕"
      名字与名字相乘，不是一次关系 / a product of names is not linear；勾稽关系只能是名字的和与差，名字只可乘以整数 / sums and differences of names, and whole factors
    holds = "total == 〔0.5 * granted〕"
      名字只可乘以整数 / names take whole factors only；两边同乘一个数，把系数化为整数：a == 0.5 * b 写作 2 * a == b / multiply both sides: a == 0.5 * b is 2 * a == b
    holds = "total == granted 〔/〕 2"
      不认识的字符“/” / unknown character `/`；没有除法：两边同乘一个数，如 2 * a == b / no division: multiply both sides, as 2 * a == b
    holds = "〔T〕otal == granted"
      不认识的字符“T” / unknown character `T`；名字用小写字母 / names are in lower case
    holds = "total 〔＝〕 granted"
      不认识的字符“＝” / unknown character `＝`；相等写作 == / equality is ==
    holds = "total == 〔grant*e〕d"
      通配符 * 只能在一段名字的末尾 / the wildcard * ends a part of a name；乘号两边要有空格，数字写在前：2 * a / a factor comes first, with blanks: 2 * a
    holds = "total == 〔granted〕 - granted"
      “granted”的系数为 0，不起作用 / `granted` cancels out
    holds = "〔1 == 1〕"
      式中没有名字，无可核对 / no name, nothing to check
    holds = "total == 〔1234567890123456〕"
      数字超出可精确计算的范围 / beyond exact arithmetic；整数部分至多 15 位，小数至多 6 位 / 15 digits before the point at most, 6 behind it
    "#);
}
