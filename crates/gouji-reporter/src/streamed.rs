//! What a format is that is written file by file.

use std::io::{self, Write};

use crate::{FileResult, Options, Run, totals::RunTotals};

/// Writes something of a run to a buffered writer.
pub(crate) type WriteRun = fn(&Run<'_>, &Options, &mut dyn Write) -> io::Result<()>;

/// How a format is written file by file. No run that is handed on here has files.
pub(crate) struct Streamed {
    /// Writes what leads, where something does.
    pub(crate) open: Option<WriteRun>,
    /// Adds what a file says.
    pub(crate) file: fn(&FileResult<'_>, &Run<'_>, &Options, &mut FilePart) -> io::Result<()>,
    /// What stands between the bytes of two files.
    pub(crate) between: &'static str,
    /// Writes the rest.
    pub(crate) close: fn(&Run<'_>, &Closing<'_>, &Options, &mut dyn Write) -> io::Result<()>,
}

/// What the end of an output is told.
pub(crate) struct Closing<'a> {
    /// What all files came to.
    pub(crate) totals: &'a RunTotals,
    /// Whether a file has added bytes.
    pub(crate) any: bool,
}

/// What a file adds to an output.
#[derive(Debug, Default)]
pub struct FilePart {
    pub(crate) bytes: Vec<u8>,
    pub(crate) totals: RunTotals,
}
