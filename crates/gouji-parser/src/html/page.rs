//! The page while it is read.

use super::{
    element::{self, ElementKind},
    grid::{HtmlGrid, RowGroupPart},
    inline::{HtmlLine, HtmlLines},
    limit,
    looks::Looks,
    shown::{Preformatted, ShownSource, ShownText},
    tag::StartTag,
    unread::{Ending, UnreadParts},
};
use crate::{
    Block, Comment, Heading, HeadingMark, Limit, Note, NoteKind, Paragraph, Source, Span, Table,
    line_end::{is_end, is_rare},
};

/// What has been read of a page.
pub(super) struct HtmlPage<'a> {
    source: &'a Source,
    pub(super) inline: HtmlLines<'a>,
    /// Lines and tables in the order of the page. The lines of an open table's cells stand here
    /// too, until the table's end tells what it is.
    pub(super) items: Vec<HtmlItem>,
    /// Open tables, outermost first.
    grids: Vec<HtmlGrid>,
    /// The level of the open heading.
    heading: Option<u8>,
    /// Open `<pre>`s.
    preformatted: u32,
    /// The open `<pre>` of characters alone.
    shown: ShownSource,
    /// Open elements that change how characters are drawn.
    looks: Looks,
    /// A picture in the open line.
    image: Option<Span>,
    /// Whether the open cell has had nothing but start tags.
    fresh: bool,
    /// The open element whose content is not read.
    unread: Option<UnreadParts>,
    /// Bytes of all characters.
    length: usize,
    /// Slots of all tables.
    slots: usize,
    /// A limit was reached: nothing more is read.
    stopped: bool,
    notes: Vec<Note>,
    comments: Vec<Comment>,
    /// How many comments there were when the last row ended.
    comments_of_rows: usize,
}

/// A block before its text is made.
pub(super) enum HtmlItem {
    /// A line, and the level if it is a heading.
    Line(HtmlLine, Option<u8>),
    Table(Table),
    /// What the reader of texts reads, and how many lines of the page it takes the place of.
    Shown(Preformatted, usize),
}

