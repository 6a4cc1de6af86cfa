//! Rows whose marks were lost: cells that run together (`…申请数量640020470`), a value too few, blanks that left no
//! trace. The readings of such a row, the ways to tell its figures to its columns, are held against the equations
//! of its form; one that is alone in satisfying them gives the row's cells.
//!
//! That presupposes a report without a wrong sum. So what is recovered is kept apart from the cells
//! ([`LostRow::readings`]): it is shown and extracted with a mark, and no check can rest on it.
//!
//! * [`split`] – the readings of one row

use gouji_parser::Span;
use gouji_report::{
    Label, Localized,
    bind::{BoundCell, BoundRow, BoundTable, CellValue, LostRow, Readings, Report},
};

use crate::{
    balance::{CellIndex, FormSystems, TableSystem},
    equation::{
        Variable,
        reading::{OpenRow, ReadingsLeft},
        system::decimal,
    },
    finding::{Confidence, RecoveredCell, Severity},
    pack::CompiledRule,
};

mod split;

use split::{Piece, RowReadings, split};

/// Steps in taking rows apart, and in comparing their readings, over all rows of a report: a hundredth of a second or
/// two. Few reports need a hundredth of them.
const STEPS: usize = 2_000_000;

/// Finds the readings of the rows of a report that lost their marks.
pub(crate) fn recover(systems: &FormSystems, rules: &[CompiledRule], report: &mut Report<'_>) {
    let lost = |table: &BoundTable| table.rows.iter().any(|row| row.lost.is_some());
    if !report.tables.iter().any(lost) {
        return;
    }
    let mut steps = [STEPS; 2];
    let systems = systems.over(report, rules).into_iter();
    for system in systems.filter(|system| !system.instances.is_empty()) {
        for copy in system.copies(report) {
            let found = readings(system, rules, report, &copy, &mut steps);
            for (table, row, readings) in found {
                if let Some(lost) = &mut report.tables[table].rows[row].lost {
                    lost.readings = readings;
                }
            }
        }
    }
}

/// The cells that were recovered.
pub(crate) fn cells(report: &Report<'_>) -> Vec<RecoveredCell> {
    let rows =
        report.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let cells =
        rows.flat_map(|(table, row)| row.recovered().iter().map(move |it| (table, row, it)));
    let recovered = |(table, row, cell): (&BoundTable, &BoundRow, &BoundCell)| {
        let place = Label {
            cell: Some(table.address(row.spec, cell.column)),
            ..Label::new(cell.span, Localized::default())
        };
        RecoveredCell { place, value: cell.number() }
    };
    cells.map(recovered).collect()
}

/// A row that lost its marks, by its table and its place there, and the ways to read it.
struct Candidate<'r> {
    place: (usize, usize),
    row: &'r BoundRow,
    lost: &'r LostRow,
    vars: Vec<Variable>,
    readings: RowReadings,
}

/// The readings of the rows of one copy of the tables of a system.
fn readings(
    system: &TableSystem,
    rules: &[CompiledRule],
    report: &Report<'_>,
    copy: &[Option<usize>],
    [splitting, comparing]: &mut [usize; 2],
) -> Vec<(usize, usize, Readings)> {
    // What is no error beyond dispute may fail in a report that is right.
    let counts = |equation: usize| {
        let rule = &rules[system.instances[equation].rule].rule;
        rule.severity == Severity::Error && rule.confidence == Confidence::Certain
    };
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for (at, &table) in copy.iter().enumerate() {
        let Some(index) = table else { continue };
        let spec = &system.tables[at];
        for (place, row) in report.tables[index].rows.iter().enumerate() {
            let Some(lost) = row.lost.as_deref() else { continue };
            let var = |&column: &usize| system.var(CellIndex { table: at, row: row.spec, column });
            let vars: Vec<Variable> = lost.columns.iter().map(var).collect();
            let kinds: Vec<_> = lost.columns.iter().map(|&it| spec.columns[it].value).collect();
            let equations = system.system.within(&vars, counts);
            let holds = |at: usize, figure| system.system.can_hold(vars[at], figure);
            let readings = split(lost, &kinds, &equations, holds, splitting);
            if let Some(readings) = readings {
                candidates.push(Candidate { place: (index, place), row, lost, vars, readings });
            }
        }
    }
    // A row that no reading makes right shows that the report is not, or that more was lost than marks.
    if candidates.iter().any(|it| it.readings.figures.is_empty()) {
        let none = |it: Candidate<'_>| (it.place.0, it.place.1, Readings::None);
        return candidates.into_iter().map(none).collect();
    }
    let tables: Vec<Option<&BoundTable>> =
        copy.iter().map(|at| at.map(|at| &report.tables[at])).collect();
    let rows: Vec<OpenRow<'_>> = candidates
        .iter()
        .map(|it| OpenRow { vars: &it.vars, readings: &it.readings.figures })
        .collect();
    let values = system.values(&tables, |_| true);
    let left = system.system.readings(&values, counts, &rows, Readings::MOST, comparing);
    let left = candidates.iter().zip(left);
    left.map(|(it, left)| (it.place.0, it.place.1, it.readings(left))).collect()
}

impl Candidate<'_> {
    fn readings(&self, left: ReadingsLeft) -> Readings {
        let only = match left {
            ReadingsLeft::None => return Readings::None,
            ReadingsLeft::Several(count) => return Readings::Several(count),
            ReadingsLeft::Unknown => return Readings::Unknown,
            ReadingsLeft::One(only) => only,
        };
        let pieces = self.lost.columns.iter().zip(&self.readings.pieces[only]);
        let mut cells: Vec<BoundCell> =
            pieces.filter_map(|(&column, piece)| self.cell(column, piece)).collect();
        cells.sort_by_key(|cell| cell.column);
        let missing = &self.readings.missing[only];
        let figure = missing.first().and_then(|&at| decimal(self.readings.figures[only][at]));
        let columns = missing.iter().map(|&at| self.lost.columns[at]).collect();
        Readings::One { cells, missing: figure.map(|figure| (columns, figure)) }
    }

    fn cell(&self, column: usize, piece: &Piece) -> Option<BoundCell> {
        let (text, span) = match piece {
            Piece::Figure { figure, bytes } => {
                let (text, whole) = &self.lost.figures[*figure];
                let in_one_piece = (whole.end - whole.start) as usize == text.len();
                let start = whole.start as usize;
                let own = Span::new(start + bytes.start..start + bytes.end);
                (text[bytes.clone()].to_owned(), if in_one_piece { own } else { *whole })
            }
            Piece::Blank => {
                (String::new(), Span { start: self.row.label.end, end: self.row.label.end })
            }
            Piece::Lost | Piece::Open => return None,
        };
        let value = CellValue::read(&text);
        Some(BoundCell { column, span, text, value })
    }
}
