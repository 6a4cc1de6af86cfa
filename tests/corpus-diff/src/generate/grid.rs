//! The statutory tables as they are drawn: cells merged over columns and rows.

use gouji_report::form::{Shape, TableSpec};

use super::model::{Field, Model};

/// A table of merged cells.
pub struct Grid {
    /// In columns.
    pub width: usize,
    /// By row, the cells that begin there.
    pub rows: Vec<Vec<Merged>>,
}

/// A cell that spans `width` columns and `height` rows.
pub struct Merged {
    /// The column it begins in, from 0.
    pub column: usize,
    /// Columns it spans.
    pub width: usize,
    /// Rows it spans.
    pub height: usize,
    /// As written.
    pub text: String,
}

/// A cell in a row: it begins there, or goes on from above.
#[derive(Clone, Copy)]
pub enum Slot<'g> {
    /// It begins in this row.
    Begins(&'g Merged),
    /// It began in a row above.
    GoesOn(&'g Merged),
}

pub(crate) fn cell(column: usize, width: usize, height: usize, text: impl Into<String>) -> Merged {
    Merged { column, width, height, text: text.into() }
}

impl Grid {
    /// A table of a report, by its index.
    pub fn of(model: &Model, table: usize) -> Self {
        let spec = &model.tables[table];
        let cell = |row, column| model.cells.get(&Field { table, row, column }).cloned();
        let written = |row, column| cell(row, column).unwrap_or_default();
        match (&*spec.id, spec.shape) {
            ("requests", _) => requests(spec, written),
            (_, Shape::Line) => disputes(spec, written),
            _ => proactive(spec, cell),
        }
    }

    /// The cells of each row from left to right, those that go on from above among them.
    pub fn slots(&self) -> Vec<Vec<Slot<'_>>> {
        let mut slots: Vec<Vec<Slot<'_>>> = self.rows.iter().map(|_| Vec::new()).collect();
        for (index, row) in self.rows.iter().enumerate() {
            for merged in row {
                slots[index].push(Slot::Begins(merged));
                for below in &mut slots[index + 1..index + merged.height] {
                    below.push(Slot::GoesOn(merged));
                }
            }
        }
        for row in &mut slots {
            row.sort_by_key(|slot| slot.merged().column);
            let width: usize = row.iter().map(|slot| slot.merged().width).sum();
            assert_eq!(width, self.width, "the cells of a row fill it");
        }
        slots
    }
}

impl<'g> Slot<'g> {
    /// The cell.
    pub fn merged(self) -> &'g Merged {
        match self {
            Self::Begins(merged) | Self::GoesOn(merged) => merged,
        }
    }
}

/// 表二: four columns; each block has a caption, a head and its rows, the last cell of which takes
/// what the block lacks in columns.
fn proactive(spec: &TableSpec, written: impl Fn(usize, usize) -> Option<String>) -> Grid {
    const WIDTH: usize = 4;
    let line = |label: &str, texts: Vec<String>| {
        let last = texts.len();
        let cells = texts.into_iter().enumerate().map(|(at, text)| {
            let width = if at + 1 == last { WIDTH - last } else { 1 };
            cell(at + 1, width, 1, text)
        });
        std::iter::once(cell(0, 1, 1, label)).chain(cells).collect()
    };
    let mut rows = Vec::new();
    let mut block = None;
    for (index, row) in spec.rows.iter().enumerate() {
        let texts: Vec<String> =
            row.columns.iter().filter_map(|&column| written(index, column)).collect();
        if texts.is_empty() {
            continue;
        }
        if block != row.group {
            block = row.group;
            let group = &spec.groups[block.expect("each row of 表二 is in a block")];
            rows.push(vec![cell(0, WIDTH, 1, &*group.label)]);
            let head = row.columns.iter().map(|&column| spec.columns[column].label.clone());
            rows.push(line("信息内容", head.collect()));
        }
        rows.push(line(&row.label, texts));
    }
    Grid { width: WIDTH, rows }
}

/// 表三: three columns of labels, seven of figures, a head of three rows.
fn requests(spec: &TableSpec, written: impl Fn(usize, usize) -> String) -> Grid {
    const CORNER: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    const LABELS: usize = 3;
    let parts = spec.columns.len() - 2;
    let label = |column: usize| spec.columns[column].label.clone();
    let mut rows = vec![
        vec![cell(0, LABELS, 3, CORNER), cell(LABELS, spec.columns.len(), 1, "申请人情况")],
        vec![
            cell(LABELS, 1, 2, label(0)),
            cell(LABELS + 1, parts, 1, "法人或其他组织"),
            cell(LABELS + 1 + parts, 1, 2, label(parts + 1)),
        ],
        (1..=parts).map(|column| cell(LABELS + column, 1, 1, label(column))).collect(),
    ];
    let mut open: Vec<usize> = Vec::new();
    for (index, row) in spec.rows.iter().enumerate() {
        let path = path(spec, row.group);
        let known = path.iter().zip(&open).take_while(|(a, b)| a == b).count();
        let mut cells = Vec::new();
        for (depth, &group) in path.iter().enumerate().skip(known) {
            let inside = |row: usize| self::path(spec, spec.rows[row].group).contains(&group);
            let height = (index..spec.rows.len()).take_while(|&row| inside(row)).count();
            cells.push(cell(depth, 1, height, &*spec.groups[group].label));
        }
        cells.push(cell(path.len(), LABELS - path.len(), 1, &*row.label));
        cells.extend(
            row.columns.iter().map(|&column| cell(LABELS + column, 1, 1, written(index, column))),
        );
        rows.push(cells);
        open = path;
    }
    Grid { width: LABELS + spec.columns.len(), rows }
}

/// 表四: a head of three rows over one row of figures.
fn disputes(spec: &TableSpec, written: impl Fn(usize, usize) -> String) -> Grid {
    const OUTCOMES: usize = 5;
    let outcome = |column: usize, height| cell(column, 1, height, &*spec.columns[column].label);
    let group = |index: usize| &*spec.groups[index].label;
    let mut outcomes: Vec<Merged> = (0..OUTCOMES).map(|column| outcome(column, 2)).collect();
    outcomes.push(cell(OUTCOMES, OUTCOMES, 1, group(2)));
    outcomes.push(cell(2 * OUTCOMES, OUTCOMES, 1, group(3)));
    let width = spec.columns.len();
    let rows = vec![
        vec![cell(0, OUTCOMES, 1, group(0)), cell(OUTCOMES, 2 * OUTCOMES, 1, group(1))],
        outcomes,
        (OUTCOMES..width).map(|column| outcome(column, 1)).collect(),
        (0..width).map(|column| cell(column, 1, 1, written(0, column))).collect(),
    ];
    Grid { width, rows }
}

/// The groups that a row stands in, the outermost first.
fn path(spec: &TableSpec, group: Option<usize>) -> Vec<usize> {
    let mut path: Vec<usize> =
        std::iter::successors(group, |&group| spec.groups[group].parent).collect();
    path.reverse();
    path
}
