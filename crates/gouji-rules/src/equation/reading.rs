//! Rows of which the figures are known and not whose they are: what the equations leave of their readings.
//!
//! A reading of one row fits where readings of all other rows can be found with which every equation holds. That
//! is looked for with bounds: what a sum can at least and at most be rules most readings out, and a search settles
//! the rest within a number of steps.

use std::collections::BTreeSet;

use super::system::{Domain, Net, Operator, ScaledFigure, System, Variable, VariableValue};

/// A row of variables and the figures, in millionths, that each of its readings gives them.
#[derive(Debug)]
pub(crate) struct OpenRow<'r> {
    pub(crate) vars: &'r [Variable],
    /// At least one; a row without is left out, and its variables are unread.
    pub(crate) readings: &'r [Vec<i128>],
}

/// What is left of the readings of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadingsLeft {
    /// None fits.
    None,
    /// One fits, by its index.
    One(usize),
    /// So many fit, or as many as are counted.
    Several(usize),
    /// The steps did not suffice.
    Unknown,
}

/// An equation over the variables of one row alone.
#[derive(Debug)]
pub(crate) struct RowEquation {
    /// Positions in the row, each once, ascending, with their coefficients.
    terms: Vec<(usize, i128)>,
    constant: i128,
    operator: Operator,
}

impl RowEquation {
    /// The position from which on it can be decided.
    pub(crate) fn last(&self) -> usize {
        self.terms.last().map_or(0, |&(at, _)| at)
    }

    /// Whether it holds.
    pub(crate) fn holds(&self, figures: &[i128]) -> bool {
        self.operator.holds(self.difference(figures))
    }

    /// Whether it holds with `figure` at its last position, `before` being the difference with 0 there.
    pub(crate) fn holds_with(&self, figure: i128, before: i128) -> bool {
        let coefficient = self.terms.last().map_or(0, |&(_, coefficient)| coefficient);
        self.operator.holds(before + coefficient * figure)
    }

    /// Whether a position is in it.
    pub(crate) fn involves(&self, at: usize) -> bool {
        self.terms.iter().any(|&(own, _)| own == at)
    }

    /// Whether its sides are to be equal.
    pub(crate) fn is_equality(&self) -> bool {
        self.operator == Operator::Equal
    }

    /// The left side less the right one.
    pub(crate) fn difference(&self, figures: &[i128]) -> i128 {
        let add = |sum, &(at, coefficient): &(usize, i128)| sum + coefficient * figures[at];
        self.terms.iter().fold(self.constant, add)
    }

    /// The figure at a position that makes an equality hold, where that has one; 0 stands there.
    pub(crate) fn solve(&self, at: usize, figures: &[i128]) -> Option<i128> {
        let &(_, coefficient) = self.terms.iter().find(|&&(known, _)| known == at)?;
        let difference = self.difference(figures);
        let whole = self.operator == Operator::Equal && difference % coefficient == 0;
        whole.then_some(-difference / coefficient)
    }
}

impl System {
    /// The equations, of those that `counts` lets pass, over variables of `vars` alone.
    pub(crate) fn within(
        &self,
        vars: &[Variable],
        counts: impl Fn(usize) -> bool,
    ) -> Vec<RowEquation> {
        let position = |var: usize| vars.iter().position(|own| own.0 == var);
        let nets = self.nets().iter().enumerate().filter(|&(index, _)| counts(index));
        let own = nets.filter_map(|(_, net)| {
            let terms = net.terms.iter().map(|&(var, by)| Some((position(var)?, by)));
            let mut terms = terms.collect::<Option<Vec<_>>>()?;
            terms.sort_unstable();
            Some(RowEquation { terms, constant: net.constant, operator: net.operator })
        });
        own.filter(|equation| !equation.terms.is_empty()).collect()
    }

    /// Whether a variable can hold a figure in millionths.
    pub(crate) fn can_hold(&self, var: Variable, figure: i128) -> bool {
        self.domain(var.0).allows(figure)
    }

