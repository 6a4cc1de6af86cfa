//! One walk over a table: labels are recognised in order, and the values that follow them taken.
//!
//! * here – the row and the group that the walk is in
//! * [`rows`] – rows that the format marks
//! * [`loose`] – pieces with no row around them
//! * [`copies`] – a table that begins again, and the order of its rows

use gouji_parser::{
    Doubt, Layout, Span,
    quantity::{Reading, read_cell},
};

use super::{
    Deviation, GroupFigures, Irregular, IrregularKind,
    recognise::Match,
    stream::{Item, Piece},
};
use crate::form::{Table, TargetKind};

mod copies;
mod loose;
mod rows;

use loose::Pending;

/// What the walk finds of a table.
#[derive(Debug, Default)]
pub(super) struct Walked<'d> {
    /// Rows with their values, in the order in which they stand.
    pub(super) rows: Vec<WalkedRow<'d>>,
    /// Column labels of the head: (column of the form, position if the format has one, place).
    pub(super) heads: Vec<Head>,
    /// Texts in the head that are no label of the form.
    pub(super) strangers: Vec<(String, Span)>,
    pub(super) deviations: Vec<Deviation>,
    pub(super) irregular: Vec<Irregular>,
    pub(super) fused: bool,
    pub(super) group_figures: Vec<GroupFigures>,
    pub span: Option<Span>,
}

#[derive(Debug)]
pub(super) struct Head {
    pub(super) column: usize,
    pub(super) position: Option<u32>,
    pub(super) layout: Option<Layout>,
    /// How many rows were seen before it.
    pub(super) before: usize,
    /// Which item it stood in.
    pub(super) item: usize,
    pub text: String,
}

impl Head {
    /// Whether its text is a label of the column at `column`.
    pub(super) fn names(&self, table: &Table, column: usize) -> bool {
        table.is_column(&self.text, column)
    }
}

#[derive(Debug)]
pub(super) struct WalkedRow<'d> {
    /// Index of the row in the form's table; none for a row that the form does not know.
    pub(super) spec: Option<usize>,
    pub(super) label: Span,
    pub text: String,
    pub(super) values: Vec<WalkedValue<'d>>,
    pub(super) marked: Option<Layout>,
    /// Which item it stood in.
    pub(super) item: usize,
    /// Which block of the document it stood in, where the format marks rows.
    pub(super) block: Option<u32>,
    /// Whether values that may be its own stand elsewhere.
    pub(super) torn: bool,
}

#[derive(Debug, Clone)]
pub(super) struct WalkedValue<'d> {
    pub text: &'d str,
    pub span: Span,
    pub(super) column: Option<u32>,
    pub(super) doubt: Option<Doubt>,
}

impl<'d> WalkedValue<'d> {
    /// What stands in a piece.
    pub(super) fn of(piece: &Piece<'_, 'd>) -> Self {
        let line = &piece.line;
        let (text, span) = (line.text.trim(), line.span());
        Self { text, span, column: piece.column, doubt: line.doubt() }
    }

    /// A blank cell at a place.
    pub(super) fn blank(at: u32, column: Option<u32>) -> Self {
        Self { text: "", span: Span { start: at, end: at }, column, doubt: None }
    }
}

/// Walks over the items of a table whose rows are led by labels; gives each copy of it, at least one.
pub(super) fn walk<'d>(table: &Table, items: &[Item<'_, 'd>]) -> Vec<Walked<'d>> {
    let mut walker = Walker {
        table,
        out: Walked::default(),
        before: Vec::new(),
        open: None,
        groups: Vec::new(),
        last: None,
        seen: vec![false; table.rows.len()],
        seen_before: false,
        pending: Pending::default(),
        group: None,
        apart: false,
        since: None,
        figures_follow: false,
        item: 0,
        block: None,
    };
    for (index, item) in items.iter().enumerate() {
        walker.item = index;
        match item {
            Item::Row { layout, pieces } => {
                walker.block = pieces.first().and_then(|piece| piece.line.block());
                walker.row(*layout, pieces);
            }
            Item::Loose(piece) => {
                walker.block = None;
                // 总计 behind 其他 is the last of a head, even right above figures.
                let in_head = walker.out.heads.last().is_some_and(|head| head.item + 1 == index);
                walker.figures_follow = match items.get(index + 1) {
                    _ if in_head => false,
                    Some(Item::Loose(next)) => next.line.is_blank() || is_figure(next.line.text),
                    next => matches!(next, Some(Item::Gap(_))),
                };
                walker.loose(piece);
            }
            Item::Damage => {
                if let Some(row) = &mut walker.open {
                    row.torn = true;
                }
            }
            Item::Gap(place) => walker.blank(Span { start: *place, end: *place }, None),
        }
    }
    walker.finish()
}

