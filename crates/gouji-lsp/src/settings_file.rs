//! What is wrong with a gouji.toml and the packs and forms that it names.

use std::path::Path;

use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Position, Range, Uri};
use gouji_parser::Span;
use gouji_project::{canonical, words};
use gouji_report::{Lang, PackError};

use crate::diagnostic::said;
use crate::position::TextLines;
use crate::uri;
use crate::workspace::Workspace;

/// What is to be said of files of settings: each with the URI of its file.
pub(crate) fn diagnostics(workspace: &Workspace) -> Vec<(Uri, Diagnostic)> {
    let lang = workspace.lang;
    let mut all: Vec<(Uri, Diagnostic)> = Vec::new();
    if let Some(fault) = &workspace.refused {
        let text = fault.source_code.inner();
        let start = fault.span.offset();
        let span = Span::new(start..start + fault.span.len());
        let range = TextLines::new(text, workspace.unit).range(text, span);
        let message = refusal(fault, lang);
        let it = said(range, DiagnosticSeverity::Error, "settings-refused", message);
        all.push((uri_of(fault.source_code.name()), it));
    }
    for notice in workspace.notices() {
        let line = u32::try_from(notice.line.saturating_sub(1)).unwrap_or(u32::MAX);
        let range = Range::new(Position::new(line, 0), Position::new(line + 1, 0));
        let message = words::one(&notice.message, lang);
        let it = said(range, DiagnosticSeverity::Warning, notice.code, message);
        all.push((uri_of(&notice.path), it));
    }
    all
}

/// What is wrong, the words at its place, and what to write instead.
fn refusal(fault: &PackError, lang: Lang) -> String {
    let mut parts = vec![words::one(&fault.message, lang), words::one(&fault.label, lang)];
    parts.extend(fault.help.as_ref().map(|help| words::one(help, lang)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// The file that settings name so.
fn uri_of(name: &str) -> Uri {
    uri::of(&canonical(Path::new(name)))
}
