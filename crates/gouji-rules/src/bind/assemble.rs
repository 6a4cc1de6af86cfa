//! From labelled rows of values to the rows and cells of the form.

use std::sync::{Arc, OnceLock};

use gouji_parser::{
    Layout, Span,
    quantity::{Reading, read_cell},
};

use super::{
    BoundCell, BoundRow, BoundTable, CellValue, Irregular, IrregularKind, RowState,
    align::{Values, align},
    tables::absent_row,
    walk::{Head, Walked, WalkedRow},
};
use crate::{
    finding::{CellView, RowView},
    form::{Shape, Table},
};

pub(super) fn assemble(
    spec: Arc<Table>,
    mut walked: Walked<'_>,
    span: Option<Span>,
    run_together: bool,
) -> BoundTable {
    let columns = Columns::of(&spec, &walked);
    let mut rows = Vec::with_capacity(spec.rows.len());
    let models = models(&spec, &walked, &columns);
    let mut fused = walked.fused;
    for (at, row_spec) in spec.rows.iter().enumerate() {
        let candidates = walked.rows.iter().filter(|row| row.spec == Some(at));
        // A row that stands twice, once without values (a page break), is the one with values.
        let Some(row) = candidates.min_by_key(|row| row.values.is_empty()) else {
            rows.push(absent_row(at));
            continue;
        };
        let own = columns.order(&row_spec.columns, spec.shape);
        let aligned = align_row(row, own.len(), &models, &walked.heads);
        let glued = row.marked.is_none() && row.values.iter().any(|value| is_glued(value.text));
        if aligned.is_none() && (run_together || glued) {
            fused = true;
        }
        rows.push(bound_row(at, row, &own, aligned));
    }
    if fused {
        // Where cells run together in one row, white space in the others proves nothing.
        for row in rows.iter_mut().filter(|row| row.state != RowState::Absent) {
            row.state = RowState::Fused;
            row.cells.clear();
        }
    }
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
        span,
        rows,
        missing_columns: if fused { Vec::new() } else { columns.missing },
        heads: walked.heads.iter().map(|head| (head.column, head.text.clone())).collect(),
        extra_columns: if columns.trusted { walked.strangers } else { Vec::new() },
        deviations: walked.deviations,
        irregular: walked.irregular,
        fused,
        image: None,
    }
}

/// Whether a value is more digits in one than a cell of a count would hold by itself in a row
/// that has too few values.
fn is_glued(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) && text.starts_with('0')
        || text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Which columns the head has, and in which order.
struct Columns {
    /// Columns of the form in the order of the head; `None` keeps the form's.
    drawn: Option<Vec<Option<usize>>>,
    missing: Vec<usize>,
    /// Whether the head was read well enough to speak of columns that are missing or too many.
    trusted: bool,
}

impl Columns {
    fn of(spec: &Table, walked: &Walked<'_>) -> Self {
        let open = Self { drawn: None, missing: Vec::new(), trusted: false };
        if spec.shape == Shape::Line {
            let known = walked.heads.len();
            let values = walked.rows.first().map_or(0, |row| row.values.len());
            if known < spec.columns.len() && known >= 8 && values == known {
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
            (0..spec.columns.len()).filter(|column| !missing.contains(column)).map(Some).collect()
        };
        let fits = walked.rows.iter().filter(|row| row.values.len() == spec.columns.len()).count();
        // A head that was cut up in extraction lacks labels, but its rows have all their values.
        if !missing.is_empty() && fits > 0 {
            return open;
        }
        Self { drawn: Some(drawn), missing, trusted: true }
    }

    /// The columns of a row in the order in which its values stand.
    fn order(&self, own: &[usize], shape: Shape) -> Vec<usize> {
        match &self.drawn {
            Some(drawn) => {
                drawn.iter().flatten().copied().filter(|column| own.contains(column)).collect()
            }
            None if shape == Shape::Line => {
                own.iter().copied().filter(|column| !self.missing.contains(column)).collect()
            }
            None => own.to_vec(),
        }
    }
}

/// For each layout the positions at which the values of well-filled rows begin.
fn models(spec: &Table, walked: &Walked<'_>, columns: &Columns) -> Vec<(usize, u32)> {
    walked
        .rows
        .iter()
        .filter_map(|row| {
            let own = columns.order(&spec.rows[row.spec?].columns, spec.shape);
            let first = row.values.first()?.column?;
            (row.marked.is_some() && row.values.len() == own.len()).then_some((row.item, first))
        })
        .collect()
}

fn align_row(
    row: &WalkedRow<'_>,
    expected: usize,
    models: &[(usize, u32)],
    heads: &[Head],
) -> Option<Vec<Option<usize>>> {
    let blank: Vec<bool> = row.values.iter().map(|value| value.text.is_empty()).collect();
    let text: Vec<&str> = row.values.iter().map(|value| value.text).collect();
    let column: Vec<Option<u32>> = row.values.iter().map(|value| value.column).collect();
    let model =
        models.iter().min_by_key(|(item, _)| item.abs_diff(row.item)).map(|&(_, first)| first);
    // The head that stands closest above the row.
    let last = heads.iter().filter(|head| head.item < row.item).map(|head| head.item).max();
    let above: Vec<(u32, usize)> = heads
        .iter()
        .filter(|head| Some(head.item) == last)
        .filter_map(|head| Some((head.position?, head.column)))
        .collect();
    let values =
        Values { blank: &blank, text: &text, column: &column, marked: row.marked.is_some() };
    align(&values, expected, model, &above)
}

fn bound_row(
    at: usize,
    row: &WalkedRow<'_>,
    columns: &[usize],
    aligned: Option<Vec<Option<usize>>>,
) -> BoundRow {
    let Some(aligned) = aligned else {
        let found = row.values.iter().filter(|value| !value.text.is_empty()).count();
        let state = RowState::Unaligned { found, expected: columns.len() };
        return BoundRow {
            spec: at,
            label: row.label,
            label_text: row.text.clone(),
            state,
            cells: Vec::new(),
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
                    value: read(value.text),
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
        view: OnceLock::new(),
    }
}

fn read(text: &str) -> CellValue {
    match read_cell(text) {
        Reading::Blank => CellValue::Blank,
        Reading::Placeholder => CellValue::Placeholder,
        Reading::Number(quantity) => CellValue::Number(quantity),
        Reading::Numbers => CellValue::Numbers,
        Reading::Text => CellValue::Text,
    }
}

/// A row as excerpts show it.
pub(super) fn view(spec: &Table, row: &BoundRow) -> RowView {
    RowView {
        label: spec.row_path(row.spec),
        label_span: row.label,
        cells: row
            .cells
            .iter()
            .map(|cell| CellView {
                column: spec.columns[cell.column].id.clone(),
                name: spec.columns[cell.column].name.clone(),
                span: cell.span,
                text: cell.text.clone(),
            })
            .collect(),
    }
}
