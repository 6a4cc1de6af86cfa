//! The labelled sentences of `tests/statements` against themselves and against what their README.md says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

const SCOPES: [&str; 6] = ["report", "part", "other-organ", "wider", "other-year", "plan"];
const HALVES: [&str; 2] = ["dev", "held"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/statements")
}

fn rows(half: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder().join(format!("{half}.jsonl"))).expect("the file");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
}

fn list<'v>(row: &'v Value, key: &str) -> &'v [Value] {
    row[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

fn value(quantity: &Value) -> Decimal {
    text(quantity, "value").parse().expect("a value is a decimal")
}

/// The figures in digits of a text: where each begins and ends, in characters, and its decimals.
fn figures(text: &[char]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = |from: usize, more: &[char]| {
            let own = |it: &&char| it.is_ascii_digit() || more.contains(it);
            from + text[from..].iter().take_while(own).count()
        };
        let whole = run(at, &[',']);
        let behind = run((whole + 1).min(text.len()), &[]);
        let point = text.get(whole) == Some(&'.') && behind > whole + 1;
        let end = if point { behind } else { whole };
        found.push((at, end, if point { end - whole - 1 } else { 0 }));
        at = end;
    }
    found
}

/// What the figure of some words comes to; 万元 and 亿元 in 万元.
fn stated(raw: &[char], (start, end, _): (usize, usize, usize)) -> Decimal {
    let digits: String = raw[start..end].iter().filter(|it| **it != ',').collect();
    let rest: String = raw[end..].iter().collect();
    let rest = rest.trim_start_matches(['余', '多']);
    let times = match (rest.starts_with('万'), rest.starts_with('亿'), rest.chars().nth(1)) {
        (true, _, Some('元')) => 1,
        (true, ..) | (_, true, Some('元')) => 10_000,
        (_, true, _) => 100_000_000,
        _ => 1,
    };
    digits.parse::<Decimal>().expect("digits are a number") * Decimal::from(times)
}

fn sum(expression: &str, values: &[Decimal]) -> Decimal {
    expression.split('+').map(|at| values[at.parse::<usize>().expect("an index")]).sum()
}

/// Whether a relation holds, to the decimals that its rate is written with.
fn holds(relation: &Value, quantities: &[Value]) -> bool {
    let values: Vec<Decimal> = quantities.iter().map(value).collect();
    let expression = text(relation, "expr");
    if let Some((parts, whole)) = expression.split_once('<') {
        return sum(parts, &values) <= sum(whole, &values);
    }
    let (left, right) = expression.split_once('=').expect("a relation has two sides");
    let kind = text(relation, "kind");
    if matches!(kind, "sum" | "flow") {
        return sum(left, &values) == sum(right, &values);
    }
    if let Some((now, before)) = right.split_once('-') {
        return sum(left, &values) == (sum(now, &values) - sum(before, &values)).abs();
    }
    let (above, below) = right.split_once('/').expect("a rate is a quotient");
    let (above, below) = (sum(above, &values), sum(below, &values));
    let share = if kind == "rate" { above } else { (above - below).abs() };
    let raw: Vec<char> =
        text(&quantities[left.parse::<usize>().expect("an index")], "raw").chars().collect();
    let digits = figures(&raw).first().map_or(0, |figure| figure.2) as u32;
    let rounding = RoundingStrategy::MidpointAwayFromZero;
    let share = (share / below * Decimal::ONE_HUNDRED).round_dp_with_strategy(digits, rounding);
    sum(left, &values) == share
}

#[test]
fn each_figure_is_labelled_and_stands_where_its_label_says() {
    let (mut reports, mut texts, mut count) = (BTreeSet::new(), BTreeSet::new(), 0);
    for row in HALVES.iter().flat_map(|half| rows(half)) {
        let said: Vec<char> = text(&row, "text").chars().collect();
        let what = text(&row, "report").to_owned();
        let mut labelled = BTreeSet::new();
        let mut end = 0;
        for quantity in list(&row, "quantities") {
            let raw: Vec<char> = text(quantity, "raw").chars().collect();
            let start = quantity["start"].as_u64().expect("a start is a number") as usize;
            assert!(start >= end && said[start..].starts_with(&raw), "{what}: {quantity}");
            end = start + raw.len();
            labelled.extend(start..end);
            assert!(SCOPES.contains(&text(quantity, "scope")), "{what}: {quantity}");
            let own = figures(&raw).first().map(|&figure| stated(&raw, figure));
            assert!(own.is_none_or(|own| own == value(quantity)), "{what}: {quantity}");
        }
        let bare = figures(&said).into_iter().find(|(start, ..)| !labelled.contains(start));
        assert_eq!(bare, None, "{what}");
        for relation in list(&row, "relations") {
            let held = holds(relation, list(&row, "quantities"));
            assert_eq!(Some(held), relation["holds"].as_bool(), "{what}: {relation}");
        }
        assert!(reports.insert(what.clone()), "{what} twice");
        assert!(texts.insert(said), "{what} says what another does");
        count += 1;
    }
    assert!(count > 500, "{count}");
}

#[test]
fn the_readme_gives_their_counts() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the file");
    let mut counts: BTreeMap<(&str, String), [usize; 2]> = BTreeMap::new();
    for (at, half) in HALVES.iter().enumerate() {
        for row in rows(half) {
            let mut add = |table, key: &str| {
                counts.entry((table, key.to_owned())).or_default()[at] += 1;
            };
            add("part", text(&row, "section"));
            for quantity in list(&row, "quantities") {
                add("label", text(quantity, "label"));
                add("scope", text(quantity, "scope"));
            }
            for relation in list(&row, "relations") {
                let broken = if relation["holds"] == true { "" } else { ", does not hold" };
                add("relation", &format!("{}{broken}", text(relation, "kind")));
            }
        }
    }
    for ((table, key), [dev, held]) in &counts {
        let line = format!("| {key} | {dev} | {held} |");
        assert!(readme.contains(&line), "the table of {table} lacks {line}");
    }
    let lines = readme.lines().filter(|line| line.ends_with('|') && line.matches('|').count() == 4);
    let lines = lines.filter(|line| !line.contains("dev") && !line.contains("---"));
    assert_eq!(lines.count(), counts.len());
}
