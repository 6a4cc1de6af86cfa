//! Places of a report with what is said of them: the plain types that findings share with a report.

use std::borrow::Cow;
use std::sync::Arc;

use gouji_parser::Span;

use crate::{Lang, Localized};

/// Which file a place is in, among those of a run. What checks one file alone knows of no other and leaves it
/// at 0; what compares several gives each report a number of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// The address of a value in the form: `requests.granted.natural`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// `proactive`, `requests`, `disputes`.
    pub table: Arc<str>,
    /// Row id.
    pub row: Arc<str>,
    /// Column id.
    pub column: Arc<str>,
    /// Which copy of a table that stands several times in the report, from 0.
    pub copy: usize,
}

/// A row of a statutory table as it was bound, for excerpts that show it on one line whatever the
/// file's layout is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// The table's name in the form's words: 表三.
    pub table: Localized,
    /// Its place among the rows of the form's table, from 0.
    pub number: usize,
    /// The row's label in the form's words: （七）总计.
    pub label: String,
    /// Where the label stands.
    pub label_span: Span,
    /// Its values, in the form's column order.
    pub cells: Vec<CellView>,
}

/// A cell of a [`RowView`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellView {
    /// Column id.
    pub column: Arc<str>,
    /// The column's name in the form's words: 自然人.
    pub name: Localized,
    /// Where the value stands; empty where the cell is blank.
    pub span: Span,
    /// The value as written, trimmed; empty where the cell is blank.
    pub text: String,
}

/// A place with what it has to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// In which file.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
    /// What stands there; may be empty for a primary label.
    pub message: Localized,
    /// The cell, where the place is a value of the form.
    pub cell: Option<CellRef>,
    /// The whole row of that cell.
    pub row: Option<Arc<RowView>>,
}

impl Label {
    /// A label on running text.
    pub fn new(span: Span, message: Localized) -> Self {
        Self { source: SourceId::default(), span, message, cell: None, row: None }
    }

    /// The message; where there is none on a cell, what the cell holds: （七）总计·自然人：0.
    pub fn describe(&self, lang: Lang) -> Cow<'_, str> {
        let cell = self.cell.as_ref().zip(self.row.as_ref()).and_then(|(cell, row)| {
            let view = row.cells.iter().find(|view| view.column == cell.column)?;
            Some((row, view))
        });
        match cell {
            Some((row, view)) if self.message.is_empty() => Cow::Owned(match lang {
                Lang::Zh => format!("{}·{}：{}", row.label, view.name.zh, view.text),
                Lang::En => format!("{}, {}: {}", row.label, view.name.en, view.text),
            }),
            _ => Cow::Borrowed(lang.pick(&self.message)),
        }
    }
}
