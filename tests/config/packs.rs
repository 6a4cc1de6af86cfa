//! Rules of one's own.

use super::found;
use crate::command::{Folder, QINGHE};

/// A pack whose rule asks for the overview to name the county's platform.
pub(crate) const PACK: &str = r#"[[rule]]
code = "L901"
name = "platform-unnamed"
severity = "warning"
forms = ["2021"]
summary = { zh = "写明公开平台", en = "the platform is named" }
message = { zh = "没有提到{missing}", en = "{missing} is not named" }
why = { zh = "我县要求写明公开平台。", en = "Our county asks for it." }
basis = "本县填报说明"
check = { kind = "contents", levels = ["county"], section = "overview", groups = [
    { name = { zh = "“清河发布”", en = "the platform" }, words = ["清河发布"] },
] }
example.bad = """
清河县人民政府2024年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息120条。
二、主动公开政府信息情况
"""
example.good = """
清河县人民政府2024年政府信息公开工作年度报告
一、总体情况
通过“清河发布”主动公开政府信息120条。
二、主动公开政府信息情况
"""
"#;

#[test]
fn the_pack_of_a_configuration_is_part_of_the_check() {
    let folder = Folder::new();
    folder.file("rules/own.toml", PACK).file("x/a.txt", QINGHE);
    folder.file("gouji.toml", "packs = [\"rules/own.toml\"]\n[lint]\nselect = [\"L\"]");
    assert_eq!(found(&folder, ""), ["x/a.txt L901"]);
    // Its parameters and its severity can be changed as any rule's.
    let text = "extends = \"../gouji.toml\"\n[lint]\nseverity = { L = \"error\" }";
    folder.file("x/gouji.toml", text);
    assert_eq!(found(&folder, ""), ["x/a.txt L901 error was warning"]);
    folder.file("x/gouji.toml", "extends = \"../gouji.toml\"\n[rule.L901]\nlevels = [\"town\"]");
    assert!(found(&folder, "").is_empty());
}

#[test]
fn it_can_be_listed_and_explained() {
    let folder = Folder::new();
    folder.file("own.toml", PACK).file("gouji.toml", "packs = [\"own.toml\"]");
    assert!(folder.gouji("rules").stdout.contains("\nL901  警告  platform-unnamed"));
    assert!(folder.gouji("explain L901").stdout.contains("本县填报说明"));
}

#[test]
fn an_option_may_name_a_rule_that_only_some_folders_have() {
    let folder = Folder::new();
    folder.file("own.toml", PACK).file("x/a.txt", QINGHE).file("y/b.txt", QINGHE);
    folder.file("x/gouji.toml", "packs = [\"../own.toml\"]");
    assert_eq!(found(&folder, "--select L901"), ["x/a.txt L901"]);
    assert_eq!(folder.gouji("check --select L901 y").status, 2);
    folder.file("none/readme", "");
    assert_eq!(folder.gouji("check --not-checked warn --select L901 none").status, 2);
    assert_eq!(folder.gouji("check --not-checked warn --select E none").status, 0);
}

/// Two folders may each have a rule of their own under one code: which of them describes it is no
/// matter of chance.
#[test]
fn two_packs_with_one_code_are_described_the_same_in_every_run() {
    let folder = Folder::new();
    for name in ["x", "y"] {
        let pack = PACK.replace("platform-unnamed", &format!("platform-of-{name}"));
        folder.file(&format!("{name}/own.toml"), pack).file(&format!("{name}/a.txt"), QINGHE);
        folder.file(&format!("{name}/gouji.toml"), "packs = [\"own.toml\"]");
    }
    for _ in 0..8 {
        let sarif = folder.gouji("check --format sarif --select L901").json();
        let described = &sarif["runs"][0]["tool"]["driver"]["rules"];
        let own = described.as_array().expect("an array").iter().find(|rule| rule["id"] == "L901");
        assert_eq!(own.expect("it fires")["name"], "platform-of-x");
    }
}

fn test(pack: &str) -> (i32, String) {
    let folder = Folder::new();
    folder.file("own.toml", pack);
    let ran = folder.gouji("rules test own.toml");
    (ran.status, ran.stderr + &ran.stdout)
}

#[test]
fn a_pack_that_its_examples_confirm() {
    assert_eq!(test(PACK), (0, "own.toml：1 条规则，0 条与自己的示例不符\n".to_owned()));
}

