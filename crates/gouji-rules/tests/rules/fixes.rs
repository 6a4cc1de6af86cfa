//! What becomes of a report when its findings are fixed.

use gouji_report::DataFile;
use gouji_rules::Linter;
use gouji_rules::finding::Safety;
use gouji_rules::fix::{self, DroppedFix, FixedFile, Reason};

use crate::linter;

const HEAD: &str = "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n";
const FOOT: &str = "\n二、主动公开政府信息情况\n";

fn fixed(linter: &Linter, text: &str, name: &str, most: Safety) -> FixedFile {
    fix::apply(linter, text.as_bytes(), name, most).expect("the file is a text")
}

/// Checks that of `text` the fixes up to `most` make `expected`, and leave nothing to do.
#[track_caller]
fn check(most: Safety, text: &str, expected: &str) {
    let linter = linter();
    let once = fixed(&linter, text, "a.txt", most);
    assert_eq!(String::from_utf8(once.bytes).expect("UTF-8 stays UTF-8"), expected);
    let again = fixed(&linter, expected, "a.txt", most);
    assert_eq!((again.applied, again.after.is_none()), (vec![], true));
}

#[test]
fn typography_and_residue_are_put_right() {
    let report = |sentence| format!("{HEAD}{sentence}{FOOT}");
    check(
        Safety::Safe,
        &report("[bookmark: _Toc1]2024年,公开120条,,满\u{200b}意度4.5℅。"),
        &report("2024年，公开120条，满意度4.5%。"),
    );
    // Which of the marks is meant, and whether dots are an ellipsis, is for a person to say.
    let open = report("公开120条，。其中政策文件35条。。。");
    check(Safety::Unsafe, &open, &open);
}

#[test]
fn a_usual_title_becomes_the_printed_one_and_a_doubtful_one_is_a_proposal() {
    let report = |title| format!("{HEAD}公开120条。\n五、{title}\n");
    let printed = report("存在的主要问题及改进情况");
    check(Safety::Safe, &report("存在的问题及改进情况"), &printed);
    let doubtful = report("存在的主要问题及下一步工作打算");
    check(Safety::Safe, &doubtful, &doubtful);
    check(Safety::Unsafe, &doubtful, &printed);
}

/// 表二 with these figures.
fn proactive(license: &str, fees: &str) -> String {
    format!(
        "青禾县2024年政府信息公开工作年度报告\n第二十条第（一）项\n\
         信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t5\t0\t66\n\
         第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t{license}\n\
         第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t20\n行政强制\t0\n\
         第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t{fees}\n"
    )
}

#[test]
fn digits_become_plain_where_they_read_the_same() {
    check(Safety::Safe, &proactive("２２１", "１，２３０．５０"), &proactive("221", "1230.50"));
    check(Safety::Safe, &proactive("007", "1 230.5"), &proactive("7", "1230.5"));
    check(Safety::Safe, &proactive("0", "１２．５万元"), &proactive("0", "12.5"));
    // l for 1 is a guess.
    let guess = proactive("22l", "12.5");
    check(Safety::Safe, &guess, &guess);
}

/// 表三 with a carried-over figure and the totals of a column, and nothing else in it.
fn requests(granted: &str, total: &str) -> String {
    let zeros = "\t0\t0\t0\t0\t0";
    let mut text = "青禾县2024年政府信息公开工作年度报告\n\
        （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n\
        \t自然人\t法人或其他组织\t\t\t\t\t总计\n\
        \t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
        .to_owned();
    for (label, own, sum) in [
        ("一、本年新收政府信息公开申请数量", "12", "12"),
        ("二、上年结转政府信息公开申请数量", "0", "0"),
        ("（一）予以公开", granted, "12"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "0", "0"),
        ("1.属于国家秘密", "0", "0"),
        ("2.其他法律行政法规禁止公开", "0", "0"),
        ("3.危及“三安全一稳定”", "0", "0"),
        ("4.保护第三方合法权益", "0", "0"),
        ("5.属于三类内部事务信息", "0", "0"),
        ("6.属于四类过程性信息", "0", "0"),
        ("7.属于行政执法案卷", "0", "0"),
        ("8.属于行政查询事项", "0", "0"),
        ("1.本机关不掌握相关政府信息", "0", "0"),
        ("2.没有现成信息需要另行制作", "0", "0"),
        ("3.补正后申请内容仍不明确", "0", "0"),
        ("1.信访举报投诉类申请", "0", "0"),
        ("2.重复申请", "0", "0"),
        ("3.要求提供公开出版物", "0", "0"),
        ("4.无正当理由大量反复申请", "0", "0"),
        ("5.要求行政机关确认或重新出具已获取信息", "0", "0"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "0", "0"),
        ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "0", "0"),
        ("3.其他", "0", "0"),
        ("（七）总计", total, "12"),
        ("四、结转下年度继续办理", "0", "0"),
    ] {
        text += &format!("{label}\t{own}{zeros}\t{sum}\n");
    }
    text
}

