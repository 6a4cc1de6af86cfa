//! A slip breaks exactly the equations through it, and the repair undoes it.

use std::collections::{BTreeMap, BTreeSet};

use gouji_corpus_diff::generate::layout::Layout;
use gouji_corpus_diff::generate::model::Model;
use gouji_corpus_diff::generate::slip::{Mutant, Slip, mutate};
use gouji_corpus_diff::generate::{figures, forms};
use gouji_rules::finding::{EquationDetail, Finding, Severity};
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::oracle::{Failure, Law, Verdict, laws};
use super::{meant, print, seeds};
use crate::bound::{LINTER, address, read, values};

/// Reports spoilt by each slip, for each form.
const MUTANTS: [(Slip, u64); 7] = [
    (Slip::Cell, 170),
    (Slip::WithRowTotal, 40),
    (Slip::SwappedDigits, 40),
    (Slip::Shifted, 40),
    (Slip::TotalLeft, 30),
    (Slip::Blank, 40),
    (Slip::BlankAndCell, 30),
];

/// What became of a mutant.
struct Outcome {
    slip: Slip,
    /// Equations that the slip broke.
    broken: usize,
    /// Whether the one repair puts every changed cell right.
    repaired: bool,
    /// Whether the slip was named.
    named: bool,
}

#[test]
fn a_slip_breaks_exactly_the_equations_through_it() {
    let of = |form| {
        MUTANTS.into_iter().flat_map(move |(slip, count)| {
            let form = std::sync::Arc::clone(&form);
            let reports = (1_000..).map(move |seed| (seed, figures::report(&form, seed)));
            let mutants = reports.filter_map(move |(seed, model)| mutate(&model, slip, seed));
            mutants.take(seeds(count).count())
        })
    };
    let mutants: Vec<Mutant> = forms().into_iter().flat_map(of).collect();
    let outcomes: Vec<Outcome> = mutants
        .par_iter()
        .enumerate()
        .map(|(index, mutant)| check(mutant, layout(index, mutant)))
        .collect();
    report(&outcomes);
}

/// The layouts in turn; a blank cell needs one that keeps it.
fn layout(index: usize, mutant: &Mutant) -> Layout {
    let keeps = !mutant.model.cells.values().any(String::is_empty);
    let mut layouts = Layout::ALL.iter().copied().cycle().skip(index % Layout::ALL.len());
    layouts.find(|layout| keeps || layout.keeps_blanks()).expect("some layout keeps blanks")
}

fn check(mutant: &Mutant, layout: Layout) -> Outcome {
    let model = &mutant.model;
    let document = read(&layout.write(model), layout.file());
    let findings = LINTER.check(&document).findings;
    let laws = laws(model);
    let context = format!("{:?} {layout:?} {:?}", mutant.slip, mutant.changed);

    let (mut fails, mut open) = (Vec::new(), Vec::new());
    for law in &laws {
        match law.verdict(model) {
            Verdict::Holds => {}
            Verdict::Fails(failure) => fails.push(failure),
            // No rule asks for what is missing to a bound.
            Verdict::Open(failure) if law.is_bound() => drop(failure),
            Verdict::Open(failure) => open.push(failure),
        }
    }
    fails.sort();
    open.sort();
    if mutant.slip == Slip::Cell {
        assert_through(mutant, &laws, &fails);
    }
    let (fault, gap): (Vec<_>, Vec<_>) = findings
        .iter()
        .filter(|finding| finding.equation.is_some())
        .partition(|finding| &*finding.code != "E004");
    assert_eq!(reported(&fault, model, &laws), fails, "{context}");
    assert_eq!(reported(&gap, model, &laws), open, "{context}");
    for finding in &fault {
        let warns = finding.severity == Severity::Warning;
        assert_eq!(warns, &*finding.code == "E007", "{context}");
    }
    assert!(gap.iter().all(|finding| finding.severity == Severity::Warning), "{context}");
    assert_nothing_else(&findings, mutant, &context);
    let equations = || fault.iter().chain(&gap).filter_map(|finding| finding.equation.as_ref());
    Outcome {
        slip: mutant.slip,
        broken: fails.len() + open.len(),
        repaired: repairs(equations(), mutant),
        named: names(&findings, mutant.slip),
    }
}

/// A single count that is off breaks every equality through it.
fn assert_through(mutant: &Mutant, laws: &[Law], fails: &[Failure]) {
    let [(field, _)] = mutant.changed[..] else { panic!("one cell differs") };
    let through = laws.iter().filter(|law| !law.is_bound() && law.is_through(field));
    let through: BTreeSet<_> = through.map(|law| (law.code, &*law.over)).collect();
    let bounds: BTreeSet<_> =
        laws.iter().filter(|law| law.is_bound()).map(|law| law.code.to_owned()).collect();
    let equalities = fails.iter().filter(|failure| !bounds.contains(&failure.code));
    let broken: BTreeSet<_> = equalities.map(|failure| (&*failure.code, &*failure.over)).collect();
    assert_eq!(broken, through);
}

/// Every equation that the findings speak of, with its sides: their own and those folded in.
fn reported(findings: &[&Finding], model: &Model, laws: &[Law]) -> Vec<Failure> {
    let integer = |value: Decimal| i64::try_from(value).expect("sums of counts are integers");
    let mut reported = Vec::new();
    for finding in findings {
        let equation = finding.equation.as_ref().expect("these findings have one");
        let law = law_of(equation, model, laws);
        assert!([law.code, "E004"].contains(&&*finding.code), "{finding:?}");
        let (left, right) = (integer(equation.left), integer(equation.right));
        assert_eq!(integer(equation.difference), (left - right).abs());
        for operand in &equation.operands {
            let field = model.field(&operand.cell.table, &operand.cell.row, &operand.cell.column);
            assert_eq!(operand.value.map(integer), model.count(field), "{operand:?}");
        }
        let (code, over) = (law.code.to_owned(), law.over.clone());
        reported.push(Failure { code, over, left, right });
        reported.extend(equation.folded.iter().map(|folded| Failure {
            code: folded.code.to_string(),
            over: folded.over.to_string(),
            left: integer(folded.left),
            right: integer(folded.right),
        }));
    }
    reported.sort();
    reported
}

