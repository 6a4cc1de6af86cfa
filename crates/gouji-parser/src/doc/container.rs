//! The streams that a report stands in.

use super::fib::Fib;
use crate::{ReadError, compound::CompoundStreams};

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
        let mut file = CompoundStreams::open(bytes)?;
        let main = file.stream("WordDocument")?.ok_or(ReadError::Damaged {
            what: "缺少正文 WordDocument",
            english: "the stream WordDocument is missing",
        })?;
        let tables = [file.stream("0Table")?, file.stream("1Table")?];
        let data = file.stream("Data")?.unwrap_or_default();
        Ok(Self { main, tables, data, people: file.people()? })
    }

    /// The stream with the tables of the file.
    pub(super) fn tables(&self, fib: &Fib) -> Result<&[u8], ReadError> {
        self.tables[usize::from(fib.second_table)].as_deref().ok_or(ReadError::Damaged {
            what: "缺少 0Table 或 1Table",
            english: "the stream 0Table or 1Table is missing",
        })
    }
}
