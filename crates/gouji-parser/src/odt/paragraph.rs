//! Paragraphs: text, white space, notes, comments, drawings, changes.

use super::story::{OdtReader, is_drawing, is_hidden, is_without_text};
use crate::{
    ReadError,
    flow::item::{NumberRef, ParagraphMark, StoryItem, StoryParagraph, shown},
    xml::{Tag, XmlNode},
};

/// Spaces that one `text:s` may stand for.
const SPACES: u32 = 1000;

/// A paragraph under construction.
#[derive(Default)]
struct OdtParagraph {
    paragraph: StoryParagraph,
    /// Whether the last character is white space of the XML: of several only one counts, at the start of a
    /// paragraph none.
    space: bool,
}

impl OdtReader<'_, '_> {
    pub(super) fn paragraph(&mut self, tag: &Tag) -> Result<StoryParagraph, ReadError> {
        let style = tag.get("style-name");
        let number = self.number(tag, style.as_deref());
        let heading = tag.count("outline-level").filter(|_| tag.name() == "h");
        let outline =
            heading.and_then(|level| level.checked_sub(1)).map(|level| level.min(9) as u8);
        let mut line = OdtParagraph {
            paragraph: StoryParagraph { number, outline, ..StoryParagraph::default() },
            space: true,
        };
        self.drawn(Some("paragraph"), style.as_deref(), &mut line)?;
        if line.space && line.paragraph.text.ends_with(' ') {
            line.paragraph.text.pop();
        }
        Ok(line.paragraph)
    }

    fn number(&mut self, tag: &Tag, style: Option<&str>) -> NumberRef {
        let of_level = || {
            let level = tag.count("outline-level").filter(|_| tag.name() == "h")?;
            let level = level.checked_sub(1)?.min(8) as u8;
            Some(NumberRef { list: self.lists.outline(), level: Some(level) })
        };
        let of_level =
            of_level().filter(|_| tag.get("is-list-header").is_none_or(|it| it != "true"));
        if self.open.is_open() { self.list_number(style) } else { of_level }.unwrap_or_default()
    }

    /// What stands in an element, drawn as its style says.
    fn drawn(
        &mut self,
        family: Option<&str>,
        style: Option<&str>,
        line: &mut OdtParagraph,
    ) -> Result<(), ReadError> {
        let (outer, left_out) = (self.drawn, self.left_out);
        if let Some(family) = family {
            self.drawn = self.styles.drawn(family, style).within(outer);
        }
        let look = self.drawn.look();
        let hidden = self.drawn.hidden == Some(true);
        // Running text states nothing with what is struck out.
        let struck = look.is_gone() && self.depth == 0;
        self.left_out |= hidden || struck;
        let start = line.paragraph.text.len();
        self.inline(line, struck && !hidden && !left_out)?;
        line.paragraph.doubt_from(start, look);
        (self.drawn, self.left_out) = (outer, left_out);
        Ok(())
    }

    /// Text and what wraps it, to the end of the open element. `struck` says whether it is struck out, which is
    /// noted once.
    fn inline(&mut self, line: &mut OdtParagraph, mut struck: bool) -> Result<(), ReadError> {
        while let Some(node) = self.xml.node()? {
            let tag = match node {
                XmlNode::Tag(tag) => tag,
                XmlNode::Text(text) => {
                    if struck && !text.trim().is_empty() {
                        struck = false;
                        line.paragraph.mark(ParagraphMark::Struck);
                    }
                    self.text(&text, line);
                    continue;
                }
            };
            match tag.name() {
                "span" => {
                    let style = tag.get("style-name");
                    self.drawn(Some("text"), style.as_deref(), line)?;
                }
                "s" => {
                    let count = tag.count("c").unwrap_or(1).min(SPACES);
                    (0..count).for_each(|_| self.sign(' ', line));
                    self.xml.skip()?;
                }
                "tab" => self.lone('\t', line)?,
                "line-break" => self.lone('\n', line)?,
                "change" | "change-start" => {
                    line.paragraph.mark(ParagraphMark::Change);
                    self.xml.skip()?;
                }
                "annotation" => self.comment(&mut line.paragraph)?,
                "note" => self.note(&tag)?,
                "hidden-text" if is_hidden(&tag) => self.xml.skip()?,
                name if is_drawing(name) => self.drawing(name, &mut line.paragraph)?,
                name if is_without_text(name) => self.xml.skip()?,
                _ => self.drawn(None, None, line)?,
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, line: &mut OdtParagraph) {
        for char in text.chars().filter_map(shown) {
            if char != ' ' {
                self.sign(char, line);
            } else if !line.space {
                self.sign(' ', line);
                line.space = true;
            }
        }
    }

    fn lone(&mut self, char: char, line: &mut OdtParagraph) -> Result<(), ReadError> {
        self.sign(char, line);
        self.xml.skip()
    }

    fn sign(&mut self, char: char, line: &mut OdtParagraph) {
        line.space = false;
        if !self.left_out {
            line.paragraph.push(char, self.drawn.look());
        }
    }

    fn comment(&mut self, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
        let number = self.story.commenters.len() as u32;
        paragraph.mark(ParagraphMark::Comment(number));
        let mut author = String::new();
        while let Some(tag) = self.xml.child()? {
            if tag.name() == "creator" {
                author = self.xml.text()?.into_owned();
            } else {
                self.xml.skip()?;
            }
        }
        self.story.commenters.insert(number, author);
        Ok(())
    }

    fn note(&mut self, tag: &Tag) -> Result<(), ReadError> {
        let mut items = Vec::new();
        let at_end = tag.get("note-class").is_some_and(|class| class == "endnote");
        while let Some(part) = self.xml.child()? {
            match part.name() {
                "note-body" => self.beside(|this| this.blocks(&mut items))?,
                _ => self.xml.skip()?,
            }
        }
        let notes = if at_end { &mut self.story.endnotes } else { &mut self.story.footnotes };
        notes.push(items);
        Ok(())
    }

    /// A drawing, to its end: what its text boxes say goes beside the paragraph, a picture is noted.
    pub(super) fn drawing(
        &mut self,
        name: &str,
        paragraph: &mut StoryParagraph,
    ) -> Result<(), ReadError> {
        let mut picture = false;
        let mut boxes: Vec<StoryItem> = Vec::new();
        self.beside(|this| this.shapes(&mut boxes, &mut picture))?;
        paragraph.boxes.append(&mut boxes);
        if picture && name == "frame" {
            paragraph.mark(ParagraphMark::Image);
        }
        Ok(())
    }

    fn shapes(&mut self, boxes: &mut Vec<StoryItem>, picture: &mut bool) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.child()? {
            match tag.name() {
                "p" | "h" | "list" | "table" | "section" => self.block(&tag, boxes)?,
                "image" | "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => {
                    *picture = true;
                    self.xml.skip()?;
                }
                "title" | "desc" | "enhanced-geometry" => self.xml.skip()?,
                name if is_without_text(name) => self.xml.skip()?,
                _ => self.shapes(boxes, picture)?,
            }
        }
        Ok(())
    }

    /// Reads what stands beside the text, in no list and drawn as it says itself.
    fn beside(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let open = std::mem::take(&mut self.open);
        let (drawn, depth) = (std::mem::take(&mut self.drawn), std::mem::take(&mut self.depth));
        read(self)?;
        (self.open, self.drawn, self.depth) = (open, drawn, depth);
        Ok(())
    }
}