    /// What is left of the readings of each row, counted up to `most`. Of the equations that `counts` lets pass
    /// all have to hold; variables that are blank or unread may hold anything.
    pub(crate) fn readings(
        &self,
        values: &[VariableValue],
        counts: impl Fn(usize) -> bool,
        rows: &[OpenRow<'_>],
        most: usize,
        steps: &mut usize,
    ) -> Vec<ReadingsLeft> {
        let figures = self.figures(values);
        let mut search = ReadingSearch {
            rows: rows.iter().map(RowShares::new).collect(),
            sums: Vec::new(),
            steps,
        };
        let mut places = vec![None; figures.len()];
        for (row, open) in rows.iter().enumerate() {
            for (at, var) in open.vars.iter().enumerate() {
                places[var.0].get_or_insert((row, at));
            }
        }
        let nets = self.nets().iter().enumerate().filter(|&(index, _)| counts(index));
        for net in nets.map(|(_, net)| net) {
            if !search.add(self, net, &figures, &places, rows) {
                return vec![ReadingsLeft::None; rows.len()];
            }
        }
        let mut left = vec![ReadingsLeft::Unknown; rows.len()];
        for block in search.blocks() {
            search.settle(&block, most, &mut left);
        }
        left
    }
}

/// A bounded sum over the rows that share an equation.
struct BoundedSum {
    /// From where to where it may lie; none where nothing bounds it.
    low: Option<i128>,
    high: Option<i128>,
    /// The rows, each with the place of the sum among those that it takes part in.
    rows: Vec<(usize, usize)>,
}

/// What each reading of a row adds to each sum that the row takes part in.
struct RowShares {
    readings: usize,
    /// By sum, then by reading.
    shares: Vec<Vec<i128>>,
}

impl RowShares {
    fn new(row: &OpenRow<'_>) -> Self {
        Self { readings: row.readings.len(), shares: Vec::new() }
    }
}

struct ReadingSearch<'s> {
    rows: Vec<RowShares>,
    sums: Vec<BoundedSum>,
    steps: &'s mut usize,
}

/// The readings of each row that are still possible.
type Possible = Vec<Vec<usize>>;

/// The steps are used up.
struct UsedUp;

