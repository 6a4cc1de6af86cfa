//! What is wrong with a gouji.toml and the packs and forms that it names.

use std::path::Path;

use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Uri};
use gouji_parser::Span;
use gouji_project::{canonical, words};

use crate::diagnostic::{noticed, said};
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
        let message = words::refusal(fault, lang);
        let it = said(range, DiagnosticSeverity::Error, "settings-refused", message);
        all.push((uri_of(fault.source_code.name()), it));
    }
    let notices = workspace.notices();
    all.extend(notices.iter().map(|it| (uri_of(&it.path), noticed(it, lang))));
    all
}

/// The file that settings name so.
fn uri_of(name: &str) -> Uri {
    uri::of(&canonical(Path::new(name)))
}
