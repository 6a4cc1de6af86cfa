//! Output that grows file by file: what a file adds to it is made on any thread, and both are let go once it is
//! written. [`OutputFormat::streams`] says which formats are written so; the others need all files at once.

use std::io::{self, Write};

use crate::{
    FileResult, MaskedFile, Options, OutputFormat, Run,
    format::Manner,
    streamed::{Closing, FilePart, Streamed},
    totals::RunTotals,
};

impl FilePart {
    /// Makes what `file`, of the run `run`, adds to an output in `format`, with what is private masked: nothing but
    /// numbers where the format does not stream.
    ///
    /// # Errors
    ///
    /// Returns what keeps it from being drawn.
    pub fn new(
        file: &FileResult<'_>,
        run: &Run<'_>,
        format: OutputFormat,
        options: &Options,
    ) -> io::Result<Self> {
        let masked = MaskedFile::new(file.source, file.checked, file.tables, file.statements);
        let file = &masked.as_ref().map_or(*file, |masked| masked.of(file));
        let mut part = Self { bytes: Vec::new(), totals: RunTotals::of(file) };
        if let Manner::Streamed(streamed) = format.manner() {
            (streamed.file)(file, run, options, &mut part)?;
        }
        Ok(part)
    }
}

/// An output on its way.
#[derive(Debug)]
pub struct OutputStream<'a> {
    format: OutputFormat,
    options: &'a Options,
    totals: RunTotals,
    any: bool,
}

impl<'a> OutputStream<'a> {
    /// Writes what leads; `run` needs no files, failures or configuration yet.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn open(
        format: OutputFormat,
        options: &'a Options,
        run: &Run<'_>,
        out: &mut dyn Write,
    ) -> io::Result<Self> {
        if let Manner::Streamed(Streamed { open: Some(open), .. }) = format.manner() {
            open(run, options, out)?;
        }
        Ok(Self { format, options, totals: RunTotals::default(), any: false })
    }

    /// Writes what the next file adds.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn add(&mut self, part: FilePart, out: &mut dyn Write) -> io::Result<()> {
        let Manner::Streamed(streamed) = self.format.manner() else { return Ok(()) };
        self.totals.add(part.totals);
        if part.bytes.is_empty() {
            return Ok(());
        }
        if std::mem::replace(&mut self.any, true) {
            out.write_all(streamed.between.as_bytes())?;
        }
        out.write_all(&part.bytes)
    }

    /// Writes the rest; `run` needs no files.
    ///
    /// # Errors
    ///
    /// Returns what `out` does.
    pub fn close(self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Manner::Streamed(streamed) = self.format.manner() else { return Ok(()) };
        let closing = Closing { totals: &self.totals, any: self.any };
        (streamed.close)(run, &closing, self.options, out)
    }
}
