//! A table that stands twice is told once, and both copies are checked.

use gouji_corpus_diff::generate::arrangement::Arrangement;
use gouji_corpus_diff::generate::layout::Layout;
use gouji_corpus_diff::generate::model::Model;
use gouji_corpus_diff::generate::{figures, forms};

use crate::bound::{LINTER, read, said};

const TABLES: [&str; 3] = ["proactive", "requests", "disputes"];

/// The report with a table twice; gives what is said of it, beyond what is said of it with the table
/// once: code, message, which copies its cells are of.
fn extra(
    model: &Model,
    arrangement: Arrangement,
    layout: Layout,
) -> Vec<(String, String, Vec<usize>)> {
    let plain = said(&read(&layout.write(model), layout.file()));
    assert!(plain.is_empty(), "{plain:?}");
    let twice = Model { arrangement, ..model.clone() };
    let document = read(&layout.write(&twice), layout.file());
    let findings = LINTER.check(&document).findings;
    let copies = |finding: &gouji_rules::finding::Finding| {
        let cells = crate::bound::labels(finding).filter_map(|label| label.cell.as_ref());
        cells.map(|cell| cell.copy).collect()
    };
    findings.iter().map(|it| (it.code.to_string(), it.message.zh.clone(), copies(it))).collect()
}

#[test]
fn the_same_figures_twice_are_one_finding() {
    for form in forms() {
        let model = figures::report(&form, 5);
        for (table, layout) in TABLES.iter().flat_map(|table| Layout::ALL.map(|it| (*table, it))) {
            let said = extra(&model, Arrangement::Twice { table, changed: None }, layout);
            let [(code, message, _)] = &said[..] else { panic!("{table} {layout:?}: {said:?}") };
            assert_eq!(code, "T003", "{table} {layout:?}: {message}");
            assert!(message.ends_with("出现了 2 次，数字相同"), "{table} {layout:?}: {message}");
        }
    }
}

#[test]
fn a_slip_in_the_second_copy_is_found_there() {
    for form in forms() {
        let model = figures::report(&form, 5);
        for (table, row, column) in
            [("requests", "total", "natural"), ("disputes", "count", "direct-total")]
        {
            let field = model.field(table, row, column);
            let raised = model.count(field).unwrap() + 1;
            for layout in Layout::ALL {
                let changed = Some((field, raised.to_string()));
                let said = extra(&model, Arrangement::Twice { table, changed }, layout);
                let of = |code: &str| said.iter().filter(move |it| it.0.starts_with(code)).count();
                let at = format!("{table} {layout:?}: {said:?}");
                assert_eq!((of("T003"), of("E")), (1, said.len() - 1), "{at}");
                assert!(said.len() > 1, "{table} {layout:?}: {said:?}");
                for (code, message, copies) in said {
                    let differ = message.contains("出现了 2 次，有 1 格的数字不同");
                    assert_eq!(differ, code == "T003", "{table} {layout:?}: {message}");
                    let first = code == "T003";
                    assert!(copies.iter().all(|&copy| first || copy == 1), "{layout:?}: {message}");
                }
            }
        }
    }
}
