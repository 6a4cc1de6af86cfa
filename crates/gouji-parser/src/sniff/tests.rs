use super::{Format, sniff};

fn check(bytes: impl AsRef<[u8]>, expected: Format) {
    let bytes = bytes.as_ref();
    assert_eq!(
        sniff(bytes),
        expected,
        "{}",
        String::from_utf8_lossy(&bytes[..bytes.len().min(40)])
    );
}

/// A stored zip entry: local header, name, content.
fn entry(name: &str, content: &[u8]) -> Vec<u8> {
    let size = (content.len() as u32).to_le_bytes();
    let length = (name.len() as u16).to_le_bytes();
    [b"PK\x03\x04", &[0; 14][..], &size, &size, &length, &[0; 2], name.as_bytes(), content].concat()
}

/// An OLE2 container with one directory entry.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(1024 + 64, 0);
    bytes.extend((2 * stream.len() as u16 + 2).to_le_bytes());
    bytes
}

#[test]
fn archives_are_told_by_the_parts_in_them() {
    let types = entry("[Content_Types].xml", b"<Types/>");
    let with = |name: &str| [types.clone(), entry(name, b"")].concat();
    check(with("word/document.xml"), Format::Docx);
    check(with("xl/workbook.xml"), Format::Xlsx);
    check(with("ppt/presentation.xml"), Format::Pptx);
    check(entry("mimetype", b"application/vnd.oasis.opendocument.text"), Format::Odt);
    check(entry("OFD.xml", b""), Format::Ofd);
    check(entry("年报.docx", &with("word/document.xml")), Format::Zip);
    check(b"PK\x05\x06", Format::Zip);
    check(b"PK\x03\x04", Format::Zip);
}

#[test]
fn compound_files_are_told_by_their_streams() {
    check(compound("WordDocument"), Format::Doc);
    check(compound("Workbook"), Format::Xls);
    check(compound("Book"), Format::OldWorkbook);
    check(compound("EncryptedPackage"), Format::Encrypted);
    check(compound("MatOST"), Format::Wps);
    check(&compound("WordDocument")[..1040], Format::Wps);
}

#[test]
fn other_kinds_are_told_by_their_first_bytes() {
    check(b"\x89PNG\r\n\x1A\n...", Format::Image);
    check(b"\xFF\xD8\xFF\xE0", Format::Image);
    check(b"Rar!\x1A\x07\x01\0", Format::Archive);
    check(b"7z\xBC\xAF\x27\x1C\0\x04", Format::Archive);
    check(b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Format::Image);
    check("BM 部门年报", Format::Text);
    check(b"\xEF\xBB\xBF%PDF-1.7", Format::Pdf);
    check(b"\xFF\xFE\0\0\x2E\x51\0\0", Format::Utf32);
    check(b"\0\0\xFE\xFF\0\0\x51\x2E", Format::Utf32);
    check(b"\xFF\xFE\x2E\x51", Format::Text);
    check(br"{\rtf1\ansi", Format::Rtf);
    check("MIME-Version: 1.0\r\nContent-Type: multipart/related", Format::Mhtml);
    check(r#"<?xml version="1.0"?><?mso-application progid="Word.Document"?>"#, Format::WordXml);
}

#[test]
fn pages_are_html_and_the_rest_is_text() {
    check("\u{FEFF}\n<!DOCTYPE HTML><title>年报</title>", Format::Html);
    check("<!-- 模板 --><TABLE><tr>", Format::Html);
    check(r#"<?xml version="1.0"?><html xmlns="x">"#, Format::Html);
    check("<p>一、总体情况</p>", Format::Html);
    check("<注>一、总体情况", Format::Text);
    check("一、总体情况 <p>", Format::Text);
    check("", Format::Text);
}

#[test]
fn what_is_not_read_is_refused_with_advice_in_both_languages() {
    let error = |bytes: &[u8]| crate::read(bytes, "年报.docx").unwrap_err().to_string();
    insta::assert_snapshot!(error(&compound("MatOST")), @"旧版 Office 或 WPS 文件（.wps 等）不能直接检查：请用 Word 或 WPS 打开，另存为 .docx 后再检查 / an old Office or WPS file (.wps) cannot be checked: open it in Word or WPS and save it as .docx");
    insta::assert_snapshot!(error(b"%PDF-1.7"), @"PDF 文件不能直接检查：读 PDF 要用带 pdf 功能的 gouji（安装时加 --features full），或检查生成它的 .docx 原稿 / a PDF file cannot be checked: it takes a gouji with the feature pdf (install it with --features full); or check the .docx that it was made from");
    let page = error(b"MIME-Version: 1.0\r\n\r\n");
    assert!(page.contains("请用浏览器打开，另存为“网页，仅 HTML”"), "{page}");
    let bytes = [0xFF; 8];
    assert!(error(&bytes).contains("编码选 UTF-8") && error(&bytes).contains("as UTF-8"));
    for bytes in [&compound("Book")[..], &entry("OFD.xml", b""), b"\x89PNG\r\n\x1A\n", br"{\rtf1"] {
        let error = error(bytes);
        let (chinese, english) = error.split_once(" / ").expect("two halves");
        assert!(chinese.contains("不能直接检查：") && english.is_ascii(), "{error}");
    }
}
