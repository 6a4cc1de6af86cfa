//! The tree laid out as a text with blocks: the view.
//!
//! * A paragraph is a line; a line break in it begins a new line and a new block, for reports
//!   pasted from a web page are one paragraph full of them. In a heading style it is a space.
//! * A table row is a line, its cells between tabs (a cell that goes on from above is empty). In
//!   a cell, paragraphs, line breaks and tabs are parted by a single space.
//! * An empty paragraph is an empty line, counted in `blank_before` of the next block.
//! * A cell that holds a table is layout, not a value: it is left blank, and its paragraphs and
//!   tables follow the row as lines and blocks of their own. The outer table ends there and goes
//!   on after them as a new block. A row of nothing but such cells is left out.
//! * Text boxes follow their paragraph; those of a cell follow its table.
//! * Footnotes and endnotes stand at the end, in the order in which the text refers to them, as
//!   paragraphs and never as headings.

use std::collections::{BTreeMap, HashMap};

use super::{
    item::{Commenters, ParagraphMark, StoryItem, StoryParagraph},
    numbering::{Counter, ListNumbering},
    trace::Trace,
};
use crate::{
    Block, Document, Format, Heading, HeadingMark, Limit, Note, NoteKind, ReadError, Source, Span,
    Text, document, limits::TEXT_LIMIT,
};

/// A document under construction.
pub(crate) struct FlowView<'a> {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    format: Format,
    counter: Counter<'a>,
    /// Parts in other formats that were read, by the ids of their relationships.
    pub(crate) chunks: &'a HashMap<String, Document>,
    pub(crate) notes: Vec<Note>,
    /// Empty lines since the last block.
    pub(crate) blank: u16,
    headings: bool,
    /// The first change, and each comment.
    change: Option<Span>,
    comments: BTreeMap<u32, Span>,
    /// Where the first of the text stood that is struck out, and how many places there are.
    struck: (Option<Span>, u32),
    /// Where paragraphs stand, of those whose site is known.
    pub(crate) trace: Trace,
}

