//! A table of one row of values without a label (表四): the head's labels, then the values.

use gouji_parser::{Layout, Span};

use super::{
    stream::Item,
    walk::{self, Head, Walked, WalkedRow, WalkedValue},
};
use crate::form::{Table, TargetKind};

/// A table of one row of values without a label: the head's labels, then the values.
pub(super) fn line_table<'d>(spec: &Table, items: &[Item<'_, 'd>]) -> Walked<'d> {
    let is_label = |text: &str| spec.labels.contains_key(text);
    let mut walked = Walked::default();
    let mut values: Vec<WalkedValue<'d>> = Vec::new();
    let mut marked = None;
    let mut torn = false;
    let note = |span: Span, walked: &mut Walked<'_>| {
        walked.span = Some(walked.span.map_or(span, |old| old.join(span)));
    };
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Row { layout, pieces } => {
                walked.fused |= pieces.iter().any(|piece| runs_on(spec, &piece.line.folded));
                let labels = pieces.iter().filter(|piece| is_label(&piece.line.folded)).count();
                let figures =
                    pieces.iter().filter(|piece| walk::is_figure(piece.line.text)).count();
                let first_values = values.is_empty() && marked.is_none();
                if labels > 0 {
                    for piece in pieces.iter().filter(|piece| is_label(&piece.line.folded)) {
                        note(piece.line.span(), &mut walked);
                        head(
                            spec,
                            &piece.line.folded,
                            piece.column,
                            Some(*layout),
                            index,
                            &mut walked,
                        );
                    }
                } else if first_values
                    && (figures > 0
                        || pieces.len() >= spec.columns.len() && !walked.heads.is_empty())
                {
                    marked = Some(*layout);
                    // A label such as 件数 that a report gives the row.
                    let label = usize::from(
                        pieces.len() == spec.columns.len() + 1
                            && pieces
                                .first()
                                .is_some_and(|piece| !walk::is_figure(piece.line.text)),
                    );
                    values = pieces[label..].iter().map(WalkedValue::of).collect();
                }
            }
            Item::Loose(piece) => {
                walked.fused |= piece.glued || runs_on(spec, &piece.line.folded);
                let text = piece.line.text.trim();
                if is_label(&piece.line.folded) {
                    note(piece.line.span(), &mut walked);
                    head(spec, &piece.line.folded, piece.column, None, index, &mut walked);
                    if values.iter().all(|value| value.text.is_empty()) {
                        values.clear();
                    }
                } else if marked.is_none()
                    && (walk::is_figure(text) || text.is_empty())
                    && !walked.heads.is_empty()
                {
                    values.push(WalkedValue::of(piece));
                }
            }
            Item::Damage => torn = true,
            Item::Gap(place) => {
                if marked.is_none() && !values.is_empty() {
                    values.push(WalkedValue::blank(*place, None));
                }
            }
        }
    }
    let label = values.first().map_or_else(|| walked.span.unwrap_or_default(), |value| value.span);
    if !values.is_empty() {
        for value in &values {
            note(value.span, &mut walked);
        }
        walked.rows.push(WalkedRow {
            spec: Some(0),
            label,
            text: String::new(),
            values,
            marked,
            item: usize::MAX,
            block: None,
            torn,
        });
    }
    walked
}

/// Whether a value runs on from a label: 总计2.
fn runs_on(spec: &Table, folded: &str) -> bool {
    let label = folded.trim_end_matches(|char: char| char.is_ascii_digit());
    label.len() < folded.len() && spec.labels.contains_key(label)
}

/// A label of the head; leaves are counted in the order of the form.
fn head(
    spec: &Table,
    folded: &str,
    position: Option<u32>,
    layout: Option<Layout>,
    item: usize,
    walked: &mut Walked<'_>,
) {
    // One head a page would be many; a text that repeats labels without end has heads without end.
    if walked.heads.len() >= 8 * spec.columns.len() {
        return;
    }
    let leaf = spec
        .labels
        .get(folded)
        .into_iter()
        .flatten()
        .any(|target| matches!(target.kind, TargetKind::Column(_)));
    let known = position.is_some()
        && layout != Some(Layout::Dump)
        && walked.heads.iter().any(|head| head.position == position && head.layout == layout);
    if leaf && !known {
        let column = walked.heads.len();
        walked.heads.push(Head {
            column,
            position,
            layout,
            before: 0,
            item,
            text: folded.to_owned(),
        });
    }
}
