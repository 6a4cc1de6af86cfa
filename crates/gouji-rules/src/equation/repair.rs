//! Error localisation in the sense of Fellegi and Holt (1976): the smallest sets of values whose
//! change satisfies every equation.
//!
//! The search sets one value at a time, so that one broken equality holds, and goes on with what is
//! then broken. A set is found this way if its values can be put in an order such that each, when
//! its turn comes, is the only one still wrong in some equality: that equality is then broken, and
//! the right value is the one that makes it hold.
//!
//! *Every smallest set of at most three cells of a cross-footed table is found.* Say each cell
//! stands in one row equality and at least one equality over its column alone. It is enough that
//! among any one, two or three cells some equality contains exactly one of them, for then the
//! order can be chosen step by step. Suppose that none does. Then the row equality of a cell *a*
//! contains another of them, *b*, and a third, *c*, cannot stand alone in its own row: all are in
//! one row, so in different columns, and the column equality of *a* contains *a* alone.
//! Contradiction. Where an equality is missing (suspended, open, or the form has none), two cells
//! that share all equalities left to them are never changed together: no equation would say how
//! much of the difference belongs to which.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::system::{Net, Operator, ScaledFigure, System, Variable, VariableValue, decimal};

/// A value and what it would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepairChange {
    /// Which.
    pub var: Variable,
    /// What it is; `None` where it is blank.
    pub from: Option<Decimal>,
    /// What it would have to be.
    pub to: Decimal,
}

/// Which values a repair may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changeable {
    /// Any that was read, blanks among them.
    Any,
    /// Blanks only: what was written stands.
    BlankOnly,
}

/// How far the search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest set looked for.
    pub size: usize,
    /// The most sets listed.
    pub sets: usize,
    /// The most changes tried.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 3, sets: 64, nodes: 200_000 }
    }
}

/// The smallest sets of changes that satisfy every equation asked for and break none. Sets, and the
/// changes in them, ascend by variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// There is one.
    Unique(Vec<RepairChange>),
    /// There are several of the same size.
    Several {
        /// The sets.
        sets: Vec<Vec<RepairChange>>,
        /// Whether there are, or may be, more of them.
        more: bool,
    },
    /// There is none within the size looked for.
    None,
    /// The search was cut off.
    GaveUp,
}

/// Looks for the smallest sets of changes, among those that this module's head speaks of, after
/// which
///
/// * every equation of `goal` holds, remaining blanks counted as 0,
/// * every equation that held before still does,
/// * no [open](super::Verdict::Open) equation has become broken.
///
/// `goal` holds indices into [`System::equations`]. Values that stand in a broken equation outside
/// of it are left alone; suspended equations are not asked. An inequality of `goal` has to hold in the end, but no value is proposed for its
/// sake, since it determines none.
pub fn repair(
    system: &System,
    values: &[VariableValue],
    goal: &[usize],
    changeable: Changeable,
    limits: &Limits,
) -> Repair {
    let constraints = Constraints::new(system, system.figures(values), goal);
    let mut search = Search::new(constraints, changeable, *limits);
    for size in 1..=limits.size {
        search.descend(size);
        if search.stopped.is_some() || !search.found.is_empty() {
            break;
        }
    }
    search.result(values)
}

/// What an equation asks of a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It has to hold.
    Hold,
    /// It is open; it may stay so.
    StaySatisfiable,
    /// It is broken, and not to be touched here.
    Untouched,
    /// It is suspended.
    Unasked,
}

/// Figures, and what the equations ask of a change of them.
pub(super) struct Constraints<'a> {
    pub(super) system: &'a System,
    pub(super) figures: Vec<ScaledFigure>,
    roles: Vec<Role>,
}

impl<'a> Constraints<'a> {
    pub(super) fn new(system: &'a System, figures: Vec<ScaledFigure>, goal: &[usize]) -> Self {
        let mut roles: Vec<_> = system
            .nets()
            .iter()
            .enumerate()
            .map(|(index, net)| {
                if system.suspended(index, &figures) {
                    Role::Unasked
                } else if net.operator.holds(net.difference(&figures)) {
                    Role::Hold
                } else if system.satisfiable(net, &figures) {
                    Role::StaySatisfiable
                } else {
                    Role::Untouched
                }
            })
            .collect();
        for &index in goal {
            if roles[index] != Role::Unasked {
                roles[index] = Role::Hold;
            }
        }
        Self { system, figures, roles }
    }

