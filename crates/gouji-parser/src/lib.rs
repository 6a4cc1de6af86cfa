//! Reads a statutory annual report into one format-neutral model.
//!
//! ```text
//! bytes ──decode──▶ Source ──read──▶ Document { blocks: heading | paragraph | table, each with its span }
//! ```
//!
//! The parser knows no form: which heading opens section three and which cell is 总计 is for
//! `gouji-rules` to say. Reading never fails on content; a broken report is the normal case.
//!
//! * [`read`] – the one entry: bytes and a file name in, [`Document`] out
//! * [`document`] – the model
//! * [`DrawnCells`] – table, row and column of a cell as its author counts them
//! * [`source`] and [`span`] – text, places, lines and columns
//! * [`annotate`] – comments written into a .docx, beside the places they speak of
//! * [`mask()`] – text with its letters and digits hidden
//! * [`paged`] – pages of characters and ruled lines, which a reader of PDF fills, put together to a document
//! * [`archive`] – the files of a .zip
//! * [`mod@format`] – what holds of each format: names, endings, what can be done with its files
//! * [`sniff`] – which format a file has, by its content
//! * [`quantity`] – numbers as reports write them: `１６３１．６３万元`, `增169`, `97.5%`
//! * [`heading`] – 一、 （一） 1. at the start of a line
//! * [`numeral`] – 一, 十二: numbers in numerals
//! * [`fold`] – the one normalisation under which labels are compared
//! * [`words`] – many words looked for in a text at once

mod apart;
pub mod archive;
mod binary;
mod blank;
mod compound;
pub mod decode;
mod doc;
pub mod document;
mod docx;
mod drawn;
mod encoded;
mod error;
mod flow;
mod fnv;
pub mod fold;
pub mod format;
pub mod heading;
mod html;
mod limits;
mod line_end;
mod mask;
pub mod numeral;
mod odt;
mod package;
pub mod paged;
mod properties;
pub mod quantity;
mod rewrite;
pub mod sniff;
pub mod source;
pub mod span;
pub mod steps;
mod text;
mod text_file;
pub mod words;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub use document::{
    Block, Cell, Comment, Document, Doubt, Heading, HeadingMark, Layout, Note, NoteKind, Paragraph,
    Row, Table, Text, Unread,
};
pub use docx::annotate::{AnnotateError, Author, Remark, annotate};
pub use drawn::{DrawnCells, DrawnPlace};
pub use error::ReadError;
pub use fnv::fnv1a;
pub use format::Format;
pub use limits::Limit;
pub use mask::mask;
pub use rewrite::Rewrite;
pub use source::Source;
pub use span::{Position, Span};

/// Reads a report. `name` is the file's name or path; only its ending is looked at, and only
/// where the content leaves the format open.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    match sniff::sniff(bytes) {
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
        Format::Xls => xls::read(bytes),
        format => {
            ReadError::refuse(format)?;
            text_file::read(bytes, name, format)
        }
    }
}
