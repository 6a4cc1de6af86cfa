//! The outline of a report: its sections, their tables, the rows of those.

use gen_lsp_types::{DocumentSymbol, SymbolKind};
use gouji_parser::Span;
use gouji_report::view::{TableRowView, TableView};

use crate::open_file::OpenFile;
use crate::workspace::Workspace;

/// The outline of an open report that was checked.
pub(crate) fn of(file: &OpenFile, workspace: &Workspace) -> Vec<DocumentSymbol> {
    let Some(found) = &file.checked else { return Vec::new() };
    let symbol = |name: &str, kind, place: Span, whole: Span, children: Vec<DocumentSymbol>| {
        #[allow(deprecated, reason = "the field has to be given")]
        DocumentSymbol {
            // An empty name is refused by clients.
            name: if name.is_empty() { "-".to_owned() } else { name.to_owned() },
            detail: None,
            kind,
            tags: None,
            deprecated: None,
            range: file.lines.range(&file.text, whole.join(place)),
            selection_range: file.lines.range(&file.text, place),
            children: Some(children).filter(|it| !it.is_empty()),
        }
    };
    let of_table = |table: &TableView| {
        let rows = table.parts.iter().flat_map(|part| &part.rows);
        let rows = rows.filter(|row| !row.label_span.is_empty()).map(|row| {
            symbol(&row.head.label, SymbolKind::Field, row.label_span, whole(row), Vec::new())
        });
        let rows: Vec<DocumentSymbol> = rows.collect();
        let span = table.span?;
        let name = workspace.lang.pick(&table.name);
        Some((span, symbol(name, SymbolKind::Struct, span, span, rows)))
    };
    let mut tables: Vec<(Span, DocumentSymbol)> =
        found.tables.iter().filter_map(of_table).collect();
    let mut outline = Vec::new();
    for section in &found.sections {
        let is_own = |(span, _): &(Span, DocumentSymbol)| {
            section.whole.start <= span.start && span.start < section.whole.end
        };
        let (own, others): (Vec<_>, Vec<_>) = tables.into_iter().partition(is_own);
        tables = others;
        let last = own.iter().map(|(span, _)| *span).fold(section.whole, Span::join);
        let children = own.into_iter().map(|(_, table)| table).collect();
        let kind = SymbolKind::Module;
        outline.push(symbol(&section.title, kind, section.heading, last, children));
    }
    outline.extend(tables.into_iter().map(|(_, table)| table));
    outline
}

/// A row with its values.
fn whole(row: &TableRowView) -> Span {
    let cells = row.cells.iter().filter(|cell| !cell.span.is_empty());
    cells.map(|cell| cell.span).fold(row.label_span, Span::join)
}
