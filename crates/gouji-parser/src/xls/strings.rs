//! Texts: those that cells share, which go on over several records, and short ones.

use crate::{apart::Look, flow::item::StoryParagraph, workbook::push_run};

// What the flags of a text say.
const WIDE: u8 = 1;
const HAS_MORE: u8 = 4;
const HAS_RUNS: u8 = 8;

/// Reads on where the data of a record ends in the next.
pub(super) struct TextCursor<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    piece: &'a [u8],
}

/// A text whose characters have fonts: where each begins, in units of UTF-16.
pub(super) struct FontedText {
    units: Vec<u16>,
    runs: Vec<(usize, u16)>,
}

impl<'a> TextCursor<'a> {
    pub(super) fn new(pieces: Vec<&'a [u8]>) -> Self {
        Self { pieces: pieces.into_iter(), piece: &[] }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.piece.is_empty() {
            self.piece = self.pieces.next()?;
        }
        let (first, rest) = self.piece.split_first()?;
        self.piece = rest;
        Some(*first)
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    /// A text led by its length; those that cells share have fonts and more behind their characters.
    pub(super) fn text(&mut self) -> Option<FontedText> {
        let count = usize::from(self.short()?);
        let flags = self.byte()?;
        let runs = if flags & HAS_RUNS != 0 { self.short()? } else { 0 };
        let more = if flags & HAS_MORE != 0 { self.long()? } else { 0 };
        let units = self.units(count, flags)?;
        let run = |_| Some((usize::from(self.short()?), self.short()?));
        let runs = (0..runs).map(run).collect::<Option<Vec<_>>>()?;
        for _ in 0..more {
            self.byte()?;
        }
        Some(FontedText { units, runs })
    }

    /// `count` characters of one or two bytes; where they go on in the next record, its first byte says which.
    fn units(&mut self, count: usize, flags: u8) -> Option<Vec<u16>> {
        let mut wide = flags & WIDE != 0;
        let mut units = Vec::new();
        while units.len() < count {
            if self.piece.is_empty() {
                self.piece = self.pieces.next()?;
                wide = self.byte()? & WIDE != 0;
            }
            units.push(if wide { self.short()? } else { u16::from(self.byte()?) });
        }
        Some(units)
    }
}

impl FontedText {
    pub(super) fn plain(&self) -> String {
        text(&self.units)
    }

    /// The text as its fonts draw it.
    pub(super) fn shown(&self, look: impl Fn(u16) -> Look) -> StoryParagraph {
        let mut paragraph = StoryParagraph::default();
        let (mut at, mut own) = (0, Look::Plain);
        let end = (self.units.len(), 0);
        for &(start, font) in self.runs.iter().chain([&end]) {
            // a run that begins before the last one is none
            if let Some(units) = self.units.get(at..start) {
                push_run(&mut paragraph, &text(units), own);
                (at, own) = (start, look(font));
            }
        }
        paragraph
    }
}

fn text(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied()).map(|char| char.unwrap_or('□')).collect()
}
