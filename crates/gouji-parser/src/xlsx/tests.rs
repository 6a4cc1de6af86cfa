//! Small workbooks built in memory.

use proptest::prelude::*;
use zip::CompressionMethod;

use super::read;
use crate::{
    Block, Document, Doubt, NoteKind,
    flow::testing::{assert_refused, assert_sound, damaged, disturb, show, zipped},
};

/// A workbook of these sheets (attributes of its entry, content of the part), shared texts and styles.
fn workbook(sheets: &[(&str, String)], strings: &str, styles: &str) -> Vec<u8> {
    let mut entries = String::new();
    let mut relations = String::from(
        r#"<Relationship Id="s" Type="urn:x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="urn:x/styles" Target="styles.xml"/>"#,
    );
    let mut parts = Vec::new();
    for (at, (how, content)) in sheets.iter().enumerate() {
        entries += &format!(r#"<sheet name="表" {how} r:id="r{at}"/>"#);
        relations += &format!(
            r#"<Relationship Id="r{at}" Type="urn:x/worksheet" Target="worksheets/sheet{at}.xml"/>"#
        );
        parts.push((
            format!("xl/worksheets/sheet{at}.xml"),
            format!("<worksheet>{content}</worksheet>"),
        ));
    }
    parts.extend([
        ("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{entries}</sheets></workbook>")),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{relations}</Relationships>"),
        ),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")),
        ("xl/styles.xml".to_owned(), format!("<styleSheet>{styles}</styleSheet>")),
    ]);
    let parts = parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes()));
    zipped(CompressionMethod::Deflated, parts)
}

/// The content of a sheet with these rows and what follows them.
fn sheet(rows: &str, after: &str) -> String {
    format!("<sheetData>{rows}</sheetData>{after}")
}