impl<'a> HtmlPage<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self {
            source,
            inline: HtmlLines::new(source.text()),
            items: Vec::new(),
            grids: Vec::new(),
            heading: None,
            preformatted: 0,
            shown: ShownSource::default(),
            looks: Looks::default(),
            image: None,
            fresh: false,
            unread: None,
            length: 0,
            slots: 0,
            stopped: false,
            notes: Vec::new(),
            comments: Vec::new(),
            comments_of_rows: 0,
        }
    }

    /// Characters that stand in the text as they are.
    pub(super) fn text(&mut self, span: Span) {
        if !self.reads() {
            return;
        }
        // One text can be as long as the page.
        let text = self.source.slice(span);
        let text = beginning(text, limit::TEXT.0.saturating_sub(self.length) + 1);
        let span = Span { end: span.start + text.len() as u32, ..span };
        self.touch(text, span);
        self.shown.add(span);
        let preformatted = self.preformatted > 0;
        let mut at = span.start as usize;
        for line in text.split_inclusive(|char| ends_line(char, preformatted)) {
            let end = at + line.len();
            let broken = line.chars().next_back().filter(|&char| ends_line(char, preformatted));
            let shown = end - broken.map_or(0, char::len_utf8);
            self.inline.text(Span::new(at..shown));
            if broken.is_some() {
                self.line_break(Span::new(shown..end));
            }
            at = end;
        }
        self.check_length(text, span);
    }

    /// The characters of the entity at `span`.
    pub(super) fn decoded(&mut self, chars: &str, span: Span) {
        if !self.reads() {
            return;
        }
        self.shown.add(span);
        if chars.chars().next().is_some_and(|char| ends_line(char, self.preformatted > 0)) {
            return self.line_break(span);
        }
        self.touch(chars, span);
        self.inline.decoded(chars, span);
        self.check_length(chars, span);
    }

    /// A start tag.
    pub(super) fn start(&mut self, tag: &StartTag<'_>) {
        if self.unread.as_mut().is_some_and(|unread| !unread.start(tag)) || self.stopped {
            return;
        }
        self.unread = None;
        self.shown.start_tag(tag);
        if let Some(doubt) = element::doubt(tag.name).filter(|_| !tag.hidden)
            && let Some(cell) = self.grids.last_mut().and_then(HtmlGrid::cell)
        {
            cell.doubt = cell.doubt.or(Some(doubt));
        }
        if tag.is_unread() {
            match tag.kind {
                ElementKind::RowGroup => self.end_group(),
                ElementKind::Row => self.end_row(),
                ElementKind::Cell => self.end_cell(),
                ElementKind::Inline | ElementKind::Unread => {}
                _ => self.end_line(),
            }
            self.unread = Some(UnreadParts::new(tag));
            return;
        }
        match tag.kind {
            ElementKind::LineBreak => self.line_break(tag.span),
            ElementKind::Image if !tag.hidden => self.image = self.image.or(Some(tag.span)),
            ElementKind::Table => self.start_table(tag.span),
            ElementKind::RowGroup => self.start_group(tag.name),
            ElementKind::Row => self.start_row(tag.span),
            ElementKind::Cell => self.start_cell(tag),
            kind if kind.breaks() => self.end_line(),
            _ => {}
        }
        match tag.kind {
            ElementKind::Heading(level) => self.heading = Some(level),
            ElementKind::Preformatted => {
                if self.heading.is_none() {
                    self.shown.start(self.items.len());
                }
                self.preformatted += 1;
            }
            _ => {}
        }
        let level = match tag.kind {
            ElementKind::Table | ElementKind::RowGroup => 0,
            ElementKind::Row => 1,
            _ => 2,
        };
        self.looks.start(tag, (self.grids.len(), level));
        self.inline.look = self.looks.current();
        if tag.void {
            self.fresh = false;
        } else if self.fresh
            && let Some(cell) = self.grids.last_mut().and_then(HtmlGrid::cell)
        {
            cell.blank_at = tag.span.end;
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &[u8], kind: ElementKind, span: Span) {
        let in_cell = self.grids.last_mut().is_some_and(|grid| grid.cell().is_some());
        if let Some(unread) = &mut self.unread {
            match unread.end(name, kind, in_cell) {
                Ending::Inner => return,
                Ending::Own => {
                    self.unread = None;
                    return;
                }
                Ending::Outer => self.unread = None,
            }
        }
        if self.stopped {
            return;
        }
        self.fresh = false;
        if kind != ElementKind::Preformatted {
            self.shown.markup(span);
        }
        self.looks.end(name);
        self.inline.look = self.looks.current();
        match kind {
            ElementKind::LineBreak => self.line_break(span),
            ElementKind::Table => self.end_table(),
            ElementKind::RowGroup => self.end_group(),
            ElementKind::Row => self.end_row(),
            ElementKind::Cell => self.end_cell(),
            ElementKind::Heading(_) => {
                self.end_line();
                self.heading = None;
            }
            ElementKind::Preformatted => {
                self.end_line();
                self.end_shown();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            kind if kind.breaks() => self.end_line(),
            _ => {}
        }
    }

    /// A comment. In what is not read there are none.
    pub(super) fn comment(&mut self, span: Span) {
        self.shown.markup(span);
        if self.reads() && self.source.slice(span).starts_with(Comment::OPEN) {
            self.comments.push(Comment { span, inside: !self.inline.is_blank() });
        }
    }

    /// Whether a limit was reached.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Ends whatever is open.
    pub(super) fn close(&mut self) {
        self.end_line();
        self.end_shown();
        while !self.grids.is_empty() {
            self.end_table();
        }
        self.unread = None;
        self.heading = None;
        self.preformatted = 0;
        self.looks = Looks::default();
        self.inline.look = self.looks.current();
    }

    /// The end of the file.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<ShownText>, Vec<Note>, Vec<Comment>) {
        self.close();
        let Self { source, inline, items, mut notes, comments, .. } = self;
        let mut struck = Vec::new();
        let mut blocks = Vec::with_capacity(items.len());
        let mut shown = Vec::new();
        for item in items {
            match item {
                HtmlItem::Table(table) => blocks.push(Block::Table(table)),
                HtmlItem::Line(line, level) => {
                    struck.extend(inline.struck(line));
                    blocks.extend(block(source, &inline, line, level));
                }
                HtmlItem::Shown(text, _) => shown.push(ShownText { before: blocks.len(), text }),
            }
        }
        if let Some(&span) = struck.first() {
            notes.push(Note { span, kind: NoteKind::Struck(struck.len() as u32) });
        }
        (blocks, shown, notes, comments)
    }

    /// Puts a shown text in the place of the lines that it was read as. In a cell it is what the cell has
    /// unless it is as long as a page.
    fn end_shown(&mut self) {
        if let Some((items, text)) = self.shown.end()
            && (self.grids.is_empty() || self.holds_page(&self.items[items..]))
        {
            let lines = self.items.len() - items;
            self.items.truncate(items);
            self.items.push(HtmlItem::Shown(text, lines));
        }
    }

    fn reads(&self) -> bool {
        self.unread.is_none() && !self.stopped
    }

    /// Notes where the text of the open cell begins, be it blank.
    fn touch(&mut self, chars: &str, span: Span) {
        if self.fresh && !chars.trim_ascii().is_empty() {
            self.fresh = false;
            if let Some(cell) = self.grids.last_mut().and_then(HtmlGrid::cell) {
                cell.blank_at = span.start + (chars.len() - chars.trim_ascii_start().len()) as u32;
            }
        }
    }

    /// `<br>`: part of a heading, the end of any other line. Pages have a whole report in one
    /// paragraph with breaks between its sections.
    fn line_break(&mut self, span: Span) {
        if self.heading.is_some() && !self.inline.is_blank() {
            self.inline.line_break(span);
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let image = self.image.take();
        if let Some(line) = self.inline.finish() {
            // a heading has one line, so that one left open does not swallow the page
            let level = self.heading.take();
            self.items.push(HtmlItem::Line(line, level));
        } else if let Some(span) = image
            && self.notes.len() < limit::IMAGES
        {
            self.notes.push(Note { span, kind: NoteKind::Image });
        }
    }

    /// Ends the line and the heading at the border of a cell.
    fn end_content(&mut self) {
        self.end_line();
        self.end_shown();
        self.heading = None;
        self.preformatted = 0;
        self.fresh = false;
    }

    fn start_table(&mut self, span: Span) {
        // between the cells of a table there is no place for another: the first one ends
        if self.grids.last_mut().is_some_and(|grid| grid.cell().is_none()) {
            self.end_table();
        }
        self.end_content();
        self.grids.push(HtmlGrid::new(self.items.len()));
        self.check_limit(self.grids.len(), limit::DEPTH, span);
    }

    fn end_table(&mut self) {
        self.end_group();
        self.leave(0);
        if let Some(mut grid) = self.grids.pop() {
            self.settle(&mut grid);
            // What stands behind the last row is still within the table.
            if self.items.len() > grid.first_item
                && let Some(HtmlItem::Table(_)) = self.items.last()
            {
                for comment in &mut self.comments[self.comments_of_rows..] {
                    comment.inside = true;
                }
            }
        }
    }

    fn start_group(&mut self, name: &[u8]) {
        self.end_group();
        if let Some(grid) = self.grids.last_mut() {
            grid.part = match name {
                b"thead" => RowGroupPart::Head,
                b"tfoot" => RowGroupPart::Foot,
                _ => RowGroupPart::Body,
            };
        }
    }

    fn end_group(&mut self) {
        self.end_row();
        if let Some(grid) = self.grids.last_mut() {
            grid.close_group(self.items.len());
        }
    }

    /// Ends what changes how characters are drawn from `level` of the open table on.
    fn leave(&mut self, level: u8) {
        if !self.grids.is_empty() {
            self.looks.leave((self.grids.len(), level));
            self.inline.look = self.looks.current();
        }
    }

    fn start_row(&mut self, span: Span) {
        self.end_row();
        if let Some(grid) = self.grids.last_mut() {
            self.slots += grid.open_row(span.start);
            self.check_limit(self.slots, limit::SLOTS, span);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.leave(1);
        if let Some(grid) = self.grids.last_mut() {
            if grid.row_open() {
                self.comments_of_rows = self.comments.len();
            }
            grid.close_row();
        }
    }

    fn start_cell(&mut self, tag: &StartTag<'_>) {
        self.end_cell();
        if let Some(grid) = self.grids.last_mut() {
            let spans = (tag.column_span, tag.row_span);
            self.slots += grid.open_cell(spans, self.items.len(), tag.span.end);
            self.fresh = true;
            self.check_limit(self.slots, limit::SLOTS, tag.span);
        }
    }

    fn end_cell(&mut self) {
        self.end_content();
        self.leave(2);
        if let Some(grid) = self.grids.last_mut() {
            grid.close_cell(self.items.len());
        }
    }

    fn check_length(&mut self, chars: &str, span: Span) {
        self.length += chars.len();
        self.check_limit(self.inline.len(), limit::PIECES, span);
        self.check_limit(self.length, limit::TEXT, span);
    }

    fn check_limit(&mut self, reached: usize, (most, limit): (usize, Limit), span: Span) {
        if reached > most && !self.stopped {
            self.stopped = true;
            self.notes.push(Note { span, kind: NoteKind::Limit(limit) });
        }
    }
}

/// Whether a line of a page ends at `char`. A form feed is white space there.
fn ends_line(char: char, preformatted: bool) -> bool {
    char != '\u{c}' && if preformatted { is_end(char) } else { is_rare(char) }
}

/// The first `most` bytes of a text, to the end of a character.
fn beginning(text: &str, most: usize) -> &str {
    let ends = |&at: &usize| text.is_char_boundary(at);
    (most..text.len()).take(4).find(ends).map_or(text, |end| &text[..end])
}

/// The block of a line; none where all of it is struck out.
fn block(
    source: &Source,
    inline: &HtmlLines<'_>,
    line: HtmlLine,
    level: Option<u8>,
) -> Option<Block> {
    let text = inline.line(line)?;
    let (level, mark) = match level {
        Some(level) => (level, HeadingMark::Style),
        None => match crate::heading::shaped(text.str(source)) {
            Some(numbering) => (numbering.level, HeadingMark::Shape),
            None => return Some(Block::Paragraph(Paragraph { text, blank_before: 0 })),
        },
    };
    Some(Block::Heading(Heading { text, level, mark, blank_before: 0 }))
}
