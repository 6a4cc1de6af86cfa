//! How S016 quotes a title.

use crate::linter;

fn check(title: &str, quoted: &str) {
    let text =
        format!("{title}\n一、总体情况\n全年主动公开政府信息120条。\n二、主动公开政府信息情况\n");
    let findings = crate::check(&linter(), &text, "a.txt").findings;
    let found = findings.iter().find(|finding| &*finding.code == "S016");
    let message = found.map(|finding| &*finding.message.zh).unwrap_or_default();
    assert!(message.contains(&format!("“{quoted}”")), "{message}");
}

#[test]
fn without_what_a_site_puts_before_it() {
    let title = "青禾县2024年政府信息公开年度报告";
    check(title, title);
    check(&format!("标题：{title}"), title);
    check(&format!("附件:标题: {title}"), title);
}
