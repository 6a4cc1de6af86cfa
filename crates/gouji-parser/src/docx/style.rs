//! styles.xml: which paragraph styles are headings, and which carry numbering.

use std::collections::HashMap;

use super::numbering;
use crate::{
    ReadError,
    flow::{
        item::{NumberRef, StoryItem, StoryParagraph},
        numbering::ListNumbering,
    },
    xml::Xml,
};

/// The styles of a file, by id.
#[derive(Default)]
pub(super) struct DocxStyles(HashMap<String, DocxStyle>);

#[derive(Default)]
struct DocxStyle {
    base: Option<String>,
    outline: Option<u8>,
    number: NumberRef,
}

/// Numbering that a paragraph has from its style.
struct StyleNumber<'a> {
    list: u32,
    /// Level, if the style names it; else the list names the style of each level.
    level: Option<u8>,
    /// The style that names the list.
    owner: &'a str,
}

impl DocxStyles {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut styles = HashMap::new();
        if xml.child()?.is_some() {
            while let Some(tag) = xml.child()? {
                let id = tag.get("styleId").filter(|_| tag.name() == "style");
                match id {
                    Some(id) => drop(styles.insert(id.into_owned(), style(&mut xml)?)),
                    None => xml.skip()?,
                }
            }
        }
        Ok(Self(styles))
    }

    /// Whether any style names a list.
    pub(super) fn number_any(&self) -> bool {
        self.0.values().any(|style| style.number.list.is_some())
    }

    /// Gives paragraphs the level and the number that they have from their style.
    pub(super) fn settle(&self, items: &mut [StoryItem], numbering: &ListNumbering) {
        for item in items {
            match item {
                StoryItem::Paragraph(paragraph) => {
                    self.settle_one(paragraph, numbering);
                    self.settle(&mut paragraph.boxes, numbering);
                }
                StoryItem::Table(rows) => rows
                    .iter_mut()
                    .flat_map(|row| &mut row.cells)
                    .for_each(|cell| self.settle(&mut cell.items, numbering)),
                StoryItem::Chunk(_) => {}
            }
        }
    }

    fn settle_one(&self, paragraph: &mut StoryParagraph, numbering: &ListNumbering) {
        let Some(id) = paragraph.style.as_deref() else { return };
        paragraph.outline = paragraph.outline.or_else(|| self.outline(id));
        let Some(style) = self.number(id) else { return };
        let list = *paragraph.number.list.get_or_insert(style.list);
        if list == style.list && paragraph.number.level.is_none() {
            let level = style.level.or_else(|| numbering.level_of_style(list, style.owner));
            paragraph.number.level = level;
        }
    }

    /// The outline level of paragraphs of that style, from 0; 9 and above is body text.
    fn outline(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|(_, style)| style.outline)
    }

    /// The numbering of paragraphs of that style.
    fn number<'a>(&'a self, id: &'a str) -> Option<StyleNumber<'a>> {
        let level = self.chain(id).find_map(|(_, style)| style.number.level);
        self.chain(id)
            .find_map(|(owner, style)| Some(StyleNumber { list: style.number.list?, level, owner }))
    }

    /// A style and what it is based on; a circle ends after some steps.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a DocxStyle)> {
        const STEPS: usize = 16;
        let link = |id: &'a str| Some((id, self.0.get(id)?));
        std::iter::successors(link(id), move |(_, style)| link(style.base.as_deref()?)).take(STEPS)
    }
}

fn style(xml: &mut Xml) -> Result<DocxStyle, ReadError> {
    let mut style = DocxStyle::default();
    let mut named = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "name" => named = tag.val().as_deref().and_then(heading_name),
            "basedOn" => style.base = tag.val().map(std::borrow::Cow::into_owned),
            "pPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "outlineLvl" => {
                            style.outline = tag.number().map(|level| level.min(9) as u8);
                        }
                        "numPr" => {
                            style.number = numbering::reference(xml)?;
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    style.outline = style.outline.or(named);
    Ok(style)
}

/// The outline level that a style's name says: `heading 1`, `标题 1`.
fn heading_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    level.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level - 1)
}
