//! The slip of the pen that explains a repair.

use rust_decimal::Decimal;

use super::repair::RepairChange;
use super::system::Variable;
use gouji_report::Localized;

/// Where a variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariablePlace {
    /// Its table, from 0.
    pub table: usize,
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Whether it is the total of a row or a column.
    pub total: bool,
}

/// How a wrong value came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// 12 for 21.
    SwappedDigits(Variable),
    /// 12 for 142.
    MissingDigit(Variable),
    /// 33 for 3.
    DoubledDigit(Variable),
    /// 142 for 12.
    ExtraDigit(Variable),
    /// The value stands one column beside its place.
    Shifted {
        /// Where it stands.
        from: Variable,
        /// Where it belongs.
        to: Variable,
    },
    /// Totals that were left blank or at 0.
    TotalLeft,
    /// Blanks where numbers belong.
    Blank,
}

impl Slip {
    /// The slip in a few words.
    pub fn describe(self) -> Localized {
        match self {
            Self::SwappedDigits(_) => Localized::new("相邻两位数字颠倒", "adjacent digits swapped"),
            Self::MissingDigit(_) => Localized::new("漏写一位数字", "a digit missing"),
            Self::DoubledDigit(_) => Localized::new("一位数字重复", "a digit doubled"),
            Self::ExtraDigit(_) => Localized::new("多写一位数字", "a digit too many"),
            Self::Shifted { .. } => Localized::new("数值错填在相邻一列", "a value one column off"),
            Self::TotalLeft => Localized::new("总计未填或仍为 0", "a total left blank or at 0"),
            Self::Blank => Localized::new("应填数字处空白", "a blank where a number belongs"),
        }
    }
}

/// Names the slip that explains all of a repair's changes, if one does. Of a value with its totals,
/// all off by the same, the slip is that of the value.
pub fn slip(changes: &[RepairChange], place: impl Fn(Variable) -> VariablePlace) -> Option<Slip> {
    let total = |change: &RepairChange| place(change.var).total;
    if changes.is_empty() {
        None
    } else if let Some(slip) = shifted(changes, &place) {
        Some(slip)
    } else if changes.iter().all(|change| total(change) && was(change).is_zero()) {
        Some(Slip::TotalLeft)
    } else if changes.iter().all(|change| change.from.is_none()) {
        Some(Slip::Blank)
    } else {
        let mut values = changes.iter().filter(|change| changes.len() == 1 || !total(change));
        let (value, further) = (values.next()?, values.next());
        let alike = changes.iter().all(|change| difference(change) == difference(value));
        if further.is_none() && alike { in_digits(value) } else { None }
    }
}

fn was(change: &RepairChange) -> Decimal {
    change.from.unwrap_or_default()
}

fn difference(change: &RepairChange) -> Option<Decimal> {
    change.to.checked_sub(was(change))
}

fn shifted(changes: &[RepairChange], place: impl Fn(Variable) -> VariablePlace) -> Option<Slip> {
    let &[a, b] = changes else { return None };
    let (from, to) = if a.to.is_zero() { (a, b) } else { (b, a) };
    let (here, there) = (place(from.var), place(to.var));
    let same_row = (here.table, here.row) == (there.table, there.row);
    let beside = same_row && here.column.abs_diff(there.column) == 1;
    let moved = from.to.is_zero() && was(&to).is_zero() && was(&from) == to.to;
    (beside && moved).then_some(Slip::Shifted { from: from.var, to: to.var })
}

/// The slip by which one number was written for another. A digit more or less is named only where
/// at least two are common to both numbers, or it repeats its neighbour: one digit in common is no
/// evidence.
fn in_digits(change: &RepairChange) -> Option<Slip> {
    let var = change.var;
    let wrong = change.from?.normalize().to_string();
    let right = change.to.normalize().to_string();
    if is_swap(&wrong, &right) {
        return Some(Slip::SwappedDigits(var));
    }
    if let Some(at) = inserted(&wrong, &right) {
        let digit = wrong.as_bytes()[at];
        // `inserted` gives the last place of a run
        let doubled = at > 0 && wrong.as_bytes()[at - 1] == digit;
        if doubled && change.to != Decimal::ZERO {
            return Some(Slip::DoubledDigit(var));
        }
        return (right.len() > 1).then_some(Slip::ExtraDigit(var));
    }
    (inserted(&right, &wrong).is_some() && wrong.len() > 1).then_some(Slip::MissingDigit(var))
}

