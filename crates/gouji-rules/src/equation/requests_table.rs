//! Diagnosis of 表三, the table that these equations were made for: known cases, and mutants of
//! random balanced tables.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::*;

const COLUMNS: [&str; 7] = ["natural", "enterprise", "research", "ngo", "legal", "others", "sum"];
const SUM: usize = 6;
const FLOW: [&str; 2] = ["new", "carried-in"];
const RESULTS: [&str; 18] = [
    "granted",
    "partial",
    "denied-secret",
    "denied-law",
    "denied-stability",
    "denied-third-party",
    "denied-internal",
    "denied-process",
    "denied-enforcement",
    "denied-inquiry",
    "unavailable-not-held",
    "unavailable-to-create",
    "unavailable-unclear",
    "rejected-petition",
    "rejected-repeat",
    "rejected-publication",
    "rejected-excessive",
    "rejected-reissue",
];

/// 表三 of one form: its rows and equations.
struct RequestsTable {
    rows: Vec<&'static str>,
    system: System,
}

impl RequestsTable {
    fn new(others: &[&'static str]) -> Self {
        let rows = [&FLOW, &RESULTS[..], others, &["total", "carried-out"]].concat();
        let mut equations = Vec::new();
        for relation in [
            "new + carried-in == total + carried-out",
            "total == granted + partial + denied-* + unavailable-* + rejected-* + other*",
        ] {
            let relation = parse(relation).unwrap();
            for column in 0..COLUMNS.len() {
                let cells = |at: usize| {
                    let pattern = &relation.addresses()[at].path;
                    let found = (0..rows.len()).filter(|&r| wildcard_matches(pattern, rows[r]));
                    found.map(|row| Variable(row * 7 + column)).collect()
                };
                equations.push(relation.resolve(cells).unwrap());
            }
        }
        let relation =
            parse("sum == natural + enterprise + research + ngo + legal + others").unwrap();
        for row in 0..rows.len() {
            let cell = |at: usize| {
                let name = &*relation.addresses()[at].path;
                let column = COLUMNS.iter().position(|&column| column == name);
                column.map(|column| Variable(row * 7 + column)).into_iter().collect()
            };
            equations.push(relation.resolve(cell).unwrap());
        }
        let domains = vec![Domain::Count; rows.len() * 7];
        Self { system: System::new(domains, equations), rows }
    }

    fn form_2019() -> Self {
        Self::new(&["other"])
    }

    fn form_2021() -> Self {
        Self::new(&["other-no-correction", "other-unpaid", "other-rest"])
    }

    fn row(&self, name: &str) -> usize {
        self.rows.iter().position(|&row| row == name).unwrap()
    }

    fn cell(&self, name: &str) -> usize {
        let (row, column) = name.split_once('.').unwrap();
        self.row(row) * 7 + COLUMNS.iter().position(|&name| name == column).unwrap()
    }

    fn name(&self, var: Variable) -> String {
        format!("{}.{}", self.rows[var.0 / 7], COLUMNS[var.0 % 7])
    }

    /// `default` everywhere but in the cells given.
    fn values(&self, default: VariableValue, cells: &[(&str, i64)]) -> Vec<VariableValue> {
        let mut values = vec![default; self.rows.len() * 7];
        for &(name, number) in cells {
            values[self.cell(name)] = VariableValue::Known(number.into());
        }
        values
    }

    fn place(&self, var: Variable) -> VariablePlace {
        let (row, column) = (var.0 / 7, var.0 % 7);
        VariablePlace { table: 0, row, column, total: column == SUM || self.rows[row] == "total" }
    }

    /// A table in which every equation holds.
    fn balanced(&self, random: &mut Random) -> Vec<i64> {
        let (total, carried_out) = (self.row("total"), self.row("carried-out"));
        let mut cells = vec![0; self.rows.len() * 7];
        for column in 0..SUM {
            for row in FLOW.len()..total {
                if random.below(3) == 0 {
                    let magnitude = [3, 30, 2000][random.below(3)];
                    let figure = i64::try_from(random.below(magnitude)).unwrap();
                    cells[row * 7 + column] = figure;
                    cells[total * 7 + column] += figure;
                }
            }
            let out = i64::try_from(random.below(9)).unwrap();
            let all = cells[total * 7 + column] + out;
            let carried_in = i64::try_from(random.below(9)).unwrap().min(all);
            cells[carried_out * 7 + column] = out;
            cells[7 + column] = carried_in;
            cells[column] = all - carried_in;
        }
        for row in cells.chunks_mut(7) {
            row[SUM] = row[..SUM].iter().sum();
        }
        cells
    }

    /// Indices of the equations that a cell counts in.
    fn through(&self, cell: usize) -> BTreeSet<usize> {
        let equations = self.system.equations().iter().enumerate();
        equations
            .filter(|(_, equation)| equation.vars().any(|var| var.0 == cell))
            .map(|(index, _)| index)
            .collect()
    }

    fn violated(&self, values: &[VariableValue]) -> BTreeSet<usize> {
        let verdicts = self.system.evaluate(values).into_iter().enumerate();
        verdicts
            .filter(|(_, verdict)| matches!(verdict, Verdict::Violated { .. }))
            .map(|(index, _)| index)
            .collect()
    }

    /// The diagnosis in words: equations by index, sets with names and the slip.
    fn check(&self, values: &[VariableValue]) -> String {
        let diagnosis = diagnose(&self.system, values, &Limits::default());
        let mut out = String::new();
        for fault in &diagnosis.faults {
            writeln!(out, "fault {:?} {}", fault.equations, self.describe(&fault.repair)).unwrap();
        }
        for gap in &diagnosis.gaps {
            let filling = self.describe(&gap.filling);
            write!(out, "gap {:?} {filling}", gap.equations).unwrap();
            if let Some(changes) = &gap.completion {
                write!(out, " completion {}", self.set(changes)).unwrap();
            }
            out.push('\n');
        }
        out
    }

    fn describe(&self, repair: &Repair) -> String {
        match repair {
            Repair::Unique(changes) => {
                let slip = slip(changes, |var| self.place(var));
                format!("unique {} {slip:?}", self.set(changes))
            }
            Repair::Several { sets, more } => {
                let sets: Vec<_> = sets.iter().map(|set| self.set(set)).collect();
                format!("several {} more: {more}", sets.join(" "))
            }
            Repair::None => "none".to_owned(),
            Repair::GaveUp => "gave up".to_owned(),
        }
    }

    fn set(&self, changes: &[RepairChange]) -> String {
        let changes: Vec<_> = changes
            .iter()
            .map(|change| format!("{} = {}", self.name(change.var), change.to))
            .collect();
        format!("{{{}}}", changes.join(", "))
    }
}

/// xorshift64*, so that every run sees the same tables.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(bits).unwrap() % bound
    }

    /// A different number ≥ 0: a few off, a digit slip, or anything.
    fn other_than(&mut self, number: i64) -> i64 {
        let random = i64::try_from(self.below(1000)).unwrap();
        let other = match self.below(4) {
            0 => number + 1 + random % 9,
            1 => number - 1 - random % 9,
            2 => number * 10 + random % 10,
            _ => random,
        };
        if other < 0 || other == number { number + 1 } else { other }
    }
}

