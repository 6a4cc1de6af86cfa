use crate::bind::{bind, shipped};

/// What is read above a report's sections.
fn check(head: &str) -> String {
    check_whole(&format!(
        "{head}\n一、总体情况\n主动公开412条。\n二、主动公开政府信息情况\n见附件。\n"
    ))
}

/// Issuer, year as written and place of the title; the year of the statistical period.
fn check_whole(text: &str) -> String {
    let document = gouji_parser::read(text.as_bytes(), "report.txt").unwrap();
    let report = bind(&document, &shipped());
    let title = report.title.as_ref().map_or("no title".to_owned(), |title| {
        let issuer = title.issuer.as_deref().unwrap_or("–");
        let year = title.year_span.map_or("–", |span| document.source.slice(span));
        let place = document.source.slice(title.span).replace('\n', "⏎");
        assert_eq!(title.year.is_some(), title.year_span.is_some());
        format!("{issuer}, {year}: {place}")
    });
    match report.period {
        Some((year, span)) => format!("{title}; period {year} 〔{}〕", document.source.slice(span)),
        None => title,
    }
}

#[test]
fn on_one_line() {
    insta::assert_snapshot!(
        [
            "青禾县人民政府2023年政府信息公开工作年度报告",
            "2023年青禾县教育局政府信息公开工作年度报告",
            "青禾县柳河镇2023年度政府信息公开年报",
            "关于青禾县统计局２０２３年政府信息公开工作年度报告",
            "附件：青禾县人民政府办公室（本级）2023年政府信息公开工作年度报告（文字版）",
            "青禾县教育局二○二四年政府信息公开工作年度报告",
            "青禾县教育局二◯二Ｏ年政府信息公开工作年度报告",
            "青禾县教育局二0二四年政府信息公开工作年度报告",
            "青禾县人民政府政府信息公开工作年度报告",
            "2023年政府信息公开工作年度报告",
        ]
        .map(check)
        .join("\n"),
        @"
        青禾县人民政府, 2023: 青禾县人民政府2023年政府信息公开工作年度报告
        青禾县教育局, 2023: 2023年青禾县教育局政府信息公开工作年度报告
        青禾县柳河镇, 2023: 青禾县柳河镇2023年度政府信息公开年报
        青禾县统计局, ２０２３: 关于青禾县统计局２０２３年政府信息公开工作年度报告
        青禾县人民政府办公室(本级), 2023: 附件：青禾县人民政府办公室（本级）2023年政府信息公开工作年度报告（文字版）
        青禾县教育局, 二○二四: 青禾县教育局二○二四年政府信息公开工作年度报告
        青禾县教育局, 二◯二Ｏ: 青禾县教育局二◯二Ｏ年政府信息公开工作年度报告
        青禾县教育局, 二0二四: 青禾县教育局二0二四年政府信息公开工作年度报告
        青禾县人民政府, –: 青禾县人民政府政府信息公开工作年度报告
        –, 2023: 2023年政府信息公开工作年度报告
        "
    );
}

#[test]
fn what_stands_behind_it_is_none_of_it() {
    insta::assert_snapshot!(
        [
            "青禾县教育局2023年政府信息公开工作年度报告 ¶",
            "青禾水利公司2023年政府信息公开工作年度报告　1",
            "青禾县教育局\n2023年政府信息公开工作年度报告①",
            "青禾县教育局2023年政府信息公开工作年度报告（2024）",
        ]
        .map(check)
        .join("\n"),
        @"
        青禾县教育局, 2023: 青禾县教育局2023年政府信息公开工作年度报告
        青禾水利公司, 2023: 青禾水利公司2023年政府信息公开工作年度报告
        青禾县教育局, 2023: 青禾县教育局⏎2023年政府信息公开工作年度报告
        青禾县教育局, 2023: 青禾县教育局2023年政府信息公开工作年度报告（2024）
        "
    );
}

#[test]
fn over_several_lines() {
    insta::assert_snapshot!(
        [
            "青禾县人民政府\n2023年政府信息公开工作年度报告",
            "青禾县\n人民政府2023年\n政府信息公开工作年度报告",
            "青禾县人民政府\n\n— 1 —\n2023年政府信息公开工作年度报告",
        ]
        .map(check)
        .join("\n"),
        @"
        青禾县人民政府, 2023: 青禾县人民政府⏎2023年政府信息公开工作年度报告
        青禾县人民政府, 2023: 青禾县⏎人民政府2023年⏎政府信息公开工作年度报告
        青禾县人民政府, 2023: 青禾县人民政府⏎⏎— 1 —⏎2023年政府信息公开工作年度报告
        "
    );
}

#[test]
fn among_other_lines() {
    insta::assert_snapshot!(
        [
            // menu of a page
            "首页\n政府信息公开年报\n青禾县教育局2023年政府信息公开工作年度报告\n发布时间：2024-01-19",
            // a sentence that ends like a title
            "根据条例编制2023年政府信息公开工作年度报告。",
            "为做好工作；现公布2023年政府信息公开工作年度报告",
            "青禾县人民政府工作简报",
        ]
        .map(check)
        .join("\n"),
        @"
        青禾县教育局, 2023: 青禾县教育局2023年政府信息公开工作年度报告
        no title
        no title
        no title
        "
    );
}

#[test]
fn nearest_to_the_first_section() {
    let menu = "统计信息公开目录\n".repeat(60);
    let head = |between: &str| format!("青禾县人民政府2022年政府信息公开工作年度报告\n{between}");
    insta::assert_snapshot!(check(&head("公开指南")), @"
    青禾县人民政府, 2022: 青禾县人民政府2022年政府信息公开工作年度报告
    ");
    insta::assert_snapshot!(check(&head(&menu)), @"
    no title
    ");
}

#[test]
fn statistical_period() {
    insta::assert_snapshot!(
        [
            "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
            "本报告按2019年修订的条例编制，统计期限为２０２３年１月１日至12月31日。",
            "统计期限与2023年报告相同。",
            "自2023年1月1日起至2023年12月31日止。",
        ]
        .map(check)
        .join("\n"),
        @"
        no title; period 2023 〔2023〕
        no title; period 2023 〔２０２３〕
        no title
        no title
        "
    );
}

#[test]
fn period_stands_before_the_tables() {
    let text = "一、总体情况\n甲\n二、主动公开政府信息情况\n统计期限自2024年1月1日起。\n";
    insta::assert_snapshot!(check_whole(text), @"
    no title
    ");
}

#[test]
fn report_on_one_line() {
    let tables = "二、主动公开政府信息情况第二十条第（一）项规章000".repeat(20);
    let text = format!(
        "青禾县人民政府2023年政府信息公开工作年度报告一、总体情况甲{tables}\
         三、收到和处理政府信息公开申请情况四、政府信息公开行政复议、行政诉讼情况"
    );
    insta::assert_snapshot!(check_whole(&text), @"
    青禾县人民政府, 2023: 青禾县人民政府2023年政府信息公开工作年度报告
    ");
}
