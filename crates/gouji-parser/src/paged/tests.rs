//! Pages are drawn in points here; characters are 10 points large unless a test says otherwise, 汉字 as
//! wide as large, others half as wide.

use super::{Frame, Glyph, Page, RuledLine, read};
use crate::{Block, Document, DrawnCells, NoteKind};

/// A page of 400 by 800 points.
fn page() -> Page {
    Page::new(40_000, 80_000)
}

impl Page {
    fn text(self, left: i32, baseline: i32, text: &str) -> Self {
        self.sized(10, left, baseline, text)
    }

    fn sized(mut self, size: i32, left: i32, baseline: i32, text: &str) -> Self {
        let mut at = left * 100;
        for char in text.chars() {
            let width = if char.is_ascii() { size * 50 } else { size * 100 };
            let (baseline, size) = (baseline * 100, size * 100);
            // a character that the font does not name
            let char = Some(char).filter(|&char| char != '□');
            self.glyphs.push(Glyph { char, left: at, baseline, width, size });
            at += width;
        }
        self
    }

    /// Lines of running text from 100 to 300, and the first indented.
    fn prose(self, top: i32, lines: &[&str]) -> Self {
        (0..).zip(lines).fold(self, |page, (at, line)| {
            page.text(if at == 0 { 120 } else { 100 }, top + at * 15, line)
        })
    }

    fn across(mut self, at: i32, from: i32, to: i32) -> Self {
        self.rules.push(RuledLine::across(at * 100, from * 100, to * 100));
        self
    }

    fn down(mut self, at: i32, from: i32, to: i32) -> Self {
        self.rules.push(RuledLine::down(at * 100, from * 100, to * 100));
        self
    }

    /// A ruled table: rows of 20 points from `top`, columns at `xs`, and in each cell its text. Of `←` and
    /// `↑` no line is drawn to the cell before and above.
    fn table(mut self, top: i32, xs: &[i32], rows: &[&[&str]]) -> Self {
        let bottom = top + 20 * i32::try_from(rows.len()).expect("a page has few rows");
        self = self.across(top, xs[0], xs[xs.len() - 1]).across(bottom, xs[0], xs[xs.len() - 1]);
        self = self.down(xs[0], top, bottom).down(xs[xs.len() - 1], top, bottom);
        for (y, row) in (0..).map(|row| top + 20 * row).zip(rows) {
            for (cell, x) in row.iter().zip(xs.windows(2)) {
                if *cell != "←" {
                    self = self.down(x[0], y, y + 20);
                }
                if *cell != "↑" {
                    self = self.across(y, x[0], x[1]);
                }
                if !["←", "↑"].contains(cell) {
                    self = self.text(x[0] + 3, y + 14, cell);
                }
            }
        }
        self
    }
}

fn document(pages: &[Page]) -> Document {
    read(pages).expect("the pages are within the limits")
}

/// The blocks of a document: `#` a heading, cells between bars with their place and what they cover.
#[track_caller]
fn check(pages: &[Page], expected: &str) {
    let document = document(pages);
    let mut shown: Vec<(u32, String)> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                shown.push((heading.text.span.start, format!("# {}", document.str(&heading.text))));
            }
            Block::Paragraph(paragraph) => {
                shown.push((paragraph.text.span.start, document.str(&paragraph.text).to_owned()));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let cells = row.cells.iter().map(|cell| {
                        let covers = match (cell.row_span, cell.column_span) {
                            (1, 1) => String::new(),
                            (rows, columns) => format!(" {rows}×{columns}"),
                        };
                        let doubt = cell.doubt.map_or(String::new(), |it| format!(" {it:?}"));
                        format!("{}:{}{covers}{doubt}", cell.column, document.str(&cell.text))
                    });
                    shown.push((row.span.start, cells.collect::<Vec<_>>().join(" | ")));
                }
            }
        }
    }
    for note in &document.notes {
        let kind = match &note.kind {
            NoteKind::Unread(part) => part.en.split([',', ':']).next().unwrap_or_default(),
            NoteKind::Image => "picture",
            other => panic!("{other:?}"),
        };
        let page = DrawnCells::of(&document).page(note.span).expect("a view of pages");
        shown.push((note.span.start, format!("! {kind} ({page})")));
    }
    shown.sort_by_key(|&(start, _)| start);
    let shown: Vec<String> = shown.into_iter().map(|(_, text)| text).collect();
    assert_eq!(shown.join("\n"), expected);
}

