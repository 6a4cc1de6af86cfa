//! The records of a stream: each has a sort, a length and its data.

use crate::{
    Format, Limit, ReadError,
    binary::{short, slice},
    limits,
};

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// The version that is read: Excel 97.
const EXCEL_97: u16 = 0x0600;

/// What begins and ends with records of their own: a sheet, or what all sheets share.
pub(super) const GLOBALS: u16 = 0x0005;
pub(super) const SHEET: u16 = 0x0010;

/// A record.
pub(super) struct Record<'a> {
    pub(super) sort: u16,
    pub(super) data: &'a [u8],
}

/// A stream, and where in it the reader is.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    /// How many sheets, charts and the like are open at the place.
    open: u32,
    /// Records so far.
    count: u32,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { stream, at: 0, open: 0, count: 0 }
    }

    /// Goes to what begins at `at`; says what it is, nothing where nothing begins there.
    pub(super) fn begin(&mut self, at: usize) -> Result<Option<u16>, ReadError> {
        (self.at, self.open) = (at, 1);
        let Some(Record { sort: BEGIN, data }) = self.any()? else { return Ok(None) };
        if short(data, 0) != Some(EXCEL_97) {
            ReadError::refuse(Format::OldWorkbook)?;
        }
        Ok(short(data, 2))
    }

    /// The next record of what was begun, nothing at its end; what begins and ends within it is passed over.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        while let Some(record) = self.any()? {
            match record.sort {
                BEGIN => self.open += 1,
                END => self.open -= 1,
                _ if self.open == 1 => return Ok(Some(record)),
                _ => {}
            }
            if self.open == 0 {
                return Ok(None);
            }
        }
        Err(ReadError::Damaged {
            what: "工作表不完整（可能没有下载或上传完），请重新取得文件",
            english: "a sheet of the workbook is incomplete",
        })
    }

    /// The data of a record that was too long for one: `first`, and that of the records it goes on in.
    pub(super) fn whole(&mut self, first: &'a [u8]) -> Result<Vec<&'a [u8]>, ReadError> {
        let mut pieces = vec![first];
        while short(self.stream, self.at) == Some(CONTINUE) {
            let Some(record) = self.any()? else { break };
            pieces.push(record.data);
        }
        Ok(pieces)
    }

    fn any(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        self.count += 1;
        if self.count > limits::EVENTS {
            let limit = Limit::new("工作簿的记录数", "records of the workbook");
            return Err(ReadError::Limit(limit));
        }
        let read = || {
            let sort = short(self.stream, self.at)?;
            let length = usize::from(short(self.stream, self.at + 2)?);
            Some(Record { sort, data: slice(self.stream, self.at + 4, length)? })
        };
        let record = read();
        self.at += record.as_ref().map_or(0, |record| 4 + record.data.len());
        Ok(record)
    }
}
