//! A file that is shown beside the one that was checked.

use gouji_parser::{Document, DrawnCells, Source};
use gouji_report::{SourceId, view::TableView};
use gouji_reporter::{MaskedFile, NamedSource};
use gouji_rules::finding::CheckedReport;

/// A file as it may be shown: without what no output shows of persons.
#[derive(Debug)]
pub struct ShownFile {
    /// Its text, which labels point into.
    pub source: Source,
    /// Where the cells of its drawn tables stand.
    pub drawn: DrawnCells,
    /// Its statutory tables, where they are asked for.
    pub tables: Vec<TableView>,
}

impl ShownFile {
    /// Takes what may be shown of a file in which `checked` was found by the rules over one report.
    pub(crate) fn new(document: Document, checked: &CheckedReport, tables: Vec<TableView>) -> Self {
        let drawn = DrawnCells::of(&document);
        let (source, tables) = match MaskedFile::new(&document.source, checked, &tables, None) {
            Some(masked) => masked.into_shown(),
            None => (document.source, tables),
        };
        Self { source, drawn, tables }
    }

    /// Returns it under the name and number that labels and results have for it.
    pub fn named<'a>(&'a self, id: SourceId, path: &'a str) -> NamedSource<'a> {
        NamedSource { id, path, source: &self.source, drawn: &self.drawn, tables: &self.tables }
    }
}
