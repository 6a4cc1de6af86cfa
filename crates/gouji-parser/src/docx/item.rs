//! What a story consists of: paragraphs and tables, with the marks in them.

use super::{site::Site, xml::Xml};
use crate::{Doubt, ReadError};

/// A block of a story.
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Vec<TableRow>),
    /// A part in another format, by the id of its relationship (`w:altChunk`).
    Chunk(String),
}

/// A paragraph. In its text `\n` is a line break and `\t` a tab.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Places in the text, in order.
    pub(super) marks: Vec<(u32, Mark)>,
    pub(super) style: Option<String>,
    pub(super) number: NumberRef,
    /// Outline level from 0, if the paragraph has one of its own.
    pub(super) outline: Option<u8>,
    /// What stands in its text boxes.
    pub(super) boxes: Vec<Item>,
    /// Its end is deleted: what follows belongs to it.
    pub(super) runs_on: bool,
    /// Where it stands, if that is traced.
    pub(super) site: Option<Box<Site>>,
}

impl Paragraph {
    pub(super) fn mark(&mut self, mark: Mark) {
        self.marks.push((self.text.len() as u32, mark));
    }

    /// Takes up the next paragraph, whose properties hold for both.
    pub(super) fn absorb(&mut self, next: Self) {
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
pub(super) enum Mark {
    Image,
    Change,
    Comment,
    /// What is struck out, in running text.
    Struck,
    Doubt(Doubt),
}

/// `w:numPr`: the list and level that a paragraph or style names. List 0 is none.
#[derive(Clone, Copy, Default)]
pub(super) struct NumberRef {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
}

impl NumberRef {
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ReadError> {
        let mut number = Self::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "numId" => number.list = tag.number(),
                "ilvl" => number.level = tag.number().map(|level| level.min(8) as u8),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(number)
    }
}

/// A row of a table.
#[derive(Default)]
pub(super) struct TableRow {
    /// Grid columns left out before the first cell.
    pub(super) before: u32,
    pub(super) cells: Vec<TableCell>,
}

/// A cell as the row has it, continued ones included.
#[derive(Default)]
pub(super) struct TableCell {
    /// Grid columns it covers, at least 1.
    pub(super) span: u32,
    pub(super) merge: Merge,
    pub(super) items: Vec<Item>,
}

/// What a cell goes on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Nothing,
    /// The cell above (`w:vMerge` without `restart`).
    Above,
    /// The cell to the left (`w:hMerge`, from old files).
    Left,
}

/// A note that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteRef {
    Foot(String),
    End(String),
}

/// What is counted over all parts of a file.
#[derive(Default)]
pub(super) struct Counts {
    /// Insertions, deletions, moves and changes of format.
    pub(super) changes: u32,
    /// Cells so far.
    pub(super) cells: u32,
    /// Notes that the text refers to, in order.
    pub(super) notes: Vec<NoteRef>,
    /// Whether a paragraph has a style.
    pub(super) styled: bool,
    /// Whether a paragraph names a list.
    pub(super) numbered: bool,
}
