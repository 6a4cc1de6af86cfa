//! The figures of the reports, read by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gouji_corpus_diff::generate::{forms, from_figures, layout::Layout};
use gouji_parser::fold::fold;
use serde_json::Value as Json;

use crate::bound::{LINTER, Said, Value, misread, read, said, values};

/// What is true of a report.
pub(super) struct Facts {
    pub(super) id: String,
    /// By address.
    pub(super) values: BTreeMap<String, Value>,
    /// Code, and the row or column, of every equation that is broken beyond doubt.
    pub(super) broken: BTreeSet<(String, String)>,
}

impl Facts {
    pub(super) fn read(path: &Path) -> Self {
        let json: Json = serde_json::from_slice(&fs::read(path).unwrap()).expect("facts are JSON");
        let mut values = BTreeMap::new();
        for table in ["proactive", "requests", "disputes"] {
            for (row, columns) in json[table].as_object().expect("rows by id") {
                for (column, figure) in columns.as_object().expect("figures by column") {
                    values.insert(format!("{table}.{row}.{column}"), value(figure));
                }
            }
        }
        let failed = json["failed"].as_array().expect("a list").iter();
        Self {
            id: text(&json["id"]),
            values,
            broken: failed.filter(|failed| failed["level"] == "error").map(broken).collect(),
        }
    }

    /// Whether the row of an address has a blank cell.
    pub(super) fn has_blank_beside(&self, address: &str) -> bool {
        let row = |address: &str| address.rsplit_once('.').map(|(row, _)| row.to_owned());
        let mut blanks = self.values.iter().filter(|(_, value)| **value == Value::Blank);
        blanks.any(|(blank, _)| row(blank) == row(address))
    }
}

fn text(json: &Json) -> String {
    json.as_str().expect("a string").to_owned()
}

fn value(figure: &Json) -> Value {
    match figure {
        Json::Null => Value::Blank,
        Json::Number(number) => number_or_text(&number.to_string()),
        _ => number_or_text(&text(figure)),
    }
}

fn number_or_text(written: &str) -> Value {
    match written.parse::<rust_decimal::Decimal>() {
        Ok(number) => Value::Number(number.normalize()),
        Err(_) => Value::Text(fold(written)),
    }
}

fn broken(failed: &Json) -> (String, String) {
    let (code, over) = match failed["kind"].as_str().expect("a kind") {
        "flow" => ("E001", "column"),
        "results" => ("E002", "column"),
        "row-sum" => ("E003", "row"),
        kind => panic!("no rule is known for {kind}"),
    };
    (code.to_owned(), text(&failed[over]))
}

/// Reports generated from the figures bind to them in every layout, and are found the same in each.
#[test]
fn figures_make_reports() {
    let Some(folder) = super::folder("facts") else { return };
    let (forms, mut count) = (forms(), 0);
    for path in super::files(&folder) {
        let json: Json = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let facts = Facts::read(&path);
        let blank = facts.values.values().any(|value| *value == Value::Blank);
        let layouts = Layout::ALL.into_iter().filter(|layout| layout.keeps_blanks() || !blank);
        let layouts: Vec<Layout> = layouts.collect();
        let files = from_figures(&forms, &layouts, &json).expect("facts fit a form");
        let mut first: Option<Vec<Said>> = None;
        for file in files {
            let document = read(&file.bytes, &file.name);
            let bound = values(&LINTER.bind(&document));
            assert_eq!(misread(&bound, &facts.values), None, "{}", file.name);
            let said = said(&document);
            assert_eq!(&said, first.get_or_insert_with(|| said.clone()), "{}", file.name);
            count += 1;
        }
    }
    println!("{count} reports from figures");
}
