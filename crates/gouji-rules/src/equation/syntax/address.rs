//! The names of a formula: `[prev.|children.|text.]table.row.column`.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::error::SyntaxError;

/// How many parts an address has at most, behind the word that says whose it is.
const MAX_PARTS: usize = 3;

/// Whose value an address names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressOwner {
    /// A cell of this report.
    #[default]
    Report,
    /// `prev.`: the cell in the same issuer's report of the year before.
    Previous,
    /// `children.`: the cell in the reports of the organs below, taken together.
    Children,
    /// `text.`: what the running text of this report states.
    Text,
}

/// The words that say whose a value is.
const WHOSE: [(&str, AddressOwner); 3] = [
    ("prev.", AddressOwner::Previous),
    ("children.", AddressOwner::Children),
    ("text.", AddressOwner::Text),
];

/// A name as it stands in a formula; one with `*` stands for several cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Whose value it names.
    pub whose: AddressOwner,
    /// Its parts: `requests.denied-*.sum`.
    pub path: String,
    /// Its bytes in the formula.
    pub span: Range<usize>,
}

impl Address {
    /// Takes a name of the formula apart.
    pub(super) fn new(text: &str, span: Range<usize>) -> Result<Self, SyntaxError> {
        let known = WHOSE.iter().find_map(|&(word, whose)| Some((whose, text.strip_prefix(word)?)));
        let (whose, path) = known.unwrap_or((AddressOwner::Report, text));
        let address = Self { whose, path: path.to_owned(), span };
        let more = address.parts().nth(MAX_PARTS).map(|(_, span)| span);
        match more {
            None => Ok(address),
            Some(more) => {
                Err(SyntaxError::new(more, "地址至多三段 / an address has three parts at most")
                    .help("写作 表.行.列 / write table.row.column"))
            }
        }
    }

    /// Its parts with their bytes in the formula: a table, a row and a column, or the last of them.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let mut at = self.span.end - self.path.len();
        self.path.split('.').map(move |part| {
            let start = at;
            at += part.len() + 1;
            (part, start..start + part.len())
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WHOSE.iter().find(|(_, whose)| *whose == self.whose);
        write!(f, "{}{}", word.map_or("", |(word, _)| word), self.path)
    }
}

/// Whether a part of an address covers the id of a table, row or column: `denied-*` every one that
/// begins so, `*` every one.
pub fn wildcard_matches(part: &str, id: &str) -> bool {
    part.strip_suffix('*').map_or(part == id, |stem| id.starts_with(stem))
}
