//! Small workbooks built in memory, record by record.

use std::io::{Cursor, Write as _};

use super::read;
use crate::{
    Block, Doubt, NoteKind,
    flow::testing::{assert_refused, assert_sound, damaged, show},
};

/// A record.
fn record(sort: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [&sort.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), &data].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text with a length and a flag, wide.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&shorts(&[units.len() as u16])[..], &[1], &shorts(&units)].concat()
}

fn begin(sort: u16) -> Vec<u8> {
    record(0x0809, &[&shorts(&[0x0600, sort]), &[0; 12]])
}

/// A cell of a shared text, of a number in 64 bits, of a record of another sort.
fn shared(row: u16, column: u16, text: u32) -> Vec<u8> {
    record(0x00FD, &[&shorts(&[row, column, 0]), &text.to_le_bytes()])
}

fn long(row: u16, column: u16, style: u16, bits: u64) -> Vec<u8> {
    record(0x0203, &[&shorts(&[row, column, style]), &bits.to_le_bytes()])
}

fn short(row: u16, column: u16, stored: u32) -> Vec<u8> {
    record(0x027E, &[&shorts(&[row, column, 0]), &stored.to_le_bytes()])
}

fn formula(row: u16, column: u16, result: [u8; 8]) -> Vec<u8> {
    record(0x0006, &[&shorts(&[row, column, 0]), &result, &[0; 8]])
}

fn merged(areas: &[[u16; 4]]) -> Vec<u8> {
    let areas: Vec<u8> = areas.iter().flat_map(|area| shorts(area)).collect();
    record(0x00E5, &[&shorts(&[(areas.len() / 8) as u16]), &areas])
}

/// The shared texts in one record.
fn texts(texts: &[&str]) -> Vec<u8> {
    let count = (texts.len() as u32).to_le_bytes();
    let texts: Vec<u8> = texts.iter().flat_map(|text| wide(text)).collect();
    record(0x00FC, &[&count, &count, &texts])
}

