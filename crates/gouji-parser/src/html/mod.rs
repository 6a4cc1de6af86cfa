//! HTML as content management systems and word processors emit it.
//!
//! ```text
//! text ──tokens──▶ start tag | end tag | characters ──page──▶ lines and grids ──settle──▶ blocks
//! ```
//!
//! * [`mod@recognise`] – whether a text is HTML at all
//! * [`tokens`] – html5gum (the WHATWG tokenizer), with the place of every character
//! * [`element`] – what a tag means for the reader
//! * [`page`] – the page while it is read: the open line, the open tables
//! * [`inline`] – the characters of one line: white space, entities, spans
//! * [`looks`] – the open elements that strike out or raise what they have
//! * [`grid`] – rows and columns of one table (the WHATWG table model)
//! * [`unread`] – the element that is not shown, and where it ends
//! * [`settle`] – a finished table: data, or mere layout whose cells hold the page
//!
//! There is no tree: one pass over the tokens, no recursion, so a page that nests a million deep
//! costs no more than any other of its size. What is bounded says so in [`limit`].

mod element;
mod grid;
mod inline;
mod looks;
mod page;
mod recognise;
mod settle;
mod tokens;
mod unread;

#[cfg(test)]
mod tests;

pub(crate) use recognise::{Sureness, recognise};

use crate::{Block, Document, Doubt, Note, Source, Span, apart::Look};

/// Limits on hostile pages. A page that reaches one is read up to there, and a note names it; one
/// of too many bytes is refused.
pub(crate) mod limit {
    use crate::{Limit, TEXT_LIMIT};

    /// Bytes of a page. A report's page has some 100,000; pictures inside the page can make it
    /// many millions.
    pub(crate) const BYTES: usize = 16 << 20;
    /// Stretches of characters with markup between them. Word-processor output reaches some
    /// thousands.
    pub(super) const PIECES: (usize, Limit) = (400_000, Limit::new("文字片段数", "pieces of text"));
    /// Bytes of characters, markup left out.
    pub(super) const TEXT: (usize, Limit) =
        (TEXT_LIMIT, Limit::new("正文长度", "length of the text"));
    /// Pictures that are noted. Further ones go without a note.
    pub(super) const IMAGES: usize = 1000;
    /// Grid slots (rows × columns) of all tables together. The three statutory tables have 450.
    pub(super) const SLOTS: (usize, Limit) = (200_000, Limit::new("表格格数", "table cells"));
    /// Tables within tables.
    pub(super) const DEPTH: (usize, Limit) = (32, Limit::new("表格嵌套层数", "nested tables"));
}

/// Reads a page of at most [`limit::BYTES`].
pub(crate) fn read(source: Source) -> Document {
    let mut page = page::Page::new(&source);
    tokens::run(source.text(), 0..source.text().len(), &mut page);
    let (blocks, notes, comments) = page.finish();
    Document { source, blocks, notes, comments }
}

/// Reads what stands in `ranges` of a text of another format, each by itself.
pub(crate) fn read_within(source: &Source, ranges: &[Span]) -> (Vec<Block>, Vec<Note>) {
    let mut page = page::Page::new(source);
    for range in ranges {
        tokens::run(source.text(), range.range(), &mut page);
        page.close();
    }
    let (blocks, notes, _) = page.finish();
    (blocks, notes)
}

/// How a tag in a text of another format has characters drawn, and why a cell with it is doubted.
pub(crate) fn drawn(name: &str, attributes: &str) -> (Look, Option<Doubt>) {
    let style = attributes.split_once("style=").map_or("", |(_, style)| style);
    let style = style.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or("");
    let look = element::look(name.as_bytes()).within(tokens::styled(style.as_bytes()));
    (look, element::doubt(name.as_bytes()))
}