/// The law over the cells that a finding's own equation is over.
fn law_of<'l>(equation: &EquationDetail, model: &Model, laws: &'l [Law]) -> &'l Law {
    let operands: BTreeSet<_> =
        equation.operands.iter().map(|operand| address(&operand.cell)).collect();
    laws.iter()
        .find(|law| {
            law.fields().map(|field| model.address(field)).collect::<BTreeSet<_>>() == operands
        })
        .unwrap_or_else(|| panic!("no law is over {operands:?}"))
}

/// Beside equations only what a slip brings with it: the blank itself, 规章 of an organ that may not
/// make any, and the text, which still has the right number.
fn assert_nothing_else(findings: &[Finding], mutant: &Mutant, context: &str) {
    let blank = mutant.model.cells.values().any(String::is_empty);
    let rules = mutant
        .changed
        .iter()
        .any(|&(field, _)| &*mutant.model.table(field).rows[field.row].id == "rules");
    for finding in findings.iter().filter(|finding| finding.equation.is_none()) {
        let expected = match &*finding.code {
            "V001" => blank,
            "E009" => rules,
            code if code.starts_with('N') => {
                let tables: Vec<&str> = mutant
                    .changed
                    .iter()
                    .map(|&(field, _)| &*mutant.model.table(field).id)
                    .collect();
                let cells = finding.related.iter().filter_map(|label| label.cell.as_ref());
                cells.map(|cell| &*cell.table).any(|table| tables.contains(&table))
            }
            _ => false,
        };
        assert!(expected, "{context}: {} {}", finding.code, finding.message.zh);
    }
}

fn repairs<'e>(equations: impl Iterator<Item = &'e EquationDetail>, mutant: &Mutant) -> bool {
    let repair: BTreeSet<(String, Decimal)> = equations
        .flat_map(|equation| &equation.repair)
        .map(|change| (address(&change.cell), change.value))
        .collect();
    mutant.changed.iter().all(|&(field, count)| {
        repair.contains(&(mutant.model.address(field), Decimal::from(count)))
    })
}

fn names(findings: &[Finding], slip: Slip) -> bool {
    let name = match slip {
        Slip::SwappedDigits => "相邻两位数字颠倒",
        Slip::Shifted => "数值错填在相邻一列",
        Slip::TotalLeft => "总计未填或仍为 0",
        Slip::Cell | Slip::WithRowTotal | Slip::Blank | Slip::BlankAndCell => return true,
    };
    let mut help = findings.iter().filter_map(|finding| finding.help.as_ref());
    help.any(|help| help.zh.contains(name))
}

/// Prints the figures, and asks for what the project promises.
fn report(outcomes: &[Outcome]) {
    let mut by_slip: BTreeMap<Slip, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        by_slip.entry(outcome.slip).or_default().push(outcome);
    }
    for (slip, outcomes) in &by_slip {
        let repaired = outcomes.iter().filter(|outcome| outcome.repaired).count();
        let named = outcomes.iter().filter(|outcome| outcome.named).count();
        let broken: usize = outcomes.iter().map(|outcome| outcome.broken).sum();
        let count = outcomes.len();
        println!(
            "{slip:?}: {count} mutants, {broken} equations broken, {repaired} repaired, {named} named"
        );
        if matches!(slip, Slip::SwappedDigits | Slip::Shifted | Slip::TotalLeft) {
            assert!(named * 100 >= count * 90, "{slip:?}: {named} of {count} named");
        }
        if *slip == Slip::Blank {
            assert_eq!(repaired, count, "one blank has one filling");
        }
    }
    let deciding: Vec<&Outcome> =
        by_slip[&Slip::Cell].iter().copied().filter(|outcome| outcome.broken >= 2).collect();
    let repaired = deciding.iter().filter(|outcome| outcome.repaired).count();
    print(&format!(
        "{} mutants in {} layouts, each with exactly the equations through it; the repair undoes \
         {repaired} of {} single-cell slips that break two or more equations",
        outcomes.len(),
        Layout::ALL.len(),
        deciding.len(),
    ));
    assert!(outcomes.len() >= 500);
    assert!(deciding.len() >= 100 && repaired * 100 >= deciding.len() * 95);
}

/// Cell lines lose blanks: what is then bound is still right, and no error is raised.
#[test]
fn nothing_is_guessed_where_a_blank_was_lost() {
    for form in forms() {
        for seed in seeds(20) {
            let model = figures::report(&form, seed);
            let Some(mutant) = mutate(&model, Slip::Blank, seed) else { continue };
            for layout in [Layout::CellLines, Layout::SpacedCellLines] {
                let document = read(&layout.write(&mutant.model), layout.file());
                let expected = meant(&mutant.model);
                for (address, value) in values(&LINTER.bind(&document)) {
                    assert_eq!(expected.get(&address), Some(&value), "{layout:?} {address}");
                }
                for finding in LINTER.check(&document).findings {
                    assert_ne!(finding.severity, Severity::Error, "{}", finding.message.zh);
                }
            }
        }
    }
}
