use std::fmt::Write;

use crate::{Block, Cell, Document, Format, HeadingMark, NoteKind, Source, Span, Text};

mod properties;

fn page(html: &str) -> Document {
    super::read(Source::new(Format::Html, html.to_owned(), 0)).0
}

/// One line a block or row: `# heading`, `~ heading by its shape`, `. paragraph`, `| cell | cell`
/// with `⏎` for a line feed; a cell in front of its text its column and spans where they are not
/// those of its place.
fn check(html: &str, expected: &str) {
    let document = page(html);
    for text in texts(&document) {
        check_places(&document, text);
    }
    let found: Vec<String> = document.blocks.iter().map(|block| print(&document, block)).collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(found.join("\n"), expected.join("\n"), "{html}");
}

fn print(document: &Document, block: &Block) -> String {
    match block {
        Block::Heading(heading) => {
            let mark = if heading.mark == HeadingMark::Style { "#" } else { "~" };
            let text = document.str(&heading.text).replace('\n', "⏎");
            format!("{} {text}", mark.repeat(heading.level.into()))
        }
        Block::Paragraph(paragraph) => format!(". {}", document.str(&paragraph.text)),
        Block::Table(table) => {
            let row = |row: &crate::Row| {
                let mut column = 0;
                let cells = row.cells.iter().map(|cell| print_cell(document, cell, &mut column));
                let row = cells.fold(String::new(), |row, cell| row + "| " + &cell);
                if row.is_empty() { "(no cells)".to_owned() } else { row.trim_end().to_owned() }
            };
            table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
    }
}

fn print_cell(document: &Document, cell: &Cell, column: &mut u32) -> String {
    let place = if cell.column == *column { String::new() } else { format!("@{}", cell.column) };
    let span = match (cell.column_span, cell.row_span) {
        (1, 1) => String::new(),
        (columns, rows) => format!("{columns}x{rows}"),
    };
    *column = cell.column + cell.column_span;
    let text = document.str(&cell.text).replace('\n', "⏎");
    let parts = [place, span, text];
    parts.iter().filter(|part| !part.is_empty()).fold(String::new(), |cell, part| cell + part + " ")
}

/// The same of a page with what it shows as a text.
fn check_shown(html: &str, expected: &str) {
    let document = crate::read(html.as_bytes(), "a.html").expect("the page is read");
    for text in texts(&document) {
        check_places(&document, text);
    }
    let found: Vec<String> = document.blocks.iter().map(|block| print(&document, block)).collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(found.join("\n"), expected.join("\n"), "{html}");
}

#[test]
fn a_text_that_a_page_shows_is_read_as_a_text() {
    let markdown = "# 标题\n\n## 二、公开\n| 规章 | 1 |\n|---|---|\n| 目录 | 2 |\n";
    let read = "# 标题\n## 二、公开\n| 规章 | 1\n| 目录 | 2";
    check_shown(
        &format!("<html><body><p>前<pre>{markdown}</pre><p>后"),
        &format!(". 前\n{read}\n. 后"),
    );
    check_shown(&format!("<p>前<pre><code>{markdown}</code>\n</pre>"), &format!(". 前\n{read}"));
    check_shown(
        "<pre>规章\t1\n目录\t2\n</pre><pre>甲\t3\n乙&lt;\t4",
        "| 规章 | 1\n| 目录 | 2\n| 甲 | 3\n| 乙< | 4",
    );
    check_shown("<body><pre><!-- 甲 -->规章\t1\n目录\t2</body></html>", "| 规章 | 1\n| 目录 | 2");
    check_shown("<xmp>规章\t1\n目录\t2\n</xmp>", "| 规章 | 1\n| 目录 | 2");
    check_shown(
        "<pre><b>一、总体</b>情况\n规章\t<b>1</b><span>4</span>\n<i>目录</i>\t2<!-- 丙 -->\n甲<u>乙</u></pre>",
        "~ 一、总体情况\n| 规章 | 14\n| 目录 | 2\n. 甲乙",
    );
    // Blank lines stand for what precedes, here within its first character.
    check_shown("前<pre>规章\t1\n目录\t2</pre>", ". 前\n| 规章 | 1\n| 目录 | 2");
    check_shown("<pre><code>规章</code>\t1\n目录\t2</pre>", "| 规章 | 1\n| 目录 | 2");
    // Blocks and what is drawn otherwise make it a part of the page.
    check_shown("<pre>规章\t1\n<div>目录\t2</div></pre>", ". 规章 1\n. 目录 2");
    check_shown("<pre>规章\t<sup>1</sup>\n目录\t2</pre>", ". 规章 ¹\n. 目录 2");
    // In a cell it is what the cell has, unless it is as long as a page.
    check_shown("<table><tr><td>甲<td><pre>1</pre></table>", "| 甲 | 1");
    check_shown("<table><tr><td>甲<td><pre>规章\t1\n目录\t2</pre></table>", "| 甲 | 规章 1⏎目录 2");
    let long = "公开".repeat(100);
    let read = format!("# 公开\n. {long}\n| 规章 | 1\n| 目录 | 2");
    let text = format!("# 公开\n{long}\n规章\t1\n目录\t2");
    check_shown(&format!("<table><tr><td><pre>{text}</pre></table>"), &read);
    check_shown(&format!("<table><tr><td><pre>{text}"), &read);
    check_shown(
        &format!("<table><tr><td>栏目<td><pre>{text}</pre></table>"),
        &format!(". 栏目\n{read}"),
    );
    check_shown("<div hidden><pre># 甲</pre></div><p>乙", ". 乙");
}

#[test]
fn separators_of_lines_break_a_line() {
    check("<p>甲\u{2028}一、乙&#x2029;丙\u{b}丁\u{c}戊", ". 甲\n~ 一、乙\n. 丙\n. 丁 戊");
    check("<table><tr><td>予以\u{2028}公开<td>1\u{2028}</table>", "| 予以⏎公开 | 1");
}

#[test]
fn comments_are_no_text_and_are_kept_apart() {
    let document = page(
        "<!DOCTYPE html><!-- 一 --><p>正<!-- 二 -->文<!-- 三 --></p><?xml 不是?><!-- 四 --!>\
         <script><!-- 不是 --></script><table><tr><td><!-- 五 -->1<td>2<!-- 六 --></table>\
         <div hidden><!-- 不是 --></div><!--><!-- 没有完",
    );
    let comments = document.comments.iter().map(|comment| {
        let text = comment.text(&document.source).trim();
        format!("{}{text}", if comment.inside { "…" } else { "" })
    });
    let comments: Vec<String> = comments.collect();
    assert_eq!(comments, ["一", "…二", "…三", "四", "五", "…六", "", "没有完"]);
    let blocks: Vec<String> = document.blocks.iter().map(|it| print(&document, it)).collect();
    assert_eq!(blocks, [". 正文", "| 1 | 2"]);
}

#[test]
fn a_comment_behind_the_last_row_is_within_the_table() {
    let inside = |html: &str| -> Vec<bool> {
        page(html).comments.iter().map(|comment| comment.inside).collect()
    };
    let rows = "<tr><td>规章</td><td>0</td></tr><tr><td>规范性文件</td><td>2</td></tr>";
    let table = format!("<table><!-- 一 -->{rows}<!-- 二 --></table><!-- 三 --><table></table>");
    assert_eq!(inside(&table), [false, true, false]);
    // A table that only lays out the page is none.
    let layout = "<table><tr><td><p>甲</p></td></tr><!-- 一 --></table><p>乙</p>";
    assert_eq!(inside(layout), [false]);
}

fn texts(document: &Document) -> Vec<&Text> {
    document.blocks.iter().flat_map(texts_of).collect()
}

fn texts_of(block: &Block) -> Vec<&Text> {
    match block {
        Block::Heading(heading) => vec![&heading.text],
        Block::Paragraph(paragraph) => vec![&paragraph.text],
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text).collect()
        }
    }
}