fn known(cells: &[i64]) -> Vec<VariableValue> {
    cells.iter().map(|&number| VariableValue::Known(number.into())).collect()
}

/// 平川区 2020: 新收 3, 1.本机关不掌握 3, everything else 0.
#[test]
fn totals_left_at_0() {
    let table = RequestsTable::form_2019();
    let cells = [
        ("new.natural", 3),
        ("new.sum", 3),
        ("unavailable-not-held.natural", 3),
        ("unavailable-not-held.sum", 3),
    ];
    insta::assert_snapshot!(
        table.check(&table.values(VariableValue::Known(Decimal::ZERO), &cells)),
        @"fault [0, 6, 7, 13] unique {total.natural = 3, total.sum = 3} Some(TotalLeft)"
    );
}

/// 阳城县政府办 2021: of 予以公开 the total alone is filled.
#[test]
fn breakdown_left_blank() {
    let table = RequestsTable::form_2021();
    let cells = [
        ("new.natural", 14),
        ("new.sum", 14),
        ("granted.sum", 14),
        ("total.natural", 14),
        ("total.sum", 14),
    ];
    let all_blank = table.values(VariableValue::Blank, &cells);
    let mut row_blank = table.values(VariableValue::Known(Decimal::ZERO), &cells);
    let granted = table.row("granted") * 7;
    row_blank[granted..granted + SUM].fill(VariableValue::Blank);
    assert_eq!(table.check(&all_blank), table.check(&row_blank));
    insta::assert_snapshot!(table.check(&row_blank), @"gap [7, 16] unique {granted.natural = 14} Some(Blank)");
}

