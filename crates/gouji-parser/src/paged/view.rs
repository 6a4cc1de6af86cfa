//! The document's text, laid out as that of a .docx: a paragraph is a line, a row of a table is a line
//! with tabs between its cells.

use super::{
    CELLS,
    flow::{self, OpenParagraph},
    grid::index,
    join::{JoinedTable, NEAR, PageItem, PlacedItem},
    line::{TextLine, run_on},
    loose,
};
use crate::{
    Block, Document, Doubt, Format, Heading, HeadingMark, Layout, Limit, Note, NoteKind, ReadError,
    Source, Span, Text, Unread,
    apart::is_broken,
    document::{self, Cell, Row, Table},
    heading,
    limits::TEXT_LIMIT,
};

const UNCODED: Unread = Unread {
    zh: "这一段有的字在字体里没有文字编码，整段没有读：请检查生成它的 .docx 原稿",
    en: "the font does not say which characters stand in this paragraph, and it was not read: check the .docx that it was made from",
};
const UNCODED_CELL: Unread = Unread {
    zh: "这一格有的字在字体里没有文字编码，没有读：请检查生成它的 .docx 原稿",
    en: "the font does not say which characters stand in this cell, and they were not read: check the .docx that it was made from",
};

/// A document under construction.
#[derive(Default)]
struct PagedView {
    text: String,
    pages: Vec<u32>,
    blocks: Vec<Block>,
    notes: Vec<Note>,
}

/// Lays out what stands on the pages.
pub(super) fn lay_out(items: Vec<PlacedItem>) -> Result<Document, ReadError> {
    let columns = flow::edges(&items);
    let mut view = PagedView::default();
    let mut open: Option<OpenParagraph> = None;
    for PlacedItem { page, width, item } in items {
        let line = match item {
            PageItem::Line(line) => line,
            other => {
                view.paragraph(open.take());
                view.page(page);
                match other {
                    PageItem::Note(note) => view.gap(note),
                    PageItem::Table(table) => view.table(&table)?,
                    PageItem::Line(_) => {}
                }
                continue;
            }
        };
        let column = columns.get(&width).copied().unwrap_or_default();
        match &mut open {
            Some(paragraph) if paragraph.goes_on(&line, page, column) => paragraph.push(line, page),
            _ => {
                view.paragraph(open.take());
                open = Some(OpenParagraph::new(line, page));
            }
        }
        if view.text.len() > TEXT_LIMIT {
            return Err(ReadError::TooLarge { limit: TEXT_LIMIT as u64 });
        }
    }
    view.paragraph(open);
    let PagedView { text, pages, blocks, notes } = view;
    let source = Source::paged(Format::Pdf, text, pages);
    Ok(Document { source, blocks, notes, comments: Vec::new() })
}

impl PagedView {
    /// Page `page`, from 0, begins here if it has not begun yet.
    fn page(&mut self, page: usize) {
        let start = self.text.len() as u32;
        if self.pages.len() < page {
            self.pages.resize(page, start);
        }
    }

    /// Notes what was not read, on a line of its own, which is blank: it has a page then.
    fn gap(&mut self, kind: NoteKind) {
        self.note(kind);
        self.text.push('\n');
    }

    fn note(&mut self, kind: NoteKind) {
        self.notes.push(Note { span: Span::at(self.text.len()), kind });
    }

    fn paragraph(&mut self, paragraph: Option<OpenParagraph>) {
        let Some(paragraph) = paragraph else { return };
        self.page(paragraph.page);
        if paragraph.unread {
            self.gap(NoteKind::Unread(UNCODED));
            return;
        }
        let start = self.text.len();
        self.text.push_str(&paragraph.text);
        let text = Text::plain(Span::new(start..self.text.len()));
        let shape = heading::shaped(&paragraph.text);
        self.text.push('\n');
        self.blocks.push(match shape {
            Some(numbering) => Block::Heading(Heading {
                text,
                level: numbering.level,
                mark: HeadingMark::Shape,
                blank_before: 0,
            }),
            None => Block::Paragraph(document::Paragraph { text, blank_before: 0 }),
        });
    }

