//! Findings as diagnostics.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message,
    Position, Range, Uri,
};
use gouji_project::{LastYear, Notice, words};
use gouji_report::{Label, Lang, SourceId};
use gouji_rules::finding::{Finding, NotAssessable, NotChecked, Severity};

use crate::open_file::OpenFile;
use crate::position::TextLines;
use crate::workspace::Workspace;

/// Who says it.
pub(crate) const SOURCE: &str = "gouji";

/// Everything that is to be said of an open report that was checked.
pub(crate) fn of(file: &OpenFile, workspace: &Workspace) -> Vec<Diagnostic> {
    let Some(found) = &file.checked else { return Vec::new() };
    let lang = workspace.lang;
    let whole = Range::new(Position::new(0, 0), Position::new(0, 0));
    if let Some(why) = &found.unread {
        let message = match lang {
            Lang::Zh => format!("没有检查：{why}"),
            Lang::En => format!("not checked: {why}"),
        };
        return vec![said(whole, DiagnosticSeverity::Warning, "not-read", message)];
    }
    let places = Places { file, last: workspace.last_year(file), lang };
    let checked = &found.checked;
    let mut all: Vec<Diagnostic> = checked.findings.iter().map(|it| places.finding(it)).collect();
    // Where a finding says so already, that is enough.
    let is_said = |it: &&NotChecked| checked.findings.iter().any(|own| own.message == it.reason);
    let unsaid = checked.not_checked.iter().filter(|it| !is_said(it));
    all.extend(unsaid.map(|it| places.not_checked(it)));
    all.extend(checked.not_assessable.iter().map(|it| places.not_assessable(it)));
    all.extend(found.notices.iter().map(|it| noticed(it, lang)));
    all
}

/// A diagnostic with the code `code`.
pub(crate) fn said(
    range: Range,
    severity: DiagnosticSeverity,
    code: &str,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(Code::String(code.to_owned())),
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message: Message::String(message.into()),
        tags: None,
        related_information: None,
        data: None,
    }
}

/// Turns places of a report, and of that of the year before, into those of the protocol.
struct Places<'a> {
    file: &'a OpenFile,
    last: Option<(Uri, &'a LastYear)>,
    lang: Lang,
}

impl Places<'_> {
    fn range(&self, label: &Label) -> Range {
        self.file.lines.range(&self.file.text, label.span)
    }

    /// Where a label is, in whichever file.
    fn location(&self, label: &Label) -> Location {
        let Some((uri, last)) = self.last.as_ref().filter(|_| label.source != SourceId::default())
        else {
            return Location::new(self.file.uri.clone(), self.range(label));
        };
        // Of a .docx or a page there are no lines that an editor could show.
        let text = last.shown.source.text();
        let range = if last.shown.source.is_as_written() {
            TextLines::new(text, self.file.lines.unit()).range(text, label.span)
        } else {
            Range::default()
        };
        Location::new(uri.clone(), range)
    }

    fn finding(&self, finding: &Finding) -> Diagnostic {
        let lang = self.lang;
        let severity = match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        };
        let mut message = lang.pick(&finding.message).to_owned();
        for more in finding.help.iter().chain(&finding.notes) {
            message.push('\n');
            message.push_str(lang.pick(more));
        }
        let related: Vec<_> = finding.related.iter().filter_map(|it| self.related(it)).collect();
        Diagnostic {
            related_information: Some(related).filter(|it| !it.is_empty()),
            ..said(self.range(&finding.primary), severity, &finding.code, message)
        }
    }

    /// A place that took part; one that has neither words of its own nor a cell is passed over.
    fn related(&self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let own = self.lang.pick(&label.message).to_owned();
        let message = if own.is_empty() { self.cell(label)? } else { own };
        let message = match self.lang {
            _ if label.source == SourceId::default() => message,
            Lang::Zh => format!("上年报告：{message}"),
            Lang::En => format!("last year's report: {message}"),
        };
        Some(DiagnosticRelatedInformation::new(self.location(label), message))
    }

    /// The row and the column of a cell, in the words of the form, with what it says.
    fn cell(&self, label: &Label) -> Option<String> {
        let (row, cell) = (label.row.as_ref()?, label.cell.as_ref()?);
        let own = row.cells.iter().find(|it| it.column == cell.column)?;
        Some(format!("{}·{} {}", row.label, self.lang.pick(&own.name), own.text))
    }

    fn not_checked(&self, it: &NotChecked) -> Diagnostic {
        let reason = self.lang.pick(&it.reason);
        said(self.range(&it.place), DiagnosticSeverity::Information, "not-checked", reason)
    }

    /// What could be neither passed nor failed: shown where the reader looks, in no list of problems.
    fn not_assessable(&self, it: &NotAssessable) -> Diagnostic {
        let reason = self.lang.pick(&it.reason);
        said(self.range(&it.place), DiagnosticSeverity::Hint, &it.code, reason)
    }
}

/// What is wrong with a waiver or another setting, on the line that says it.
pub(crate) fn noticed(it: &Notice, lang: Lang) -> Diagnostic {
    let line = u32::try_from(it.line.saturating_sub(1)).unwrap_or(u32::MAX - 1);
    let range = Range::new(Position::new(line, 0), Position::new(line + 1, 0));
    said(range, DiagnosticSeverity::Warning, it.code, words::one(&it.message, lang))
}
