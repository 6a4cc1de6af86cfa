//! What a part says, as a tree: paragraphs, and tables of rows of cells of paragraphs.
//!
//! Text is read as if all changes were accepted. No tree is deeper than the XML it comes from.

use super::{
    site::{Site, Tracer},
    xml::{Tag, Xml},
};
use crate::{Doubt, ReadError, apart::Look};

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

/// The reader of one part.
pub(super) struct StoryReader<'a, 'c> {
    pub(super) xml: Xml<'a>,
    pub(super) counts: &'c mut Counts,
    /// Fields that are open, innermost last; true once in the result.
    pub(super) fields: Vec<bool>,
    /// Cells that are open.
    pub(super) cells: u32,
    /// How the characters that are read are drawn.
    pub(super) look: Look,
    pub(super) tracer: Tracer,
}

impl<'a, 'c> StoryReader<'a, 'c> {
    pub(super) fn new(part: &'a str, counts: &'c mut Counts) -> Self {
        Self {
            xml: Xml::new(part),
            counts,
            fields: Vec::new(),
            cells: 0,
            look: Look::Plain,
            tracer: Tracer::default(),
        }
    }

    /// Records where paragraphs and runs stand, or does not.
    pub(super) fn traced(mut self, on: bool) -> Self {
        self.tracer.on = on;
        self
    }

    /// The whole part.
    pub(super) fn read(mut self) -> Result<Vec<Item>, ReadError> {
        let mut items = Vec::new();
        if self.xml.child()?.is_some() {
            self.blocks(&mut items)?;
        }
        Ok(items)
    }

    /// The notes of a part of footnotes or endnotes, by id; separators left out.
    pub(super) fn read_notes(mut self) -> Result<Vec<(String, Vec<Item>)>, ReadError> {
        let mut notes = Vec::new();
        if self.xml.child()?.is_none() {
            return Ok(notes);
        }
        while let Some(tag) = self.xml.child()? {
            let usual = tag.get("type").is_none_or(|sort| sort == "normal");
            match tag.get("id").filter(|_| usual) {
                Some(id) => {
                    let mut items = Vec::new();
                    self.blocks(&mut items)?;
                    notes.push((id.into_owned(), items));
                }
                None => self.xml.skip()?,
            }
        }
        Ok(notes)
    }

    /// Blocks, to the end of the open element.
    pub(super) fn blocks(&mut self, items: &mut Vec<Item>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            self.block(&tag, items)?;
        }
        Ok(())
    }

    /// The block that an element opens. Elements that are not known (content
    /// controls, custom XML, what will yet be thought of) are seen through.
    pub(super) fn block(&mut self, tag: &Tag, items: &mut Vec<Item>) -> Result<(), ReadError> {
        match tag.name() {
            "p" => {
                let paragraph = self.paragraph()?;
                match items.last_mut() {
                    Some(Item::Paragraph(last)) if last.runs_on => last.absorb(paragraph),
                    _ => items.push(Item::Paragraph(paragraph)),
                }
                Ok(())
            }
            "tbl" => {
                let rows = self.table()?;
                items.push(Item::Table(rows));
                Ok(())
            }
            "AlternateContent" => self.first_alternative(|this| this.blocks(items)),
            "ins" | "moveTo" => {
                self.counts.changes += 1;
                self.blocks(items)
            }
            "del" | "moveFrom" => {
                self.counts.changes += 1;
                self.xml.skip()
            }
            "altChunk" => {
                items.extend(tag.get("id").map(|id| Item::Chunk(id.into_owned())));
                self.xml.skip()
            }
            name if is_without_text(name) => self.xml.skip(),
            _ => self.blocks(items),
        }
    }

    /// Reads the first of the alternatives of `mc:AlternateContent`: they say the same thing for
    /// different versions of Word.
    pub(super) fn first_alternative(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut taken = false;
        while let Some(tag) = self.xml.child()? {
            if !taken && matches!(tag.name(), "Choice" | "Fallback") {
                taken = true;
                read(self)?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// Passes over the former state that a change of format keeps, counted.
    pub(super) fn format_change(&mut self) -> Result<(), ReadError> {
        self.counts.changes += 1;
        self.xml.skip()
    }
}

/// Elements whose inside is never text of the report: properties, and the reading aid of a ruby.
pub(super) fn is_without_text(name: &str) -> bool {
    name.ends_with("Pr") || matches!(name, "rt" | "tblGrid" | "background")
}
