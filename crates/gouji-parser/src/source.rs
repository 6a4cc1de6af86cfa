//! Bytes decoded to text, with a line index that is built when a place is first printed.

use std::sync::OnceLock;

use crate::span::{Position, Span};

/// What a file turned out to be, decided by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text in any of its layouts.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Word (Office Open XML); the text is a view, one line a paragraph or table row.
    Docx,
}

impl Format {
    /// The name used in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

/// A file's text. Spans of a document point into [`Source::text`].
#[derive(Debug)]
pub struct Source {
    format: Format,
    text: String,
    /// Bytes of the file before the text: the length of a byte order mark.
    base: u32,
    lines: OnceLock<Vec<u32>>,
}

impl Source {
    /// A source of `text`, which begins `base` bytes into the file (after a byte order mark).
    pub fn new(format: Format, text: String, base: u32) -> Self {
        Self { format, text, base, lines: OnceLock::new() }
    }

    /// The format that the content was recognised as.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Byte offset of the start of each line; the first is 0.
    pub fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1))
                .collect()
        })
    }

    /// Line, column and file offset of a byte of the text.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset) - 1;
        let before = &self.text[starts[line] as usize..offset as usize];
        Position {
            line: line as u32 + 1,
            column: before.chars().count() as u32 + 1,
            offset: offset + self.base,
        }
    }

    /// The text of line `line` (from 1) without its line end, and where it begins.
    pub fn line(&self, line: u32) -> Option<(u32, &str)> {
        let starts = self.line_starts();
        let start = *starts.get(line.checked_sub(1)? as usize)?;
        let end = starts.get(line as usize).map_or(self.text.len(), |&next| next as usize);
        let text = self.text[start as usize..end].trim_end_matches(['\n', '\r']);
        Some((start, text))
    }
}
