//! What is said of sentences that state figures, and what the figures are taken for.

use gouji_report::view::StatementView;
use gouji_statements::StatementReader;

use super::codes;
use crate::linter;

/// The codes of what is said where the sample of 青禾县 says this of requests: 新收 32, 上年结转 1, 总计 31,
/// 结转下年 2, 予以公开 14, 不掌握 8, 复议 1, 诉讼 0.
fn said(told: &str) -> String {
    codes(&sample(told), "a.txt").join(" ")
}

/// The sample with these words in place of its figures on requests.
fn sample(told: &str) -> String {
    let sample = include_str!("../../../../../docs/samples/qinghe-2024.txt");
    let own = "全年新收政府信息公开申请32件，上年结转1件；办结31件，结转下年度继续办理2件。";
    assert_eq!(sample.matches(own).count(), 1);
    sample.replace(own, told)
}

#[test]
fn a_figure_means_the_same_in_whatever_order_the_words_stand() {
    let wrong = [
        ("办理政府信息公开申请，其中5件结转下年度办理。", "N002"),
        ("收到依申请公开信件32件，转入2025年答复的有5件。", "N002"),
        ("上一年度转来的依申请公开件有5件。", "N002"),
        ("全县办理回复依申请公开事项77件。", "N001"),
        ("接到依申请公开诉求77例。", "N001"),
        ("办结依申请公开件77件次。", "N001"),
        ("依申请公开件，同意公开3件。", "N003"),
        ("有9件依申请公开件因信息不存在无法提供。", "N003"),
        ("有5件涉及政府信息公开工作的行政复议。", "N004"),
        ("受理依申请公开32件。引发行政复议5件，行政诉讼0件。", "N004"),
        ("因信息公开被复议1件，结果纠正1件。", "N004"),
        ("未收到书面申请政府信息公开。", "N006"),
        ("暂未收到任何形式的依申请公开件。", "N006"),
        ("本年度无依申请公开事项。", "N006"),
        ("未出现因信息公开引起的行政诉讼、行政复议等情况。", "N006"),
        ("没有需要结转至2025年的政府信息公开申请。", "N006"),
        ("产生4起信息公开方面的行政复议案件。", "N004"),
        ("因政府信息公开产生行政复议4件和行政诉讼2件。", "N004 N004"),
        ("未收到和办理政府信息公开申请事项。", "N006"),
        ("依申请公开数量为0。", "N006"),
        ("无信息公开类行政复议、行政诉讼情况发生。", "N006"),
        ("办结政府信息公开申请40件。", "N001"),
        ("收到政府信息公开申请32件，无结转。", "N006"),
        ("本年度依申请公开零受理。", "N006"),
        ("收到政府信息公开申请32件，剩下5件留到明年一季度办完。", "N002"),
        ("因答复不服提起行政复议5件。", "N004"),
        ("未经复议直接起诉到法院的5件。", "N004"),
        ("作出行政许可1件、行政处罚2件、行政强制9件。", "N005 N005 N005"),
        ("收到政府信息公开申请，不宜公开的8件，没法提供的9件。", "N003 N003"),
    ];
    for (told, code) in wrong {
        assert_eq!(said(told), code, "{told}");
    }
    let right = [
        "收到依申请公开32件，2件结转下年办理，1件由上年结转。",
        "累计处理依申请公开33件，其中本年新收32件，上年转入1件。",
        "因政府信息公开引起的行政复议1起，行政诉讼为零。",
        "新收申请公开32件，同意公开14件，不掌握8件。",
    ];
    for told in right {
        assert_eq!(said(told), "", "{told}");
    }
}

