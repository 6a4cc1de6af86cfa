//! The ways in which authors lay out a statutory table: as the form draws it, or as several small
//! ones, or twice.

use gouji_report::form::{Shape, TableSpec};

use super::grid::{Grid, Merged, cell};
use super::model::{Field, Model, Piece};

/// How the tables of a report are laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// As the form draws them.
    Printed,
    /// 表四 as two tables: 行政复议, 行政诉讼.
    DisputesInTwo,
    /// The same, the second first.
    DisputesTurned,
    /// 表四 as three tables of five figures, a caption over each.
    DisputesInThree,
    /// 表四 as one table of three blocks, each with its head, one below the other.
    DisputesStacked,
    /// 表四 with a row for each block under one head.
    DisputesInRows,
    /// 表四 without its head.
    DisputesBare,
    /// 表三 as a table for each group, the group's label over it; with a head over each or over the
    /// first alone.
    RequestsByGroup {
        /// Whether each has one.
        heads: bool,
    },
    /// 表三 as a table for each row: the label as a caption, a head of its own, and the row.
    RequestsByRow {
        /// Whether the row is led by its label, too.
        labelled: bool,
    },
    /// A table twice, the second time with other words in a cell.
    Twice {
        /// Its id.
        table: &'static str,
        /// The cell that differs.
        changed: Option<(Field, String)>,
    },
}

impl Arrangement {
    /// Those in which each value stands once.
    pub const ONCE: [Self; 10] = [
        Self::DisputesInTwo,
        Self::DisputesTurned,
        Self::DisputesInThree,
        Self::DisputesStacked,
        Self::DisputesInRows,
        Self::DisputesBare,
        Self::RequestsByGroup { heads: true },
        Self::RequestsByGroup { heads: false },
        Self::RequestsByRow { labelled: true },
        Self::RequestsByRow { labelled: false },
    ];

    /// The pieces of which the table at `table` of the form consists.
    pub fn pieces<'m>(&self, model: &'m Model, table: usize) -> Vec<Piece<'m>> {
        let spec = &*model.tables[table];
        let printed = || Piece::Table(Grid::of(model, table));
        let written = |row: usize, column: usize| {
            model.cells.get(&Field { table, row, column }).cloned().unwrap_or_default()
        };
        match (self, &*spec.id) {
            (Self::Twice { table: id, changed }, own) if own == *id => {
                let mut again = model.clone();
                again.cells.extend(changed.clone());
                vec![printed(), Piece::Table(Grid::of(&again, table))]
            }
            (
                Self::DisputesInTwo
                | Self::DisputesTurned
                | Self::DisputesInThree
                | Self::DisputesStacked
                | Self::DisputesInRows
                | Self::DisputesBare,
                "disputes",
            ) => self.disputes(spec, |column| written(0, column)),
            (Self::RequestsByGroup { heads }, "requests") => by_group(spec, *heads, written),
            (Self::RequestsByRow { labelled }, "requests") => by_row(spec, *labelled, written),
            _ => vec![printed()],
        }
    }

    fn disputes<'m>(&self, spec: &TableSpec, written: impl Fn(usize) -> String) -> Vec<Piece<'m>> {
        const OUTCOMES: usize = 5;
        assert_eq!(spec.shape, Shape::Line);
        let label = |column: usize| spec.columns[column].label.clone();
        let group = |index: usize| spec.groups[index].label.clone();
        let line = |texts: Vec<String>| -> Vec<Merged> {
            texts.into_iter().enumerate().map(|(at, text)| cell(at, 1, 1, text)).collect()
        };
        let heads = |from: usize| line((from..from + OUTCOMES).map(label).collect());
        let figures =
            |from: usize, count: usize| line((from..from + count).map(&written).collect());
        let titled = |title: String, from: usize| {
            vec![vec![cell(0, OUTCOMES, 1, title)], heads(from), figures(from, OUTCOMES)]
        };
        let captions = [
            group(0),
            format!("{}（{}）", group(1), group(2)),
            format!("{}（{}）", group(1), group(3)),
        ];
        let blocks = captions.into_iter().enumerate();
        match self {
            Self::DisputesInTwo | Self::DisputesTurned => {
                let review = Grid { width: OUTCOMES, rows: titled(group(0), 0) };
                let width = 2 * OUTCOMES;
                let groups =
                    vec![cell(0, OUTCOMES, 1, group(2)), cell(OUTCOMES, OUTCOMES, 1, group(3))];
                let outcomes = line((OUTCOMES..3 * OUTCOMES).map(label).collect());
                let rows = vec![
                    vec![cell(0, width, 1, group(1))],
                    groups,
                    outcomes,
                    figures(OUTCOMES, width),
                ];
                let mut tables = vec![Piece::Table(review), Piece::Table(Grid { width, rows })];
                if *self == Self::DisputesTurned {
                    tables.reverse();
                }
                tables
            }
            Self::DisputesInThree => blocks
                .flat_map(|(at, title)| {
                    let rows = vec![heads(at * OUTCOMES), figures(at * OUTCOMES, OUTCOMES)];
                    [Piece::Caption(title), Piece::Table(Grid { width: OUTCOMES, rows })]
                })
                .collect(),
            Self::DisputesStacked => {
                let rows = blocks.flat_map(|(at, title)| titled(title, at * OUTCOMES)).collect();
                vec![Piece::Table(Grid { width: OUTCOMES, rows })]
            }
            Self::DisputesInRows => {
                let shift = |mut row: Vec<Merged>, lead: String| {
                    for cell in &mut row {
                        cell.column += 1;
                    }
                    row.insert(0, cell(0, 1, 1, lead));
                    row
                };
                let mut rows = vec![shift(heads(0), "类别".to_owned())];
                let lead = [0, 2, 3].into_iter().map(group).enumerate();
                rows.extend(lead.map(|(at, title)| shift(figures(at * OUTCOMES, OUTCOMES), title)));
                vec![Piece::Table(Grid { width: OUTCOMES + 1, rows })]
            }
            _ => {
                let width = spec.columns.len();
                vec![Piece::Table(Grid { width, rows: vec![figures(0, width)] })]
            }
        }
    }
}

