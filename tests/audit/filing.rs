//! What files are handed in for a unit and a year, on a few files each.

use super::findings;
use crate::command::{BALANCED, Folder};

const UNIT: &str = "白银市平川区水利局";

/// The balanced sample as a report of another unit and year.
fn report(unit: &str, year: u16) -> String {
    let title = BALANCED.lines().next().expect("there is a title");
    let body = BALANCED.strip_prefix(title).expect("it begins so");
    format!("# {unit}{year}年政府信息公开工作年度报告{body}")
        .replace("2024年", &format!("{year}年"))
}

#[test]
fn of_several_reports_the_first_by_path_counts_and_what_differs_is_told() {
    let folder = Folder::new();
    folder.file("a.md", report(UNIT, 2024)).file("b.md", report(UNIT, 2024));
    folder.file("c.md", report(UNIT, 2024).replacen("| 38 |", "| 39 |", 1));
    let ran = folder.gouji("audit --format json");
    let pair = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    assert_eq!(findings(&ran), [pair("R008", "b.md"), pair("R008", "c.md")], "{ran:?}");
    let json = ran.json();
    let said = |at: usize| json["findings"][at]["message"].as_str().unwrap().to_owned();
    assert!(said(0).contains("与 a.md 的表格完全相同"), "{}", said(0));
    assert!(said(1).contains("有 1 个数不同"), "{}", said(1));
    assert_eq!(json["units"][0]["others"], 2);
    assert_eq!(json["units"][0]["path"], "a.md");
}

#[test]
fn a_report_under_the_name_of_another_unit_is_told() {
    let folder = Folder::new();
    folder.file("2024/水利局.md", report(UNIT, 2024));
    folder.file("2024/教育局.md", report("白银市平川区教育局", 2024));
    folder.file("2025/教育局.md", report(UNIT, 2025));
    let ran = folder.gouji("audit --format json");
    let found = findings(&ran);
    assert!(found.contains(&("R009".to_owned(), "2025/教育局.md".to_owned())), "{found:?}");
    assert_eq!(found.iter().filter(|(code, _)| code == "R009").count(), 1);
}

#[test]
fn a_letter_in_the_place_of_the_report_is_told() {
    let folder = Folder::new();
    folder.file("2023/水利局.md", report(UNIT, 2023));
    folder.file(
        "2024/水利局.md",
        "# 关于报送年度报告的函\n\n县政府办公室：\n\n现将我局年度报告报上，请审阅。\n",
    );
    let ran = folder.gouji("audit --format json");
    let found = findings(&ran);
    assert!(found.contains(&("R010".to_owned(), "2024/水利局.md".to_owned())), "{found:?}");
    assert_eq!(ran.json()["units"][0]["state"], "no-report");
}

#[test]
fn who_has_to_report_is_said_by_the_list_alone() {
    let folder = Folder::new();
    folder.file("a.md", report(UNIT, 2024));
    let list = "[[unit]]\nname = \"平川区水利局\"\n[[unit]]\nname = \"平川区粮食局\"\nuntil = 2022\n\
                [[unit]]\nname = \"平川区档案局\"\nreports = false\n[[unit]]\nname = \"平川区体育局\"\n";
    folder.file("units.toml", list);
    assert!(findings(&folder.gouji("audit --format json")).is_empty());
    let ran = folder.gouji("audit --units units.toml --format json");
    assert_eq!(findings(&ran), [("R003".to_owned(), "units.toml".to_owned())]);
    assert_eq!(ran.json()["findings"][0]["line"], 10);
    assert!(ran.json()["findings"][0]["message"].as_str().unwrap().contains("体育局"));
}

#[test]
fn what_the_list_says_wrong_is_refused_at_its_place() {
    let folder = Folder::new();
    folder.file("a.md", report(UNIT, 2024));
    folder.file("units.toml", "[[unit]]\nname = \"平川区水利局\"\nparent = \"青禾县政府\"\n");
    let ran = folder.gouji("audit --units units.toml");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("units.toml:3"), "{ran:?}");
}

#[test]
fn every_format_says_by_what_rules_and_what_is_missing() {
    let folder = Folder::new();
    folder.file("2023.md", report(UNIT, 2023)).file("2024.md", report(UNIT, 2024));
    folder.file(
        "units.toml",
        "[[unit]]\nname = \"平川区水利局\"\n[[unit]]\nname = \"平川区体育局\"\n",
    );
    let ran = |format: &str| folder.gouji(&format!("audit --units units.toml --format {format}"));
    let rules = ran("json").json()["rules"].as_str().unwrap().to_owned();
    for format in ["human", "csv", "html"] {
        let ran = ran(format);
        assert!(ran.stdout.contains(&rules) && ran.stdout.contains("平川区体育局"), "{ran:?}");
    }
    let shown = ran("human").stdout;
    assert!(shown.contains("Y003") && shown.contains("2023.md:"), "{shown}");
    let page = ran("html").stdout;
    assert!(page.contains("href=\"#r1-title\"") && page.contains("id=\"r1-title\""), "{page}");
    let one = folder.gouji("audit --units units.toml --format json --threads 1").stdout;
    assert_eq!(one, ran("json").stdout);
}
