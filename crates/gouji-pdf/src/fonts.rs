//! The fonts of a file: what a code stands for, and how wide it is.

use std::{collections::HashMap, sync::Arc};

use gouji_parser::ReadError;
use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId};
use hayro_syntax::object::{Array, Dict, ObjectIdentifier, Stream};

use crate::limits::Budget;

/// The fonts that were asked for so far.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    known: HashMap<ObjectIdentifier, Option<Font<'a>>>,
    substitutes: FontResolverFn,
    encodings: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    pub(crate) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            known: HashMap::new(),
            // Outlines are not drawn; a font without a file of its own still needs one to be loaded.
            substitutes: Arc::new(|query| {
                let font = match query {
                    FontQuery::Standard(font) => *font,
                    FontQuery::Fallback(query) => query.pick_standard_font(),
                };
                Some(font.get_font_data())
            }),
            encodings: Arc::new(load_embedded),
        }
    }

    /// The font of a dictionary; nothing where it cannot be read.
    pub(crate) fn get(
        &mut self,
        dict: &Dict<'a>,
        budget: &mut Budget,
    ) -> Result<Option<Font<'a>>, ReadError> {
        if let Some(known) = dict.obj_id().and_then(|id| self.known.get(&id)) {
            return Ok(known.clone());
        }
        budget.font()?;
        within(dict, budget)?;
        let font = self.cache.font(dict, &self.substitutes, &self.encodings);
        if let Some(id) = dict.obj_id() {
            self.known.insert(id, font.clone());
        }
        Ok(font)
    }
}

/// Counts the streams that a font is loaded from.
fn within(dict: &Dict<'_>, budget: &mut Budget) -> Result<(), ReadError> {
    let descendant =
        dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter().next());
    let own = [Some(dict.clone()), descendant];
    let described = own.clone().map(|font| font?.get::<Dict<'_>>(b"FontDescriptor"));
    for dict in own.into_iter().chain(described).flatten() {
        for key in [
            &b"FontFile"[..],
            b"FontFile2",
            b"FontFile3",
            b"ToUnicode",
            b"Encoding",
            b"CIDToGIDMap",
        ] {
            if let Some(stream) = dict.get::<Stream<'_>>(key) {
                budget.stream(&stream)?;
            }
        }
    }
    Ok(())
}

/// The characters that a code of a font stands for; none where the font does not say.
pub(crate) fn characters(font: &Font<'_>, code: u32) -> Vec<Option<char>> {
    let glyph = font.glyph(GlyphId::NOTDEF, code);
    let text = match &glyph {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    let is_text = |char: &char| {
        // a private code says nothing of the character, and a control draws none
        !matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FFFD}') && !char.is_control()
    };
    match text {
        Some(BfString::Char(char)) => vec![Some(char).filter(is_text)],
        Some(BfString::String(text)) if !text.is_empty() => {
            text.chars().map(|char| Some(char).filter(is_text)).collect()
        }
        _ => vec![None],
    }
}