#[test]
fn lines_are_joined_to_the_paragraphs_they_were() {
    let first = page()
        .sized(16, 150, 80, "某某县年度报告")
        .text(120, 120, "一、总体情况")
        .prose(140, &["本报告所列数据的统计期限为一整年", "（本年度一月一日起至十二月三十一日"])
        .text(100, 170, "止）。")
        .text(100, 185, "（一）主动公开。年初修订目录，并公布了。")
        .text(100, 200, "（二）依申请公开。")
        .prose(215, &["电话为12345，地址见门户网站首页，", "www.example.gov.cn"]);
    let next = page().text(100, 80, "下一页从头开始，前一段已经写完。");
    check(
        &[first, next],
        "某某县年度报告\n# 一、总体情况\n本报告所列数据的统计期限为一整年（本年度一月一日起至十二月三十一日止）。\n（一）主动公开。年初修订目录，并公布了。\n（二）依申请公开。\n电话为12345，地址见门户网站首页，www.example.gov.cn\n下一页从头开始，前一段已经写完。",
    );
}

#[test]
fn a_paragraph_goes_on_over_a_page_break_and_its_margins() {
    let number = |page: Page, text: &str| page.text(190, 770, text).text(100, 30, "某某县公报");
    let first = page()
        .prose(700, &["本年收到的申请都在期限之内作出了答", "复，没有因为申请内容被申请复议的情"]);
    let next = page().text(100, 60, "形。");
    let pages = [number(first, "— 1 —"), number(next, "— 2 —")];
    check(&pages, "本年收到的申请都在期限之内作出了答复，没有因为申请内容被申请复议的情形。");
    let document = document(&pages);
    assert_eq!(DrawnCells::of(&document).page(crate::Span::at(0)), Some(1));
}

#[test]
fn bare_figures_are_page_numbers_where_they_count_on() {
    let with = |text: &str, number: &str| page().text(120, 400, text).text(190, 770, number);
    check(&[with("甲。", "4"), with("乙。", "5")], "甲。\n乙。");
    check(&[with("甲。", "4"), with("乙。", "9")], "甲。\n4\n乙。\n9");
}

#[test]
fn cells_cover_what_no_line_parts() {
    let table = page().table(
        100,
        &[100, 160, 220, 280],
        &[
            &["申请人", "←", "总计"],
            &["结果", "公开", "3"],
            &["↑", "部分", "1"],
            &["合计", "←", ""],
        ],
    );
    let rows = "0:申请人 1×2 | 2:总计\n0:结果 2×1 | 1:公开 | 2:3\n1:部分 | 2:1\n0:合计 1×2 | 2:";
    check(&[table], rows);
}

#[test]
fn a_cell_has_the_page_table_row_and_column_that_a_reader_counts() {
    let rows: [&[&str]; 2] = [&["规章", "3"], &["许可", "14"]];
    let table = |top| page().text(120, top - 20, "甲。").table(top, &[100, 160, 220], &rows);
    let document = document(&[table(100), table(200)]);
    let at = document.source.text().rfind("14").expect("the second table has the figure") as u32;
    let (drawn, span) = (DrawnCells::of(&document), crate::Span { start: at, end: at + 2 });
    let place = drawn.place(span).map(|at| (at.table, at.row, at.column));
    assert_eq!((drawn.page(span), place), (Some(2), Some((2, 2, 2))));
    assert_eq!(document.source.position(at).line, 6);
}

#[test]
fn borders_drawn_twice_or_in_pieces_are_one_line() {
    let mut table = page().table(100, &[100, 160, 220], &[&["规章", "3"], &["许可", "14"]]);
    let doubled: Vec<RuledLine> = table
        .rules
        .iter()
        .map(|it| RuledLine { at: it.at + 120, to: it.to - 150, ..*it })
        .collect();
    table.rules.extend(doubled);
    check(&[table], "0:规章 | 1:3\n0:许可 | 1:14");
}

#[test]
fn a_table_whose_lines_do_not_close_is_not_read() {
    let rows: [&[&str]; 2] = [&["规章", "3", "5"], &["许可", "14", "6"]];
    let whole =
        || page().text(120, 80, "二、主动公开的政府信息").table(100, &[100, 160, 220, 280], &rows);
    let open = "# 二、主动公开的政府信息\n! the table here has no ruled lines (1)";
    let without = |gone: fn(&RuledLine) -> bool| {
        let mut page = whole();
        page.rules.retain(|rule| !gone(rule));
        [page]
    };
    check(&[whole()], "# 二、主动公开的政府信息\n0:规章 | 1:3 | 2:5\n0:许可 | 1:14 | 2:6");
    // the outer line on the left; those across; those down; all
    check(&without(|rule| !rule.across && rule.at == 10_000), open);
    check(&without(|rule| rule.across), open);
    check(&without(|rule| !rule.across), open);
    check(&without(|_| true), open);
    // a cell that is no rectangle
    let corner = |rule: &RuledLine| {
        (rule.at, rule.from) == (12_000, 16_000) || *rule == RuledLine::down(16_000, 12_000, 14_000)
    };
    let mut page = whole();
    page.rules.retain(|rule| !corner(rule));
    check(&[page], open);
}

