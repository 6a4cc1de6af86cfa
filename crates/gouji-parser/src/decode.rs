//! Bytes to text: byte order mark, then strict UTF-8.

use crate::ReadError;

/// Text, and how many bytes of the file stand before it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) base: u32,
}

/// Decodes a file. A byte order mark is taken off and counted in `base`.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadError::TooLarge { limit: u64::from(u32::MAX) });
    }
    let (body, base) = bytes.strip_prefix(MARK).map_or((bytes, 0), |body| (body, MARK.len()));
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), base: base as u32 }),
        Err(error) => Err(ReadError::Encoding { offset: base + error.valid_up_to() }),
    }
}
