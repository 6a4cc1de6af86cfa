//! The texts that cells share, or have for themselves.

use crate::{
    Doubt, ReadError,
    apart::Look,
    flow::item::StoryParagraph,
    workbook::{doubted, push_run},
    xml::Xml,
};

/// The shared texts, by number.
#[derive(Default)]
pub(super) struct Strings(Vec<StoryParagraph>);

impl Strings {
    pub(super) fn read(part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part);
        let mut strings = Vec::new();
        if xml.child()?.is_some() {
            while xml.child()?.is_some() {
                strings.push(text(&mut xml)?);
            }
        }
        Ok(Self(strings))
    }

    /// A text by its number; unread where the file has none of that number.
    pub(super) fn get(&self, number: &str) -> StoryParagraph {
        let text = number.trim().parse::<usize>().ok().and_then(|number| self.0.get(number));
        text.cloned().unwrap_or_else(|| doubted("", Doubt::Unread))
    }
}

/// A text in one piece or in runs, to the end of the open element.
pub(super) fn text(xml: &mut Xml) -> Result<StoryParagraph, ReadError> {
    let mut paragraph = StoryParagraph::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => push_run(&mut paragraph, &xml.text()?, Look::Plain),
            "r" => run(xml, &mut paragraph)?,
            // The reading aid of a ruby among them.
            _ => xml.skip()?,
        }
    }
    Ok(paragraph)
}

fn run(xml: &mut Xml, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
    let mut look = Look::Plain;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "rPr" => {
                while let Some(tag) = xml.child()? {
                    let own = match (tag.name(), tag.val().as_deref()) {
                        ("strike", _) if tag.is_on() => Look::Struck,
                        ("vertAlign", Some("superscript")) => Look::Raised,
                        ("vertAlign", Some("subscript")) => Look::Lowered,
                        _ => Look::Plain,
                    };
                    look = own.within(look);
                    xml.skip()?;
                }
            }
            "t" => push_run(paragraph, &xml.text()?, look),
            _ => xml.skip()?,
        }
    }
    Ok(())
}