#[test]
fn lines_that_rule_no_table_are_no_matter() {
    let page = page()
        .across(60, 100, 300)
        .text(120, 80, "红线下面的正文。")
        .across(82, 120, 200)
        .table(100, &[90, 310], &[&["框里的一段话，不是表格。"]]);
    check(&[page], "红线下面的正文。\n框里的一段话，不是表格。");
}

#[test]
fn a_table_goes_on_over_a_page_break_without_its_repeated_head() {
    let xs = [100, 200, 300];
    let first = page().table(700, &xs, &[&["名称", "件数"], &["规章", "3"]]);
    let next =
        page().table(60, &xs, &[&["名称", "件数"], &["许可", "14"]]).text(120, 150, "四、其他");
    let pages = [first.clone(), next];
    check(&pages, "0:名称 | 1:件数\n0:规章 | 1:3\n0:许可 | 1:14\n# 四、其他");
    let document = document(&pages);
    let at = document.source.text().find("许可").expect("the row is there");
    assert_eq!(DrawnCells::of(&document).page(crate::Span::at(at)), Some(2));
    // text between, or other edges: another table
    let other = page().text(120, 50, "三、申请").table(60, &xs, &[&["许可", "14"], &["处罚", "2"]]);
    check(
        &[first.clone(), other],
        "0:名称 | 1:件数\n0:规章 | 1:3\n# 三、申请\n0:许可 | 1:14\n0:处罚 | 1:2",
    );
    let wide = page().table(60, &[100, 200, 340], &[&["许可", "14"], &["处罚", "2"]]);
    let two = document_tables(&[first, wide]);
    assert_eq!(two, 2);
}

fn document_tables(pages: &[Page]) -> usize {
    document(pages).blocks.iter().filter(|block| matches!(block, Block::Table(_))).count()
}

#[test]
fn a_row_that_a_page_break_cuts_is_one_row() {
    // ten characters fill the first column
    let xs = [100, 206, 300];
    let first = page().table(700, &xs, &[&["规章", "3"], &["属于四类过程性信息的", "12"]]);
    let rest = page().table(60, &xs, &[&["申请", ""], &["其他", "5"]]);
    let one = "0:规章 | 1:3\n0:属于四类过程性信息的申请 | 1:12\n0:其他 | 1:5";
    check(&[first.clone(), rest], one);
    // what is numbered, has figures of its own, or follows a label that is whole, is a row
    for (label, figure) in [("（二）部分", ""), ("2.其他", ""), ("申请", "5")] {
        let next = page().table(60, &xs, &[&[label, figure], &["其他", "5"]]);
        let rows = format!(
            "0:规章 | 1:3\n0:属于四类过程性信息的 | 1:12\n0:{label} | 1:{figure}\n0:其他 | 1:5"
        );
        check(&[first.clone(), next], &rows);
    }
    let whole = page().table(700, &xs, &[&["规章", "3"], &["属于过程", "12"]]);
    let next = page().table(60, &xs, &[&["总计", ""], &["其他", "5"]]);
    check(&[whole, next], "0:规章 | 1:3\n0:属于过程 | 1:12\n0:总计 | 1:\n0:其他 | 1:5");
}

#[test]
fn a_merged_cell_goes_on_over_a_page_break() {
    let xs = [100, 200, 300, 340];
    let first = page().table(700, &xs, &[&["三、结果", "公开", "3"], &["↑", "部分", "1"]]);
    let next =
        page().table(60, &xs, &[&["", "不予", "2"], &["↑", "其他", "5"], &["四、结转", "←", "1"]]);
    let rows = "0:三、结果 4×1 | 1:公开 | 2:3\n1:部分 | 2:1\n1:不予 | 2:2\n1:其他 | 2:5\n0:四、结转 1×2 | 2:1";
    check(&[first, next], rows);
}

