//! The model: variables, equations over them, and the values that they hold.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use serde::{Deserialize, Serialize};

/// A number of a report, by its place in the caller's list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variable(pub usize);

/// What a variable can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Domain {
    /// An integer ≥ 0.
    #[default]
    Count,
    /// An integer: 本年增/减.
    Signed,
    /// A decimal ≥ 0.
    Amount,
}

/// What a variable holds in one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableValue {
    /// A number. One of 10¹⁵ or more, or with more than six decimals, is taken as [`Value::Unread`].
    Known(Decimal),
    /// Nothing was written: some number of the variable's domain, most likely 0.
    Blank,
    /// Something was written, or may have been, that could not be read.
    Unread,
}

/// How the sides of an equation relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operator {
    /// `==`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
}

impl Operator {
    /// Whether `left operator right` holds where `difference` is left − right.
    pub(crate) fn holds<N: Copy + Default + PartialOrd>(self, difference: N) -> bool {
        let nothing = N::default();
        match self {
            Self::Equal => difference == nothing,
            Self::AtMost => difference <= nothing,
            Self::AtLeast => difference >= nothing,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "==",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        })
    }
}

/// A variable and how often it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Never 0.
    pub coefficient: i64,
    /// Which.
    pub var: Variable,
}

/// Σ coefficient · variable + constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    terms: Vec<Term>,
    constant: Decimal,
}

impl Side {
    pub(super) fn new(terms: Vec<Term>, constant: Decimal) -> Self {
        Self { terms, constant }
    }

    /// Each variable once, in the order of the relation.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The number beside the variables.
    pub fn constant(&self) -> Decimal {
        self.constant
    }
}

/// A relation over variables; made by [`Relation::resolve`](super::Relation::resolve), which
/// bounds its numbers so that no sum over values can overflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    left: Side,
    operator: Operator,
    right: Side,
}

impl Equation {
    pub(super) fn new(left: Side, operator: Operator, right: Side) -> Self {
        Self { left, operator, right }
    }

    /// The side before the operator.
    pub fn left(&self) -> &Side {
        &self.left
    }

    /// How the sides relate.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// The side behind the operator.
    pub fn right(&self) -> &Side {
        &self.right
    }

    /// Its variables, left side first; one on both sides comes twice.
    pub fn vars(&self) -> impl Iterator<Item = Variable> {
        self.left.terms.iter().chain(&self.right.terms).map(|term| term.var)
    }
}

/// Equations that hold together, over variables of known domains. Made once for a form, evaluated
/// for each report.
#[derive(Clone, Debug, Default)]
pub struct System {
    equations: Vec<Equation>,
    domains: Vec<Domain>,
    nets: Vec<Net>,
    through: Vec<Vec<(usize, i128)>>,
}

/// An equation as `Σ coefficient · variable + constant  operator  0`.
#[derive(Clone, Debug)]
pub(super) struct Net {
    pub(super) terms: Vec<(usize, i128)>,
    pub(super) constant: i128,
    pub(super) operator: Operator,
}

impl Net {
    fn new(equation: &Equation) -> Self {
        let mut coefficients = BTreeMap::new();
        for (side, sign) in [(&equation.left, 1), (&equation.right, -1)] {
            for term in &side.terms {
                *coefficients.entry(term.var.0).or_insert(0) += sign * i128::from(term.coefficient);
            }
        }
        Self {
            terms: coefficients.into_iter().filter(|&(_, coefficient)| coefficient != 0).collect(),
            constant: fixed(equation.left.constant) - fixed(equation.right.constant),
            operator: equation.operator,
        }
    }

    /// Left − right, blanks counted as 0.
    pub(super) fn difference(&self, figures: &[ScaledFigure]) -> i128 {
        self.terms
            .iter()
            .fold(self.constant, |sum, &(var, coefficient)| sum + coefficient * figures[var].or_0())
    }
}

impl System {
    /// `domains[i]` is that of `Var(i)`; variables beyond the list are counts.
    pub fn new(mut domains: Vec<Domain>, equations: Vec<Equation>) -> Self {
        let used = equations.iter().flat_map(Equation::vars).map(|var| var.0 + 1).max();
        domains.resize(domains.len().max(used.unwrap_or(0)), Domain::default());
        let nets: Vec<_> = equations.iter().map(Net::new).collect();
        let mut through = vec![Vec::new(); domains.len()];
        for (index, net) in nets.iter().enumerate() {
            for &(var, coefficient) in &net.terms {
                through[var].push((index, coefficient));
            }
        }
        Self { equations, domains, nets, through }
    }

    /// The equations, in the order given; the rest of this module speaks of them by index.
    pub fn equations(&self) -> &[Equation] {
        &self.equations
    }

    pub(super) fn domain(&self, var: usize) -> Domain {
        self.domains[var]
    }

    pub(super) fn nets(&self) -> &[Net] {
        &self.nets
    }

    /// The equations that a variable counts in, with its net coefficient there.
    pub(super) fn through(&self, var: usize) -> &[(usize, i128)] {
        &self.through[var]
    }

    /// The values as figures, one a variable; those that `values` leaves out are unread.
    pub(super) fn figures(&self, values: &[VariableValue]) -> Vec<ScaledFigure> {
        let values = values.iter().copied().chain(std::iter::repeat(VariableValue::Unread));
        values.take(self.domains.len()).map(ScaledFigure::from).collect()
    }

