//! Settings that are obeyed and have no effect: what is said of them.

use crate::command::{Folder, QINGHE};

/// What the configuration is said to be to blame for, as `path:line code`.
#[track_caller]
fn check(config: &str, args: &str, expected: &[&str]) -> String {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("x/b.txt", QINGHE).file("gouji.toml", config);
    let ran = folder.gouji(&format!("check --format json a.txt x {args}"));
    assert!(ran.status < 2, "{ran:?}");
    let json = ran.json();
    let notices = json["configuration"].as_array().expect("an array").iter();
    let notices: Vec<String> = notices
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            format!("{}:{} {}", text("path"), it["line"], text("code"))
        })
        .collect();
    assert_eq!(notices, expected, "{ran:?}");
    assert_eq!(ran.stderr.matches('⚠').count(), expected.len(), "{ran:?}");
    // The same is said where the configuration is looked at.
    let shown = folder.gouji(&format!("config x/b.txt {args}"));
    assert_eq!(shown.stderr.matches('⚠').count(), expected.len(), "{shown:?}");
    ran.stderr
}

const OPTION: &str = "命令行 command line:1 unknown-place";

#[test]
fn a_place_that_there_is_not_is_told_wherever_it_is_set() {
    check("", "--jurisdiction 999999", &[OPTION]);
    check("jurisdiction = \"999999\"", "", &["gouji.toml:1 unknown-place"]);
    let over = "[[override]]\npaths = [\"x/*\"]\njurisdiction = \"620499\"";
    check(over, "", &["gouji.toml:3 unknown-place"]);
    check("", "--config jurisdiction=\"99\"", &["--config:1 unknown-place"]);
    // Places, what lies around places, and no place at all.
    for known in ["62", "6204", "620403", "620400", "110100", "1101", "00", "000000"] {
        check("", &format!("--jurisdiction {known}"), &[]);
    }
}

#[test]
fn places_that_may_have_been_meant_are_named() {
    let swapped = check("", "--jurisdiction 620430", &[OPTION]);
    assert!(swapped.contains("620403 甘肃省白银市平川区"), "{swapped}");
    let province = check("", "--jurisdiction 26", &[OPTION]);
    assert!(province.contains("62 甘肃省"), "{province}");
}

#[test]
fn a_configuration_that_leaves_no_rule_on_is_told() {
    let option = "命令行 command line:1 no-rule-on";
    check("", "--ignore ALL", &[option]);
    check("", "--select E --ignore E", &[option]);
    check("", "--select Y", &[option]);
    check("[lint]\nseverity = { ALL = \"off\" }", "", &["gouji.toml:2 no-rule-on"]);
    let over = "[[override]]\npaths = [\"x/*\"]\nignore = [\"ALL\"]";
    check(over, "", &["gouji.toml:3 no-rule-on"]);
}