/// Every character leads back to where it stands: itself, a reference, white space or markup.
fn check_places(document: &Document, text: &Text) {
    let source = document.source.text();
    let value = document.str(text);
    let cut = |span: Span| source.get(span.range()).expect("a span is a range of characters");
    cut(text.span);
    assert_eq!(value, value.trim(), "no white space at the ends");
    for (at, char) in value.char_indices() {
        let place = text.place(at..at + char.len_utf8());
        assert!(text.span.contains(place));
        let written = cut(place);
        let whole = match char {
            '\n' => {
                written.is_empty()
                    || written.contains(['<', '\n', '&', '\r', '\u{b}', '\u{2028}', '\u{2029}'])
            }
            // A NUL is dropped where it stands.
            ' ' => {
                written.chars().all(|char| char.is_whitespace() || char == '\0')
                    || written.contains(['<', '&'])
            }
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉' => true,
            _ => written == char.encode_utf8(&mut [0; 4]) || written.starts_with('&'),
        };
        assert!(whole, "{char:?} is written {written:?}");
    }
}

/// Where the cells that read `value` stand, as `offset written`.
fn written(html: &str, value: &str) -> String {
    let document = page(html);
    let found = texts(&document).into_iter().filter(|text| document.str(text) == value);
    let found = found.map(|text| {
        let span = text.place(0..value.len());
        format!("{} {}", span.start, &html[span.range()])
    });
    found.collect::<Vec<_>>().join(", ")
}

