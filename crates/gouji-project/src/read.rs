//! Reads a file with the readers that this build has.

use gouji_parser::{Document, ReadError};

/// Whether PDF is read.
pub const PDF: bool = cfg!(feature = "pdf");

/// Reads a report. `name` is the file's name or path.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    #[cfg(feature = "pdf")]
    return gouji_pdf::read(bytes, name);
    #[cfg(not(feature = "pdf"))]
    gouji_parser::read(bytes, name)
}
