//! The characters of one line, collapsed as a browser does, each with its place.

use super::limit;
use crate::blank::is_blank;
use crate::{
    Doubt, Span, Text,
    apart::{self, Look, Stretch},
};

/// White space that markup does not keep.
const COLLAPSIBLE: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];

/// All lines read so far, and the one being read.
pub(super) struct HtmlLines<'a> {
    source: &'a str,
    pieces: Vec<HtmlPiece>,
    /// Characters of entities.
    decoded: String,
    /// The first piece of the open line.
    start: usize,
    /// What stands between the last piece and the next, if one comes.
    gap: Option<LineGap>,
    /// How the characters that come are drawn.
    pub(super) look: Look,
}

/// A finished line: its pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct HtmlLine {
    first: u32,
    end: u32,
}

#[derive(Clone, Copy)]
struct HtmlPiece {
    chars: Chars,
    span: Span,
    look: Look,
}

#[derive(Clone, Copy, PartialEq)]
enum Chars {
    /// As the source has them.
    Source,
    /// White space, collapsed to one space.
    Space,
    /// A line break.
    Break,
    /// An entity: bytes of [`Inline::decoded`].
    Decoded(u32, u32),
}

#[derive(Clone, Copy)]
enum LineGap {
    Space(Span),
    Break(Span),
}