impl<'a> FlowView<'a> {
    pub(crate) fn new(
        format: Format,
        numbering: &'a ListNumbering,
        chunks: &'a HashMap<String, Document>,
    ) -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            format,
            counter: Counter::new(numbering),
            chunks,
            notes: Vec::new(),
            blank: 0,
            headings: true,
            change: None,
            comments: BTreeMap::new(),
            struck: (None, 0),
            trace: Trace::default(),
        }
    }

    pub(crate) fn items(&mut self, items: &'a [StoryItem]) -> Result<(), ReadError> {
        for item in items {
            match item {
                StoryItem::Paragraph(paragraph) => self.paragraph(paragraph)?,
                StoryItem::Table(rows) => self.table(rows)?,
                StoryItem::Chunk(id) => self.chunk(id)?,
            }
        }
        Ok(())
    }

    /// A footnote or endnote.
    pub(crate) fn note(&mut self, items: &'a [StoryItem]) -> Result<(), ReadError> {
        self.headings = false;
        self.trace.in_notes = true;
        self.items(items)
    }

    /// The finished document, and the way back from it.
    pub(crate) fn finish(
        mut self,
        changes: u32,
        commenters: Commenters,
        people: Vec<String>,
    ) -> (Document, Trace) {
        let mut counted = |count: u32, place: Option<Span>, kind: fn(u32) -> NoteKind| {
            if count > 0 {
                self.notes.push(Note { span: place.unwrap_or_default(), kind: kind(count) });
            }
        };
        counted(changes, self.change, NoteKind::TrackedChanges);
        counted(self.struck.1, self.struck.0, NoteKind::Struck);
        let mut comments: BTreeMap<String, (u32, Option<Span>)> = BTreeMap::new();
        for (number, author) in commenters {
            let (count, first) = comments.entry(author).or_default();
            let place = self.comments.get(&number).copied();
            *count += 1;
            *first = first.take().into_iter().chain(place).min_by_key(|place| place.start);
        }
        for (author, (count, place)) in comments {
            let span = place.unwrap_or_default();
            self.notes.push(Note { span, kind: NoteKind::Comments { author, count } });
        }
        if !people.is_empty() {
            self.notes.push(Note { span: Span::default(), kind: NoteKind::People(people) });
        }
        self.notes.sort_by_key(|note| note.span.start);
        let source = Source::new(self.format, self.text, 0);
        {
            let (blocks, notes) = (self.blocks, self.notes);
            (Document { source, blocks, notes, comments: Vec::new() }, self.trace)
        }
    }

    fn paragraph(&mut self, paragraph: &'a StoryParagraph) -> Result<(), ReadError> {
        // A deleted paragraph before a table has nothing to run on into.
        if !(paragraph.runs_on && paragraph.text.is_empty()) {
            self.lines(paragraph)?;
        }
        self.boxes(paragraph)
    }

    /// What stands in the text boxes of a paragraph.
    pub(crate) fn boxes(&mut self, paragraph: &'a StoryParagraph) -> Result<(), ReadError> {
        if paragraph.boxes.is_empty() {
            return Ok(());
        }
        let outer = self.trace.enter(paragraph.site.as_deref());
        self.items(&paragraph.boxes)?;
        self.trace.leave(outer);
        Ok(())
    }

    fn lines(&mut self, paragraph: &StoryParagraph) -> Result<(), ReadError> {
        let number = self.number(paragraph);
        let level = paragraph.outline.filter(|level| *level < 9).map(|level| level + 1);
        let start = self.text.len();
        self.text.push_str(&number);
        let base = self.text.len();
        if level.is_some() {
            self.text.push_str(&paragraph.text.replace('\n', " "));
        } else {
            self.text.push_str(&paragraph.text);
        }
        self.text.push('\n');
        if let Some(site) = &paragraph.site {
            self.trace.paragraph(site, start..self.text.len() - 1, (base, 0));
        }
        for &(at, mark) in &paragraph.marks {
            self.mark(mark, Span::at(base + at as usize));
        }
        let mut line = start;
        while let Some(length) = memchr::memchr(b'\n', &self.text.as_bytes()[line..]) {
            self.line(line..line + length, level);
            line += length + 1;
        }
        self.check_size()
    }

    fn line(&mut self, line: std::ops::Range<usize>, level: Option<u8>) {
        let span = trimmed(&self.text, line);
        if span.is_empty() {
            self.blank = self.blank.saturating_add(1);
            return;
        }
        let blank_before = std::mem::take(&mut self.blank);
        let text = Text::plain(span);
        let heading = match level {
            _ if !self.headings => None,
            Some(level) => Some((level, HeadingMark::Style)),
            None => crate::heading::shaped(&self.text[span.range()])
                .map(|numbering| (numbering.level, HeadingMark::Shape)),
        };
        self.blocks.push(match heading {
            Some((level, mark)) => Block::Heading(Heading { text, level, mark, blank_before }),
            None => Block::Paragraph(document::Paragraph { text, blank_before }),
        });
    }

    /// The automatic number of a paragraph, empty if it has none.
    pub(crate) fn number(&mut self, paragraph: &StoryParagraph) -> String {
        let Some(list) = paragraph.number.list.filter(|list| *list != 0) else {
            return String::new();
        };
        self.counter.next(list, paragraph.number.level.unwrap_or(0)).unwrap_or_default()
    }

    pub(crate) fn mark(&mut self, mark: ParagraphMark, place: Span) {
        match mark {
            ParagraphMark::Image => self.notes.push(Note { span: place, kind: NoteKind::Image }),
            ParagraphMark::Change => drop(self.change.get_or_insert(place)),
            ParagraphMark::Comment(number) => drop(self.comments.entry(number).or_insert(place)),
            ParagraphMark::Struck => {
                self.struck.0.get_or_insert(place);
                self.struck.1 += 1;
            }
            // Of cells, which say so themselves.
            ParagraphMark::Doubt(_) => {}
        }
    }

    pub(crate) fn check_size(&self) -> Result<(), ReadError> {
        if self.text.len() > TEXT_LIMIT {
            return Err(ReadError::Limit(Limit::new("正文长度", "length of the text")));
        }
        Ok(())
    }
}

/// The span of a range without white space at both ends; of white space alone, its start.
fn trimmed(text: &str, range: std::ops::Range<usize>) -> Span {
    let line = &text[range.clone()];
    let body = line.trim_start();
    let start = if body.is_empty() { range.start } else { range.end - body.len() };
    Span::new(start..start + body.trim_end().len())
}
