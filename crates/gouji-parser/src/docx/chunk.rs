//! Parts in another format that Word shows as part of the text (`w:altChunk`): web pages and texts
//! are read.

use std::collections::HashMap;

use crate::{
    Document, Format, ReadError, flow::item::StoryItem, package::Package, sniff::sniff, text_file,
};

/// The chunks among `items`, by the ids of their relationships, that can be read.
pub(super) fn read(
    items: &[StoryItem],
    main: &str,
    package: &mut Package,
) -> Result<HashMap<String, Document>, ReadError> {
    let mut chunks = HashMap::new();
    let mut ids = Vec::new();
    collect(items, &mut ids);
    if ids.is_empty() {
        return Ok(chunks);
    }
    let targets = package.targets(main)?;
    for id in ids {
        let Some(name) = targets.get(id).filter(|_| !chunks.contains_key(id)) else { continue };
        let Some(bytes) = package.bytes(name)? else { continue };
        let format = sniff(&bytes);
        if matches!(format, Format::Html | Format::Text)
            && let Ok(document) = text_file::read(&bytes, name, format)
        {
            chunks.insert(id.to_owned(), document);
        }
    }
    Ok(chunks)
}

fn collect<'i>(items: &'i [StoryItem], ids: &mut Vec<&'i str>) {
    for item in items {
        match item {
            StoryItem::Chunk(id) => ids.push(id),
            StoryItem::Table(rows) => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect(&cell.items, ids));
            }
            StoryItem::Paragraph(paragraph) => collect(&paragraph.boxes, ids),
        }
    }
}