impl<'a> HtmlLines<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            pieces: Vec::new(),
            decoded: String::new(),
            start: 0,
            gap: None,
            look: Look::Plain,
        }
    }

    /// Pieces of all lines.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether nothing visible stands in the open line.
    pub(super) fn is_blank(&self) -> bool {
        self.pieces.len() == self.start
    }

    /// Adds characters that stand in the source as they are, up to the limit on pieces.
    pub(super) fn text(&mut self, span: Span) {
        let text = &self.source[span.range()];
        let mut at = span.start as usize;
        for word in text.split_inclusive(COLLAPSIBLE) {
            let visible = word.trim_end_matches(COLLAPSIBLE);
            if !visible.is_empty() {
                self.word(visible, at);
            }
            if visible.len() < word.len() {
                self.space(Span::new(at + visible.len()..at + word.len()));
            }
            at += word.len();
            if self.pieces.len() > limit::PIECES.0 {
                break;
            }
        }
    }

    /// Adds the characters of the entity at `span`.
    pub(super) fn decoded(&mut self, chars: &str, span: Span) {
        if chars.chars().all(|char| COLLAPSIBLE.contains(&char)) {
            self.space(span);
        } else if !(self.is_blank() && chars.chars().all(is_blank)) {
            self.close_gap(chars);
            // one by one: together they can be as long as the reference (`&nGg;`), which a text
            // would then map byte for byte
            chars.chars().for_each(|char| self.character(char, span));
        }
    }

    /// Adds a line break within the line.
    pub(super) fn line_break(&mut self, span: Span) {
        self.gap = Some(LineGap::Break(span));
    }

    /// Ends the line, without blanks at its ends. Nothing if it is blank.
    pub(super) fn finish(&mut self) -> Option<HtmlLine> {
        self.gap = None;
        while let Some(last) = self.pieces.get(self.start..).and_then(<[HtmlPiece]>::last) {
            let chars = self.chars(last);
            let visible = chars.trim_end_matches(is_blank).len();
            let blank = chars.len() - visible;
            if visible == 0 {
                self.pieces.pop();
                continue;
            }
            if let Some(HtmlPiece { chars: Chars::Source, span, .. }) = self.pieces.last_mut() {
                span.end -= blank as u32;
            }
            break;
        }
        let line = HtmlLine { first: self.start as u32, end: self.pieces.len() as u32 };
        self.start = self.pieces.len();
        (line.first < line.end).then_some(line)
    }

    /// How much text a line has, in bytes.
    pub(super) fn weight(&self, line: HtmlLine) -> usize {
        self.pieces(line).iter().map(|piece| self.chars(piece).len()).sum()
    }

    /// The text of a line that stands on the page, without what is struck out. None where nothing
    /// is left.
    pub(super) fn line(&self, line: HtmlLine) -> Option<Text> {
        if let Some(text) = self.plain(&[line]) {
            return Some(text);
        }
        let mut stretches = self.stretches(&[line]);
        stretches.retain(|stretch| !stretch.look.is_gone());
        apart::trim(&mut stretches);
        (!stretches.is_empty()).then(|| apart::text(&stretches))
    }

    /// Where a line first has something that is struck out.
    pub(super) fn struck(&self, line: HtmlLine) -> Option<Span> {
        let mut pieces = self.pieces(line).iter();
        pieces.find(|piece| piece.look.is_gone()).map(|piece| piece.span)
    }

    /// The text of a cell's `lines` one below the other, with line feeds between them, and why the
    /// cell is doubted. There must be a line.
    pub(super) fn cell(&self, lines: &[HtmlLine]) -> (Text, Option<Doubt>) {
        if let Some(text) = self.plain(lines) {
            return (text, None);
        }
        let mut stretches = self.stretches(lines);
        let doubt = apart::settle(&mut stretches);
        apart::trim(&mut stretches);
        (apart::text(&stretches), doubt)
    }

    /// The text of a single line that is one plain piece of the source, as nearly all are.
    fn plain(&self, lines: &[HtmlLine]) -> Option<Text> {
        let [line] = lines else { return None };
        match self.pieces(*line) {
            &[HtmlPiece { chars: Chars::Source, span, look: Look::Plain }] => {
                Some(Text::plain(span))
            }
            _ => None,
        }
    }

    /// The pieces of `lines`, with line feeds between them.
    fn stretches(&self, lines: &[HtmlLine]) -> Vec<Stretch<'_>> {
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        for line in lines {
            let pieces = self.pieces(*line);
            if let (Some(last), Some(next)) = (stretches.last(), pieces.first()) {
                let span = Span { start: last.span.end, end: next.span.start };
                stretches.push(Stretch { chars: "\n", span, look: next.look });
            }
            stretches.extend(pieces.iter().map(|piece| {
                let &HtmlPiece { span, look, .. } = piece;
                Stretch { chars: self.chars(piece), span, look }
            }));
        }
        stretches
    }

    fn word(&mut self, word: &str, at: usize) {
        let visible = if self.is_blank() { word.trim_start_matches(is_blank) } else { word };
        if !visible.is_empty() {
            self.close_gap(visible);
            let end = at + word.len();
            let start = end - visible.len();
            if !visible.contains(|char| self.look.draws(char).is_some()) {
                return self.push(Chars::Source, Span::new(start..end));
            }
            for (at, char) in visible.char_indices() {
                self.character(char, Span::new(start + at..start + at + char.len_utf8()));
            }
        }
    }

    /// Adds a character that may not stand in the source as it is drawn.
    fn character(&mut self, char: char, span: Span) {
        let at = self.decoded.len();
        match self.look.draws(char) {
            Some(drawn) => self.decoded.push_str(drawn),
            None => self.decoded.push(char),
        }
        self.push(Chars::Decoded(at as u32, (self.decoded.len() - at) as u32), span);
    }

    fn space(&mut self, span: Span) {
        self.gap = match self.gap {
            None => Some(LineGap::Space(span)),
            Some(LineGap::Space(before)) => Some(LineGap::Space(before.join(span))),
            Some(line_break @ LineGap::Break(_)) => Some(line_break),
        };
    }

    /// Puts the white space before `next`, if it shows: not at the start of a line, and not where
    /// a line of the source ends between Han characters.
    fn close_gap(&mut self, next: &str) {
        let Some(gap) = self.gap.take() else { return };
        let Some(last) = self.pieces[self.start..].last().copied() else { return };
        match gap {
            LineGap::Break(span) => self.push(Chars::Break, span),
            LineGap::Space(span) => {
                let source = &self.source[span.range()];
                let wide = self.chars(&last).ends_with(is_wide) && next.starts_with(is_wide);
                if source == " " {
                    self.push(Chars::Source, span);
                } else if !(wide && source.contains(['\n', '\r'])) {
                    self.push(Chars::Space, span);
                }
            }
        }
    }

    fn push(&mut self, chars: Chars, span: Span) {
        if let Some(last) = self.pieces.get_mut(self.start..).and_then(<[HtmlPiece]>::last_mut)
            && (last.chars, chars) == (Chars::Source, Chars::Source)
            && (last.span.end, last.look) == (span.start, self.look)
        {
            last.span.end = span.end;
        } else {
            self.pieces.push(HtmlPiece { chars, span, look: self.look });
        }
    }

    fn pieces(&self, line: HtmlLine) -> &[HtmlPiece] {
        &self.pieces[line.first as usize..line.end as usize]
    }

    fn chars(&self, piece: &HtmlPiece) -> &str {
        match piece.chars {
            Chars::Source => &self.source[piece.span.range()],
            Chars::Space => " ",
            Chars::Break => "\n",
            Chars::Decoded(at, len) => &self.decoded[at as usize..(at + len) as usize],
        }
    }
}

/// Characters between which a line end in the source is no space (CSS Text 3, 4.1.3).
fn is_wide(char: char) -> bool {
    matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