pub(super) struct Walker<'t, 'd> {
    pub(super) table: &'t Table,
    out: Walked<'d>,
    /// What was found before the table began again.
    before: Vec<Walked<'d>>,
    open: Option<WalkedRow<'d>>,
    /// Groups that the walk is in, outermost first.
    pub(super) groups: Vec<usize>,
    /// The last row that was recognised.
    pub(super) last: Option<usize>,
    /// The rows of which values were met; the one that is open is among them.
    pub(super) seen: Vec<bool>,
    /// Whether the row that is open was among them before.
    seen_before: bool,
    pending: Pending,
    /// The group whose label was the last one, with the figures since.
    group: Option<GroupFigures>,
    /// Whether a group begins behind the last row.
    apart: bool,
    /// Where the labels stand that were met since the last row.
    since: Option<Span>,
    /// Whether the piece that the walk is at is followed by a figure or a blank cell.
    pub(super) figures_follow: bool,
    item: usize,
    /// The block of the marked row that the walk is in.
    block: Option<u32>,
}

impl<'d> Walker<'_, 'd> {
    fn blank(&mut self, span: Span, column: Option<u32>) {
        if self.open.is_some() && self.pending.is_empty() {
            self.value(WalkedValue::blank(span.start, column));
        }
    }

    fn value(&mut self, value: WalkedValue<'d>) {
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
    fn group_figure(&mut self, text: &str, span: Span) {
        if let Some(group) = &mut self.group
            && matches!(read_cell(text), Reading::Number(_))
        {
            group.figures.push((text.to_owned(), span));
        }
    }

    /// Opens the last row again, if it has no figures, `fits`, and nothing but the head of a table
    /// stands between it and what follows. Says whether it did.
    fn reopen(&mut self, fits: impl FnOnce(&WalkedRow<'d>) -> bool) -> bool {
        let last = self.out.rows.last().filter(|row| row.figures().next().is_none() && fits(row));
        let Some(spec) = last.and_then(|row| row.spec).filter(|_| !self.apart) else {
            return false;
        };
        self.open = self.out.rows.pop();
        self.seen_before = std::mem::replace(&mut self.seen[spec], true);
        true
    }

    fn close(&mut self) {
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

    fn open_row(&mut self, row: usize, exact: bool, piece: &Piece<'_, 'd>, marked: Option<Layout>) {
        self.open_labelled(row, exact, piece.line.span(), piece.line.text, marked);
    }

    fn open_labelled(
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
        });
    }

    fn enter(&mut self, found: Match, piece: &Piece<'_, 'd>, layout: Option<Layout>) {
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
    fn enter_labelled(
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
    fn reach(&mut self) {
        if let Some(since) = self.since.take() {
            self.out.span = Some(self.out.span.map_or(since, |old| old.join(since)));
        }
    }

    fn deviation(&mut self, found: &str, printed: &str, span: Span) {
        let found = found.split_whitespace().collect();
        self.out.deviations.push(Deviation { found, printed: printed.to_owned(), span });
    }

    fn irregular(&mut self, label: &str, span: Span, kind: IrregularKind) {
        self.out.irregular.push(Irregular { label: label.trim().to_owned(), span, kind });
    }
}

impl<'d> WalkedRow<'d> {
    pub(super) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }

    /// Its values that are not blank, each with its index.
    pub(super) fn figures(&self) -> impl Iterator<Item = (usize, &WalkedValue<'d>)> {
        self.values.iter().enumerate().filter(|(_, value)| !value.text.is_empty())
    }
}

/// Whether a piece is what a value looks like.
pub(super) fn is_figure(text: &str) -> bool {
    matches!(read_cell(text), Reading::Number(_) | Reading::Numbers | Reading::Placeholder)
}
