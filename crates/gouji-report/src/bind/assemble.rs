//! From labelled rows of values to the rows and cells of the form.

mod lost;

use std::sync::{Arc, OnceLock};

use gouji_parser::{Layout, Span};

use super::{
    BoundCell, BoundRow, BoundTable, CellValue, Irregular, IrregularKind, RowState,
    align::{AlignedCells, Geometry, Values, align},
    figure::is_figure,
    walk::{Head, WalkResult, WalkedRow, WalkedValue},
};
use crate::form::{Shape, TableSpec};
use lost::lost;

pub(super) fn assemble(
    spec: Arc<TableSpec>,
    mut walked: WalkResult<'_>,
    run_together: bool,
    cut: bool,
) -> BoundTable {
    let columns = HeadColumns::of(&spec, &walked);
    let mut rows = Vec::with_capacity(spec.rows.len());
    let geometries = geometries(&spec, &walked, &columns);
    let last_item = walked.rows.iter().map(|row| row.item).max();
    let padded = is_padded(&spec, &walked, &columns);
    let marked = walked.rows.iter().any(|row| row.marked.is_some());
    let mut fused = walked.fused;
    let mut taken = Vec::new();
    for (at, row_spec) in spec.rows.iter().enumerate() {
        let candidates = walked.rows.iter().filter(|row| row.spec == Some(at));
        // A row that stands twice, once without values (a page break), is the one with values.
        let Some(row) = candidates.min_by_key(|row| row.values.is_empty()) else {
            rows.push(absent_row(at));
            continue;
        };
        let mut own = columns.order(&row_spec.columns, spec.shape);
        if columns.drawn.is_none() && spec.shape == Shape::Rows {
            own = drawn(row, own, &walked.heads);
        }
        let last = Some(row.item) == last_item;
        // Where the format marks rows, a label outside of them lost its values (field 10).
        let elsewhere = marked && row.marked.is_none() && !row.has_values();
        let aligned = if padded {
            Some(row.figures().map(|(at, _)| Some(at)).collect())
        } else if row.torn || elsewhere {
            None
        } else {
            align_row(row, last, spec.shape, own.len(), &geometries, &walked.heads)
        };
        let glued = row.marked.is_none() && row.values.iter().any(|value| is_glued(value.text));
        if aligned.is_none() && (run_together || glued) {
            fused = true;
        }
        rows.push(bound_row(at, row, &own, aligned));
        if !elsewhere {
            taken.push((at, row, own));
        }
    }
    if fused {
        // Where cells run together in one row, white space in the others proves nothing.
        for row in rows.iter_mut().filter(|row| row.state != RowState::Absent) {
            row.state = RowState::Fused;
            row.cells.clear();
        }
    }
    for (at, row, own) in taken {
        let is_read = rows[at].state == RowState::Aligned;
        rows[at].lost = if is_read { None } else { lost(row, own, &geometries, fused) };
    }
    if cut {
        cut_off(&mut rows);
    }
    let doubtful = distrust(&spec, &walked, marked, &mut rows);
    let unknown = walked.rows.iter().filter(|row| row.spec.is_none());
    walked.irregular.extend(unknown.map(|row| Irregular {
        label: row.text.trim().to_owned(),
        span: row.label,
        kind: IrregularKind::Unknown,
    }));
    BoundTable {
        spec,
        edition: None,
        foreign: None,
        copy: 0,
        span: walked.span,
        rows,
        missing_columns: if fused { Vec::new() } else { columns.missing },
        heads: walked.heads.iter().map(|head| (head.column, head.text.clone())).collect(),
        extra_columns: if columns.trusted { walked.strangers } else { Vec::new() },
        deviations: walked.deviations,
        irregular: walked.irregular,
        group_figures: walked.group_figures,
        fused,
        doubtful,
        image: None,
    }
}

/// Whether every row has a figure for each of its columns, no more and no fewer: blanks between and
/// around them are padding (field 01).
fn is_padded(spec: &TableSpec, walked: &WalkResult<'_>, columns: &HeadColumns) -> bool {
    let is_full = |row: &WalkedRow<'_>| {
        let own = row.spec.map(|at| columns.order(&spec.rows[at].columns, spec.shape).len());
        own == Some(row.figures().count()) && row.figures().all(|(_, value)| is_figure(value.text))
    };
    walked.rows.len() == spec.rows.len() && walked.rows.iter().all(is_full)
}