/// A file of a stream of that name.
fn file(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A workbook of these records before the sheets, and of sheets: their state, what they are, their records.
fn stream(globals: &[Vec<u8>], sheets: &[(u8, u16, Vec<Vec<u8>>)]) -> Vec<u8> {
    let end = || record(0x000A, &[]);
    let sheets: Vec<(u8, Vec<u8>)> = sheets
        .iter()
        .map(|(state, sort, records)| (*state, [begin(*sort), records.concat(), end()].concat()))
        .collect();
    let named = |state: u8, at: usize| {
        record(0x0085, &[&(at as u32).to_le_bytes(), &[state, 0, 1, 0], "a".as_bytes()])
    };
    let head = [begin(0x0005), globals.concat()].concat();
    let mut at = head.len() + named(0, 0).len() * sheets.len() + end().len();
    let mut listed = Vec::new();
    for (state, sheet) in &sheets {
        listed.extend(named(*state, at));
        at += sheet.len();
    }
    let sheets = sheets.into_iter().flat_map(|(_, sheet)| sheet);
    [head, listed, end()].concat().into_iter().chain(sheets).collect()
}

fn workbook(globals: &[Vec<u8>], sheets: &[(u8, u16, Vec<Vec<u8>>)]) -> Vec<u8> {
    file("Workbook", &stream(globals, sheets))
}

const SHOWN: (u8, u16) = (0, 0x0010);

/// What one sheet of these records is read to, but for the note that the text was not checked.
#[track_caller]
fn check(globals: &[Vec<u8>], records: &[Vec<u8>], expected: &str) {
    let bytes = workbook(globals, &[(SHOWN.0, SHOWN.1, records.to_vec())]);
    let mut document = crate::read(&bytes, "年报.xls").unwrap();
    assert_sound(&document);
    assert!(matches!(document.notes.remove(0).kind, NoteKind::TablesOnly(_)));
    assert_eq!(show(&document), expected);
}

#[test]
fn cells_are_read_with_what_is_merged() {
    let texts = texts(&["二、主动公开情况", "结果", "总计", "甲"]);
    let cells = [
        shared(0, 0, 0),
        shared(1, 0, 1),
        shared(1, 2, 2),
        short(2, 2, 3 << 2 | 2),
        shared(3, 0, 3),
        // three numbers side by side, of which the first two are covered
        record(
            0x00BD,
            &[
                &shorts(&[3, 1, 0]),
                &2_u32.to_le_bytes(),
                &[0; 2],
                &(14 << 2 | 2_u32).to_le_bytes(),
                &shorts(&[2]),
            ],
        ),
        merged(&[[1, 2, 0, 1], [3, 3, 0, 1]]),
    ];
    check(
        &[texts],
        &cells,
        "#1 二、主动公开情况\ntable\n|0w2h2 结果|2 总计|\n|2 3|\n|0w2 甲|2 14|",
    );
}

#[test]
fn what_is_hidden_is_left_out() {
    let texts = texts(&["甲", "藏", "乙"]);
    let cells = [
        record(0x007D, &[&shorts(&[1, 1, 0, 0, 1, 0])]),
        record(0x0208, &[&shorts(&[1, 0, 0, 0, 0, 0, 0x20, 0])]),
        shared(0, 0, 0),
        shared(0, 1, 1),
        shared(0, 2, 2),
        shared(1, 0, 1),
        short(2, 0, 2 << 2 | 2),
        short(2, 2, 3 << 2 | 2),
    ];
    let sheets = [
        (1, SHOWN.1, vec![shared(0, 0, 1)]),
        (0, 0x0020, vec![shared(0, 0, 1)]),
        (0, SHOWN.1, cells.to_vec()),
    ];
    let document = read(&workbook(&[texts], &sheets)).unwrap();
    assert_eq!(document.source.text(), "甲\t乙\n2\t3\n");
}

/// The figures of cells, each with its doubt.
fn figures(globals: &[Vec<u8>], records: &[Vec<u8>]) -> Vec<(String, Option<Doubt>)> {
    let document = read(&workbook(globals, &[(SHOWN.0, SHOWN.1, records.to_vec())])).unwrap();
    assert_sound(&document);
    let Block::Table(table) = &document.blocks[0] else { panic!("{document:?}") };
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.map(|cell| (document.str(&cell.text).to_owned(), cell.doubt)).collect()
}

#[test]
fn numbers_are_those_that_are_shown_and_of_formulas_the_results() {
    let font = |flags: u16| record(0x0031, &[&shorts(&[200, flags, 0, 400, 0]), &[0; 6]]);
    let style = |font: u16, format: u16| record(0x00E0, &[&shorts(&[font, format]), &[0; 16]]);
    let globals = [
        // the font after the fourth is number 5
        [font(0), font(0), font(0), font(0), font(8)].concat(),
        record(0x041E, &[&shorts(&[176]), &wide("0.00\"万元\"")]),
        [style(0, 0), style(0, 176), style(0, 1), style(5, 0), style(0, 14)].concat(),
    ];
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let of = |sort: u8, value: u8| [sort, 0, value, 0, 0, 0, 0xFF, 0xFF];
    let rows = [
        long(0, 0, 0, 0x3FD3_3333_3333_3334),
        long(0, 1, 1, 0x4099_7E85_1EB8_51EC),
        long(0, 2, 2, 0x402C_CCCC_CCCC_CCCD),
        long(0, 3, 3, 0x4014_0000_0000_0000),
        long(1, 0, 4, 0x40E6_4B40_0000_0000),
        // a hundredth of 163163, half of a number in 64 bits, and a hundredth of that
        short(1, 1, 163_163 << 2 | 3),
        short(1, 2, 0x3FF8_0000),
        short(1, 3, 0x406F_4001),
        formula(2, 0, 0x402C_0000_0000_0000_u64.to_le_bytes()),
        formula(2, 1, text),
        record(0x0207, &[&wide("文")]),
        formula(2, 2, of(1, 1)),
        formula(2, 3, of(2, 0x17)),
        formula(3, 0, of(3, 0)),
        shared(3, 1, 9),
        record(0x0205, &[&shorts(&[3, 2, 0]), &[0, 0]]),
        record(0x0204, &[&shorts(&[3, 3, 0]), &[2, 0, 0, b'a', b'b']]),
    ];
    let stored = Some(Doubt::Stored);
    let expected = [
        ("0.3", None),
        ("1631.63万元", None),
        ("14", stored),
        ("5", Some(Doubt::Struck)),
        ("45658", stored),
        ("1631.63", None),
        ("1.5", None),
        ("2.5", None),
        ("14", None),
        ("文", None),
        ("TRUE", None),
        ("#REF!", None),
        ("", Some(Doubt::Formula)),
        ("", Some(Doubt::Unread)),
        ("FALSE", None),
        ("ab", None),
    ];
    let expected = expected.map(|(text, doubt)| (text.to_owned(), doubt));
    assert_eq!(figures(&globals, &rows), expected);
}

#[test]
fn shared_texts_go_on_over_records_and_have_fonts() {
    let raised = record(0x0031, &[&shorts(&[200, 0, 0, 400, 1]), &[0; 6]]);
    let head = [&2_u32.to_le_bytes()[..], &2_u32.to_le_bytes()].concat();
    // 行政许可 is cut after two characters, and goes on in bytes; 共2 has a font for its figure and more behind it
    let first = [&shorts(&[4])[..], &[1], &shorts(&[0x884C, 0x653F])].concat();
    let second = [
        &[0][..],
        b"ab",
        &shorts(&[2]),
        &[0xD],
        &shorts(&[1]),
        &3_u32.to_le_bytes(),
        &shorts(&[0x5171, u16::from(b'2'), 1, 1]),
        &[9; 3],
    ];
    let globals = [
        record(0x0031, &[&[0; 16]]),
        raised,
        record(0x00FC, &[&head, &first]),
        record(0x003C, &second),
    ];
    let cells = [shared(0, 0, 0), shared(0, 1, 1)];
    let expected = [("行政ab".to_owned(), None), ("共²".to_owned(), Some(Doubt::Raised))];
    assert_eq!(figures(&globals, &cells), expected);
}

#[test]
fn cells_of_an_embedded_chart_are_none_of_the_sheet() {
    let chart = [begin(0x0020), short(0, 0, 7 << 2 | 2), record(0x000A, &[])].concat();
    let cells = [short(0, 0, 1 << 2 | 2), chart, short(0, 1, 2 << 2 | 2)];
    check(&[], &cells, "table\n|0 1|1 2|");
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    assert_refused(read(bytes), expected);
}

#[test]
fn what_is_no_workbook_of_this_sort_says_so() {
    let old = [&shorts(&[0x0809, 4, 0x0500, 5])[..]].concat();
    refused(&file("Workbook", &old), "Excel 95");
    refused(&workbook(&[record(0x002F, &[&[0; 6]])], &[]), "加了密码");
    refused(&file("Other", &old), "stream Workbook");
    refused(&file("Workbook", &[0; 8]), "no beginning");
    let whole = stream(&[], &[(0, SHOWN.1, vec![short(0, 0, 6)])]);
    refused(&file("Workbook", &whole[..whole.len() - 4]), "incomplete");
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let one = |records: Vec<Vec<u8>>| {
        workbook(&[texts(&[&"字".repeat(30_000)])], &[(0, SHOWN.1, records)])
    };
    refused(&one((0..100).map(|row| shared(row, 0, 0)).collect()), "length of the text");
    let wide = (0..20).flat_map(|row| [short(row, 0, 6), short(row, 16_000, 6)]);
    refused(&one(wide.collect()), "table cells");
    refused(&one(vec![record(0x00FF, &[]); 1_000_000]), "records of the workbook");
    refused(&file("Workbook", &vec![0; 33 << 20]), "size of one part");
}

/// Damaged files, of which GOUJI_DAMAGED says how many.
#[test]
fn no_damage_ends_in_a_panic() {
    let cells =
        vec![shared(0, 0, 0), short(1, 0, 6), formula(1, 1, [0; 8]), merged(&[[0, 0, 0, 1]])];
    let font = record(0x0031, &[&[0; 16]]);
    let globals = [font, record(0x00E0, &[&[0; 20]]), texts(&["一", "二"])];
    damaged(&workbook(&globals, &[(0, SHOWN.1, cells)]), |bytes| {
        if let Ok(document) = read(bytes) {
            assert_sound(&document);
        }
    });
}
