//! Tables: the grid, merged cells, tables in tables.

use super::{Docx, p, tbl, tc, tr};

const DOWN: &str = r#"<w:vMerge w:val="restart"/>"#;
const GOES_ON: &str = "<w:vMerge/>";

fn row(cells: &[(&str, &str)]) -> String {
    let cells: String = cells.iter().map(|(properties, text)| tc(properties, &p(text))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn wide(span: &str) -> String {
    format!(r#"<w:gridSpan w:val="{span}"/>"#)
}

#[test]
fn columns_are_those_of_the_grid_and_merged_cells_stand_once() {
    let first = wide("2") + DOWN;
    let on = wide("2") + GOES_ON;
    let rows = [
        row(&[(&first, "本年度办理结果"), (DOWN, "自然人"), ("", "总计")]),
        row(&[(&on, ""), (GOES_ON, ""), ("", "3")]),
        row(&[(&on, "被遮住的字"), ("", "1"), ("", "2")]),
        row(&[("", "（七）总计"), (GOES_ON, "没有开头"), ("", ""), ("", "0")]),
    ];
    let docx = Docx::body(&tbl(&rows.concat()));
    docx.check(
        "table\n|0w2h3 本年度办理结果|2h2 自然人|3 总计|\n|3 3|\n|2 1|3 2|\n\
         |0 （七）总计|1 没有开头|2 |3 0|",
    );
    docx.check_view("本年度办理结果\t自然人\t总计\n\t\t3\n\t1\t2\n（七）总计\t没有开头\t\t0\n");
}

#[test]
fn rows_may_begin_late_and_old_files_merge_to_the_left() {
    let rows = [
        row(&[(r#"<w:hMerge w:val="restart"/>"#, "甲"), ("<w:hMerge/>", ""), ("", "乙")]),
        format!(r#"<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{}</w:tr>"#, tc("", &p("丙"))),
    ];
    Docx::body(&tbl(&rows.concat())).check("table\n|0w2 甲|2 乙|\n|2 丙|");
}

#[test]
fn paragraphs_and_breaks_in_a_cell_are_parted_by_a_space() {
    let content = format!(
        "{}<w:p/>{}",
        p(" 商业"),
        "<w:p><w:r><w:t>企</w:t><w:br/><w:t>业</w:t><w:tab/></w:r></w:p>"
    );
    let cells = format!("<w:tr>{}{}</w:tr>", tc("", &content), tc("", "<w:p/>"));
    let docx = Docx::body(&tbl(&cells));
    docx.check("table\n|0 商业 企 业|1 |");
    docx.check_view("商业 企 业\t\n");
}

#[test]
fn a_cell_with_a_table_is_layout_and_its_content_follows_as_blocks() {
    let inner = tbl(&tr(&["规章", "3"]));
    let whole =
        tbl(&format!("<w:tr>{}</w:tr>", tc("", &format!("{}{inner}<w:p/>", p("一、总体情况")))));
    Docx::body(&format!("{whole}{}", p("后"))).check("#1 一、总体情况\ntable\n|0 规章|1 3|\n后");

    let aside = format!("<w:tr>{}{}</w:tr>", tc("", &p("栏目")), tc("", &inner));
    let outer = tbl(&[tr(&["上", "上"]), aside, tr(&["下", "下"])].concat());
    Docx::body(&outer)
        .check("table\n|0 上|1 上|\n|0 栏目|1 |\ntable\n|0 规章|1 3|\ntable\n|0 下|1 下|");
}

#[test]
fn a_text_box_in_a_cell_is_no_part_of_its_value() {
    let content = format!(
        "<w:p><w:r><w:t>3</w:t><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        p("注")
    );
    let rows = [format!("<w:tr>{}</w:tr>", tc("", &content)), tr(&["4"])];
    Docx::body(&tbl(&rows.concat())).check("table\n|0 3|\n|0 4|\n注");
}

#[test]
fn content_controls_stand_around_rows_and_cells() {
    let cell = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", tc("", &p("3")));
    let rows = format!(
        "<w:sdt><w:sdtContent><w:tr>{cell}{}</w:tr></w:sdtContent></w:sdt>",
        tc("", &p("4"))
    );
    Docx::body(&tbl(&rows)).check("table\n|0 3|1 4|");
}

#[test]
fn giant_spans_are_bounded() {
    let cells = row(&[(&wide("4294967295"), "甲"), (&wide("0"), "乙"), (&wide("x"), "丙")]);
    Docx::body(&tbl(&cells)).check("table\n|0w1000 甲|1000 乙|1001 丙|");
}

#[test]
fn a_box_of_one_cell_is_the_cells_own_text() {
    let boxed = format!("{}<w:p/>", tbl(&tr(&["3"])));
    let twice = format!("<w:p/>{}<w:p/>", tbl(&format!("<w:tr>{}</w:tr>", tc("", &boxed))));
    let row = format!("<w:tr>{}{}{}</w:tr>", tc("", &p("规章")), tc("", &boxed), tc("", &twice));
    Docx::body(&tbl(&row)).check("table\n|0 规章|1 3|2 3|");

    let beside = tc("", &format!("{}{boxed}", p("5")));
    let row = format!("<w:tr>{}{beside}</w:tr>", tc("", &p("规章")));
    Docx::body(&tbl(&row)).check("table\n|0 规章|1 |\n5\ntable\n|0 3|");
}
