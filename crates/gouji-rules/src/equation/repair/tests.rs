use proptest::prelude::*;

use super::*;
use crate::equation::{Address, Domain, Verdict, parse};

fn system(domains: Vec<Domain>, relations: &[&str]) -> System {
    let var = |address: &Address| vec![Variable(usize::from(address.path.as_bytes()[0] - b'a'))];
    let equation = |text: &&str| {
        let relation = parse(text).unwrap();
        relation.resolve(|at| var(&relation.addresses()[at])).unwrap()
    };
    let equations = relations.iter().map(equation);
    System::new(domains, equations.collect())
}

fn values(text: &str) -> Vec<VariableValue> {
    let value = |text: &str| text.parse().map_or(VariableValue::Blank, VariableValue::Known);
    text.split(' ').map(value).collect()
}

/// The sets for all broken equations as `a=3 b=1`, one a line, and what ended the search.
fn check(system: &System, text: &str, limits: &Limits) -> String {
    let values = values(text);
    let verdicts = system.evaluate(&values);
    let goal: Vec<_> = (0..verdicts.len())
        .filter(|&index| matches!(verdicts[index], Verdict::Violated { .. }))
        .collect();
    let lines = |sets: &[Vec<RepairChange>]| -> Vec<String> {
        sets.iter()
            .map(|set| {
                let changes = set.iter().map(|change| {
                    let letter = char::from(b'a' + u8::try_from(change.var.0).unwrap());
                    format!("{letter}={}", change.to)
                });
                changes.collect::<Vec<_>>().join(" ")
            })
            .collect()
    };
    match repair(system, &values, &goal, Changeable::Any, limits) {
        Repair::Unique(set) => lines(&[set]).concat(),
        Repair::Several { sets, more } => {
            lines(&sets).join(", ") + if more { " and more" } else { "" }
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn values_stay_in_their_domains() {
    for (domain, text, sets) in [
        (Domain::Count, "3 1 2", "a=1, c=4"),
        (Domain::Signed, "3 1 2", "a=1, b=-1, c=4"),
        (Domain::Count, "3 0.5 3", "b=0"),
        (Domain::Amount, "3 0.5 3", "b=0"),
    ] {
        let system = system(vec![Domain::Count, domain, Domain::Count], &["a + b == c"]);
        assert_eq!(check(&system, text, &Limits::default()), sets, "{text} {domain:?}");
    }
    let doubled = system(Vec::new(), &["2 * a == b"]);
    assert_eq!(check(&doubled, "1 3", &Limits::default()), "b=2");
}

#[test]
fn inequalities_are_kept() {
    let system = system(Vec::new(), &["a + b == c", "c <= d"]);
    assert_eq!(check(&system, "3 1 2 9", &Limits::default()), "a=1, c=4");
    assert_eq!(check(&system, "3 1 2 3", &Limits::default()), "a=1");
    assert_eq!(check(&system, "1 1 2 1", &Limits::default()), "None");
}

#[test]
fn blanks_are_filled_and_open_equations_kept_open() {
    let system = system(Vec::new(), &["a + b == c", "b + d == e"]);
    assert_eq!(check(&system, "3 1 2 _ 1", &Limits::default()), "a=1, c=4");
    // b = 4 would leave `4 + blank == 3`
    assert_eq!(check(&system, "0 1 4 _ 3", &Limits::default()), "a=3, c=1");
    assert_eq!(check(&system, "0 1 4 _ 5", &Limits::default()), "a=3, b=4, c=1");
}

#[test]
fn limits() {
    let system = system(Vec::new(), &["a == b + c + d + e"]);
    let limits = |sets, nodes| Limits { sets, nodes, ..Limits::default() };
    let text = "5 1 1 1 1";
    assert_eq!(check(&system, text, &limits(5, 5)), "a=4, b=2, c=2, d=2, e=2");
    assert_eq!(check(&system, text, &limits(2, 9)), "a=4, b=2 and more");
    assert_eq!(check(&system, text, &limits(9, 2)), "a=4, b=2 and more");
    assert_eq!(check(&system, text, &limits(9, 1)), "GaveUp");
}

/// A cross-footed table of 3 × 3, the last row and column being the totals.
const CROSS_FOOTED: [&str; 6] =
    ["a + b == c", "d + e == f", "g + h == i", "a + d == g", "b + e == h", "c + f == i"];

/// The largest figure that a set of 3 cells can need. Written are inner cells of at most 4 and
/// totals of at most 8. The corner is the sum of two totals left alone; or a total of each direction
/// changes with it, which leaves the four inner cells alone. No other figure exceeds the corner.
const LARGEST: i64 = 16;

/// Every smallest set, by trying all of up to 3 cells with figures up to [`LARGEST`]; blanks are 0.
fn by_trying_all(before: [i64; 9]) -> BTreeSet<Vec<(usize, i64)>> {
    fn try_more(
        cells: &mut [i64; 9],
        left: usize,
        set: &mut Vec<(usize, i64)>,
        found: &mut BTreeSet<Vec<(usize, i64)>>,
    ) {
        if left == 0 {
            let sums_up =
                |[first, second, total]: [usize; 3]| cells[first] + cells[second] == cells[total];
            if (0..3).all(|at| {
                sums_up([3 * at, 3 * at + 1, 3 * at + 2]) && sums_up([at, at + 3, at + 6])
            }) {
                found.insert(set.clone());
            }
            return;
        }
        for var in set.last().map_or(0, |&(var, _)| var + 1)..9 {
            let written = cells[var];
            for figure in (0..=LARGEST).filter(|&figure| figure != written) {
                cells[var] = figure;
                set.push((var, figure));
                try_more(cells, left - 1, set, found);
                set.pop();
            }
            cells[var] = written;
        }
    }
    let mut found = BTreeSet::new();
    for size in 1..=3 {
        if found.is_empty() {
            try_more(&mut before.clone(), size, &mut Vec::new(), &mut found);
        }
    }
    found
}

#[test]
fn a_repair_may_need_larger_figures_than_are_written() {
    let system = system(Vec::new(), &CROSS_FOOTED);
    assert_eq!(
        check(&system, "4 2 3 2 2 4 0 4 6", &Limits::default()),
        "a=0 c=2 g=2, a=1 g=3 i=7, c=6 g=6 i=10"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 8))]

    #[test]
    fn finds_every_smallest_set_of_a_cross_footed_table(
        inner in proptest::array::uniform4(0i64..3),
        wrong in proptest::collection::vec((0usize..9, proptest::option::of(0i64..5)), 1..4),
    ) {
        let [a, b, d, e] = inner;
        let cells = [a, b, a + b, d, e, d + e, a + d, b + e, a + b + d + e];
        let mut written = cells.map(Some);
        for (var, figure) in wrong {
            written[var] = figure;
        }
        let before =
            written.map(|cell| cell.map_or(VariableValue::Blank, |cell| VariableValue::Known(cell.into())));
        let system = system(Vec::new(), &CROSS_FOOTED);
        let verdicts = system.evaluate(&before);
        let goal: Vec<_> = (0..6)
            .filter(|&index| matches!(verdicts[index], Verdict::Violated { .. }))
            .collect();
        prop_assume!(!goal.is_empty());
        // rows and columns that are open leave cells without an equality of their own
        prop_assume!(!verdicts.iter().any(|verdict| matches!(verdict, Verdict::Open { .. })));

        let limits = Limits { sets: usize::MAX, ..Limits::default() };
        let sets = match repair(&system, &before, &goal, Changeable::Any, &limits) {
            Repair::Unique(set) => vec![set],
            Repair::Several { sets, more: false } => sets,
            other => {
                prop_assert_eq!(other, Repair::None);
                Vec::new()
            }
        };
        let found: BTreeSet<Vec<_>> = sets
            .iter()
            .map(|set| {
                set.iter().map(|c| (c.var.0, i64::try_from(c.to).unwrap())).collect()
            })
            .collect();
        prop_assert_eq!(found, by_trying_all(written.map(Option::unwrap_or_default)));
    }
}
