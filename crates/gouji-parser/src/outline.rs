//! The headings of a document and how far each one's section reaches.

use crate::{
    Block, Document, Span,
    heading::{Numbering, numbering},
};

/// A heading and its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Index of the heading in [`Document::blocks`].
    pub block: usize,
    /// Its level, as in [`Heading::level`](crate::Heading::level).
    pub level: u8,
    /// The number it begins with.
    pub numbering: Option<Numbering>,
    /// From the heading to the next one of the same or a higher level, or to the end.
    pub section: Span,
}

/// The headings of `document` in reading order. Headings that stand in a table's cell are not
/// among them.
pub fn outline(document: &Document) -> Vec<OutlineEntry> {
    let end = document.source.text().len() as u32;
    let mut entries: Vec<OutlineEntry> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (block, heading) in document.blocks.iter().enumerate().filter_map(|(index, block)| {
        if let Block::Heading(heading) = block { Some((index, heading)) } else { None }
    }) {
        let start = heading.text.span.start;
        while let Some(last) = open.pop_if(|last| entries[*last].level >= heading.level) {
            entries[last].section.end = start;
        }
        open.push(entries.len());
        entries.push(OutlineEntry {
            block,
            level: heading.level,
            numbering: numbering(document.str(&heading.text)),
            section: Span { start, end },
        });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let document = crate::read(text.as_bytes(), "a.txt").unwrap();
        let lines = outline(&document).into_iter().map(|entry| {
            let number = entry.numbering.map_or(0, |numbering| numbering.value);
            let section = document.source.slice(entry.section).trim_end().replace('\n', "/");
            format!("{} {number} {section}", entry.level)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_section_reaches_to_the_next_heading_that_is_not_below_it() {
        insta::assert_snapshot!(check("一、总体情况\n（一）主动公开\n甲\n（二）依申请公开\n二、附件\n乙\n"), @r"
        1 1 一、总体情况/（一）主动公开/甲/（二）依申请公开
        2 1 （一）主动公开/甲
        2 2 （二）依申请公开
        1 2 二、附件/乙
        ");
    }
}
