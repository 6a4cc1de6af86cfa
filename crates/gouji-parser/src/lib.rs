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
//! * [`sniff`] – what a file is, by its content
//! * [`quantity`] – numbers as reports write them: `１６３１．６３万元`, `增169`, `97.5%`
//! * [`heading`] – 一、 （一） 1. at the start of a line
//! * [`fold`] – the one normalisation under which labels are compared

mod apart;
mod blank;
pub mod decode;
pub mod document;
mod docx;
mod drawn;
mod encoded;
pub mod fold;
pub mod heading;
mod html;
mod mask;
pub mod paged;
pub mod quantity;
mod rewrite;
pub mod sniff;
pub mod source;
pub mod span;
pub mod steps;
mod text;

pub use document::{
    Block, Cell, Comment, Document, Doubt, Heading, HeadingMark, Layout, Limit, Note, NoteKind,
    Paragraph, Row, Table, Text, Unread,
};
pub use docx::annotate::{AnnotateError, Author, Remark, annotate};
pub use drawn::{DrawnCells, DrawnPlace};
pub use mask::mask;
pub use rewrite::Rewrite;
pub use source::{Format, Source};
pub use span::{Position, Span};

use html::Sureness;

/// Why a file could not be read as a report at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are no text in an encoding that is recognised.
    #[error(
        "无法识别文字编码：第 {offset} 字节起既不是 UTF-8 也不是 GB18030；\
         请用记事本或 WPS 打开，看到的不是乱码时另存，编码选 UTF-8 / undecodable from byte {offset}: \
         neither UTF-8 nor GB18030; open it where it reads well and save it as UTF-8"
    )]
    Encoding {
        /// First byte that cannot be decoded.
        offset: usize,
    },
    /// The file begins with the byte order mark of an encoding that its bytes are not.
    #[error(
        "文件开头标明是 {encoding} 编码，但第 {offset} 字节起不是；\
         请用记事本或 WPS 打开，看到的不是乱码时另存，编码选 UTF-8 / marked as {encoding}, but undecodable \
         from byte {offset}; open it where it reads well and save it as UTF-8"
    )]
    Marked {
        /// The encoding of the mark: `UTF-8`, `UTF-16LE` or `UTF-16BE`.
        encoding: &'static str,
        /// First byte that cannot be decoded.
        offset: usize,
    },
    /// The file is of a kind that is not read.
    #[error("{0}")]
    Unsupported(sniff::Refusal),
    /// The container or a part in it is broken.
    #[error("文件损坏：{what} / damaged file: {english}")]
    Damaged {
        /// What is broken, in Chinese.
        what: &'static str,
        /// The same in English.
        english: &'static str,
    },
    /// A limit on hostile input was reached.
    #[error("文件超出读取上限（{}），未作检查 / not checked, limit reached: {}", .0.zh, .0.en)]
    Limit(Limit),
    /// The file is larger than the reader's limit.
    #[error("文件过大（上限 {} MiB） / file is larger than {} MiB", .limit >> 20, .limit >> 20)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// Bytes of text, in UTF-8, that are read of any file: what is checked in about a second. A long
/// report has 200,000.
pub(crate) const TEXT_LIMIT: usize = 8 << 20;

/// Reads a report. `name` is the file's name or path; only its ending is looked at, and only
/// where the content leaves the format open.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    let kind = sniff::sniff(bytes);
    if kind == sniff::Kind::Docx {
        return docx::read(bytes);
    }
    kind.refuse()?;
    read_text(bytes, name, kind)
}

/// Reads a report that is no archive.
fn read_text(bytes: &[u8], name: &str, kind: sniff::Kind) -> Result<Document, ReadError> {
    let within = |length: usize, limit: usize| {
        if length <= limit { Ok(()) } else { Err(ReadError::TooLarge { limit: limit as u64 }) }
    };
    // No encoding takes more than two bytes where UTF-8 takes one: what is far too large need not
    // be decoded to be refused.
    if bytes.len() / 2 > html::limit::BYTES {
        within(
            bytes.len(),
            if kind == sniff::Kind::Html { html::limit::BYTES } else { TEXT_LIMIT },
        )?;
    }
    let decoded = decode::decode(bytes)?;
    let format = recognise(&decoded.text, name);
    let limit = if format == Format::Html { html::limit::BYTES } else { TEXT_LIMIT };
    within(decoded.text.len(), limit)?;
    let source = Source::decoded(format, decoded);
    Ok(match format {
        Format::Html => html::read(source),
        _ => text::read(source),
    })
}

/// HTML by its content, a fragment of it unless the name says Markdown; Markdown by its name.
fn recognise(text: &str, name: &str) -> Format {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match (html::recognise(text), ending.as_str()) {
        (Sureness::Page, _) => Format::Html,
        (_, "md" | "markdown") => Format::Markdown,
        (Sureness::Fragment, _) => Format::Html,
        (Sureness::None, "html" | "htm" | "shtml" | "xhtml") if text.contains('<') => Format::Html,
        (Sureness::None, _) => Format::Text,
    }
}
