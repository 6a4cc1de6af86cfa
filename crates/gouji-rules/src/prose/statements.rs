//! The running text read as statements: passages for the reader, and what it says of them.

use gouji_statements::{About, ReportParagraph};

use super::{Passage, PassageKind, is_subheading};
use gouji_report::{DataFile, bind::Report};

/// What is known of a report before its text is read.
pub(crate) fn about<'r>(report: &'r Report<'_>) -> About<'r> {
    About { year: report.year(), issuer: report.issuer(), covers_area: report.covers_area }
}

/// The passages as they are read. Cells are no running text.
pub(crate) fn paragraphs<'p>(passages: &'p [Passage<'_>]) -> Vec<ReportParagraph<'p>> {
    let paragraph = |(index, passage): (usize, &'p Passage<'_>)| {
        if passage.sort == PassageKind::Cell {
            return ReportParagraph::unread(&passage.text);
        }
        // The heading of a section is not in its body.
        let below = passages.get(index + 1).and_then(|next: &Passage<'_>| next.section);
        let heading = passage.sort == PassageKind::Heading || is_subheading(passage);
        ReportParagraph::new(&passage.text, passage.section.or(below), heading)
    };
    passages.iter().enumerate().map(paragraph).collect()
}

/// Whether a file has the words and rows by which text is read as statements.
pub(crate) fn is_data(file: DataFile<'_>) -> bool {
    file.name.ends_with("statements.toml")
}
