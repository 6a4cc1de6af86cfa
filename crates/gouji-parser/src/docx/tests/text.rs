//! Runs: breaks, symbols, fields, drawings, notes.

use zip::CompressionMethod;

use super::{Docx, W, p, read, tbl, tr, zipped};

#[test]
fn figures_cut_into_runs_are_one_figure() {
    Docx::body(
        "<w:p><w:r><w:t>共2</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0件</w:t></w:r></w:p>",
    )
    .check("共20件");
}

#[test]
fn white_space_of_the_xml_is_not_the_texts_unless_it_says_so() {
    Docx::body("<w:p>\n <w:r>\n  <w:t>\n 全年\n共 </w:t><w:t xml:space=\"preserve\"> 3件</w:t></w:r>\n</w:p>")
        .check("全年 共 3件");
}

#[test]
fn separators_of_lines_break_a_line() {
    Docx::body("<w:p><w:r><w:t>正文。\u{2028}一、总体情况\u{2029}共3件\u{85}完</w:t></w:r></w:p>")
        .check("正文。\n#1 一、总体情况\n共3件\n完");
}

#[test]
fn special_characters_have_their_plain_equals() {
    Docx::body(
        r#"<w:p><w:r><w:t>0943</w:t><w:noBreakHyphen/><w:t>667</w:t><w:softHyphen/><w:t>01&#xAD;69</w:t>
        <w:tab/><w:t>&lt;是&gt;&amp;</w:t><w:sym w:font="Wingdings 2" w:char="F052"/>
        <w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="宋体" w:char="2103"/></w:r></w:p>"#,
    )
    .check("0943-6670169\t<是>&☑□℃");
}

#[test]
fn a_line_break_begins_a_block_but_not_in_a_heading_style() {
    let lines = "<w:r><w:t>一、总体情况</w:t><w:br/><w:t>本年度共办理3件。</w:t></w:r>";
    Docx::body(&format!("<w:p>{lines}</w:p>")).check("#1 一、总体情况\n本年度共办理3件。");
    Docx::body(&format!(r#"<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{lines}</w:p>"#))
        .check("=1 一、总体情况 本年度共办理3件。");
}

#[test]
fn of_a_field_only_the_result_is_text() {
    let mark = |sort: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>"#);
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let nested = [
        &begin,
        "<w:r><w:instrText> IF </w:instrText></w:r>",
        &begin,
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        &separate,
        &text("7"),
        &end,
        &separate,
        &text("共"),
        &begin,
        &separate,
        &text("3"),
        &end,
        &text("件"),
        &end,
    ];
    Docx::body(&format!("<w:p>{}</w:p>", nested.concat())).check("共3件");
    let simple =
        format!(r#"<w:p><w:fldSimple w:instr="DATE">{}</w:fldSimple></w:p>"#, text("2021年"));
    Docx::body(&simple).check("2021年");
    let unclosed = format!("<w:p>{}{begin}{}</w:p>{}", text("前"), text("指令"), p("后"));
    Docx::body(&unclosed).check("前\n后");
}

#[test]
fn hidden_text_is_left_out() {
    Docx::body(
        r#"<w:p><w:r><w:t>公开</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>
        <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显示</w:t></w:r></w:p>"#,
    )
    .check("公开显示");
}

#[test]
fn wrappers_are_seen_through() {
    let wrapped = |inside: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:smartTag><w:hyperlink>\
             <w:r><w:t>{inside}</w:t></w:r></w:hyperlink></w:smartTag></w:p></w:sdtContent></w:sdt>"
        )
    };
    Docx::body(&format!("{}{}", wrapped("一、总体情况"), p("无。"))).check("#1 一、总体情况\n无。");
}

#[test]
fn of_alternatives_one_is_read_and_text_boxes_follow_their_paragraph() {
    let alternatives = format!(
        r#"<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="urn:mc">
        <mc:Choice><w:drawing><wps:txbx xmlns:wps="urn:wps"><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"#,
        p("框内")
    );
    Docx::body(&alternatives).check("前后\n框内");
}

#[test]
fn a_picture_is_noted_at_its_place() {
    let picture = "<w:r><w:drawing><a:graphic xmlns:a=\"urn:a\"><a:blip/><a:blip/></a:graphic></w:drawing></w:r>";
    Docx::body(&format!(
        "{}<w:p><w:r><w:t>见图</w:t></w:r>{picture}<w:r><w:t>：</w:t></w:r></w:p>",
        p("前")
    ))
    .check("前\n见图：\n! image @：");
    let cell = format!("<w:tr><w:tc><w:p>{picture}</w:p></w:tc><w:tc>{}</w:tc></w:tr>", p("3"));
    Docx::body(&tbl(&cell)).check("table\n|0 |1 3|\n! image @\t3");
}

#[test]
fn notes_stand_at_the_end_in_the_order_of_their_references() {
    let refer = |to: &str, id: u8| {
        format!(r#"<w:p><w:r><w:t>文</w:t><w:{to}Reference w:id="{id}"/></w:r></w:p>"#)
    };
    let body = [refer("endnote", 1), refer("footnote", 2), refer("footnote", 1), tbl(&tr(&["3"]))];
    let note = |id: u8, text: &str| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, p(text));
    let separator = format!(r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote>"#, p("—"));
    Docx::body(&body.concat())
        .part(
            "footnotes",
            "footnotes",
            &[separator, note(1, "一、脚注甲"), note(2, "脚注乙")].concat(),
        )
        .part("endnotes", "endnotes", &note(1, "尾注"))
        .check("文\n文\n文\ntable\n|0 3|\n脚注乙\n一、脚注甲\n尾注");
}

#[test]
fn empty_paragraphs_are_empty_lines_and_counted() {
    let docx = Docx::body(&format!("<w:p/><w:p/>{}<w:p/>{}", p("　　题目 "), p("文")));
    docx.check_view("\n\n　　题目 \n\n文\n");
    let document = docx.read().unwrap();
    let blanks: Vec<u16> = document
        .blocks
        .iter()
        .map(|block| match block {
            crate::Block::Paragraph(paragraph) => paragraph.blank_before,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(blanks, [2, 1]);
}

#[test]
fn prefixes_and_part_names_are_the_files_own() {
    let document = format!(
        "<document {}><body><p><r><t>正文</t></r></p></body></document>",
        W.replace(":w", "")
    );
    let relations = r#"<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Word/Main.xml"/></Relationships>"#;
    Docx::default().raw("_rels/.rels", relations).raw("word\\main.xml", &document).check("正文");
}

#[test]
fn parts_may_be_deflated_or_begin_with_a_byte_order_mark() {
    let document = format!("\u{FEFF}<w:document {W}><w:body>{}</w:body></w:document>", p("正文"));
    let parts = [("word/document.xml", document.as_bytes())];
    let document = read(&zipped(CompressionMethod::Deflated, parts)).unwrap();
    assert_eq!(document.source.text(), "正文\n");
}
