//! Caps on hostile input: a file that goes beyond one is refused, before more of it is read.

use std::collections::BTreeSet;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use gouji_parser::{Limit, ReadError};
use hayro_syntax::{Filter, object::Stream};
use memchr::memmem;

/// Pages.
const PAGES: usize = 1000;
/// Bytes of one stream, inflated.
const STREAM: u64 = 32 << 20;
/// Bytes of all streams that are read, inflated; a stream that is drawn many times counts as often.
const TOTAL: u64 = 128 << 20;
/// Operators and characters of all pages.
const STEPS: u32 = 3_000_000;
/// Fonts.
const FONTS: u32 = 2000;
/// Forms inside each other, and states kept by `q`.
pub(crate) const DEPTH: usize = 64;

/// Bytes before a stream that its dictionary is looked for in.
const HEAD: usize = 1024;

const SIZE: Limit = Limit::new("PDF 数据解压后的大小", "inflated size of data in the PDF");

/// What may still be read.
pub(crate) struct Budget {
    bytes: u64,
    steps: u32,
    fonts: u32,
}

impl Budget {
    /// The budget of a file; an error where it has a stream that inflates beyond the limit. The tables of
    /// its objects are inflated as it is opened, so streams are looked for in its bytes.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut left = 4 * TOTAL;
        let ends = memmem::find_iter(bytes, "endstream").map(|at| at + 3).collect::<BTreeSet<_>>();
        for at in memmem::find_iter(bytes, "stream").filter(|at| !ends.contains(at)) {
            let head = &bytes[at.saturating_sub(HEAD)..at];
            let head = &head[memmem::rfind(head, b"endobj").unwrap_or(0)..];
            let has = |word: &str| memmem::find(head, word.as_bytes()).is_some();
            // `#` writes letters of names by their codes
            if has("/Image") && !["#", "ObjStm", "XRef"].into_iter().any(has) {
                continue;
            }
            let twice = memmem::find_iter(head, "FlateDecode").nth(1).is_some();
            let size = inflated(bytes[at + 6..].trim_ascii_start(), STREAM + 1);
            left = left.saturating_sub(size);
            if size > STREAM || left == 0 || twice || has("LZWDecode") {
                return Err(ReadError::Limit(SIZE));
            }
        }
        Ok(Self { bytes: TOTAL, steps: STEPS, fonts: FONTS })
    }

    /// One operator or character.
    pub(crate) fn step(&mut self) -> Result<(), ReadError> {
        let limit = Limit::new("PDF 的绘制步数", "drawing steps of the PDF");
        self.steps = self.steps.checked_sub(1).ok_or(ReadError::Limit(limit))?;
        Ok(())
    }

    /// One font.
    pub(crate) fn font(&mut self) -> Result<(), ReadError> {
        let limit = Limit::new("PDF 字体数", "fonts of the PDF");
        self.fonts = self.fonts.checked_sub(1).ok_or(ReadError::Limit(limit))?;
        Ok(())
    }

    /// A stream that is going to be decoded.
    pub(crate) fn stream(&mut self, stream: &Stream<'_>) -> Result<(), ReadError> {
        let raw = stream.raw_data();
        let filters = stream.filters();
        let grows = |filter: &&Filter| {
            matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
        };
        let size = match (filters.iter().filter(grows).count(), filters.first()) {
            (0, _) => raw.len() as u64,
            (1, Some(Filter::FlateDecode)) => inflated(&raw, STREAM + 1),
            // 4096 bytes for a code of nine bits at most; of run lengths, 64
            (1, _) => (raw.len() as u64).saturating_mul(4096),
            _ => STREAM + 1,
        };
        let left = (size <= STREAM).then(|| self.bytes.checked_sub(size)).flatten();
        self.bytes = left.ok_or(ReadError::Limit(SIZE))?;
        Ok(())
    }
}

/// Whether so many pages are read.
pub(crate) fn pages(count: usize) -> Result<(), ReadError> {
    let limit = Limit::new("PDF 页数", "pages of the PDF");
    if count > PAGES { Err(ReadError::Limit(limit)) } else { Ok(()) }
}

/// How many bytes come out, counted up to `most`.
fn inflated(data: &[u8], most: u64) -> u64 {
    let count = |reader: &mut dyn std::io::Read| -> u64 {
        let mut buffer = [0; 1 << 14];
        let mut size = 0;
        while size < most {
            match reader.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(more) => size += more as u64,
            }
        }
        size
    };
    match count(&mut ZlibDecoder::new(data)) {
        0 => count(&mut DeflateDecoder::new(data)),
        size => size,
    }
}
