//! Waivers in the reports themselves.

use super::findings;
use crate::command::{Folder, committed};

/// A report of 2024 that begins with `comments`, and that of 2023, which carried out more than it carried in.
fn folder(comments: &str) -> Folder {
    let folder = Folder::new();
    let report =
        |file| committed(&format!("crates/gouji-rules/tests/fixtures/Y001/fail-fewer/{file}"));
    folder.file("2024.md", format!("{comments}\n\n{}", report("this.md")));
    folder.file("2023.md", report("last.md"));
    folder
}

const MERGED: &str = "<!-- gouji: allow Y001 2024年机构改革，职能划出 -->";

#[test]
fn a_waiver_of_a_rule_over_several_reports_is_known_where_none_are_compared() {
    let folder = folder(MERGED);
    let plain = folder.gouji("check 2024.md --select S003");
    assert!(plain.stderr.is_empty(), "{plain:?}");
    let beside = folder.gouji("check 2024.md --last-year 2023.md --select Y001 --format json");
    assert_eq!(beside.json()["files"][0]["suppressed"][0]["code"], "Y001", "{beside:?}");
    assert!(beside.stderr.is_empty(), "{beside:?}");
    let wrong = folder_with_unknown().gouji("check 2024.md --select S003");
    assert!(wrong.stderr.contains("Y099"), "{wrong:?}");
}

fn folder_with_unknown() -> Folder {
    folder("<!-- gouji: allow Y099 没有这一条 -->")
}

#[test]
fn waivers_of_either_sort_of_rule_are_of_use_in_an_audit() {
    let own = "<!-- gouji: allow E001 上年结转的2件由合并单位办结 -->";
    let folder = folder(&format!("{MERGED}\n\n{own}"));
    let ran = folder.gouji("audit --format json");
    let codes: Vec<String> = findings(&ran).into_iter().map(|it| it.0).collect();
    assert!(!codes.contains(&"Y001".to_owned()), "{codes:?}");
    let alone = folder.gouji("check 2024.md --select E001 --format json");
    let used = alone.json()["files"][0]["suppressed"].as_array().is_some_and(|it| !it.is_empty());
    assert_eq!(ran.stderr.contains("E001"), !used, "{ran:?}");
    assert!(!ran.stderr.contains("Y001"), "{ran:?}");
}
