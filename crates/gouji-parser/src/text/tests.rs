use crate::{Block, Document, Format, HeadingMark, Row, Source, Text};

mod markdown;
mod properties;

fn read(text: &str, format: Format) -> Document {
    super::read(Source::new(format, text.to_owned(), 0))
}

/// The blocks of a plain text, one a line: `#2` a styled heading, `H2` a shaped one, `P` a
/// paragraph, each with `+n` for n empty lines before it; `T[layout]` and a line for each row, a bar after each cell.
fn check(text: &str) -> String {
    print(&read(text, Format::Text))
}

fn check_markdown(text: &str) -> String {
    print(&read(text, Format::Markdown))
}

fn print(document: &Document) -> String {
    let line = |kind: String, blank: u16, text: &Text| {
        let blank = if blank > 0 { format!(" +{blank}") } else { String::new() };
        format!("{kind}{blank} {}", visible(document, text))
    };
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Heading(heading) => {
            let mark = if heading.mark == HeadingMark::Style { '#' } else { 'H' };
            line(format!("{mark}{}", heading.level), heading.blank_before, &heading.text)
        }
        Block::Paragraph(paragraph) => line("P".into(), paragraph.blank_before, &paragraph.text),
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| format!("\n  {}", print_row(document, row)));
            format!("T[{:?}]{}", table.layout, rows.collect::<String>())
        }
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn print_row(document: &Document, row: &Row) -> String {
    row.cells.iter().map(|cell| visible(document, &cell.text) + "|").collect()
}

fn visible(document: &Document, text: &Text) -> String {
    document.str(text).replace("\r\n", "⏎").replace('\n', "⏎")
}

/// The comments of a text, each with `…` before it where text of its line comes first.
fn comments(document: &Document) -> String {
    let comments = document.comments.iter().map(|comment| {
        let text = comment.text(&document.source).trim();
        format!("{}{text}", if comment.inside { "…" } else { "" })
    });
    comments.collect::<Vec<_>>().join("|")
}

#[test]
fn in_plain_text_a_comment_is_text() {
    let document = read("正文<!-- 一 -->\n", Format::Text);
    assert_eq!(print(&document), "P 正文<!-- 一 -->");
    assert!(document.comments.is_empty());
}

#[test]
fn lines_end_at_whatever_begins_a_new_one_on_the_page() {
    for end in ["\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("标题{end}一、总体情况{end}正文。\n二、公开\t{end}\n");
        assert_eq!(check(&text), "P 标题\nH1 一、总体情况\nP 正文。\nH1 二、公开", "{end:?}");
        let document = read(&text, Format::Text);
        let Block::Heading(heading) = &document.blocks[1] else { panic!("{end:?}") };
        assert_eq!(document.source.slice(heading.text.span), "一、总体情况");
        // A line of an editor is one still.
        assert_eq!(document.source.position(heading.text.span.start).line, 1);
    }
}

#[test]
fn in_a_row_they_stand_within_a_cell_unless_the_text_has_no_others() {
    assert_eq!(
        check("予\u{b}以公开\t1\t2\n规\u{2028}章\t3\t4\n"),
        "T[Tabs]\n  予\u{b}以公开|1|2|\n  规\u{2028}章|3|4|"
    );
    let rows = "予以公开\t1\t2\u{2028}规章\t3\t4\u{2028}";
    assert_eq!(check(rows), "T[Tabs]\n  予以公开|1|2|\n  规章|3|4|");
    let bars = "| 予以公开 | 1 |\u{2029}|---|---|\u{2029}| 规章 | 3 |";
    assert_eq!(check_markdown(bars), "T[Pipes]\n  予以公开|1|\n  规章|3|");
}

