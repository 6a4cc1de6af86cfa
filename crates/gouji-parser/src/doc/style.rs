//! Styles: the levels, numbers and looks that paragraphs and characters have from them.

use super::{drawn::CharacterProperties, layout::ParagraphProperties};
use crate::binary::{byte, short, slice, text};

/// The styles of a file, by number.
#[derive(Default)]
pub(super) struct DocStyles(Vec<DocStyle>);

#[derive(Default)]
struct DocStyle {
    base: usize,
    /// Outline level of a heading, by the style's built-in name.
    heading: Option<u8>,
    paragraph: Vec<u8>,
    characters: Vec<u8>,
}

impl DocStyles {
    pub(super) fn read(part: &[u8]) -> Self {
        Self(read(part).unwrap_or_default())
    }

    /// What a paragraph of that style has.
    pub(super) fn layout(&self, style: u16) -> ParagraphProperties {
        let mut layout = ParagraphProperties::default();
        for style in self.chain(style).into_iter().rev() {
            layout.outline = style.heading.or(layout.outline);
            layout.take(&style.paragraph, &[]);
        }
        layout
    }

    /// How characters of that style, of a paragraph or of their own, are drawn.
    pub(super) fn drawn(&self, style: u16, base: CharacterProperties) -> CharacterProperties {
        let chain = self.chain(style);
        chain.into_iter().rev().fold(base, |drawn, style| drawn.with(drawn, &style.characters))
    }

    /// Bytes of the properties of a style and of what it is based on.
    pub(super) fn size(&self, style: u16) -> usize {
        self.chain(style).iter().map(|style| style.paragraph.len() + style.characters.len()).sum()
    }

    /// A style and what it is based on; a circle ends after some steps.
    fn chain(&self, style: u16) -> Vec<&DocStyle> {
        const STEPS: usize = 16;
        let first = self.0.get(usize::from(style));
        std::iter::successors(first, |style| self.0.get(style.base)).take(STEPS).collect()
    }
}

fn read(part: &[u8]) -> Option<Vec<DocStyle>> {
    let header = usize::from(short(part, 0)?);
    let count = usize::from(short(part, 2)?);
    let fixed = usize::from(short(part, 4)?);
    let mut at = 2 + header;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = short(part, at).map(usize::from) else { break };
        let style = slice(part, at + 2, length).and_then(|style| one(style, fixed));
        styles.push(style.unwrap_or(DocStyle { base: usize::MAX, ..DocStyle::default() }));
        at += 2 + length + length % 2;
    }
    Some(styles)
}

fn one(style: &[u8], fixed: usize) -> Option<DocStyle> {
    let built_in = short(style, 0)? & 0x0FFF;
    let second = short(style, 2)?;
    let groups = short(style, 4)? & 0xF;
    let is_paragraph = second & 0xF == 1;
    let heading = (1..=9).contains(&built_in).then(|| built_in as u8 - 1);
    let name = usize::from(short(style, fixed)?);
    let mut at = fixed + 2 + name * 2 + 2;
    let mut group = || {
        let length = usize::from(short(style, at)?);
        let group = slice(style, at + 2, length)?;
        at += 2 + length + length % 2;
        Some(group)
    };
    let mut read = DocStyle {
        base: usize::from(second >> 4),
        heading: heading.filter(|_| is_paragraph),
        ..DocStyle::default()
    };
    if is_paragraph {
        // The number of the style stands before its properties.
        read.paragraph = group()?.get(2..).unwrap_or_default().to_vec();
    }
    let characters = if is_paragraph { groups >= 2 } else { second & 0xF == 2 && groups >= 1 };
    if characters {
        read.characters = group().unwrap_or_default().to_vec();
    }
    Some(read)
}

/// The names of the fonts, in order.
pub(super) fn fonts(part: &[u8]) -> Vec<String> {
    const NAME: usize = 40;
    let mut at = 4;
    let mut names = Vec::new();
    while let Some(length) = byte(part, at).map(|length| usize::from(length) + 1) {
        let name = text(part, at + NAME, length.saturating_sub(NAME) / 2);
        names.push(name.unwrap_or_default().trim_end_matches('\0').to_owned());
        at += length;
    }
    names
}
