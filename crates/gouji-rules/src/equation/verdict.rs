//! What an equation says of values, some of them blank.
//!
//! A blank is not 0 but some number of its domain that was not written down. So an equation is
//! broken only where no such numbers could make it hold; where 0 makes it hold it passes; between
//! the two it is open: something has not been filled in.

use rust_decimal::Decimal;

use super::system::{
    Domain, Net, ONE, Operator, ScaledFigure, Side, System, VariableValue, decimal, fixed,
};

/// What an equation says of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Holds, any blanks counted as 0.
    Pass,
    /// Every value is blank: nothing to check.
    Vacuous,
    /// Holds for no filling of the blanks.
    Violated {
        /// The left side, blanks counted as 0.
        left: Decimal,
        /// The right side, blanks counted as 0.
        right: Decimal,
    },
    /// Fails with blanks counted as 0, holds for some other filling. Where several blanks whose
    /// coefficients are not ±1 share a side, a filling is taken to exist if the greatest common
    /// divisor of their coefficients allows it.
    Open {
        /// What is known of the left side.
        left: Decimal,
        /// What is known of the right side.
        right: Decimal,
    },
    /// A value could not be read: nothing can be said.
    Suspended,
}

impl System {
    /// The verdict of every equation. `values[i]` is that of `Var(i)`; variables beyond the list
    /// count as [`Value::Unread`].
    pub fn evaluate(&self, values: &[VariableValue]) -> Vec<Verdict> {
        let figures = self.figures(values);
        (0..self.equations().len()).map(|index| self.verdict(index, &figures)).collect()
    }

    fn verdict(&self, index: usize, figures: &[ScaledFigure]) -> Verdict {
        if self.suspended(index, figures) {
            return Verdict::Suspended;
        }
        let equation = &self.equations()[index];
        if equation.vars().all(|var| figures[var.0] == ScaledFigure::Blank) {
            return Verdict::Vacuous;
        }
        let net = &self.nets()[index];
        if net.operator.holds(net.difference(figures)) {
            return Verdict::Pass;
        }
        match (total(equation.left(), figures), total(equation.right(), figures)) {
            (Some(left), Some(right)) if self.satisfiable(net, figures) => {
                Verdict::Open { left, right }
            }
            (Some(left), Some(right)) => Verdict::Violated { left, right },
            // a sum of more than 28 digits
            _ => Verdict::Suspended,
        }
    }

    pub(super) fn suspended(&self, index: usize, figures: &[ScaledFigure]) -> bool {
        self.equations()[index].vars().any(|var| figures[var.0] == ScaledFigure::Unread)
    }

    /// Whether some filling of the blanks makes the equation hold.
    pub(super) fn satisfiable(&self, net: &Net, figures: &[ScaledFigure]) -> bool {
        let difference = net.difference(figures);
        let (mut raised, mut lowered) = (false, false);
        let (mut divisor, mut whole) = (0, true);
        for &(var, coefficient) in &net.terms {
            if figures[var] == ScaledFigure::Blank {
                let domain = self.domain(var);
                raised |= coefficient > 0 || domain == Domain::Signed;
                lowered |= coefficient < 0 || domain == Domain::Signed;
                whole &= domain != Domain::Amount;
                divisor = greatest_common_divisor(divisor, coefficient.abs());
            }
        }
        net.operator.holds(difference)
            || match net.operator {
                Operator::AtMost => lowered,
                Operator::AtLeast => raised,
                Operator::Equal => {
                    (if difference < 0 { raised } else { lowered })
                        && (!whole || difference % (divisor * ONE) == 0)
                }
            }
    }
}