/// Whether a value is more digits in one than a cell of a count would hold by itself in a row
/// that has too few values.
fn is_glued(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) && text.starts_with('0')
        || text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Which columns the head has, and in which order.
struct HeadColumns {
    /// Columns of the form in the order of the head; `None` keeps the form's.
    drawn: Option<Vec<Option<usize>>>,
    missing: Vec<usize>,
    /// Whether the head was read well enough to speak of columns that are missing or too many.
    trusted: bool,
}

impl HeadColumns {
    fn of(spec: &TableSpec, walked: &WalkResult<'_>) -> Self {
        let open = Self { drawn: None, missing: Vec::new(), trusted: false };
        if spec.shape != Shape::Rows {
            if let Some(drawn) = Self::named(spec, walked) {
                let missing = (0..spec.columns.len()).filter(|at| !drawn.contains(at)).collect();
                let drawn = Some(drawn.into_iter().map(Some).collect());
                return Self { drawn, missing, trusted: true };
            }
            let known = walked.heads.len();
            let values = walked.rows.first().map_or(0, |row| row.values.len());
            // Labels repeat, so one that is lost shows in the order of those after it.
            let in_order = walked.heads.iter().enumerate().all(|(at, head)| head.names(spec, at));
            if known < spec.columns.len() && known >= 8 && values == known && in_order {
                let missing = (known..spec.columns.len()).collect();
                return Self { drawn: None, missing, trusted: true };
            }
            return open;
        }
        // Blocks with heads of their own (表二) are of one shape; only a head over all rows can
        // lack a column or have it elsewhere.
        let all = spec.rows.iter().all(|row| row.columns.len() == spec.columns.len());
        if !all {
            return open;
        }
        let mut seen: Vec<&Head> = Vec::new();
        for head in walked.heads.iter().filter(|head| head.before == 0) {
            if !seen.iter().any(|known| known.column == head.column) {
                seen.push(head);
            }
        }
        if seen.len() * 2 < spec.columns.len() {
            return open;
        }
        let missing: Vec<usize> = (0..spec.columns.len())
            .filter(|column| !seen.iter().any(|head| head.column == *column))
            .collect();
        let mut placed: Vec<(u32, usize)> =
            seen.iter().filter_map(|head| Some((head.position?, head.column))).collect();
        placed.sort_unstable();
        let drawn_apart = placed.len() == seen.len()
            && seen.iter().all(|head| !matches!(head.layout, None | Some(Layout::Dump)))
            && placed.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let drawn = if drawn_apart {
            placed.iter().map(|&(_, column)| Some(column)).collect()
        } else {
            reading_order(spec, &seen).into_iter().map(Some).collect()
        };
        // A head that was cut up in extraction lacks labels, but its rows have all their values;
        // where its labels stand side by side without a gap, a column is missing for certain.
        let gapless = drawn_apart && placed.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        let filled =
            |count: usize| walked.rows.iter().filter(|row| row.figures().count() == count).count();
        if !missing.is_empty() && !gapless && filled(seen.len()) <= filled(spec.columns.len()) {
            return open;
        }
        Self { drawn: Some(drawn), missing, trusted: true }
    }

    /// The columns of a head in the order in which they are drawn, if each label is that of one column and
    /// there are as many values. Without coordinates it is known only where it is that of the form.
    fn named(spec: &TableSpec, walked: &WalkResult<'_>) -> Option<Vec<usize>> {
        let mut heads: Vec<&Head> = walked.heads.iter().collect();
        if heads.iter().all(|head| head.position.is_some() && head.layout != Some(Layout::Dump)) {
            heads.sort_by_key(|head| head.position);
        }
        let columns = heads.iter().map(|head| spec.only_column(&head.text));
        let drawn: Vec<usize> = columns.collect::<Option<_>>()?;
        let values = walked.rows.first().map_or(0, |row| row.values.len());
        let apart = heads.windows(2).all(|pair| pair[0].position < pair[1].position);
        let known = apart && heads.len() > 1 || drawn.is_sorted();
        let mut distinct = drawn.clone();
        distinct.sort_unstable();
        distinct.dedup();
        (known && distinct.len() == drawn.len() && drawn.len() == values).then_some(drawn)
    }

