//! What stands under the pointer: a finding with the rule behind it, a figure with its field.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};
use gouji_parser::Span;
use gouji_report::view::{HeadView, TableView};
use gouji_report::{CellRef, CellView, Lang};

use crate::checked_text::CheckedText;
use crate::explanation::explained;
use crate::open_file::OpenFile;
use crate::workspace::Workspace;

/// What is to be said of a place of an open report that was checked.
pub(crate) fn at(file: &OpenFile, place: Position, workspace: &Workspace) -> Option<Hover> {
    let found = file.checked.as_ref()?;
    let offset = file.lines.offset(&file.text, place) as u32;
    let is_here = |span: Span| span.start <= offset && offset < span.end;
    let lang = workspace.lang;
    let (mut parts, mut spans) = (Vec::new(), Vec::new());
    if let Some((span, text)) = cell(found, is_here, lang) {
        spans.push(span);
        parts.push(text);
    }
    for statement in found.statements.iter().filter(|it| is_here(it.span)) {
        spans.push(statement.span);
        parts.push(format!("**{}** {}", statement.text, lang.pick(&statement.taken)));
    }
    let linter = found.linter.as_deref();
    for finding in found.checked.findings.iter().filter(|it| is_here(it.primary.span)) {
        spans.push(finding.primary.span);
        let rule = linter.and_then(|it| it.rules().iter().find(|it| it.code == finding.code));
        parts.extend(rule.map(|rule| explained(rule, lang)));
    }
    let smallest = spans.into_iter().min_by_key(|span| span.end - span.start)?;
    let value = parts.join("\n\n---\n\n");
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(file.lines.range(&file.text, smallest)),
    })
}

/// The cell under the pointer: its table, row and column, and the rules that reckon with it.
fn cell(found: &CheckedText, is_here: impl Fn(Span) -> bool, lang: Lang) -> Option<(Span, String)> {
    for table in &found.tables {
        for part in &table.parts {
            for row in &part.rows {
                let Some(cell) = row.cells.iter().find(|cell| is_here(cell.span)) else { continue };
                let address = CellRef {
                    table: table.id.clone(),
                    row: row.head.id.clone(),
                    column: cell.column.clone(),
                    copy: table.copy,
                };
                let groups = part.title.iter().chain(&row.head.groups).chain([&row.head]);
                return Some((cell.span, field(table, groups, cell, &address, found, lang)));
            }
        }
    }
    None
}

fn field<'h>(
    table: &TableView,
    row: impl Iterator<Item = &'h HeadView>,
    cell: &CellView,
    address: &CellRef,
    found: &CheckedText,
    lang: Lang,
) -> String {
    let row: Vec<&str> = row.map(|head| &*head.label).filter(|it| !it.is_empty()).collect();
    let names = [lang.pick(&table.name), &row.join(" › "), lang.pick(&cell.name)];
    let names: Vec<&str> = names.into_iter().filter(|it| !it.is_empty()).collect();
    let CellRef { table, row, column, .. } = address;
    let mut text = format!("**{}**\n\n`{table}.{row}.{column}`", names.join(" · "));
    let rules = found.linter.as_deref().map(|linter| linter.equations_of(address));
    for rule in rules.into_iter().flatten() {
        text.push_str(&format!("\n- {} {}", rule.code, lang.pick(&rule.text.summary)));
    }
    text
}
