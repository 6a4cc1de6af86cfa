//! What is read, and what is known before.

use gouji_parser::{
    fold::FoldedText,
    quantity::{Quantity, scan},
};

/// A paragraph or a heading.
#[derive(Debug)]
pub struct ReportParagraph<'t> {
    /// Its characters.
    pub text: &'t str,
    /// They, folded as words are.
    pub folded: FoldedText<'t>,
    /// Its numbers.
    pub numbers: Vec<Quantity>,
    /// Which section it lies in; statements of one section are read together. What lies in none is a
    /// table of contents, or a sum of what follows, and is not read.
    pub section: Option<usize>,
    /// Whether it is a heading: it says what the paragraphs below it speak of.
    pub heading: bool,
}

impl<'t> ReportParagraph<'t> {
    /// Finds the numbers of a text.
    pub fn new(text: &'t str, section: Option<usize>, heading: bool) -> Self {
        Self { numbers: scan(text), section, heading, ..Self::unread(text) }
    }

    /// A text that is no part of what is read.
    pub fn unread(text: &'t str) -> Self {
        let (folded, numbers) = (FoldedText::new(text), Vec::new());
        Self { text, folded, numbers, section: None, heading: false }
    }
}

/// What is known of a report before its text is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The year that it covers.
    pub year: Option<u16>,
    /// Who issued it: 青禾县水利局.
    pub issuer: Option<&'a str>,
    /// Whether it covers all organs of an area, as the report of a county does.
    pub covers_area: Option<bool>,
}