    /// The columns of a row in the order in which its values stand.
    fn order(&self, own: &[usize], shape: Shape) -> Vec<usize> {
        match &self.drawn {
            Some(drawn) => {
                drawn.iter().flatten().copied().filter(|column| own.contains(column)).collect()
            }
            None if shape != Shape::Rows => {
                own.iter().copied().filter(|column| !self.missing.contains(column)).collect()
            }
            None => own.to_vec(),
        }
    }
}

/// The order of the columns where the head has no coordinates: that of the form, but for the
/// columns that a group spans (商业企业 … 其他), which the head names one after the other.
fn reading_order(spec: &TableSpec, seen: &[&Head]) -> Vec<usize> {
    let mut order: Vec<usize> = seen.iter().map(|head| head.column).collect();
    let total = order.iter().position(|&column| spec.columns[column].total);
    if let Some(at) = total {
        // 自然人 | 法人或其他组织 | 总计, and below them the parts of the second: 总计 is drawn last.
        let total = order.remove(at);
        order.push(total);
    }
    order
}

/// The geometries of the rows that leave no doubt, by block: rows with a figure in every cell,
/// and those with as many cells as columns that another row agrees with.
fn geometries(
    spec: &TableSpec,
    walked: &WalkResult<'_>,
    columns: &HeadColumns,
) -> Vec<(u32, Geometry)> {
    let found: Vec<(u32, Geometry, bool)> = walked
        .rows
        .iter()
        .filter_map(|row| {
            let own = columns.order(&spec.rows[row.spec?].columns, spec.shape);
            let (geometry, solid) = values(row, false).geometry(own.len())?;
            Some((row.block?, geometry, solid))
        })
        .collect();
    found
        .iter()
        .filter(|(block, geometry, solid)| {
            let agree = found.iter().filter(|other| (other.0, other.1) == (*block, *geometry));
            *solid || agree.count() > 1
        })
        .map(|&(block, geometry, _)| (block, geometry))
        .collect()
}

fn values<'w>(row: &'w WalkedRow<'_>, last: bool) -> Values<'w> {
    Values {
        blank: row.values.iter().map(|value| value.text.is_empty()).collect(),
        text: row.values.iter().map(|value| value.text).collect(),
        column: row.values.iter().map(|value| value.column).collect(),
        marked: row.marked,
        last,
    }
}

fn align_row(
    row: &WalkedRow<'_>,
    last: bool,
    shape: Shape,
    expected: usize,
    geometries: &[(u32, Geometry)],
    heads: &[Head],
) -> Option<AlignedCells> {
    let values = values(row, last);
    // The one row of such a table has no other to agree with.
    if shape != Shape::Rows && values.blank.len() == expected {
        return Some((0..expected).map(Some).collect());
    }
    let known: Vec<Geometry> = geometries
        .iter()
        .filter(|(block, _)| Some(*block) == row.block)
        .map(|&(_, geometry)| geometry)
        .collect();
    let above: Vec<(u32, usize)> =
        heads_above(row, heads).filter_map(|head| Some((head.position?, head.column))).collect();
    align(&values, expected, &known, &above)
}

/// The labels of the head that stands closest above a row.
fn heads_above<'h>(
    row: &WalkedRow<'_>,
    heads: &'h [Head],
) -> impl Iterator<Item = &'h Head> + use<'h> {
    let last = heads.iter().filter(|head| head.item < row.item).map(|head| head.item).max();
    heads.iter().filter(move |head| Some(head.item) == last)
}

