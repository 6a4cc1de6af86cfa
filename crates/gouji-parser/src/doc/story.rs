//! The characters of a part of the text as a tree: paragraphs, and tables of rows of cells of paragraphs.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    drawn::CharacterProperties,
    layout::ParagraphProperties,
    piece::{PieceTable, TextPiece},
    runs::Runs,
    style::DocStyles,
    table::{self, RowDraft},
};
use crate::{
    Limit, ReadError,
    flow::item::{
        NumberRef, ParagraphMark, StoryItem, StoryParagraph, more_cells, shown, symbol, unbox,
    },
    limits,
};

/// A file that is being read.
pub(super) struct DocFile<'a> {
    pub(super) main: &'a [u8],
    pub(super) data: &'a [u8],
    pub(super) pieces: PieceTable,
    pub(super) characters: Runs<'a>,
    pub(super) paragraphs: Runs<'a>,
    pub(super) styles: DocStyles,
    pub(super) fonts: Vec<String>,
    /// Characters at which sections begin.
    pub(super) sections: HashSet<u32>,
}

/// Fields inside each other that are followed; Word allows 20.
const FIELDS: usize = 64;
/// Tables inside each other.
const TABLES: u32 = 64;

/// The reader of the parts of a text.
pub(super) struct DocReader<'f> {
    file: &'f DocFile<'f>,
    /// Insertions and deletions so far.
    pub(super) changes: u32,
    cells: u32,
    /// Bytes of properties that were gone through.
    spent: Cell<u64>,
    styles: HashMap<u16, (ParagraphProperties, CharacterProperties)>,
    /// Text boxes by the character that they hang from.
    boxes: HashMap<u32, Vec<StoryItem>>,
    /// Tables that are open, outermost first, and the items before them.
    items: Vec<StoryItem>,
    tables: Vec<OpenTable>,
    /// Fields that are open, innermost last.
    fields: Vec<DocField>,
}

#[derive(Clone, Copy, Default)]
struct DocField {
    /// Whether its result has begun, which alone is shown.
    in_result: bool,
    /// Whether a text box hangs from it: what the result has for older programs is a picture of the box.
    is_box: bool,
}

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<RowDraft>,
    cells: Vec<Vec<StoryItem>>,
    items: Vec<StoryItem>,
}

/// A paragraph under construction.
#[derive(Default)]
struct DocParagraph {
    paragraph: StoryParagraph,
    /// How the characters of the style are drawn.
    base: CharacterProperties,
    /// Whether it is in a table.
    in_table: bool,
    /// The first half of a character beyond the first plane.
    high: Option<u16>,
    /// How characters are drawn from `start` of the text on, until `end` of the stream.
    drawn: CharacterProperties,
    start: usize,
    end: u32,
    begun: bool,
}

