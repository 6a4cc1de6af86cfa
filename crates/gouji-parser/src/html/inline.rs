//! The characters of one line, collapsed as a browser does, each with its place.

use super::limit;
use crate::blank::is_blank;
use crate::{Span, Text};

/// White space that markup does not keep.
const COLLAPSIBLE: [char; 5] = [' ', '\t', '\n', '\r', '\u{C}'];

/// All lines read so far, and the one being read.
pub(super) struct Inline<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    /// Characters of entities.
    decoded: String,
    /// The first piece of the open line.
    start: usize,
    /// What stands between the last piece and the next, if one comes.
    gap: Option<Gap>,
}

/// A finished line: its pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    first: u32,
    end: u32,
}

#[derive(Clone, Copy)]
struct Piece {
    chars: Chars,
    span: Span,
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
enum Gap {
    Space(Span),
    Break(Span),
}

impl<'a> Inline<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, pieces: Vec::new(), decoded: String::new(), start: 0, gap: None }
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
            for char in chars.chars() {
                let at = self.decoded.len() as u32;
                self.decoded.push(char);
                self.push(Chars::Decoded(at, char.len_utf8() as u32), span);
            }
        }
    }

    /// Adds a line break within the line.
    pub(super) fn line_break(&mut self, span: Span) {
        self.gap = Some(Gap::Break(span));
    }

    /// Ends the line, without blanks at its ends. Nothing if it is blank.
    pub(super) fn finish(&mut self) -> Option<Line> {
        self.gap = None;
        while let Some(last) = self.pieces.get(self.start..).and_then(<[Piece]>::last) {
            let chars = self.chars(last);
            let visible = chars.trim_end_matches(is_blank).len();
            let blank = chars.len() - visible;
            if visible == 0 {
                self.pieces.pop();
                continue;
            }
            if let Some(Piece { chars: Chars::Source, span }) = self.pieces.last_mut() {
                span.end -= blank as u32;
            }
            break;
        }
        let line = Line { first: self.start as u32, end: self.pieces.len() as u32 };
        self.start = self.pieces.len();
        (line.first < line.end).then_some(line)
    }

    /// How much text a line has, in bytes.
    pub(super) fn weight(&self, line: Line) -> usize {
        self.pieces(line).iter().map(|piece| self.chars(piece).len()).sum()
    }

    /// The text of `lines` one below the other, with line feeds between them. There must be one.
    pub(super) fn join(&self, lines: &[Line]) -> Text {
        if let [line] = lines
            && let [Piece { chars: Chars::Source, span }] = self.pieces(*line)
        {
            return Text::plain(*span);
        }
        let mut parts = Vec::new();
        for line in lines {
            let pieces = self.pieces(*line);
            if let (Some(&(_, last)), Some(next)) = (parts.last(), pieces.first()) {
                let last: Span = last;
                parts.push(("\n", Span { start: last.end, end: next.span.start }));
            }
            parts.extend(pieces.iter().map(|piece| (self.chars(piece), piece.span)));
        }
        Text::pieced(parts)
    }

    fn word(&mut self, word: &str, at: usize) {
        let visible = if self.is_blank() { word.trim_start_matches(is_blank) } else { word };
        if !visible.is_empty() {
            self.close_gap(visible);
            let end = at + word.len();
            self.push(Chars::Source, Span::new(end - visible.len()..end));
        }
    }

    fn space(&mut self, span: Span) {
        self.gap = match self.gap {
            None => Some(Gap::Space(span)),
            Some(Gap::Space(before)) => Some(Gap::Space(before.join(span))),
            Some(line_break @ Gap::Break(_)) => Some(line_break),
        };
    }

    /// Puts the white space before `next`, if it shows: not at the start of a line, and not where
    /// a line of the source ends between Han characters.
    fn close_gap(&mut self, next: &str) {
        let Some(gap) = self.gap.take() else { return };
        let Some(last) = self.pieces[self.start..].last().copied() else { return };
        match gap {
            Gap::Break(span) => self.push(Chars::Break, span),
            Gap::Space(span) => {
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
        if let Some(last) = self.pieces.get_mut(self.start..).and_then(<[Piece]>::last_mut)
            && (last.chars, chars) == (Chars::Source, Chars::Source)
            && last.span.end == span.start
        {
            last.span.end = span.end;
        } else {
            self.pieces.push(Piece { chars, span });
        }
    }

    fn pieces(&self, line: Line) -> &[Piece] {
        &self.pieces[line.first as usize..line.end as usize]
    }

    fn chars(&self, piece: &Piece) -> &str {
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
