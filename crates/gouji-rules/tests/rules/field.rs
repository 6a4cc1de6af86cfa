//! What reports of strangers had and no rule saw, in words of our own.

use std::{fs, path::Path};

use crate::linter;

/// Which of `codes` are reported of a report with this title, preamble and text, and this end.
fn check([title, preamble, told, end]: [&str; 4], codes: &[&str]) -> String {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/N001/fail-received.txt");
    let table = fs::read_to_string(table).expect("the fixture is there");
    let (_, table) = table.split_once("申请情况\n").expect("it has part three");
    let text = format!(
        "{title}\n{preamble}\n一、总体情况\n{told}\n二、主动公开政府信息情况\n见附表。\n三、收到和处理政府信息公开申请情况\n{table}\n五、存在的主要问题及改进情况\n解读不够多样。\n六、其他需要报告的事项\n没有收取信息处理费。\n{end}"
    );
    let findings = crate::check(&linter(), &text, "a.txt").findings;
    let found = |code: &&&str| findings.iter().any(|finding| *finding.code == ***code);
    codes.iter().filter(found).copied().collect::<Vec<_>>().join(" ")
}

const TITLE: &str = "青禾县水利局2024年政府信息公开工作年度报告";
const PERIOD: &str = "本报告的统计期限为2024年1月1日至2024年12月31日。";

#[test]
fn a_slip_in_a_word_silences_no_figure_beside_it() {
    let told = "新收政府信息公开申请35件，上年转结12件，予以公开8件。";
    assert_eq!(check([TITLE, PERIOD, told, ""], &["N001", "N002", "N003"]), "N002 N003");
}

#[test]
fn a_number_of_parts_closes_their_list() {
    let list = |parts: &str| format!("{PERIOD}本报告由{parts}组成。");
    let said = |parts: &str| check([TITLE, &list(parts), "", ""], &["S013"]);
    let five = "总体情况、主动公开情况、申请办理情况、复议诉讼情况、其他事项";
    assert_eq!(said(&format!("{five}等六部分")), "S013");
    assert_eq!(said(&format!("{five}等")), "");
    assert_eq!(said("总体情况、主动公开情况、申请办理情况等六部分"), "");
}

#[test]
fn a_period_is_missed_where_the_signature_tells_the_year() {
    let told = "2024年主动公开信息41条。";
    assert_eq!(check(["", "说明", told, "青禾县水利局\n2025年1月20日"], &["D002"]), "D002");
    assert_eq!(check(["", "说明", told, ""], &["D002"]), "");
}

#[test]
fn a_title_without_an_organ_is_one_however_often_it_stands() {
    let bare = "2024年政府信息公开工作年度报告";
    for title in [bare, &format!("{bare}\n{bare}"), "区教育局2024年政府信息公开工作年度报告"]
    {
        assert_eq!(check([title, PERIOD, "", ""], &["S016"]), "S016", "{title}");
    }
    let full = "济南市市中区教育局2024年政府信息公开工作年度报告";
    for title in [full, "市中区教育局2024年政府信息公开工作年度报告"] {
        assert_eq!(check([title, PERIOD, "", ""], &["S016"]), "", "{title}");
    }
}

#[test]
fn items_that_lost_a_bracket() {
    let items = |first: &str, second: &str| format!("{first}主动公开。\n{second}监督保障。");
    let said = |first, second| check([TITLE, PERIOD, &items(first, second), ""], &["X002"]);
    assert_eq!(said("（一）", "二）"), "X002");
    assert_eq!(said("（一）", "（二）"), "");
    assert_eq!(said("1）", "2）"), "");
}
