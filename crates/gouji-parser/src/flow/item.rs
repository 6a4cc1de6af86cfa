//! What a story consists of: paragraphs and tables, with the marks in them.

use std::collections::BTreeMap;

use super::site::ParagraphSite;
use crate::{Doubt, Limit, ReadError, apart::Look, limits::CELLS, line_end::is_rare};

/// A block of a story.
#[derive(Clone)]
pub(crate) enum StoryItem {
    Paragraph(StoryParagraph),
    Table(Vec<TableRow>),
    /// A part in another format, by its id (`w:altChunk`).
    Chunk(String),
}

/// A paragraph. In its text `\n` is a line break and `\t` a tab.
#[derive(Clone, Default)]
pub(crate) struct StoryParagraph {
    pub(crate) text: String,
    /// Places in the text, in order.
    pub(crate) marks: Vec<(u32, ParagraphMark)>,
    pub(crate) style: Option<String>,
    pub(crate) number: NumberRef,
    /// Outline level from 0, where the paragraph or its style has one; 9 and above is body text.
    pub(crate) outline: Option<u8>,
    /// What stands in its text boxes.
    pub(crate) boxes: Vec<StoryItem>,
    /// Its end is deleted: what follows belongs to it.
    pub(crate) runs_on: bool,
    /// Where it stands, if that is traced.
    pub(crate) site: Option<Box<ParagraphSite>>,
}

impl StoryParagraph {
    pub(crate) fn mark(&mut self, mark: ParagraphMark) {
        self.marks.push((self.text.len() as u32, mark));
    }

    /// Adds a character as it is drawn.
    pub(crate) fn push(&mut self, char: char, look: Look) {
        match look.draws(char) {
            Some(drawn) => self.text.push_str(drawn),
            None => self.text.push(char),
        }
    }

    /// Marks what was read from `start` on, all of it drawn alike, where that makes a figure doubtful.
    pub(crate) fn doubt_from(&mut self, start: usize, look: Look) {
        let doubt = match look {
            Look::Struck => Doubt::Struck,
            Look::Raised | Look::Lowered => Doubt::Raised,
            _ => return,
        };
        if !self.text[start..].trim().is_empty() {
            self.mark(ParagraphMark::Doubt(doubt));
        }
    }

    /// Takes up the next paragraph, whose properties hold for both.
    pub(crate) fn absorb(&mut self, next: Self) {
        let shift = self.text.len() as u32;
        if let (Some(site), Some(next)) = (&mut self.site, next.site) {
            site.absorb(*next, shift as usize);
        }
        self.text.push_str(&next.text);
        self.marks.extend(next.marks.into_iter().map(|(at, mark)| (at + shift, mark)));
        self.boxes.extend(next.boxes);
        self.style = next.style;
        self.number = next.number;
        self.outline = next.outline;
        self.runs_on = next.runs_on;
    }
}

/// Something seen at a place in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParagraphMark {
    Image,
    Change,
    /// A comment, by its number.
    Comment(u32),
    /// What is struck out, in running text.
    Struck,
    Doubt(Doubt),
}

/// The list and level that a paragraph or style names. List 0 is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct NumberRef {
    pub(crate) list: Option<u32>,
    pub(crate) level: Option<u8>,
}

/// A row of a table.
#[derive(Clone, Default)]
pub(crate) struct TableRow {
    /// Grid columns left out before the first cell.
    pub(crate) before: u32,
    pub(crate) cells: Vec<TableCell>,
}

/// A cell as the row has it, continued ones included.
#[derive(Clone, Default)]
pub(crate) struct TableCell {
    /// Grid columns it covers, at least 1.
    pub(crate) span: u32,
    pub(crate) merge: Merge,
    pub(crate) items: Vec<StoryItem>,
}

/// What a cell goes on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    #[default]
    Nothing,
    /// The cell above (`w:vMerge` without `restart`).
    Above,
    /// The cell to the left (`w:hMerge`, from old files).
    Left,
}

/// Who wrote each comment of a file, by its number; nobody where the file does not say.
pub(crate) type Commenters = BTreeMap<u32, String>;

/// White space of XML.
pub(crate) const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A character of `w:t` as Word shows it: line ends and tabs in the XML are spaces, soft hyphens
/// and control characters nothing, other characters that end a line do so.
pub(crate) fn shown(char: char) -> Option<char> {
    match char {
        '\t' | '\n' | '\r' => Some(' '),
        _ if is_rare(char) => Some('\n'),
        '\u{AD}' => None,
        _ if char.is_control() => None,
        _ => Some(char),
    }
}

/// A character of a symbol font. Ticks and boxes of Wingdings become their Unicode equals, other
/// signs of such fonts `□`; in a font with ordinary codes the character is kept.
pub(crate) fn symbol(font: Option<&str>, code: u32) -> Option<char> {
    let wingdings = font.is_some_and(|font| font.to_ascii_lowercase().starts_with("wingdings"));
    let private = (0xF000..=0xF0FF).contains(&code);
    Some(match code & 0xFF {
        _ if !wingdings && !private => char::from_u32(code).and_then(shown)?,
        0x6C if wingdings => '●',
        0x6E | 0xA7 if wingdings => '■',
        0x6F | 0xA8 if wingdings => '☐',
        0x75 if wingdings => '◆',
        0xFB if wingdings => '✗',
        0xFC if wingdings => '✓',
        0x53 | 0xFD if wingdings => '☒',
        0x52 | 0xFE if wingdings => '☑',
        _ => '□',
    })
}

/// A table of one cell with nothing beside it is a box drawn around the cell's own text.
pub(crate) fn unbox(items: &mut Vec<StoryItem>) {
    let is_plain = |item: &StoryItem| matches!(item, StoryItem::Paragraph(_));
    let is_empty = |item: &StoryItem| match item {
        StoryItem::Paragraph(paragraph) => paragraph.text.is_empty() && paragraph.boxes.is_empty(),
        StoryItem::Table(_) | StoryItem::Chunk(_) => false,
    };
    let mut beside = items.iter().filter(|item| !is_empty(item));
    let (Some(StoryItem::Table(rows)), None) = (beside.next(), beside.next()) else { return };
    let [row] = &rows[..] else { return };
    let [cell] = &row.cells[..] else { return };
    if cell.items.iter().all(is_plain) {
        items.retain(|item| !is_plain(item));
        let Some(StoryItem::Table(mut rows)) = items.pop() else { return };
        items.extend(rows.pop().into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.items));
    }
}

/// Counts cells of a file's tables.
pub(crate) fn more_cells(cells: &mut u32, more: u32) -> Result<(), ReadError> {
    *cells = cells.saturating_add(more);
    if *cells > CELLS {
        return Err(ReadError::Limit(Limit::new("表格格数", "table cells")));
    }
    Ok(())
}
