//! Why a file could not be read.

use crate::{
    format::{Format, Refusal},
    limits::Limit,
};

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
    Unsupported(Refusal),
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

impl ReadError {
    /// Refuses what is not read.
    pub(crate) fn refuse(format: Format) -> Result<(), Self> {
        format.refusal().map_or(Ok(()), |refusal| Err(Self::Unsupported(refusal)))
    }
}
