//! What marks of Markdown do.

use super::*;

#[test]
fn comments_in_markdown_are_no_text() {
    let text = "<!-- 一 -->\n# 标题 <!-- 二 -->\n\n正文<!-- 三\n|四 --> 续<!-- 五 -->写\n\
                | a | b <!-- x | y --> |\n<!-- 六 -->\n|---|---|\n| 1 | <!-- 七 --> |\n\
                \\<!-- 不是 -->\n<!-- 没有完\n<!---->";
    let document = read(text, Format::Markdown);
    insta::assert_snapshot!(print(&document), @r"
    #1 标题
    P +1 正文
    P 续写
    T[Pipes]
      a|b|
      1||
    P <!-- 不是 -->
    ");
    assert_eq!(comments(&document), "一|…二|…三\n|四|…五|…x | y|六|…七|没有完\n<!--");
}

#[test]
fn what_markdown_strikes_out_of_running_text_is_left_out_and_noted() {
    let text = "## ~~三~~ 二、公开\n\n共~~15~~14件 \\~~1~~。\n~~整行~~\n1~~2\n";
    let document = read(text, Format::Markdown);
    assert_eq!(print(&document), "#2 二、公开\nP +1 共14件 ~~1~~。\nP +1 1~~2");
    let notes: Vec<_> = document.notes.iter().map(|note| note.kind.clone()).collect();
    assert_eq!(notes, [crate::NoteKind::Struck(3)]);
    assert_eq!(document.source.slice(document.notes[0].span), "三");
    // In a text these are signs as others.
    assert_eq!(check("共~~15~~14件"), "P 共~~15~~14件");
}

#[test]
fn tags_and_names_are_no_part_of_a_line_of_markdown() {
    let text = "## <a id=\"b\"></a>二、公开 {#b}\n共<b>14</b>件 {甲}\n";
    assert_eq!(check_markdown(text), "#2 二、公开\nP 共14件 {甲}");
    assert_eq!(check("## 二、公开 {#b}\n"), "#2 二、公开 {#b}");
    let page = "<article>\n<h2>一、总体情况</h2>\n<p>共<del>15</del>14件。</p>\n</article>\n";
    assert_eq!(check_markdown(page), "H1 +1 一、总体情况\nP 共14件。");
}

#[test]
fn blanks_of_any_sort_may_part_the_head_from_the_body() {
    let table = "|\u{a0}规章\u{a0}|\u{a0}1\u{a0}|\n|\u{a0}---\u{a0}|\u{a0}---\u{a0}|\n|\u{a0}目录\u{a0}|\u{a0}2\u{a0}|\n";
    assert_eq!(check_markdown(table), "T[Pipes]\n  规章|1|\n  目录|2|");
}

#[test]
fn references_to_characters_are_read() {
    assert_eq!(check_markdown("甲&lt;乙&#x3000;丙&amp;&丁"), "P 甲<乙\u{3000}丙&&丁");
}

#[test]
fn markdown_tables_lose_their_outer_bars_and_their_delimiter_row() {
    insta::assert_snapshot!(check_markdown("| 内容 | 件数 |  |\n|:--|---:|-|\n| 规\\|章 |  | **1** |\n| - | - | - |\n\n|-|-|\n"), @r"
    T[Pipes]
      内容|件数||
      规|章||1|
      -|-|-|
    T[Pipes]
      -|-|
    ");
}

#[test]
fn markdown_around_and_within_a_line_is_read() {
    insta::assert_snapshot!(check_markdown("#年度报告\n**一、总体情况**\n## __二、公开__\n---\n1\\. 规章&nbsp;\n**甲**和**乙**\n&nbsp;\n本年新<br>制作数量 a<b\n"), @r"
    #1 年度报告
    H1 一、总体情况
    #2 二、公开
    H3 +1 1. 规章
    P **甲**和**乙**
    P +1 本年新⏎制作数量 a<b
    ");
}

#[test]
fn a_table_in_a_quotation_is_a_table() {
    insta::assert_snapshot!(check_markdown("> | 规章 | 0 |\n> |---|---|\n> | 行政许可 | 3 |\n"), @r"
    T[Pipes]
      规章|0|
      行政许可|3|
    ");
}

#[test]
fn a_quotation_is_read_as_what_it_quotes() {
    let text = "> # 年报\n>\n> > 一、总体情况\n>正文\n> | 规章 | 0 |\n> | 规范 | 1 |\n> 甲\t1\t2\n> 乙\t3\t4";
    insta::assert_snapshot!(check_markdown(text), @r"
    #1 年报
    H1 +1 一、总体情况
    P 正文
    T[Pipes]
      规章|0|
      规范|1|
    T[Tabs]
      甲|1|2|
      乙|3|4|
    ");
}
