//! Wrong configurations: each is refused at the word that is wrong, with what to write instead.

use crate::command::{Folder, QINGHE};

/// What is said of a `gouji.toml`, beside `files`.
fn said(files: &[(&str, &str)], args: &str) -> String {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE);
    for (name, text) in files {
        folder.file(name, text);
    }
    let ran = folder.gouji(&format!("check {args}"));
    assert_eq!((ran.status, &*ran.stdout), (2, ""), "{ran:?}");
    ran.stderr.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn check(text: &str) -> String {
    said(&[("gouji.toml", text)], "")
}

#[test]
fn no_toml() {
    insta::assert_snapshot!(check("[lint]\nselect = [\"E\""), @r#"
     × 列表没有闭合 / unclosed list
      ╭─[gouji.toml:2:14]
    1 │ [lint]
    2 │ select = ["E"
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
    "#);
}

#[test]
fn number_for_a_text() {
    insta::assert_snapshot!(check("jurisdiction = 620403"), @r"
     × 此处应为字符串 / a string is wanted here
      ╭─[gouji.toml:1:16]
    1 │ jurisdiction = 620403
      ·                ───┬──
      ·                   ╰── 这是整数 / an integer
      ╰────
    ");
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

#[test]
fn malformed_jurisdiction() {
    insta::assert_snapshot!(check("jurisdiction = \"6204031\""), @r#"
     × 行政区划代码有误 / malformed jurisdiction
      ╭─[gouji.toml:1:16]
    1 │ jurisdiction = "6204031"
      ·                ────┬────
      ·                    ╰── 应为 2、4 或 6 位数字 / 2, 4 or 6 digits
      ╰────
     help: 如 "62"（甘肃）、"6204"（白银）、"620403"（平川）/ as in GB/T 2260
    "#);
}

#[test]
fn unknown_rule_selected() {
    insta::assert_snapshot!(check("[lint]\nselect = [\"requests-flaw\"]"), @r#"
     × 没有规则 requests-flaw / no such rule: requests-flaw
      ╭─[gouji.toml:2:11]
    1 │ [lint]
    2 │ select = ["requests-flaw"]
      ·           ───────┬───────
      ·                  ╰── 不认识 / unknown
      ╰────
     help: 相近的规则 / did you mean: E001 (requests-flow)
    "#);
}

#[test]
fn unknown_rule_ignored() {
    insta::assert_snapshot!(check("[lint]\nignore = [\"E\", \"Q7\"]"), @r#"
     × 没有规则 Q7 / no such rule: Q7
      ╭─[gouji.toml:2:16]
    1 │ [lint]
    2 │ ignore = ["E", "Q7"]
      ·                ──┬─
      ·                  ╰── 不认识 / unknown
      ╰────
     help: gouji rules 列出全部规则 / gouji rules lists them all
    "#);
}

#[test]
fn unknown_rule_in_severity() {
    insta::assert_snapshot!(check("[lint]\nseverity = { E001 = \"info\", S999 = \"off\" }"), @r#"
     × 没有规则 S999 / no such rule: S999
      ╭─[gouji.toml:2:29]
    1 │ [lint]
    2 │ severity = { E001 = "info", S999 = "off" }
      ·                             ──┬─
      ·                               ╰── 不认识 / unknown
      ╰────
     help: gouji rules 列出全部规则 / gouji rules lists them all
    "#);
}

#[test]
fn unknown_severity() {
    insta::assert_snapshot!(check("[lint]\nseverity = { E001 = \"fatal\" }"), @r#"
     × 没有名为 fatal 的取值 / unknown value `fatal`
      ╭─[gouji.toml:2:21]
    1 │ [lint]
    2 │ severity = { E001 = "fatal" }
      ·                     ───┬───
      ·                        ╰── 不认识 / unknown
      ╰────
     help: 可用 / known: error, warning, info, off
    "#);
}

#[test]
fn unknown_fail_level() {
    insta::assert_snapshot!(check("[lint]\nfail-on = \"warn\""), @r#"
     × 没有名为 warn 的取值 / unknown value `warn`
      ╭─[gouji.toml:2:11]
    1 │ [lint]
    2 │ fail-on = "warn"
      ·           ───┬──
      ·              ╰── 不认识 / unknown
      ╰────
     help: 可用 / known: error, warning, info, never
    "#);
}

#[test]
fn unknown_rule_with_parameters() {
    insta::assert_snapshot!(check("[rule.S01]\nleast = 8"), @r"
     × 没有规则 S01 / no such rule: S01
      ╭─[gouji.toml:1:7]
    1 │ [rule.S01]
      ·       ─┬─
      ·        ╰── 不认识 / unknown
    2 │ least = 8
      ╰────
     help: 相近的规则 / did you mean: S001 (missing-section), S010 (problems-
           section-thin), S011 (fee-statement-missing)
    ");
}

#[test]
fn rule_that_is_no_table() {
    insta::assert_snapshot!(check("rule.S010 = 8"), @r"
     × 规则的参数应为一张表 / parameters of a rule are a table
      ╭─[gouji.toml:1:13]
    1 │ rule.S010 = 8
      ·             ┬
      ·             ╰── 写作 [rule.代码] / write [rule.CODE]
      ╰────
    ");
}

#[test]
fn unknown_parameter() {
    insta::assert_snapshot!(check("[rule.S010]\nleest = 8"), @r"
     × 没有名为 leest 的键 / unknown key `leest`
      ╭─[gouji.toml:2:1]
    1 │ [rule.S010]
    2 │ leest = 8
      · ──┬──
      ·   ╰── 不认识 / unknown
      ╰────
     help: 是不是 least？/ did you mean `least`?
    ");
}

#[test]
fn mistyped_parameter() {
    insta::assert_snapshot!(check("[lint]\nignore = [\"X\"]\n\n[rule.S010]\nleast = \"八十\""), @r#"
     × 此处应为不小于 0 的整数 / a non-negative integer is wanted here
      ╭─[gouji.toml:5:9]
    4 │ [rule.S010]
    5 │ least = "八十"
      ·         ───┬──
      ·            ╰── 这是字符串 / a string
      ╰────
    "#);
}

#[test]
fn parameter_that_names_nothing() {
    insta::assert_snapshot!(check("[rule.S010]\nsection = \"problem\""), @r#"
     × 没有名为 problem 的部分 / unknown section `problem`
      ╭─[gouji.toml:2:11]
    1 │ [rule.S010]
    2 │ section = "problem"
      ·           ────┬────
      ·               ╰── 不认识 / unknown
      ╰────
     help: 是不是 problems？/ did you mean `problems`?
    "#);
}

#[test]
fn kind_that_cannot_be_changed() {
    insta::assert_snapshot!(check("[rule.S010]\nkind = \"words\""), @r#"
     × 规则的 kind 不能改 / the kind of a rule cannot be changed
      ╭─[gouji.toml:2:1]
    1 │ [rule.S010]
    2 │ kind = "words"
      · ──┬─
      ·   ╰── 删去 / delete it
      ╰────
     help: 另写一条规则，见 docs/configuration.md / write a rule of your own
    "#);
}

#[test]
fn unknown_rule_in_an_override_that_holds_for_nothing() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"2019/**\"]\nignore = [\"E01\"]"), @r#"
     × 没有规则 E01 / no such rule: E01
      ╭─[gouji.toml:3:11]
    2 │ paths = ["2019/**"]
    3 │ ignore = ["E01"]
      ·           ──┬──
      ·             ╰── 不认识 / unknown
      ╰────
     help: 相近的规则 / did you mean: E001 (requests-flow), E101 (website-posts)
    "#);
}

#[test]
fn override_without_paths() {
    insta::assert_snapshot!(check("[[override]]\nignore = [\"E\"]"), @r#"
     × 缺少 paths / `paths` is missing
      ╭─[gouji.toml:1:1]
    1 │ [[override]]
      · ──────┬─────
      ·       ╰── 在此 / here
    2 │ ignore = ["E"]
      ╰────
     help: 补上 paths = … / add it
    "#);
}

#[test]
fn override_with_empty_paths() {
    insta::assert_snapshot!(check("[[override]]\npaths = []\nignore = [\"E\"]"), @r#"
     × paths 是空的 / `paths` is empty
      ╭─[gouji.toml:2:9]
    1 │ [[override]]
    2 │ paths = []
      ·         ─┬
      ·          ╰── 至少写一个 / write one at least
    3 │ ignore = ["E"]
      ╰────
     help: 如 ["2024/**"]；对全部文件都适用的，写在 [[override]] 之外 / what
           holds for all files belongs outside
    "#);
}

#[test]
fn malformed_glob() {
    insta::assert_snapshot!(check("[[override]]\npaths = [\"2019/[ab\"]\nignore = [\"E\"]"), @r#"
     × glob 写法有误 / malformed glob
      ╭─[gouji.toml:2:10]
    1 │ [[override]]
    2 │ paths = ["2019/[ab"]
      ·          ─────┬────
      ·               ╰── unclosed character class; missing ']'
    3 │ ignore = ["E"]
      ╰────
     help: 如 "archive/2019/**"、"**/*.docx"；[ ] { } 要成对 / brackets come in
           pairs
    "#);
}

#[test]
fn waiver_without_a_reason() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]"), @r#"
     × 缺少 reason / `reason` is missing
      ╭─[gouji.toml:1:1]
    1 │ [[waive]]
      · ────┬────
      ·     ╰── 在此 / here
    2 │ rule = "E001"
      ╰────
     help: 补上 reason = … / add it
    "#);
}

#[test]
fn waiver_with_an_empty_reason() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \" \""), @r#"
     × 豁免要写明理由 / a waiver needs a reason
      ╭─[gouji.toml:4:10]
    3 │ paths = ["a.txt"]
    4 │ reason = " "
      ·          ─┬─
      ·           ╰── 理由是空的 / empty
      ╰────
     help: 写明为什么可以不改，给以后看的人 / say why, for whoever reads it later
    "#);
}

#[test]
fn waiver_for_everything() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\nreason = \"试\""), @r#"
     × 豁免要写明对哪些文件 / a waiver says for which files
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E001"
      ·        ───┬──
      ·           ╰── 缺少 paths 或 fingerprint / neither is given
    3 │ reason = "试"
      ╰────
     help: 加上 paths = ["2024/某局.docx"]；对全部文件都不要的规则写进 [lint] 的
           ignore / to drop a rule everywhere, use `ignore`
    "#);
}

#[test]
fn waiver_of_no_rule() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E01\"\npaths = [\"a.txt\"]\nreason = \"试\""), @r#"
     × 没有规则 E01 / no such rule: E01
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E01"
      ·        ──┬──
      ·          ╰── 不认识 / unknown
    3 │ paths = ["a.txt"]
      ╰────
     help: 相近的规则 / did you mean: E001 (requests-flow), E101 (website-posts)
    "#);
}

#[test]
fn waiver_of_a_family() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E\"\npaths = [\"a.txt\"]\nreason = \"试\""), @r#"
     × 豁免只对一条规则 / a waiver is for one rule
      ╭─[gouji.toml:2:8]
    1 │ [[waive]]
    2 │ rule = "E"
      ·        ─┬─
      ·         ╰── 这是一类 / a family
    3 │ paths = ["a.txt"]
      ╰────
     help: 写一条规则的代码，如 "E001"；整类不要的写进 ignore / write the code of
           one; what is not wanted at all belongs in `ignore`
    "#);
}

#[test]
fn waiver_until_a_text() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\nuntil = \"2026-12-31\""), @r#"
     × until 应为日期 / `until` is a date
      ╭─[gouji.toml:5:9]
    4 │ reason = "试"
    5 │ until = "2026-12-31"
      ·         ──────┬─────
      ·               ╰── 不是日期 / no date
      ╰────
     help: 写作 until = 2026-12-31，不加引号，不写时间 / without quotes, without
           a time
    "#);
}

#[test]
fn waiver_until_no_day() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\nuntil = 2026-02-30"), @r#"
     × TOML 写法有误 / bad TOML
      ╭─[gouji.toml:5:9]
    4 │ reason = "试"
    5 │ until = 2026-02-30
      ·         ─────┬────
      ·              ╰── invalid date, expected day between 01 and 28
      ╰────
    "#);
}

#[test]
fn waiver_at_no_cell() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\npaths = [\"a.txt\"]\nreason = \"试\"\ncell = \"requests.total.all\""), @r#"
     × 没有这个单元格 / no such cell
      ╭─[gouji.toml:5:8]
    4 │ reason = "试"
    5 │ cell = "requests.total.all"
      ·        ──────────┬─────────
      ·                  ╰── 不认识 / unknown
      ╰────
     help: 写作 表.行.列，如 "requests.total.natural"；gouji check --format json
           的 location.cell 有各格代号 / table.row.column, as in the JSON output
    "#);
}

#[test]
fn malformed_fingerprint() {
    insta::assert_snapshot!(check("[[waive]]\nrule = \"E001\"\nfingerprint = \"abc\"\nreason = \"试\""), @r#"
     × fingerprint 写法有误 / malformed fingerprint
      ╭─[gouji.toml:3:15]
    2 │ rule = "E001"
    3 │ fingerprint = "abc"
      ·               ──┬──
      ·                 ╰── 应为 16 位十六进制数 / 16 hexadecimal digits
    4 │ reason = "试"
      ╰────
     help: 从 gouji check --format json 的结果里抄 / copy it from the JSON output
    "#);
}

#[test]
fn extended_file_missing() {
    insta::assert_snapshot!(check("extends = \"../county.toml\""), @r#"
     × extends 的文件不能读取 / what it extends cannot be read
      ╭─[gouji.toml:1:11]
    1 │ extends = "../county.toml"
      ·           ────────┬───────
      ·                   ╰── 没有这个文件 / no such file
      ╰────
     help: 路径从本文件所在文件夹算起，如 "../gouji.toml" / paths start from the
           folder of this file
    "#);
}

#[test]
fn extends_itself() {
    insta::assert_snapshot!(check("extends = \"gouji.toml\""), @r#"
     × extends 绕回了自己 / `extends` leads back to itself
      ╭─[gouji.toml:1:11]
    1 │ extends = "gouji.toml"
      ·           ──────┬─────
      ·                 ╰── 在此绕回 / here
      ╰────
     help: 路径从本文件所在文件夹算起，如 "../gouji.toml" / paths start from the
           folder of this file
    "#);
}

#[test]
fn pack_missing() {
    insta::assert_snapshot!(check("packs = [\"rules/own.toml\"]"), @r#"
     × 规则包不能读取 / the pack cannot be read
      ╭─[gouji.toml:1:10]
    1 │ packs = ["rules/own.toml"]
      ·          ────────┬───────
      ·                  ╰── 没有这个文件 / no such file
      ╰────
     help: 路径从本文件所在文件夹算起 / paths start from the folder of this file
    "#);
}

#[test]
fn baseline_missing() {
    insta::assert_snapshot!(check("baseline = \"old.json\""), @r#"
     × 基线不能读取 / the baseline cannot be read
      ╭─[gouji.toml:1:12]
    1 │ baseline = "old.json"
      ·            ─────┬────
      ·                 ╰── 没有这个文件 / no such file
      ╰────
     help: gouji baseline write 可生成 / gouji baseline write makes one
    "#);
}

#[test]
fn circle_of_three() {
    let files = [
        ("gouji.toml", "extends = \"b.toml\""),
        ("b.toml", "extends = \"c.toml\""),
        ("c.toml", "[lint]\n\n[rule]\n"),
    ];
    let mut circle = files;
    circle[2].1 = "extends = \"gouji.toml\"\n[lint]\n";
    insta::assert_snapshot!(said(&circle, ""), @r#"
     × extends 绕回了自己 / `extends` leads back to itself
      ╭─[c.toml:1:11]
    1 │ extends = "gouji.toml"
      ·           ──────┬─────
      ·                 ╰── 在此绕回 / here
    2 │ [lint]
      ╰────
     help: 路径从本文件所在文件夹算起，如 "../gouji.toml" / paths start from the
           folder of this file
    "#);
}

#[test]
fn fault_in_a_file_that_is_extended() {
    let files = [("gouji.toml", "extends = \"b.toml\""), ("b.toml", "[lint]\nselct = []")];
    insta::assert_snapshot!(said(&files, ""), @r"
     × 没有名为 selct 的键 / unknown key `selct`
      ╭─[b.toml:2:1]
    1 │ [lint]
    2 │ selct = []
      · ──┬──
      ·   ╰── 不认识 / unknown
      ╰────
     help: 是不是 select？/ did you mean `select`?
    ");
}

#[test]
fn fault_in_a_pack() {
    let files = [("gouji.toml", "packs = [\"own.toml\"]"), ("own.toml", "[[rule]]\ncode = \"L1\"")];
    insta::assert_snapshot!(said(&files, ""), @r#"
     × 规则缺少 check / rule without `check`
      ╭─[own.toml:1:1]
    1 │ [[rule]]
      · ────┬───
      ·     ╰── 在此规则 / this rule
    2 │ code = "L1"
      ╰────
     help: 写上 check = { kind = "…" }；kind 可为 / one of: report, section,
           listing, numbering, signature, topics, words, body, statement, title,
           pattern, year, period, outdated, prose-year, document-number, event,
           signoff, deadline, notes, table, cell, bound, unit, amount, decimals,
           magnitude, equation, coincidence, incomplete, mention, claim,
           breakdown, ratio, growth, money, phrase, confusable, denial, figures,
           punctuation, pairs, broken-number, personal-data
    "#);
}

#[test]
fn file_in_another_encoding() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("gouji.toml", b"# \xc5\xe4\xd6\xc3\n");
    let ran = folder.gouji("check");
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!(ran.stderr, @r"
     × 配置文件不能读取 / the configuration cannot be read
      ╭─[gouji.toml:1:1]
    1 │ gouji.toml
      · ─────┬────
      ·      ╰── 不是 UTF-8，请另存为 UTF-8 / not UTF-8
      ╰────
    ");
}

#[test]
fn fault_in_a_setting_of_the_command_line() {
    insta::assert_snapshot!(said(&[], "--config lint.fail-on=warning"), @r#"
     × 字符串要加引号 / a string is quoted
      ╭─[--config:1:14]
    1 │ lint.fail-on=warning
      ·              ───┬───
      ·                 ╰── 在此 / here
      ╰────
     help: 写作 "…"
    "#);
    insta::assert_snapshot!(said(&[], "--config lint.falses=1"), @r"
     × 没有名为 falses 的键 / unknown key `falses`
      ╭─[--config:1:6]
    1 │ lint.falses=1
      ·      ───┬──
      ·         ╰── 不认识 / unknown
      ╰────
     help: 可用 / known: select, ignore, fail-on, severity
    ");
}

#[test]
fn unknown_rule_of_an_option() {
    insta::assert_snapshot!(said(&[], "--select E001,requests-flaw"), @r"
     × 没有规则 requests-flaw / no such rule: requests-flaw
      ╭─[命令行 command line:1:21]
    1 │ gouji --select E001,requests-flaw
      ·                     ──────┬──────
      ·                           ╰── 不认识 / unknown
      ╰────
     help: 相近的规则 / did you mean: E001 (requests-flow)
    ");
}

#[test]
fn files_that_cannot_go_together() {
    insta::assert_snapshot!(said(&[], "--config no.toml"), @r"
     × 配置文件不能读取 / the configuration cannot be read
      ╭─[no.toml:1:1]
    1 │ no.toml
      · ───┬───
      ·    ╰── 没有这个文件 / no such file
      ╰────
    ");
    let files = [("b.toml", ""), ("c.toml", "")];
    insta::assert_snapshot!(said(&files, "--config b.toml --config c.toml"), @r"
    × --config 只能给出一个文件 / --config takes one file only
    help: 在一个文件里用 extends 引用另一个 / let one extend the other
    ");
    insta::assert_snapshot!(said(&files, "--isolated --config b.toml"), @r"
    × --isolated 不读配置文件，不能与 --config b.toml 合用 / --isolated reads no
    │ configuration, --config b.toml names one
    ");
    insta::assert_snapshot!(said(&files, "--baseline old.json"), @r"
     × 基线不能读取 / the baseline cannot be read
      ╭─[命令行 command line:1:18]
    1 │ gouji --baseline old.json
      ·                  ────┬───
      ·                      ╰── 没有这个文件 / no such file
      ╰────
     help: gouji baseline write 可生成 / gouji baseline write makes one
    ");
}