#[test]
fn inline_elements_join_with_nothing_between() {
    check("<p>共<span>2</span><span lang=EN-US>0</span><o:p></o:p>件", ". 共20件");
    check("<p>共 <b> 2</b>\n\t0\n件</p>", ". 共 2 0 件");
    check("<p>共<!--[if !supportLists]-->2<!--[endif]--><![if x]>0</p>", ". 共20");
    check("<p>信息\r\n  公开", ". 信息公开");
}

#[test]
fn entities_are_characters_in_one_place() {
    check("<p>&#x4E00;&#12289;总体&nbsp;情况", "~ 一、总体\u{a0}情况");
    check("<p>&amp;lt; &ltb &unknown; & &中 <3 &#0;", ". &lt; <b &unknown; & &中 <3 \u{FFFD}");
    assert_eq!(written("<p>&nbsp;&nbsp;1&#50;</p>", "12"), "15 1&#50;");
    assert_eq!(written("<p>&ensp;17&emsp;\u{3000}<br/>", "17"), "9 17");
}

#[test]
fn blocks_and_line_breaks_end_a_line() {
    check(
        "<div>一、概述<p>甲<p>乙<ul><li>丙<li>丁</ul>戊<br/>己<hr>庚</div>辛",
        "~ 一、概述\n. 甲\n. 乙\n. 丙\n. 丁\n. 戊\n. 己\n. 庚\n. 辛",
    );
    check("<p>&nbsp;</p><p>\u{3000}\u{3000}甲</p><p><br></p>", ". 甲");
    check_shown("<pre>甲\n乙\n</pre>丙\n丁", ". 甲\n. 乙\n. 丙丁");
}

#[test]
fn headings_are_marked_by_style_or_shape() {
    check("<h2>二〇二四年<br>年度报告</h2>正文", "## 二〇二四年⏎年度报告\n. 正文");
    check("<h3><p>标题</p></h3>", "### 标题");
    check("<h1>标题<p>正文一<p>正文二", "# 标题\n. 正文一\n. 正文二");
    check("<p><b>（一）主动公开</b></p><p>1.其他", "~~ （一）主动公开\n~~~ 1.其他");
    check("<p>（一）主动公开。按规定公开。", ". （一）主动公开。按规定公开。");
}

#[test]
fn what_is_not_shown_is_not_read() {
    check("<title>题</title><style>p{}</style><p>甲<script>'</p>1'</script>乙", ". 甲乙");
    check("<p>1<span style='color:red;display: none'>2<span>3</span>4</span>5", ". 15");
    check("<nav><ul><li>首页</nav>甲<select><option>乙</select><textarea><p>丙", ". 甲");
    check("<div><nav>菜单<div>项</div></div><p>甲", ". 甲");
    check("<p hidden>一<p>甲<template><p>二</p></template>乙", ". 甲乙");
    check("<body style='display:none'><p>甲", ". 甲");
    check("<div hidden><table><tr><td>1</td></tr></table></div>甲", ". 甲");
    check(
        "<table><tr><td>1<td style=display:none>2<td>3<tr hidden><td>4</td><tr><td>5<td>6",
        "| 1 | 3\n| 5 | 6",
    );
}

