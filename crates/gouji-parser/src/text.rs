//! Plain text and Markdown.

use crate::{Document, Source};

pub(crate) fn read(source: Source) -> Document {
    Document { source, blocks: Vec::new(), notes: Vec::new() }
}
