//! What the fixes of wording, typography and privacy make of a sentence.

use gouji_rules::finding::{Fix, Safety};

use crate::{check, linter};

/// The sentence after the fix that a rule proposes for it.
fn rewritten(code: &str, sentence: &str) -> (Option<Safety>, String) {
    let head = "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n";
    let text = format!("{head}{sentence}\n二、主动公开政府信息情况\n");
    let findings = check(&linter(), &text, "a.txt").findings;
    let fixes: Vec<&Fix> = findings
        .iter()
        .filter(|finding| *finding.code == *code)
        .filter_map(|finding| finding.fix.as_ref())
        .collect();
    let mut mended = text.clone();
    for edit in fixes.iter().flat_map(|fix| &fix.edits).rev() {
        mended.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    let line = mended.lines().nth(2).unwrap_or_default().to_owned();
    (fixes.first().map(|fix| fix.safety), line)
}

#[test]
fn marks_become_wide_and_addresses_stay() {
    assert_eq!(
        rewritten("X001", "2024年,公开1,200条(含解读);详见www.example.gov.cn/a,b,每天8:30更新。"),
        (
            Some(Safety::Safe),
            "2024年，公开1,200条（含解读）；详见www.example.gov.cn/a,b,每天8:30更新。".to_owned()
        )
    );
}

#[test]
fn percent_signs_keep_their_numbers() {
    assert_eq!(
        rewritten("X003", "考核占4.5℅，办结率100%%。"),
        (Some(Safety::Safe), "考核占4.5%，办结率100%。".to_owned())
    );
    // Whether 100‰ is 100% or 10% is for a person to say.
    assert_eq!(rewritten("X003", "办结率100‰。"), (None, "办结率100‰。".to_owned()));
}

#[test]
fn words_are_proposals() {
    assert_eq!(
        rewritten("W005", "截止2024年底，可登陆网站查询。"),
        (Some(Safety::Unsafe), "截至2024年底，可登录网站查询。".to_owned())
    );
    assert_eq!(
        rewritten("X005", "20 24年，公开5条。"),
        (Some(Safety::Unsafe), "2024年，公开5条。".to_owned())
    );
}

#[test]
fn numbers_of_persons_are_masked() {
    assert_eq!(
        rewritten("P001", "公民（11010519491231002X）申请公开5件。"),
        (Some(Safety::Unsafe), "公民（110************02X）申请公开5件。".to_owned())
    );
}
