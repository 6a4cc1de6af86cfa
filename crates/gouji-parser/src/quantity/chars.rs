//! Characters that numbers are made of, and a cursor over them.

use crate::fold::is_invisible;

/// Whether a number is read from a cell, where hardly anything else can stand, or from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Cell,
    Prose,
}

/// The value of a digit of half or full width.
pub(super) fn digit(char: char) -> Option<u8> {
    match char {
        '0'..='9' => Some(char as u8 - b'0'),
        '０'..='９' => Some((char as u32 - '０' as u32) as u8),
        _ => None,
    }
}

/// The digit that a letter or numeral is mistaken for.
pub(super) fn lookalike(char: char) -> Option<u8> {
    match char {
        'O' | 'o' | 'Ｏ' | 'ｏ' | '〇' | '○' | '◯' => Some(0),
        'l' | 'I' | 'ｌ' | 'Ｉ' => Some(1),
        _ => None,
    }
}

/// A decimal dot that is also used for dates and versions: `2020.12.31`.
pub(super) fn is_dot(char: char) -> bool {
    matches!(char, '.' | '．')
}

/// White space of any width, none included.
pub(super) fn is_blank(char: char) -> bool {
    char.is_whitespace() || is_invisible(char)
}

/// A blank that can stand inside a line.
pub(super) fn is_space(char: char) -> bool {
    is_blank(char) && !matches!(char, '\n' | '\r' | '\t')
}

/// A place in a text that moves forward over what is recognised.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before this place.
    pub(super) fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn eat_if(&mut self, accept: impl FnOnce(char) -> bool) -> Option<char> {
        let char = self.peek().filter(|&char| accept(char))?;
        self.at += char.len_utf8();
        Some(char)
    }

    pub(super) fn eat_while(&mut self, accept: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|char| !accept(char)).unwrap_or(rest.len());
    }

    /// Reads with `read` here or after one space; stays in place when it finds nothing.
    pub(super) fn spaced<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        for skip in [false, true] {
            let mut ahead = *self;
            if skip && ahead.eat_if(is_space).is_none() {
                break;
            }
            if let Some(found) = read(&mut ahead) {
                *self = ahead;
                return Some(found);
            }
        }
        None
    }
}