    /// The equalities that have to hold, by index.
    pub(super) fn equalities(&self) -> impl Iterator<Item = (usize, &'a Net)> {
        let nets = self.system.nets().iter().enumerate();
        nets.filter(|&(index, _)| self.is_equality(index))
    }

    /// Whether an equation is an equality that has to hold.
    pub(super) fn is_equality(&self, index: usize) -> bool {
        let operator = self.system.nets()[index].operator;
        self.roles[index] == Role::Hold && operator == Operator::Equal
    }

    /// Whether a value may be changed at all.
    pub(super) fn may_change(&self, var: usize, changeable: Changeable) -> bool {
        let kind = match self.figures[var] {
            ScaledFigure::Blank => true,
            ScaledFigure::Known(_) => changeable == Changeable::Any,
            ScaledFigure::Unread => false,
        };
        let through = self.system.through(var);
        kind && through.iter().all(|&(index, _)| self.roles[index] != Role::Untouched)
    }

    /// The figure of `var` that makes an equality hold which is off by `difference`, if the
    /// variable can have it.
    pub(super) fn solve(
        &self,
        difference: i128,
        (var, coefficient): (usize, i128),
    ) -> Option<i128> {
        let figure = self.figures[var].or_0() - difference / coefficient;
        (difference % coefficient == 0 && self.system.domain(var).allows(figure)).then_some(figure)
    }

    /// Whether the figures are as every equation asks.
    pub(super) fn are_met(&self) -> bool {
        self.system.nets().iter().zip(&self.roles).all(|(net, role)| match role {
            Role::Hold => net.operator.holds(net.difference(&self.figures)),
            Role::StaySatisfiable => self.system.satisfiable(net, &self.figures),
            Role::Untouched | Role::Unasked => true,
        })
    }
}

/// Why the search ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SearchStop {
    Nodes,
    Sets,
}

struct Search<'a> {
    constraints: Constraints<'a>,
    /// By equation: left − right, for equalities that have to hold; `None` for others.
    differences: Vec<Option<i128>>,
    /// How many of the differences are not 0.
    broken: usize,
    may_change: Vec<bool>,
    /// The most equalities that a single change can mend.
    reach: usize,
    changed: Vec<usize>,
    found: BTreeSet<Vec<(usize, i128)>>,
    stopped: Option<SearchStop>,
    nodes: usize,
    limits: Limits,
}

impl<'a> Search<'a> {
    fn new(constraints: Constraints<'a>, changeable: Changeable, limits: Limits) -> Self {
        let system = constraints.system;
        let mut differences = vec![None; system.nets().len()];
        for (index, net) in constraints.equalities() {
            differences[index] = Some(net.difference(&constraints.figures));
        }
        let vars = 0..constraints.figures.len();
        let may_change: Vec<_> =
            vars.clone().map(|var| constraints.may_change(var, changeable)).collect();
        let reach = vars
            .filter(|&var| may_change[var])
            .map(|var| {
                system.through(var).iter().filter(|&&(i, _)| differences[i].is_some()).count()
            })
            .max();
        Self {
            broken: differences.iter().flatten().filter(|&&difference| difference != 0).count(),
            constraints,
            differences,
            may_change,
            reach: reach.unwrap_or(0),
            changed: Vec::new(),
            found: BTreeSet::new(),
            stopped: None,
            nodes: 0,
            limits,
        }
    }

    /// Looks for sets that take exactly `remaining` further changes.
    fn descend(&mut self, remaining: usize) {
        if self.broken == 0 || self.broken > self.reach * remaining {
            return;
        }
        if remaining == 1 {
            return self.finish();
        }
        for index in self.broken_equalities() {
            for &(var, coefficient) in &self.net(index).terms {
                let Some(figure) = self.candidate(index, (var, coefficient)) else { continue };
                if self.count_node() {
                    return;
                }
                let before = self.constraints.figures[var];
                self.set(var, ScaledFigure::Known(figure));
                self.changed.push(var);
                self.descend(remaining - 1);
                self.changed.pop();
                self.set(var, before);
                if self.stopped.is_some() {
                    return;
                }
            }
        }
    }

