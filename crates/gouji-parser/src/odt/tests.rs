//! Small .odt files built in memory.

use proptest::prelude::*;
use zip::CompressionMethod;

use super::read;
use crate::{
    Document,
    flow::testing::{assert_refused, assert_sound, show, zipped},
};

/// A file of these parts.
fn odt(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts = parts.iter().map(|(name, content)| (*name, content.as_bytes()));
    let mimetype = ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]);
    zipped(CompressionMethod::Stored, [mimetype].into_iter().chain(parts))
}

/// The main part with these automatic styles and this text.
fn content(styles: &str, text: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
}

fn file(styles: &str, text: &str) -> Vec<u8> {
    odt(&[("content.xml", &content(styles, text))])
}

fn document(styles: &str, text: &str) -> Document {
    let document = crate::read(&file(styles, text), "年报.odt").unwrap();
    assert_sound(&document);
    document
}

/// The text is read to exactly these blocks and notes; see [`show`].
#[track_caller]
fn check(styles: &str, text: &str, expected: &str) {
    assert_eq!(show(&document(styles, text)), expected);
}

#[test]
fn headings_have_the_level_of_the_format_and_white_space_counts_once() {
    check(
        "",
        "<text:h text:outline-level=\"2\">总体  情况</text:h><text:p>\n 一、主动\n公开 </text:p>\
         <text:p>共<text:s text:c=\"2\"/>3<text:tab/>件<text:line-break/>其中&#x31;件</text:p>",
        "=2 总体 情况\n#1 一、主动 公开\n共  3\t件\n其中1件",
    );
}

#[test]
fn lists_have_the_numbers_that_are_shown() {
    let level = |level: u8, format: &str, around: &str| {
        format!(
            "<text:list-level-style-number text:level=\"{level}\" style:num-format=\"{format}\" {around}>\
             <style:list-level-properties><style:list-level-label-alignment text:label-followed-by=\"nothing\"/>\
             </style:list-level-properties></text:list-level-style-number>"
        )
    };
    let styles = format!(
        "<text:list-style style:name=\"L\">{}{}{}</text:list-style>\
         <style:style style:name=\"P\" style:family=\"paragraph\" style:list-style-name=\"L\"/>",
        level(1, "一, 二, 三, ...", "style:num-suffix=\"、\""),
        level(2, "一, 二, 三, ...", "loext:num-list-format=\"（%2%）\""),
        level(3, "1", "text:display-levels=\"2\" style:num-suffix=\".\""),
    );
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let p = |text: &str| format!("<text:p text:style-name=\"P\">{text}</text:p>");
    let list = |how: &str, inside: &str| format!("<text:list {how}>{inside}</text:list>");
    let deeper = list(
        "",
        &(item(&p("甲")) + &item(&(p("乙") + &p("续"))) + &item(&list("", &item(&p("丙"))))),
    );
    let text = [
        list("xml:id=\"a\" text:style-name=\"L\"", &item(&p("总体情况"))),
        p("文"),
        list("text:continue-numbering=\"true\"", &(item(&deeper) + &item(&p("主动公开")))),
        list("text:style-name=\"L\"", &item(&p("另一份"))),
        list("text:continue-list=\"a\" text:style-name=\"L\"", &item(&p("依申请"))),
        list(
            "text:style-name=\"L\"",
            &format!("<text:list-item text:start-value=\"7\">{}</text:list-item>", p("附")),
        ),
        list(
            "text:style-name=\"L\"",
            &format!("<text:list-header>{}</text:list-header>", p("无号")),
        ),
    ];
    check(
        &styles,
        &text.concat(),
        "#1 一、总体情况\n文\n#2 （一）甲\n#2 （二）乙\n续\n二.1.丙\n#1 二、主动公开\n#1 一、另一份\n\
         #1 三、依申请\n#1 七、附\n无号",
    );
}

#[test]
fn headings_have_numbers_by_their_level() {
    let styles = "<office:document-styles><office:styles><text:outline-style><text:outline-level-style text:level=\"1\" \
        style:num-format=\"一, 二, 三, ...\" style:num-suffix=\"、\"/></text:outline-style></office:styles></office:document-styles>";
    let text =
        "<text:h text:outline-level=\"1\">甲</text:h><text:h text:outline-level=\"1\">乙</text:h>";
    let bytes = odt(&[("content.xml", &content("", text)), ("styles.xml", styles)]);
    assert_eq!(show(&read(&bytes).unwrap()), "=1 一、甲\n=1 二、乙");
}

