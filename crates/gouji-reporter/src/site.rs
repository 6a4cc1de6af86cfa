//! Where labels stand, as every format needs it: the one way from a place, which knows its file, to line,
//! column, drawn cell and path.

use std::collections::BTreeSet;

use gouji_parser::{DrawnCells, DrawnPlace, Format, Position, Source, Span};
use gouji_report::{CellView, Label, SourceId};

use crate::{FileResult, Run, markup, place::SourcePlaces};

/// What places of one file are told from.
pub(crate) struct FileSites<'a> {
    /// Its path, as it is to be printed.
    pub(crate) path: &'a str,
    /// Lines and columns.
    pub(crate) places: SourcePlaces<'a>,
    /// Cells as they are drawn.
    pub(crate) drawn: &'a DrawnCells,
    /// The format that its places are counted in.
    pub(crate) format: Format,
    /// Whether lines are those of a view, and the file itself has none (.docx, PDF).
    pub(crate) is_view: bool,
}

/// What places of the findings of one file are told from: the file itself, and others that they name.
pub(crate) struct Sites<'a> {
    /// The file that was checked.
    pub(crate) own: FileSites<'a>,
    id: SourceId,
    others: Vec<(SourceId, FileSites<'a>)>,
}

/// A place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    /// Its first character.
    pub(crate) start: Position,
    /// The character after its last.
    pub(crate) end: Position,
    /// The cell among the tables as they are drawn.
    pub(crate) native: Option<DrawnPlace>,
    /// The page, where the file has pages.
    pub(crate) page: Option<u32>,
}

impl<'a> FileSites<'a> {
    fn new(path: &'a str, source: &'a Source, drawn: &'a DrawnCells) -> Self {
        let format = source.format();
        Self { path, places: SourcePlaces::new(source), drawn, format, is_view: format.is_view() }
    }
}

impl FileSites<'_> {
    /// Returns what stands at a place, of a web page without its markup.
    pub(crate) fn text(&self, span: Span) -> String {
        let text = self.places.text(self.places.range(span));
        if self.format == Format::Html { markup::plain(text) } else { text.to_owned() }
    }
}

impl<'a> Sites<'a> {
    /// Returns the places of `file`, and of those sources of the run that its findings name.
    pub(crate) fn new(file: &FileResult<'a>, run: &Run<'a>) -> Self {
        let findings = file.checked.findings.iter();
        let labels = findings.flat_map(|it| std::iter::once(&it.primary).chain(&it.related));
        let named: BTreeSet<SourceId> = if run.sources.is_empty() {
            BTreeSet::new()
        } else {
            labels.map(|it| it.source).collect()
        };
        let other = |id: SourceId| {
            let it = run.sources.iter().find(|it| it.id == id)?;
            Some((id, FileSites::new(it.path, it.source, it.drawn)))
        };
        Self {
            own: FileSites::new(file.path, file.source, file.drawn),
            id: file.id,
            others: named.into_iter().filter(|&id| id != file.id).filter_map(other).collect(),
        }
    }

    /// Returns the file that a label is in. A source that the run does not list is taken for the file itself.
    pub(crate) fn file(&self, label: &Label) -> &FileSites<'a> {
        let other = self.others.iter().find(|(id, _)| *id == label.source);
        other.map_or(&self.own, |(_, file)| file)
    }

    /// Returns the path of a file that places are in, where that is not the one that was checked.
    pub(crate) fn elsewhere(&self, source: SourceId) -> Option<&'a str> {
        let other = self.others.iter().find(|(id, _)| *id == source && *id != self.id);
        other.map(|(_, file)| file.path)
    }

    /// Returns the place of a label in its file.
    pub(crate) fn of(&self, label: &Label) -> Site {
        let file = self.file(label);
        let range = file.places.range(label.span);
        Site {
            start: file.places.position(range.start),
            end: file.places.position(range.end),
            native: file.drawn.place(label.span),
            page: file.drawn.page(label.span),
        }
    }

    /// Returns how many lines the longest of the files has.
    pub(crate) fn lines(&self) -> usize {
        let others = self.others.iter().map(|(_, file)| file.places.lines());
        others.chain([self.own.places.lines()]).max().unwrap_or_default()
    }
}

/// The cell that a label is on, as its row shows it.
pub(crate) fn cell_view(label: &Label) -> Option<&CellView> {
    let (row, cell) = (label.row.as_deref()?, label.cell.as_ref()?);
    row.cells.iter().find(|view| view.column == cell.column)
}
