//! The bytes of a file, up to a limit.

use std::io::{self, ErrorKind, Read};

/// No report is anywhere near this large. Readers have limits of their own; this one is for what
/// has to be in memory before they see it.
pub const LIMIT: u64 = 1 << 28;

/// All bytes of `reader`, which may be endless (`/dev/zero`).
pub fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
