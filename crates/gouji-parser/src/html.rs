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
//! * [`shown`] – a `<pre>` that shows a text
//! * [`settle`] – a finished table: data, or mere layout whose cells hold the page
//!
//! There is no tree: one pass over the tokens, no recursion, so a page that nests a million deep
//! costs no more than any other of its size. What is bounded says so in [`limit`].

mod element;
mod grid;
mod inline;
pub(crate) mod limit;
mod looks;
mod page;
mod recognise;
mod settle;
mod shown;
mod tag;
mod tokens;
mod unread;

#[cfg(test)]
mod tests;

pub(crate) use element::drawn;
pub(crate) use recognise::{Sureness, recognise};
pub(crate) use shown::{Preformatted, ShownText};

use crate::{Block, Document, Note, Source, Span};

/// Reads a page of at most [`limit::BYTES`]; gives the texts that it shows, which are in no block.
pub(crate) fn read(source: Source) -> (Document, Vec<ShownText>) {
    let mut page = page::HtmlPage::new(&source);
    tokens::run(source.text(), 0..source.text().len(), &mut page);
    let (blocks, shown, notes, comments) = page.finish();
    (Document { source, blocks, notes, comments }, shown)
}

/// Reads what stands in `ranges` of a text of another format, each by itself.
pub(crate) fn read_within(source: &Source, ranges: &[Span]) -> (Vec<Block>, Vec<Note>) {
    let mut page = page::HtmlPage::new(source);
    for range in ranges {
        tokens::run(source.text(), range.range(), &mut page);
        page.close();
    }
    let (blocks, _, notes, _) = page.finish();
    (blocks, notes)
}
