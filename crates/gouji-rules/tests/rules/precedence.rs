//! One slip, one finding: which of two rules speaks where both could.

use std::{fs, path::Path, sync::Arc};

use gouji_rules::{Linter, settings::Layer};
use toml::Spanned;

use crate::{configured, linter};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read_to_string(path).expect("the fixture is there")
}

/// Which of `codes` are reported of the text.
fn reported(linter: &Linter, text: &str, codes: &[&str]) -> String {
    let findings = crate::check(linter, text, "a.txt").findings;
    let found = |code: &&&str| findings.iter().any(|finding| *finding.code == ***code);
    codes.iter().filter(found).copied().collect::<Vec<_>>().join(" ")
}

/// Of two rules the first speaks; the second does where the first is switched off.
fn check(text: &str, codes: [&str; 2]) {
    assert_eq!(reported(&linter(), text, &codes), codes[0], "{text}");
    let mut layer = Layer::new(Arc::default());
    layer.ignore = vec![Spanned::new(0..0, codes[0].to_owned())];
    assert_eq!(reported(&configured(&[&layer]), text, &codes), codes[1], "{text}");
}

/// The report of a fixture whose sentence on applicants is `told`.
fn told(told: &str) -> String {
    let text = fixture("N003/fail-applicants.txt");
    let sentence = "收到政府信息公开申请35件，其中自然人申请28件。";
    assert_eq!(text.matches(sentence).count(), 1);
    text.replace(sentence, told)
}

#[test]
fn a_part_that_the_table_has_otherwise() {
    check(&told("收到政府信息公开申请35件，其中自然人申请34件，企业申请5件。"), ["N003", "N008"]);
}

/// The report of a fixture with `told` on reviews, of which its table has 4: 2 upheld, 2 corrected.
fn of_reviews(told: &str) -> String {
    let text = fixture("N004/pass-both.txt");
    assert_eq!(text.matches("行政复议3件、行政诉讼2件。").count(), 1);
    text.replace("行政复议3件、行政诉讼2件。", told).replace("1\t2\t0\t0\t3", "2\t2\t0\t0\t4")
}

#[test]
fn a_whole_that_the_table_has_otherwise() {
    check(&of_reviews("行政复议3件，其中维持2件、纠正2件。"), ["N004", "N008"]);
    check(&of_reviews("行政复议5件，分别为维持2件、纠正2件。"), ["N004", "N009"]);
}

/// The table has an error elsewhere: the sum is a slip of its own.
#[test]
fn a_sum_beside_another_slip() {
    let text = told("自然人申请28件。全年发布信息100条，其中动态80条，政策40条。");
    assert_eq!(reported(&linter(), &text, &["N003", "N008"]), "N003 N008");
}

/// Figures of the text that do not add up, since one is not that of the table or its own list is wrong.
#[test]
fn a_figure_among_others() {
    let flow = told("新收政府信息公开申请35件，上年结转2件，办结39件。");
    check(&flow, ["N001", "N014"]);
    let parts = told("办结政府信息公开申请35件，其中予以公开23件，不予公开14件，无法提供6件。");
    check(&parts, ["N003", "N008"]);
    assert_eq!(reported(&linter(), &parts, &["N008", "N014"]), "");
}

#[test]
fn a_section_that_says_nothing() {
    check(&fixture("S008/fail-preamble.txt"), ["S008", "S006"]);
}

#[test]
fn a_blank_that_has_to_be_filled() {
    check(&fixture("E004/fail-sum-blank.txt"), ["E004", "V001"]);
}

#[test]
fn blanks_beside_one_that_has_to_be_filled() {
    let text = fixture("E004/fail-sum-blank.txt");
    let other = text.replace("2.重复申请\t0", "2.重复申请\t");
    assert_ne!(text, other);
    assert_eq!(reported(&linter(), &other, &["E004", "V001"]), "E004 V001");
}
