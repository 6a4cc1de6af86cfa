//! Markdown and tags within a cell, read as they are shown: `**14**`, `` `14` ``, `[14](…)`, `<b>14</b>`,
//! `&#49;4` are 14; `~~15~~` is struck out. A line of running text has it alike.

use std::borrow::Cow;

use crate::{
    Doubt, Source, Span, Text,
    apart::{self, Look, Stretch},
};

/// Whether a cell can have markup at all.
pub(super) fn occurs(text: &str) -> bool {
    text.bytes().any(|byte| b"\\<&~*_`[$".contains(&byte))
}

/// A part of a cell before it is put together.
struct MarkupPart<'t> {
    chars: Cow<'t, str>,
    span: Span,
    look: Look,
}

/// The text of the cell at `span`, which has no blanks around it, and why it is doubted.
pub(super) fn read(source: &Source, span: Span) -> (Text, Option<Doubt>) {
    let reader = MarkupReader::of(source, span);
    let mut stretches = reader.stretches();
    let doubt = apart::settle(&mut stretches).or(reader.doubt);
    (text(stretches, span), doubt)
}

/// The running text at `span` without what is struck out, and where that first is.
pub(super) fn without_struck(source: &Source, span: Span) -> (Text, Option<Span>) {
    let reader = MarkupReader::of(source, span);
    let mut stretches = reader.stretches();
    let struck = stretches.iter().find(|stretch| stretch.look.is_gone()).map(|it| it.span);
    stretches.retain(|stretch| !stretch.look.is_gone());
    (text(stretches, span), struck)
}

/// The text of what is left of `span`.
fn text(mut stretches: Vec<Stretch<'_>>, span: Span) -> Text {
    apart::trim(&mut stretches);
    if stretches.is_empty() {
        return Text::plain(Span::at(span.start as usize));
    }
    apart::text(&stretches)
}

struct MarkupReader<'s> {
    source: &'s Source,
    parts: Vec<MarkupPart<'s>>,
    /// Looks of the tags that are open.
    open: Vec<(String, Look)>,
    doubt: Option<Doubt>,
}

/// Marks that come in pairs around what they emphasise, longer before shorter.
const PAIRS: [(&str, Look); 7] = [
    ("***", Look::Plain),
    ("**", Look::Plain),
    ("__", Look::Plain),
    ("~~", Look::Struck),
    ("*", Look::Plain),
    ("_", Look::Plain),
    ("$", Look::Plain),
];

impl<'s> MarkupReader<'s> {
    fn of(source: &'s Source, span: Span) -> Self {
        let mut reader = Self { source, parts: Vec::new(), open: Vec::new(), doubt: None };
        reader.read(span.range(), Look::Plain);
        reader
    }

