//! The row and the group that a walk is in.

use gouji_parser::{
    Layout, Span,
    quantity::{CellReading, read_cell},
};

use super::walked::{Head, WalkResult, WalkedRow, WalkedValue};
use crate::{
    bind::{
        bound_table::{Deviation, GroupFigures, Irregular, IrregularKind},
        stream::TablePiece,
    },
    form::{TableSpec, TargetKind},
};

/// What a piece of text was recognised as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) kind: TargetKind,
    /// Whether the text is the printed label, or one the form lists.
    pub(crate) exact: bool,
}

/// Text that may be the beginning of a label that goes on in the next piece.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub(crate) folded: String,
    pub(crate) text: String,
    pub(crate) span: Option<Span>,
}

impl Pending {
    pub(crate) fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    pub(crate) fn push(&mut self, folded: &str, text: &str, span: Span) {
        self.folded.push_str(folded);
        self.text.push_str(text);
        self.span = Some(self.span.map_or(span, |old| old.join(span)));
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

pub(crate) struct Walker<'t, 'd> {
    pub(crate) table: &'t TableSpec,
    pub(crate) out: WalkResult<'d>,
    /// What was found before the table began again.
    pub(crate) before: Vec<WalkResult<'d>>,
    pub(crate) open: Option<WalkedRow<'d>>,
    /// Groups that the walk is in, outermost first.
    pub(crate) groups: Vec<usize>,
    /// The last row that was recognised.
    pub(crate) last: Option<usize>,
    /// The rows of which values were met; the one that is open is among them.
    pub(crate) seen: Vec<bool>,
    /// Whether the row that is open was among them before.
    pub(crate) seen_before: bool,
    pub(crate) pending: Pending,
    /// The group whose label was the last one, with the figures since.
    pub(crate) group: Option<GroupFigures>,
    /// The group whose label is printed upright beside its rows, and how much of it was met, in bytes.
    pub(crate) upright: Option<(usize, usize)>,
    /// Whether a group begins behind the last row.
    pub(crate) apart: bool,
    /// Where the labels stand that were met since the last row.
    pub(crate) since: Option<Span>,
    /// Whether the piece that the walk is at is followed by a figure or a blank cell.
    pub(crate) figures_follow: bool,
    pub(crate) item: usize,
    /// The block of the marked row that the walk is in.
    pub(crate) block: Option<u32>,
}

impl<'d> Walker<'_, 'd> {
    pub(crate) fn blank(&mut self, span: Span, column: Option<u32>) {
        if self.open.is_some() && self.pending.is_empty() {
            self.value(WalkedValue::blank(span.start, column));
        }
    }

    pub(crate) fn value(&mut self, value: WalkedValue<'d>) {
        if self.open.is_none() && !value.text.is_empty() {
            self.reopen(|row| row.marked.is_none() && !row.has_values());
        }
        if let Some(row) = &mut self.open {
            self.out.span = Some(self.out.span.map_or(value.span, |span| span.join(value.span)));
            row.values.push(value);
            return;
        }
        self.group_figure(value.text, value.span);
        if let Some(row) =
            self.out.rows.last_mut().filter(|row| row.values.is_empty() && !value.text.is_empty())
        {
            // Another label came between the row's and its values.
            row.torn = true;
        }
    }

    /// A figure that no row has taken, after the label of a group.
    pub(crate) fn group_figure(&mut self, text: &str, span: Span) {
        if let Some(group) = &mut self.group
            && matches!(read_cell(text), CellReading::Number(_))
        {
            group.figures.push((text.to_owned(), span));
        }
    }

    /// Opens the last row again, if it has no figures, `fits`, and nothing but the head of a table
    /// stands between it and what follows. Says whether it did.
    pub(crate) fn reopen(&mut self, fits: impl FnOnce(&WalkedRow<'d>) -> bool) -> bool {
        let last = self.out.rows.last().filter(|row| row.figures().next().is_none() && fits(row));
        let Some(spec) = last.and_then(|row| row.spec).filter(|_| !self.apart) else {
            return false;
        };
        self.open = self.out.rows.pop();
        self.seen_before = std::mem::replace(&mut self.seen[spec], true);
        true
    }

    pub(crate) fn close(&mut self) {
        if let Some(row) = self.open.take() {
            // A label without values may be a heading over the row that bears it again.
            if let Some(spec) = row.spec.filter(|_| row.values.is_empty()) {
                self.seen[spec] = self.seen_before;
            }
            self.out.rows.push(row);
        }
        let group = self.group.take().filter(|group| !group.figures.is_empty());
        self.out.group_figures.extend(group);
    }

    pub(crate) fn open_row(
        &mut self,
        row: usize,
        exact: bool,
        piece: &TablePiece<'_, 'd>,
        marked: Option<Layout>,
    ) {
        self.open_labelled(row, exact, piece.line.span(), piece.line.text, marked);
    }

    pub(crate) fn open_labelled(
        &mut self,
        row: usize,
        exact: bool,
        span: Span,
        text: &str,
        marked: Option<Layout>,
    ) {
        self.close();
        if self.seen[row] && self.last.is_some_and(|last| row < last) {
            self.begin_again();
        }
        self.note(span);
        self.reach();
        let spec = &self.table.rows[row];
        if !exact {
            self.deviation(text, &spec.label, span);
        }
        self.seen_before = std::mem::replace(&mut self.seen[row], true);
        self.last = Some(row);
        self.apart = false;
        self.groups.clear();
        let mut group = spec.group;
        while let Some(at) = group {
            self.groups.insert(0, at);
            group = self.table.groups[at].parent;
        }
        self.open = Some(WalkedRow {
            spec: Some(row),
            label: span,
            text: text.to_owned(),
            values: Vec::new(),
            marked,
            item: self.item,
            block: self.block,
            torn: false,
            strange: false,
        });
    }

    pub(crate) fn enter(
        &mut self,
        found: Match,
        piece: &TablePiece<'_, 'd>,
        layout: Option<Layout>,
    ) {
        self.enter_labelled(
            found.kind,
            found.exact,
            piece.line.span(),
            piece.line.text,
            piece.column,
            layout,
        );
    }

    /// A label that opens no row: a group, a column, a cell of the head.
    pub(crate) fn enter_labelled(
        &mut self,
        kind: TargetKind,
        exact: bool,
        span: Span,
        text: &str,
        position: Option<u32>,
        layout: Option<Layout>,
    ) {
        self.close();
        self.note(span);
        match kind {
            TargetKind::Group(group) => {
                self.groups.clear();
                self.groups.push(group);
                self.apart |= !self.table.groups[group].of_columns;
                if !self.table.groups[group].of_columns {
                    let marked = layout.is_some();
                    self.group = Some(GroupFigures { group, span, figures: Vec::new(), marked });
                }
                if !exact {
                    self.deviation(text, &self.table.groups[group].label, span);
                }
            }
            TargetKind::Column(column) => {
                if !exact {
                    self.deviation(text, &self.table.columns[column].label, span);
                }
                let before = self.out.rows.len();
                let text = text.to_owned();
                self.out.heads.push(Head {
                    column,
                    position,
                    layout,
                    before,
                    item: self.item,
                    text,
                });
            }
            TargetKind::Row(_) | TargetKind::Head => {}
        }
    }

    fn note(&mut self, span: Span) {
        self.since = Some(self.since.map_or(span, |old| old.join(span)));
    }

    /// The labels since the last row belong to the table that the walk is in.
    pub(crate) fn reach(&mut self) {
        if let Some(since) = self.since.take() {
            self.out.span = Some(self.out.span.map_or(since, |old| old.join(since)));
        }
    }

    fn deviation(&mut self, found: &str, printed: &str, span: Span) {
        let found = found.split_whitespace().collect();
        self.out.deviations.push(Deviation { found, printed: printed.to_owned(), span });
    }

    pub(crate) fn irregular(&mut self, label: &str, span: Span, kind: IrregularKind) {
        self.out.irregular.push(Irregular { label: label.trim().to_owned(), span, kind });
    }
}
