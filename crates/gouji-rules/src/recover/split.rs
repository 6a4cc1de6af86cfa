//! The readings of one row: every way to tell its figures to its columns, in their order.
//!
//! Where cells run together, a figure is cut wherever one can end and the next begin. A figure has no leading
//! zero, so `00` is two; only an amount has decimals or a unit, only a change a sign.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use gouji_parser::fold::fold_cow;
use gouji_report::{
    bind::{CellValue, LostRow},
    form::ValueKind,
};

use crate::{
    equation::{VariableValue, reading::RowEquation, system::scaled},
    field::worth,
};

/// Characters of a row that is taken apart; 15 counts have 60 where each has four digits.
const CHARACTERS: usize = 120;
/// Characters of one figure: 999999999.999999.
const LONGEST: usize = 16;
/// Readings that are compared; a row with more has too little that decides.
const READINGS: usize = 4_000;

/// What a reading puts into a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Bytes of a figure of the row.
    Figure { figure: usize, bytes: Range<usize> },
    /// Nothing, which counts as 0.
    Blank,
    /// A figure that is not there.
    Lost,
    /// One or the other of these, with the same figures.
    Open,
}

/// The readings of a row, by what they give its columns.
#[derive(Debug, Default)]
pub(super) struct RowReadings {
    /// The figures of each, in millionths; no two are alike.
    pub(super) figures: Vec<Vec<i128>>,
    /// What stands there.
    pub(super) pieces: Vec<Vec<Piece>>,
    /// The columns, by position, one of which lost its cell.
    pub(super) missing: Vec<Vec<usize>>,
}

/// Every reading of a row with which its own equations hold; none where there are too many, or where something
/// stands in it that is no figure. `kinds` are those of its columns; `can_hold` says whether a column can hold
/// a figure.
pub(super) fn split(
    lost: &LostRow,
    kinds: &[ValueKind],
    equations: &[RowEquation],
    can_hold: impl Fn(usize, i128) -> bool,
    steps: &mut usize,
) -> Option<RowReadings> {
    let line = FigureLine::of(lost, kinds)?;
    let mut splitter = Splitter {
        line: &line,
        equations,
        due: vec![Vec::new(); kinds.len()],
        figures: vec![0; kinds.len()],
        pieces: vec![&Piece::Blank; kinds.len()],
        found: BTreeMap::new(),
        steps,
    };
    for equation in equations {
        splitter.due[equation.last()].push(DueEquation { equation, before: 0 });
    }
    // One value too few may have been any; more of them were blank.
    let one_lost = !lost.joined && lost.figures.len() + 1 == kinds.len();
    if one_lost {
        for at in 0..kinds.len() {
            splitter.without(at, &can_hold)?;
        }
    } else {
        splitter.cut(0, 0)?;
    }
    let mut readings = RowReadings::default();
    for (figures, (pieces, missing)) in splitter.found {
        readings.figures.push(figures);
        readings.pieces.push(pieces);
        readings.missing.push(missing.into_iter().collect());
    }
    Some(readings)
}

/// The figures of a row as one line of characters, and what can begin at each.
struct FigureLine {
    /// By position, every figure that can begin there.
    starts: Vec<Vec<Start>>,
    /// By position, how many columns the rest takes at least; none where it cannot be cut.
    least: Vec<Option<usize>>,
    /// By column, where the worth of a figure stands.
    worth_at: Vec<usize>,
}

/// A figure that can begin at a position.
struct Start {
    /// Where it ends.
    end: usize,
    piece: Piece,
    /// By kind of column, what it is worth there; none where such a column holds none like it.
    worth: Vec<Option<i128>>,
}

impl FigureLine {
    /// None where it is too long, or something in it is no figure of any column.
    fn of(lost: &LostRow, kinds: &[ValueKind]) -> Option<Self> {
        let characters: usize = lost.figures.iter().map(|(text, _)| text.chars().count()).sum();
        if characters > CHARACTERS || lost.figures.len() > kinds.len() {
            return None;
        }
        let mut of_kinds: Vec<ValueKind> = Vec::new();
        for kind in kinds {
            if !of_kinds.contains(kind) {
                of_kinds.push(*kind);
            }
        }
        let place = |kind| of_kinds.iter().position(|it| it == kind);
        let worth_at: Vec<usize> = kinds.iter().filter_map(place).collect();
        let mut starts = Vec::with_capacity(characters);
        for (figure, (text, _)) in lost.figures.iter().enumerate() {
            let before = starts.len();
            let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bounds.push(text.len());
            let count = bounds.len() - 1;
            for from in 0..count {
                let whole = from == 0 && !lost.joined;
                let ends = if whole { count..=count } else { from + 1..=count.min(from + LONGEST) };
                let start = |to: usize| {
                    let bytes = bounds[from]..bounds[to];
                    let own = &text[bytes.clone()];
                    let worth = figures_of(own, &of_kinds, lost.joined)?;
                    let piece = Piece::Figure { figure, bytes };
                    Some(Start { end: before + to, piece, worth })
                };
                let own =
                    if whole || lost.joined { ends.filter_map(start).collect() } else { vec![] };
                starts.push(own);
            }
        }
        let mut least = vec![None; characters + 1];
        least[characters] = Some(0);
        for at in (0..characters).rev() {
            let rest = starts[at].iter().filter_map(|start| least[start.end]).min();
            least[at] = rest.map(|rest: usize| rest + 1);
        }
        least[0].map(|_| Self { starts, least, worth_at })
    }

    fn worth(&self, start: &Start, column: usize) -> Option<i128> {
        start.worth[self.worth_at[column]]
    }
}