    /// The last change: it stands in every broken equality, so the shortest has it.
    fn finish(&mut self) {
        let broken = self.broken_equalities();
        let Some(index) = broken.into_iter().min_by_key(|&index| self.net(index).terms.len())
        else {
            return;
        };
        for &term in &self.net(index).terms {
            let Some(figure) = self.candidate(index, term) else { continue };
            if self.count_node() {
                return;
            }
            let var = term.0;
            let before = self.constraints.figures[var];
            let by = figure - before.or_0();
            if self.mends_all(var, by) {
                self.constraints.figures[var] = ScaledFigure::Known(figure);
                self.changed.push(var);
                if self.constraints.are_met() {
                    self.record();
                }
                self.changed.pop();
                self.constraints.figures[var] = before;
            }
        }
    }

    fn net(&self, index: usize) -> &'a Net {
        &self.constraints.system.nets()[index]
    }

    fn broken_equalities(&self) -> Vec<usize> {
        let differences = self.differences.iter().enumerate();
        differences
            .filter(|(_, difference)| difference.is_some_and(|difference| difference != 0))
            .map(|(index, _)| index)
            .collect()
    }

    /// What to set a variable to for the sake of a broken equality, if it may still be changed.
    fn candidate(&self, index: usize, term: (usize, i128)) -> Option<i128> {
        let free = self.may_change[term.0] && !self.changed.contains(&term.0);
        self.differences[index]
            .filter(|_| free)
            .and_then(|difference| self.constraints.solve(difference, term))
    }

    /// Whether a change of `var` by `by` makes every equality hold.
    fn mends_all(&self, var: usize, by: i128) -> bool {
        let mut mended = 0;
        for &(index, coefficient) in self.constraints.system.through(var) {
            match self.differences[index] {
                None => {}
                Some(difference) if difference + coefficient * by == 0 => mended += 1,
                Some(_) => return false,
            }
        }
        mended == self.broken
    }

    fn set(&mut self, var: usize, figure: ScaledFigure) {
        let by = figure.or_0() - self.constraints.figures[var].or_0();
        self.constraints.figures[var] = figure;
        for &(index, coefficient) in self.constraints.system.through(var) {
            if let Some(difference) = &mut self.differences[index] {
                self.broken -= usize::from(*difference != 0);
                *difference += coefficient * by;
                self.broken += usize::from(*difference != 0);
            }
        }
    }

    /// Counts a change that is tried; whether it is one too many.
    fn count_node(&mut self) -> bool {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            self.stopped = Some(SearchStop::Nodes);
        }
        self.stopped.is_some()
    }

    fn record(&mut self) {
        let figures = &self.constraints.figures;
        let mut set: Vec<_> = self.changed.iter().map(|&var| (var, figures[var].or_0())).collect();
        set.sort_unstable();
        if self.found.len() < self.limits.sets {
            self.found.insert(set);
        } else if !self.found.contains(&set) {
            self.stopped = Some(SearchStop::Sets);
        }
    }

    fn result(self, values: &[VariableValue]) -> Repair {
        let mut sets: Vec<_> = self.found.iter().map(|set| changes(set, values)).collect();
        match (self.stopped, sets.len()) {
            // one set may be the only one or the first of several: unknown
            (Some(SearchStop::Nodes), 0 | 1) => Repair::GaveUp,
            (None, 0) => Repair::None,
            (None, 1) => Repair::Unique(sets.remove(0)),
            (stopped, _) => Repair::Several { sets, more: stopped.is_some() },
        }
    }
}

/// New figures as changes of the values.
pub(super) fn changes(set: &[(usize, i128)], values: &[VariableValue]) -> Vec<RepairChange> {
    set.iter()
        .map(|&(var, figure)| RepairChange {
            var: Variable(var),
            from: match values[var] {
                VariableValue::Known(number) => Some(number),
                VariableValue::Blank | VariableValue::Unread => None,
            },
            to: decimal(figure).expect("a domain allows figures below 10¹⁵ only"),
        })
        .collect()
}

#[cfg(test)]
mod tests;