/// A row: its number, and its cells as `A1=text`, a number where it is one.
fn row(number: u32, cells: &[(&str, &str)]) -> String {
    let cells = cells.iter().map(|(column, value)| match value.parse::<i64>() {
        Ok(_) => format!(r#"<c r="{column}{number}"><v>{value}</v></c>"#),
        Err(_) => format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>"#),
    });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

fn document(rows: &str, after: &str) -> Document {
    let bytes = workbook(&[("", sheet(rows, after))], "", "");
    let document = crate::read(&bytes, "年报.xlsx").unwrap();
    assert_sound(&document);
    document
}

/// What the sheet is read to, but for the note that its text was not checked.
#[track_caller]
fn check(rows: &str, after: &str, expected: &str) {
    let mut document = document(rows, after);
    assert!(matches!(document.notes.remove(0).kind, NoteKind::TablesOnly(_)));
    assert_eq!(show(&document), expected);
}

#[test]
fn rows_without_anything_part_tables_and_what_stands_alone_above_is_a_heading() {
    let rows = [
        row(1, &[("A", "清河县年度报告")]),
        row(2, &[("A", "二、主动公开情况")]),
        row(3, &[("A", "第一项")]),
        row(4, &[("A", "规章"), ("B", "3")]),
        row(7, &[("B", "甲"), ("D", "乙")]),
        row(8, &[("D", "2")]),
    ];
    check(
        &rows.concat(),
        "",
        "清河县年度报告\n#1 二、主动公开情况\ntable\n|0 第一项|1 |\n|0 规章|1 3|\ntable\n|0 甲|1 |2 乙|\n|0 |1 |2 2|",
    );
}

#[test]
fn merged_cells_stand_once() {
    let rows = [
        row(1, &[("A", "结果"), ("C", "总计")]),
        row(2, &[("C", "1")]),
        row(4, &[("A", "甲"), ("C", "2")]),
    ];
    let merged = r#"<mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="A4:B4"/></mergeCells>"#;
    check(&rows.concat(), merged, "table\n|0w2h3 结果|2 总计|\n|2 1|\n|2 |\n|0w2 甲|2 2|");
}

#[test]
fn what_is_hidden_is_left_out() {
    let rows = [
        row(1, &[("A", "甲"), ("B", "藏"), ("C", "乙")]),
        row(2, &[("A", "藏"), ("C", "1")]).replace("<row ", "<row hidden=\"1\" "),
        row(3, &[("A", "2"), ("C", "3")]),
    ];
    let rows = rows.concat().replace("<sheetData>", "");
    let columns = r#"<cols><col min="2" max="2" hidden="1"/></cols>"#;
    let shown = format!("{columns}{}", sheet(&rows, ""));
    let hidden = sheet(&row(1, &[("A", "藏")]), "");
    let bytes = workbook(&[("state=\"hidden\"", hidden), ("", shown)], "", "");
    let text = read(&bytes).unwrap().source.text().to_owned();
    assert_eq!(text, "甲\t乙\n2\t3\n");
}

#[test]
fn numbers_are_those_that_are_shown_and_of_formulas_the_results() {
    let styles = r#"<numFmts><numFmt numFmtId="176" formatCode="0.00&quot;万元&quot;"/></numFmts>
        <fonts><font/><font><strike/></font></fonts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="1"/><xf numFmtId="0" fontId="1"/><xf numFmtId="14"/></cellXfs>"#;
    let strings = r#"<si><t>一</t></si><si><r><t>共</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><rPh><t>gong</t></rPh></si>"#;
    let rows = r#"<row><c t="s"><v>0</v></c><c><v>0.30000000000000004</v></c><c s="1"><v>1631.63</v></c><c><f>SUM(A1:A2)</f><v>14</v></c></row>
        <row><c t="s"><v>1</v></c><c s="2"><v>14.4</v></c><c s="3"><v>5</v></c><c><f>A1</f></c></row>
        <row><c t="e"><v>#REF!</v></c><c t="str"><v>文</v></c><c s="4"><v>45658</v></c><c t="b"><v>1</v></c></row>"#;
    let document = read(&workbook(&[("", sheet(rows, ""))], strings, styles)).unwrap();
    assert_sound(&document);
    let Block::Table(table) = &document.blocks[0] else { panic!("{document:?}") };
    let shown = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| (document.str(&cell.text), cell.doubt));
    let stored = Some(Doubt::Stored);
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("一", None),
            ("0.3", None),
            ("1631.63万元", None),
            ("14", None),
            ("共²", Some(Doubt::Raised)),
            ("14", stored),
            ("5", Some(Doubt::Struck)),
            ("", Some(Doubt::Formula)),
            ("#REF!", None),
            ("文", None),
            ("45658", stored),
            ("TRUE", None),
        ]
    );
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    assert_refused(read(bytes), expected);
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let one = |rows: &str, after: &str| workbook(&[("", sheet(rows, after))], "", "");
    let wide: String = (1..20).map(|at| row(at, &[("A", "1"), ("XFD", "1")])).collect();
    refused(&one(&wide, ""), "table cells");
    let far = [row(1, &[("A", "1"), ("B", "1")]), row(1_048_576, &[("A", "1")])].concat();
    let merged = r#"<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>"#;
    refused(&one(&far, merged), "table cells");
    let strings = format!("<si><t>{}</t></si>", "字".repeat(100_000));
    let rows = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(100));
    refused(&workbook(&[("", sheet(&rows, ""))], &strings, ""), "length of the text");
    let hidden = r#"<cols><col min="1" max="4294967295" hidden="1"/></cols>"#;
    let all = format!("{hidden}{}", sheet(&row(1, &[("A", "1")]), ""));
    assert!(read(&workbook(&[("", all)], "", "")).unwrap().blocks.is_empty());
}

#[test]
fn what_is_no_workbook_of_this_sort_says_so() {
    let binary = zipped(CompressionMethod::Stored, [("xl/workbook.bin", &b""[..])]);
    refused(&binary, "另存为 .xlsx");
    let whole = workbook(&[("", sheet("", ""))], "", "");
    refused(&whole[..whole.len() - 30], "the zip container is incomplete");
}

/// Rows with one of everything.
fn rich() -> String {
    let rows = [
        row(1, &[("A", "二、主动公开情况")]),
        row(2, &[("A", "结果"), ("C", "总计")]),
        row(3, &[("C", "1")]),
    ];
    let merged = r#"<mergeCells><mergeCell ref="A2:B3"/></mergeCells>"#;
    format!(r#"<cols><col min="4" max="4" hidden="1"/></cols>{}"#, sheet(&rows.concat(), merged))
}

/// Damaged files, of which GOUJI_DAMAGED says how many.
#[test]
fn no_damage_ends_in_a_panic() {
    damaged(&workbook(&[("", rich())], "<si><t>一</t></si>", ""), |bytes| {
        if let Ok(document) = read(bytes) {
            assert_sound(&document);
        }
    });
}

proptest! {
    #[test]
    fn no_change_of_the_xml_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..6),
    ) {
        let mut xml = rich();
        for (from, to, how) in changes {
            disturb(&mut xml, from, to, how);
        }
        if let Ok(document) = read(&workbook(&[("", xml)], "", "")) {
            assert_sound(&document);
        }
    }
}
