mod corpus;
mod damage;
mod draw;

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};
use gouji_parser::DrawnCells;

use self::draw::{Draw, hex, table, text};

/// What is read of a file: the text of its view, notes with their page, or why it is refused.
fn shown(bytes: &[u8]) -> String {
    match super::read(bytes, "年报.pdf") {
        Ok(document) => {
            let drawn = DrawnCells::of(&document);
            let notes = document.notes.iter().map(|note| {
                let page = drawn.page(note.span).expect("a PDF has pages");
                format!("! page {page}: {:?}", note.kind)
            });
            let text = document.source.text().trim_end();
            [text.to_owned()].into_iter().chain(notes).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("refused: {error}"),
    }
}

#[track_caller]
fn check(draw: Draw, expected: &str) {
    assert_eq!(shown(&draw.bytes()), expected);
}

/// A report of a heading and a table.
fn report() -> Draw {
    let rows = [["规章", "3"], ["行政许可", "14"]];
    Draw::new().page(&(text(100, 740, "二、主动公开政府信息情况") + &table(700, &rows)))
}

#[test]
fn text_and_ruled_tables_are_read() {
    check(report(), "二、主动公开政府信息情况\n规章\t3\n行政许可\t14");
}

#[test]
fn other_files_are_read_as_the_parser_reads_them() {
    assert_eq!(shown("一、总体情况".as_bytes()), "一、总体情况");
    assert!(shown(b"{\\rtf1}").starts_with("refused: RTF"));
}

#[test]
fn every_operator_of_text_has_its_effect() {
    let line =
        |operators: &str| Draw::new().page(&format!("BT /F2 10 Tf 100 600 Td {operators} ET"));
    check(line("(14) Tj"), "14");
    check(line("(1) Tj 20 0 Td (4) Tj"), "1 4");
    check(line("[(1) -2 (4)] TJ"), "14");
    check(line("[(1) -2000 (4)] TJ"), "1 4");
    check(line("20 Tc (14) Tj"), "1 4");
    check(line("20 Tw (1 4) Tj"), "1 4");
    check(line("20 TL (1) Tj T* (4) Tj (3) '"), "1\n4\n3");
    check(line("(1) Tj 0 -20 TD (4) Tj T* (3) Tj 0 0 (2) \""), "1\n4\n3\n2");
    check(line("300 Tz (14) Tj"), "14");
    check(line("(1) Tj 0 Ts (4) Tj"), "14");
    check(line("(1) Tj 3 Tr (4) Tj 0 Tr"), "1");
    check(line("/F4 10 Tf <00010002> Tj"), "规章");
    check(line("2 0 0 2 100 600 Tm (14) Tj"), "14");
}

#[test]
fn forms_turned_pages_and_states_are_followed() {
    let mut draw = Draw::new();
    let form = draw.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 -100]",
        &text(100, 760, "表里的字"),
    );
    draw.resources = format!("/XObject << /X {form} 0 R >>");
    let content = format!("q 1 0 0 1 0 50 cm /X Do Q {}", text(100, 680, "下面的字"));
    check(draw.page(&content), "表里的字\n下面的字");

    let mut draw = Draw::new();
    draw.page = "/Rotate 90".to_owned();
    let turned = |x: i32, y: i32, word: &str| {
        text(0, 0, word).replace("1 0 0 1 0 0 Tm", &format!("0 1 -1 0 {x} {y} Tm"))
    };
    check(
        draw.page(&(turned(100, 300, "第一行。") + &turned(200, 300, "第二行。"))),
        "第一行。\n第二行。",
    );
}

#[test]
fn what_the_file_marks_as_no_text_is_left_out() {
    let marked =
        |mark: &str| format!("{mark} {} EMC {}", text(100, 780, "页眉"), text(100, 700, "正文。"));
    check(Draw::new().page(&marked("/Artifact << /Type /Pagination >> BDC")), "正文。");
    check(Draw::new().page(&marked("/Artifact BMC")), "正文。");
    check(Draw::new().page(&marked("/P << /MCID 0 >> BDC")), "页眉\n正文。");

    let mut draw = Draw::new();
    let off = draw.object("<< /Type /OCG /Name (off) >>");
    let on = draw.object("<< /Type /OCG /Name (on) >>");
    draw.root = format!("/OCProperties << /OCGs [{off} 0 R {on} 0 R] /D << /OFF [{off} 0 R] >> >>");
    draw.resources = format!("/Properties << /Off {off} 0 R /On {on} 0 R >>");
    let content = marked("/OC /Off BDC") + &marked("/OC /On BDC").replace("700 Tm", "600 Tm");
    check(draw.page(&content), "页眉\n正文。\n正文。");
}

#[test]
fn a_watermark_is_left_out_and_a_turned_line_is_told() {
    let matrix = |matrix: &str| {
        let word = text(300, 400, "征求意见").replace("1 0 0 1", matrix);
        Draw::new().page(&(word + &text(100, 700, "正文。")))
    };
    check(matrix("0.7 0.7 -0.7 0.7"), "正文。");
    assert!(shown(&matrix("0 1 -1 0").bytes()).contains("横着或倒着的文字"));
    assert!(shown(&matrix("-1 0 0 -1").bytes()).contains("横着或倒着的文字"));
}

