//! Pieces with no row around them: a label may go on in the next one, and the values follow it.

use super::{Match, WalkedRow, WalkedValue, Walker};
use crate::{
    bind::{
        bound_table::IrregularKind,
        stream::{PieceLine, TablePiece, WalkItem},
    },
    form::TargetKind,
    nearness,
};

impl<'d> Walker<'_, 'd> {
    /// A piece without a row around it.
    pub(super) fn loose(&mut self, piece: &TablePiece<'_, 'd>) {
        if piece.glued {
            self.out.fused = true;
        }
        if piece.line.is_blank() {
            self.blank(piece.line.span(), piece.column);
            return;
        }
        let text = piece.line.text.trim();
        let folded = &piece.line.folded;
        if piece.is_figure() && self.recognise_exactly(folded).is_none() {
            self.resolve_pending();
            self.value(WalkedValue::of(piece));
            return;
        }
        let joined = format!("{}{folded}", self.pending.folded);
        if !self.pending.is_empty()
            && let Some(found) = self.recognise_exactly(&joined)
        {
            self.pending.push(folded, text, piece.line.span());
            self.settle(found);
            return;
        }
        if let Some(found) = self.recognise_exactly(folded) {
            self.settle_nearly();
            self.pending.push(folded, text, piece.line.span());
            self.settle(found);
            return;
        }
        if self.begins_label(&joined) {
            self.pending.push(folded, text, piece.line.span());
            return;
        }
        if self.begins_label(folded) {
            self.pending.clear();
            self.pending.push(folded, text, piece.line.span());
            return;
        }
        if let Some(found) = self.recognise_nearly(folded) {
            self.pending.clear();
            self.pending.push(folded, text, piece.line.span());
            self.settle(found);
            return;
        }
        self.pending.clear();
        let short = text.chars().count() <= 8;
        let is_amid = |row: &WalkedRow<'_>| {
            let columns = row.spec.map_or(usize::MAX, |spec| self.table.rows[spec].columns.len());
            row.has_values() && row.values.len() < columns
        };
        if short && self.open.as_ref().is_some_and(is_amid) {
            self.value(WalkedValue::of(piece));
        } else if let Some(row) = &mut self.open {
            row.strange |= piece.may_be_value();
        }
    }

    /// Whether a piece is a stretch of the label of a group that is printed upright beside its rows, so that their
    /// lines begin with it (三、本年 · 度办理结 · 果): it begins the label, with that of a row behind it, or goes
    /// on where the last stretch ended.
    pub(super) fn is_upright(
        &mut self,
        piece: &TablePiece<'_, 'd>,
        next: Option<&WalkItem<'_, 'd>>,
    ) -> bool {
        let folded = &*piece.line.folded;
        if !matches!(piece.line, PieceLine::Part(_)) || folded.is_empty() {
            return false;
        }
        if let Some((group, met)) = self.upright
            && self.table.groups[group].folded[met..].starts_with(folded)
        {
            self.upright = Some((group, met + folded.len()));
            return true;
        }
        let Some(WalkItem::Loose(next)) = next else { return false };
        let leads_row = matches!(
            self.recognise_exactly(&next.line.folded),
            Some(Match { kind: TargetKind::Row(_), .. })
        ) || self.begins_label(&next.line.folded);
        let mut groups = self.table.groups.iter();
        let begun = groups.position(|group| {
            !group.of_columns
                && folded.len() < group.folded.len()
                && group.folded.starts_with(folded)
        });
        self.upright =
            begun.filter(|_| leads_row).map(|group| (group, folded.len())).or(self.upright);
        begun.is_some() && leads_row
    }

    /// Makes what is pending the label that it was recognised as.
    fn settle(&mut self, found: Match) {
        let pending = std::mem::take(&mut self.pending);
        let span = pending.span.unwrap_or_default();
        match found.kind {
            TargetKind::Row(row) => self.open_labelled(row, found.exact, span, &pending.text, None),
            kind => self.enter_labelled(kind, found.exact, span, &pending.text, None, None),
        }
    }

    /// A label begins while another is unfinished: what is pending was all of that one, with a
    /// slip of the pen (seed 002: 本年增/).
    fn settle_nearly(&mut self) {
        if let Some(found) = self.recognise_nearly(&self.pending.folded)
            && let TargetKind::Column(column) = found.kind
            && nearness::edits(&self.pending.folded, &self.table.columns[column].folded, 1)
                .is_some()
        {
            self.settle(found);
        } else if self.rows_begun().next().is_some() {
            // The rest of a row's label stands behind its values (T002/pass-labels-cut-around-their-figures).
            let pending = std::mem::take(&mut self.pending);
            self.irregular(&pending.text, pending.span.unwrap_or_default(), IrregularKind::Half);
        }
        self.pending.clear();
    }

    /// The rows without values whose label what is pending begins, where that is long enough to tell.
    fn rows_begun(&self) -> impl Iterator<Item = usize> {
        let folded = &*self.pending.folded;
        let long = folded.chars().count() >= 4;
        (0..self.table.rows.len()).filter(move |&row| {
            long && !self.seen[row] && self.table.rows[row].folded.starts_with(folded)
        })
    }

    /// A figure comes while a label is unfinished: long enough a beginning of one row's label
    /// alone is that row (PDF text, where a label goes on after its values).
    pub(super) fn resolve_pending(&mut self) {
        let mut rows = self.rows_begun();
        let first = rows.next();
        let only = first.filter(|_| rows.next().is_none());
        drop(rows);
        if let Some(row) = only {
            self.settle(Match { kind: TargetKind::Row(row), exact: true });
        }
        self.pending.clear();
    }
}
