//! When section six is said to have nothing in it.

use crate::linter;

#[track_caller]
fn check(six: &str, message: &str) {
    let text = format!(
        "青禾县民政局2024年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息120条。\n\
         六、其他需要报告的事项\n{six}"
    );
    let findings = crate::check(&linter(), &text, "a.txt").findings;
    let found = findings.iter().find(|finding| &*finding.code == "S011");
    assert_eq!(found.map(|finding| &*finding.message.zh).unwrap_or_default(), message, "{six}");
}

#[test]
fn an_organ_and_a_date_below_it_are_the_signature() {
    const EMPTY: &str = "第六部分只有标题，没有内容";
    check("", EMPTY);
    check("\n青禾县民政局\n2025年1月20日\n", EMPTY);
    check("青禾县民政局    二〇二五年一月二十日\n", EMPTY);
    check("没有其他需要报告的事项。\n青禾县民政局\n2025年1月20日\n", "没有写信息处理费收取情况");
    check("无\n青禾县民政局\n", "没有写信息处理费收取情况");
}
