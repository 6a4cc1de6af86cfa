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
fn comments_are_counted_where_the_first_of_each_author_stands() {
    Docx::body(
        r#"<w:p><w:r><w:t>共</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>3件</w:t></w:r>
        <w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#,
    )
    .part("comments", "comments", &format!(
        r#"<w:comment w:id="1" w:author="甲"/><w:comment w:id="0" w:author="甲">{}</w:comment><w:comment w:author="乙"/>"#,
        p("核对")
    ))
    .check("共3件\n! 1 comments by 乙 @共3件\n! 2 comments by 甲 @3件");
}

/// The cells of one row, a doubt in brackets behind.
#[track_caller]
fn check_cells(cells: &[&str], expected: &str) {
    let cells: String = cells.iter().map(|runs| tc("", &format!("<w:p>{runs}</w:p>"))).collect();
    let document = Docx::body(&tbl(&format!("<w:tr>{cells}</w:tr>"))).read().unwrap();
    super::assert_sound(&document);
    let Some(crate::Block::Table(table)) = document.blocks.first() else { panic!("a table") };
    let figures = table.rows[0].cells.iter().map(|cell| {
        let text = document.str(&cell.text);
        cell.doubt.map_or(text.to_owned(), |doubt| format!("{text} ({doubt:?})"))
    });
    assert_eq!(figures.collect::<Vec<_>>().join(" | "), expected);
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

#[test]
fn a_figure_put_together_from_pieces_seen_apart_is_doubted() {
    let (plain, struck) = (run("", "14"), run("<w:strike/>", "9"));
    check_cells(&[&format!("{struck}{plain}"), &plain, &struck], "914 (Struck) | 14 | 9 (Struck)");
    check_cells(
        &[&run("<w:dstrike/>", "9"), &run(r#"<w:strike w:val="0"/>"#, "9")],
        "9 (Struck) | 9",
    );
    let raised = |text| run(r#"<w:vertAlign w:val="superscript"/>"#, text);
    check_cells(
        &[&format!("{plain}{}", raised("2")), &format!("{plain}{}", raised("①"))],
        "14² (Raised) | 14① (Raised)",
    );
    let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let fraction = format!(
        "<m:oMath><m:f><m:num>{}</m:num><m:den>{}</m:den></m:f></m:oMath>",
        r("28"),
        r("2")
    );
    let power = format!(
        "<m:oMath><m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup></m:oMath>",
        r("14"),
        r("2")
    );
    check_cells(
        &[&fraction, &power, &format!("<m:oMath>{}</m:oMath>", r("14"))],
        "28/2 (Formula) | 14² (Formula) | 14",
    );
    let broken = "<w:r><w:t>1</w:t><w:br/><w:t>631</w:t></w:r>";
    let paragraphs = "<w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>631</w:t></w:r>";
    let tabbed = "<w:r><w:t>1</w:t><w:tab/><w:t>631</w:t></w:r>";
    check_cells(
        &[broken, paragraphs, tabbed, "<w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t></w:r>"],
        "1 631 (Broken) | 1 631 (Broken) | 1 631 (Broken) | 商业 企业",
    );
    let picture = r#"<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r>"#;
    check_cells(&[picture, &format!("{plain}{picture}")], " (Unread) | 14");
}

#[test]
fn running_text_states_nothing_with_what_is_struck_out() {
    let struck = run("<w:strike/>", "15");
    let raised = run(r#"<w:vertAlign w:val="superscript"/>"#, "1");
    Docx::body(&format!("<w:p>{}{struck}{}{raised}</w:p>", run("", "共"), run("", "14")))
        .check("共14¹\n! 1 struck @14¹");
    // Of what is deleted for good, or hidden, there is nothing to be seen.
    let hidden = run("<w:strike/><w:vanish/>", "15");
    Docx::body(&format!("<w:p>{}{hidden}</w:p>", run("", "共"))).check("共");
}

#[test]
fn an_embedded_page_or_text_is_read_where_it_stands_and_others_are_noted() {
    let chunk = r#"<w:altChunk r:id="c1"/>"#;
    let relation =
        |name: &str| format!(r#"<Relationship Id="c1" Type="urn:x/aFChunk" Target="{name}"/>"#);
    let embedded = |name: &str, content: &str| {
        let mut docx = Docx::body(&format!("{}{chunk}{}", p("前"), p("后")));
        docx.relations = relation(name);
        docx.raw(&format!("word/{name}"), content)
    };
    let html = "<html><body><h2>二、公开</h2><p>共<br>3件</p><table><tr><td rowspan=2>规章<td>0<tr><td>1</table></body></html>";
    embedded("page.html", html).check("前\n=2 二、公开\n共\n3件\ntable\n|0h2 规章|1 0|\n|1 1|\n后");
    embedded("text.txt", "一、总体情况\n共3件。").check("前\n#1 一、总体情况\n共3件。\n后");
    embedded("page.mht", "MIME-Version: 1.0\n\n").check("前\n后\n! unread @后");
    embedded("part.docx", "PK\u{3}\u{4}").check("前\n后\n! unread @后");
    Docx::body(chunk).check("! unread @");
    let in_cell = Docx::body(&tbl(&format!("<w:tr>{}{}</w:tr>", tc("", chunk), tc("", &p("甲")))));
    in_cell.check("table\n|0 |1 甲|\n! unread @");
}
