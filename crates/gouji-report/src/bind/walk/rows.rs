//! Rows that the format marks: cells of a grid, of a line with bars or TABs.

use gouji_parser::Layout;

use super::{Match, WalkedRow, WalkedValue, Walker};
use crate::{
    bind::{bound_table::IrregularKind, stream::TablePiece},
    form::TargetKind,
};

impl<'d> Walker<'_, 'd> {
    /// A row that the format marks.
    pub(super) fn row(&mut self, layout: Layout, pieces: &[TablePiece<'_, 'd>]) {
        self.figures_follow = true;
        if self.is_figures_alone(pieces) {
            self.figures_alone(layout, pieces);
            return;
        }
        self.close();
        self.pending.clear();
        let last_figure = pieces.iter().rposition(TablePiece::is_figure);
        let mut at = 0;
        while at < pieces.len() {
            let piece = &pieces[at];
            at += 1;
            if piece.line.is_blank() {
                continue;
            }
            self.figures_follow = self.figures_in(&pieces[at..]);
            match self.recognise(&piece.line.folded) {
                Some(Match { kind: TargetKind::Row(row), exact }) => {
                    self.open_row(row, exact, piece, Some(layout));
                    // A merged label that Markdown repeats in each column it covers.
                    while pieces.get(at).is_some_and(|next| next.line.folded == piece.line.folded) {
                        at += 1;
                    }
                    self.take(&pieces[at..]);
                    self.close();
                    return;
                }
                Some(found) => self.enter(found, piece, Some(layout)),
                // A number that counts the rows.
                None if piece.is_figure() && self.row_follows(&pieces[at..]) => {}
                None if piece.is_figure() => {
                    self.figure_without_row(layout, &pieces[..at], &pieces[at - 1..]);
                    return;
                }
                None => self.stranger(piece, layout, last_figure.is_some_and(|last| last >= at)),
            }
        }
    }

    /// Whether the rest of a row is one of figures: one is there, or blanks for all of them.
    fn figures_in(&self, rest: &[TablePiece<'_, 'd>]) -> bool {
        rest.iter().any(TablePiece::is_figure)
            || rest.len() >= self.table.columns.len()
                && rest.iter().all(|piece| piece.line.is_blank())
    }

    /// Whether a row holds figures and nothing else.
    fn is_figures_alone(&self, pieces: &[TablePiece<'_, 'd>]) -> bool {
        let figure = |piece: &TablePiece<'_, 'd>| {
            piece.is_figure() && self.recognise_exactly(&piece.line.folded).is_none()
        };
        pieces.iter().any(figure)
            && pieces.iter().all(|piece| piece.line.is_blank() || figure(piece))
    }

    /// A row of figures alone: the values of the row whose label stands above it, if there are as
    /// many as that takes and no other label stands between.
    fn figures_alone(&mut self, layout: Layout, pieces: &[TablePiece<'_, 'd>]) {
        self.resolve_pending();
        self.close();
        let filled = |piece: &TablePiece<'_, 'd>| !piece.line.is_blank();
        let first = pieces.iter().position(filled).unwrap_or_default();
        let last = pieces.iter().rposition(filled).unwrap_or_default();
        let table = self.table;
        let fits = |row: &WalkedRow<'_>| {
            let expected = row.spec.map(|spec| table.rows[spec].columns.len());
            [pieces.len(), last + 1 - first].map(Some).contains(&expected)
        };
        if self.reopen(fits) {
            if let Some(row) = &mut self.open {
                row.values.clear();
                (row.marked, row.block, row.item) = (Some(layout), self.block, self.item);
            }
            self.take(pieces);
            self.close();
        } else if let Some(row) = self.out.rows.last_mut() {
            row.torn |= !row.has_values();
        }
    }

    /// Whether the label of a row stands among the next cells.
    fn row_follows(&self, pieces: &[TablePiece<'_, 'd>]) -> bool {
        pieces.iter().take(3).any(|piece| {
            let found = self.recognise_exactly(&piece.line.folded);
            found.is_some_and(|found| {
                matches!(found.kind, TargetKind::Row(_) | TargetKind::Group(_))
            })
        })
    }

    /// Takes the values of the open row.
    fn take(&mut self, pieces: &[TablePiece<'_, 'd>]) {
        for piece in pieces {
            self.value(WalkedValue::of(piece));
        }
    }

    /// A figure in a marked row without a label that is known: a row of its own, if a text leads
    /// it and the table has begun.
    fn figure_without_row(
        &mut self,
        layout: Layout,
        before: &[TablePiece<'_, 'd>],
        values: &[TablePiece<'_, 'd>],
    ) {
        let label = before.iter().rev().skip(1).find(|piece| !piece.line.is_blank());
        let Some(label) = label.filter(|_| self.last.is_some()) else { return };
        if let Some(found) = self.recognise(&label.line.folded) {
            if matches!(found.kind, TargetKind::Group(_)) {
                for value in values {
                    self.group_figure(value.line.text.trim(), value.line.span());
                }
            }
            return;
        }
        if self.is_half_a_label(&label.line.folded) {
            self.irregular(label.line.text, label.line.span(), IrregularKind::Half);
            return;
        }
        self.open = Some(WalkedRow {
            spec: None,
            label: label.line.span(),
            text: label.line.text.to_owned(),
            values: Vec::new(),
            marked: Some(layout),
            item: self.item,
            block: self.block,
            torn: false,
            strange: false,
        });
        self.take(values);
        self.close();
    }

    /// Whether a text is a piece out of a label, the rest of which stands elsewhere (PDF text).
    fn is_half_a_label(&self, folded: &str) -> bool {
        folded.chars().count() >= 4 && self.table.labels.keys().any(|label| label.contains(folded))
    }

    /// Text in a marked row that is no label: a column that the form does not have, when it
    /// stands in the head; otherwise it may be a row's label, which the figures after it show.
    fn stranger(&mut self, piece: &TablePiece<'_, 'd>, layout: Layout, figures_follow: bool) {
        if self.last.is_none() && !figures_follow && layout != Layout::Dump {
            self.out.strangers.push((piece.line.text.trim().to_owned(), piece.line.span()));
        }
    }
}