    fn table(&mut self, table: &JoinedTable) -> Result<(), ReadError> {
        let frames = || table.cells.iter().map(|cell| cell.area.frame);
        let mut edges: Vec<i32> = frames().flat_map(|it| [it.left, it.right]).collect();
        edges.sort_unstable();
        edges.dedup_by(|next, last| *next - *last <= NEAR);
        let mut rows: Vec<Row> = Vec::new();
        // Cells of rows above that reach further down: their column and the row after their last.
        let mut above: Vec<(u32, usize)> = Vec::new();
        let mut cells = table.cells.iter().peekable();
        let mut written = 0;
        for (at, &page) in table.rows.iter().enumerate() {
            self.page(page);
            above.retain(|&(_, end)| end > at);
            let own: Vec<&loose::RuledCell> =
                std::iter::from_fn(|| cells.next_if(|cell| cell.area.row == at)).collect();
            written += own.len() + above.len();
            if self.text.len() > TEXT_LIMIT || written > 4 * CELLS {
                return Err(ReadError::Limit(Limit::new("正文长度", "length of the text")));
            }
            rows.push(self.row(&own, &edges, &above));
            above.extend(own.iter().filter(|cell| cell.area.row_span > 1).filter_map(|cell| {
                let column = index(&edges, cell.area.frame.left)?;
                Some((column as u32, at + cell.area.row_span))
            }));
            above.sort_unstable();
        }
        if let Some(span) = rows.iter().map(|row| row.span).reduce(Span::join) {
            self.blocks.push(Block::Table(Table { span, layout: Layout::Grid, rows }));
        }
        Ok(())
    }

    /// Writes a row; a cell that comes down from above is blank in it.
    fn row(&mut self, own: &[&loose::RuledCell], edges: &[i32], above: &[(u32, usize)]) -> Row {
        let start = self.text.len();
        let column = |at: i32| index(edges, at).unwrap_or(0) as u32;
        let mut covered = above.iter().map(|&(column, _)| column).peekable();
        let mut begun = false;
        let mut cells = Vec::with_capacity(own.len());
        for cell in own {
            let first = column(cell.area.frame.left);
            while covered.next_if(|&column| column < first).is_some() {
                self.tab(&mut begun);
            }
            self.tab(&mut begun);
            let (text, doubt) = self.cell(cell);
            cells.push(Cell {
                column_span: column(cell.area.frame.right).saturating_sub(first).max(1),
                row_span: cell.area.row_span as u32,
                doubt,
                ..Cell::new(text, first)
            });
        }
        covered.for_each(|_| self.tab(&mut begun));
        self.text.push('\n');
        let span = cells.iter().map(|cell| cell.text.span).reduce(Span::join);
        Row { span: span.unwrap_or(Span::at(start)), cells }
    }

    /// Parts a cell from the one before, if there is one.
    fn tab(&mut self, begun: &mut bool) {
        if std::mem::replace(begun, true) {
            self.text.push('\t');
        }
    }

    /// Writes a cell's text; gives its place, and why it is doubted.
    fn cell(&mut self, cell: &loose::RuledCell) -> (Text, Option<Doubt>) {
        let mut text = String::new();
        for line in &cell.lines {
            run_on(&mut text, &line.text, '\n');
        }
        let has = |what: fn(&TextLine) -> bool| cell.lines.iter().any(what);
        let doubt = if has(|line| line.struck) {
            Some(Doubt::Struck)
        } else if has(|line| line.raised) {
            Some(Doubt::Raised)
        } else if has(|line| line.unread) || cell.picture {
            Some(Doubt::Unread)
        } else {
            // figures far apart are those of two cells
            (is_broken(&text) || has(TextLine::is_row)).then_some(Doubt::Broken)
        };
        if has(|line| line.unread) {
            self.note(NoteKind::Unread(UNCODED_CELL));
        }
        let start = self.text.len();
        self.text.push_str(&text.replace('\n', " "));
        (Text::plain(Span::new(start..self.text.len())), doubt)
    }
}
