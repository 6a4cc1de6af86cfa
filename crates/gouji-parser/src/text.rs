//! Plain text and Markdown: which lines are headings, paragraphs and rows of tables.
//!
//! * [`lines`] – lines, and the shape that white space and bars give each
//! * [`tabs`], [`dump`], [`pipes`] – the three ways a table is written; [`broken_rows`] – rows of pipes over several lines
//! * [`markup`] – Markdown within a line, [`cell_markup`] within a cell
//! * [`comments`] – comments, which are no text
//! * [`tagged`] – tables written in HTML
//! * [`shown`] – texts that a page shows

mod broken_rows;
mod cell_markup;
mod comments;
mod dump;
mod lines;
mod markup;
mod pipes;
mod shown;
mod tabs;
mod tagged;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{
    Block, Cell, Comment, Document, Format, Heading, HeadingMark, Layout, Note, NoteKind,
    Paragraph, Row, Source, Span, Table, Text, blank, heading, html,
};
use lines::{LineShape, ShapedLine};
pub(crate) use shown::read_shown;

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
    let markdown = source.format() == Format::Markdown;
    let (mut blocks, mut notes) = Reader::new(&source, &text, &comments, markdown).read();
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

/// What shows that a line of Markdown has text that is struck out, or elements of HTML.
const SHOWN_OTHERWISE: [&str; 2] = ["~~", "</"];

/// Bytes of the longest line in which what is struck out is looked for: a mark that nothing closes is
/// looked for to the end of the line.
const LONGEST: usize = 1 << 14;

struct Reader<'a> {
    source: &'a Source,
    /// The text with blanks in the place of comments and tables in HTML: what lines and cells are told by.
    text: &'a str,
    comments: &'a [Comment],
    lines: Vec<ShapedLine>,
    /// Whether it is Markdown, where single marks mean more.
    markdown: bool,
    /// Whether escapes or entities occur at all.
    inline: bool,
    /// Where a text is first struck out, and how many lines have such text.
    struck: Option<(Span, u32)>,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    /// Empty lines since the last block.
    blank: usize,
    /// The line up to which there are no rows that are broken over lines.
    unbroken: usize,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source, text: &'a str, comments: &'a [Comment], markdown: bool) -> Self {
        Self {
            source,
            text,
            comments,
            lines: comments::without(lines::split(text), comments),
            markdown,
            inline: markup::occurs(source.text()),
            struck: None,
            blocks: Vec::new(),
            notes: Vec::new(),
            blank: 0,
            unbroken: 0,
        }
    }

    fn read(mut self) -> (Vec<Block>, Vec<Note>) {
        let mut at = 0;
        while let Some(&line) = self.lines.get(at) {
            at = match line.shape {
                LineShape::Cell | LineShape::Tabs { .. } => self.tabbed(at),
                LineShape::Bars { .. } => self.barred(at),
                LineShape::Blank | LineShape::Plain => self.broken_rows(at).unwrap_or_else(|| {
                    self.bare_line(line);
                    at + 1
                }),
            };
        }
        if let Some((span, lines)) = self.struck {
            self.notes.push(Note { span, kind: NoteKind::Struck(lines) });
        }
        (self.blocks, self.notes)
    }

    /// Adds a line that belongs to no table.
    fn bare_line(&mut self, line: ShapedLine) {
        // What stands in a page outside of the texts that it shows is blank here, wherever its characters begin.
        if line.text.is_empty() {
            self.blank += 1;
            return;
        }
        let style = self.hashes(self.slice(line.text));
        let span = match &style {
            Some((_, title)) => {
                let start = line.text.start as usize;
                Span::new(blank::trim(self.text, start + title.start..start + title.end))
            }
            None => line.text,
        };
        let text = self.shown(span);
        if text.span.is_empty() || self.is_break(self.slice(line.text)) {
            self.blank += 1;
            return;
        }
        if self.markdown && is_picture(self.slice(line.text)) {
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
        let marked = blank::is_blank(after) || level > 1 || self.markdown;
        if !(1..=6).contains(&level) || !marked {
            return None;
        }
        // closing marks: `## 二、… ##`
        let unclosed = line.trim_end_matches('#');
        let end = if unclosed.ends_with(blank::is_blank) { unclosed.len() } else { line.len() };
        let end = if self.markdown { without_attributes(&line[..end]).len() } else { end };
        let title = blank::trim(line, level..end.max(level));
        (!title.is_empty()).then_some((level as u8, title))
    }

    /// Whether a line is a rule across the page in Markdown (in text, dashes can stand for zero).
    fn is_break(&self, line: &str) -> bool {
        self.markdown
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

    /// The text within `span`, which has no blanks around it, as it is shown: without what is struck out.
    fn shown(&mut self, span: Span) -> Text {
        if self.markdown
            && span.range().len() <= LONGEST
            && (SHOWN_OTHERWISE.iter().any(|mark| self.slice(span).contains(mark))
                || self.slice(span).starts_with('<'))
            && self.slice(span) == self.source.slice(span)
        {
            let (text, struck) = cell_markup::without_struck(self.source, span);
            if let Some(struck) = struck {
                let (first, lines) = self.struck.unwrap_or((struck, 0));
                self.struck = Some((first, lines + 1));
            }
            return text;
        }
        self.trimmed(span)
    }

    /// The characters of `span`, with blanks in the place of comments.
    fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text within `span`, which has no blanks around it, without emphasis.
    fn trimmed(&self, span: Span) -> Text {
        let span = markup::bare(self.text, span, self.inline);
        if self.inline {
            // In a text that is no Markdown, references are what is left of a page.
            let references = self.source.format() != Format::Text;
            markup::unescape(self.source.slice(span), span, self.comments, references)
        } else {
            Text::plain(span)
        }
    }
}

/// A heading without the name that Markdown gives it: `## 二、… {#part-2}`.
fn without_attributes(line: &str) -> &str {
    let named = line.trim_end().strip_suffix('}').and_then(|rest| rest.rsplit_once('{'));
    match named {
        Some((title, name)) if name.starts_with(['#', '.', ':']) => title,
        _ => line,
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
