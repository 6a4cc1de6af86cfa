//! Small .docx files built in memory.

mod annotate;
mod changes;
mod hostile;
mod lists;
mod properties;
mod tables;
mod text;

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::read;
use crate::{Block, Document, HeadingMark, NoteKind, ReadError, Span};

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

fn zipped<'a>(
    method: CompressionMethod,
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
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

/// A block a line: `#1` and `=1` headings by shape and by style, `|column w span h span text|`
/// table rows, paragraphs bare; a note is `!` with what stands on its line from there on.
fn show(document: &Document) -> String {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let mark = if heading.mark == HeadingMark::Style { '=' } else { '#' };
                lines.push(format!("{mark}{} {}", heading.level, document.str(&heading.text)));
            }
            Block::Paragraph(paragraph) => lines.push(document.str(&paragraph.text).to_owned()),
            Block::Table(table) => {
                lines.push("table".to_owned());
                lines.extend(table.rows.iter().map(|row| {
                    let span = |sign, count| match count {
                        1 => String::new(),
                        _ => format!("{sign}{count}"),
                    };
                    let cells = row.cells.iter().map(|cell| {
                        let (w, h) = (span('w', cell.column_span), span('h', cell.row_span));
                        format!("|{}{w}{h} {}", cell.column, document.str(&cell.text))
                    });
                    cells.collect::<String>() + "|"
                }));
            }
        }
    }
    for note in &document.notes {
        let kind = match &note.kind {
            NoteKind::Image => "image".to_owned(),
            NoteKind::TrackedChanges(count) => format!("{count} changes"),
            NoteKind::Comments(count) => format!("{count} comments"),
            NoteKind::Struck(count) => format!("{count} struck"),
            NoteKind::People(names) => names.join(", "),
            NoteKind::Commenters(names) => format!("comments by {}", names.join(", ")),
            NoteKind::Limit(limit) => limit.en.to_owned(),
            NoteKind::Unread(_) => "unread".to_owned(),
        };
        let rest = &document.source.text()[note.span.start as usize..];
        lines.push(format!("! {kind} @{}", rest.lines().next().unwrap_or_default()));
    }
    lines.join("\n")
}

/// Every span lies in the view, on character boundaries, and blocks do not overlap.
#[track_caller]
fn assert_sound(document: &Document) {
    let inside = |span: Span| document.source.text().get(span.range()).is_some();
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            inside(block.span()) && block.span().start >= end,
            "{:?} after {end}",
            block.span()
        );
        end = block.span().end;
        if let Block::Table(table) = block {
            for row in &table.rows {
                assert!(table.span.contains(row.span));
                for cell in &row.cells {
                    assert!(row.span.contains(cell.text.span) && inside(cell.text.span));
                    assert_eq!(document.str(&cell.text).trim(), document.str(&cell.text));
                }
            }
        }
    }
    assert!(document.notes.iter().all(|note| inside(note.span)));
}