#[test]
fn a_cell_joins_its_lines() {
    check(
        "<table><tr><td><p>商业</p><p>企业&nbsp; &nbsp;</p><td>本年新<br/>公开数量",
        "| 商业⏎企业 | 本年新⏎公开数量",
    );
    check("<table><tr><td><h4>自然人</h4><td>1<br>2", "| 自然人 | 1⏎2");
}

#[test]
fn a_blank_cell_stands_where_its_value_would() {
    let html = "<table><tr><td>甲<td> <p><b> &nbsp;</b></p><td><p></p><td></table>";
    let document = page(html);
    let blank = texts(&document).into_iter().filter(|text| document.str(text).is_empty());
    let rests: Vec<&str> = blank.map(|text| &html[text.span.start as usize..]).collect();
    assert_eq!(rests, ["&nbsp;</b></p><td><p></p><td></table>", "</p><td></table>", "</table>"]);
}

#[test]
fn spans_resolve_to_columns() {
    check(
        "<table><tr><td colspan=2 rowspan=2>头<td colspan='2px'>申请人<td rowspan=2>总计
         <tr><td>甲<td>乙<tr><td rowspan=0>三<td>1<td>2<td>3<td>4<tr><td>5</table>",
        "| 2x2 头 | 2x1 申请人 | 1x2 总计
         | @2 甲 | 乙
         | 1x2 三 | 1 | 2 | 3 | 4
         | @1 5",
    );
}

#[test]
fn row_spans_end_with_their_group() {
    check(
        "<table><thead><tr><th rowspan=9>甲<th>乙<tbody><tr><td>1<td>2<tr></tr></table>",
        "| 甲 | 乙\n| 1 | 2\n(no cells)",
    );
    check("<table><tr><td rowspan=3>甲<td>乙<tr><tr><td>1", "| 1x3 甲 | 乙\n(no cells)\n| @1 1");
}

#[test]
fn overlapping_and_overlong_rows_are_kept() {
    check("<table><tr><td>1<td rowspan=2>2<tr><td colspan=2>3<td>4", "| 1 | 1x2 2\n| 2x1 3 | 4");
    check("<table><tr><td>1<td>2<tr><td>3<td>4<td>5", "| 1 | 2\n| 3 | 4 | 5");
}

#[test]
fn text_between_cells_stands_before_the_table() {
    check("<table><caption>表一</caption><tr><td>1<td>2</td>甲", ". 表一\n| 1 | 2\n. 甲");
    check("<table><tr><td>1</td>甲<td>2", ". 甲\n| 1 | 2");
    check("<tr><td>1</td><td>2</td></tr>", ". 1\n. 2");
}

#[test]
fn a_layout_table_is_transparent() {
    let data = "<table><tr><td>a<td>b<tr><td>1<td>2</table>";
    check(&format!("<table><tr><td>题<tr><td>{data}</table>尾"), ". 题\n| a | b\n| 1 | 2\n. 尾");
    check(
        &format!("<table><tr><td>栏<td>文{data}完</table>"),
        ". 栏\n. 文\n| a | b\n| 1 | 2\n. 完",
    );
    check("<table><tr><td>栏<td><h3>题</h3>文<p>末</table>", ". 栏\n### 题\n. 文\n. 末");
    check("<table><tr><td>一、概述</td></tr></table>", "~ 一、概述");
    let prose = "文".repeat(200);
    check(
        &format!("<table><tr><td>栏<td><p>{prose}<p>二<p>三"),
        &format!(". 栏\n. {prose}\n. 二\n. 三"),
    );
    check("<table><tr><td><td> </table>甲", ". 甲");
}

#[test]
fn data_around_a_remark_or_a_small_table_keeps_its_grid() {
    let prose = "说".repeat(300);
    check(
        &format!("<table><tr><td>a<td>b<tr><td>1<td>2<tr><td colspan=2>{prose}<tr><td>尾</table>"),
        &format!("| a | b\n| 1 | 2\n. {prose}\n. 尾"),
    );
    check(
        &format!("<table><tr><td>a<td>b<td>c<tr><td>1<td>2<td>{prose}</table>"),
        &format!("| a | b | c\n| 1 | 2 | {prose}"),
    );
    check(
        "<table><tr><td>a<td>b<td>c<tr><td>1<td>2<td>3<table><tr><td>x<td>y</table></table>",
        "| a | b | c\n| 1 | 2 | 3\n| x | y",
    );
}

