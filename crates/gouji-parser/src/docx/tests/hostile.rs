//! Broken and hostile files end in an error that names what is wrong.

use proptest::prelude::*;
use zip::CompressionMethod;

use super::{Docx, W, assert_sound, p, read, tbl, tc, tr, zipped};
use crate::{ReadError, flow::testing::disturb};

#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    let found = match read(bytes) {
        Ok(document) => format!("{} blocks", document.blocks.len()),
        Err(ReadError::Limit(limit)) => limit.en.to_owned(),
        Err(ReadError::Damaged { english, .. }) => english.to_owned(),
        Err(other) => other.to_string(),
    };
    assert_eq!(found, expected);
}

fn document(body: &str) -> Vec<u8> {
    Docx::body(body).bytes()
}

/// A file of one part.
fn part(name: &str, content: &[u8]) -> Vec<u8> {
    zipped(CompressionMethod::Stored, [(name, content)])
}

/// Changes the declared inflated size of the first entry, in both headers.
fn declare(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[22..26].copy_from_slice(&size.to_le_bytes());
    bytes[central + 24..central + 28].copy_from_slice(&size.to_le_bytes());
    bytes
}

#[test]
fn bombs_are_refused_by_their_declared_size_by_their_ratio_and_by_what_comes_out() {
    let spaces = " ".repeat(33 << 20);
    let bomb = |length: usize| {
        zipped(CompressionMethod::Deflated, [("word/document.xml", &spaces.as_bytes()[..length])])
    };
    check(&bomb(33 << 20), "size of one part");
    check(&bomb(2 << 20), "compression ratio");
    check(&declare(bomb(33 << 20), 1000), "a part cannot be decompressed");
    let core = Docx::body("").raw("docProps/core.xml", &spaces[..33 << 20]);
    check(&core.bytes(), "size of one part");
    let docx = ["footnotes", "endnotes", "comments"]
        .into_iter()
        .fold(Docx::body(""), |docx, sort| docx.part(sort, "w", &spaces[..22 << 20]));
    check(&docx.bytes(), "size of all parts");
}

#[test]
fn too_many_entries_are_refused_before_they_are_read() {
    let claim = b"PK\x05\x06\0\0\0\0\x11\x27\x11\x27\0\0\0\0\0\0\0\0\0\0";
    check(&[&document("")[..], claim].concat(), "entries of the archive");
    let fields = [0x2C_u64, 0x2D_002D, 0, 0x3B9A_CA00, 0x3B9A_CA00, 0x3B9A_CA00, 0];
    let claim: Vec<u8> = fields.iter().flat_map(|field| field.to_le_bytes()).collect();
    check(&[&document("")[..], b"PK\x06\x06", &claim].concat(), "entries of the archive");
}

#[test]
fn a_doctype_is_refused_in_any_part_and_no_entity_is_expanded() {
    let entity = r#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>"#;
    let body = format!("<w:document {W}><w:body>{}</w:body></w:document>", p("&x;"));
    let refused = "a part has a DOCTYPE, which such files must not have";
    check(&Docx::default().raw("word/document.xml", &format!("{entity}{body}")).bytes(), refused);
    let mut docx = Docx::body(r#"<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>"#)
        .part("styles", "styles", "");
    docx.parts[1].1.insert_str(0, entity);
    check(&docx.bytes(), refused);
    check(&document(&p("&x;")), "a part is no well-formed XML");
}

#[test]
fn deep_wide_and_long_parts_are_refused() {
    let nested = |depth: usize| "<w:tbl><w:tr><w:tc>".repeat(depth);
    check(&document(&nested(900_000)), "nesting of a part");
    check(&document(&"<w:p/>".repeat(500_001)), "tags of a part");
    check(&document(&tbl(&format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(200_001)))), "table cells");
    let closed = |depth: usize| nested(depth) + &p("底") + &"</w:tc></w:tr></w:tbl>".repeat(depth);
    check(&document(&closed(83)), "1 blocks");
    let boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:pict><w:txbxContent>".repeat(41);
    let unboxed =
        "</w:txbxContent></w:pict></mc:Choice></mc:AlternateContent></w:r></w:p>".repeat(41);
    check(&document(&(boxed + &p("底") + &unboxed)), "1 blocks");
    let attributes = " a=\"\"".repeat(100_000);
    check(&document(&format!("<w:p{attributes}/>{}", p("文"))), "1 blocks");
}

#[test]
fn numbers_as_long_as_a_file_are_cut() {
    let text = "%1".repeat(100_000);
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    );
    let item = r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    let document = Docx::body(item).part("numbering", "numbering", &numbering).read().unwrap();
    assert_eq!(document.source.text().trim_end().len(), 64);
}

#[test]
fn a_cut_file_is_said_to_be_cut() {
    let whole = document(&p("正文"));
    for length in (0..whole.len()).step_by(7) {
        check(&whole[..length], "the zip container is incomplete");
    }
    check(&part("word/other.xml", &b""[..]), "the main part word/document.xml is missing");
    check(
        &Docx::default().raw("word/document.xml", "<w:document><w:body>").bytes(),
        "a part is no well-formed XML",
    );
    check(&part("word/document.xml", &b"<w>\xD0\xC2</w>"[..]), "a part is not UTF-8");
}

/// One of everything.
pub(super) fn rich() -> Docx {
    let merged = tc(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, &p("结果"));
    let rows = format!(
        "<w:tr>{merged}</w:tr><w:tr>{}</w:tr>{}",
        tc("<w:vMerge/>", "<w:p/>"),
        tr(&["规章", "3"])
    );
    let item = r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:t>总体</w:t><w:br/></w:r></w:ins></w:p>"#;
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    Docx::body(&[item, &p("情况"), field, &tbl(&(rows.clone() + &tr(&["外"]))), &tbl(&format!("<w:tr>{}</w:tr>", tc("", &tbl(&rows))))].concat())
        .part("styles", "styles", r#"<w:style w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>"#)
        .part("numbering", "numbering", r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#)
        .part("footnotes", "footnotes", &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("注")))
}

proptest! {
    #[test]
    fn no_change_of_the_files_bytes_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = rich().bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = read(&bytes) {
            assert_sound(&document);
        }
    }

    /// Tags are taken out, doubled and exchanged, so that the XML stays readable for longer.
    #[test]
    fn no_change_of_the_xml_ends_in_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..3), 1..6),
    ) {
        let mut docx = rich();
        for (part, (from, to, how)) in (0..4).cycle().zip(changes) {
            disturb(&mut docx.parts[part].1, from, to, how);
        }
        if let Ok(document) = docx.read() {
            assert_sound(&document);
        }
    }
}
