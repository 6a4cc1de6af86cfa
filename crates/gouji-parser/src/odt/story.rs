//! The text of content.xml as a tree: paragraphs, and tables of rows of cells of paragraphs.

use super::{
    counting::OpenLists,
    numbering::Lists,
    style::{OdtLook, OdtStyles},
};
use crate::{
    ReadError,
    flow::item::{Commenters, StoryItem, StoryParagraph},
    xml::{Tag, Xml},
};

/// The reader of content.xml.
pub(super) struct OdtReader<'a, 's> {
    pub(super) xml: Xml<'a>,
    pub(super) styles: &'s OdtStyles,
    pub(super) lists: &'s mut Lists,
    pub(super) open: OpenLists,
    /// Cells so far, and those that are open.
    pub(super) cells: u32,
    pub(super) depth: u32,
    /// How the characters that are read are drawn.
    pub(super) drawn: OdtLook,
    /// Whether what is read is left out: it is hidden, or struck out of running text.
    pub(super) left_out: bool,
    pub(super) story: Story,
}

/// What was read.
#[derive(Default)]
pub(super) struct Story {
    pub(super) body: Vec<StoryItem>,
    pub(super) footnotes: Vec<Vec<StoryItem>>,
    pub(super) endnotes: Vec<Vec<StoryItem>>,
    pub(super) commenters: Commenters,
    pub(super) changes: u32,
    /// Bytes of text that cells repeat.
    pub(super) repeated: usize,
}

impl<'a, 's> OdtReader<'a, 's> {
    pub(super) fn new(part: &'a str, styles: &'s OdtStyles, lists: &'s mut Lists) -> Self {
        Self {
            xml: Xml::new(part),
            styles,
            lists,
            open: OpenLists::default(),
            cells: 0,
            depth: 0,
            drawn: OdtLook::default(),
            left_out: false,
            story: Story::default(),
        }
    }

    /// The whole text.
    pub(super) fn read(mut self) -> Result<Story, ReadError> {
        let mut found = false;
        let mut items = Vec::new();
        for outer in ["document-content", "body", "text"] {
            found = false;
            while let Some(tag) = self.xml.child()? {
                if tag.name() == outer {
                    found = true;
                    break;
                }
                self.xml.skip()?;
            }
            if !found {
                break;
            }
        }
        if !found {
            return Err(ReadError::Damaged {
                what: "content.xml 里没有正文",
                english: "content.xml has no text",
            });
        }
        self.blocks(&mut items)?;
        self.story.body = items;
        Ok(self.story)
    }

    /// Blocks, to the end of the open element.
    pub(super) fn blocks(&mut self, items: &mut Vec<StoryItem>) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            self.block(&tag, items)?;
        }
        Ok(())
    }

    /// The block that an element opens. What is not known (sections, indexes, what will yet be thought of) is
    /// seen through.
    pub(super) fn block(&mut self, tag: &Tag, items: &mut Vec<StoryItem>) -> Result<(), ReadError> {
        match tag.name() {
            "p" | "h" => {
                let paragraph = self.paragraph(tag)?;
                items.push(StoryItem::Paragraph(paragraph));
                Ok(())
            }
            "list" => self.list(tag, items),
            "table" => {
                let rows = self.table()?;
                items.push(StoryItem::Table(rows));
                Ok(())
            }
            "tracked-changes" => {
                while self.xml.child()?.is_some() {
                    self.story.changes += 1;
                    self.xml.skip()?;
                }
                Ok(())
            }
            "section" if is_hidden(tag) => self.xml.skip(),
            name if is_drawing(name) => {
                let mut holder = StoryParagraph::default();
                self.drawing(name, &mut holder)?;
                items.append(&mut holder.boxes);
                if !holder.marks.is_empty() {
                    items.push(StoryItem::Paragraph(holder));
                }
                Ok(())
            }
            name if is_without_text(name) => self.xml.skip(),
            _ => self.blocks(items),
        }
    }
}

/// Whether a section or a text is hidden, as the program that wrote it found.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    tag.get("display").is_some_and(|display| display == "none")
        || tag.get("is-hidden").is_some_and(|hidden| hidden == "true")
}

/// What may have pictures and text boxes in it.
pub(super) fn is_drawing(name: &str) -> bool {
    matches!(
        name,
        "frame"
            | "g"
            | "rect"
            | "ellipse"
            | "circle"
            | "custom-shape"
            | "caption"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "connector"
    )
}

/// Elements whose inside is never text of the report.
pub(super) fn is_without_text(name: &str) -> bool {
    name.ends_with("-source")
        || name.ends_with("-decls")
        || matches!(name, "forms" | "event-listeners" | "script" | "ruby-text" | "meta" | "control")
}
