//! The texts that cells share, or have for themselves.

use crate::{
    ReadError,
    apart::Look,
    flow::item::{StoryParagraph, shown},
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

    pub(super) fn get(&self, number: &str) -> Option<&StoryParagraph> {
        self.0.get(number.trim().parse::<usize>().ok()?)
    }
}

/// A text in one piece or in runs, to the end of the open element.
pub(super) fn text(xml: &mut Xml) -> Result<StoryParagraph, ReadError> {
    let mut paragraph = StoryParagraph::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => push(&mut paragraph, &xml.text()?, Look::Plain),
            "r" => run(xml, &mut paragraph)?,
            // The reading aid of a ruby among them.
            _ => xml.skip()?,
        }
    }
    Ok(paragraph)
}

fn run(xml: &mut Xml, paragraph: &mut StoryParagraph) -> Result<(), ReadError> {
    let start = paragraph.text.len();
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
            "t" => push(paragraph, &xml.text()?, look),
            _ => xml.skip()?,
        }
    }
    paragraph.doubt_from(start, look);
    Ok(())
}

fn push(paragraph: &mut StoryParagraph, text: &str, look: Look) {
    for char in text.chars() {
        match char {
            '\n' => paragraph.text.push('\n'),
            char => shown(char).into_iter().for_each(|char| paragraph.push(char, look)),
        }
    }
}
