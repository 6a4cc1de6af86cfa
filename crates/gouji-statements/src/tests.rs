use std::sync::LazyLock;

use super::*;

static READER: LazyLock<StatementReader> = LazyLock::new(|| {
    let (_, words) = gouji_data::FORMS
        .iter()
        .find(|(name, _)| *name == "statements.toml")
        .expect("the data has the words of statements");
    StatementReader::new(words).expect("the words of this repository are right")
});

/// What the figures of a paragraph of the report of 青禾县人民政府 for 2024 are taken for.
fn check(text: &str) -> Vec<String> {
    check_for("青禾县人民政府", true, "", text)
}

fn check_for(issuer: &str, covers_area: bool, heading: &str, text: &str) -> Vec<String> {
    let about = About { year: Some(2024), issuer: Some(issuer), covers_area: Some(covers_area) };
    let paragraphs =
        [ReportParagraph::new(heading, Some(0), true), ReportParagraph::new(text, Some(0), false)];
    let shown = |it: &Statement| {
        let address = it.address.as_deref().unwrap_or("–");
        let scope = if it.scope == Scope::Report {
            String::new()
        } else {
            format!(" ({})", it.scope.name())
        };
        format!("{} {address}{scope}", &text[it.range.clone()])
    };
    READER.read(&paragraphs, &about).statements.iter().map(shown).collect()
}

#[test]
fn words_of_time_act_and_object_may_stand_in_any_order() {
    for text in [
        "结转下年度继续办理的政府信息公开申请3件",
        "政府信息公开申请3件结转至2025年办理",
        "有3件政府信息公开申请转入下一年度答复",
        "3件依申请公开事项于次年继续办理",
    ] {
        assert_eq!(check(text), ["3件 requests.carried-out.sum"], "{text}");
    }
    for text in [
        "上年结转的政府信息公开申请3件",
        "政府信息公开申请3件为2023年遗留",
        "有3件依申请公开件由上一年度转入本年办理",
    ] {
        assert_eq!(check(text), ["3件 requests.carried-in.sum"], "{text}");
    }
}

#[test]
fn what_is_left_out_is_what_the_clause_before_spoke_of() {
    assert_eq!(
        check("收到政府信息公开申请9件，办结8件，结转下年1件"),
        ["9件 requests.received", "8件 requests.total.sum", "1件 requests.carried-out.sum"]
    );
    assert_eq!(
        check("制发行政规范性文件4件，废止1件，现行有效30件"),
        [
            "4件 proactive.normative.made",
            "1件 proactive.normative.repealed",
            "30件 proactive.normative.in-force"
        ]
    );
    assert_eq!(
        check("发生行政复议3件，其中维持2件、纠正1件"),
        [
            "3件 disputes.count.review-total",
            "2件 disputes.count.review-upheld",
            "1件 disputes.count.review-corrected"
        ]
    );
}

#[test]
fn a_full_stop_ends_what_is_left_out_but_for_parts_and_results() {
    assert_eq!(
        check("收到依申请公开5件。其中予以公开4件。组织培训3次。共受理12件"),
        ["5件 requests.received", "4件 requests.granted.sum", "3次 –", "12件 –"]
    );
}

#[test]
fn a_heading_says_what_bare_figures_are() {
    let under = |heading: &str| check_for("青禾县水利局", false, heading, "新收6件，答复6件");
    assert_eq!(
        under("三、收到和处理政府信息公开申请情况"),
        ["6件 requests.new.sum", "6件 requests.total.sum"]
    );
    assert_eq!(under("五、存在的主要问题"), ["6件 –", "6件 –"]);
}

#[test]
fn words_for_none_are_nought() {
    assert_eq!(check("未收到政府信息公开申请"), ["未收到 requests.received"]);
    assert_eq!(
        check("没有发生因信息公开引起的行政复议、行政诉讼"),
        ["没有发生 disputes.suits", "没有发生 disputes.count.review-total"]
    );
    // Of an outcome, a rate or a delay nothing follows for the whole.
    assert_eq!(check("信息公开申请无超期答复"), [""; 0]);
    assert_eq!(check("没有被纠正的行政复议"), ["没有 disputes.count.review-corrected"]);
}

#[test]
fn several_figures_after_分别_are_of_what_was_listed_before() {
    assert_eq!(
        check("收到、办结政府信息公开申请分别为7件、6件"),
        ["7件 requests.received", "6件 requests.total.sum"]
    );
    assert_eq!(check("行政复议、行政诉讼分别为2件、1件、0件"), ["2件 –", "1件 –", "0件 –"]);
    assert_eq!(
        check("信息公开行政复议、行政诉讼各1件"),
        ["1件 disputes.suits", "1件 disputes.count.review-total"]
    );
}

