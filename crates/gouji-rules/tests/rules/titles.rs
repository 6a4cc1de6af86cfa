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

/// Without a title line the preamble says whose report it is and of when; else the signature does.
#[test]
fn rules_speak_without_a_title_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let text = std::fs::read_to_string(folder.join("N001/fail-received.txt")).unwrap();
    let (_, body) = text.split_once('\n').unwrap();
    let said = |head: &str, tail: &str| {
        let text = format!("{head}{body}\n六、其他需要报告的事项\n无。\n{tail}");
        let findings = crate::check(&linter(), &text, "a.txt").findings;
        let own = ["N001", "S007", "D002"];
        let codes = findings.iter().map(|finding| &*finding.code);
        let mut codes: Vec<&str> = codes.filter(|code| own.contains(code)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(" ")
    };
    assert_eq!(said("", ""), "");
    let preamble = "现公布青禾县人民政府2024年政府信息公开工作年度报告。\n";
    assert_eq!(said(preamble, ""), "D002 N001 S007");
    assert_eq!(said("", "青禾县人民政府\n2025年1月20日"), "D002 N001 S007");
    // Their government's report, or their own: not told.
    assert_eq!(said("", "青禾县人民政府办公室\n2025年1月20日"), "D002");
}