#[test]
fn cells_stand_once_in_the_columns_that_they_cover() {
    let cell = |how: &str, text: &str| {
        format!("<table:table-cell {how}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = |count: u8| {
        format!("<table:covered-table-cell table:number-columns-repeated=\"{count}\"/>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let spans = "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"";
    let rows = [
        format!(
            "<table:table-header-rows>{}</table:table-header-rows>",
            row(&[cell(spans, "结果"), covered(1), cell("", "总计")])
        ),
        row(&[covered(2), cell("table:number-rows-spanned=\"2\"", "甲")]),
        row(&[covered(3)]),
        row(&[cell("table:number-columns-repeated=\"3\"", "0")]),
        row(&[cell("", "1"), cell("table:number-columns-repeated=\"2\"", "")]),
    ];
    let text = format!("<table:table><table:table-column/>{}</table:table>", rows.concat());
    check("", &text, "table\n|0w2h3 结果|2 总计|\n|2h2 甲|\n|\n|0 0|1 0|2 0|\n|0 1|1 |2 |");
    let repeated = text.replace("<table:table-row><table:table-cell table:number-columns-repeated=\"3\">", "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\">");
    assert_eq!(show(&document("", &repeated)).matches("|0 0|1 0|2 0|").count(), 2);
}

#[test]
fn changes_count_as_accepted() {
    let text = "<text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion><text:p>12</text:p></text:deletion>\
        </text:changed-region><text:changed-region text:id=\"d\"><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:p>受理<text:change text:change-id=\"c\"/><text:change-start text:change-id=\"d\"/>13<text:change-end text:change-id=\"d\"/>件\
        <office:annotation><dc:creator>甲</dc:creator><text:p>对吗</text:p></office:annotation></text:p>";
    check("", text, "受理13件\n! 2 changes @13件\n! 1 comments by 甲 @");
}

#[test]
fn what_is_hidden_or_struck_out_is_left_out_and_notes_stand_at_the_end() {
    let styles = "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"S\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"U\" style:family=\"text\" style:parent-style-name=\"S\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>\
        <style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let note = |class: &str, text: &str| {
        format!(
            "<text:note text:note-class=\"{class}\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let text = format!(
        "<text:p>受理<text:span text:style-name=\"H\">99</text:span><text:span text:style-name=\"S\">12</text:span><text:span text:style-name=\"U\">13</text:span>件{}{}</text:p>\
         <text:section text:display=\"none\"><text:p>藏</text:p></text:section><text:section><text:p>见</text:p></text:section>",
        note("endnote", "尾注"),
        note("footnote", "脚注"),
    );
    check(styles, &text, "受理13件\n见\n脚注\n尾注\n! 1 struck @13件");
    let cell = "<table:table><table:table-row><table:table-cell><text:p>3<text:span text:style-name=\"R\">2</text:span></text:p></table:table-cell></table:table-row></table:table>";
    let document = document(styles, cell);
    let crate::Block::Table(table) = &document.blocks[0] else { panic!("{document:?}") };
    assert_eq!(table.rows[0].cells[0].doubt, Some(crate::Doubt::Raised));
    assert_eq!(document.str(&table.rows[0].cells[0].text), "3²");
}

#[test]
fn text_boxes_follow_their_paragraph_and_pictures_are_noted() {
    let text = "<text:p>文<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>\
        <draw:frame><draw:image/><svg:desc>照片</svg:desc></draw:frame></text:p><text:p>后</text:p>";
    check("", text, "文\n框\n后\n! image @");
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    assert_refused(read(bytes), expected);
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let table = |rows: &str| file("", &format!("<table:table>{rows}</table:table>"));
    let repeated = "table:number-columns-repeated=\"4294967295\"";
    let bomb = |cell: &str| table(&format!("<table:table-row>{cell}</table:table-row>"));
    refused(&bomb(&format!("<table:table-cell {repeated}/>")), "table cells");
    refused(&bomb(&format!("<table:covered-table-cell {repeated}/>")), "table cells");
    refused(
        &table(
            "<table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell/></table:table-row>",
        ),
        "table cells",
    );
    let long = "9".repeat(100_000);
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"100\"><text:p>{long}</text:p></table:table-cell>"
    );
    refused(&bomb(&cell), "length of the text");
    // Tables in cells that are repeated, each a thousand times what is inside.
    let nested = (0..4).fold(String::new(), |inside, _| {
        format!("<table:table><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell>{inside}</table:table-cell></table:table-row></table:table>")
    });
    refused(&file("", &nested), "table cells");
    refused(
        &file(
            "",
            &"<text:s text:c=\"4294967295\"/>"
                .repeat(9000)
                .replace("<text:s", "<text:p><text:s")
                .replace("/>", "/></text:p>"),
        ),
        "length of the text",
    );
    refused(&file("", &"<text:section>".repeat(300)), "nesting");
}

#[test]
fn a_file_behind_a_password_and_a_damaged_one_are_refused() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let content = ("content.xml", "\u{1}");
    refused(&odt(&[content, ("META-INF/manifest.xml", manifest)]), "取消密码");
    refused(&odt(&[]), "content.xml is missing");
    refused(
        &odt(&[(
            "content.xml",
            "<office:document-content><office:body/></office:document-content>",
        )]),
        "no text",
    );
    let whole = file("", "<text:p>文</text:p>");
    for length in (0..whole.len()).step_by(7) {
        refused(&whole[..length], "the zip container is incomplete");
    }
}

proptest! {
    #[test]
    fn no_change_of_the_xml_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..6),
    ) {
        let styles = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style>";
        let text = "<text:list text:style-name=\"L\"><text:list-item><text:p>甲<text:span>1</text:span></text:p></text:list-item></text:list>\
            <table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>结果</text:p></table:table-cell>\
            <table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell table:number-columns-repeated=\"2\"/><table:table-cell><text:p>3\
            <text:note><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p></table:table-cell></table:table-row></table:table>";
        let mut xml = content(styles, text);
        for (from, to, how) in changes {
            crate::flow::testing::disturb(&mut xml, from, to, how);
        }
        if let Ok(document) = read(&odt(&[("content.xml", &xml)])) {
            assert_sound(&document);
        }
    }
}

/// Damaged files, of which GOUJI_DAMAGED says how many.
#[test]
fn no_damage_ends_in_a_panic() {
    let text = "<text:h text:outline-level=\"1\">甲</text:h><table:table><table:table-row><table:table-cell \
        table:number-columns-repeated=\"2\"><text:p>3</text:p></table:table-cell></table:table-row></table:table>";
    crate::flow::testing::damaged(&file("", text), |bytes| {
        if let Ok(document) = read(bytes) {
            assert_sound(&document);
        }
    });
}
