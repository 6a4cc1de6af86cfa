//! Tracked changes and comments: the text as if all changes were accepted.

use super::{Docx, p, tbl, tc, tr};

#[test]
fn inserted_text_is_kept_and_deleted_text_dropped() {
    Docx::body(
        r"<w:p><w:r><w:t>共</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>
        <w:moveTo><w:r><w:t>件</w:t></w:r></w:moveTo></w:p>",
    )
    .check("共13件\n! 4 changes @13件");
}

#[test]
fn a_deleted_paragraph_end_joins_what_follows() {
    let ended = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}<w:rPr><w:del/></w:rPr></w:pPr>{text}</w:p>")
    };
    let first = ended("", "<w:r><w:t>一、总体</w:t></w:r>");
    Docx::body(&format!("{first}{}", p("情况")))
        .check("#1 一、总体情况\n! 1 changes @一、总体情况");
    let gone = ended("", "<w:del><w:r><w:delText>一、全删</w:delText></w:r></w:del>");
    Docx::body(&format!("{}{gone}{}", p("前"), tbl(&tr(&["3"]))))
        .check("前\ntable\n|0 3|\n! 2 changes @前");
}

#[test]
fn the_former_format_is_not_the_format() {
    Docx::body(
        r#"<w:p><w:pPr><w:outlineLvl w:val="1"/><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>
        <w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>小节</w:t></w:r></w:p>"#,
    )
    .check("=2 小节\n! 2 changes @小节");
}

#[test]
fn deleted_rows_and_cells_are_dropped() {
    let rows = [
        tr(&["规章", "3"]),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", tc("", &p("删去"))),
        format!(
            "<w:tr><w:trPr><w:ins/></w:trPr>{}{}{}</w:tr>",
            tc("", &p("新")),
            tc("<w:cellDel/>", &p("8")),
            tc("", &p("9"))
        ),
    ];
    Docx::body(&tbl(&rows.concat())).check("table\n|0 规章|1 3|\n|0 新|1 9|\n! 3 changes @规章\t3");
}

#[test]
fn comments_are_counted_where_the_first_stands() {
    Docx::body(
        r#"<w:p><w:r><w:t>共</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>3件</w:t></w:r>
        <w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#,
    )
    .part("comments", "comments", &format!("<w:comment>{}</w:comment><w:comment/>", p("核对")))
    .check("共3件\n! 2 comments @3件");
}