#[test]
fn a_bad_example_that_stays_silent() {
    let (status, said) = test(&PACK.replacen("全年主动公开", "经清河发布公开", 1));
    assert_eq!(status, 1);
    insta::assert_snapshot!(said, @r#"
      × L901 没有报出自己的错误示例
        ╭─[own.toml:13:15]
     12 │     ] }
     13 │ ╭─▶ example.bad = """
     14 │ │   清河县人民政府2024年政府信息公开工作年度报告
     15 │ │   一、总体情况
     16 │ │   经清河发布公开政府信息120条。
     17 │ │   二、主动公开政府信息情况
     18 │ ├─▶ """
        · ╰──── 没有报出
     19 │     example.good = """
        ╰────
      建议：报出的是 D002, S007, S008, S018, S019, S021, S001, S017, T001
    own.toml：1 条规则，1 条与自己的示例不符
    "#);
}

#[test]
fn a_good_example_that_fires() {
    let (status, said) = test(&PACK.replace("通过“清河发布”主动", "主动"));
    assert_eq!(status, 1);
    insta::assert_snapshot!(said, @r#"
      × L901 在自己的正确示例上误报
        ╭─[own.toml:19:16]
     18 │     """
     19 │ ╭─▶ example.good = """
     20 │ │   清河县人民政府2024年政府信息公开工作年度报告
     21 │ │   一、总体情况
     22 │ │   主动公开政府信息120条。
     23 │ │   二、主动公开政府信息情况
     24 │ ├─▶ """
        · ╰──── 不该报
        ╰────
    own.toml：1 条规则，1 条与自己的示例不符
    "#);
}

/// A rule of one's own whose every finding is that of a shipped rule too: the cells of a column that do not
/// balance.
const EQUATION: &str = r#"[[rule]]
code = "L902"
name = "granted-exceeds"
severity = "warning"
forms = ["2021"]
summary = { zh = "予以公开不多于新收加结转", en = "granted is not above intake" }
message = { zh = "{table}「{over}」：{left}，而 {right}", en = "{table}, {over}: {left}, but {right}" }
why = { zh = "公开的不会比收到的多。", en = "No more is granted than received." }
basis = "本县填报说明"
check = { kind = "equation", table = "requests", each = "column", holds = "granted <= new + carried-in" }
example.bad = """
清河县教育局2024年政府信息公开工作年度报告
申请人情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
（一）予以公开\tBAD\t0\t0\t0\t0\t0\tTOTAL
"""
example.good = """
清河县教育局2024年政府信息公开工作年度报告
申请人情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
（一）予以公开\tGOOD\t0\t0\t0\t0\t0\t3
"""
"#;

/// A shipped rule has the same cause and takes the finding in: E003 speaks of a row that does not balance.
#[test]
fn a_finding_that_a_shipped_rule_takes_in_is_a_finding() {
    let pack = |[bad, total]: [&str; 2], good: &str| {
        let text = EQUATION.replace("BAD", bad).replace("TOTAL", total).replace("GOOD", good);
        let (status, said) = test(&text);
        (status, said.contains("正确示例上误报"), said.contains("没有报出自己"))
    };
    assert_eq!(pack(["4", "4"], "3"), (0, false, false));
    assert_eq!(pack(["5", "3"], "3"), (0, false, false));
    assert_eq!(pack(["4", "4"], "5"), (1, true, false));
    assert_eq!(pack(["2", "2"], "3"), (1, false, true));
}

#[test]
fn an_empty_pack_is_refused() {
    let (status, said) = test("# 还没有写\n");
    assert_eq!(status, 2);
    assert!(said.contains("规则包里没有规则"), "{said}");
    assert!(said.contains("[own.toml:1:1]"), "{said}");
    let folder = Folder::new();
    folder.file("own.toml", "").file("a.txt", QINGHE).file("gouji.toml", "packs = [\"own.toml\"]");
    assert_eq!(folder.gouji("check a.txt").status, 2);
}

#[test]
fn a_code_that_is_shipped_cannot_be_used_again() {
    let (status, said) = test(&PACK.replace("L901", "E001"));
    assert_eq!(status, 2);
    insta::assert_snapshot!(said, @r#"
     × 规则 E001 已有
      ╭─[own.toml:2:8]
    1 │ [[rule]]
    2 │ code = "E001"
      ·        ───┬──
      ·           ╰── 重复
    3 │ name = "platform-unnamed"
      ╰────
     建议：packs/equations.toml 已用此代码，请换一个
    "#);
}
