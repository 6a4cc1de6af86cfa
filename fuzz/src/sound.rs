//! What holds for whatever is read and whatever is found in it.

use gouji_parser::{Block, Document, Span};
use gouji_report::Label;
use gouji_rules::finding::{CheckedReport, Finding};

/// Panics unless the places of a document lie in its text, and lead to the bytes of its file. In a view they are in order;
/// a page may draw what stands within a table after it.
pub fn document(document: &Document, bytes: &[u8]) {
    let source = &document.source;
    let inside = |span: Span| {
        assert!(source.text().get(span.range()).is_some(), "{span:?} in {}", source.text().len());
        let range = source.bytes_range(span);
        if !source.format().is_view() {
            let range = range.start as usize..range.end as usize;
            let written = bytes.get(range).expect("a place of the file");
            if source.encoding_name() == "UTF-8" {
                assert_eq!(written, source.slice(span).as_bytes());
            }
        }
        let position = source.position(span.start);
        assert!(position.line >= 1 && position.column >= 1);
    };
    let mut end = 0;
    for block in &document.blocks {
        inside(block.span());
        let in_order = block.span().start >= end || !source.format().is_view();
        assert!(in_order, "{:?} after {end}", block.span());
        end = block.span().end;
        if let Block::Table(table) = block {
            for row in &table.rows {
                assert!(table.span.contains(row.span), "{:?} {:?}", table.span, row.span);
                for cell in &row.cells {
                    inside(cell.text.span);
                    assert_eq!(document.str(&cell.text).trim(), document.str(&cell.text));
                }
            }
        }
    }
    document.notes.iter().for_each(|note| inside(note.span));
}

/// Panics unless findings are in order, and every place that they name lies in `text`.
pub fn findings(checked: &CheckedReport, text: &str) {
    let order = |it: &Finding| (it.primary.span, it.code.clone());
    assert!(checked.findings.is_sorted_by_key(order), "{:?}", checked.findings);
    let inside =
        |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} in {}", text.len());
    let label = |label: &Label| inside(label.span);
    let passed = checked.suppressed.iter().map(|it| &it.finding);
    for finding in checked.findings.iter().chain(passed) {
        label(&finding.primary);
        finding.related.iter().for_each(label);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut end = 0;
        for edit in edits {
            inside(edit.span);
            assert!(edit.span.start >= end, "edits overlap: {finding:?}");
            end = edit.span.end;
        }
        assert!(!finding.message.zh.is_empty() && !finding.message.en.is_empty(), "{finding:?}");
    }
    checked.not_assessable.iter().for_each(|it| label(&it.place));
    checked.not_checked.iter().for_each(|it| label(&it.place));
    checked.recovered.iter().for_each(|it| label(&it.place));
}
