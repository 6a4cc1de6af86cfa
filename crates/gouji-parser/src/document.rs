//! The format-neutral model: blocks in reading order, every one with its span.

use crate::limits::Limit;
use crate::{source::Source, span::Span};

/// A file as a sequence of blocks. It knows no form: what a table means is for binding to say.
#[derive(Debug)]
pub struct Document {
    /// The text that every span points into.
    pub source: Source,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// What could not be read, for findings whose fault is extraction.
    pub notes: Vec<Note>,
    /// Comments of the markup (`<!-- … -->` in HTML and Markdown), in the order of the file. They are no
    /// text: no block has them.
    pub comments: Vec<Comment>,
}

impl Document {
    /// The characters of `text`.
    pub fn str<'a>(&'a self, text: &'a Text) -> &'a str {
        text.str(&self.source)
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A line that the format or its shape marks as a heading.
    Heading(Heading),
    /// Running text, or a line that is nothing else.
    Paragraph(Paragraph),
    /// Rows of cells.
    Table(Table),
}

impl Block {
    /// The bytes the block was read from.
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.text.span,
            Self::Paragraph(paragraph) => paragraph.text.span,
            Self::Table(table) => table.span,
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The whole line, its number included.
    pub text: Text,
    /// How deep: 1 for 一、 or `#`, 2 for （一） or `##`, 3 for 1. and so on.
    pub level: u8,
    /// What made it a heading.
    pub mark: HeadingMark,
    /// Empty lines before it (text layouts only).
    pub blank_before: u16,
}

/// What made a line a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingMark {
    /// The format says so: `#`, `<h2>`, a Word heading style.
    Style,
    /// Its number says so: 一、 （一） 1. in a short line.
    Shape,
}

/// A paragraph, or a bare line.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its text.
    pub text: Text,
    /// Empty lines before it. In layouts without row marks they can be the trace of blank cells.
    pub blank_before: u16,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// What its coordinates are worth.
    pub layout: Layout,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
}

/// What the coordinates of a table are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Rows and columns as drawn, merged cells resolved (HTML, .docx).
    Grid,
    /// Cells between bars; merged cells repeated, padded or missing.
    Pipes,
    /// Cells between tabs; ragged at both ends.
    Tabs,
    /// Each cell on a line led by a tab, an empty line ends a row; or no row marks at all, when
    /// the table has a single row.
    Dump,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// From its first cell to its last.
    pub span: Span,
    /// Cells that begin in this row, left to right. In a grid a cell that continues from the row
    /// above is not repeated.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text, white space at both ends left out of the span; empty when blank, and the span
    /// then says where a value would stand.
    pub text: Text,
    /// Column in the grid, from 0; elsewhere the position in its row.
    pub column: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Why a reader may see another figure than its characters make.
    pub doubt: Option<Doubt>,
}

/// Why a reader may see another figure in a cell than its characters make. No sum rests on such a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// A line is drawn through characters of it.
    Struck,
    /// Characters of it are raised or lowered.
    Raised,
    /// It has a formula.
    Formula,
    /// Its digits stand on several lines.
    Broken,
    /// Another figure is stored than the one that is shown: rounded, or a date.
    Stored,
    /// All that it has is a picture, a form field or the like, which is not read.
    Unread,
}

impl Cell {
    /// A cell of one row and column.
    pub fn new(text: Text, column: u32) -> Self {
        Self { text, column, column_span: 1, row_span: 1, doubt: None }
    }
}

/// Text with the place of each of its characters.
///
/// Nearly always the text *is* a span of the source. Where markup stands between the characters
/// (`<span>2</span><span>0</span>`, `&nbsp;`), the characters are kept apart with a map.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// From the first character to the last, as they stand in the source.
    pub span: Span,
    pieces: Option<Box<Pieces>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pieces {
    value: String,
    /// (offset in `value`, span in the source): each piece runs to the next one's offset.
    map: Vec<(u32, Span)>,
}

impl Text {
    /// Text that is exactly `span`.
    pub fn plain(span: Span) -> Self {
        Self { span, pieces: None }
    }

    /// Text put together from pieces: `(characters, where they stand)`. A piece whose characters
    /// are as long as its span maps byte for byte; any other maps as a whole.
    pub fn pieced<'a>(parts: impl IntoIterator<Item = (&'a str, Span)>) -> Self {
        let mut value = String::new();
        let mut map = Vec::new();
        for (part, span) in parts {
            map.push((value.len() as u32, span));
            value.push_str(part);
        }
        let span = match (map.first(), map.last()) {
            (Some(&(_, first)), Some(&(_, last))) => first.join(last),
            _ => Span::default(),
        };
        Self { span, pieces: Some(Box::new(Pieces { value, map })) }
    }

    /// Its characters.
    pub fn str<'a>(&'a self, source: &'a Source) -> &'a str {
        match &self.pieces {
            Some(pieces) => &pieces.value,
            None => source.slice(self.span),
        }
    }

    /// Where the bytes `range` of [`Text::str`] stand in the source.
    pub fn place(&self, range: std::ops::Range<usize>) -> Span {
        let Some(pieces) = &self.pieces else {
            let start = self.span.start as usize;
            return Span::new(start + range.start..start + range.end);
        };
        let start = pieces.locate(range.start).0;
        let end = if range.is_empty() { start } else { pieces.locate(range.end - 1).1 };
        Span { start, end: end.max(start) }
    }
}

impl Pieces {
    /// Source bytes (start, end) of the byte at `offset` of the value.
    fn locate(&self, offset: usize) -> (u32, u32) {
        let index = self.map.partition_point(|&(at, _)| at as usize <= offset).saturating_sub(1);
        let Some(&(at, span)) = self.map.get(index) else { return (0, 0) };
        let next = self.map.get(index + 1).map_or(self.value.len(), |&(at, _)| at as usize);
        let exact = next - at as usize == (span.end - span.start) as usize;
        if exact {
            let byte = span.start + (offset as u32 - at);
            (byte, byte + 1)
        } else {
            (span.start, span.end)
        }
    }
}

/// A comment of the markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `<!--` to `-->`.
    pub span: Span,
    /// Whether text of the line that it stands in comes before it.
    pub inside: bool,
}

impl Comment {
    /// What stands between `<!--` and `-->`.
    pub fn text(self, source: &Source) -> &str {
        let text = source.slice(self.span);
        let text = text.strip_prefix(Self::OPEN).unwrap_or(text);
        // `<!-->` and `<!--->` are whole.
        let ends = ["-->", "--!>"].iter().find_map(|end| text.strip_suffix(end));
        ends.unwrap_or(if matches!(text, ">" | "->") { "" } else { text })
    }

    /// How a comment begins.
    pub(crate) const OPEN: &str = "<!--";
}

/// Something the reader saw and could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: NoteKind,
}

/// What a reader could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// A picture stands where text could.
    Image,
    /// The file's own change tracking is still in it (how many changes).
    TrackedChanges(u32),
    /// Somebody's comments are in the file.
    Comments {
        /// Their author; empty where the file does not say.
        author: String,
        /// How many.
        count: u32,
    },
    /// Running text is struck out, and was left out (at how many places).
    Struck(u32),
    /// The file's properties name its author and who saved it last, one or both.
    People(Vec<String>),
    /// A limit on hostile input was reached: from here on nothing was read.
    Limit(Limit),
    /// A part of the text is kept in a way that is not read.
    Unread(Unread),
    /// Of a report the file has the tables alone, as a workbook has.
    TablesOnly(Unread),
}

/// A part of a file that was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What it is and what to do, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}