#[test]
fn a_dump_has_a_cell_a_line_and_an_empty_line_after_each_row() {
    insta::assert_snapshot!(check("二、主动公开\n\t规章\n\t\n\t\u{3000}\n\t1 \n\n\t行政强制\n\t14\n\n\n三、申请\n\t（七）总计\n\t3\n四、诉讼\n"), @r"
    H1 二、主动公开
    T[Dump]
      规章|||1|
      行政强制|14|
    H1 +2 三、申请
    T[Dump]
      （七）总计|3|
    H1 四、诉讼
    ");
}

#[test]
fn two_empty_lines_part_two_dumps() {
    insta::assert_snapshot!(check("\t甲\n\t1\n\n\n\t乙\n\t2\n"), @r"
    T[Dump]
      甲|1|
    T[Dump]
      乙|2|
    ");
}

#[test]
fn a_line_without_a_tab_goes_on_from_a_label_but_not_from_a_figure() {
    insta::assert_snapshot!(check("\t信息内容\n\t本年新\n制作数量\n\t三、本\n年度办\n理结果\n\n\t金额\n\t2万元\n单位：万元\n\t其他\n五、问题\n"), @r"
    T[Dump]
      信息内容|本年新⏎制作数量|三、本⏎年度办⏎理结果|
      金额|2万元|
    P 单位：万元
    P 其他
    H1 五、问题
    ");
}

#[test]
fn indented_lines_are_no_dump() {
    insta::assert_snapshot!(check("\t一、总体情况\n\n\t2020年，公开信息3条。\n\t某县人民政府\n\n\t2021年2月8日\n\n \t \n附件\n"), @r"
    H1 一、总体情况
    P +1 2020年，公开信息3条。
    P 某县人民政府
    P +1 2021年2月8日
    P +2 附件
    ");
}

#[test]
fn tabbed_rows_keep_blank_cells_at_both_ends() {
    insta::assert_snapshot!(check("规章\t0\t\t\n\t自然人\n\t\t总计\t1,024\n\n甲\t乙\n丙\n"), @r"
    T[Tabs]
      规章|0|||
      |自然人|
      ||总计|1,024|
    T[Tabs]
      甲|乙|
    P 丙
    ");
}

#[test]
fn tabs_that_part_nothing_make_no_table() {
    insta::assert_snapshot!(check("一、\t总体情况\n\t\t某县人民政府\n\t\t2021年2月8日\n附件\t\n全年公开3条。\t\n"), @r"
    H1 一、	总体情况
    P 某县人民政府
    P 2021年2月8日
    P 附件
    P 全年公开3条。
    ");
}

#[test]
fn bars_part_cells_and_nothing_stands_after_the_last() {
    insta::assert_snapshot!(check("第二十条 | |||\n规章 |\n |\n18 | ||\n甲 | 乙\n"), @r"
    T[Pipes]
      第二十条||||
      规章|
      |
      18|||
      甲|乙|
    ");
}

#[test]
fn bars_on_lines_of_their_own_part_rows_of_one_width() {
    let row = |label| format!("{label}\n|\n0\n｜\n|\n3\n|\n||\n");
    let table = format!("三、收到情况\n{}{}四、诉讼\n", row("规章"), row("规范性文件"));
    insta::assert_snapshot!(check(&table), @r"
    H1 三、收到情况
    T[Pipes]
      规章|0||3|||
      规范性文件|0||3|||
    H1 四、诉讼
    ");
    // What a page lists between bars is no table.
    assert!(!check("首页\n|\n政务公开\n|\n互动\n").contains("政务公开|"));
}

/// A table reads the same whatever its bars are, and what rules it off is no row.
#[test]
fn bars_may_be_of_full_width_or_drawn() {
    let typed = "| 内容 | 件数 |\n|---|---|\n| 规章 |  |\n| 规范性文件 | 0 |\n\n正文";
    for bar in ["｜", "￨", "│", "┃"] {
        assert_eq!(check(&typed.replace('|', bar)), check(typed), "{bar}");
    }
    let unopened = "内容|件数|\n规章||\n规范性文件|0";
    assert_eq!(check(&unopened.replace('|', "｜")), check(unopened));
    insta::assert_snapshot!(check("┌──┬──┐\n│ 内容 │ 件数 │\n├──┼──┤\n│ 规章 │ ─ │\n╞══╪══╡\n│ 规范性文件 │ 0 │\n└──┴──┘\n正文\n\n\
         +----+---+\n| 内容 | 件数 |\n+====+===+\n| 规章 | - |\n+----+---+\n"), @r"
    T[Pipes]
      内容|件数|
      规章|─|
      规范性文件|0|
    P 正文
    T[Pipes]
      内容|件数|
      规章|-|
    ");
}

#[test]
fn another_bar_within_a_cell_is_its_text() {
    insta::assert_snapshot!(check("| 网站｜微信 | 3 |\n| 甲 | 2 |\n\n┃网站|微信│ 3┃\n┃甲│2┃\n\n首页｜政务公开\n\n1+1\n──────\n——\n"), @r"
    T[Pipes]
      网站｜微信|3|
      甲|2|
    T[Pipes]
      网站|微信|3|
      甲|2|
    P +1 首页｜政务公开
    P +1 1+1
    P ──────
    P ——
    ");
}

#[test]
fn one_line_with_one_bar_is_no_table() {
    insta::assert_snapshot!(check("首页 | 政务公开\n\n首页 | 政务公开 | 年报\n\n审核|发布各环节，登记|答复各环节均有专人。\n"), @r"
    P 首页 | 政务公开
    T[Pipes]
      首页|政务公开|年报|
    P +1 审核|发布各环节，登记|答复各环节均有专人。
    ");
}

#[test]
fn cell_lines_are_paragraphs_that_count_the_empty_lines_before_them() {
    insta::assert_snapshot!(check("本年新\n制作数量\n\n规章\n\n\u{3000}\n0\n"), @r"
    P 本年新
    P 制作数量
    P +1 规章
    P +2 0
    ");
}

#[test]
fn headings_are_marked_by_style_or_by_shape() {
    insta::assert_snapshot!(check("# 年度报告\n#### 四、行政复议 ##\n##五、问题\n#1 楼\n\u{feff}\u{3000}\u{3000}（一）主动公开：\n1.公开3条；\n三、\n1.5万\n####### 七\n#\n"), @r"
    #1 年度报告
    #4 四、行政复议
    #2 五、问题
    P #1 楼
    H2 （一）主动公开：
    P 1.公开3条；
    P 三、
    P 1.5万
    P ####### 七
    P #
    ");
}

/// The figure of a cell in a Markdown row, with the doubt there is about it and the place it has.
#[track_caller]
fn check_figure(written: &str, expected: &str) {
    let document = read(&format!("| 规章 | {written} |\n|---|---|\n"), Format::Markdown);
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("{written}") };
    let cell = &table.rows[0].cells[1];
    let figure = visible(&document, &cell.text);
    let found = cell.doubt.map_or(figure.clone(), |doubt| format!("{figure} {doubt:?}"));
    assert_eq!(found, expected, "{written}");
    let value = document.str(&cell.text);
    for (at, char) in value.char_indices().filter(|(_, char)| char.is_ascii_digit()) {
        let place = document.source.slice(cell.text.place(at..at + 1));
        assert!(place.starts_with(char) || place.starts_with('&'), "{char} of {written}: {place}");
    }
}

#[test]
fn markup_in_a_cell_is_read_as_it_is_shown() {
    for written in [
        "14",
        "**14**",
        "*14*",
        "__14__",
        "***14***",
        "`14`",
        "``14``",
        "[14](a.html)",
        "[**14**](b)",
        "<b>14</b>",
        "<span style=\"color:red\">14</span>",
        "<u>1</u>4",
        "1**4**",
        "&#49;4",
        "&#x31;4",
        "&nbsp;14&emsp;",
        "<!-- 核对 -->14",
        "<ins>14</ins>",
        "<del>15</del><ins>14</ins>",
        "<ins>14</ins> <del>15</del>",
        "$14$",
        "14<br>",
        "\\14",
    ] {
        let expected = if written == "\\14" { written } else { "14" };
        check_figure(written, expected);
    }
    check_figure("增169", "增169");
    check_figure("3 < 5", "3 < 5");
    check_figure("14*", "14*");
    check_figure("3*5*2", "3*5*2");
    check_figure("—", "—");
    check_figure("**", "**");
    check_figure("____", "____");
    check_figure("[14]", "[14]");
}

#[test]
fn pieces_of_a_cell_that_are_seen_apart_are_no_figure() {
    check_figure("~~14~~", "14 Struck");
    check_figure("~~15~~14", "1514 Struck");
    check_figure("~~15~~ **14**", "15 14 Struck");
    check_figure("<s>9</s>14", "914 Struck");
    check_figure("<del>15</del>14", "1514 Struck");
    check_figure("<span style='text-decoration:line-through'>15</span>14", "1514 Struck");
    check_figure("14<sup>2</sup>", "14² Raised");
    check_figure("14<sup>①</sup>", "14① Raised");
    check_figure("14[^1]", "14[^1] Raised");
    check_figure("H<sub>2</sub>", "H₂ Raised");
    check_figure("1<br>5", "1⏎5 Broken");
    check_figure("1<br/>631", "1⏎631 Broken");
    check_figure("$\\frac{28}{2}$", "\\frac{28}{2} Formula");
    check_figure("![14](a.png)", "14 Unread");
    check_figure("<input value=\"14\">", " Unread");
    check_figure("商业<br>企业", "商业⏎企业");
}

#[test]
fn a_blank_cell_stands_where_its_value_would() {
    for (text, at) in
        [("\t甲\n\t \n", 6), ("甲\t乙\n丙\t\t\n", 12), ("| 甲 | 乙 |\n| 丙 |  |\n", 21)]
    {
        let document = read(text, Format::Text);
        let Some(Block::Table(table)) = document.blocks.first() else { panic!("{text}") };
        let cell = &table.rows.last().unwrap().cells[1];
        assert_eq!((cell.text.span.start, cell.text.span.end), (at, at), "{text}");
        assert_eq!(cell.column, 1);
    }
}

#[test]
fn a_carriage_return_ends_a_line_with_or_without_a_line_feed() {
    let expected = check("一、甲\n\n乙\n\t丙\n\t1\n");
    for end in ["\r\n", "\r", "\r\r\n"] {
        assert_eq!(check(&"一、甲\n\n乙\n\t丙\n\t1\n".replace('\n', end)), expected, "{end:?}");
    }
}

#[test]
fn a_text_of_too_many_bytes_is_refused_before_and_after_decoding() {
    let refused = |bytes: &[u8]| match crate::read(bytes, "年报.txt") {
        Err(crate::ReadError::TooLarge { limit }) => Some(limit >> 20),
        _ => None,
    };
    let limit = crate::limits::TEXT_LIMIT;
    assert_eq!(refused(&vec![b' '; limit]), None);
    assert_eq!(refused(&vec![b' '; limit + 1]), Some(8));
    assert_eq!(refused(&vec![0xFF; 2 * (16 << 20) + 2]), Some(8));
}

#[test]
fn a_table_in_html_is_a_table() {
    let text = "# 年报\n\n表二：\n<html><body><table><tr><td rowspan=2>规章</td><td>1</td></tr>\n\
                <tr><td>2</td></tr></table></body></html>\n\n## 三、收到\n\n<TABLE>\n\n<tr><td>**3** <table><tr><td>4</table>\n\
                </TABLE>其后\n| 5 | <table><tr><td>6</td></tr></table> |\n\n\\<table>7</table>\n<table><tr><td>8";
    insta::assert_snapshot!(check_markdown(text), @r"
    #1 年报
    P +1 表二：
    T[Grid]
      规章|1|
      2|
    #2 +3 三、收到
    P **3**
    P 4
    P +4 其后
    T[Pipes]
      5|6|
    P +1 <table>7
    P 8
    ");
    insta::assert_snapshot!(check("一、总体情况\n<table><tr><td>规章</td><td>14</td></tr></table>"), @r"
    H1 一、总体情况
    T[Grid]
      规章|14|
    ");
}