    fn stretches(&self) -> Vec<Stretch<'_>> {
        let parts = self.parts.iter();
        parts.map(|part| Stretch { chars: &part.chars, span: part.span, look: part.look }).collect()
    }

    /// Reads the bytes `range` of the source, drawn as `look`.
    fn read(&mut self, range: std::ops::Range<usize>, look: Look) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.source.text()[at..range.end];
            let look = self.open.iter().fold(look, |outer, (_, look)| look.within(outer));
            let length = match rest.as_bytes()[0] {
                b'\\' => escape(rest).map(|chars| self.put(chars.into(), at, 2, look)),
                b'<' => self.tag(rest, at, look),
                b'&' => entity(rest)
                    .map(|(char, length)| self.put(char.to_string().into(), at, length, look)),
                b'`' => self.code(rest, at, look),
                b'[' | b'!' => self.link(rest, at, look),
                b'*' | b'_' | b'~' | b'$' => self.pair(rest, at, range.start, look),
                _ => None,
            };
            at += length.unwrap_or_else(|| {
                let first = rest.chars().next().unwrap_or_default();
                // marks that emphasise nothing stand for themselves, all of the run
                let run = rest.len() - rest.trim_start_matches(first).len();
                let length = if "*_~$".contains(first) { run } else { first.len_utf8() };
                self.put(rest[..length].into(), at, length, look)
            });
        }
    }

    /// Adds characters that stand at `at`; gives the length that was read.
    fn put(&mut self, chars: Cow<'s, str>, at: usize, length: usize, look: Look) -> usize {
        let drawn = chars.chars().next().and_then(|char| look.draws(char));
        let chars = drawn.map_or(chars, Cow::Borrowed);
        let span = Span::new(at..at + length);
        let as_it_stands = |part: &MarkupPart<'_>| part.chars.len() == part.span.range().len();
        let part = MarkupPart { chars, span, look };
        match self.parts.last_mut() {
            Some(last)
                if as_it_stands(last)
                    && as_it_stands(&part)
                    && (last.span.end, last.look) == (span.start, look)
                    && self.source.slice(part.span) == part.chars
                    && self.source.slice(last.span) == last.chars =>
            {
                last.span.end = span.end;
                last.chars = self.source.slice(last.span).into();
            }
            _ => self.parts.push(part),
        }
        length
    }

    /// A tag: a line break, one that changes how characters are drawn, or any other, which is dropped.
    fn tag(&mut self, rest: &'s str, at: usize, look: Look) -> Option<usize> {
        if rest.starts_with("<!--") {
            return rest.find("-->").map(|end| end + 3);
        }
        let end = rest.find('>')?;
        let inside = &rest[1..end];
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let length =
            inside.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, attributes) = (inside[..length].to_ascii_lowercase(), &inside[length..]);
        let named = name.starts_with(|char: char| char.is_ascii_alphabetic());
        if !named || !(attributes.is_empty() || attributes.starts_with([' ', '/', '\t'])) {
            return None;
        }
        match &*name {
            "br" => drop(self.put("\n".into(), at, end + 1, look)),
            _ if closing => {
                if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
                    self.open.remove(at);
                }
            }
            _ => {
                let (own, doubt) = crate::html::drawn(&name, attributes);
                self.doubt = self.doubt.or(doubt);
                if own != Look::Plain {
                    self.open.push((name, own));
                }
            }
        }
        Some(end + 1)
    }

    /// A stretch of code: what stands between as many backquotes.
    fn code(&mut self, rest: &'s str, at: usize, look: Look) -> Option<usize> {
        let ticks = rest.bytes().take_while(|&byte| byte == b'`').count();
        let inside = &rest[ticks..];
        let length = inside.find(&rest[..ticks]).filter(|&length| length > 0)?;
        self.put(inside[..length].into(), at + ticks, length, look);
        Some(ticks + length + ticks)
    }

    /// A link is its text; a picture shows what is not read; a footnote's mark is raised.
    fn link(&mut self, rest: &'s str, at: usize, look: Look) -> Option<usize> {
        let picture = rest.starts_with('!');
        let start = usize::from(picture) + 1;
        if picture && !rest.starts_with("![") {
            return None;
        }
        let end = start + rest[start..].find(']')?;
        if !picture && rest[start..end].starts_with('^') {
            self.put(rest[..=end].into(), at, end + 1, Look::Raised);
            return Some(end + 1);
        }
        let target = rest[end + 1..].strip_prefix('(')?;
        let length = end + 2 + target.find(')')? + 1;
        if picture {
            self.doubt = Some(Doubt::Unread);
        }
        self.read(at + start..at + end, look);
        Some(length)
    }

    /// What stands between two marks of the same sort; those of one character, and those that are
    /// drawn as a line to write on, not within a word.
    fn pair(&mut self, rest: &'s str, at: usize, first: usize, look: Look) -> Option<usize> {
        let &(mark, own) = PAIRS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        let inside = &rest[mark.len()..];
        let length = inside.find(mark).filter(|&length| length > 0)?;
        let length = length
            + inside[length..].bytes().take_while(|&byte| byte == mark.as_bytes()[0]).count()
            - mark.len();
        let content = &inside[..length];
        let in_word = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        let before = self.source.text()[first..at].chars().next_back();
        let after = inside[length + mark.len()..].chars().next();
        let strong = matches!(mark, "**" | "***" | "~~");
        if content.trim() != content || !strong && (in_word(before) || in_word(after)) {
            return None;
        }
        if mark == "$" && content.contains(|char: char| !char.is_ascii_digit()) {
            self.doubt = Some(Doubt::Formula);
        }
        let start = at + mark.len();
        self.read(start..start + length, own.within(look));
        Some(mark.len() + length + mark.len())
    }
}

/// The character that a backslash makes of a mark.
fn escape(rest: &str) -> Option<&str> {
    rest.get(1..2).filter(|mark| mark.starts_with(|char: char| char.is_ascii_punctuation()))
}

/// The character of a reference, and its length: `&#49;`, `&#x31;`, `&nbsp;`.
pub(super) fn entity(rest: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 8] = [
        ("nbsp", '\u{a0}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("lt", '<'),
        ("gt", '>'),
        ("amp", '&'),
        ("quot", '"'),
    ];
    let end = rest.bytes().take(11).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((char, end + 1))
}
