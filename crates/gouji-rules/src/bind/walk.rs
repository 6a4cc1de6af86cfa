//! One walk over a table: labels are recognised in order, and the values that follow them taken.

use gouji_parser::{
    Doubt, Layout, Span,
    quantity::{Reading, read_cell},
};

use super::{
    Deviation, GroupFigures, Irregular, IrregularKind,
    recognise::Match,
    stream::{Item, Piece},
};
use crate::{
    form::{Table, TargetKind},
    nearness,
};

/// What the walk finds.
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
    pub(super) span: Option<Span>,
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
    pub(super) text: String,
}

impl Head {
    /// Whether its text is a label of the column at `column`.
    pub(super) fn names(&self, table: &Table, column: usize) -> bool {
        let targets = table.labels.get(&self.text).into_iter().flatten();
        targets.map(|target| target.kind).any(|kind| kind == TargetKind::Column(column))
    }
}

#[derive(Debug)]
pub(super) struct WalkedRow<'d> {
    /// Index of the row in the form's table; none for a row that the form does not know.
    pub(super) spec: Option<usize>,
    pub(super) label: Span,
    pub(super) text: String,
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
    pub(super) text: &'d str,
    pub(super) span: Span,
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

/// Walks over the items of a table whose rows are led by labels.
pub(super) fn walk<'d>(table: &Table, items: &[Item<'_, 'd>]) -> Walked<'d> {
    let mut walker = Walker {
        table,
        out: Walked::default(),
        open: None,
        groups: Vec::new(),
        last: None,
        seen: vec![false; table.rows.len()],
        pending: Pending::default(),
        group: None,
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
    walker.close();
    walker.out
}

pub(super) struct Walker<'t, 'd> {
    pub(super) table: &'t Table,
    out: Walked<'d>,
    open: Option<WalkedRow<'d>>,
    /// Groups that the walk is in, outermost first.
    pub(super) groups: Vec<usize>,
    /// The last row that was recognised.
    pub(super) last: Option<usize>,
    pub(super) seen: Vec<bool>,
    pending: Pending,
    /// The group whose label was the last one, with the figures since.
    group: Option<GroupFigures>,
    item: usize,
    /// The block of the marked row that the walk is in.
    block: Option<u32>,
}

/// Text that may be the beginning of a label that goes on in the next piece.
#[derive(Debug, Default)]
struct Pending {
    folded: String,
    text: String,
    span: Option<Span>,
}

impl Pending {
    fn push(&mut self, folded: &str, text: &str, span: Span) {
        self.folded.push_str(folded);
        self.text.push_str(text);
        self.span = Some(self.span.map_or(span, |old| old.join(span)));
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<'d> Walker<'_, 'd> {
    /// A row that the format marks.
    fn row(&mut self, layout: Layout, pieces: &[Piece<'_, 'd>]) {
        self.close();
        self.pending.clear();
        let mut at = 0;
        while at < pieces.len() {
            let piece = &pieces[at];
            at += 1;
            if piece.line.is_blank() {
                continue;
            }
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
                None if is_figure(piece.line.text) && self.row_follows(&pieces[at..]) => {}
                None if is_figure(piece.line.text) => {
                    self.figure_without_row(layout, &pieces[..at], &pieces[at - 1..]);
                    return;
                }
                None => self.stranger(piece, layout, &pieces[at..]),
            }
        }
    }

    /// Whether the label of a row stands among the next cells.
    fn row_follows(&self, pieces: &[Piece<'_, 'd>]) -> bool {
        pieces.iter().take(3).any(|piece| {
            let found = self.recognise_exactly(&piece.line.folded);
            found.is_some_and(|found| {
                matches!(found.kind, TargetKind::Row(_) | TargetKind::Group(_))
            })
        })
    }

    /// Takes the values of the open row.
    fn take(&mut self, pieces: &[Piece<'_, 'd>]) {
        for piece in pieces {
            self.value(WalkedValue::of(piece));
        }
    }

    /// A figure in a marked row without a label that is known: a row of its own, if a text leads
    /// it and the table has begun.
    fn figure_without_row(
        &mut self,
        layout: Layout,
        before: &[Piece<'_, 'd>],
        values: &[Piece<'_, 'd>],
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
        self.open = Some(WalkedRow {
            spec: None,
            label: label.line.span(),
            text: label.line.text.to_owned(),
            values: Vec::new(),
            marked: Some(layout),
            item: self.item,
            block: self.block,
            torn: false,
        });
        self.take(values);
        self.close();
    }

    /// Text in a marked row that is no label: a column that the form does not have, when it
    /// stands in the head; otherwise it may be a row's label, which the figures after it show.
    fn stranger(&mut self, piece: &Piece<'_, 'd>, layout: Layout, rest: &[Piece<'_, 'd>]) {
        let figures = rest.iter().filter(|next| is_figure(next.line.text)).count();
        if self.last.is_none() && figures == 0 && layout != Layout::Dump {
            self.out.strangers.push((piece.line.text.trim().to_owned(), piece.line.span()));
        }
    }

    /// A piece without a row around it.
    fn loose(&mut self, piece: &Piece<'_, 'd>) {
        if piece.glued {
            self.out.fused = true;
        }
        if piece.line.is_blank() {
            self.blank(piece.line.span(), piece.column);
            return;
        }
        let text = piece.line.text.trim();
        let folded = &piece.line.folded;
        if is_figure(text) && self.recognise_exactly(folded).is_none() {
            self.resolve_pending();
            self.value(WalkedValue::of(piece));
            return;
        }
        if is_page_mark(text) {
            return;
        }
        let joined = format!("{}{folded}", self.pending.folded);
        if !self.pending.folded.is_empty()
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
        if short && self.open.as_ref().is_some_and(|row| !row.values.is_empty()) {
            self.value(WalkedValue::of(piece));
        }
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
        }
        self.pending.clear();
    }

    /// A figure comes while a label is unfinished: long enough a beginning of one row's label
    /// alone is that row (PDF text, where a label goes on after its values).
    fn resolve_pending(&mut self) {
        if self.pending.folded.chars().count() >= 4 {
            let folded = std::mem::take(&mut self.pending.folded);
            let mut rows = (0..self.table.rows.len()).filter(|&row| {
                !self.seen[row] && self.table.rows[row].folded.starts_with(&*folded)
            });
            if let (Some(row), None) = (rows.next(), rows.next()) {
                self.settle(Match { kind: TargetKind::Row(row), exact: true });
            }
        }
        self.pending.clear();
    }

    fn blank(&mut self, span: Span, column: Option<u32>) {
        if self.open.is_some() && self.pending.folded.is_empty() {
            self.value(WalkedValue::blank(span.start, column));
        }
    }

    fn value(&mut self, value: WalkedValue<'d>) {
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

    fn close(&mut self) {
        if let Some(row) = self.open.take() {
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
        self.note(span);
        let spec = &self.table.rows[row];
        if self.seen[row] {
            self.irregular(text, span, IrregularKind::Repeated);
        } else if self.last.is_some_and(|last| row < last) {
            self.irregular(text, span, IrregularKind::Misplaced);
        }
        if !exact {
            self.deviation(text, &spec.label, span);
        }
        self.seen[row] = true;
        self.last = Some(row);
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
        self.out.span = Some(self.out.span.map_or(span, |old| old.join(span)));
    }

    fn deviation(&mut self, found: &str, printed: &str, span: Span) {
        let found = found.split_whitespace().collect();
        self.out.deviations.push(Deviation { found, printed: printed.to_owned(), span });
    }

    fn irregular(&mut self, label: &str, span: Span, kind: IrregularKind) {
        self.out.irregular.push(Irregular { label: label.trim().to_owned(), span, kind });
    }
}

/// Whether a piece is what a value looks like.
pub(super) fn is_figure(text: &str) -> bool {
    matches!(read_cell(text), Reading::Number(_) | Reading::Numbers | Reading::Placeholder)
}

/// A page number between the rows: `- 4 -`, `-4-`.
fn is_page_mark(text: &str) -> bool {
    let inner = text.trim_matches(['-', '—', '－', ' ']);
    inner.len() < text.len()
        && !inner.is_empty()
        && inner.len() <= 3
        && inner.bytes().all(|byte| byte.is_ascii_digit())
        && text.starts_with(['-', '—', '－'])
        && text.ends_with(['-', '—', '－'])
}
