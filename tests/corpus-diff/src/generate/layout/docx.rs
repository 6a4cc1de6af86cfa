//! Word.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::generate::grid::{Grid, Slot};
use crate::generate::model::{Model, Piece};

const MEMORY: &str = "an archive in memory can be written";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

pub(super) fn document(model: &Model) -> Vec<u8> {
    let body: String = model
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Title(text) | Piece::Paragraph(text) => paragraph(text),
            Piece::Heading(text) | Piece::Caption(text) => paragraph(text),
            Piece::Table(grid) => table(grid),
        })
        .collect();
    file(&body, CompressionMethod::Deflated)
}

/// A Word file with this body.
pub(super) fn file(body: &str, method: CompressionMethod) -> Vec<u8> {
    let document =
        format!(r#"<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &document),
    ];
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, options).expect(MEMORY);
        writer.write_all(content.as_bytes()).expect(MEMORY);
    }
    writer.finish().expect(MEMORY).into_inner()
}

/// A paragraph whose text is cut into two runs, as Word does at every edit.
fn paragraph(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let cut = text.char_indices().nth(middle).map_or(0, |(at, _)| at);
    let (head, tail) = text.split_at(cut);
    let run = |text| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    format!("<w:p>{}{}</w:p>", run(head), run(tail))
}

fn table(grid: &Grid) -> String {
    let rows: String = grid
        .slots()
        .into_iter()
        .map(|row| format!("<w:tr>{}</w:tr>", row.into_iter().map(cell).collect::<String>()))
        .collect();
    let columns = r#"<w:gridCol w:w="800"/>"#.repeat(grid.width);
    format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>")
}

fn cell(slot: Slot<'_>) -> String {
    let merged = slot.merged();
    let wide = match merged.width {
        1 => String::new(),
        width => format!(r#"<w:gridSpan w:val="{width}"/>"#),
    };
    let (high, content) = match slot {
        Slot::GoesOn(_) => ("<w:vMerge/>", "<w:p/>".to_owned()),
        Slot::Begins(_) if merged.height > 1 => {
            (r#"<w:vMerge w:val="restart"/>"#, paragraph(&merged.text))
        }
        Slot::Begins(_) => ("", paragraph(&merged.text)),
    };
    format!("<w:tc><w:tcPr>{wide}{high}</w:tcPr>{content}</w:tc>")
}
