//! The blanks that the filled values decide.
//!
//! A report in which ten rows lack their 总计 has one evident completion, and no set of three
//! changes reaches it.

use super::repair::{Changeable, Constraints, RepairChange, changes};
use super::system::{Equation, ScaledFigure, Side, System, VariableValue};

/// Fills blanks until every equation of `goal` holds, remaining blanks counted as 0, and none is
/// broken that was not before; `None` where this does not come about. Repeatedly
///
/// 1. a blank that is the only one of an equality is set so that the equality holds;
/// 2. where there is none, a blank that stands alone on one side of an equality, a total, is set to
///    the sum of the other side, blank parts counted as 0, unless one of these is such a total
///    itself and yet to be filled.
///
/// The first is forced by the values; the second takes a part that was left blank for none, which
/// the other equations then confirm or not. Values in broken equations are left alone.
pub fn complete(
    system: &System,
    values: &[VariableValue],
    goal: &[usize],
) -> Option<Vec<RepairChange>> {
    let mut constraints = Constraints::new(system, system.figures(values), goal);
    let mut filled = Vec::new();
    while let Some((var, figure)) = forced(&constraints).or_else(|| summed(&constraints)) {
        constraints.figures[var] = ScaledFigure::Known(figure);
        filled.push((var, figure));
    }
    filled.sort_unstable();
    (!filled.is_empty() && constraints.are_met()).then(|| changes(&filled, values))
}

/// A blank that is the only one of a broken equality, and its figure.
fn forced(constraints: &Constraints<'_>) -> Option<(usize, i128)> {
    constraints.equalities().find_map(|(_, net)| {
        let difference = net.difference(&constraints.figures);
        let mut blanks =
            net.terms.iter().filter(|&&(var, _)| constraints.figures[var] == ScaledFigure::Blank);
        let &(only, coefficient) = blanks.next().filter(|_| difference != 0)?;
        fill(constraints, (only, coefficient), difference).filter(|_| blanks.next().is_none())
    })
}

/// A blank total whose parts are all that they will be, and their sum.
fn summed(constraints: &Constraints<'_>) -> Option<(usize, i128)> {
    constraints.equalities().find_map(|(index, net)| {
        let (total, parts) = blank_total(constraints, index)?;
        let ready = parts.terms().iter().map(|term| term.var.0).all(|part| {
            constraints.figures[part] != ScaledFigure::Blank || !is_total_to_fill(constraints, part)
        });
        let &term = net.terms.iter().find(|&&(var, _)| var == total).filter(|_| ready)?;
        fill(constraints, term, net.difference(&constraints.figures))
    })
}

fn fill(
    constraints: &Constraints<'_>,
    term: (usize, i128),
    difference: i128,
) -> Option<(usize, i128)> {
    let figure = constraints.solve(difference, term)?;
    constraints.may_change(term.0, Changeable::BlankOnly).then_some((term.0, figure))
}

/// Whether a variable is the blank total of some broken equality.
fn is_total_to_fill(constraints: &Constraints<'_>, var: usize) -> bool {
    constraints.system.through(var).iter().any(|&(index, _)| {
        constraints.is_equality(index)
            && blank_total(constraints, index).is_some_and(|(total, _)| total == var)
    })
}

/// The blank that stands alone on a side of a broken equality, and the other side.
fn blank_total<'a>(constraints: &Constraints<'a>, index: usize) -> Option<(usize, &'a Side)> {
    let equation: &'a Equation = &constraints.system.equations()[index];
    let off = constraints.system.nets()[index].difference(&constraints.figures) != 0;
    [(equation.left(), equation.right()), (equation.right(), equation.left())]
        .into_iter()
        .filter(|_| off)
        .find_map(|(side, parts)| match side.terms() {
            [total] if side.constant().is_zero() => Some((total.var.0, parts)),
            _ => None,
        })
        .filter(|&(total, _)| constraints.figures[total] == ScaledFigure::Blank)
}
