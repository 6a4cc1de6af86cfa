//! The compound file: the streams that a report stands in, within the limits.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::{fib::Fib, summary};
use crate::{Limit, ReadError, limits};

/// The streams of a file.
pub(super) struct Streams {
    pub(super) main: Vec<u8>,
    /// `0Table` and `1Table`.
    tables: [Option<Vec<u8>>; 2],
    /// Properties that are too long for the main stream.
    pub(super) data: Vec<u8>,
    /// Who wrote the file and who saved it last.
    pub(super) people: Vec<String>,
}

impl Streams {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
            what: "文件结构不完整（可能没有下载或上传完），请重新取得文件",
            english: "the compound file is incomplete",
        })?;
        let main = stream(&mut file, "WordDocument")?.ok_or(ReadError::Damaged {
            what: "缺少正文 WordDocument",
            english: "the stream WordDocument is missing",
        })?;
        let tables = [stream(&mut file, "0Table")?, stream(&mut file, "1Table")?];
        let data = stream(&mut file, "Data")?.unwrap_or_default();
        let summary = stream(&mut file, "\u{5}SummaryInformation")?.unwrap_or_default();
        Ok(Self { main, tables, data, people: summary::people(&summary) })
    }

    /// The stream with the tables of the file.
    pub(super) fn tables(&self, fib: &Fib) -> Result<&[u8], ReadError> {
        self.tables[usize::from(fib.second_table)].as_deref().ok_or(ReadError::Damaged {
            what: "缺少 0Table 或 1Table",
            english: "the stream 0Table or 1Table is missing",
        })
    }
}

/// The bytes of a stream; nothing where there is none of that name, or it cannot be read.
fn stream(
    file: &mut CompoundFile<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<Vec<u8>>, ReadError> {
    let Ok(stream) = file.open_stream(format!("/{name}")) else { return Ok(None) };
    let mut bytes = Vec::new();
    // The length that a file declares can lie: what is read counts.
    if stream.take(limits::PART + 1).read_to_end(&mut bytes).is_err() {
        return Ok(None);
    }
    if bytes.len() as u64 > limits::PART {
        return Err(ReadError::Limit(Limit::new("单个部件解压后的大小", "size of one part")));
    }
    Ok(Some(bytes))
}
