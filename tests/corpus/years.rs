//! Reports of six organs, 2019 to 2025, whose figures were read by hand: what two years have to do with one another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gouji_corpus_diff::generate::{forms, from_figures, layout::Layout};
use serde_json::Value;

use super::{files, folder, name};
use crate::command::Folder;

/// How a row of table 2 follows from that of last year: the form, the figure, what of last year it is made of, what
/// of this year is added and taken away.
struct Stock {
    form: &'static str,
    figure: &'static str,
    before: &'static [&'static str],
    added: &'static [&'static str],
    taken: &'static [&'static str],
}

const STOCKS: [Stock; 3] = [
    Stock {
        form: "2021",
        figure: "in-force",
        before: &["in-force"],
        added: &["made"],
        taken: &["repealed"],
    },
    Stock {
        form: "2019",
        figure: "in-force",
        before: &["in-force"],
        added: &["published"],
        taken: &[],
    },
    Stock {
        form: "2019",
        figure: "previous",
        before: &["previous", "change"],
        added: &[],
        taken: &[],
    },
];

/// The rows whose figures do not follow from last year's by the facts themselves.
fn broken(last: &Value, this: &Value) -> usize {
    let table = "proactive";
    let (form, own) = (&this[format!("{table}_form")], &this[table]);
    if last[format!("{table}_form")] != *form {
        return 0;
    }
    let mut count = 0;
    for (row, cells) in own.as_object().into_iter().flatten() {
        for Stock { form: of, figure, before, added, taken } in STOCKS {
            let sum = |facts: &Value, columns: &[&str]| -> Option<i64> {
                columns.iter().map(|it| facts[table][row][*it].as_i64()).sum()
            };
            let now = cells[figure].as_i64().filter(|_| *form == *of);
            let (last, added, taken) = (sum(last, before), sum(this, added), sum(this, taken));
            if let (Some(now), Some(last), Some(added), Some(taken)) = (now, last, added, taken) {
                count += usize::from(now != last + added - taken);
            }
        }
    }
    count
}

#[test]
fn two_years_agree_where_the_facts_do() {
    let Some(corpus) = folder("facts") else { return };
    let facts: Vec<Value> = files(&corpus)
        .iter()
        .filter(|path| name(path).starts_with('1'))
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    let key = |facts: &Value| (facts["issuer"].to_string(), facts["year"].as_u64().unwrap());
    let by_key: BTreeMap<_, &Value> = facts.iter().map(|it| (key(it), it)).collect();
    let is_sure = |facts: &Value| facts["ambiguous"].as_array().is_none_or(Vec::is_empty);
    let (mut pairs, mut expected, mut unsure) = (0, 0, BTreeSet::new());
    for (&(ref issuer, year), this) in &by_key {
        let Some(last) = by_key.get(&(issuer.clone(), year - 1)) else { continue };
        pairs += 1;
        if is_sure(this) && is_sure(last) {
            expected += broken(last, this);
        } else {
            unsure.insert((issuer.trim_matches('"').to_owned(), year));
        }
    }
    assert_eq!((facts.len(), pairs), (41, 35));
    for layout in [Layout::Pipes, Layout::Html] {
        let folder = Folder::new();
        for facts in &facts {
            let file = from_figures(&forms(), &[layout], facts).expect("they fit").remove(0);
            folder.file(&file.name, &file.bytes);
        }
        let json = folder.gouji("audit --format json --isolated").json();
        assert_eq!(json["pairs"], pairs, "{layout:?}");
        let units = json["units"].as_array().unwrap();
        let of = |finding: &Value| {
            let row = units.iter().find(|it| it["path"] == finding["path"]).unwrap();
            (row["unit"].as_str().unwrap().to_owned(), row["year"].as_u64().unwrap())
        };
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in json["findings"].as_array().unwrap() {
            if !unsure.contains(&of(finding)) {
                *codes.entry(finding["code"].as_str().unwrap()).or_default() += 1;
            }
        }
        println!("{layout:?}: {pairs} pairs, {} left out, {codes:?}", unsure.len());
        assert_eq!(unsure.len(), 17, "{layout:?}");
        assert_eq!(codes.get("Y001"), None, "{layout:?}");
        assert_eq!(codes.get("Y002").copied().unwrap_or_default(), expected, "{layout:?}");
    }
}