#[test]
fn a_head_of_two_rows_goes_on_over_a_page_break() {
    let xs = [100, 140, 180, 220];
    let first = page().table(740, &xs, &[&["总计", "复议后起诉", "←"]]).down(100, 720, 740);
    let first = first.table(720, &xs, &[&["行政复议", "行政诉讼", "←"]]);
    let next = |last| page().table(60, &xs, &[&["", "维持", "纠正"], &["3", "1", last]]);
    let rows = "0:行政复议 | 1:行政诉讼 1×2\n0:总计 2×1 | 1:复议后起诉 1×2\n1:维持 | 2:纠正\n0:3 | 1:1 | 2:2";
    check(&[first, next("2")], rows);
    // a figure is no label: the row below it is blank
    let first = page().table(720, &xs, &[&["3", "复议后起诉", "←"], &["5", "一并起诉", "←"]]);
    let rows =
        "0:3 | 1:复议后起诉 1×2\n0:5 | 1:一并起诉 1×2\n0: | 1:维持 | 2:纠正\n0:3 | 1:1 | 2:2";
    check(&[first, next("2")], rows);
}

#[test]
fn columns_that_differ_from_page_to_page_are_those_of_both() {
    let first = page().table(
        700,
        &[100, 200, 300, 340],
        &[&["三、结果", "公开", "3"], &["↑", "部分", "1"]],
    );
    let next =
        page().table(60, &[100, 240, 300, 340], &[&["", "1.秘密", "2"], &["↑", "2.法律", "5"]]);
    let rows = "0:三、结果 2×1 | 1:公开 1×2 | 3:3\n1:部分 1×2 | 3:1\n0: 2×2 | 2:1.秘密 | 3:2\n2:2.法律 | 3:5";
    check(&[first, next], rows);
}

#[test]
fn what_stands_in_a_cell_is_doubted_where_a_reader_sees_another_figure() {
    let xs = [100, 160, 220];
    let table = || page().table(100, &xs, &[&["规章", "3"], &["许可", ""]]);
    let rows = |cell: &str| format!("0:规章 | 1:3\n0:许可 | 1:{cell}");
    check(&[table().text(163, 128, "145").text(163, 138, "79")], &rows("145 79 Broken"));
    check(&[table().text(163, 134, "14").across(131, 162, 174)], &rows(" Struck"));
    check(&[table().text(163, 134, "14").sized(5, 173, 130, "2")], &rows("14² Raised"));
    check(&[table().text(163, 134, "14").text(163, 134, "14").text(164, 134, "14")], &rows("14"));
    check(&[table().text(163, 134, "1").text(190, 134, "4")], &rows("1 4 Broken"));
    let unknown = table().text(163, 134, "1□4");
    check(
        &[unknown],
        "0:规章 | 1:3\n0:许可 | 1:14 Unread\n! the font does not say which characters stand in this cell (1)",
    );
    let mut pictured = table();
    pictured.pictures.push(Frame { left: 16_500, top: 12_200, right: 20_000, bottom: 13_800 });
    check(&[pictured], "0:规章 | 1:3\n0:许可 | 1: Unread\n! picture (1)");
}

#[test]
fn what_cannot_be_read_is_said_by_page() {
    let mut scan = page();
    scan.pictures.push(Frame { left: 0, top: 0, right: 40_000, bottom: 80_000 });
    let mut turned = page().text(120, 100, "乙。");
    turned.turned = true;
    let unknown = page().prose(100, &["本年收到申请一十四件，办结□□件，", "结转一件。"]);
    check(
        &[page().text(120, 100, "甲。"), scan, turned, unknown],
        "甲。\n! this page is a scanned picture and was not read (2)\n! text on this page runs up or down (3)\n乙。\n! the font does not say which characters stand in this paragraph (4)",
    );
}

#[test]
fn a_page_of_many_lines_is_a_drawing() {
    let drawing = (0..6000).fold(page().text(120, 100, "甲。"), |mut page, at| {
        page.rules.push(RuledLine::down(at * 300, 0, 1000));
        page
    });
    check(&[drawing], "! the table here has no ruled lines (1)");
}

#[test]
fn lines_and_cells_without_number_are_refused() {
    let refused = |pages: &[Page]| match super::read(pages) {
        Err(crate::ReadError::Limit(limit)) => limit.en,
        other => panic!("{other:?}"),
    };
    let mut drawing = page();
    drawing.rules = vec![RuledLine::across(0, 0, 1000); 300_001];
    assert_eq!(refused(&[drawing]), "ruled lines of the PDF");
    let mut squares = page();
    squares.rules.extend((0..=250).map(|at| RuledLine::across(at * 300, 0, 60_000)));
    squares.rules.extend((0..=200).map(|at| RuledLine::down(at * 300, 0, 75_000)));
    assert_eq!(refused(&vec![squares; 5]), "table cells of the PDF");
}