#[test]
fn a_table_between_cells_ends_the_one_before() {
    check("<table><tr><td>1<td>2<tr><table><tr><td>3<td>4", "| 1 | 2\n(no cells)\n| 3 | 4");
}

#[test]
fn a_picture_alone_on_its_line_is_noted() {
    let document = page("<p><img src=a.png></p><p><img src=b.png>附件<p hidden><img>");
    let notes: Vec<_> =
        document.notes.iter().map(|note| document.source.slice(note.span)).collect();
    assert_eq!(notes, ["<img src=a.png>"]);
}

#[test]
fn content_decides_what_is_read_as_html() {
    let format = |text: &str, name| crate::read(text.as_bytes(), name).unwrap().source.format();
    assert_eq!(format("<!DOCTYPE html><p>甲", "报告.txt"), Format::Html);
    assert_eq!(format("<html><p>甲", "报告.md"), Format::Html);
    assert_eq!(format("<p align=center>甲</p>", "报告"), Format::Html);
    assert_eq!(format("<p align=center>甲</p>", "报告.md"), Format::Markdown);
    assert_eq!(format("甲<br>乙", "报告.HTM"), Format::Html);
    assert_eq!(format("甲\n乙", "报告.html"), Format::Text);
}

#[test]
fn a_page_of_too_many_bytes_is_refused() {
    let page = "<html>".to_owned() + &" ".repeat(super::limit::BYTES);
    let error = crate::read(page.as_bytes(), "报告.html").unwrap_err();
    assert!(matches!(error, crate::ReadError::TooLarge { limit } if limit == 16 << 20));
}

/// The limit that a page reaches.
fn limit(html: &str) -> Option<&'static str> {
    let document = page(html);
    for text in texts(&document) {
        check_places(&document, text);
    }
    document.notes.iter().find_map(|note| match note.kind {
        NoteKind::Limit(limit) => Some(limit.en),
        _ => None,
    })
}

#[test]
fn hostile_pages_end_in_a_named_limit() {
    let nested = "<table><tr><td>1".repeat(100);
    assert_eq!(limit(&nested), Some("nested tables"));
    let wide = "<table><tr><td colspan=1000000000 rowspan=1000000000>1".to_owned();
    assert_eq!(limit(&wide), None);
    assert_eq!(limit(&(wide + &"<tr>".repeat(300))), Some("table cells"));
    let cells = "<td colspan=1000>1".repeat(201);
    assert_eq!(limit(&cells), None);
    assert_eq!(limit(&("<table>".to_owned() + &cells)), Some("table cells"));
    assert_eq!(limit(&"1  ".repeat(300_000)), Some("pieces of text"));
    let long = page(&format!("<p>{}<p>一", "1".repeat(crate::limits::TEXT_LIMIT + 1)));
    let limit = crate::Limit::new("正文长度", "length of the text");
    assert!(long.notes.iter().any(|note| note.kind == NoteKind::Limit(limit)));
    let images = page(&"<img><p>".repeat(2000));
    assert_eq!(images.notes.len(), super::limit::IMAGES);
}

/// The cells of one row, a doubt in brackets behind.
#[track_caller]
fn check_row(cells: &str, expected: &str) {
    let document = page(&format!("<table><tr><td>甲{cells}<tr><td>乙<td>0</table>"));
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("{cells}") };
    let figures: Vec<String> = table.rows[0].cells[1..]
        .iter()
        .map(|cell| {
            let text = document.str(&cell.text).replace('\n', "⏎");
            cell.doubt.map_or(text.clone(), |doubt| format!("{text} ({doubt:?})"))
        })
        .collect();
    assert_eq!(figures.join(" | "), expected, "{cells}");
}

