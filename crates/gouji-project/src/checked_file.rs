//! A file that was read and checked.

use gouji_parser::{Document, DrawnCells, Format, Source, Span};
use gouji_report::view::{PassageView, TableView};
use gouji_report::{Label, Localized, SourceId};
use gouji_reporter::FileResult;
use gouji_rules::finding::{CheckedReport, Extent, NotChecked};

use crate::author::is_annotated;
use crate::file_settings::{FileSettings, JudgedReport};
use crate::input::{Input, ReadFile, ReadingOptions, UnreadFile};
use crate::last_year::LastYear;
use crate::level::FailOn;
use crate::notice::Notice;
use crate::own_files::{FileOrigin, TextDigest};
use crate::rules::ChosenRules;
use crate::status::Status;

/// A file that was read and checked.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact about the file by itself")]
pub struct CheckedFile {
    /// How results name it.
    pub name: String,
    /// Its text; the document is let go once it is checked.
    pub source: Source,
    /// What was found, what was let pass, and what was not checked.
    pub checked: CheckedReport,
    /// What is wrong with waivers in it.
    pub notices: Vec<Notice>,
    /// Where the cells of its drawn tables stand.
    pub drawn: DrawnCells,
    /// Its statutory tables, where they are asked for.
    pub tables: Vec<TableView>,
    /// The figures of its text, where they are asked for.
    pub statements: Option<Vec<PassageView>>,
    /// Whether it was made into a .docx first.
    pub converted: bool,
    /// Whether this program wrote it.
    pub is_result: bool,
    /// Whether it has comments that this program wrote.
    pub is_annotated: bool,
    /// Whether it was asked for, and not met in a folder.
    pub named: bool,
    /// The severity from which on a finding of it makes the run fail.
    pub fail_on: FailOn,
    /// Whether the run fails for what was not checked of it.
    pub not_checked_fails: bool,
    /// The rules that it was checked with.
    pub chosen: ChosenRules,
}

impl CheckedFile {
    /// Reads and checks a file, beside `last` where that is given. Whatever goes wrong is this file's own error.
    pub fn new(
        input: &Input,
        settings: &FileSettings,
        reading: &ReadingOptions<'_>,
        last: Option<&LastYear>,
    ) -> Result<Self, UnreadFile> {
        input.guarded(reading, |ReadFile { document, converted }| {
            let is_result = is_result(&document);
            let mut tables = Vec::new();
            let JudgedReport { chosen, checked, notices, statements } = if is_result {
                JudgedReport {
                    chosen: settings.chosen(None)?,
                    checked: unchecked_result(),
                    notices: Vec::new(),
                    statements: None,
                }
            } else {
                let report = settings.bind(&document);
                let last = last.map(LastYear::placed);
                let judged = settings.check(input.name(), &report, last, reading.statements)?;
                if reading.tables {
                    tables = judged.chosen.rules.linter.tables(&report);
                }
                judged
            };
            Ok(Self {
                name: input.name().to_owned(),
                checked,
                notices,
                drawn: DrawnCells::of(&document),
                tables,
                statements,
                converted,
                is_result,
                is_annotated: is_annotated(&document),
                source: document.source,
                named: input.is_named(),
                fail_on: settings.fail_on(),
                not_checked_fails: settings.fails_on_not_checked(input.is_named()),
                chosen,
            })
        })
    }

    /// Returns it as the reporter takes it.
    pub fn result(&self) -> FileResult<'_> {
        FileResult {
            id: SourceId::default(),
            path: &self.name,
            source: &self.source,
            checked: &self.checked,
            drawn: &self.drawn,
            tables: &self.tables,
            statements: self.statements.as_deref(),
            fail: self.fail_on.least(),
            not_checked_fails: self.not_checked_fails,
        }
    }

    /// Returns what this program may have written of it.
    pub fn origin(&self) -> FileOrigin {
        match (self.named, self.is_result, self.is_annotated) {
            (false, true, _) => FileOrigin::Own,
            (false, false, true) => FileOrigin::CopyOf(TextDigest::of(&self.source)),
            (_, false, false) if self.source.format() == Format::Docx => {
                FileOrigin::Original(TextDigest::of(&self.source))
            }
            _ => FileOrigin::Foreign,
        }
    }

    /// What comes of it.
    pub fn status(&self) -> Status {
        Status::of(&self.checked, self.fail_on, self.not_checked_fails)
    }
}

/// Whether a document is what this program wrote of another one.
pub fn is_result(document: &Document) -> bool {
    let source = &document.source;
    !source.format().is_view() && gouji_reporter::is_result(source.text())
}

/// What is said of it.
fn unchecked_result() -> CheckedReport {
    let reason = Localized::new(
        "这是 gouji 写的检查结果，不是年度报告，未作检查",
        "this is a result that gouji wrote, no report; it was not checked",
    );
    let place = Label::new(Span::default(), Localized::default());
    let not_checked = vec![NotChecked { what: Extent::File, reason, place }];
    CheckedReport { not_checked, ..CheckedReport::default() }
}
