//! Reports of six organs, 2019 to 2025, whose figures were read by hand: what two years have to do with one another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use gouji_corpus_diff::generate::{facts, forms, layout::Layout};
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

/// The cells that do not follow from last year's by the facts themselves.
fn broken(last: &Value, this: &Value) -> Vec<String> {
    let table = "proactive";
    let (form, own) = (&this[format!("{table}_form")], &this[table]);
    if last[format!("{table}_form")] != *form {
        return Vec::new();
    }
    let mut cells_broken = Vec::new();
    for (row, cells) in own.as_object().into_iter().flatten() {
        for Stock { form: of, figure, before, added, taken } in STOCKS {
            let sum = |facts: &Value, columns: &[&str]| -> Option<i64> {
                columns.iter().map(|it| facts[table][row][*it].as_i64()).sum()
            };
            let now = cells[figure].as_i64().filter(|_| *form == *of);
            let (last, added, taken) = (sum(last, before), sum(this, added), sum(this, taken));
            if let (Some(now), Some(last), Some(added), Some(taken)) = (now, last, added, taken)
                && now != last + added - taken
            {
                cells_broken.push(format!("{table}.{row}.{figure}"));
            }
        }
    }
    cells_broken
}

/// The breaks that the corpus lists, of pairs without an ambiguous row: last year's report, this year's,
/// the cell.
const BREAKS: [(&str, &str, &str); 7] = [
    ("104", "105", "proactive.normative.in-force"),
    ("105", "106", "proactive.normative.in-force"),
    ("106", "107", "proactive.normative.in-force"),
    ("117", "118", "proactive.normative.in-force"),
    ("119", "120", "proactive.normative.in-force"),
    ("124", "125", "proactive.normative.in-force"),
    ("125", "126", "proactive.normative.in-force"),
];

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
    let (mut pairs, mut expected, mut unsure) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (&(ref issuer, year), this) in &by_key {
        let Some(last) = by_key.get(&(issuer.clone(), year - 1)) else { continue };
        let [from, to] = [last, this].map(|it| it["id"].as_str().unwrap().to_owned());
        if is_sure(this) && is_sure(last) {
            let broken = broken(last, this).into_iter();
            expected.extend(broken.map(|cell| (from.clone(), to.clone(), cell)));
        } else {
            unsure.insert(to.clone());
        }
        pairs.push((from, to));
    }
    println!("{} pairs, * left out:", pairs.len());
    for (from, to) in &pairs {
        println!("{from} {to}{}", if unsure.contains(to) { " *" } else { "" });
    }
    assert_eq!((facts.len(), pairs.len(), unsure.len()), (41, 35, 17));
    let known: BTreeSet<(&str, &str, &str)> = BREAKS.into_iter().collect();
    assert_eq!(expected.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect::<BTreeSet<_>>(), known);
    for layout in [Layout::Pipes, Layout::Html] {
        let folder = Folder::new();
        for facts in &facts {
            // What two years have in common is here in figures alone.
            let mut model = facts::report(&forms(), facts).expect("they fit");
            model.sections.iter_mut().for_each(Vec::clear);
            folder.file(
                &format!("{}-{}", facts["id"].as_str().unwrap(), layout.file()),
                layout.write(&model),
            );
        }
        let json = folder.gouji("audit --format json --isolated").json();
        assert_eq!(json["pairs"], pairs.len(), "{layout:?}");
        let id = |place: &Value| place["path"].as_str().unwrap()[..3].to_owned();
        let mut found = BTreeSet::new();
        for finding in json["findings"].as_array().unwrap() {
            let (from, to) = (id(&finding["related"][0]), id(finding));
            if unsure.contains(&to) {
                continue;
            }
            assert_eq!(finding["code"], "Y002", "{layout:?}: {finding}");
            found.insert((from, to, finding["cell"].as_str().unwrap().to_owned()));
        }
        assert_eq!(found, expected, "{layout:?}");
    }
}