#[test]
fn a_carry_in_told_apart_makes_what_was_received_new() {
    assert_eq!(
        check("收到依申请公开5件，上年结转2件"),
        ["5件 requests.new.sum", "2件 requests.carried-in.sum"]
    );
    assert_eq!(
        check("收到依申请公开7件（含上年结转2件）"),
        ["7件 requests.inflow", "2件 requests.carried-in.sum"]
    );
}

#[test]
fn figures_of_others_other_times_and_parts_keep_their_scope() {
    assert_eq!(check("2023年收到依申请公开5件"), ["5件 requests.received (other-year)"]);
    assert_eq!(check("上半年收到依申请公开5件"), ["5件 requests.received (part)"]);
    assert_eq!(check("县水利局收到依申请公开5件"), ["5件 requests.received (other-organ)"]);
    assert_eq!(check("2025年计划制定规范性文件5件"), ["5件 proactive.normative.made (plan)"]);
    assert_eq!(
        check_for("青禾县水利局", false, "", "县水利局收到依申请公开5件，全县收到申请公开90件"),
        ["5件 requests.received", "90件 requests.received (wider)"]
    );
}

#[test]
fn comparisons_and_shares_are_no_counts() {
    assert_eq!(
        check("收到依申请公开5件，比上年增加2件，办结率100%"),
        ["5件 requests.received", "2件 growth", "100% rate"]
    );
    assert_eq!(
        check("行政复议由9件降至4件"),
        ["9件 disputes.count.review-total (other-year)", "4件 disputes.count.review-total"]
    );
}

#[test]
fn a_clause_with_letters_of_no_known_word_is_not_read() {
    assert_eq!(check("收到依申请公开犀牛角兽5件"), ["5件 –"]);
    assert_eq!(check("收到涉及犀牛的政府信息公开申请5件"), ["5件 –"]);
}

#[test]
fn titles_of_documents_and_brackets_without_figures_say_nothing() {
    assert_eq!(
        check("印发《依申请公开答复规范》后，收到申请公开（均为网上提交）5件"),
        ["5件 requests.received"]
    );
}

#[test]
fn other_things_that_reports_count_are_no_requests() {
    for text in
        ["受理热线工单50件", "办理人大代表建议5件", "受理行政许可申请50件", "公示行政处罚5件"]
    {
        let read = check(text);
        assert!(
            read.iter().all(|it| !it.contains("requests") && !it.contains("proactive")),
            "{read:?}"
        );
    }
}

/// Wholes with their parts, figures with their shares, and changes with the figures of two years.
fn related(text: &str) -> Vec<String> {
    let about = About { year: Some(2024), ..About::default() };
    let reading = READER.read(&[ReportParagraph::new(text, Some(0), false)], &about);
    let shown = |at: usize| &text[reading.statements[at].range.clone()];
    let lists = reading.lists.iter().map(|list| {
        let parts: Vec<&str> = list.parts.iter().map(|&part| shown(part)).collect();
        let sign = if list.complete { "=" } else { ">" };
        format!("{} {sign} {}", shown(list.whole), parts.join(" "))
    });
    let shares =
        reading.shares.iter().map(|it| format!("{} of {}", shown(it.share), shown(it.part)));
    let changes = reading.changes.iter().map(|it| {
        let sign = if it.rises { "+" } else { "-" };
        format!("{} {sign} {} = {}", shown(it.before), shown(it.stated), shown(it.now))
    });
    lists.chain(shares).chain(changes).collect()
}

#[test]
fn figures_belong_together() {
    for (text, wanted) in [
        ("公开信息9条，其中动态5条、公告2条等", "9条 > 5条 2条"),
        ("举办培训9场，分别为5场、4场", "9场 = 5场 4场"),
        ("公开信息9条，其中动态5条，公告2条，其他2条", "9条 = 5条 2条 2条"),
        ("办结的9件中，予以公开5件，不予公开2件", "9件 > 5件 2件"),
        ("公开信息9条。其中：动态5条；公告4条。", "9条 > 5条 4条"),
        ("予以公开9件（66.25%）", "66.25% of 9件"),
        ("予以公开9件，占总数的66.25%", "66.25% of 9件"),
        ("收到申请9件，比上年的6件增加3件", "6件 + 3件 = 9件"),
        ("收到申请6件，较2023年的9件下降33.3%", "9件 - 33.3% = 6件"),
    ] {
        assert_eq!(related(text), [wanted], "{text}");
    }
    for text in [
        "公开信息9条，访问5次",
        "公开信息9条，其中约5条、4条",
        "行政案件9件，信息公开类占2.7%",
        "公开信息9条，占全部政策文件的15%",
    ] {
        assert_eq!(related(text), [""; 0], "{text}");
    }
}

