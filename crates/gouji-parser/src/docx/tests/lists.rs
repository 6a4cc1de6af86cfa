//! Automatic numbering and headings.

use super::{Docx, p, tbl, tc};

fn level(index: u8, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

/// List 1 has the levels of pattern 0.
fn list(levels: &str) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{}"#, num(1, ""))
}

fn num(id: u8, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="0"/>{overrides}</w:num>"#)
}

fn item(list: u8, level: u8, text: &str) -> String {
    let number =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn style(id: &str, inside: &str) -> String {
    format!(r#"<w:style w:type="paragraph" w:styleId="{id}">{inside}</w:style>"#)
}

#[test]
fn the_number_that_word_shows_is_text() {
    let levels = level(0, "chineseCountingThousand", "%1、", "")
        + &level(1, "chineseCounting", "（%2）", r#"<w:suff w:val="nothing"/>"#)
        + &level(2, "decimal", "%3.", r#"<w:suff w:val="space"/>"#);
    let body = [
        item(1, 0, "总体情况"),
        item(1, 1, "主动公开"),
        item(1, 1, "依申请公开"),
        item(1, 2, "受理"),
        item(1, 0, "主动公开政府信息情况"),
        item(1, 1, "规章"),
        p("无编号"),
        item(1, 1, "收费"),
    ];
    Docx::body(&body.concat()).part("numbering", "numbering", &list(&levels)).check(
        "#1 一、总体情况\n#2 （一）主动公开\n#2 （二）依申请公开\n#3 1. 受理\n\
         #1 二、主动公开政府信息情况\n#2 （一）规章\n无编号\n#2 （二）收费",
    );
}

#[test]
fn lists_of_one_pattern_count_on_unless_they_start_anew() {
    let numbering = list(&level(0, "decimal", "%1)", ""))
        + &num(2, "")
        + &num(3, r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#);
    let body = [
        item(1, 0, "甲"),
        item(2, 0, "乙"),
        item(3, 0, "丙"),
        item(3, 0, "丁"),
        item(9, 0, "戊"),
        item(0, 0, "己"),
    ];
    Docx::body(&body.concat())
        .part("numbering", "numbering", &numbering)
        .check("1) 甲\n2) 乙\n5) 丙\n6) 丁\n戊\n己");
}

#[test]
fn levels_restart_as_they_say_and_may_show_the_levels_above() {
    let levels = level(0, "chineseCounting", "%1", "")
        + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &level(2, "decimalEnclosedCircle", "%3", r#"<w:lvlRestart w:val="0"/>"#)
        + &level(3, "bullet", "\u{F0B7}", "");
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "乙"),
        item(1, 2, "丙"),
        item(1, 0, "丁"),
        item(1, 1, "戊"),
        item(1, 2, "己"),
        item(1, 3, "点"),
    ];
    Docx::body(&body.concat())
        .part("numbering", "numbering", &list(&levels))
        .check("一甲\n1.1 乙\n①丙\n二丁\n2.1 戊\n②己\n点");
}

#[test]
fn styles_carry_numbers_and_cells_have_them_too() {
    let styles = style("a", r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#)
        + &style("b", r#"<w:basedOn w:val="a"/>"#)
        + &style("c", r#"<w:basedOn w:val="c"/>"#);
    let levels =
        level(0, "decimal", "%1级", "") + &level(1, "decimal", "%2．", r#"<w:pStyle w:val="a"/>"#);
    let cells = format!("<w:tr>{}{}</w:tr>", tc("", &styled("b", "属于国家秘密")), tc("", &p("0")));
    Docx::body(&[styled("a", "其他"), styled("c", "无"), tbl(&cells)].concat())
        .part("styles", "styles", &styles)
        .part("numbering", "numbering", &list(&levels))
        .check("#3 1．其他\n无\ntable\n|0 2．属于国家秘密|1 0|");
}

#[test]
fn a_numbering_style_lends_its_levels() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="s"/>{}</w:abstractNum>
        <w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>{}"#,
        level(0, "ideographTraditional", "%1、", ""),
        num(1, "")
    );
    Docx::body(&item(1, 0, "部分")).part("numbering", "numbering", &numbering).check("甲、部分");
}

#[test]
fn heading_styles_are_told_by_outline_level_or_name_along_the_chain() {
    let styles = style("1", r#"<w:name w:val="heading 1"/>"#)
        + &style("x", r#"<w:name w:val="标题 2"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>"#)
        + &style("y", r#"<w:name w:val="公文标题"/><w:basedOn w:val="1"/>"#)
        + &style(
            "z",
            r#"<w:name w:val="正文"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#,
        );
    let body: String = ["1", "x", "y", "z", "?"].iter().map(|id| styled(id, "文字")).collect();
    Docx::body(&body)
        .part("styles", "styles", &styles)
        .check("=1 文字\n=3 文字\n=1 文字\n文字\n文字");
}
