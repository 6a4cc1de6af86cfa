//! `gouji check FILE --last-year FILE`: a report beside that of the year before.

use crate::command::{Folder, committed};

/// A report of 2024 and that of 2023, which carried out 5 applications where this one carried in 3.
fn folder() -> Folder {
    let folder = Folder::new();
    for (name, file) in [("2024.md", "this.md"), ("2023.md", "last.md")] {
        let text = committed(&format!("crates/gouji-rules/tests/fixtures/Y001/fail-fewer/{file}"));
        folder.file(name, text);
    }
    folder
}

#[test]
fn a_person_sees_the_cells_of_both_files() {
    let ran = folder().gouji("check 2024.md --last-year 2023.md --select Y");
    assert_eq!(ran.status, 0, "{ran:?}");
    let shown: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("─ 20")).collect();
    assert!(
        ran.stdout.contains("表三「总计」列的上年结转是 3，上一年报告的结转下年是 5"),
        "{ran:?}"
    );
    assert_eq!(shown.len(), 2, "{ran:?}");
    assert!(shown[0].contains("2024.md:8") && shown[1].contains("2023.md:10"), "{ran:?}");
}

#[test]
fn programs_are_given_the_path() {
    let ran = folder().gouji("check 2024.md --last-year 2023.md --select Y --format json");
    let finding = &ran.json()["files"][0]["findings"][0];
    assert_eq!(finding["code"], "Y001");
    assert_eq!(finding["related"][0]["path"], "2023.md");
    assert_eq!(finding["related"][0]["location"]["cell"]["row"], "carried-out");
    assert_eq!(ran.checked(), ["2024.md"]);
}

#[test]
fn plain_check_neither_runs_rules_over_several_reports_nor_counts_them() {
    let ran = folder().gouji("check --format json");
    let said = ran.json().to_string();
    assert_eq!(ran.checked(), ["2023.md", "2024.md"]);
    assert!(!said.contains("\"Y0"), "{said}");
}

#[test]
fn settings_may_speak_of_rules_that_a_run_does_not_have() {
    let folder = folder();
    folder.file(
        "gouji.toml",
        "[[waive]]\nrule = \"Y001\"\npaths = [\"2024.md\"]\nreason = \"2024年机构改革，职能划出\"\n",
    );
    let plain = folder.gouji("check 2024.md --ignore E,Y002");
    assert!(plain.stderr.is_empty(), "{plain:?}");
    let ran = folder.gouji("check 2024.md --last-year 2023.md --select Y001 --format json");
    let file = &ran.json()["files"][0];
    assert_eq!(file["findings"].as_array().unwrap().len(), 0, "{file}");
    assert_eq!(file["suppressed"][0]["code"], "Y001", "{file}");
    assert!(ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn what_is_not_the_report_of_the_year_before_is_refused() {
    let folder = folder();
    folder.file("notes.md", "# 会议记录\n");
    for (args, said) in [
        ("2024.md 2023.md --last-year 2023.md", "只与一份报告对照"),
        ("2023.md --last-year 2024.md", "2024.md 是 2024 年的报告，不是 2022 年的"),
        ("2024.md --last-year notes.md", "不是年度报告"),
        ("2024.md --last-year gone.md", "文件不存在"),
    ] {
        let ran = folder.gouji(&format!("check {args}"));
        assert_eq!(ran.status, 2, "{args}: {ran:?}");
        assert!(ran.stderr.contains(said), "{args}: {ran:?}");
    }
}
