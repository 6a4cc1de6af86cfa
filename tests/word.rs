//! Small .docx files built in memory.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The namespace of a .docx's elements.
pub(crate) const W: &str =
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// A zip archive.
pub(crate) fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A .docx with that inside of `w:body`.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    zipped([("word/document.xml", document.as_bytes())])
}

/// A paragraph.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A .docx of a Markdown report whose tables have bars on both sides.
pub(crate) fn from_markdown(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in text.lines().filter(|line| !line.starts_with("| ---")) {
        let row = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |"));
        let end = if body.ends_with("</w:tbl>") { body.len() - "</w:tbl>".len() } else { 0 };
        match row {
            Some(row) => {
                let cell = |text| format!("<w:tc>{}</w:tc>", p(text));
                let cells: String = row.split(" | ").map(str::trim).map(cell).collect();
                // a row that follows another belongs to its table
                body.truncate(if end > 0 { end } else { body.len() });
                let open = if end > 0 { "" } else { "<w:tbl>" };
                let _ = write!(body, "{open}<w:tr>{cells}</w:tr></w:tbl>");
            }
            None => body.push_str(&p(line.trim_start_matches(['#', ' ']))),
        }
    }
    docx(&body)
}
