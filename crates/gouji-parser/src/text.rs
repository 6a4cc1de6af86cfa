//! Plain text and Markdown: which lines are headings, paragraphs and rows of tables.
//!
//! * [`lines`] – lines, and the shape that white space and bars give each
//! * [`tabs`], [`dump`], [`pipes`] – the three ways a table is written
//! * [`markup`] – Markdown within a line, [`cell_markup`] within a cell
//! * [`comments`] – comments, which are no text
//! * [`tagged`] – tables written in HTML

mod cell_markup;
mod comments;
mod dump;
mod lines;
mod markup;
mod pipes;
mod tabs;
mod tagged;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{
    Block, Cell, Comment, Document, Format, Heading, HeadingMark, Layout, Note, NoteKind,
    Paragraph, Row, Source, Span, Table, Text, blank, heading, html,
};
use lines::{Line, Shape};

/// Reads `source` as text in any of its layouts.
pub(crate) fn read(source: Source) -> Document {
    // In plain text whoever opens the file sees them: there they are text.
    let comments = match source.format() {
        Format::Markdown => comments::find(source.text()),
        _ => Vec::new(),
    };
    let told = comments::blanked(source.text(), comments.iter().map(|comment| comment.span));
    let tagged = tagged::find(&told);
    let text = comments::blanked(&told, tagged.iter().copied());
    let mut reader = Reader {
        source: &source,
        text: &text,
        comments: &comments,
        lines: comments::without(lines::split(&text), &comments),
        inline: markup::occurs(source.text()),
        blocks: Vec::new(),
        notes: Vec::new(),
        blank: 0,
    };
    reader.read();
    let (mut blocks, mut notes) = (reader.blocks, reader.notes);
    if !tagged.is_empty() {
        let (tables, more) = html::read_within(&source, &tagged);
        blocks.extend(tables);
        blocks.sort_by_key(|block| block.span().start);
        notes.extend(more);
    }
    Document { source, blocks, notes, comments }
}

/// Whether a line of Markdown shows a picture: `![…](…)`.
fn is_picture(line: &str) -> bool {
    line.split_once("![").is_some_and(|(_, rest)| rest.contains("]("))
}

struct Reader<'a> {
    source: &'a Source,
    /// The text with blanks in the place of comments and tables in HTML: what lines and cells are told by.
    text: &'a str,
    comments: &'a [Comment],
    lines: Vec<Line>,
    /// Whether escapes or entities occur at all.
    inline: bool,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    /// Empty lines since the last block.
    blank: usize,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(&line) = self.lines.get(at) {
            at = match line.shape {
                Shape::Cell | Shape::Tabs { .. } => self.tabbed(at),
                Shape::Bars { .. } => self.barred(at),
                Shape::Blank | Shape::Plain => {
                    self.bare_line(line);
                    at + 1
                }
            };
        }
    }

    /// Adds a line that belongs to no table.
    fn bare_line(&mut self, line: Line) {
        let raw = self.slice(line.text);
        let style = self.hashes(raw);
        let text = match &style {
            Some((_, title)) => {
                let start = line.text.start as usize;
                self.text(start + title.start..start + title.end)
            }
            None => self.trimmed(line.text),
        };
        if text.span.is_empty() || self.is_break(raw) {
            self.blank += 1;
            return;
        }
        if self.source.format() == Format::Markdown && is_picture(raw) {
            self.notes.push(Note { span: text.span, kind: NoteKind::Image });
        }
        let blank_before = u16::try_from(std::mem::take(&mut self.blank)).unwrap_or(u16::MAX);
        let level = match style {
            Some((level, _)) => Some((level, HeadingMark::Style)),
            None => heading::shaped(text.str(self.source))
                .map(|numbering| (numbering.level, HeadingMark::Shape)),
        };
        self.blocks.push(match level {
            Some((level, mark)) => Block::Heading(Heading { text, level, mark, blank_before }),
            None => Block::Paragraph(Paragraph { text, blank_before }),
        });
    }

    /// Level and title of a line that `#`s make a heading. Without a blank after them they do in
    /// Markdown, or if there are several (`##二、…`, but not `#1`).
    fn hashes(&self, line: &str) -> Option<(u8, Range<usize>)> {
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        let after = line[level..].chars().next()?;
        let marked =
            blank::is_blank(after) || level > 1 || self.source.format() == Format::Markdown;
        if !(1..=6).contains(&level) || !marked {
            return None;
        }
        // closing marks: `## 二、… ##`
        let unclosed = line.trim_end_matches('#');
        let end = if unclosed.ends_with(blank::is_blank) { unclosed.len() } else { line.len() };
        let title = blank::trim(line, level..end.max(level));
        (!title.is_empty()).then_some((level as u8, title))
    }

    /// Whether a line is a rule across the page in Markdown (in text, dashes can stand for zero).
    fn is_break(&self, line: &str) -> bool {
        self.source.format() == Format::Markdown
            && line.len() >= 3
            && ["-", "*", "_", "="]
                .iter()
                .any(|mark| line.trim_matches(|char| mark.contains(char)).is_empty())
    }

    /// Adds a table, unless no cell of it is filled: then its lines are empty lines.
    fn table_or_blank(&mut self, layout: Layout, rows: Vec<Row>, lines: usize) {
        if rows.iter().flat_map(|row| &row.cells).any(is_filled) {
            self.table(layout, rows);
        } else {
            self.blank += lines;
        }
    }

    fn table(&mut self, layout: Layout, rows: Vec<Row>) {
        let first = rows.first().expect("a table has a row");
        let span = rows.last().map_or(first.span, |last| first.span.join(last.span));
        self.blank = 0;
        self.blocks.push(Block::Table(Table { span, layout, rows }));
    }

    /// The cell within `range`.
    fn cell(&self, range: Range<usize>, column: usize) -> Cell {
        let span = Span::new(blank::trim(self.text, range));
        if !cell_markup::occurs(self.source.slice(span)) {
            return Cell::new(Text::plain(span), column as u32);
        }
        let (text, doubt) = cell_markup::read(self.source, span);
        Cell { doubt, ..Cell::new(text, column as u32) }
    }

    /// The text within `range`.
    fn text(&self, range: Range<usize>) -> Text {
        self.trimmed(Span::new(blank::trim(self.text, range)))
    }

    /// The characters of `span`, with blanks in the place of comments.
    fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text within `span`, which has no blanks around it, without emphasis.
    fn trimmed(&self, span: Span) -> Text {
        let span = markup::bare(self.text, span, self.inline);
        if self.inline {
            markup::unescape(self.source.slice(span), span, self.comments)
        } else {
            Text::plain(span)
        }
    }
}

/// A row of at least one cell.
fn row(cells: Vec<Cell>) -> Row {
    let span = match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => first.text.span.join(last.text.span),
        _ => Span::default(),
    };
    Row { span, cells }
}

fn is_filled(cell: &Cell) -> bool {
    !cell.text.span.is_empty()
}
