//! What a text in a table is: a row's label, a group's, a column's, with a slip of the pen or without.

use super::walk::{Match, Walker};
use crate::{
    form::{LabelTarget, Likeness, TargetKind, load::without_number},
    nearness,
};

impl Walker<'_, '_> {
    pub(super) fn recognise(&self, folded: &str) -> Option<Match> {
        self.recognise_exactly(folded).or_else(|| self.recognise_nearly(folded))
    }

    /// A label as the form prints or lists it. Where one stands for several things (其他 is a
    /// column and a row), the place in the walk decides, and whether figures follow.
    pub(super) fn recognise_exactly(&self, folded: &str) -> Option<Match> {
        let targets = self.table.labels.get(folded)?;
        let printed_row = |target: &&LabelTarget| {
            matches!(target.kind, TargetKind::Row(_)) && target.likeness == Likeness::Printed
        };
        let column = targets.iter().find(|target| matches!(target.kind, TargetKind::Column(_)));
        let row = self.due(targets.iter().filter(printed_row)).or_else(|| {
            self.due(targets.iter().filter(|target| match target.kind {
                TargetKind::Row(row) => {
                    column.is_none() || self.figures_follow && self.is_next(row)
                }
                _ => false,
            }))
        });
        let chosen = row.or(column).or_else(|| targets.first())?;
        Some(Match { kind: chosen.kind, exact: true })
    }

    /// Of rows with the same label, the one that is due: the first not yet seen of the group that the
    /// walk is in, else the first not yet seen, else the first.
    fn due<'t>(&self, rows: impl Iterator<Item = &'t LabelTarget>) -> Option<&'t LabelTarget> {
        let state = |target: &LabelTarget| match target.kind {
            TargetKind::Row(row) => {
                let group = self.table.rows[row].group;
                let inside = group.is_some_and(|group| self.groups.contains(&group));
                (self.seen[row], !inside)
            }
            _ => (true, true),
        };
        rows.min_by_key(|target| state(target))
    }

    /// Whether a row without its number is due: it follows the last one closely, or its
    /// heading.
    pub(super) fn is_next(&self, row: usize) -> bool {
        self.last.is_some_and(|last| last <= row && row - last <= 2) && !self.seen[row]
    }

    /// A label with a slip of the pen: so few edits away from one that is still due, and no
    /// nearer to another.
    pub(super) fn recognise_nearly(&self, folded: &str) -> Option<Match> {
        let length = folded.chars().count();
        if !(3..=48).contains(&length) || !folded.contains(|char: char| !char.is_ascii()) {
            return None;
        }
        let bare = without_number(folded);
        let mut best: Option<(usize, TargetKind)> = None;
        let mut consider = |label: &str, kind: TargetKind, share: usize| {
            let limit = (label.chars().count() / share).clamp(1, 4);
            let distance = nearness::edits(folded, label, limit)
                .into_iter()
                .chain(nearness::edits(bare, without_number(label), limit))
                .min();
            if let Some(distance) = distance
                && best.is_none_or(|(known, _)| distance < known)
            {
                best = Some((distance, kind));
            }
        };
        for (at, row) in self.table.rows.iter().enumerate() {
            if !self.seen[at] && row.folded.chars().count() >= 4 {
                consider(&row.folded, TargetKind::Row(at), 4);
            }
        }
        let groups = self.table.groups.iter().enumerate();
        for (at, group) in groups.filter(|(_, group)| length >= 4 && !group.in_head) {
            consider(&group.folded, TargetKind::Group(at), 6);
        }
        for (at, column) in self.table.columns.iter().enumerate() {
            if column.folded.chars().count() >= 4 {
                consider(&column.folded, TargetKind::Column(at), 3);
            }
        }
        best.map(|(_, kind)| Match { kind, exact: false })
    }

    /// Whether some label begins with `folded`.
    pub(super) fn begins_label(&self, folded: &str) -> bool {
        folded.chars().count() >= 2
            && self
                .table
                .labels
                .keys()
                .any(|label| label.len() > folded.len() && label.starts_with(folded))
    }
}
