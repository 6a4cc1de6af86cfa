//! What a part says, as a tree: paragraphs, and tables of rows of cells of paragraphs.
//!
//! Text is read as if all changes were accepted. No tree is deeper than the XML it comes from.

use super::{counts::DocxCounts, tracer::Tracer};
use crate::{
    ReadError,
    apart::Look,
    flow::item::StoryItem,
    xml::{Tag, Xml},
};

/// The reader of one part.
pub(super) struct DocxReader<'a, 'c> {
    pub(super) xml: Xml<'a>,
    pub(super) counts: &'c mut DocxCounts,
    /// Fields that are open, innermost last; true once in the result.
    pub(super) fields: Vec<bool>,
    /// Cells that are open.
    pub(super) cells: u32,
    /// How the characters that are read are drawn.
    pub(super) look: Look,
    pub(super) tracer: Tracer,
}

impl<'a, 'c> DocxReader<'a, 'c> {
    pub(super) fn new(part: &'a str, counts: &'c mut DocxCounts) -> Self {
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
    pub(super) fn read(mut self) -> Result<Vec<StoryItem>, ReadError> {
        let mut items = Vec::new();
        if self.xml.child()?.is_some() {
            self.blocks(&mut items)?;
        }
        Ok(items)
    }

    /// The notes of a part of footnotes or endnotes, by id; separators left out.
    pub(super) fn read_notes(mut self) -> Result<Vec<(String, Vec<StoryItem>)>, ReadError> {
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
    pub(super) fn blocks(&mut self, items: &mut Vec<StoryItem>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            self.block(&tag, items)?;
        }
        Ok(())
    }

    /// The block that an element opens. Elements that are not known (content
    /// controls, custom XML, what will yet be thought of) are seen through.
    pub(super) fn block(&mut self, tag: &Tag, items: &mut Vec<StoryItem>) -> Result<(), ReadError> {
        match tag.name() {
            "p" => {
                let paragraph = self.paragraph()?;
                match items.last_mut() {
                    Some(StoryItem::Paragraph(last)) if last.runs_on => last.absorb(paragraph),
                    _ => items.push(StoryItem::Paragraph(paragraph)),
                }
                Ok(())
            }
            "tbl" => {
                let rows = self.table()?;
                items.push(StoryItem::Table(rows));
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
                items.extend(tag.get("id").map(|id| StoryItem::Chunk(id.into_owned())));
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
