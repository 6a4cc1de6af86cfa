//! Word files (Office Open XML).
//!
//! ```text
//! bytes ─package─▶ parts ─xml─▶ tags ─story, paragraph, table─▶ tree ─flow─▶ Document
//! ```
//!
//! * `story` – the tree of a part; `paragraph` and `table` read into it
//! * `style` – which styles are headings or carry numbering
//! * `numbering` – how automatic numbers look
//! * `chunk` – parts in other formats
//! * `annotate` – writes comments: `tracer` records where the words stand, `marks` cuts runs,
//!   `comments` keeps the parts in step
//!
//! Headers, footers, comments' texts and hidden text are left out.

pub(crate) mod annotate;
mod chunk;
mod commented;
mod comments;
mod counts;
mod marks;
mod numbering;
mod paragraph;
mod story;
mod style;
mod table;
mod tracer;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::{
    counts::{DocxCounts, NoteRef},
    story::DocxReader,
    style::DocxStyles,
};
use crate::{
    Document, Format, ReadError,
    flow::{
        item::{Commenters, StoryItem},
        numbering::ListNumbering,
        trace::Trace,
        view::FlowView,
    },
    package::Package,
    properties::people,
};

/// Reads a .docx. The document's source is a view, in which every span lies: one line a paragraph,
/// one line a table row with tabs between its cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let parts = DocxParts::of(&mut package)?;
    Ok(read_parts(&mut package, &parts, false)?.0)
}

/// The main part, and the parts that it refers to by their sort.
struct DocxParts {
    name: String,
    body: String,
    related: HashMap<String, String>,
    /// The part of the file's properties.
    core: String,
}

impl DocxParts {
    fn of(package: &mut Package) -> Result<Self, ReadError> {
        let mut roots = package.related("")?;
        let main = roots.remove("officeDocument");
        let core = roots.remove("core-properties");
        let core = core.unwrap_or_else(|| "docProps/core.xml".to_owned());
        let name = main.unwrap_or_else(|| "word/document.xml".to_owned());
        let related = package.related(&name)?;
        let body = package.part(&name)?.ok_or(ReadError::Damaged {
            what: "缺少正文部件 word/document.xml",
            english: "the main part word/document.xml is missing",
        })?;
        Ok(Self { name, body, related, core })
    }
}

/// Reads the parts; the trace is empty unless asked for.
fn read_parts(
    package: &mut Package,
    parts: &DocxParts,
    traced: bool,
) -> Result<(Document, Trace), ReadError> {
    let mut part = |sort: &str| parts.related.get(sort).map_or(Ok(None), |name| package.part(name));

    let mut counts = DocxCounts::default();
    let mut body = DocxReader::new(&parts.body, &mut counts).traced(traced).read()?;
    let mut foot = notes(part("footnotes")?, &mut counts, traced)?;
    let mut end = notes(part("endnotes")?, &mut counts, traced)?;
    let commenters =
        part("comments")?.map_or(Ok(Commenters::default()), |part| commented::read(&part))?;
    // These two are often ten times as long as the report, and of no use to most.
    let styles = match counts.styled.then(|| part("styles")).transpose()?.flatten() {
        Some(part) => DocxStyles::read(&part)?,
        None => DocxStyles::default(),
    };
    let numbered = counts.numbered || styles.number_any();
    let numbering = match numbered.then(|| part("numbering")).transpose()?.flatten() {
        Some(part) => numbering::read(&part)?,
        None => ListNumbering::default(),
    };

    let chunks = chunk::read(&body, &parts.name, package)?;
    for items in [&mut body].into_iter().chain(foot.values_mut()).chain(end.values_mut()) {
        styles.settle(items, &numbering);
    }
    let mut view = FlowView::new(Format::Docx, &numbering, &chunks);
    view.items(&body)?;
    let mut seen = HashSet::new();
    let (of_foot, of_end): (Vec<_>, Vec<_>) = counts
        .notes
        .iter()
        .filter(|note| seen.insert(*note))
        .partition(|note| matches!(note, NoteRef::Foot(_)));
    for note in of_foot.into_iter().chain(of_end) {
        let items = match note {
            NoteRef::Foot(id) => foot.get(id),
            NoteRef::End(id) => end.get(id),
        };
        if let Some(items) = items {
            view.note(items)?;
        }
    }
    let people = people(package, &parts.core, ["creator", "lastModifiedBy"])?;
    Ok(view.finish(counts.changes, commenters, people))
}

fn notes(
    part: Option<String>,
    counts: &mut DocxCounts,
    traced: bool,
) -> Result<BTreeMap<String, Vec<StoryItem>>, ReadError> {
    let Some(part) = part else { return Ok(BTreeMap::new()) };
    Ok(DocxReader::new(&part, counts).traced(traced).read_notes()?.into_iter().collect())
}

#[cfg(test)]
mod tests;
