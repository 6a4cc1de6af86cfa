//! OpenDocument texts (.odt), as LibreOffice and WPS write them.
//!
//! ```text
//! bytes ─package─▶ parts ─xml─▶ tags ─story, paragraph, table─▶ tree ─flow─▶ Document
//! ```
//!
//! * `story` – the tree of a part; `paragraph`, `list` and `table` read into it
//! * `counting` – which lists are open
//! * `style` – how text is drawn and which lists paragraphs belong to; `numbering` – how lists look
//!
//! Text is read as if all changes were accepted. Headers, footers, comments' texts and hidden text are left out.

mod counting;
mod list;
mod numbering;
mod paragraph;
mod story;
mod style;
mod table;

use std::collections::HashMap;

use self::{numbering::Lists, story::OdtReader, style::OdtStyles};
use crate::{
    Document, Format, ReadError, flow::view::FlowView, package::Package, properties::people,
};

/// Reads a .odt. The document's source is a view like that of a .docx.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        ReadError::refuse(Format::Encrypted)?;
    }
    let content = package.part("content.xml")?.ok_or(ReadError::Damaged {
        what: "缺少正文部件 content.xml",
        english: "the main part content.xml is missing",
    })?;
    let common = package.part("styles.xml")?;

    let (mut styles, mut lists) = (OdtStyles::default(), Lists::default());
    for part in common.iter().chain([&content]) {
        style::read(part, &mut styles, &mut lists)?;
    }
    let story = OdtReader::new(&content, &styles, &mut lists).read()?;
    let numbering = lists.numbering;
    let chunks = HashMap::new();
    let mut view = FlowView::new(Format::Odt, &numbering, &chunks);
    view.items(&story.body)?;
    for note in story.footnotes.iter().chain(&story.endnotes) {
        view.note(note)?;
    }
    let people = people(&mut package, "meta.xml", ["initial-creator", "creator"])?;
    Ok(view.finish(story.changes, story.commenters, people).0)
}

#[cfg(test)]
mod tests;
