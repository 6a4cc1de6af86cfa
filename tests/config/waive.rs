//! Findings that are let pass for a reason.

use super::found;
use super::packs::PACK;
use crate::command::{Folder, QINGHE};

fn folder(config: &str) -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("x/b.txt", QINGHE).file("gouji.toml", config);
    folder
}

/// What is still found, and what the configuration is to blame for.
#[track_caller]
fn check(waiver: &str, args: &str, expected: &[&str], notices: &[&str]) {
    let folder = folder(&format!("[lint]\nselect = [\"E\"]\n[[waive]]\n{waiver}"));
    assert_eq!(found(&folder, args), expected);
    let ran = folder.gouji(&format!("check --format json {args}"));
    let said = ran.json()["configuration"].as_array().expect("an array").clone();
    let said: Vec<String> = said
        .iter()
        .map(|it| {
            format!(
                "{}:{} {}",
                it["path"].as_str().unwrap(),
                it["line"],
                it["code"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(said, notices, "{ran:?}");
    // The same is said to a person.
    let words = ["没有用上", "到期，不再有效", "没有文件与这个 glob"];
    let told: usize = words.iter().map(|word| ran.stderr.matches(word).count()).sum();
    assert_eq!(told, notices.len(), "{ran:?}");
}

const BOTH: [&str; 2] = ["a.txt E001", "x/b.txt E001"];
const PATHS: &str = "rule = \"E001\"\npaths = [\"x/*\"]\nreason = \"已函告更正\"\n";

#[test]
fn a_waived_finding_is_no_finding_but_can_be_seen() {
    check(PATHS, "", &BOTH[..1], &[]);
    let folder = folder(&format!("[lint]\nselect = [\"E\"]\n[[waive]]\n{PATHS}"));
    let ran = folder.gouji("check x --format json");
    assert_eq!(ran.status, 0, "{ran:?}");
    let json = ran.json();
    assert_eq!(json["summary"]["errors"], 0);
    assert_eq!(json["summary"]["suppressed"], 1);
    let suppressed = &json["files"][0]["suppressed"][0];
    assert_eq!(
        (&suppressed["code"], &suppressed["reason"]),
        (&"E001".into(), &"已函告更正".into())
    );
    let english = folder.gouji("check x --lang en").stdout;
    assert!(english.ends_with("no other problems found; 1 let pass by waivers or the baseline\n"));
    assert!(
        folder.gouji("check x").stdout.ends_with("没有发现其他问题；1 个已放行（豁免或基线）\n")
    );
}

#[test]
fn a_waiver_goes_by_name_cell_and_fingerprint_too() {
    check(&PATHS.replace("E001", "requests-flow"), "", &BOTH[..1], &[]);
    let cell = |cell: &str| format!("{PATHS}cell = \"{cell}\"");
    check(&cell("requests.total.natural"), "", &BOTH[..1], &[]);
    check(&cell("requests.total.sum"), "", &BOTH, &["gouji.toml:4 unused-waiver"]);

    let json = folder("").gouji("check a.txt --select E --format json").json();
    let fingerprint = json["files"][0]["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let waiver = |it: &str| format!("rule = \"E001\"\nreason = \"已函告\"\nfingerprint = \"{it}\"");
    check(&waiver(&fingerprint), "", &[], &[]);
    check(&waiver("0123456789abcdef"), "", &BOTH, &["gouji.toml:4 unused-waiver"]);
    // In a part of the tree nobody can tell.
    check(&waiver("0123456789abcdef"), "a.txt", &BOTH[..1], &[]);
}

#[test]
fn a_waiver_holds_where_a_rule_is_worded_anew() {
    let folder = Folder::new();
    folder.file("own.toml", PACK).file("a.txt", QINGHE);
    let config = |more: &str| format!("packs = [\"own.toml\"]\n[lint]\nselect = [\"L\"]\n{more}");
    folder.file("gouji.toml", config(""));
    let json = folder.gouji("check --format json").json();
    let finding = &json["files"][0]["findings"][0];
    let name = |key: &str| finding[key].as_str().unwrap().to_owned();
    let (now, former) = (name("fingerprint"), name("former_fingerprint"));
    let waived = |fingerprint: &str, pack: &str| {
        folder.file("own.toml", pack).file(
            "gouji.toml",
            config(&format!(
                "[[waive]]\nrule = \"L901\"\nfingerprint = \"{fingerprint}\"\nreason = \"已补\""
            )),
        );
        found(&folder, "").is_empty()
    };
    let reworded = PACK.replace("没有提到{missing}", "请写明{missing}，本县有此要求");
    assert!(waived(&now, PACK) && waived(&former, PACK));
    assert!(waived(&now, &reworded) && !waived(&former, &reworded));
    // Another thing that is missing is another finding.
    assert!(!waived(&now, &PACK.replace("“清河发布”\"", "“清河公开”\"")));
}

#[test]
fn a_waiver_ends_after_its_last_day() {
    let until = |day: &str| format!("{PATHS}until = {day}");
    check(&until("2026-06-15"), "", &BOTH[..1], &[]);
    check(&until("2026-06-14"), "", &BOTH, &["gouji.toml:7 expired-waiver"]);
}

#[test]
fn a_waiver_that_lets_nothing_pass_is_said() {
    let waiver = PATHS.replace("E001", "E002");
    check(&waiver, "", &BOTH, &["gouji.toml:4 unused-waiver"]);
    // Not where its file was not looked at, or its rule is off.
    check(&waiver, "a.txt", &BOTH[..1], &[]);
    check(&waiver, "--ignore E002", &BOTH, &[]);
}

#[test]
fn a_glob_that_matches_nothing_is_said_where_all_was_looked_at() {
    let waiver = PATHS.replace("x/*", "2019/*");
    check(&waiver, "", &BOTH, &["gouji.toml:5 unmatched-glob"]);
    check(&waiver, "a.txt", &BOTH[..1], &[]);
    check(&waiver, "x", &BOTH[1..], &[]);
    check(&waiver, "--exclude 2019", &BOTH, &[]);
    check(&waiver, ". --threads 2", &BOTH, &["gouji.toml:5 unmatched-glob"]);
}
