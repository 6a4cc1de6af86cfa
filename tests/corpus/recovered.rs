//! What the equations give back of figures that run together, against the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_report::form::TableSpec;

use super::derived::facts;
use super::facts::Facts;
use super::{document, folder, starting};
use crate::bound::{LINTER, Value};
use crate::recovered::brute::Rows;
use crate::recovered::{Score, score};

/// Reports with a relation that does not hold, or that blanks leave open.
const OFF: [&str; 5] = ["010", "102", "123", "124", "126"];

/// The rows of a report as its form has them, each cell as it is written, with the ids of its columns.
fn rows(facts: &Facts) -> (Rows, BTreeMap<String, Vec<String>>) {
    // 137 has the tables of two forms.
    let tables = ["proactive", "requests", "disputes"].map(|id| {
        let own =
            || facts.values.keys().filter_map(move |it| it.strip_prefix(id)?.strip_prefix('.'));
        let has = |table: &&Arc<TableSpec>| {
            own()
                .filter_map(|it| it.split_once('.'))
                .all(|(row, column)| table.row(row).is_some() && table.column(column).is_some())
        };
        let tables = LINTER.forms().filter_map(|form| form.table(id));
        tables.into_iter().find(has).unwrap_or_else(|| panic!("{} fits a form", facts.id))
    });
    let (mut rows, mut columns) = (Rows::new(), BTreeMap::<String, Vec<String>>::new());
    let tables = tables.into_iter();
    for (table, row) in tables.flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
        for column in row.columns.iter().map(|&column| &table.columns[column].id) {
            let row = format!("{}.{}", table.id, row.id);
            let written = match facts.values.get(&format!("{row}.{column}")) {
                None => continue,
                Some(Value::Blank) => String::new(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Text(text)) => text.clone(),
            };
            rows.entry(row.clone()).or_default().push(written);
            columns.entry(row).or_default().push(column.to_string());
        }
    }
    (rows, columns)
}

/// Where the relations hold, nothing that is recovered is wrong.
#[test]
fn what_is_recovered_of_glued_cells_are_the_facts() {
    let Some(reports) = facts() else { return };
    let mut sums = [Score::default(); 2];
    for facts in &reports {
        let path = starting(&folder("derived").unwrap().join("glued"), &facts.id);
        let (rows, columns) = rows(facts);
        let document = document(&path);
        let own = score(&LINTER.bind(&document), &rows, |row| columns[row].clone());
        println!(
            "glued {}: {} of {} cells recovered, {} of them wrong; brute force tells {}",
            facts.id, own.recovered, own.cells, own.wrong, own.determined
        );
        let off = OFF.contains(&&*facts.id);
        assert!(!own.untold && (off || own.wrong == 0), "{}", facts.id);
        let sum = &mut sums[usize::from(off)];
        sum.cells += own.cells;
        sum.recovered += own.recovered;
        sum.wrong += own.wrong;
        sum.determined += own.determined;
    }
    for (sum, what) in sums.iter().zip(["whose relations hold", "with one that does not hold"]) {
        println!(
            "reports {what}: {} of {} cells recovered, {} wrong; brute force tells {}",
            sum.recovered, sum.cells, sum.wrong, sum.determined
        );
    }
    let [right, _] = sums;
    assert!(
        right.wrong == 0 && right.recovered * 100 >= right.determined * 98,
        "{}",
        right.recovered
    );
}