/// What a text is worth in columns of each kind, in millionths; none where it is worth nothing in any. Out of figures
/// that run together it has to be a figure as plainly written as they come.
fn figures_of(text: &str, kinds: &[ValueKind], joined: bool) -> Option<Vec<Option<i128>>> {
    let folded = fold_cow(text);
    let can_be = |kind| !joined || is_plain(&folded, kind);
    if !kinds.iter().any(|&kind| can_be(kind)) {
        return None;
    }
    let cell = CellValue::read(text);
    let figure = |kind: ValueKind| match worth(&cell, kind) {
        VariableValue::Known(number) => scaled(number),
        VariableValue::Blank => Some(0),
        VariableValue::Unread => None,
    };
    let figures: Vec<_> =
        kinds.iter().map(|&kind| if can_be(kind) { figure(kind) } else { None }).collect();
    figures.iter().any(Option::is_some).then_some(figures)
}

/// Whether a folded text is a figure of such a column without leading zeros: 0, 640, -19, 增169, 12.5, 251000元.
fn is_plain(text: &str, kind: ValueKind) -> bool {
    let amount = matches!(kind, ValueKind::Amount | ValueKind::Money);
    let unsigned = match kind {
        ValueKind::Signed => text.strip_prefix(['+', '-', '增', '减']).unwrap_or(text),
        ValueKind::Count | ValueKind::Amount | ValueKind::Money => text,
    };
    let is_digit = |char: char| char.is_ascii_digit();
    let rest = unsigned.trim_start_matches(is_digit);
    let whole = &unsigned[..unsigned.len() - rest.len()];
    let rest = match rest.strip_prefix('.') {
        Some(decimals) if amount => {
            let behind = decimals.trim_start_matches(is_digit);
            if behind.len() == decimals.len() {
                return false;
            }
            behind
        }
        _ => rest,
    };
    let unit = amount && rest.chars().all(|char| "元万亿".contains(char));
    !whole.is_empty() && (whole == "0" || !whole.starts_with('0')) && (rest.is_empty() || unit)
}

/// The readings found, by their figures: what stands in each column, and which may have lost theirs.
type Found = BTreeMap<Vec<i128>, (Vec<Piece>, BTreeSet<usize>)>;

struct Splitter<'s> {
    line: &'s FigureLine,
    equations: &'s [RowEquation],
    /// By column, those that can be decided from there on.
    due: Vec<Vec<DueEquation<'s>>>,
    figures: Vec<i128>,
    pieces: Vec<&'s Piece>,
    found: Found,
    steps: &'s mut usize,
}

/// An equation whose last column is the one that is filled.
#[derive(Clone)]
struct DueEquation<'s> {
    equation: &'s RowEquation,
    /// What the columns before come to: the same for every figure of the last.
    before: i128,
}

impl<'s> Splitter<'s> {
    /// Tells what begins at `at` to the columns from `column` on; none where that is too much.
    fn cut(&mut self, column: usize, at: usize) -> Option<()> {
        *self.steps = self.steps.checked_sub(1)?;
        let columns = self.figures.len();
        if self.line.least[at].is_none_or(|least| least > columns - column) {
            return Some(());
        }
        if column == columns {
            return self.keep(None);
        }
        let line = self.line;
        self.put(column, 0, &Piece::Blank);
        for due in &mut self.due[column] {
            due.before = due.equation.difference(&self.figures);
        }
        if self.holds(column, 0) {
            self.cut(column + 1, at)?;
        }
        for start in line.starts.get(at).into_iter().flatten() {
            let Some(figure) = line.worth(start, column) else { continue };
            if self.holds(column, figure) {
                self.put(column, figure, &start.piece);
                self.cut(column + 1, start.end)?;
            }
        }
        Some(())
    }

    /// Leaves out the column at `lost`, whose figure the equations of the row give; none where they give none.
    fn without(&mut self, lost: usize, can_hold: impl Fn(usize, i128) -> bool) -> Option<()> {
        let columns = self.figures.len();
        *self.steps = self.steps.checked_sub(columns)?;
        let line = self.line;
        let mut at = 0;
        self.put(lost, 0, &Piece::Lost);
        for column in (0..columns).filter(|&column| column != lost) {
            let Some(start) = line.starts[at].first() else { return Some(()) };
            let Some(figure) = line.worth(start, column) else { return Some(()) };
            self.put(column, figure, &start.piece);
            at = start.end;
        }
        let through = self.equations.iter().filter(|it| it.involves(lost));
        let mut given = through.filter_map(|it| it.solve(lost, &self.figures));
        let Some(figure) = given.next() else {
            let decided = self.equations.iter().any(|it| it.is_equality() && it.involves(lost));
            return decided.then_some(());
        };
        drop(given);
        self.figures[lost] = figure;
        let holds = self.equations.iter().all(|equation| equation.holds(&self.figures));
        if holds && can_hold(lost, figure) { self.keep(Some(lost)) } else { Some(()) }
    }

    fn put(&mut self, column: usize, figure: i128, piece: &'s Piece) {
        self.figures[column] = figure;
        self.pieces[column] = piece;
    }

    /// Whether every equation that `column` decides holds with a figure there.
    fn holds(&self, column: usize, figure: i128) -> bool {
        self.due[column].iter().all(|due| due.equation.holds_with(figure, due.before))
    }

    /// Keeps a reading; none where there are too many.
    fn keep(&mut self, lost: Option<usize>) -> Option<()> {
        let (pieces, missing) = self
            .found
            .entry(self.figures.clone())
            .or_insert_with(|| (self.pieces.iter().copied().cloned().collect(), BTreeSet::new()));
        for (known, &piece) in pieces.iter_mut().zip(&self.pieces) {
            if known != piece {
                *known = Piece::Open;
            }
        }
        missing.extend(lost);
        (self.found.len() <= READINGS).then_some(())
    }
}
