//! Files whose text flows: paragraphs and tables as a tree, and the tree as text with blocks.
//!
//! * `item` – the tree; what every reader of such a file makes of it
//! * `numbering` – automatic numbers, written by `numeral`
//! * `view` – the tree as text with blocks; `grid` lays out tables, `chunk` parts in other formats
//! * `trace` – the way back from the view to the `site` of a paragraph in its part

pub(crate) mod chunk;
pub(crate) mod grid;
pub(crate) mod item;
pub(crate) mod numbering;
mod numeral;
pub(crate) mod site;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod trace;
pub(crate) mod view;
