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
//! * [`source`] and [`span`] – text, places, lines and columns
//! * [`sniff`] – what a file is, by its content
//! * [`quantity`] – numbers as reports write them: `１６３１．６３万元`, `增169`, `97.5%`
//! * [`fold`] – the one normalisation under which labels are compared

pub mod decode;
pub mod document;
mod docx;
pub mod fold;
pub mod quantity;
pub mod sniff;
pub mod source;
pub mod span;
mod text;

pub use document::{
    Block, Cell, Document, Heading, HeadingMark, Layout, Note, NoteKind, Paragraph, Row, Table,
    Text,
};
pub use source::{Format, Source};
pub use span::{Position, Span};

/// Why a file could not be read as a report at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are no text in an encoding that is recognised.
    #[error(
        "无法识别文字编码：第 {offset} 字节起既不是 UTF-8 也不是 GB18030 / undecodable from byte {offset}"
    )]
    Encoding {
        /// First byte that cannot be decoded.
        offset: usize,
    },
    /// The file is of a kind that is not read.
    #[error("{kind} 不能直接检查：{advice} / {kind} is not read directly")]
    Unsupported {
        /// What the content was recognised as.
        kind: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// The container or a part in it is broken.
    #[error("文件损坏：{what} / damaged file: {english}")]
    Damaged {
        /// What is broken, in Chinese.
        what: &'static str,
        /// The same in English.
        english: &'static str,
    },
    /// A limit on hostile input was reached.
    #[error("文件超出读取上限（{name}），未作检查 / not assessed, limit reached: {name}")]
    Limit {
        /// The limit's name.
        name: &'static str,
    },
    /// The file is larger than the reader's limit.
    #[error("文件过大（上限 {limit} 字节）/ file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// Reads a report. `name` is the file's name or path; only its ending is looked at, and only
/// where the content leaves the format open (text or Markdown).
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    match sniff::sniff(bytes) {
        sniff::Kind::Docx => return docx::read(bytes),
        kind => kind.refuse()?,
    }
    let decoded = decode::decode(bytes)?;
    let markdown = name.rsplit_once('.').is_some_and(|(_, ending)| {
        matches!(ending.to_ascii_lowercase().as_str(), "md" | "markdown")
    });
    let format = if markdown { Format::Markdown } else { Format::Text };
    Ok(text::read(Source::new(format, decoded.text, decoded.base)))
}
