//! A table of one row of values without labels (表四): a head, then the values. It may be drawn in
//! parts, each with a head and values of its own, and it may stand twice. Where the form has it so, each
//! organ has a row of its own under the head.

use gouji_parser::{Layout, Span, fold::fold, heading::numbering};

use super::{
    line::Line,
    stream::{TablePiece, WalkItem},
    walk::{Head, WalkResult, WalkedValue},
};
use crate::form::{Shape, TableSpec, TargetKind};

mod parts;

/// Reads the table; gives each copy of it, at least one.
pub(super) fn line_table<'d>(spec: &TableSpec, items: &[WalkItem<'_, 'd>]) -> Vec<WalkResult<'d>> {
    let mut reader =
        LineTableReader { spec, read: Vec::new(), part: HeadedValues::default(), item: 0 };
    for (index, item) in items.iter().enumerate() {
        reader.item = index;
        match item {
            WalkItem::Row { layout, pieces } => reader.row(*layout, pieces),
            WalkItem::Loose(piece) => reader.loose(piece),
            WalkItem::Damage => reader.part.torn = true,
            WalkItem::Gap(place) => {
                if reader.part.marked.is_none() && !reader.part.values.is_empty() {
                    reader.part.value(WalkedValue::blank(*place, None));
                }
            }
        }
    }
    reader.finish()
}

/// A head and the values under it.
#[derive(Debug, Default)]
struct HeadedValues<'d> {
    /// Groups of columns that the head names.
    groups: Vec<usize>,
    /// Its columns, in the order of the head.
    heads: Vec<Head>,
    values: Vec<WalkedValue<'d>>,
    marked: Option<Layout>,
    torn: bool,
    strange: bool,
    fused: bool,
    span: Option<Span>,
}

struct LineTableReader<'t, 'd> {
    spec: &'t TableSpec,
    /// The parts that have values.
    read: Vec<HeadedValues<'d>>,
    /// The part that is being read.
    part: HeadedValues<'d>,
    item: usize,
}

impl<'d> HeadedValues<'d> {
    fn note(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |old| old.join(span)));
    }

    fn value(&mut self, value: WalkedValue<'d>) {
        self.note(value.span);
        self.values.push(value);
    }

    fn has_figures(&self) -> bool {
        self.values.iter().any(|value| !value.text.is_empty())
    }
}