#[test]
fn wrong_data_is_refused_at_its_place() {
    let wrong =
        "unknown = 2\nneutral = \"\"\n[class]\na = \"甲\"\n[group]\n[scope]\npart = [\"b\"]\n";
    let error = StatementReader::new(wrong).unwrap_err();
    assert!(error.message.contains("missing field"), "{error}");
}

proptest::proptest! {
    #[test]
    fn no_text_is_read_outside_of_itself(text in "[申请收到办结转上下年件复议（），。；、0-9未无分别其中x]{0,60}") {
        let paragraphs = [ReportParagraph::new(&text, Some(0), false)];
        for it in READER.read(&paragraphs, &About::default()).statements {
            proptest::prop_assert!(it.clause.start <= it.range.start && it.range.end <= text.len());
            proptest::prop_assert!(text.is_char_boundary(it.range.start) && text.is_char_boundary(it.range.end));
        }
    }
}

#[test]
fn what_is_among_a_part_is_a_part() {
    let parts = [
        "通过网站收到申请20件，其中办结18件，予以公开5件。",
        "县政府门户网站收到政府信息公开申请20件，其中机构职能类5件、办结18件。",
        "新收申请32件。召开会议70次，其中机构职能30次、办结20件。",
    ];
    for text in parts {
        let whole = check(text).into_iter().filter(|it| it.ends_with("total.sum"));
        assert_eq!(whole.collect::<Vec<_>>(), [""; 0], "{text}");
    }
    assert_eq!(
        check("网上收到申请20件，其中制定行政规范性文件3件。"),
        ["20件 requests.received (part)", "3件 proactive.normative.made"]
    );
}

#[test]
fn applicants_beside_one_another_are_all_of_them() {
    for who in [
        "公民、法人和其他组织",
        "公民法人或者其他组织",
        "自然人、法人以及其它组织",
        "群众及企业",
        "单位或个人",
    ] {
        let text = format!("收到{who}提出的政府信息公开申请9件");
        assert_eq!(check(&text), ["9件 requests.received"], "{text}");
    }
    assert_eq!(
        check("收到政府信息公开申请9件，其中自然人7件，法人和其他组织2件"),
        ["9件 requests.received", "7件 requests.new.natural", "2件 requests.new.organisations"]
    );
    assert_eq!(
        check("政府信息公开申请中自然人、企业分别为7件、2件"),
        ["7件 requests.new.natural", "2件 requests.new.enterprise"]
    );
}

#[test]
fn results_beside_one_another_are_their_sum() {
    for results in ["予以公开或部分公开", "公开及部分公开", "公开、部分公开"]
    {
        let text = format!("办结政府信息公开申请9件，其中{results}7件");
        let read = ["9件 requests.total.sum", "7件 requests.granted-or-partial.sum"];
        assert_eq!(check(&text), read, "{text}");
    }
}

#[test]
fn parts_of_what_is_not_understood_are_of_nothing_said_before() {
    let under = |text: &str| check_for("青禾县水利局", false, "三、政府信息公开申请情况", text);
    for what in ["编撰史志70条，", "编撰史志70条。", "开展活动70次，"] {
        let text = format!("收到政府信息公开申请5件。{what}其中办结20件，未办结3件");
        for read in [check(&text), under(&text)] {
            let plain = |it: &String| it.ends_with('–');
            assert!(read[0] == "5件 requests.received" && read[1..].iter().all(plain), "{read:?}");
        }
    }
    let text = "收到政府信息公开申请5件，均为编撰史志需要。其中办结4件";
    assert_eq!(check(text), ["5件 requests.received", "4件 requests.total.sum"]);
}

#[test]
fn documents_that_are_valid_at_the_end_of_the_year_are_in_force() {
    let made = "2部 proactive.rules.made";
    let text = "市政府规章本年制定2部，至年末有效41部";
    assert_eq!(check(text), [made, "41部 proactive.rules.in-force"]);
    assert_eq!(check("市政府规章本年制定2部，继续有效41部"), [made, "41部 –"]);
}