impl ReadingSearch<'_> {
    /// Adds an equation; `places` are the rows of variables and their positions there. Says whether it can hold as
    /// far as it speaks of no row.
    fn add(
        &mut self,
        system: &System,
        net: &Net,
        figures: &[ScaledFigure],
        places: &[Option<(usize, usize)>],
        rows: &[OpenRow<'_>],
    ) -> bool {
        let (mut low, mut high) = match net.operator {
            Operator::Equal => (Some(-net.constant), Some(-net.constant)),
            Operator::AtMost => (None, Some(-net.constant)),
            Operator::AtLeast => (Some(-net.constant), None),
        };
        let mut own: Vec<(usize, Vec<(usize, i128)>)> = Vec::new();
        for &(var, by) in &net.terms {
            match (places[var], figures[var]) {
                (Some((row, at)), _) => match own.iter_mut().find(|(known, _)| *known == row) {
                    Some((_, terms)) => terms.push((at, by)),
                    None => own.push((row, vec![(at, by)])),
                },
                (None, ScaledFigure::Known(figure)) => {
                    low = low.map(|low| low - by * figure);
                    high = high.map(|high| high - by * figure);
                }
                // Some number of 0 or more, or any.
                (None, ScaledFigure::Blank | ScaledFigure::Unread) => {
                    let signed = system.domain(var) == Domain::Signed;
                    low = low.filter(|_| by < 0 && !signed);
                    high = high.filter(|_| by > 0 && !signed);
                }
            }
        }
        if own.is_empty() {
            return low.is_none_or(|low| low <= 0) && high.is_none_or(|high| high >= 0);
        }
        if low.is_none() && high.is_none() {
            return true;
        }
        let places = own.into_iter().map(|(row, terms)| {
            let share = |figures: &Vec<i128>| terms.iter().map(|&(at, by)| by * figures[at]).sum();
            let shares = &mut self.rows[row].shares;
            shares.push(rows[row].readings.iter().map(share).collect());
            (row, shares.len() - 1)
        });
        self.sums.push(BoundedSum { low, high, rows: places.collect() });
        true
    }

    /// The rows in blocks: two are in one where sums connect them.
    fn blocks(&self) -> Vec<Vec<usize>> {
        let mut block: Vec<usize> = (0..self.rows.len()).collect();
        for sum in &self.sums {
            let own = sum.rows.iter().map(|&(row, _)| block[row]).collect::<Vec<_>>();
            let Some(&least) = own.iter().min() else { continue };
            for known in block.iter_mut().filter(|known| own.contains(known)) {
                *known = least;
            }
        }
        let ids: BTreeSet<usize> = block.iter().copied().collect();
        let of = |id| (0..block.len()).filter(|&row| block[row] == id).collect();
        ids.into_iter().map(of).collect()
    }

    /// Finds out what is left of the readings of each row of a block.
    fn settle(&mut self, block: &[usize], most: usize, left: &mut [ReadingsLeft]) {
        let sums: Vec<usize> = (0..self.sums.len())
            .filter(|&sum| self.sums[sum].rows.iter().any(|(row, _)| block.contains(row)))
            .collect();
        let mut possible: Possible = vec![Vec::new(); self.rows.len()];
        for &row in block {
            possible[row] = (0..self.rows[row].readings).collect();
        }
        let Ok(fits) = self.narrow(&mut possible, &sums) else { return };
        let first = if fits { self.find(possible.clone(), &sums) } else { Ok(None) };
        let first = match first {
            Ok(Some(first)) => first,
            Ok(None) => {
                for &row in block {
                    left[row] = ReadingsLeft::None;
                }
                return;
            }
            Err(UsedUp) => return,
        };
        let mut fitting: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.rows.len()];
        let note = |found: &Possible, fitting: &mut [BTreeSet<usize>]| {
            for &row in block {
                fitting[row].extend(&found[row]);
            }
        };
        note(&first, &mut fitting);
        'rows: for &row in block {
            for reading in possible[row].clone() {
                if fitting[row].len() >= most || fitting[row].contains(&reading) {
                    continue;
                }
                let fixed = |mut all: Possible| {
                    all[row] = vec![reading];
                    all
                };
                match self.find(fixed(possible.clone()), &sums) {
                    Ok(Some(found)) => note(&found, &mut fitting),
                    Ok(None) => {}
                    Err(UsedUp) => break 'rows,
                }
            }
            left[row] = match fitting[row].len() {
                1 => ReadingsLeft::One(first[row][0]),
                several => ReadingsLeft::Several(several.min(most)),
            };
        }
    }

    /// One reading of each row with which every sum lies within its bounds, if there is one.
    fn find(&mut self, mut possible: Possible, sums: &[usize]) -> Result<Option<Possible>, UsedUp> {
        if !self.narrow(&mut possible, sums)? {
            return Ok(None);
        }
        let open = (0..possible.len()).filter(|&row| possible[row].len() > 1);
        let Some(row) = open.min_by_key(|&row| possible[row].len()) else {
            return Ok(Some(possible));
        };
        for &reading in &possible[row] {
            let mut tried = possible.clone();
            tried[row] = vec![reading];
            if let Some(found) = self.find(tried, sums)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Takes out the readings with which a sum cannot lie within its bounds, whatever the other rows are read as.
    /// Says whether each row has one left.
    fn narrow(&mut self, possible: &mut Possible, sums: &[usize]) -> Result<bool, UsedUp> {
        loop {
            let mut narrowed = false;
            for &sum in sums {
                let BoundedSum { low, high, rows } = &self.sums[sum];
                let mut ranges = Vec::with_capacity(rows.len());
                for &(row, place) in rows {
                    let shares = &self.rows[row].shares[place];
                    *self.steps = self.steps.checked_sub(possible[row].len() + 1).ok_or(UsedUp)?;
                    let own = possible[row].iter().map(|&reading| shares[reading]);
                    let (Some(least), Some(most)) = (own.clone().min(), own.max()) else {
                        return Ok(false);
                    };
                    ranges.push((least, most));
                }
                let least: i128 = ranges.iter().map(|&(least, _)| least).sum();
                let most: i128 = ranges.iter().map(|&(_, most)| most).sum();
                for (&(row, place), (own_least, own_most)) in rows.iter().zip(ranges) {
                    let shares = &self.rows[row].shares[place];
                    let floor = low.map(|low| low - (most - own_most));
                    let ceiling = high.map(|high| high - (least - own_least));
                    let before = possible[row].len();
                    possible[row].retain(|&reading| {
                        floor.is_none_or(|floor| shares[reading] >= floor)
                            && ceiling.is_none_or(|ceiling| shares[reading] <= ceiling)
                    });
                    if possible[row].is_empty() {
                        return Ok(false);
                    }
                    narrowed |= possible[row].len() < before;
                }
            }
            if !narrowed {
                return Ok(true);
            }
        }
    }
}