/// The columns of a row in the order of the head right above it, if that names each of them: a
/// block of 表二 whose columns were drawn in another order.
fn drawn(row: &WalkedRow<'_>, own: Vec<usize>, heads: &[Head]) -> Vec<usize> {
    let mut above: Vec<&Head> =
        heads_above(row, heads).filter(|head| own.contains(&head.column)).collect();
    if above.iter().all(|head| head.position.is_some() && head.layout != Some(Layout::Dump)) {
        above.sort_by_key(|head| head.position);
    }
    let mut order: Vec<usize> = Vec::with_capacity(own.len());
    for head in above {
        if !order.contains(&head.column) {
            order.push(head.column);
        }
    }
    if order.len() == own.len() { order } else { own }
}

/// A table that breaks off where its file was cut: its last row may have been cut, in a figure
/// even.
fn cut_off(rows: &mut [BoundRow]) {
    let last = rows.iter().rposition(|row| row.state != RowState::Absent);
    if let Some(last) = last.filter(|&last| last + 1 < rows.len())
        && rows[last].state == RowState::Aligned
    {
        unread(&mut rows[last]);
    }
}

/// Blank cells that left no trace let the values of a row whose label was lost complete the row
/// before it: where some rows have too few values, one before a missing row proves nothing.
fn distrust(
    spec: &TableSpec,
    walked: &WalkResult<'_>,
    marked: bool,
    rows: &mut [BoundRow],
) -> bool {
    let torn = rows.iter().filter(|row| matches!(row.state, RowState::Unaligned { .. })).count();
    if torn == 0 || spec.shape != Shape::Rows {
        return false;
    }
    let blank = |cell: &BoundCell| cell.text.is_empty();
    if marked {
        // Where most rows are damaged, blanks in the others prove nothing.
        let most = torn * 2 > walked.rows.len();
        rows.iter_mut().filter(|row| most && row.cells.iter().any(blank)).for_each(unread);
        return false;
    }
    for at in 0..rows.len() {
        let lost = |row: &BoundRow| row.state == RowState::Absent;
        let next_is_lost = rows.get(at + 1).is_some_and(lost);
        let row = &mut rows[at];
        // A row without any figure may have lost them to another.
        if row.state == RowState::Aligned && (next_is_lost || row.cells.iter().all(blank)) {
            unread(row);
        }
    }
    torn * 4 >= rows.len()
}

/// The figures of a row are there and may not be its own.
fn unread(row: &mut BoundRow) {
    let found = row.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    row.state = RowState::Unaligned { found, expected: row.cells.len() };
    row.cells.clear();
}

fn bound_row(
    at: usize,
    row: &WalkedRow<'_>,
    columns: &[usize],
    aligned: Option<Vec<Option<usize>>>,
) -> BoundRow {
    let Some(aligned) = aligned else {
        let found = row.figures().count();
        let state = RowState::Unaligned { found, expected: columns.len() };
        return BoundRow {
            spec: at,
            label: row.label,
            label_text: row.text.clone(),
            state,
            cells: Vec::new(),
            lost: None,
            view: OnceLock::new(),
        };
    };
    let mut cells: Vec<BoundCell> = aligned
        .iter()
        .zip(columns)
        .map(|(index, &column)| match index {
            Some(index) => {
                let value = &row.values[*index];
                BoundCell {
                    column,
                    span: value.span,
                    text: value.text.to_owned(),
                    value: read(value),
                }
            }
            None => BoundCell {
                column,
                span: Span { start: row.label.end, end: row.label.end },
                text: String::new(),
                value: CellValue::Blank,
            },
        })
        .collect();
    cells.sort_by_key(|cell| cell.column);
    BoundRow {
        spec: at,
        label: row.label,
        label_text: row.text.clone(),
        state: RowState::Aligned,
        cells,
        lost: None,
        view: OnceLock::new(),
    }
}

fn read(value: &WalkedValue<'_>) -> CellValue {
    if let Some(doubt) = value.doubt {
        return CellValue::Doubtful(doubt);
    }
    CellValue::read(value.text)
}

pub(super) fn absent_row(spec: usize) -> BoundRow {
    BoundRow {
        spec,
        label: Span::default(),
        label_text: String::new(),
        state: RowState::Absent,
        cells: Vec::new(),
        lost: None,
        view: OnceLock::new(),
    }
}
