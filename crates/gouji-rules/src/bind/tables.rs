//! The form's tables in a document: where each stands, of which edition it is, its cells.

use std::{ops::Range, sync::Arc};

use gouji_parser::{
    Document, Layout, NoteKind, Span,
    quantity::{Reading, read_cell},
};

use super::{
    BoundCell, BoundRow, BoundTable, CellValue, Forms, RowState,
    align::{Values, align},
    lines::{Line, Origin},
    sections::Found,
    stream::{self, Item},
    walk::{self, Head, Walked, WalkedRow, WalkedValue},
};
use crate::{
    finding::{CellView, Localized, RowView},
    form::{Form, Shape, Table, TargetKind},
};

/// Binds every table of the forms.
pub(super) fn bind(
    document: &Document,
    lines: &[Line<'_>],
    found: &Found,
    forms: &Forms,
    year: Option<u16>,
) -> Vec<BoundTable> {
    let Some(newest) = forms.forms.last() else { return Vec::new() };
    let starts: Vec<Option<usize>> =
        newest.tables.iter().map(|table| start(lines, found, table, forms)).collect();
    let regions: Vec<Option<Range<usize>>> = starts
        .iter()
        .map(|start| start.map(|start| region(start, &starts, found, lines)))
        .collect();
    // Tables whose labels differ between forms say which form the report is on; the others follow.
    let by_labels: Vec<Option<Edition>> = newest
        .tables
        .iter()
        .zip(&regions)
        .map(|(table, region)| {
            region.clone().and_then(|region| edition(&lines[region], &table.id, forms))
        })
        .collect();
    let fallback = by_labels
        .iter()
        .flatten()
        .map(|edition| edition.form.clone())
        .next()
        .or_else(|| {
            forms.forms.iter().find(|form| year.is_some_and(|year| form.applies_to(year))).cloned()
        })
        .unwrap_or_else(|| newest.clone());
    newest
        .tables
        .iter()
        .zip(regions)
        .zip(by_labels)
        .map(|((table, region), edition)| {
            let form = edition.as_ref().map_or(&fallback, |edition| &edition.form);
            let spec = form.table(&table.id).unwrap_or(table).clone();
            let mut bound = match region {
                Some(region) => table_in(lines, region, spec),
                None => missing(spec, document, lines, found),
            };
            bound.edition = edition.as_ref().map(|edition| edition.form.id.clone());
            bound.foreign = edition.and_then(|edition| edition.foreign);
            bound
        })
        .collect()
}

/// Where a table begins: at the first of its opening labels in its section, or anywhere if the
/// section has none.
fn start(lines: &[Line<'_>], found: &Found, table: &Table, forms: &Forms) -> Option<usize> {
    let labels: Vec<&str> = forms
        .forms
        .iter()
        .filter_map(|form| form.table(&table.id))
        .flat_map(|table| table.start.iter().map(String::as_str))
        .collect();
    let opens = |range: Range<usize>| {
        range.clone().find(|&index| {
            let folded = &*lines[index].folded;
            labels.contains(&folded)
                || labels.iter().any(|label| {
                    label.chars().count() >= 4
                        && folded.starts_with(label)
                        && folded.len() < label.len() + 120
                        && figures_follow(&folded[label.len()..])
                })
        })
    };
    let section = found.section(&table.section).map(|section| section.body.clone());
    section.and_then(&opens).or_else(|| opens(0..lines.len()))
}

/// Whether a line goes on after a label as a row of a table does: with figures or other labels,
/// not with prose.
fn figures_follow(rest: &str) -> bool {
    !rest.contains(['。', '.', ';'])
        || rest.chars().all(|char| char.is_ascii_digit() || char == '.')
}

/// From the start of a table to the next section or the next table.
fn region(
    start: usize,
    starts: &[Option<usize>],
    found: &Found,
    lines: &[Line<'_>],
) -> Range<usize> {
    let next_table = starts.iter().flatten().copied().filter(|&other| other > start).min();
    let next_section = found
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref())
        .map(|heading| heading.line)
        .filter(|&line| line > start)
        .min();
    let end = next_table.into_iter().chain(next_section).min().unwrap_or(lines.len());
    start..end
}

struct Edition {
    form: Arc<Form>,
    /// Where a label stands that only another form has.
    foreign: Option<Span>,
}

/// The form most of whose own labels stand in the lines.
fn edition(lines: &[Line<'_>], table: &str, forms: &Forms) -> Option<Edition> {
    // Joined, since a label may be cut over several lines or paragraphs.
    let joined: String = lines.iter().map(|line| &*line.folded).collect();
    let counts: Vec<(usize, usize, Option<Span>)> = forms
        .forms
        .iter()
        .map(|form| {
            let Some(table) = form.table(table) else { return (0, 0, None) };
            let marks = table.marks.iter().filter(|mark| joined.contains(&***mark));
            // A label that has figures of its own in one form and is a mere group in the other.
            let rows = table.rows.iter().enumerate().filter(|&(at, _)| own_row(table, at, forms));
            let rows = rows.filter(|(_, row)| figures_after(lines, &row.folded));
            let place = table
                .marks
                .iter()
                .find_map(|mark| lines.iter().find(|line| &line.folded == mark).map(Line::span));
            (marks.count(), rows.count(), place)
        })
        .collect();
    let score = |&(marks, rows, _): &(usize, usize, Option<Span>)| marks + rows;
    let best = (0..counts.len()).rev().max_by_key(|&index| score(&counts[index]))?;
    if score(&counts[best]) == 0 {
        return None;
    }
    let foreign = counts
        .iter()
        .enumerate()
        .filter(|&(index, count)| index != best && count.0 > 0)
        .find_map(|(_, &(_, _, place))| place);
    Some(Edition { form: forms.forms[best].clone(), foreign })
}

/// Whether the label of a row is a group's in another form.
fn own_row(table: &Table, row: usize, forms: &Forms) -> bool {
    forms.forms.iter().filter_map(|form| form.table(&table.id)).any(|other| {
        other.labels.get(&table.rows[row].folded).is_some_and(|targets| {
            targets.iter().any(|target| matches!(target.kind, TargetKind::Group(_)))
                && !targets.iter().any(|target| matches!(target.kind, TargetKind::Row(_)))
        })
    })
}

/// Whether figures or blanks of its own follow a label, rather than another label.
fn figures_after(lines: &[Line<'_>], label: &str) -> bool {
    lines.iter().enumerate().any(|(index, line)| {
        if let Some(rest) = line.folded.strip_prefix(label)
            && !rest.is_empty()
        {
            return rest.starts_with(|char: char| char.is_ascii_digit());
        }
        line.folded == label
            && lines[index + 1..]
                .iter()
                .find(|next| !next.is_blank())
                .is_some_and(|next| walk::is_figure(next.text) || next.folded.starts_with("(七)"))
    })
}

/// A table that is not in the document; what stands where it could be.
fn missing(spec: Arc<Table>, document: &Document, lines: &[Line<'_>], found: &Found) -> BoundTable {
    let body = found.section(&spec.section).map(|section| section.body.clone());
    let extent = body.and_then(|body| {
        let first = body.start.checked_sub(1)?;
        let last = lines.get(body.end).map_or(u32::MAX, |line| line.span().start);
        Some(Span { start: lines[first].span().start, end: last })
    });
    let image = document
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Image)
        .map(|note| note.span)
        .find(|span| {
            extent.is_some_and(|extent| extent.start <= span.start && span.start < extent.end)
        });
    BoundTable {
        rows: absent(&spec),
        spec,
        edition: None,
        foreign: None,
        span: None,
        missing_columns: Vec::new(),
        heads: Vec::new(),
        extra_columns: Vec::new(),
        deviations: Vec::new(),
        irregular: Vec::new(),
        fused: false,
        image,
    }
}

fn absent(spec: &Table) -> Vec<BoundRow> {
    (0..spec.rows.len()).map(absent_row).collect()
}

fn absent_row(spec: usize) -> BoundRow {
    BoundRow {
        spec,
        label: Span::default(),
        label_text: String::new(),
        state: RowState::Absent,
        cells: Vec::new(),
        view: None,
    }
}

fn table_in(lines: &[Line<'_>], region: Range<usize>, spec: Arc<Table>) -> BoundTable {
    let items = stream::stream(lines, region.clone());
    let first = lines[region.clone()].iter().find(|line| !line.is_blank()).map(Line::span);
    let walked = match spec.shape {
        Shape::Rows => walk::walk(&spec, &items),
        Shape::Line => line_table(&spec, &items),
    };
    let span = match (first, walked.span) {
        (Some(first), Some(span)) => {
            Some(Span { start: first.start.min(span.start), end: span.end })
        }
        (first, span) => span.or(first),
    };
    let run_together = lines[region].iter().any(|line| matches!(line.origin, Origin::Fused { .. }));
    assemble(spec, walked, span, run_together)
}

/// A table of one row of values without a label: the head's labels, then the values.
fn line_table(spec: &Table, items: &[Item<'_, '_>]) -> Walked {
    let is_label = |text: &str| spec.labels.contains_key(text);
    let mut walked = Walked::default();
    let mut values: Vec<WalkedValue> = Vec::new();
    let mut marked = None;
    let note = |span: Span, walked: &mut Walked| {
        walked.span = Some(walked.span.map_or(span, |old| old.join(span)));
    };
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Row { layout, pieces } => {
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
                    values = pieces
                        .iter()
                        .map(|piece| value(piece.line.text, piece.line.span(), piece.column))
                        .collect();
                }
            }
            Item::Loose(piece) => {
                walked.fused |= piece.glued;
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
                    values.push(value(text, piece.line.span(), piece.column));
                }
            }
            Item::Gap(place) => {
                if marked.is_none() && !values.is_empty() {
                    values.push(value("", Span { start: *place, end: *place }, None));
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
            item: 0,
        });
    }
    walked
}

fn value(text: &str, span: Span, column: Option<u32>) -> WalkedValue {
    WalkedValue { text: text.trim().to_owned(), span, column }
}

/// A label of the head; leaves are counted in the order of the form.
fn head(
    spec: &Table,
    folded: &str,
    position: Option<u32>,
    layout: Option<Layout>,
    item: usize,
    walked: &mut Walked,
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

fn assemble(
    spec: Arc<Table>,
    mut walked: Walked,
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
        let glued = row.marked.is_none() && row.values.iter().any(|value| is_glued(&value.text));
        if aligned.is_none() && (run_together || glued) {
            fused = true;
        }
        rows.push(bound_row(&spec, at, row, &own, aligned));
    }
    if fused {
        // Where cells run together in one row, white space in the others proves nothing.
        for row in rows.iter_mut().filter(|row| row.state != RowState::Absent) {
            row.state = RowState::Fused;
            row.cells.clear();
            row.view = None;
        }
    }
    let unknown = walked.rows.iter().filter(|row| row.spec.is_none());
    walked.irregular.extend(unknown.map(|row| super::Irregular {
        label: row.text.trim().to_owned(),
        span: row.label,
        kind: super::IrregularKind::Unknown,
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
    fn of(spec: &Table, walked: &Walked) -> Self {
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
fn models(spec: &Table, walked: &Walked, columns: &Columns) -> Vec<(usize, u32)> {
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
    row: &WalkedRow,
    expected: usize,
    models: &[(usize, u32)],
    heads: &[Head],
) -> Option<Vec<Option<usize>>> {
    let blank: Vec<bool> = row.values.iter().map(|value| value.text.is_empty()).collect();
    let text: Vec<&str> = row.values.iter().map(|value| &*value.text).collect();
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
    spec: &Table,
    at: usize,
    row: &WalkedRow,
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
            view: None,
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
                    text: value.text.clone(),
                    value: read(&value.text),
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
    let view = view(spec, at, row, &cells);
    BoundRow {
        spec: at,
        label: row.label,
        label_text: row.text.clone(),
        state: RowState::Aligned,
        cells,
        view: Some(Arc::new(view)),
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

fn view(spec: &Table, at: usize, row: &WalkedRow, cells: &[BoundCell]) -> RowView {
    RowView {
        table: spec.name.clone(),
        label: spec.row_path(at),
        label_span: row.label,
        cells: cells
            .iter()
            .map(|cell| CellView {
                column: spec.columns[cell.column].id.clone(),
                name: Localized {
                    zh: spec.columns[cell.column].name.zh.clone(),
                    en: spec.columns[cell.column].name.en.clone(),
                },
                span: cell.span,
                text: cell.text.clone(),
            })
            .collect(),
    }
}
