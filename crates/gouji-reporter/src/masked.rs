//! Files as they may be shown: without what they say of private persons. Formats are given these, so
//! that none has to think of it.

use gouji_parser::Source;
use gouji_report::view::{PassageView, TableView};
use gouji_rules::{
    finding::{CheckedReport, Finding},
    private::Masker,
};

use crate::FileResult;

/// What a file is shown by, where some of its text must not be shown.
#[derive(Debug)]
pub struct MaskedFile {
    source: Source,
    checked: CheckedReport,
    tables: Vec<TableView>,
    statements: Option<Vec<PassageView>>,
}

impl MaskedFile {
    /// What may be shown of a file; none where that is all of it.
    pub fn new(
        source: &Source,
        checked: &CheckedReport,
        tables: &[TableView],
        statements: Option<&[PassageView]>,
    ) -> Option<Self> {
        let private = &checked.private;
        if private.is_empty() {
            return None;
        }
        let masker = private.masker();
        let (mut checked, mut tables) = (checked.clone(), tables.to_vec());
        // The reason of a waiver may stand in the report.
        for passed in &mut checked.suppressed {
            passed.reason = masker.mask(&passed.reason).into_owned();
        }
        let passed = checked.suppressed.iter_mut().map(|passed| &mut passed.finding);
        checked.findings.iter_mut().chain(passed).for_each(|it| leave_out_fix(it, &masker));
        let rows = tables.iter_mut().flat_map(|table| &mut table.parts).flat_map(|it| &mut it.rows);
        for cell in rows.flat_map(|row| row.cells.iter_mut().chain(&mut row.recovered)) {
            cell.text = masker.mask(&cell.text).into_owned();
        }
        let mut statements = statements.map(<[_]>::to_vec);
        statements.iter_mut().flatten().for_each(|passage| mask_figures(passage, &masker));
        Some(Self { source: source.masked(private.hidden()), checked, tables, statements })
    }

    /// The text that the spans of the findings point into.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Hands out its text and its tables.
    pub fn into_shown(self) -> (Source, Vec<TableView>) {
        (self.source, self.tables)
    }

    /// What was found.
    pub fn checked(&self) -> &CheckedReport {
        &self.checked
    }

    /// The file with this in place of what it is.
    pub(crate) fn of<'a>(&'a self, file: &FileResult<'a>) -> FileResult<'a> {
        let statements = self.statements.as_deref();
        let Self { source, checked, tables, .. } = self;
        FileResult { source, checked, tables, statements, ..*file }
    }
}

/// Masks a passage, and leaves out figures that say what must not be shown. No place in it moves.
fn mask_figures(passage: &mut PassageView, masker: &Masker<'_>) {
    let shown = masker.mask(&passage.text).into_owned();
    passage.statements.retain(|it| shown.get(it.range.clone()) == Some(&*it.text));
    passage.text = shown;
}

/// A fix cannot be shown in part: whoever makes it would write the asterisks into the report.
fn leave_out_fix(finding: &mut Finding, masker: &Masker<'_>) {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    if edits.into_iter().any(|edit| masker.is_shown_in(&edit.text)) {
        finding.fix = None;
    }
}
