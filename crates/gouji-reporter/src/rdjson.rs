//! The diagnostic format of reviewdog, which posts findings and fixes as review comments. Its
//! columns count bytes of UTF-8 from 1. A .docx has no lines: its diagnostics are on the file, and
//! the message says where.

use std::io::{self, Write};

use gouji_parser::Span;
use gouji_report::Label;
use gouji_rules::finding;
use serde::Serialize;

use crate::{
    FileResult, Options, Run, details,
    json::items,
    site::{FileSites, Sites},
    streamed::{Closing, FilePart, Streamed},
    unchecked::untold,
};

#[cfg(test)]
mod tests;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: RdjsonSource,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct RdjsonSource {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: RdjsonLocation<'a>,
    severity: &'static str,
    code: RdjsonCode<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RdjsonRelated<'a>>,
}

#[derive(Serialize)]
struct RdjsonCode<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct RdjsonLocation<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RdjsonRange>,
}

#[derive(Serialize)]
struct RdjsonRange {
    start: RdjsonPosition,
    /// The position after the last.
    end: RdjsonPosition,
}

#[derive(Serialize)]
struct RdjsonPosition {
    line: u32,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: RdjsonRange,
    text: &'a str,
}

#[derive(Serialize)]
struct RdjsonRelated<'a> {
    message: String,
    location: RdjsonLocation<'a>,
}

pub(crate) const STREAMED: Streamed = Streamed { open: Some(open), file, between: ",", close };

/// How deep the diagnostics are.
const DEPTH: usize = 2;

/// What stands before the diagnostics, and after them.
fn frame() -> io::Result<(String, String)> {
    let source = RdjsonSource { name: "gouji" };
    items::around(&DiagnosticResult { source, diagnostics: Vec::new() }, "diagnostics")
}

fn open(_: &Run<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(frame()?.0.as_bytes())
}

fn file(
    file: &FileResult<'_>,
    run: &Run<'_>,
    options: &Options,
    part: &mut FilePart,
) -> io::Result<()> {
    items::add(of_file(file, run, options), DEPTH, &mut part.bytes)
}

fn close(run: &Run<'_>, closing: &Closing<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = run.failures.iter().map(|failure| Diagnostic {
        message: failure.message.to_owned(),
        location: RdjsonLocation { path: failure.path, range: None },
        severity: "ERROR",
        code: RdjsonCode { value: "unreadable" },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    });
    writeln!(out, "{}{}", items::last(diagnostics, closing.any, DEPTH)?, frame()?.1)
}

fn of_file<'a>(file: &FileResult<'a>, run: &Run<'a>, options: &Options) -> Vec<Diagnostic<'a>> {
    let (sites, language) = (Sites::new(file, run), options.language);
    let location = |label: &Label| {
        let file = sites.file(label);
        RdjsonLocation { path: file.path, range: (!file.is_view).then(|| range(label.span, file)) }
    };
    let diagnostic = |finding: &'a finding::Finding| {
        let related = finding.related.iter().map(|label| RdjsonRelated {
            message: label.describe(language).into_owned(),
            location: location(label),
        });
        let edits = finding.fix.iter().filter(|_| !sites.own.is_view).flat_map(|fix| &fix.edits);
        let suggestion = |edit: &'a finding::Edit| Suggestion {
            range: range(edit.span, &sites.own),
            text: &edit.text,
        };
        Diagnostic {
            message: details::lines(finding, &sites, language).join("\n"),
            location: location(&finding.primary),
            severity: match finding.severity {
                finding::Severity::Error => "ERROR",
                finding::Severity::Warning => "WARNING",
                finding::Severity::Info => "INFO",
            },
            code: RdjsonCode { value: &finding.code },
            suggestions: edits.map(suggestion).collect(),
            related_locations: related.collect(),
        }
    };
    let left = untold(file, options).map(|it| Diagnostic {
        message: language.pick(&it.reason).to_owned(),
        location: location(&it.place),
        severity: "WARNING",
        code: RdjsonCode { value: "not-checked" },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    });
    file.checked.findings.iter().map(diagnostic).chain(left).collect()
}

fn range(span: Span, file: &FileSites<'_>) -> RdjsonRange {
    let range = file.places.range(span);
    let position = |offset| {
        let line = file.places.line(offset);
        RdjsonPosition { line: line.number, column: offset - line.start + 1 }
    };
    RdjsonRange { start: position(range.start), end: position(range.end) }
}
