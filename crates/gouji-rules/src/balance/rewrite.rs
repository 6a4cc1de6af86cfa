//! A unique repair as a change of the text: a proposal, since only the author knows the true figure.

use gouji_parser::{Block, Layout, Span};

use super::state::Balance;
use crate::{
    check::{Context, figure},
    equation::RepairChange,
    finding::{Edit, Fix, Safety},
};
use gouji_report::{
    Localized,
    bind::{BoundCell, CellValue},
};

impl Balance<'_> {
    /// Writes the figures of a repair; none where one of its cells cannot be written.
    pub(super) fn fix(&self, changes: &[RepairChange], context: &Context<'_>) -> Option<Fix> {
        let mut edits: Vec<Edit> =
            changes.iter().map(|change| self.edit(change, context)).collect::<Option<_>>()?;
        edits.sort_by_key(|edit| edit.span);
        let apart = edits
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start && pair[0].span != pair[1].span);
        if edits.is_empty() || !apart {
            return None;
        }
        let words = self.changes(changes);
        let message = Localized::new(format!("改数：{}", words.zh), format!("change {}", words.en));
        Some(Fix { safety: Safety::Unsafe, message, edits })
    }

    fn edit(&self, change: &RepairChange, context: &Context<'_>) -> Option<Edit> {
        let (_, _, cell) = self.cell(change.var)?;
        let sound = match &cell.value {
            CellValue::Number(_) => is_plain(cell) && cell.text.parse() == Ok(change.from?),
            CellValue::Placeholder => is_plain(cell) && change.from.is_none(),
            CellValue::Blank => change.from.is_none() && takes_text(cell.span, context),
            _ => false,
        };
        sound.then(|| Edit { span: cell.span, text: figure(change.to) })
    }
}

/// Whether the cell's text is one piece of the source, so that nothing else is written over.
fn is_plain(cell: &BoundCell) -> bool {
    !cell.span.is_empty() && cell.span.end - cell.span.start == cell.text.len() as u32
}

/// Whether a figure that is put in at a blank cell becomes the figure of that cell: in a table that
/// is drawn, or behind the tab that leads the cell.
fn takes_text(span: Span, context: &Context<'_>) -> bool {
    let document = context.report.document;
    let table = document.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.span.contains(span) => Some(table),
        _ => None,
    });
    match table.map(|table| table.layout) {
        Some(Layout::Grid | Layout::Pipes) => span.is_empty(),
        Some(Layout::Tabs | Layout::Dump) => {
            let before = &document.source.text()[..span.start as usize];
            span.is_empty() && before.ends_with('\t')
        }
        None => false,
    }
}