/// The sum of a side, blanks counted as 0.
fn total(side: &Side, figures: &[ScaledFigure]) -> Option<Decimal> {
    decimal(side.terms().iter().fold(fixed(side.constant()), |sum, term| {
        sum + i128::from(term.coefficient) * figures[term.var.0].or_0()
    }))
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::equation::{Address, Variable, parse};

    /// The verdict on `relation` over one-letter names that `values` gives in alphabetical order:
    /// `3`, `_` blank, `?` unread.
    fn check(relation: &str, values: &str) -> String {
        let domains = vec![Domain::Count; 26];
        match evaluate(relation, values, domains) {
            Verdict::Violated { left, right } => format!("violated {left} {right}"),
            Verdict::Open { left, right } => format!("open {left} {right}"),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    fn evaluate(relation: &str, values: &str, domains: Vec<Domain>) -> Verdict {
        let var =
            |address: &Address| vec![Variable(usize::from(address.path.as_bytes()[0] - b'a'))];
        let relation = parse(relation).unwrap();
        let equation = relation.resolve(|at| var(&relation.addresses()[at])).unwrap();
        let values: Vec<_> = values
            .split(' ')
            .map(|value| match value {
                "_" => VariableValue::Blank,
                "?" => VariableValue::Unread,
                number => VariableValue::Known(number.parse().unwrap()),
            })
            .collect();
        System::new(domains, vec![equation]).evaluate(&values)[0]
    }

    #[test]
    fn blanks_of_a_sum() {
        for (values, verdict) in [
            ("2 1 3", "pass"),
            ("2 1 4", "violated 3 4"),
            ("5 _ 4", "violated 5 4"),
            ("4 _ 4", "pass"),
            ("3 _ 4", "open 3 4"),
            ("_ _ 4", "open 0 4"),
            ("3 1 _", "open 4 0"),
            ("3 _ _", "open 3 0"),
            ("0 0 _", "pass"),
            ("_ _ _", "vacuous"),
            ("? 1 3", "suspended"),
            ("? _ _", "suspended"),
            ("1.5 _ 3", "violated 1.5 3"),
        ] {
            assert_eq!(check("a + b == c", values), verdict, "{values}");
        }
    }

    #[test]
    fn blanks_of_a_difference() {
        for (relation, values, verdict) in [
            ("a >= b - c", "3 5 0", "violated 3 5"),
            ("a >= b - c", "3 5 _", "open 3 5"),
            ("a >= b - c", "3 _ 0", "pass"),
            ("a >= b - c", "_ 5 0", "open 0 5"),
            ("a <= b", "5 _", "open 5 0"),
            ("a <= b", "_ 5", "pass"),
            ("2 * a == b", "_ 3", "violated 0 3"),
            ("2 * a == b", "_ 4", "open 0 4"),
            ("a + b == a + c", "_ 3 4", "violated 3 4"),
            ("a + 0.5 == b", "1 1.5", "pass"),
            ("a <= 3", "4", "violated 4 3"),
        ] {
            assert_eq!(check(relation, values), verdict, "{relation} with {values}");
        }
    }

    #[test]
    fn domain_of_the_blank_decides() {
        let verdict = |domain| evaluate("a + b == c", "5 _ 4.5", vec![Domain::Count, domain]);
        assert!(matches!(verdict(Domain::Amount), Verdict::Violated { .. }));
        let open = |values, domain| {
            let verdict = evaluate("a + b == c", values, vec![Domain::Count, domain]);
            matches!(verdict, Verdict::Open { .. })
        };
        assert!(open("4 _ 4.5", Domain::Amount));
        assert!(!open("4 _ 4.5", Domain::Count));
        assert!(open("5 _ 4", Domain::Signed));
    }

    #[test]
    fn figures_beyond_reckoning_suspend() {
        assert_eq!(check("a + b == c", "79228162514264337593543950335 1 1"), "suspended");
        assert_eq!(check("a + b == c", "0.0000001 1 1"), "suspended");
        assert_eq!(check("a + b == c", "999999999999999 1 1"), "violated 1000000000000000 1");
    }

    proptest! {
        /// Against every filling of the blanks with 0..=36, which is as far as they have to go: two
        /// known values of 9, one of them doubled, and a constant of 9.
        #[test]
        fn agrees_with_trying_every_filling(
            coefficients in proptest::array::uniform3(prop_oneof![Just(-1i64), Just(1)]),
            doubled in 0usize..4,
            constant in -9i64..10,
            operator in prop_oneof![Just("=="), Just("<="), Just(">=")],
            values in proptest::array::uniform3(proptest::option::of(0i64..10)),
        ) {
            let mut coefficients = coefficients;
            if let Some(coefficient) = coefficients.get_mut(doubled) {
                *coefficient *= 2;
            }
            let relation = format!(
                "{} * a + {} * b {operator} {} * c + {constant}",
                coefficients[0], coefficients[1], -coefficients[2],
            );
            let texts = values.map(|value| value.map_or("_".to_owned(), |value| value.to_string()));
            let verdict = check(&relation, &texts.join(" "));

            let holds = |filling: [i64; 3]| {
                let sum: i64 = coefficients.iter().zip(filling).map(|(c, v)| c * v).sum();
                match operator {
                    "==" => sum == constant,
                    "<=" => sum <= constant,
                    _ => sum >= constant,
                }
            };
            let range = |value: Option<i64>| value.map_or(0..=36, |value| value..=value);
            let some = range(values[0]).any(|a| {
                range(values[1]).any(|b| range(values[2]).any(|c| holds([a, b, c])))
            });
            let expected = if values == [None; 3] {
                "vacuous"
            } else if holds(values.map(Option::unwrap_or_default)) {
                "pass"
            } else if some {
                "open"
            } else {
                "violated"
            };
            prop_assert_eq!(verdict.split(' ').next(), Some(expected));
        }
    }
}
