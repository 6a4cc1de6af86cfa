//! Small .docx files built in memory.

mod annotate;
mod changes;
mod hostile;
mod lists;
mod properties;
mod tables;
mod text;

use zip::CompressionMethod;

use super::read;
use crate::{
    Document, ReadError,
    flow::testing::{assert_sound, show, zipped},
};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// Parts of a file under construction.
#[derive(Clone, Default)]
struct Docx {
    parts: Vec<(String, String)>,
    relations: String,
}

impl Docx {
    /// A file with that inside of `w:body`.
    fn body(body: &str) -> Self {
        let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
        Self::default().raw("word/document.xml", &document)
    }

    /// Adds a part that the document refers to.
    fn part(mut self, sort: &str, root: &str, inside: &str) -> Self {
        let relation = format!(r#"<Relationship Type="urn:x/{sort}" Target="{sort}.xml"/>"#);
        self.relations.push_str(&relation);
        self.raw(&format!("word/{sort}.xml"), &format!("<w:{root} {W}>{inside}</w:{root}>"))
    }

    fn raw(mut self, name: &str, content: &str) -> Self {
        self.parts.push((name.to_owned(), content.to_owned()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let relations = format!("<Relationships>{}</Relationships>", self.relations);
        let mut parts = self.parts.clone();
        parts.push(("word/_rels/document.xml.rels".to_owned(), relations));
        let parts = parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes()));
        zipped(CompressionMethod::Stored, parts)
    }

    fn read(&self) -> Result<Document, ReadError> {
        read(&self.bytes())
    }

    /// The file is read to exactly these blocks and notes; see [`show`].
    #[track_caller]
    fn check(&self, expected: &str) {
        let document = self.read().unwrap();
        assert_sound(&document);
        assert_eq!(show(&document), expected);
    }

    /// The view is exactly this text.
    #[track_caller]
    fn check_view(&self, expected: &str) {
        assert_eq!(self.read().unwrap().source.text(), expected);
    }
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A cell with properties.
fn tc(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

/// A row of plain cells.
fn tr(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| tc("", &p(text))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn tbl(rows: &str) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}