#[test]
fn a_figure_put_together_from_pieces_seen_apart_is_doubted() {
    check_row("<td><del>15</del><ins>14</ins>", "14");
    check_row("<td>1<del>5</del><ins>4</ins>", "14");
    check_row("<td><ins>14</ins>\n<del>15</del>", "14");
    check_row("<td><del>15</del>14", "1514 (Struck)");
    check_row("<td><del>15</del>", "15 (Struck)");
    check_row("<td><s>9</s>14<td><strike>9</strike><td>7", "914 (Struck) | 9 (Struck) | 7");
    check_row("<td><span style='text-decoration: line-through'>9</span>14", "914 (Struck)");
    check_row("<td style='text-decoration:line-through'>9<td>7", "9 (Struck) | 7");
    check_row(
        "<td><span style='text-decoration:line-through'><span>9</span>1</span>4",
        "914 (Struck)",
    );
    // not closed: to the end of the cell
    check_row("<td><s>9<td>7", "9 (Struck) | 7");
    check_row(
        "<td>14<sup>①</sup><td>14<sup>2</sup><td>14<span style='vertical-align:super'>2</span>",
        "14① (Raised) | 14² (Raised) | 14² (Raised)",
    );
    check_row("<td>H<sub>2</sub>", "H₂ (Raised)");
    check_row(
        "<td>1<br>5<td><p>1<p>631<td><div>商业</div><div>企业</div>",
        "1⏎5 (Broken) | 1⏎631 (Broken) | 商业⏎企业",
    );
    check_row("<td><math><mfrac><mn>28</mn><mn>2</mn></mfrac></math>", " (Formula)");
    check_row(
        "<td><img src=a><td>14<img src=a><td><input value=14><td><input type=hidden value=14><td><select><option>14</select>",
        " (Unread) | 14 |  (Unread) |  |  (Unread)",
    );
    check_row("<td><b>1</b><i>4</i><td><ruby>14<rt>shi</rt></ruby><td><u>14</u>", "14 | 14 | 14");
}

#[test]
fn running_text_states_nothing_with_what_is_struck_out() {
    check(
        "<p>共<s>15</s><b>14</b>件<p><s>全部删去</s><p>共<del>1</del><ins>2</ins>件",
        ". 共14件\n. 共2件",
    );
    check("<p>14<sup>1</sup>件，面积3m<sup>2</sup>", ". 14¹件，面积3m²");
    check("<s><p>一、甲</s><p>二、乙", "~ 二、乙");
    let struck = page("<p>甲<p>共<s>15</s>14件<p><s>删去</s><td><s>9</s>").notes;
    let struck: Vec<_> = struck.iter().map(|note| (&note.kind, note.span.start)).collect();
    assert_eq!(struck, [(&NoteKind::Struck(3), 15)]);
    assert!(page("<table><tr><td>甲<td><s>9</s>8<tr><td>乙<td>2</table>").notes.is_empty());
}

#[test]
fn row_groups_stand_as_they_are_drawn() {
    let foot = "<tfoot><tr><td>总计<td>3</tfoot>";
    let body = "<tbody><tr><td rowspan=2>甲<td>1<tr><td>2</tbody>";
    let head = "<thead><tr><td>项<td>数</thead>";
    let drawn = "| 项 | 数\n| 1x2 甲 | 1\n| @1 2\n| 总计 | 3";
    for groups in [[head, foot, body], [head, body, foot], [foot, head, body], [body, foot, head]] {
        check(&format!("<table>{}</table>", groups.concat()), drawn);
    }
    // of several feet only the first is drawn at the bottom
    check(
        "<table><tfoot><tr><td>丙<td>3</tfoot><tfoot><tr><td>乙<td>2</tfoot><tr><td>甲<td>1</table>",
        "| 乙 | 2\n| 甲 | 1\n| 丙 | 3",
    );
    check(
        "<table><caption>表</caption><tfoot><tr><td>乙<td>2<br>3</tfoot><tr><td>甲<td>1</table>",
        ". 表\n| 甲 | 1\n| 乙 | 2⏎3",
    );
}

#[test]
fn depth_costs_nothing() {
    let depth = 20_000;
    for tag in [
        "<div>",
        "<b>",
        "<s>",
        "<sup>",
        "<nav>",
        "<h1>",
        "<div style=display:none>",
        "<table>",
        "<!--",
        "<p",
    ] {
        let html = tag.repeat(depth);
        page(&html);
        page(&(html + &tag.replace('<', "</").repeat(depth)));
    }
}