impl<'d> LineTableReader<'_, 'd> {
    fn row(&mut self, layout: Layout, pieces: &[TablePiece<'_, 'd>]) {
        self.part.fused |= pieces.iter().any(|piece| self.runs_on(&piece.line.folded));
        let figure = TablePiece::is_figure;
        let figures = pieces.iter().filter(|piece| figure(piece)).count();
        let names = pieces.iter().any(|piece| self.names(piece));
        let lead = pieces.iter().take_while(|piece| !figure(piece)).count();
        if let Some(lead) = self.row_of_organ(pieces) {
            let heads = self.part.heads.clone();
            if self.part.has_figures() {
                self.read.push(std::mem::take(&mut self.part));
            }
            self.part = HeadedValues { heads, ..HeadedValues::default() };
            self.values(layout, &pieces[lead..]);
        } else if names {
            self.head_begins();
            for piece in pieces {
                self.head(piece, Some(layout));
            }
            // 行政复议 before its own figures, the columns named above.
            let only_groups = pieces[..lead].iter().all(|piece| !self.is_column(piece));
            if figures > 0 && only_groups {
                self.values(layout, &pieces[lead..]);
            }
        } else if self.part.values.is_empty() && self.part.marked.is_none() {
            let (columns, heads) = (self.spec.columns.len(), self.part.heads.len());
            let row_of_blanks = heads > 0 && pieces.len() >= columns.min(heads);
            if figures > 0 || row_of_blanks {
                // A label such as 件数 that a report gives the row.
                let one_more = [columns, heads].contains(&(pieces.len() - 1));
                self.values(layout, &pieces[usize::from(one_more && lead > 0)..]);
            }
        }
    }

    /// How many cells stand before the figures of a row that is an organ's own: a number, its name.
    fn row_of_organ(&self, pieces: &[TablePiece<'_, 'd>]) -> Option<usize> {
        const MOST: usize = 2;
        let heads = self.part.heads.len();
        if self.spec.shape != Shape::Lines || heads == 0 {
            return None;
        }
        let lead = [self.spec.columns.len(), heads]
            .into_iter()
            .find_map(|count| pieces.len().checked_sub(count).filter(|&lead| lead <= MOST))?;
        let text = |piece: &TablePiece<'_, 'd>| piece.line.text.trim();
        let (before, figures) = pieces.split_at(lead);
        let named = before.iter().any(|piece| !piece.is_figure() && !text(piece).is_empty());
        let is_value = |piece: &TablePiece<'_, 'd>| text(piece).is_empty() || piece.is_figure();
        let filled = figures.iter().any(TablePiece::is_figure);
        let further = lead == 0 && self.part.has_figures();
        ((named || further) && filled && figures.iter().all(is_value)).then_some(lead)
    }

    fn values(&mut self, layout: Layout, pieces: &[TablePiece<'_, 'd>]) {
        self.part.marked = Some(layout);
        for piece in pieces {
            self.part.value(WalkedValue::of(piece));
        }
    }

    fn loose(&mut self, piece: &TablePiece<'_, 'd>) {
        self.part.fused |= piece.glued || self.runs_on(&piece.line.folded);
        let text = piece.line.text.trim();
        if self.names(piece) {
            self.head_begins();
            self.head(piece, None);
            return;
        }
        // Where nothing is named at all, the figures lead the table; where a group is named below
        // another part, they have its head.
        let led =
            !self.part.heads.is_empty() || self.read.is_empty() == self.part.groups.is_empty();
        if led && self.part.marked.is_none() && (piece.is_figure() || text.is_empty()) {
            self.part.value(WalkedValue::of(piece));
        } else if self.part.has_figures() {
            self.part.strange |= piece.may_be_value();
        }
    }

    /// A label is met: with figures above it, it is the head of another part; blanks were none.
    fn head_begins(&mut self) {
        if self.part.has_figures() {
            self.read.push(std::mem::take(&mut self.part));
        } else if self.part.marked.is_none() {
            self.part.values.clear();
        }
    }

    /// Takes a piece of the head. Leaves that are labelled alike are counted in the order of the form.
    fn head(&mut self, piece: &TablePiece<'_, 'd>, layout: Option<Layout>) {
        let (spec, part, position) = (self.spec, &mut self.part, piece.column);
        let named = groups_in(spec, &piece.line);
        // One head a page would be many; a text that repeats labels without end has heads without end.
        if part.heads.len() >= 8 * spec.columns.len() {
            return;
        }
        let is_label = spec.labels.contains_key(&*piece.line.folded);
        if is_label || !named.is_empty() {
            part.note(piece.line.span());
        }
        for group in named {
            if !part.groups.contains(&group) {
                part.groups.push(group);
            }
        }
        let known = position.is_some()
            && layout != Some(Layout::Dump)
            && part.heads.iter().any(|head| head.position == position && head.layout == layout);
        if is_column(spec, piece) && !known {
            let text = piece.line.folded.clone().into_owned();
            let column = spec.only_column(&text).unwrap_or(part.heads.len());
            part.heads.push(Head { column, position, layout, before: 0, item: self.item, text });
        }
    }

    /// Whether a piece is a label, or a caption that names a group.
    fn names(&self, piece: &TablePiece<'_, 'd>) -> bool {
        self.spec.labels.contains_key(&*piece.line.folded)
            || !groups_in(self.spec, &piece.line).is_empty()
    }

    fn is_column(&self, piece: &TablePiece<'_, 'd>) -> bool {
        is_column(self.spec, piece)
    }

    /// Whether a value runs on from a label: 总计2.
    fn runs_on(&self, folded: &str) -> bool {
        let label = folded.trim_end_matches(|char: char| char.is_ascii_digit());
        label.len() < folded.len() && self.spec.labels.contains_key(label)
    }
}

fn is_column(spec: &TableSpec, piece: &TablePiece<'_, '_>) -> bool {
    let targets = spec.labels.get(&*piece.line.folded).into_iter().flatten();
    targets.map(|target| target.kind).any(|kind| matches!(kind, TargetKind::Column(_)))
}

/// The groups of columns that a line names, as a label or a caption: （一）行政复议情况,
/// 行政诉讼（复议后起诉）.
pub(super) fn groups_in(spec: &TableSpec, line: &Line<'_>) -> Vec<usize> {
    const LONGEST: usize = 24;
    let named = spec.groups.iter().enumerate();
    let named = named.filter(|(_, group)| line.folded.contains(&*group.folded));
    let groups: Vec<usize> = named.map(|(index, _)| index).collect();
    if groups.is_empty() || line.folded.chars().count() > LONGEST {
        return Vec::new();
    }
    let number = numbering(line.text).map_or(0, |prefix| prefix.len);
    let says_more = |char: char| char.is_ascii_digit() || ".;".contains(char);
    if fold(&line.text[number..]).contains(says_more) { Vec::new() } else { groups }
}
