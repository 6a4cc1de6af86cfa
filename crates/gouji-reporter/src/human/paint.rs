//! Colours: those of the severity, and one for everything that frames.

use std::io::{self, Write};

use codespan_reporting::{
    diagnostic::{LabelStyle, Severity as Colour},
    term::WriteStyle,
};
use gouji_rules::finding::Severity;

/// A writer that can be told to change its colour, and does so where colours are wanted.
pub(super) struct Paint<'a> {
    out: &'a mut dyn Write,
    colour: bool,
}

const FRAME: &str = "36";
const BOLD: &str = "1";

impl<'a> Paint<'a> {
    pub(super) fn new(out: &'a mut dyn Write, colour: bool) -> Self {
        Self { out, colour }
    }

    /// Selects a graphic rendition (ECMA-48): `1;31` is bold red.
    fn select(&mut self, rendition: &str) -> io::Result<()> {
        if self.colour { write!(self.out, "\u{1b}[{rendition}m") } else { Ok(()) }
    }
}

/// The colour of a severity.
fn hue(severity: Colour) -> &'static str {
    match severity {
        Colour::Bug | Colour::Error => "1;31",
        Colour::Warning => "1;33",
        Colour::Note | Colour::Help => "1;34",
    }
}

impl Write for Paint<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Paint<'_> {
    fn set_header(&mut self, severity: Colour) -> io::Result<()> {
        self.select(hue(severity))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.reset()?;
        self.select(BOLD)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.select(FRAME)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.select(FRAME)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.select(FRAME)
    }

    fn set_label(&mut self, severity: Colour, style: LabelStyle) -> io::Result<()> {
        match style {
            LabelStyle::Primary => self.select(hue(severity)),
            LabelStyle::Secondary => self.select(FRAME),
        }
    }

    fn reset(&mut self) -> io::Result<()> {
        self.select("0")
    }
}

/// The severity as codespan-reporting names it; it chooses nothing but the colour.
pub(super) fn colour(severity: Severity) -> Colour {
    match severity {
        Severity::Error => Colour::Error,
        Severity::Warning => Colour::Warning,
        Severity::Info => Colour::Note,
    }
}