    /// Groups `equations` so that two are together where a chain of shared variables leads from
    /// one to the other, over themselves and `links`. Groups and members ascend.
    pub fn connected(&self, equations: &[usize], links: &[usize]) -> Vec<Vec<usize>> {
        let mut parent: Vec<usize> = (0..self.domains.len()).collect();
        for &index in equations.iter().chain(links) {
            let mut vars = self.equations[index].vars();
            if let Some(first) = vars.next() {
                let root = root_of(&mut parent, first.0);
                for var in vars {
                    let other = root_of(&mut parent, var.0);
                    parent[other] = root;
                }
            }
        }
        let mut equations = equations.to_vec();
        equations.sort_unstable();
        equations.dedup();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut place = BTreeMap::new();
        for index in equations {
            let root = self.equations[index].vars().next().map(|var| root_of(&mut parent, var.0));
            let at = *place.entry(root).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push(index),
                None => groups.push(vec![index]),
            }
        }
        groups
    }
}

/// The representative of a variable's group; halves the path on the way.
fn root_of(parent: &mut [usize], mut var: usize) -> usize {
    while parent[var] != var {
        parent[var] = parent[parent[var]];
        var = parent[var];
    }
    var
}

/// Decimals that are reckoned with: 万元 to a hundredth of a 元.
const DECIMALS: u32 = 6;

/// Of ten.
const POWERS: [i128; DECIMALS as usize + 1] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// One, as a figure.
pub(super) const ONE: i128 = 10i128.pow(DECIMALS);
/// What no figure reaches.
const BOUND: i128 = 10i128.pow(15) * ONE;

/// A value in millionths. With [`BOUND`] and the bounded coefficients of the language, a sum of
/// 10⁸ terms stays below 10³⁶.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScaledFigure {
    Known(i128),
    Blank,
    Unread,
}

impl ScaledFigure {
    /// The figure, where a blank counts as 0.
    pub(super) fn or_0(self) -> i128 {
        match self {
            Self::Known(figure) => figure,
            Self::Blank | Self::Unread => 0,
        }
    }
}

impl From<VariableValue> for ScaledFigure {
    fn from(value: VariableValue) -> Self {
        match value {
            VariableValue::Known(number) => scaled(number)
                .filter(|figure| figure.abs() < BOUND)
                .map_or(Self::Unread, Self::Known),
            VariableValue::Blank => Self::Blank,
            VariableValue::Unread => Self::Unread,
        }
    }
}

/// Whether a number can be a figure.
pub(crate) fn in_range(number: Decimal) -> bool {
    scaled(number).is_some_and(|figure| figure.abs() < BOUND)
}

/// A number that is [`in_range`], in millionths.
pub(super) fn fixed(number: Decimal) -> i128 {
    scaled(number).expect("the language and `Figure` admit numbers in range only")
}

/// A number in millionths, where that is an integer.
pub(crate) fn scaled(number: Decimal) -> Option<i128> {
    let number = if number.scale() > DECIMALS { number.normalize() } else { number };
    let missing = DECIMALS.checked_sub(number.scale())?;
    Some(number.mantissa() * POWERS[missing as usize])
}

/// A figure as a number; `None` where it has more digits than a decimal can hold.
pub(crate) fn decimal(figure: i128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(figure, DECIMALS).ok().map(|number| number.normalize())
}

impl Domain {
    /// Whether a variable of this domain can hold the figure.
    pub(super) fn allows(self, figure: i128) -> bool {
        figure.abs() < BOUND
            && (figure >= 0 || self == Self::Signed)
            && (figure % ONE == 0 || self == Self::Amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation::{Address, parse};

    /// Groups of the equations `all` by index, directly and over the others.
    fn check(all: &[&str], of: &[usize]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let var =
            |address: &Address| vec![Variable(usize::from(address.path.as_bytes()[0] - b'a'))];
        let equation = |text: &&str| {
            let relation = parse(text).unwrap();
            relation.resolve(|at| var(&relation.addresses()[at])).unwrap()
        };
        let equations = all.iter().map(equation).collect();
        let system = System::new(Vec::new(), equations);
        let every: Vec<_> = (0..all.len()).collect();
        (system.connected(of, &[]), system.connected(of, &every))
    }

    #[test]
    fn groups_by_shared_variables() {
        let all = ["a == b", "b == c", "c == d", "e == f"];
        assert_eq!(
            check(&all, &[3, 2, 0]),
            (vec![vec![0], vec![2], vec![3]], vec![vec![0, 2], vec![3]])
        );
        assert_eq!(check(&all, &[1, 2]).0, [[1, 2]]);
    }

    #[test]
    fn figures_are_exact_or_unread() {
        let figure = |text: &str| ScaledFigure::from(VariableValue::Known(text.parse().unwrap()));
        assert_eq!(figure("14579.271000000"), ScaledFigure::Known(14_579_271_000));
        assert_eq!(figure("-0.000001"), ScaledFigure::Known(-1));
        assert_eq!(figure("0.0000001"), ScaledFigure::Unread);
        assert_eq!(figure("999999999999999.999999"), ScaledFigure::Known(BOUND - 1));
        assert_eq!(figure("1000000000000000"), ScaledFigure::Unread);
        assert_eq!(ScaledFigure::from(VariableValue::Known(Decimal::MIN)), ScaledFigure::Unread);
    }
}