/// Whether the numbers differ by two digits side by side that have changed places.
fn is_swap(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len()
        && a.iter().zip(b).position(|(a, b)| a != b).is_some_and(|at| {
            at + 1 < a.len()
                && (a[at], a[at + 1]) == (b[at + 1], b[at])
                && a[at..at + 2].iter().all(u8::is_ascii_digit)
                && a[at + 2..] == b[at + 2..]
        })
}

/// Where `longer` has a digit more than `shorter`, if that is all the difference.
fn inserted(longer: &str, shorter: &str) -> Option<usize> {
    let (longer, shorter) = (longer.as_bytes(), shorter.as_bytes());
    let at = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    (longer.len() == shorter.len() + 1
        && longer[at].is_ascii_digit()
        && longer[at + 1..] == shorter[at..])
        .then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slip behind changes `row.column from to`, `_` for blank; columns from 6 are totals.
    fn check(changes: &str) -> Option<Slip> {
        let changes: Vec<_> = changes
            .split(", ")
            .map(|change| {
                let [cell, from, to] = change.split(' ').collect::<Vec<_>>()[..] else {
                    panic!("{change}: cell, from, to");
                };
                let (row, column) = cell.split_once('.').unwrap();
                let var: usize =
                    row.parse::<usize>().unwrap() * 10 + column.parse::<usize>().unwrap();
                RepairChange {
                    var: Variable(var),
                    from: from.parse().ok(),
                    to: to.parse().unwrap(),
                }
            })
            .collect();
        let place = |Variable(var)| VariablePlace {
            table: 0,
            row: var / 10,
            column: var % 10,
            total: var % 10 >= 6,
        };
        slip(&changes, place)
    }

    #[test]
    fn digits() {
        let var = Variable(11);
        for (changes, slip) in [
            ("1.1 12 21", Some(Slip::SwappedDigits(var))),
            ("1.1 1243 1423", Some(Slip::SwappedDigits(var))),
            ("1.1 14.5 15.4", None),
            ("1.1 14.53 14.35", Some(Slip::SwappedDigits(var))),
            ("1.1 12 142", Some(Slip::MissingDigit(var))),
            ("1.1 14 140", Some(Slip::MissingDigit(var))),
            ("1.1 33 3", Some(Slip::DoubledDigit(var))),
            ("1.1 1223 123", Some(Slip::DoubledDigit(var))),
            ("1.1 142 12", Some(Slip::ExtraDigit(var))),
            ("1.1 13 3", None),
            ("1.1 3 13", None),
            ("1.1 12 34", None),
            ("1.1 12 21, 1.6 30 39", Some(Slip::SwappedDigits(var))),
            ("1.1 12 21, 1.6 30 38", None),
            ("1.1 12 21, 1.2 3 12", None),
        ] {
            assert_eq!(check(changes), slip, "{changes}");
        }
    }

    #[test]
    fn places() {
        for (changes, slip) in [
            ("1.1 7 0, 1.2 0 7", Some(Slip::Shifted { from: Variable(11), to: Variable(12) })),
            ("1.1 _ 7, 1.2 7 0", Some(Slip::Shifted { from: Variable(12), to: Variable(11) })),
            ("1.1 7 0, 1.3 0 7", None),
            ("1.1 7 0, 2.2 0 7", None),
            ("1.1 7 0, 1.2 1 7", None),
            ("1.6 0 3", Some(Slip::TotalLeft)),
            ("1.6 _ 3, 2.6 0 3", Some(Slip::TotalLeft)),
            ("1.6 1 3", None),
            ("1.1 _ 14", Some(Slip::Blank)),
            ("1.1 _ 14, 2.2 _ 3", Some(Slip::Blank)),
            ("1.1 0 14", None),
        ] {
            assert_eq!(check(changes), slip, "{changes}");
        }
    }
}
