//! The container of Word, Excel and WPS files before 2007: streams by name, within the limits.
//!
//! * `summary` – who wrote the file

mod summary;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::{Limit, ReadError, limits};

/// An opened container.
pub(crate) struct CompoundStreams<'a>(CompoundFile<Cursor<&'a [u8]>>);

impl<'a> CompoundStreams<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
            what: "文件结构不完整（可能没有下载或上传完），请重新取得文件",
            english: "the compound file is incomplete",
        })?;
        Ok(Self(file))
    }

    /// The bytes of a stream; nothing where there is none of that name, or it cannot be read.
    pub(crate) fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Ok(stream) = self.0.open_stream(format!("/{name}")) else { return Ok(None) };
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

    /// Who wrote the file and who saved it last.
    pub(crate) fn people(&mut self) -> Result<Vec<String>, ReadError> {
        let summary = self.stream("\u{5}SummaryInformation")?;
        Ok(summary::people(&summary.unwrap_or_default()))
    }
}
