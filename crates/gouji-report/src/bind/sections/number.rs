//! The number that a title bears: 一、, 第一部分, 1., or what a slip left of it.

use std::ops::Range;

use gouji_parser::{
    heading::{NumberingStyle, numbering},
    numeral,
};

use crate::bind::line::is_opening;

/// How a title is numbered. Which of two styles is the outer one is another question: see
/// [`Style::is_below`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// 第一部分
    Part,
    /// 一、
    Chinese,
    /// No number, or its stop alone.
    Bare,
    /// （一）
    ChineseInBrackets,
    /// 1.
    Arabic,
    /// （1）
    ArabicInBrackets,
}

impl NumberStyle {
    /// Every style, those first that sections have rather than what is in them.
    pub(super) const ALL: [Self; 6] = [
        Self::Part,
        Self::Chinese,
        Self::Bare,
        Self::ChineseInBrackets,
        Self::Arabic,
        Self::ArabicInBrackets,
    ];

    /// Whether such a number belongs to what stands within sections that are numbered as `sections`.
    pub(super) fn is_below(self, sections: Self) -> bool {
        match self {
            Self::Part | Self::Bare => false,
            Self::Chinese => sections == Self::Part,
            Self::ChineseInBrackets | Self::Arabic | Self::ArabicInBrackets => self != sections,
        }
    }
}

impl From<NumberingStyle> for NumberStyle {
    fn from(style: NumberingStyle) -> Self {
        match style {
            NumberingStyle::Chinese => Self::Chinese,
            NumberingStyle::ChineseInBrackets => Self::ChineseInBrackets,
            NumberingStyle::Arabic => Self::Arabic,
            NumberingStyle::ArabicInBrackets => Self::ArabicInBrackets,
        }
    }
}

/// The number of a title.
#[derive(Clone, Debug)]
pub struct TitleNumber {
    /// How it is written.
    pub style: NumberStyle,
    /// From 1; none of a title without a number.
    pub value: Option<u32>,
    /// Where it stands in its line, with what a slip put before it: `l六、`.
    pub written: Range<usize>,
    /// Bytes of that slip.
    pub dirt: usize,
}

/// Whether a character before a number is none of the title: a blank, a bullet, a `#`, a picture, a
/// quotation mark.
fn is_mark(char: char) -> bool {
    let drawn = matches!(char, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    char.is_whitespace()
        || matches!(char, '#' | '*' | '•' | '·' | '-' | '+' | '–' | '—')
        || is_opening(char)
        || drawn && !char.is_alphanumeric()
}

/// Signs that stray before a number: the rule of a table, a letter or a digit that looks like it.
const DIRT: [char; 7] = ['|', '｜', '丨', 'l', 'I', '1', '!'];

impl TitleNumber {
    /// The number at the start of a line and where the title begins.
    pub(super) fn of(text: &str) -> (Self, usize) {
        let start = text.len() - text.trim_start_matches(is_mark).len();
        let new = |style, value, dirt, end: usize| {
            let written = start..start + text[start..end].trim_end().len();
            (Self { style, value, written, dirt }, end)
        };
        if let Some(found) = numbering(&text[start..]) {
            return new(found.style.into(), Some(found.value), 0, start + found.len);
        }
        let clean = text[start..].trim_start_matches(DIRT);
        let dirt = text.len() - start - clean.len();
        let chinese = numbering(clean).filter(|found| found.style == NumberingStyle::Chinese);
        if let Some(found) = chinese.filter(|_| dirt > 0) {
            return new(NumberStyle::Chinese, Some(found.value), dirt, start + dirt + found.len);
        }
        let bare = text[start..].trim_start_matches(['、', '．', '.']);
        new(NumberStyle::Bare, None, 0, text.len() - bare.len())
    }

    /// The number 第一部分, 一 or 一? (a 、 that a conversion from RTF lost), and where the title begins.
    pub(super) fn of_part(text: &str) -> Option<(Self, usize)> {
        let trimmed = text.trim_start();
        let start = text.len() - trimmed.len();
        let bare = trimmed.strip_prefix('第').unwrap_or(trimmed);
        let (value, rest) = numeral::leading(bare)?;
        let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix('章')).unwrap_or(rest);
        let end = text.len() - rest.len();
        let title = rest
            .trim_start_matches(|char: char| char.is_whitespace() || "：:、.．?？".contains(char));
        let style =
            if bare.len() < trimmed.len() { NumberStyle::Part } else { NumberStyle::Chinese };
        let number = Self { style, value: Some(value), written: start..end, dirt: 0 };
        Some((number, text.len() - title.len()))
    }

    /// Whether nothing is left of the number but its stop: 、主动公开政府信息情况.
    pub fn is_lost(&self) -> bool {
        self.value.is_none() && !self.written.is_empty()
    }
}
