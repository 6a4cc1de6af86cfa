//! Parts in another format laid out in the view like the others.

use super::view::FlowView;
use crate::{
    Block, Cell, Document, Note, NoteKind, ReadError, Span, Text, Unread,
    document::{Heading, Paragraph, Row, Table},
};

/// What is said of a part that was not read.
const UNREAD: Unread = Unread {
    zh: "正文里嵌入的网页或文件没有读：请用 Word 打开，另存为 .docx 后再检查",
    en: "a page or file that is embedded in the text was not read: open it in Word and save it as .docx",
};

impl FlowView<'_> {
    /// Lays out a chunk, or notes that it was not read.
    pub(crate) fn chunk(&mut self, id: &str) -> Result<(), ReadError> {
        let place = Span::at(self.text.len());
        let Some(document) = self.chunks.get(id) else {
            self.notes.push(Note { span: place, kind: NoteKind::Unread(UNREAD) });
            return Ok(());
        };
        for block in &document.blocks {
            let block = match block {
                Block::Heading(heading) => {
                    let text = self.write(document, &heading.text);
                    Block::Heading(Heading { text, blank_before: 0, ..*heading })
                }
                Block::Paragraph(paragraph) => {
                    let text = self.write(document, &paragraph.text);
                    Block::Paragraph(Paragraph { text, blank_before: 0 })
                }
                Block::Table(table) => {
                    let rows: Vec<Row> =
                        table.rows.iter().map(|row| self.chunk_row(document, row)).collect();
                    let span = rows.iter().map(|row| row.span).reduce(Span::join);
                    let span = span.unwrap_or(Span::at(self.text.len()));
                    Block::Table(Table { span, layout: table.layout, rows })
                }
            };
            if !matches!(block, Block::Table(_)) {
                self.text.push('\n');
            }
            self.blocks.push(block);
            self.blank = 0;
            self.check_size()?;
        }
        let end = Span::at(self.text.len());
        self.notes.extend(document.notes.iter().map(|note| match note.kind {
            // What follows the chunk was read.
            NoteKind::Limit(_) => Note { span: end, kind: NoteKind::Unread(UNREAD) },
            _ => Note { span: place, kind: note.kind.clone() },
        }));
        Ok(())
    }

    fn chunk_row(&mut self, document: &Document, row: &Row) -> Row {
        let start = self.text.len();
        let mut cells = Vec::with_capacity(row.cells.len());
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                self.text.push('\t');
            }
            let text = self.write(document, &cell.text);
            cells.push(Cell { text, ..cell.clone() });
        }
        let span = cells.iter().map(|cell| cell.text.span).reduce(Span::join);
        self.text.push('\n');
        Row { span: span.unwrap_or(Span::at(start)), cells }
    }

    /// Writes a text on the open line of the view.
    fn write(&mut self, document: &Document, text: &Text) -> Text {
        let start = self.text.len();
        self.text.push_str(&document.str(text).replace(['\n', '\r', '\t'], " "));
        Text::plain(Span::new(start..self.text.len()))
    }
}
