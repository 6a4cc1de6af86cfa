//! Files that a configuration leads to, and options.

use super::{check, said};
use crate::command::{Folder, QINGHE};

#[test]
fn extended_file_missing() {
    insta::assert_snapshot!(check("extends = \"../county.toml\""), @r#"
     × extends 的文件不能读取
      ╭─[gouji.toml:1:11]
    1 │ extends = "../county.toml"
      ·           ────────┬───────
      ·                   ╰── 文件不存在
      ╰────
     建议：路径从本文件所在文件夹算起，如 "../gouji.toml"
    "#);
}

#[test]
fn extends_itself() {
    insta::assert_snapshot!(check("extends = \"gouji.toml\""), @r#"
     × extends 绕回了自己
      ╭─[gouji.toml:1:11]
    1 │ extends = "gouji.toml"
      ·           ──────┬─────
      ·                 ╰── 在此绕回
      ╰────
     建议：路径从本文件所在文件夹算起，如 "../gouji.toml"
    "#);
}

#[test]
fn pack_missing() {
    insta::assert_snapshot!(check("packs = [\"rules/own.toml\"]"), @r#"
     × 规则包不能读取
      ╭─[gouji.toml:1:10]
    1 │ packs = ["rules/own.toml"]
      ·          ────────┬───────
      ·                  ╰── 文件不存在
      ╰────
     建议：路径从本文件所在文件夹算起
    "#);
}

#[test]
fn baseline_missing() {
    insta::assert_snapshot!(check("baseline = \"old.json\""), @r#"
     × 基线不能读取
      ╭─[gouji.toml:1:12]
    1 │ baseline = "old.json"
      ·            ─────┬────
      ·                 ╰── 文件不存在
      ╰────
     建议：gouji baseline write 可生成
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
     × extends 绕回了自己
      ╭─[c.toml:1:11]
    1 │ extends = "gouji.toml"
      ·           ──────┬─────
      ·                 ╰── 在此绕回
    2 │ [lint]
      ╰────
     建议：路径从本文件所在文件夹算起，如 "../gouji.toml"
    "#);
}

#[test]
fn fault_in_a_file_that_is_extended() {
    let files = [("gouji.toml", "extends = \"b.toml\""), ("b.toml", "[lint]\nselct = []")];
    insta::assert_snapshot!(said(&files, ""), @r"
     × 没有名为 selct 的键
      ╭─[b.toml:2:1]
    1 │ [lint]
    2 │ selct = []
      · ──┬──
      ·   ╰── 不认识
      ╰────
     建议：是不是 select？
    ");
}

#[test]
fn fault_in_a_pack() {
    let files = [("gouji.toml", "packs = [\"own.toml\"]"), ("own.toml", "[[rule]]\ncode = \"L1\"")];
    let said = said(&files, "");
    // Without the list of all kinds, which grows.
    let before_the_kinds = said.split_inclusive("kind 可为：").next().unwrap();
    insta::assert_snapshot!(before_the_kinds, @r#"
     × 规则缺少 check
      ╭─[own.toml:1:1]
    1 │ [[rule]]
      · ────┬───
      ·     ╰── 在此规则
    2 │ code = "L1"
      ╰────
     建议：写上 check = { kind = "…" }；kind 可为：
    "#);
}

#[test]
fn file_in_another_encoding() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("gouji.toml", b"# \xc5\xe4\xd6\xc3\n");
    let ran = folder.gouji("check");
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!(ran.stderr, @r"
     × 配置文件不能读取
      ╭─[gouji.toml:1:1]
    1 │ gouji.toml
      · ─────┬────
      ·      ╰── 不是 UTF-8，请另存为 UTF-8
      ╰────
    ");
}

#[test]
fn fault_in_a_setting_of_the_command_line() {
    insta::assert_snapshot!(said(&[], "--config lint.fail-on=warning"), @r#"
     × 字符串要加引号
      ╭─[--config:1:14]
    1 │ lint.fail-on=warning
      ·              ───┬───
      ·                 ╰── 在此
      ╰────
     建议：写作 "…"
    "#);
    insta::assert_snapshot!(said(&[], "--config lint.falses=1"), @r"
     × 没有名为 falses 的键
      ╭─[--config:1:6]
    1 │ lint.falses=1
      ·      ───┬──
      ·         ╰── 不认识
      ╰────
     建议：可用：select, ignore, fail-on, not-checked, severity
    ");
}

#[test]
fn unknown_rule_of_an_option() {
    insta::assert_snapshot!(said(&[], "--select E001,requests-flaw"), @r"
     × 没有规则 requests-flaw
      ╭─[命令行:1:21]
    1 │ gouji --select E001,requests-flaw
      ·                     ──────┬──────
      ·                           ╰── 不认识
      ╰────
     建议：相近的规则：E001 (requests-flow)
    ");
}

#[test]
fn files_that_cannot_go_together() {
    insta::assert_snapshot!(said(&[], "--config no.toml"), @r"
     × 配置文件不能读取
      ╭─[no.toml:1:1]
    1 │ no.toml
      · ───┬───
      ·    ╰── 文件不存在
      ╰────
    ");
    let files = [("b.toml", ""), ("c.toml", "")];
    insta::assert_snapshot!(said(&files, "--config b.toml --config c.toml"), @r"
     × --config 只能给出一个文件
      ╭─[--config:1:1]
    1 │ c.toml
      · ───┬──
      ·    ╰── 在此
      ╰────
     建议：在一个文件里用 extends 引用另一个
    ");
    insta::assert_snapshot!(said(&files, "--isolated --config b.toml"), @r"
     × --isolated 不读配置文件，不能与 --config 文件合用
      ╭─[--config:1:1]
    1 │ b.toml
      · ───┬──
      ·    ╰── 在此
      ╰────
    ");
    insta::assert_snapshot!(said(&files, "--baseline old.json"), @r"
     × 基线不能读取
      ╭─[命令行:1:18]
    1 │ gouji --baseline old.json
      ·                  ────┬───
      ·                      ╰── 文件不存在
      ╰────
     建议：gouji baseline write 可生成
    ");
}

#[test]
fn extended_file_is_a_folder() {
    let said = said(&[("gouji.toml", "extends = \"county\""), ("county/a.txt", "")], "");
    assert!(said.contains("是文件夹，不是文件"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_passed_over() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE);
    std::os::unix::fs::symlink("county.toml", folder.path().join("gouji.toml")).unwrap();
    let ran = folder.gouji("check a.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("配置文件不能读取"), "{ran:?}");
}