/// Zeros and the totals of all rows left blank, the habit of 上海市政府办公厅 2019; figures made up.
#[test]
fn totals_left_blank() {
    let table = RequestsTable::form_2019();
    let mut values = table.values(
        VariableValue::Blank,
        &[
            ("new.natural", 9),
            ("new.enterprise", 4),
            ("granted.natural", 5),
            ("partial.enterprise", 2),
            ("denied-law.natural", 2),
            ("denied-law.enterprise", 1),
            ("rejected-repeat.natural", 1),
            ("total.natural", 8),
            ("total.enterprise", 3),
            ("carried-out.natural", 1),
            ("carried-out.enterprise", 1),
        ],
    );
    insta::assert_snapshot!(table.check(&values), @"gap [14, 16, 17, 19, 30, 35, 36] none completion {new.sum = 13, granted.sum = 5, partial.sum = 2, denied-law.sum = 3, rejected-repeat.sum = 1, total.sum = 11, carried-out.sum = 2}");
    // one of the cells that the totals are to be made of is wrong
    values[table.cell("denied-law.enterprise")] = VariableValue::Known(Decimal::TWO);
    insta::assert_snapshot!(table.check(&values), @"
    fault [8] several {partial.enterprise = 1} {denied-law.enterprise = 1} more: false
    gap [14] none
    gap [16] none
    gap [17] none
    gap [19] none
    gap [30] none
    gap [35] none
    gap [36] none
    ");
}

#[test]
fn unread_row_is_not_asked() {
    let table = RequestsTable::form_2021();
    let mut values = known(&table.balanced(&mut Random(5)));
    let partial = table.row("partial") * 7;
    values[partial..partial + 7].fill(VariableValue::Unread);
    assert_eq!(table.check(&values), "");
    values[table.cell("granted.legal")] = VariableValue::Known(777.into());
    insta::assert_snapshot!(table.check(&values), @"fault [16] several {granted.legal = 0} {granted.sum = 778} more: false");
}

#[test]
fn nothing_is_said_of_a_table_that_is_all_wrong() {
    let table = RequestsTable::form_2021();
    let mut random = Random(11);
    for _ in 0..50 {
        let values: Vec<_> = (0..table.rows.len() * 7)
            .map(|_| VariableValue::Known(random.below(1000).into()))
            .collect();
        let diagnosis = diagnose(&table.system, &values, &Limits::default());
        assert!(diagnosis.faults.iter().all(|fault| fault.repair == Repair::None));
        let broken: usize = diagnosis.faults.iter().map(|fault| fault.equations.len()).sum();
        assert_eq!(broken, table.violated(&values).len());
    }
}

/// Changes one cell: exactly the equations through it break, and it is found with its old value.
#[test]
fn mutants_of_one_cell() {
    let mut random = Random(2021);
    let (mut mutants, mut found) = (0, 0);
    for table in [RequestsTable::form_2019(), RequestsTable::form_2021()] {
        for _ in 0..100 {
            let cells = table.balanced(&mut random);
            assert_eq!(table.check(&known(&cells)), "");
            for _ in 0..5 {
                let cell = random.below(cells.len());
                let mut values = known(&cells);
                values[cell] = VariableValue::Known(random.other_than(cells[cell]).into());
                assert_eq!(
                    table.violated(&values),
                    table.through(cell),
                    "{}",
                    table.name(Variable(cell))
                );

                let diagnosis = diagnose(&table.system, &values, &Limits::default());
                let [EquationFault { repair, .. }] = &diagnosis.faults[..] else {
                    panic!("one cause")
                };
                mutants += 1;
                found += usize::from(matches!(
                    repair,
                    Repair::Unique(set) if matches!(
                        set[..], [RepairChange { var, to, .. }] if var.0 == cell && to == cells[cell].into()
                    )
                ));
            }
        }
    }
    println!("one cell changed: {found} of {mutants} found");
    assert_eq!((mutants, found), (1000, 1000));
}

/// Changes a cell and its row total alike: the row holds, the two columns break, and the pair is
/// among the sets.
#[test]
fn mutants_of_a_cell_with_its_row_total() {
    let mut random = Random(2019);
    let (mut mutants, mut found, mut unique) = (0, 0, 0);
    for table in [RequestsTable::form_2019(), RequestsTable::form_2021()] {
        for _ in 0..250 {
            let cells = table.balanced(&mut random);
            let cell = random.below(table.rows.len()) * 7 + random.below(SUM);
            let total = cell / 7 * 7 + SUM;
            let other = random.other_than(cells[cell]);
            let mut values = known(&cells);
            values[cell] = VariableValue::Known(other.into());
            values[total] = VariableValue::Known((cells[total] + other - cells[cell]).into());
            let row = table.through(cell).intersection(&table.through(total)).copied().collect();
            let columns = &(&table.through(cell) | &table.through(total)) - &row;
            assert_eq!(table.violated(&values), columns);

            let diagnosis = diagnose(&table.system, &values, &Limits::default());
            let [EquationFault { repair, .. }] = &diagnosis.faults[..] else { panic!("one cause") };
            let sets = match repair {
                Repair::Unique(set) => std::slice::from_ref(set),
                Repair::Several { sets, .. } => sets,
                Repair::None | Repair::GaveUp => &[],
            };
            let old = [cell, total].map(|cell| (Variable(cell), Decimal::from(cells[cell])));
            mutants += 1;
            unique += usize::from(sets.len() == 1);
            found += usize::from(
                sets.iter().any(|set| set.iter().map(|change| (change.var, change.to)).eq(old)),
            );
        }
    }
    println!("a cell with its row total changed: {found} of {mutants} found, {unique} alone");
    assert_eq!((mutants, found), (500, 500));
}

/// Up to three cells changed at will: the search stays within its bounds, and what it finds is no
/// larger than what was changed.
#[test]
fn mutants_of_three_cells() {
    let mut random = Random(3);
    let (mut mutants, mut found) = (0, 0);
    for table in [RequestsTable::form_2019(), RequestsTable::form_2021()] {
        for _ in 0..100 {
            let cells = table.balanced(&mut random);
            let mut values = known(&cells);
            let mut old = BTreeSet::new();
            for _ in 0..3 {
                let cell = random.below(cells.len());
                values[cell] = VariableValue::Known(random.other_than(cells[cell]).into());
                old.insert((Variable(cell), Decimal::from(cells[cell])));
            }
            let diagnosis = diagnose(&table.system, &values, &Limits::default());
            for EquationFault { repair, .. } in &diagnosis.faults {
                let sets = match repair {
                    Repair::Unique(set) => std::slice::from_ref(set),
                    Repair::Several { sets, .. } => sets,
                    Repair::None | Repair::GaveUp => panic!("there is a set of three: {repair:?}"),
                };
                assert!(sets[0].len() <= old.len());
                mutants += 1;
                found += usize::from(
                    sets.iter().any(|set| set.iter().all(|c| old.contains(&(c.var, c.to)))),
                );
            }
        }
    }
    println!("three cells changed: {found} of {mutants} found");
    assert!(found * 100 >= mutants * 95);
}
