//! Kinds of report: each file is read as one, and judged by the rules of that one alone.

use crate::linter;

/// The form that a text is read by, and the codes of its findings.
fn check(text: &str, name: &str) -> String {
    let checked = crate::check(&linter(), text, name);
    let mut codes: Vec<&str> = checked.findings.iter().map(|finding| &*finding.code).collect();
    codes.dedup();
    format!("{}: {}", checked.report.form.as_deref().unwrap_or("–"), codes.join(" "))
}

const ANNUAL: &str = "一、总体情况
全年主动公开政府信息412条，其中概况类信息更新量39条。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t20
";

const WEBSITE: &str = "网站名称\t青禾县政府网
信息发布\t总数\t2226
\t概况类信息更新量\t39
\t政务动态信息更新量\t860
\t信息公开目录信息更新量\t1367
";

#[test]
fn a_website_return_is_judged_by_its_own_rules() {
    let text = format!("青禾县政府网站2023年政府网站工作年度报表\n{WEBSITE}");
    assert_eq!(check(&text, "a.txt"), "website-2018: E101");
}

#[test]
fn an_annual_report_is_none_of_a_website() {
    let title = "青禾县人民政府2023年政府信息公开工作年度报告";
    let with =
        |above: &str, below: &str| check(&format!("{above}{title}\n{ANNUAL}{below}"), "a.txt");
    let plain = with("", "");
    assert!(plain.starts_with("2021:"), "{plain}");
    assert_eq!(with("青禾县政府网站2023年政府网站工作年度报表\n\n", ""), plain);
    let both = with("", WEBSITE);
    assert!(both.starts_with("2021:") && !both.contains("E101"), "{both}");
}

#[test]
fn without_its_title_a_table_is_no_website_return() {
    assert_eq!(check(WEBSITE, "a.txt"), "–: S000");
    assert_eq!(check(&format!("网站检查通知\n{WEBSITE}"), "a.txt"), "–: S000");
}

#[test]
fn what_is_no_report_has_no_tables() {
    let document = gouji_parser::read("会议纪要\n同意。\n".as_bytes(), "a.txt").expect("text");
    let linter = linter();
    assert_eq!(linter.tables(&linter.bind(&document)), []);
}
