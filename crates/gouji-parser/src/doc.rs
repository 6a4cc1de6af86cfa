//! Word 97–2003 files (.doc), and the .wps that WPS Writer keeps in the same container.
//!
//! ```text
//! bytes ─container─▶ streams ─fib, piece, runs─▶ characters with properties ─story, table─▶ tree ─flow─▶ Document
//! ```
//!
//! * `container` – the streams of the file; `fib` – where what stands
//! * `piece` – the text, which may be stored in pieces
//! * `runs` – which properties characters and paragraphs have, written as `sprm`s; `drawn` and `layout` read them
//! * `style`, `list` – styles and automatic numbers
//! * `beside` – notes, comments and text boxes
//! * `story` – paragraphs, cells and fields; `table` lays the rows of a table on common columns
//!
//! After the public specification \[MS-DOC\]. Text is read as if all changes were accepted. Headers, footers,
//! comments' texts and hidden text are left out.

mod beside;
mod container;
mod drawn;
mod fib;
mod layout;
mod list;
mod piece;
mod runs;
mod sprm;
mod story;
mod style;
mod table;

use std::collections::HashMap;

use self::{
    beside::TableStream,
    container::Streams,
    fib::Fib,
    piece::PieceTable,
    runs::Runs,
    story::{DocFile, DocReader},
    style::DocStyles,
};
use crate::{Document, Format, ReadError, flow::view::FlowView};

/// Reads a .doc. The document's source is a view like that of a .docx.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let streams = Streams::open(bytes)?;
    let fib = Fib::read(&streams.main)?;
    let main = &streams.main;
    let tables = streams.tables(&fib)?;
    let numbering = list::read(tables, &fib);
    let file = DocFile {
        main,
        data: &streams.data,
        pieces: PieceTable::read(tables, &fib)?,
        characters: Runs::new(main, fib.part(tables, fib::CHARACTERS)),
        paragraphs: Runs::new(main, fib.part(tables, fib::PARAGRAPHS)),
        styles: DocStyles::read(fib.part(tables, fib::STYLES)),
        fonts: style::fonts(fib.part(tables, fib::FONTS)),
        sections: fib.sections(tables),
    };
    let mut beside = TableStream::read(tables, &fib);
    let mut reader = DocReader::new(&file);
    let mut boxes = Vec::new();
    for text in std::mem::take(&mut beside.boxes) {
        boxes.push((text.anchor, reader.read(text.range, Vec::new())?));
    }
    let body = reader.read(0..fib.body, boxes)?;
    let foot = reader.read(fib.footnotes(), Vec::new())?;
    let end = reader.read(fib.endnotes(), Vec::new())?;
    let changes = reader.changes;

    let chunks = HashMap::new();
    let mut view = FlowView::new(Format::Doc, &numbering, &chunks);
    view.items(&body)?;
    for note in [&foot, &end] {
        view.note(note)?;
    }
    Ok(view.finish(changes, beside.commenters, streams.people).0)
}

#[cfg(test)]
mod tests;