#[test]
fn parts_are_not_more_than_their_whole_however_they_are_listed() {
    let wrong = [
        "公开信息40条，包括动态20条、公告15条、规划12条。",
        "公开信息40条，含动态25条、公告18条。",
        "公开信息40条：动态25条、公告18条。",
        "公开信息40条（动态25条、公告18条）。",
        "公开信息40条，其中动态12条，公告共计30条。",
        "公开信息280条，其中网站120条、微博1298条。",
        "公开信息3437条，包括12＋1740＋225＋110＋其他1827。",
        "公开信息3437条，包括机构12、动态1740、公告225、财政1490。",
        "收到政府信息公开申请32件（其中：网上32件，邮寄9件）。",
        "公开信息107条，其中动态6条、公告2条、规划4条、人事6条、财政18条、招标58条、通知3条、简报13条。",
    ];
    for told in wrong {
        assert_eq!(said(told), "N008", "{told}");
    }
    let right = [
        "公开信息40条，包括动态20条、公告15条、规划5条。",
        "公开信息40条：动态25条、公告15条。",
        "公开信息40条（比上年增加12条），动态30条。",
        "公开信息40条，其中动态12条，公告28条，共40条。",
        "公开信息40条，其中12、15、13条分属三类。",
        "公开信息40条，其中网站40条，微信公众号8条。",
        "公开信息40条，其中动态25条、公告15条，图解8条，视频3条。",
        "公开信息40条，其中部分信息同时属于两类，动态25条、公告18条。",
    ];
    for told in right {
        assert_eq!(said(told), "", "{told}");
    }
}

#[test]
fn shares_and_rates_follow_from_the_figures_beside_them() {
    for told in [
        "新收政府信息公开申请32件，予以公开14件（66.25%）。",
        "新收政府信息公开申请32件，予以公开14件，占66.25%。",
        "新收政府信息公开申请32件，办结31件，办结率83.3%，结转下年2件。",
    ] {
        assert_eq!(said(told), "N010", "{told}");
    }
    for told in [
        "新收政府信息公开申请32件，予以公开14件（43.75%）。",
        "新收政府信息公开申请32件，办结31件，办结率96.9%，结转下年2件。",
        "新收政府信息公开申请32件，答复31件，公众满意率66.25%，结转下年2件。",
    ] {
        assert_eq!(said(told), "", "{told}");
    }
}

#[test]
fn words_for_all_say_that_nothing_is_left() {
    for told in [
        "收到依申请公开32件，办结率达100%。",
        "收到政府信息公开申请32件，均已办结。",
        "收到政府信息公开申请32件。所有申请均已按要求答复完毕。",
    ] {
        assert_eq!(said(told), "N007", "{told}");
    }
    for told in [
        "收到政府信息公开申请32件，均已办结，结转下年度2件。",
        "收到政府信息公开申请32件，其中自然人申请20件，均已答复。",
        // what is carried over stands beside the words for all
        "收到政府信息公开申请32件。所有申请均已办理完成。转下一年度办理答复的有2件。",
        "收到政府信息公开申请32件，均已登记。",
        "办理人大代表建议32件，均已办结。",
    ] {
        assert!(!said(told).contains("N007"), "{told}");
    }
}

#[test]
fn figures_are_told_in_the_words_of_the_form() {
    let text = sample(
        "2024年，新收政府信息公开申请33件，其中网上提交6件；答复约30件；犀牛角兽3件；未发生行政诉讼。县水利局收到政府信息公开申请9件。",
    );
    let document = gouji_parser::read(text.as_bytes(), "a.txt").expect("UTF-8 text is read");
    let linter = linter();
    let passages = linter.statements(&linter.bind(&document));
    let said = |it: &StatementView| format!("{}: {} | {}", it.text, it.taken.zh, it.taken.en);
    let own = passages.iter().find(|it| it.text.contains("犀牛")).expect("the sentence");
    let lines: Vec<String> = own.statements.iter().map(said).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    33件: 表三“一、本年新收政府信息公开申请数量”，表中为 32 | table 3, new; the table has 32
    6件: 收到的申请：新收，或加上上年结转；没有与表格核对：只是其中一部分 | requests received: new ones, or with those carried in; not compared with the tables: it is of a part
    30件: 表三“（七）总计”；没有与表格核对：不是确数 | table 3, total; not compared with the tables: it is rounded
    3件: 没有与表格核对：有未能识别的词语：犀牛角兽 | not compared with the tables: letters of no known word: 犀牛角兽
    未发生: 读作 0：行政诉讼 | read as 0: lawsuits
    9件: 收到的申请：新收，或加上上年结转；没有与表格核对：说的是别的单位 | requests received: new ones, or with those carried in; not compared with the tables: it is of another organ
    ");
}