#[test]
fn a_scan_is_refused_whatever_was_recognised_in_it() {
    let image = "600 0 0 800 0 0 cm /X Do";
    let scan = |before: &str, after: &str| {
        let mut draw = Draw::new();
        let x = draw.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", "");
        draw.resources = format!("/XObject << /X {x} 0 R >>");
        shown(&draw.page(&format!("{before} q {image} Q {after}")).bytes())
    };
    let refused =
        "refused: 扫描成图片的 PDF 文件不能直接检查：其中没有文字，请检查生成它的 .docx 原稿";
    let word = text(100, 700, "认出来的字。");
    for scan in [scan("", ""), scan("", &format!("3 Tr {word}")), scan(&word, "")] {
        assert!(scan.starts_with(refused), "{scan}");
    }
    // a letterhead below the text
    assert!(scan("", &word).trim_start().starts_with("认出来的字。"));
    assert!(shown(&Draw::new().page("").bytes()).starts_with("refused: 没有文字的 PDF"));
}

#[test]
fn characters_without_a_meaning_are_never_guessed() {
    let unknown = "BT /F3 10 Tf 100 600 Td <00010002> Tj ET";
    let all = shown(&Draw::new().page(unknown).bytes());
    assert!(all.starts_with("refused: 字体没有文字编码的 PDF 文件"), "{all}");
    let some = Draw::new().page(&(text(100, 700, "本年度的工作按照要求完成。") + unknown));
    let some = shown(&some.bytes());
    assert!(some.starts_with("本年度的工作按照要求完成。\n! page 1: Unread"), "{some}");
    // so it is where the font itself is broken
    let broken = unknown.replace("/F3", "/F9");
    let some = Draw::new().page(&(text(100, 700, "本年度的工作按照要求完成。") + &broken));
    assert!(shown(&some.bytes()).contains("! page 1: Unread"));
}

/// Files that qpdf made of [`report`]: with a password to open it, and with one to change it.
const LOCKED: &[u8] = include_bytes!("password.pdf");
const OWNER: &[u8] = include_bytes!("owner.pdf");

#[test]
fn a_password_is_told_and_an_owners_lock_is_none() {
    assert!(shown(LOCKED).starts_with("refused: 加了密码的 PDF 文件不能直接检查"));
    assert_eq!(shown(OWNER), "二、主动公开政府信息情况\n规章\t3\n行政许可\t14");
}

#[test]
fn what_is_no_pdf_inside_is_damaged() {
    assert!(shown(b"%PDF-1.7\nnothing").starts_with("refused: 文件损坏：PDF 的结构读不出来"));
}

/// A stream of zeros, deflated so many times.
fn bomb(size: usize, times: u32) -> String {
    let deflate = |data: Vec<u8>| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&data).and_then(|()| encoder.finish()).expect("memory can be written")
    };
    let data = (0..times).fold(vec![b' '; size], |data, _| deflate(data));
    hex(&data) + ">"
}

#[test]
fn hostile_files_end_at_a_limit() {
    let refused = |draw: Draw, what: &str| {
        let shown = shown(&draw.bytes());
        let limit = format!("refused: 文件超出读取上限（{what}）");
        assert!(shown.starts_with(&limit), "{shown}");
    };
    let pages = (0..1001).fold(Draw::new(), |draw, _| draw.page_of(7));
    refused(pages, "PDF 页数");
    refused(Draw::new().page(&"q ".repeat(100)), "PDF 的嵌套层数");
    refused(Draw::new().page(&"n ".repeat(3_100_000)), "PDF 的绘制步数");

    // each form draws the next twice
    let mut draw = Draw::new();
    for _ in 0..40 {
        let next = draw.count() + 2;
        draw.stream(
            &format!("/Subtype /Form /Resources << /XObject << /X {next} 0 R >> >>"),
            "/X Do /X Do",
        );
    }
    let last = draw.stream("/Subtype /Form", "n");
    draw.resources = format!("/XObject << /X {} 0 R >>", last - 40);
    refused(draw.page("/X Do"), "PDF 的绘制步数");

    let mut draw = Draw::new();
    let (mut fonts, mut operators) = (String::new(), String::new());
    for at in 0..2001 {
        let font = draw.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        fonts += &format!("/A{at} {font} 0 R ");
        operators += &format!("/A{at} 1 Tf ");
    }
    let form =
        draw.stream(&format!("/Subtype /Form /Resources << /Font << {fonts} >> >>"), &operators);
    draw.resources = format!("/XObject << /X {form} 0 R >>");
    refused(draw.page("/X Do"), "PDF 字体数");

    // small enough each time, and too much in all
    let mut draw = Draw::new();
    let filters = "/Filter [/ASCIIHexDecode /FlateDecode]";
    let form = draw.stream(&format!("/Subtype /Form {filters}"), &bomb(3 << 20, 1));
    draw.resources = format!("/XObject << /X {form} 0 R >>");
    refused(draw.page(&"/X Do ".repeat(10)), "PDF 数据解压后的大小");

    for (filters, bytes) in [
        ("[/ASCIIHexDecode /FlateDecode]", bomb(40 << 20, 1)),
        ("[/ASCIIHexDecode /FlateDecode /FlateDecode]", bomb(1 << 20, 2)),
    ] {
        let mut draw = Draw::new();
        let content = draw.stream(&format!("/Filter {filters}"), &bytes);
        refused(draw.page_of(content), "PDF 数据解压后的大小");
    }
}
