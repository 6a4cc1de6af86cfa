use super::StrayKind;
use crate::bind::{bind, shipped};

/// The sections that are found, how their titles compare, the first line of each body; the
/// headings that are none.
fn check(text: &str) -> String {
    let document = gouji_parser::read(text.as_bytes(), "report.txt").unwrap();
    let report = bind(&document, &shipped());
    let sections = report.sections.iter().filter_map(|section| {
        let heading = section.heading.as_ref()?;
        assert_eq!(document.source.slice(heading.span), heading.text);
        let body = report.lines[section.body.clone()].iter().find(|line| !line.is_blank());
        let body = body.map_or("", |line| line.text);
        Some(format!("{} {:?} “{}”: {body}", section.id, heading.title, heading.text))
    });
    let strays = report.strays.iter().map(|stray| {
        let sort = match stray.sort {
            StrayKind::Part => String::new(),
            sort => format!(" {sort:?}"),
        };
        format!("stray {} “{}”{sort}", stray.number, stray.text)
    });
    sections.chain(strays).collect::<Vec<_>>().join("\n")
}

#[test]
fn printed_titles() {
    insta::assert_snapshot!(
        check(
            "一、总体情况\n甲\n二、主动公开政府信息情况：\n乙\n三、 收到和处理 政府信息公开申请情况\n丙\n\
             四、政府信息公开行政复议、行政诉讼情况。\n丁\n五、存在的主要问题及改进情况\n戊\n\
             六、其他需要报告的事项\n己"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理 政府信息公开申请情况”: 丙
        disputes Printed “政府信息公开行政复议、行政诉讼情况”: 丁
        problems Printed “存在的主要问题及改进情况”: 戊
        other Printed “其他需要报告的事项”: 己
        "
    );
}

#[test]
fn nor_do_marks_before_its_number() {
    insta::assert_snapshot!(
        check("● 一、总体情况\n甲\n📊 二、主动公开政府信息情况\n乙\n## 五、存在的主要问题及改进情况\n丙"),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        problems Printed “存在的主要问题及改进情况”: 丙
        "
    );
}

#[test]
fn what_stands_behind_a_title_is_none_of_it() {
    insta::assert_snapshot!(
        check(
            "一、总体情况 ¶\n甲\n二、主动公开政府信息情况……3\n乙\n三、收到和处理政府信息公开申请情况\u{3000}５\n丙\n\
             四、政府信息公开行政复议、行政诉讼情况①\n丁\n五、存在的主要问题及改进状况 - 4 -\n戊\n\
             六、其他需要报告的事项（无）¶\n己"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理政府信息公开申请情况”: 丙
        disputes Printed “政府信息公开行政复议、行政诉讼情况”: 丁
        problems Near “存在的主要问题及改进状况”: 戊
        other Contained “其他需要报告的事项（无）”: 己
        "
    );
}

#[test]
fn quotation_marks_around_a_title_are_none_of_it() {
    insta::assert_snapshot!(
        check(
            "“一、总体情况”\n甲\n《二、主动公开政府信息情况》：\n乙\n三、「收到和处理政府信息公开申请情况」\n丙\n\
             “四、政府信息公开行政复议、行政诉讼情况\n丁\n“五、存在的主要问题及改进情况”：\n戊\n\
             【六、“其他”需要报告的事项】\n己"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理政府信息公开申请情况”: 丙
        disputes Printed “政府信息公开行政复议、行政诉讼情况”: 丁
        problems Printed “存在的主要问题及改进情况”: 戊
        other Near ““其他”需要报告的事项”: 己
        "
    );
}

#[test]
fn a_title_in_traditional_characters_is_that_title() {
    insta::assert_snapshot!(check("一、總體情況\n甲\n三、收到和處理政府信息公開申請情況\n乙"), @"
    overview Printed “總體情況”: 甲
    requests Printed “收到和處理政府信息公開申請情況”: 乙
    ");
}

#[test]
fn aliases_and_titles_known_to_be_wrong() {
    insta::assert_snapshot!(
        check(
            "一、概述\n甲\n二、政府信息主动公开情况\n乙\n四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况\n丙\n\
             五、存在的主要问题及下一步工作打算\n丁\n六、其他需报告的事项\n戊"
        ),
        @"
        overview Wrong “概述”: 甲
        proactive Alias “政府信息主动公开情况”: 乙
        disputes Alias “因政府信息公开工作被申请行政复议、提起行政诉讼的情况”: 丙
        problems Wrong “存在的主要问题及下一步工作打算”: 丁
        other Wrong “其他需报告的事项”: 戊
        "
    );
}

#[test]
fn titles_that_resemble_one_with_the_same_number() {
    insta::assert_snapshot!(
        check(
            "二、主动公开信息的基本情况\n甲\n三、依申请公开政府信息情况\n乙\n五、主要问题和改进措施\n丙\n六、附则\n丁"
        ),
        @"
        proactive Near “主动公开信息的基本情况”: 甲
        requests Near “依申请公开政府信息情况”: 乙
        problems Near “主要问题和改进措施”: 丙
        stray 6 “附则”
        "
    );
}

#[test]
fn numbers_lost_or_shifted() {
    insta::assert_snapshot!(
        check(
            "总体情况\n甲\n主动公开政府信息情况\n乙\n四、收到和处理政府信息公开申请情况\n丙\n\
             5.存在的主要问题及改进情况\n丁"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理政府信息公开申请情况”: 丙
        problems Printed “存在的主要问题及改进情况”: 丁
        "
    );
}

#[test]
fn content_in_the_heading() {
    insta::assert_snapshot!(
        check(
            "五、存在的主要问题及改进情况\n甲\n六、无其他需要报告的事项。\n七、无其他需要报告的事项"
        ),
        @"
        problems Printed “存在的主要问题及改进情况”: 甲
        other Contained “无其他需要报告的事项”: 
        stray 7 “无其他需要报告的事项”
        "
    );
}

#[test]
fn table_of_contents() {
    insta::assert_snapshot!(
        check(
            "目录\n一、总体情况\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n\n\
             一、总体情况\n甲\n二、主动公开政府信息情况\n乙\n五、存在的主要问题及改进情况\n丙"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        problems Printed “存在的主要问题及改进情况”: 丙
        "
    );
}

#[test]
fn bare_headings_are_no_table_of_contents() {
    insta::assert_snapshot!(
        check("一、总体情况\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n丙"),
        @"
        overview Printed “总体情况”: 
        proactive Printed “主动公开政府信息情况”: 
        problems Printed “存在的主要问题及改进情况”: 丙
        "
    );
}

#[test]
fn subheadings_are_parts_of_a_section() {
    insta::assert_snapshot!(
        check(
            "一、总体情况\n甲\n五、存在的主要问题及下一步工作打算\n（一）存在的主要问题及其成因\n丙\n（二）其他报告事项\n丁"
        ),
        @"
        overview Printed “总体情况”: 甲
        problems Wrong “存在的主要问题及下一步工作打算”: （一）存在的主要问题及其成因
        "
    );
}

#[test]
fn the_better_title_is_the_section() {
    insta::assert_snapshot!(
        check("一、总体情况\n甲\n五、存在问题及改进情况\n乙\n五、存在的主要问题及改进情况\n丙"),
        @"
        overview Printed “总体情况”: 甲
        problems Printed “存在的主要问题及改进情况”: 丙
        stray 5 “存在问题及改进情况” Repeated
        "
    );
}

#[test]
fn headings_in_rows_of_a_table() {
    insta::assert_snapshot!(
        check(
            "行政强制\t0\t0\n三、收到和处理政府信息公开申请情况\t\t\n申请人情况\t\t\n\
             五、存在的主要问题及改进情况\t甲\t\n"
        ),
        @"
        requests Printed “收到和处理政府信息公开申请情况”: 申请人情况
        "
    );
}

#[test]
fn strays() {
    insta::assert_snapshot!(
        check(
            "一、编制说明\n一、总体情况\n甲\n三、新媒体运行\n乙\n七、名词解释\n一、本年新收政府信息公开申请数量\n\
             八、以上事项均已报告。\n九、\n附件：统计表"
        ),
        @"
        overview Printed “总体情况”: 甲
        stray 3 “新媒体运行”
        stray 7 “名词解释”
        "
    );
}

#[test]
fn sentences_are_no_headings() {
    insta::assert_snapshot!(
        check(
            "一、总体情况\n甲\n根据条例规定，现将主动公开政府信息情况、收到和处理政府信息公开申请情况及存在的主要问题及改进情况等报告如下\n\
             主动公开政府信息情况见县政府网站"
        ),
        @"
        overview Printed “总体情况”: 甲
        "
    );
}

/// The sections that are found and their bodies' first lines, for a report whose first section has
/// subheadings with the titles of other sections, numbered as `numbers` are.
fn check_subheadings(numbers: [&str; 2]) -> String {
    let [second, third] = numbers;
    check(&format!(
        "一、总体情况\n{second}主动公开政府信息情况\n甲\n{third}收到和处理政府信息公开申请情况\n乙\n\
         二、主动公开政府信息情况\n丙\n三、政府信息收到和处理申请情况\n丁"
    ))
}

#[test]
fn a_subheading_opens_no_other_section() {
    let found = check_subheadings(["（一）", "（二）"]);
    insta::assert_snapshot!(found, @"
    overview Printed “总体情况”: （一）主动公开政府信息情况
    proactive Printed “主动公开政府信息情况”: 丙
    requests Near “政府信息收到和处理申请情况”: 丁
    ");
    // Numbers that happen to be those of the sections, of another style, or none.
    for numbers in [["（二）", "（三）"], ["1.", "2."], ["2.", "3."], ["（1）", "（2）"]]
    {
        let first = format!("{}主动公开政府信息情况", numbers[0]);
        assert_eq!(check_subheadings(numbers), found.replace("（一）主动公开政府信息情况", &first));
    }
}

#[test]
fn subheadings_of_sections_numbered_otherwise() {
    insta::assert_snapshot!(
        check("1、总体情况\n（一）主动公开政府信息情况\n甲\n（二）监督保障\n乙\n2、主动公开政府信息情况\n丙"),
        @"
        overview Printed “总体情况”: （一）主动公开政府信息情况
        proactive Printed “主动公开政府信息情况”: 丙
        "
    );
    insta::assert_snapshot!(
        check(
            "第一部分 总体情况\n一、主动公开政府信息情况\n甲\n二、监督保障\n乙\n第二部分 主动公开政府信息情况\n丙"
        ),
        @"
        overview Printed “总体情况”: 一、主动公开政府信息情况
        proactive Printed “主动公开政府信息情况”: 丙
        "
    );
    insta::assert_snapshot!(
        check("总体情况\n1.主动公开政府信息情况\n甲\n2.监督保障\n乙\n主动公开政府信息情况\n丙"),
        @"
        overview Printed “总体情况”: 1.主动公开政府信息情况
        proactive Printed “主动公开政府信息情况”: 丙
        "
    );
}

#[test]
fn sections_numbered_otherwise_than_the_others() {
    insta::assert_snapshot!(
        check(
            "1、总体情况\n甲\n二、主动公开政府信息情况\n乙\n三、收到和处理政府信息公开申请情况\n丙\n\
             5、存在的主要问题及改进情况\n丁\n6、其他需要报告的事项\n戊"
        ),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理政府信息公开申请情况”: 丙
        problems Printed “存在的主要问题及改进情况”: 丁
        other Printed “其他需要报告的事项”: 戊
        "
    );
}

#[test]
fn of_two_lines_without_numbers_the_table_tells() {
    insta::assert_snapshot!(
        check(
            "总体情况\n主动公开政府信息情况\n甲\n主动公开政府信息情况\n第二十条第（一）项\n\
             信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0"
        ),
        @"
        overview Printed “总体情况”: 主动公开政府信息情况
        proactive Printed “主动公开政府信息情况”: 第二十条第（一）项
        "
    );
}

#[test]
fn what_stands_before_a_number_or_is_left_of_it() {
    insta::assert_snapshot!(
        check("一、总体情况\n甲\n、主动公开政府信息情况\n乙\nl三、收到和处理政府信息公开申请情况\n丙\n1四、政府信息公开行政复议、行政诉讼情况\n丁"),
        @"
        overview Printed “总体情况”: 甲
        proactive Printed “主动公开政府信息情况”: 乙
        requests Printed “收到和处理政府信息公开申请情况”: 丙
        disputes Printed “政府信息公开行政复议、行政诉讼情况”: 丁
        "
    );
}

#[test]
fn a_title_like_another_sections_where_that_is_missing() {
    insta::assert_snapshot!(
        check("一、总体情况\n甲\n六、主要问题和改进措施\n乙\n七、其他需要报告的事项\n丙"),
        @"
        overview Printed “总体情况”: 甲
        problems Near “主要问题和改进措施”: 乙
        other Printed “其他需要报告的事项”: 丙
        "
    );
    insta::assert_snapshot!(
        check("一、总体情况\n一、本年新收政府信息公开申请数量\n甲\n二、主动公开政府信息情况\n乙"),
        @"
        overview Printed “总体情况”: 一、本年新收政府信息公开申请数量
        proactive Printed “主动公开政府信息情况”: 乙
        "
    );
}

#[test]
fn subheadings_numbered_as_sections_belong_to_their_section() {
    insta::assert_snapshot!(
        check(
            "一、总体情况\n二、主动公开工作情况\n甲\n三、组织领导\n乙\n四、政府信息管理\n丙\n\
             一、主动公开政府信息情况\n丁"
        ),
        @"
        overview Printed “总体情况”: 二、主动公开工作情况
        proactive Printed “主动公开政府信息情况”: 丁
        stray 2 “主动公开工作情况” Subheading(0)
        stray 3 “组织领导” Subheading(0)
        stray 4 “政府信息管理” Subheading(0)
        "
    );
}

#[test]
fn rows_of_a_table_are_no_headings() {
    insta::assert_snapshot!(
        check(
            "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 4 1 0 0 0 0 5\n\
             三、本年 （一）予以公开 3 1 0 0 0 0 4\n三、本法提供\n（七）总计 4 1 0 0 0 0 5\n\
             四、结转下年度继续办理 0 0 0 0 0 0 0\n五、新媒体运行\n甲"
        ),
        @"
        requests Printed “收到和处理政府信息公开申请情况”: 一、本年新收政府信息公开申请数量 4 1 0 0 0 0 5
        stray 5 “新媒体运行”
        "
    );
}