/// The head of a small table: names of the seven columns, behind `lead`.
fn head(spec: &TableSpec, lead: Option<&str>) -> Vec<Merged> {
    let names = spec.columns.iter().map(|column| &*column.label);
    let texts = lead.into_iter().chain(names).enumerate();
    texts.map(|(at, text)| cell(at, 1, 1, text)).collect()
}

/// The figures of a row, behind `lead`.
fn figures(
    spec: &TableSpec,
    row: usize,
    lead: Option<&str>,
    written: impl Fn(usize, usize) -> String,
) -> Vec<Merged> {
    let figures = spec.rows[row].columns.iter().map(|&column| written(row, column));
    let texts = lead.map(str::to_owned).into_iter().chain(figures).enumerate();
    texts.map(|(at, text)| cell(at, 1, 1, text)).collect()
}

fn by_group<'m>(
    spec: &TableSpec,
    heads: bool,
    written: impl Fn(usize, usize) -> String,
) -> Vec<Piece<'m>> {
    let mut pieces = Vec::new();
    let indices: Vec<usize> = (0..spec.rows.len()).collect();
    for (at, rows) in indices
        .chunk_by(|&left, &right| spec.rows[left].group == spec.rows[right].group)
        .enumerate()
    {
        let group = spec.rows[rows[0]].group.map(|group| spec.groups[group].label.clone());
        pieces.extend(group.map(Piece::Caption));
        let lead =
            rows.iter().map(|&row| figures(spec, row, Some(&spec.rows[row].label), &written));
        let own = (heads || at == 0).then(|| head(spec, Some("类别")));
        let rows = own.into_iter().chain(lead).collect();
        pieces.push(Piece::Table(Grid { width: spec.columns.len() + 1, rows }));
    }
    pieces
}

fn by_row<'m>(
    spec: &TableSpec,
    labelled: bool,
    written: impl Fn(usize, usize) -> String,
) -> Vec<Piece<'m>> {
    let rows = spec.rows.iter().enumerate();
    rows.flat_map(|(row, own)| {
        // 一、本年新收政府信息公开申请数量 over 本年新收政府信息公开申请数量
        let bare =
            own.label.trim_start_matches(|char| "一二三四五六七、（）1234567890.".contains(char));
        let lead = labelled.then_some(if row % 2 == 0 { bare } else { &own.label });
        let rows = vec![head(spec, labelled.then_some("类别")), figures(spec, row, lead, &written)];
        let width = spec.columns.len() + usize::from(labelled);
        let above = row.checked_sub(1).and_then(|above| spec.rows[above].group);
        let begins = own.group.filter(|_| own.group != above);
        let group = begins.map(|group| Piece::Caption(spec.groups[group].label.clone()));
        let table = Piece::Table(Grid { width, rows });
        group.into_iter().chain([Piece::Caption(own.label.clone()), table])
    })
    .collect()
}
