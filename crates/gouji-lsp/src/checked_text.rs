//! What is found in a text, and what its figures are.

use std::sync::Arc;

use gouji_parser::Span;
use gouji_project::{FileSettings, Input, LastYear, Notice, ReadFile, ReadingOptions, is_result};
use gouji_report::bind::Report;
use gouji_report::view::{StatementView, TableView};
use gouji_rules::Linter;
use gouji_rules::finding::CheckedReport;

/// The mark of UTF-8: with it a text is read as what it is, whatever encoding an HTML page names for its file.
pub(crate) const MARK: &str = "\u{feff}";

/// What is found in a text. Spans count from the beginning of the client's text.
#[derive(Debug, Default)]
pub(crate) struct CheckedText {
    pub(crate) checked: CheckedReport,
    /// What is wrong with waivers in it.
    pub(crate) notices: Vec<Notice>,
    /// Why it could not be read.
    pub(crate) unread: Option<String>,
    /// What checked it.
    pub(crate) linter: Option<Arc<Linter>>,
    pub(crate) sections: Vec<SectionOutline>,
    pub(crate) tables: Vec<TableView>,
    pub(crate) statements: Vec<StatementView>,
}

/// A section of a report, by where it stands.
#[derive(Debug)]
pub(crate) struct SectionOutline {
    /// As written.
    pub(crate) title: String,
    pub(crate) heading: Span,
    /// From the heading to the end of its text.
    pub(crate) whole: Span,
}

impl CheckedText {
    /// Reads and checks a text that goes by `name`.
    pub(crate) fn new(
        name: &str,
        text: &str,
        settings: &FileSettings,
        reading: &ReadingOptions<'_>,
        last_year: Option<&LastYear>,
    ) -> Self {
        let bytes: Arc<[u8]> = [MARK, text].concat().into_bytes().into();
        let input = Input::Buffer { name: name.to_owned(), bytes };
        let checked = input.guarded(reading, |ReadFile { document, .. }| {
            if is_result(&document) {
                return Ok(Self::default());
            }
            let report = settings.bind(&document);
            let last = last_year.map(LastYear::placed);
            let judged = settings.check(name, &report, last, true)?;
            let linter = judged.chosen.rules.linter.clone();
            let passages = judged.statements.into_iter().flatten();
            Ok(Self {
                checked: judged.checked,
                notices: judged.notices,
                unread: None,
                sections: sections(&report, document.source.text().len()),
                tables: linter.tables(&report),
                statements: passages.flat_map(|passage| passage.statements).collect(),
                linter: Some(linter),
            })
        });
        checked.unwrap_or_else(|unread| Self { unread: Some(unread.message), ..Self::default() })
    }
}

/// The sections that have a heading, in reading order, each up to the next; the text has `length` bytes.
fn sections(report: &Report<'_>, length: usize) -> Vec<SectionOutline> {
    let headings = report.sections.iter().filter_map(|section| section.heading.as_ref());
    let mut sections: Vec<SectionOutline> = headings
        .map(|it| SectionOutline { title: it.text.clone(), heading: it.span, whole: it.span })
        .collect();
    sections.sort_by_key(|section| section.heading.start);
    for at in 0..sections.len() {
        let next = sections.get(at + 1).map_or(length as u32, |next| next.heading.start);
        sections[at].whole.end = next.max(sections[at].heading.end);
    }
    sections
}
