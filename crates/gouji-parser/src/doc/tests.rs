//! Small .doc files built in memory: the text in pieces, a page of runs of characters and one of paragraphs.

mod file;
mod hostile;

use self::file::{Doc, ROW_END, cell, p, row, sprm};
use crate::{
    Block, Doubt, ReadError,
    flow::testing::{assert_sound, show},
};

/// The file is read to exactly these blocks and notes; see [`show`].
#[track_caller]
fn check(doc: &Doc, expected: &str) {
    let document = crate::read(&doc.bytes(), "年报.doc").unwrap();
    assert_sound(&document);
    assert_eq!(show(&document), expected);
}

const DELETED: (u16, &[u8]) = (0x0800, &[1]);
const INSERTED: (u16, &[u8]) = (0x0801, &[1]);
const STRUCK: (u16, &[u8]) = (0x0837, &[1]);
const SPECIAL: (u16, &[u8]) = (0x0855, &[1]);

#[test]
fn text_stands_in_pieces_of_one_or_two_bytes() {
    let doc = Doc::of(&[p("一、总体情况", &[]), p("共 3 件", &[])]);
    check(&doc, "#1 一、总体情况\n共 3 件");
    let narrow = Doc::of(&[p("“3”– 4", &[]), p("年报", &[])]);
    check(&Doc { narrow: 7, ..narrow }, "“3”– 4\n年报");
}

#[test]
fn headings_have_the_level_of_their_style_or_their_own() {
    let styled = p("总体情况", &[]).style(1);
    let own = p("主动公开", &sprm(0x2640, &[1]));
    check(&Doc::of(&[styled, own, p("文", &[])]), "=1 总体情况\n=2 主动公开\n文");
}

#[test]
fn lists_have_the_numbers_that_are_shown() {
    let item =
        |text: &str, level: u8| p(text, &[sprm(0x260A, &[level]), sprm(0x460B, &[1, 0])].concat());
    let doc = Doc::of(&[item("总体情况", 0), item("甲", 1), item("主动公开", 0), p("文", &[])]);
    check(&doc, "#1 一、总体情况\n#2 （一）甲\n#1 二、主动公开\n文");
}

#[test]
fn cells_stand_in_the_columns_that_their_rows_have_in_common() {
    let merged_down = [
        row(&["结果", "自然人", "总计"], &[0, 2000, 3000, 4000], &[0x60, 0, 0]),
        row(&["", "1", "1"], &[0, 2005, 3003, 4000], &[0x20, 0, 0]),
        vec![p("文", &[])],
    ];
    check(&Doc::of(&merged_down.concat()), "table\n|0h2 结果|1 自然人|2 总计|\n|1 1|2 1|\n文");
    let merged_across = [
        row(&["合并", "", "2"], &[0, 1000, 2000, 4000], &[0x1, 0x2, 0]),
        row(&["晚", "3"], &[1000, 3000, 4000], &[0, 0]),
        vec![p("文", &[])],
    ];
    check(&Doc::of(&merged_across.concat()), "table\n|0w2 合并|2w2 2|\n|1w2 晚|3 3|\n文");
}

#[test]
fn rows_too_wide_for_the_main_stream_keep_their_cells_elsewhere() {
    let mut rows = row(&["甲", "乙"], &[0, 500, 1000], &[0, 0]);
    let end = rows.last_mut().unwrap();
    let far = std::mem::take(&mut end.properties);
    end.properties = sprm(0x6646, &0_u32.to_le_bytes());
    let data = [&(far.len() as u16).to_le_bytes()[..], &far].concat();
    let doc = Doc { data, ..Doc::of(&[rows, vec![p("", &[])]].concat()) };
    check(&doc, "table\n|0 甲|1 乙|");
}