/// Every address that figures may have is a cell of some form, or has a name.
#[test]
fn addresses_without_a_cell_have_a_name() {
    let (_, toml) = gouji_data::FORMS
        .iter()
        .find(|(name, _)| name.ends_with("statements.toml"))
        .expect("the words are shipped");
    let reader = StatementReader::new(toml).expect("the words are well formed");
    let cells = linter().addresses();
    let is_cell = |address: &str| {
        let (before, after) = address.split_once('*').unwrap_or((address, ""));
        cells.iter().any(|it| it.starts_with(before) && it.ends_with(after))
    };
    let addresses: Vec<&str> = reader.addresses().chain(["rate", "growth"]).collect();
    assert!(addresses.len() > 40, "{addresses:?}");
    let nameless = addresses.iter().filter(|it| !is_cell(it) && reader.name_of(it).is_none());
    assert_eq!(nameless.collect::<Vec<_>>(), [] as [&&str; 0]);
}

#[test]
fn figures_of_others_are_not_compared() {
    let others = [
        "上半年收到政府信息公开申请20件。",
        "2023年收到政府信息公开申请20件。",
        "县水利局收到政府信息公开申请20件。",
        "各乡镇收到政府信息公开申请20件。",
        "指导乡镇办理政府信息公开申请20件。",
        "收到涉及水库移民的政府信息公开申请20件。",
        "受理热线诉求20件，办理人大代表建议20件。",
        "收到政府信息公开申请，比上年增加20件。",
        "预计2025年收到政府信息公开申请20件。",
        // what became of a matter is published; that is no answer to a request
        "全年新收政府信息公开申请32件，办结31件。网站公开信息70条，其中机构职能30条、办理结果20条。",
        "全年新收政府信息公开申请32件，办结31件。网站公开信息70条，其中机构职能30条、办结20条。",
    ];
    for told in others {
        assert_eq!(said(told), "", "{told}");
    }
}

/// What N014 says of a report of the text alone, and what it could not assess.
fn alone(told: &str) -> String {
    let text = format!(
        "青禾县2024年政府信息公开工作年度报告\n一、总体情况\n{told}\n二、主动公开政府信息情况\n见附表。\n"
    );
    let checked = crate::check(&linter(), &text, "a.txt");
    let findings = checked.findings.iter().filter(|it| &*it.code == "N014");
    let open = checked.not_assessable.iter().filter(|it| &*it.code == "N014");
    let said = findings.map(|it| it.message.zh.clone());
    said.chain(open.map(|it| format!("? {}", it.reason.zh))).collect::<Vec<_>>().join("\n")
}

#[test]
fn figures_of_the_text_agree_with_one_another() {
    insta::assert_snapshot!(
        alone("全县新收政府信息公开申请40件，上年结转3件。全年办结申请41件，4件结转下年办理。"),
        @"文中写“办结申请41件”，与文中别处写的件数对不上：“全县新收政府信息公开申请40件”＋“上年结转3件”－“4件结转下年办理”＝39，或 “全县新收政府信息公开申请40件”＋“上年结转3件”＝43"
    );
    insta::assert_snapshot!(
        alone("收到依申请公开40件，办结36件，结转下年度继续办理2件。"),
        @"文中写“收到依申请公开40件”，与文中别处写的件数对不上：不大于 “办结36件”＋“结转下年度继续办理2件”＝38"
    );
    for right in [
        "新收政府信息公开申请40件，上年无结转，办结40件。",
        "新收政府信息公开申请40件，办结41件。",
        "新收政府信息公开申请40件，上年结转3件，办结40件。",
        "收到政府信息公开申请40件，结转下年度继续办理2件。",
    ] {
        assert_eq!(alone(right), "", "{right}");
    }
    // Nothing was carried in: that is said, and a figure.
    assert_ne!(alone("新收政府信息公开申请40件，上年无结转申请，办结41件。"), "");
    // Two figures for one thing.
    let open = alone("新收政府信息公开申请40件，上年结转3件，办结45件。新收政府信息公开申请42件。");
    assert!(open.starts_with("? "), "{open}");
}
