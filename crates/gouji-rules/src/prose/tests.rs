//! Facts as rules see them, one line each.

use std::fmt::Write as _;

use super::*;
use gouji_report::DataFile;

/// The facts of a report whose first section says `text`.
fn check(text: &str) -> String {
    let whole = format!("青禾县2024年政府信息公开工作年度报告\n一、总体情况\n{text}\n");
    let files = DataFile::all(gouji_data::FORMS);
    let forms = gouji_report::form::Forms::load(&files).unwrap();
    let document = gouji_parser::read(whole.as_bytes(), "a.txt").unwrap();
    let report = gouji_report::bind::bind(&document, &forms);
    let mut words = WordList::default();
    let file = files.iter().find(|&&file| is_lexicon(file)).unwrap();
    let mut lexicon = Lexicon::load(*file, &mut words).unwrap();
    lexicon.complete();
    let vocabulary = Vocabulary::new(&words);
    let prose = Prose::read(&report, &vocabulary, &lexicon, None);
    let mut out = String::new();
    for (index, fact) in prose.facts.iter().enumerate() {
        let text = &prose.passages[fact.passage].text;
        let _ = write!(out, "{index} {}", &text[fact.quantity.range.clone()]);
        for (mark, classes) in [("<", fact.classes), (">", fact.behind), ("|", fact.lead)] {
            let names: Vec<&str> = lexicon
                .names()
                .filter(|name| classes.contains(lexicon.class(name).unwrap()))
                .collect();
            if !names.is_empty() {
                let _ = write!(out, " {mark} {}", names.join(" "));
            }
        }
        let year = fact.year.map(|year| format!(" year {year}"));
        let parent = fact.parent.map(|parent| format!(" of {parent}"));
        let joint = if fact.joint { " joint" } else { "" };
        let _ = writeln!(out, "{}{}{joint}", year.unwrap_or_default(), parent.unwrap_or_default());
    }
    out
}

#[test]
fn nouns_and_verbs_stand_before_or_after_the_number() {
    insta::assert_snapshot!(check("2024年共收到政府信息公开申请35件，办结30件；收到3件信访申请。"), @"
    0 35件 < act receive request total-word year 2024
    1 30件 < act concluded done | act receive request total-word year 2024
    2 3件 < act receive > not-request
    ");
}

#[test]
fn parts_belong_to_the_count_before() {
    insta::assert_snapshot!(check("全年答复申请80件，其中：予以公开及部分公开42件，占52.5%；其中自然人3件、商业企业1件。"), @"
    0 80件 < application done request total-word
    1 42件 < granted-or-partial | among application done request total-word of 0
    2 52.5% | among application done granted-or-partial request total-word
    3 3件 < among natural
    4 1件 | among natural
    ");
}

#[test]
fn joined_nouns_share_a_number() {
    insta::assert_snapshot!(check("刊登政府规章、规范性文件等112件，行政许可、行政处罚5件，行政复议7件、诉讼9件。"), @"
    0 112件 < normative | publicity rules joint
    1 5件 < penalty | license normative publicity rules joint
    2 7件 < review | license normative penalty publicity rules
    3 9件 < litigation | license normative penalty publicity review rules
    ");
}

#[test]
fn longer_words_cover_shorter_ones() {
    insta::assert_snapshot!(check("依申请公开信息16条，不予公开2件，上年度结转申请18件，结转下年度继续办理5件。"), @"
    0 16条 < not-request
    1 2件 < denied | not-request
    2 18件 < carried-in | denied not-request
    3 5件 < carried-out | carried-in denied not-request
    ");
}

#[test]
fn wrapped_lines_are_one_passage() {
    insta::assert_snapshot!(check("本机关严格按照规定的程序办理公众提出的各项申请，全年共收到政府信息公开\n申请35件，全部办结。"), @"0 35件 < act receive request total-word | act application done");
}

#[test]
fn what_is_too_long_for_a_sentence_has_no_facts() {
    let list = |items| format!("其中{}。另收到信访申请3件。", "不予公开1件、".repeat(items));
    assert_eq!(check(&list(100)).lines().count(), 101);
    assert_eq!(check(&list(1000)), "0 3件 < act not-request receive\n");
}