#[test]
fn a_unique_repair_of_a_number_is_a_proposal() {
    let right = requests("12", "12");
    let swapped = requests("12", "21");
    check(Safety::Safe, &swapped, &swapped);
    check(Safety::Unsafe, &swapped, &right);
    // A blank that the other figures decide.
    check(Safety::Unsafe, &requests("", "12"), &right);
    // Markup or a unit in the cell: nothing is written over it.
    let with_unit = requests("12", "21件");
    check(Safety::Unsafe, &with_unit, &with_unit);
}

/// Rules of our own: `{code}`, what it looks for, what it writes.
fn pack(rules: &[(&str, &str, &str)]) -> Linter {
    let mut text = String::new();
    for (code, pattern, replace) in rules {
        let name = code.to_lowercase();
        text += &format!(
            "[[rule]]\ncode = \"{code}\"\nname = \"of-{name}\"\nseverity = \"info\"\n\
             summary = {{ zh = \"查\", en = \"check\" }}\n\
             message = {{ zh = \"有“{{found}}”\", en = \"has {{found}}\" }}\n\
             why = {{ zh = \"为试验。\", en = \"For the test.\" }}\nsource = \"试验\"\n\
             check = {{ kind = \"pattern\", patterns = ['{pattern}'], replace = \"{replace}\" }}\n\
             example.bad = \"x\"\nexample.good = \"y\"\n"
        );
    }
    let packs = [DataFile { name: "own.toml", text: &text }];
    match Linter::new(&DataFile::all(gouji_data::FORMS), &packs) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    }
}

#[test]
fn a_fix_that_raises_another_finding_is_not_made_and_the_others_are() {
    let linter = pack(&[("X901", "(甲)", "乙"), ("X902", "(丙)", "丁"), ("X903", "乙", "")]);
    let text = format!("{HEAD}丙和甲各一件。{FOOT}");
    let FixedFile { bytes, applied, dropped, .. } = fixed(&linter, &text, "a.txt", Safety::Safe);
    assert_eq!(String::from_utf8(bytes).expect("UTF-8 stays UTF-8"), text.replace('丙', "丁"));
    assert_eq!(applied.iter().map(|step| &*step.code).collect::<Vec<_>>(), ["X902"]);
    let [DroppedFix { step, reason: Reason::Raises { code, message } }] = &*dropped else {
        panic!("{dropped:?}");
    };
    assert_eq!((&*step.code, &**code, &*message.zh), ("X901", "X903", "有“乙”"));
}

#[test]
fn of_two_fixes_at_one_place_the_first_is_made_and_the_other_has_its_turn() {
    let linter = pack(&[("X901", "(甲乙)丙", "$1"), ("X902", "乙(丙)", "$1")]);
    let text = format!("{HEAD}甲乙丙各一件，乙丙各一件。{FOOT}");
    let FixedFile { bytes, .. } = fixed(&linter, &text, "a.txt", Safety::Safe);
    assert_eq!(
        String::from_utf8(bytes).expect("UTF-8 stays UTF-8"),
        format!("{HEAD}甲乙各一件，丙各一件。{FOOT}")
    );
}

#[test]
fn a_fix_that_changes_nothing_for_the_better_is_not_made() {
    let linter = pack(&[("X901", "(甲)", "甲甲")]);
    let text = format!("{HEAD}甲一件。{FOOT}");
    let FixedFile { applied, dropped, after, .. } = fixed(&linter, &text, "a.txt", Safety::Safe);
    assert!(applied.is_empty() && after.is_none(), "{applied:?}");
    assert_eq!(dropped.len(), 1);
    assert_eq!(dropped[0].reason, Reason::Useless);
}

#[test]
fn of_a_safe_fix_only_the_edits_that_do_harm_are_left_out() {
    let linter = pack(&[("X901", "(甲).", "乙"), ("X903", "乙各", "")]);
    let text = format!("{HEAD}甲丙，甲丁，甲戊各一件。{FOOT}");
    let FixedFile { bytes, applied, dropped, .. } = fixed(&linter, &text, "a.txt", Safety::Safe);
    assert_eq!(
        String::from_utf8(bytes).expect("UTF-8 stays UTF-8"),
        format!("{HEAD}乙，乙，甲戊各一件。{FOOT}")
    );
    assert_eq!((applied.len(), applied[0].places), (1, 2));
    assert_eq!((dropped.len(), dropped[0].step.places), (1, 1));
}

#[test]
fn html_is_fixed_between_its_tags_only() {
    let page = |sentence| {
        format!(
            "<html><body><h1>青禾县2024年政府信息公开工作年度报告</h1><p>一、总体情况</p>\
             <p title=\"年度,报告\">{sentence}</p><p>二、主动公开政府信息情况</p></body></html>"
        )
    };
    let linter = linter();
    let check = |sentence, expected| {
        let fixed = fixed(&linter, &page(sentence), "a.html", Safety::Safe);
        assert_eq!(String::from_utf8(fixed.bytes).expect("UTF-8 stays UTF-8"), page(expected));
    };
    check(
        "2024年<b>,</b>公开<i>120</i>条&#44;含R&amp;D。",
        "2024年<b>，</b>公开<i>120</i>条，含R&amp;D。",
    );
    // The number and its sign are in two pieces, so a person has to do it.
    check("占<b>4.5</b>℅。", "占<b>4.5</b>℅。");
}