#[test]
fn a_table_in_a_cell_follows_as_a_block() {
    let deep = sprm(0x6649, &2_u32.to_le_bytes());
    let inner = |text: &str, mark: u16| {
        p(text, &[sprm(0x2416, &[1]), deep.clone(), sprm(mark, &[1])].concat())
    };
    let row_end = |depth: &[u8]| p("", &[&sprm(0x2416, &[1]), depth].concat());
    let mut outer_end = row_end(&sprm(0x2417, &[1]));
    outer_end.mark = ROW_END;
    let doc = Doc::of(&[
        cell("外"),
        inner("内甲", 0x244B),
        inner("内乙", 0x244B),
        row_end(&[deep.clone(), sprm(0x244C, &[1])].concat()),
        cell(""),
        outer_end,
        p("文", &[]),
    ]);
    check(&doc, "table\n|0 外|1 |\ntable\n|0 内甲|1 内乙|\n文");
}

#[test]
fn changes_count_as_accepted() {
    let doc = Doc::of(&[
        p("受理", &[]).run("12", &[DELETED]).run("13", &[INSERTED]).run("件", &[]),
        p("前", &[]).deleted(),
        p("后", &[]),
    ]);
    check(&doc, "受理13件\n前后\n! 3 changes @13件");
    let mut gone = row(&["没有了"], &[0, 500], &[0]);
    gone.last_mut().unwrap().mark_runs = vec![DELETED];
    let doc = Doc::of(&[row(&["甲"], &[0, 500], &[0]), gone, vec![p("", &[])]].concat());
    check(&doc, "table\n|0 甲|\n! 1 changes @甲");
}

#[test]
fn what_is_hidden_or_struck_out_is_left_out() {
    let doc = Doc::of(&[p("受理", &[])
        .run("99", &[(0x083C, &[1])])
        .run("12", &[STRUCK])
        .run("13件", &[])]);
    check(&doc, "受理13件\n! 1 struck @13件");
    let doc = Doc::of(
        &[vec![cell("3").run("2", &[(0x2A48, &[1])])], row(&[], &[0, 500], &[0]), vec![p("", &[])]]
            .concat(),
    );
    let document = crate::read(&doc.bytes(), "年报.doc").unwrap();
    let Block::Table(table) = &document.blocks[0] else { panic!("{document:?}") };
    assert_eq!(table.rows[0].cells[0].doubt, Some(Doubt::Raised));
    assert_eq!(document.str(&table.rows[0].cells[0].text), "3²");
}

#[test]
fn of_a_field_only_the_result_is_text_and_signs_have_their_plain_equals() {
    let doc = Doc::of(&[
        p("见", &[]).run("\u{13}HYPERLINK \"x\"\u{14}网站\u{15}。", &[SPECIAL]),
        p("甲\u{b}乙\u{9}丙\u{1e}丁\u{1f}戊", &[]),
        p("", &[]).run("\u{28}", &[SPECIAL, (0x6A09, &[0, 0, 0xFE, 0xF0])]).run("(是)", &[]),
        p("图", &[]).run("\u{1}", &[SPECIAL]),
        p("𠀀\u{c}下一页", &[]),
    ]);
    check(&doc, "见网站。\n甲\n乙\t丙-丁戊\n☑(是)\n图\n𠀀\n下一页\n! image @");
}

#[test]
fn notes_stand_at_the_end() {
    let doc = Doc {
        notes: vec![p(" 脚注", &[])],
        ..Doc::of(&[p("文", &[]).run("\u{2}", &[SPECIAL])])
    };
    check(&doc, "文\n脚注");
}

#[test]
fn the_author_and_the_last_editor_are_named() {
    let doc = Doc { people: Some(("甲", "乙")), ..Doc::of(&[p("文", &[])]) };
    check(&doc, "文\n! 甲, 乙 @文");
}

#[test]
fn what_is_not_read_says_why() {
    let refusal = |doc: &Doc| crate::read(&doc.bytes(), "年报.doc").unwrap_err().to_string();
    let doc = Doc::of(&[p("文", &[])]);
    let locked = refusal(&Doc { flags: 0x0300, ..doc.clone() });
    assert!(locked.starts_with("加了密码的 Office 文件"), "{locked}");
    let old = refusal(&Doc { version: 0x65, ..doc.clone() });
    assert!(old.starts_with("旧版 Office 或 WPS 文件"), "{old}");
    let lost = refusal(&Doc { flags: 0, ..doc });
    assert!(lost.contains("0Table"), "{lost}");
    assert!(matches!(super::read(b"\xD0\xCF"), Err(ReadError::Damaged { .. })));
}
