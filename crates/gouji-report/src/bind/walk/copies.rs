//! A table that stands twice, and the order of its rows.

use gouji_parser::Span;

use super::{WalkResult, Walker};
use crate::bind::bound_table::{Irregular, IrregularKind};

impl<'d> Walker<'_, 'd> {
    /// A row comes again that stands further up: perhaps the whole table does. The labels since the
    /// last row are the head of what begins here.
    pub(super) fn begin_again(&mut self) {
        let mut next = WalkResult { span: self.since.take(), ..WalkResult::default() };
        let rows = self.out.rows.len();
        let head = self.out.heads.partition_point(|head| head.before < rows);
        next.heads = self.out.heads.split_off(head);
        next.heads.iter_mut().for_each(|head| head.before = 0);
        let end = self.out.span.unwrap_or_default().end;
        let slips = self.out.deviations.partition_point(|slip| slip.span.start < end);
        next.deviations = self.out.deviations.split_off(slips);
        self.before.push(std::mem::replace(&mut self.out, next));
        self.seen.fill(false);
        self.last = None;
    }

    /// The copies of the table: each that has most rows of it. Fewer rows that come again are rows
    /// that stand twice.
    pub(super) fn finish(mut self) -> Vec<WalkResult<'d>> {
        self.close();
        self.reach();
        let rows = self.table.rows.len();
        let filled = |walked: &WalkResult<'_>| {
            let mut filled = vec![false; rows];
            let specs =
                walked.rows.iter().filter(|row| row.has_values()).filter_map(|row| row.spec);
            specs.for_each(|spec| filled[spec] = true);
            filled
        };
        let most = |filled: &[bool]| filled.iter().filter(|&&row| row).count() * 2 >= rows;
        let mut copies: Vec<(WalkResult<'d>, Vec<bool>)> = Vec::new();
        for walked in self.before.into_iter().chain([self.out]) {
            let own = filled(&walked);
            match copies.last_mut().filter(|(_, before)| !most(before) || !most(&own)) {
                Some((before, all)) => {
                    before.absorb(walked);
                    all.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
                }
                None => copies.push((walked, own)),
            }
        }
        let ordered = copies.into_iter().map(|(mut walked, _)| {
            walked.order(rows);
            walked
        });
        ordered.collect()
    }
}

impl WalkResult<'_> {
    /// Takes in what was found further down.
    fn absorb(&mut self, other: Self) {
        let rows = self.rows.len();
        self.heads.extend(other.heads.into_iter().map(|mut head| {
            head.before += rows;
            head
        }));
        self.rows.extend(other.rows);
        self.deviations.extend(other.deviations);
        self.irregular.extend(other.irregular);
        self.group_figures.extend(other.group_figures);
        self.fused |= other.fused;
        self.span = self.span.into_iter().chain(other.span).reduce(Span::join);
    }

    /// Finds the rows that stand twice or before one that they should follow, of `rows` in the form's
    /// table. A label without values over the row that bears it again is a heading and no row.
    fn order(&mut self, rows: usize) {
        let mut filled: Vec<Option<usize>> = vec![None; rows];
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.has_values()) {
            row.spec.into_iter().for_each(|spec| filled[spec] = Some(at));
        }
        let mut seen = vec![false; rows];
        let mut last = None;
        for (at, row) in self.rows.iter().enumerate() {
            let is_heading = |spec: &usize| !row.has_values() && filled[*spec] > Some(at);
            let Some(spec) = row.spec.filter(|spec| !is_heading(spec)) else { continue };
            let kind = if std::mem::replace(&mut seen[spec], true) {
                Some(IrregularKind::Repeated)
            } else {
                last.filter(|&last| spec < last).map(|_| IrregularKind::Misplaced)
            };
            last = Some(spec);
            let label = || row.text.trim().to_owned();
            let found = kind.map(|kind| Irregular { label: label(), span: row.label, kind });
            self.irregular.extend(found);
        }
    }
}