impl<'f> DocReader<'f> {
    pub(super) fn new(file: &'f DocFile<'f>) -> Self {
        Self {
            file,
            changes: 0,
            cells: 0,
            spent: Cell::new(0),
            styles: HashMap::new(),
            boxes: HashMap::new(),
            items: Vec::new(),
            tables: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The characters of `range`, with the text boxes that hang from them; others stand at the end.
    pub(super) fn read(
        &mut self,
        range: Range<u32>,
        boxes: Vec<(Option<u32>, Vec<StoryItem>)>,
    ) -> Result<Vec<StoryItem>, ReadError> {
        let mut homeless = Vec::new();
        for (anchor, items) in boxes {
            match anchor.filter(|at| range.contains(at)) {
                Some(at) => self.boxes.entry(at).or_default().extend(items),
                None => homeless.extend(items),
            }
        }
        let file = self.file;
        let mut line = DocParagraph::default();
        for piece in file.pieces.of(range.clone()) {
            line.end = 0;
            let start = piece.characters.start.max(range.start);
            for at in start..piece.characters.end.min(range.end) {
                let place = piece.place(at);
                let Some(unit) = piece.unit(file.main, place) else { break };
                if !line.begun {
                    self.begin(&mut line, place)?;
                }
                if place >= line.end {
                    self.run(&mut line, piece, place)?;
                }
                let boxes = self.boxes.remove(&at);
                let has_box = boxes.is_some();
                line.paragraph.boxes.extend(boxes.into_iter().flatten());
                if unit == 0x0D || unit == 0x07 || unit == 0x0C && file.sections.contains(&(at + 1))
                {
                    line.settle();
                    self.end(std::mem::take(&mut line), piece, place, unit)?;
                } else {
                    self.sign(&mut line, unit, at, has_box);
                }
            }
        }
        if line.begun {
            line.settle();
            self.put(line.paragraph);
        }
        while !self.tables.is_empty() {
            self.close();
        }
        self.fields.clear();
        let mut items = std::mem::take(&mut self.items);
        items.append(&mut homeless);
        Ok(items)
    }

    /// Counts what is gone through of properties, which may be named again and again.
    fn spend(&self, bytes: usize) -> Result<(), ReadError> {
        self.spent.set(self.spent.get() + bytes as u64);
        if self.spent.get() > limits::TOTAL {
            return Err(ReadError::Limit(Limit::new("格式属性的总大小", "size of all properties")));
        }
        Ok(())
    }

    /// What paragraphs and characters of a style have.
    fn style(
        &mut self,
        style: u16,
    ) -> Result<&(ParagraphProperties, CharacterProperties), ReadError> {
        if !self.styles.contains_key(&style) {
            self.spend(self.file.styles.size(style))?;
            let layout = self.file.styles.layout(style);
            let drawn = self.file.styles.drawn(style, CharacterProperties::default());
            self.styles.insert(style, (layout, drawn));
        }
        Ok(&self.styles[&style])
    }

    /// Begins a paragraph at its first character.
    fn begin(&mut self, line: &mut DocParagraph, place: u32) -> Result<(), ReadError> {
        line.begun = true;
        let (style, group) = self.file.paragraphs.paragraph(place).unwrap_or((0, &[]));
        let (mut layout, base) = self.style(style)?.clone();
        line.base = base;
        self.spend(layout.take(group, self.file.data))?;
        line.in_table = layout.depth() > 0;
        Ok(())
    }

    /// Begins a run of characters.
    fn run(
        &mut self,
        line: &mut DocParagraph,
        piece: &TextPiece,
        place: u32,
    ) -> Result<(), ReadError> {
        line.settle();
        let (group, end) = self.file.characters.characters(place).unwrap_or((&[], place + 1));
        self.spend(group.len() + piece.properties.len())?;
        let base = line.base;
        let mut drawn = base.with(base, group);
        if let Some(style) = drawn.style {
            self.spend(self.file.styles.size(style))?;
            let own = self.file.styles.drawn(style, base);
            drawn = own.with(own, group);
        }
        drawn = drawn.with(base, &piece.properties);
        let is_change = drawn.deleted || drawn.inserted;
        let was = (line.drawn.deleted, line.drawn.inserted);
        if is_change && (drawn.deleted, drawn.inserted) != was {
            self.changes += 1;
            line.paragraph.mark(ParagraphMark::Change);
        }
        // Running text states nothing with what is struck out.
        let left_out = drawn.hidden || drawn.deleted;
        if drawn.look().is_gone() && !line.in_table && !left_out && !line.drawn.look().is_gone() {
            line.paragraph.mark(ParagraphMark::Struck);
        }
        line.drawn = drawn;
        line.end = end.max(place + piece.width());
        Ok(())
    }

    /// The character `at` its place in the text, which ends no paragraph.
    fn sign(&mut self, line: &mut DocParagraph, unit: u16, at: u32, has_box: bool) {
        let drawn = line.drawn;
        if drawn.deleted {
            return;
        }
        match unit {
            0x13 if self.fields.len() < FIELDS => self.fields.push(DocField::default()),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            0x15 => drop(self.fields.pop()),
            _ => {}
        }
        if has_box {
            self.fields.iter_mut().for_each(|field| field.is_box = true);
        }
        let struck = drawn.look().is_gone() && !line.in_table;
        if drawn.hidden || struck || self.fields.iter().any(|field| !field.in_result) {
            return;
        }
        let char = match unit {
            0x01 | 0x08 if drawn.special => {
                let is_box = has_box || self.fields.iter().any(|field| field.is_box);
                if !drawn.data && !is_box {
                    line.paragraph.mark(ParagraphMark::Image);
                }
                return;
            }
            0x05 if drawn.special => return line.paragraph.mark(ParagraphMark::Comment(at)),
            0x28 if drawn.special && drawn.symbol.is_some() => {
                let (font, code) = drawn.symbol.unwrap_or_default();
                let font = self.file.fonts.get(usize::from(font));
                symbol(font.map(String::as_str), u32::from(code))
            }
            0x09 => Some('\t'),
            0x0B | 0x0C | 0x0E => Some('\n'),
            0x1E => Some('-'),
            0xD800..0xDC00 => {
                line.high = Some(unit);
                return;
            }
            _ => {
                let units = line.high.take().into_iter().chain([unit]);
                let char = char::decode_utf16(units).last().and_then(Result::ok);
                char.and_then(shown)
            }
        };
        if let Some(char) = char {
            line.push(char);
        }
    }

    /// Ends a paragraph with its mark.
    fn end(
        &mut self,
        line: DocParagraph,
        piece: &TextPiece,
        place: u32,
        mark: u16,
    ) -> Result<(), ReadError> {
        let (style, group) = self.file.paragraphs.paragraph(place).unwrap_or((0, &[]));
        let (mut layout, _) = self.style(style)?.clone();
        self.spend(layout.take(group, self.file.data))?;
        self.spend(layout.take(&piece.properties, self.file.data))?;
        let depth = layout.depth();
        if depth > TABLES {
            return Err(ReadError::Limit(Limit::new("部件的嵌套层数", "nesting of a part")));
        }
        // A field's instruction ends with its paragraph at the latest, or a field that is never closed would
        // swallow the rest of the report.
        self.fields.iter_mut().for_each(|field| field.in_result = true);
        while self.tables.len() > depth as usize {
            self.close();
        }
        while self.tables.len() < depth as usize {
            self.tables.push(OpenTable::default());
        }
        let deleted = line.drawn.deleted;
        if layout.is_row_end() && depth > 0 {
            if let Some(table) = self.tables.last_mut() {
                let cells = std::mem::take(&mut table.cells);
                if !deleted {
                    table.rows.push(RowDraft { layout: layout.row, cells });
                }
            }
            return Ok(());
        }
        let ends_cell = depth > 0 && (mark == 0x07 || layout.ends_inner_cell);
        let mut paragraph = line.paragraph;
        paragraph.outline = layout.outline;
        paragraph.number = NumberRef { list: layout.list, level: layout.level };
        paragraph.runs_on = deleted && !ends_cell;
        self.put(paragraph);
        if ends_cell && let Some(table) = self.tables.last_mut() {
            more_cells(&mut self.cells, 1)?;
            let mut items = std::mem::take(&mut table.items);
            unbox(&mut items);
            table.cells.push(items);
        }
        Ok(())
    }

    /// The items of the innermost cell, or of the text.
    fn open_items(&mut self) -> &mut Vec<StoryItem> {
        match self.tables.last_mut() {
            Some(table) => &mut table.items,
            None => &mut self.items,
        }
    }

    fn put(&mut self, paragraph: StoryParagraph) {
        let items = self.open_items();
        match items.last_mut() {
            Some(StoryItem::Paragraph(last)) if last.runs_on => last.absorb(paragraph),
            _ => items.push(StoryItem::Paragraph(paragraph)),
        }
    }

    /// Ends the innermost table; what is left of a row without an end is a row.
    fn close(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        if !table.items.is_empty() {
            table.cells.push(table.items);
        }
        if !table.cells.is_empty() {
            let row = RowDraft { layout: super::layout::RowLayout::default(), cells: table.cells };
            table.rows.push(row);
        }
        let rows = table::rows(table.rows);
        self.open_items().push(StoryItem::Table(rows));
    }
}

impl DocParagraph {
    fn push(&mut self, char: char) {
        self.paragraph.push(char, self.drawn.look());
    }

    /// Ends a run.
    fn settle(&mut self) {
        self.paragraph.doubt_from(self.start, self.drawn.look());
        self.start = self.paragraph.text.len();
    }
}
