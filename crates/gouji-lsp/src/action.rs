//! What can be done about a finding: put it right, let it pass with a reason, have it explained.

use std::collections::HashMap;
use std::path::Path;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Command, CreateFile,
    CreateFileOptions, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, Position,
    Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use gouji_parser::Span;
use gouji_report::Lang;
use gouji_rules::finding::{Finding, Fix, Safety};
use toml::Value;

use crate::open_file::OpenFile;
use crate::position::TextLines;
use crate::uri;
use crate::workspace::Workspace;

/// The command that shows the page of a rule; its argument is the code.
pub(crate) const EXPLAIN: &str = "gouji.explain";

/// What can be done in a range of an open report that was checked.
pub(crate) fn of(
    file: &OpenFile,
    params: &CodeActionParams,
    workspace: &Workspace,
) -> Vec<CodeActionResponse> {
    let Some(found) = &file.checked else { return Vec::new() };
    let lang = workspace.lang;
    let asked = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|it| is_within(kind, it)))
    };
    let start = file.lines.offset(&file.text, params.range.start) as u32;
    let end = file.lines.offset(&file.text, params.range.end) as u32;
    let touches = |span: Span| span.start <= end && start <= span.end;
    let mut actions = Vec::new();
    if asked(&CodeActionKind::QuickFix) {
        for finding in found.checked.findings.iter().filter(|it| touches(it.primary.span)) {
            actions.extend(finding.fix.as_ref().map(|fix| fixed(file, fix, lang)));
            actions.extend(waived(file, finding, workspace));
            actions.push(explained(&finding.code, lang));
        }
    }
    if asked(&CodeActionKind::SourceFixAll) {
        let safe = found.checked.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let safe: Vec<&Fix> = safe.filter(|fix| fix.safety == Safety::Safe).collect();
        actions.extend((!safe.is_empty()).then(|| all_fixed(file, &safe, lang)));
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

/// Whether a kind is one of `wide`: `source.fixAll` is one of `source`.
fn is_within(kind: &CodeActionKind, wide: &CodeActionKind) -> bool {
    let name = |it: &CodeActionKind| {
        serde_json::to_value(it).ok().and_then(|it| it.as_str().map(str::to_owned))
    };
    let (Some(kind), Some(wide)) = (name(kind), name(wide)) else { return false };
    wide.is_empty() || kind == wide || kind.starts_with(&format!("{wide}."))
}

fn action(title: String, kind: CodeActionKind) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        diagnostics: None,
        is_preferred: None,
        disabled: None,
        edit: None,
        command: None,
        data: None,
        tags: None,
    }
}

fn fixed(file: &OpenFile, fix: &Fix, lang: Lang) -> CodeAction {
    let mut title = lang.pick(&fix.message).to_owned();
    if fix.safety == Safety::Unsafe {
        title.push_str(lang.choose("（请先核对）", " (check it first)"));
    }
    CodeAction {
        is_preferred: Some(fix.safety == Safety::Safe),
        edit: Some(edit(file, &edits(file, fix))),
        ..action(title, CodeActionKind::QuickFix)
    }
}

/// Every safe fix, as far as no two of them change the same place.
fn all_fixed(file: &OpenFile, fixes: &[&Fix], lang: Lang) -> CodeAction {
    let mut spans: Vec<Span> = Vec::new();
    let mut changes = Vec::new();
    for fix in fixes {
        let overlaps =
            |span: Span| spans.iter().any(|it| it.start < span.end && span.start < it.end);
        if !fix.edits.iter().any(|edit| overlaps(edit.span)) {
            spans.extend(fix.edits.iter().map(|edit| edit.span));
            changes.extend(edits(file, fix));
        }
    }
    let title = lang.choose("改正全部可以放心改的", "Apply every safe fix");
    CodeAction {
        edit: Some(edit(file, &changes)),
        ..action(title.to_owned(), CodeActionKind::SourceFixAll)
    }
}

fn edits(file: &OpenFile, fix: &Fix) -> Vec<TextEdit> {
    let edit = |it: &gouji_rules::finding::Edit| TextEdit {
        range: file.lines.range(&file.text, it.span),
        new_text: it.text.clone(),
    };
    fix.edits.iter().map(edit).collect()
}

fn edit(file: &OpenFile, changes: &[TextEdit]) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(file.uri.clone(), changes.to_vec())])),
        ..WorkspaceEdit::default()
    }
}

/// A waiver at the end of the gouji.toml that holds, or of a new one. Its reason is left for a person to write: until
/// then the settings are refused at that place.
fn waived(file: &OpenFile, finding: &Finding, workspace: &Workspace) -> Option<CodeAction> {
    let lang = workspace.lang;
    let (path, text) = workspace.settings_for(file)?;
    let uri = uri::of(&path);
    let end = match &text {
        Some(text) => TextLines::new(text, workspace.unit).position(text, text.len()),
        None => Position::new(0, 0),
    };
    let waiver = waiver(file.path.as_deref()?, path.parent()?, finding)?;
    let gap = match &text {
        Some(text) if !text.is_empty() && !text.ends_with('\n') => "\n\n",
        Some(text) if !text.is_empty() => "\n",
        _ => "",
    };
    let put = TextEdit { range: Range::new(end, end), new_text: format!("{gap}{waiver}") };
    let id = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
    };
    let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
    let created = text
        .is_none()
        .then(|| DocumentChange::CreateFile(CreateFile::new(uri.clone(), Some(options), None)));
    let put = TextDocumentEdit::new(id, vec![Edit::TextEdit(put)]);
    let changes: Vec<DocumentChange> =
        created.into_iter().chain([DocumentChange::TextDocumentEdit(put)]).collect();
    let title = match lang {
        Lang::Zh => format!("放行 {}（在 gouji.toml 写明理由）", finding.code),
        Lang::En => format!("Waive {} (with a reason, in gouji.toml)", finding.code),
    };
    Some(CodeAction {
        edit: Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }),
        ..action(title, CodeActionKind::QuickFix)
    })
}

fn waiver(report: &Path, folder: &Path, finding: &Finding) -> Option<String> {
    let inside = report.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let path = quoted(&globset::escape(&inside));
    let (code, fingerprint) = (quoted(&finding.code), quoted(&finding.fingerprint));
    Some(format!(
        "[[waive]]\nrule = {code}\npaths = [{path}]\nfingerprint = {fingerprint}\nreason = \"\"\n"
    ))
}

fn explained(code: &str, lang: Lang) -> CodeAction {
    let title = match lang {
        Lang::Zh => format!("说明 {code}"),
        Lang::En => format!("Explain {code}"),
    };
    let command = Command {
        title: title.clone(),
        tooltip: None,
        command: EXPLAIN.to_owned(),
        arguments: Some(vec![serde_json::Value::from(code)]),
    };
    CodeAction { command: Some(command), ..action(title, CodeActionKind::QuickFix) }
}
