//! The figures of 15 real reports in every layout: the answer is the same whatever the layout.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gouji_parser::fold::fold;
use gouji_report::sheet::{CellState, FieldValue, Sheet};
use gouji_rules::finding::{Finding, Severity};
use rust_decimal::Decimal;

use super::facts::Facts;
use super::{document, files, folder, starting};
use crate::bound::{LINTER, Value, values};

/// Layouts in which every cell leaves its trace.
const EXACT: [&str; 13] = [
    "tsv",
    "cell_blank_line",
    "cell_per_line",
    "cell_per_line_tab",
    "cell_pipe",
    "docx",
    "fullwidth_digits",
    "html_inline",
    "html_wps",
    "md_gfm",
    "md_padded",
    "md_ragged",
    "thousands_tsv",
];
/// Layouts that leave a cell blank where the figure is 0.
const ZERO_IS_BLANK: [&str; 2] = ["html_nbsp", "html_gbk"];

/// The reports that stand in every layout.
pub(super) fn facts() -> Option<Vec<Facts>> {
    let (derived, facts) = (folder("derived")?, folder("facts")?);
    let reports = files(&derived.join("tsv"));
    let id = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let ids: Vec<String> = reports.iter().filter_map(|path| id(path)).collect();
    assert_eq!(ids.len(), 15);
    Some(ids.iter().map(|id| Facts::read(&facts.join(format!("{id}.json")))).collect())
}

fn findings(layout: &str, facts: &Facts) -> Option<Vec<Finding>> {
    let path = starting(&folder("derived")?.join(layout), &facts.id);
    Some(LINTER.check(&document(&path)).findings)
}

fn bound(layout: &str, facts: &Facts) -> Option<BTreeMap<String, Value>> {
    let path = starting(&folder("derived")?.join(layout), &facts.id);
    Some(values(&LINTER.bind(&document(&path))))
}

/// What `gouji extract` gives, by address.
fn extracted(layout: &str, facts: &Facts) -> Option<BTreeMap<String, Value>> {
    let path = starting(&folder("derived")?.join(layout), &facts.id);
    let sheet = Sheet::of(&LINTER.bind(&document(&path)));
    let read = |it: FieldValue| {
        let value = match it.state {
            // 251000元, where the form has 万元: the figures were noted down as they are written
            CellState::Number if it.unit.is_some_and(|unit| it.raw.ends_with(&unit)) => {
                Value::Text(fold(&it.raw))
            }
            CellState::Number => Value::Number(it.value?.normalize()),
            CellState::Blank => Value::Blank,
            CellState::Placeholder | CellState::Unread => Value::Text(fold(&it.raw)),
            CellState::Recovered
            | CellState::RowUnread
            | CellState::RowMissing
            | CellState::TableMissing => return None,
        };
        Some((format!("{}.{}.{}", it.cell.table, it.cell.row, it.cell.column), value))
    };
    Some(sheet.values.into_iter().filter_map(read).collect())
}

#[test]
fn every_layout_binds_to_the_facts() -> Result<(), String> {
    check_layouts(bound)
}

#[test]
fn what_is_extracted_are_the_facts() -> Result<(), String> {
    check_layouts(extracted)
}

fn check_layouts(read: fn(&str, &Facts) -> Option<BTreeMap<String, Value>>) -> Result<(), String> {
    let Some(reports) = facts() else { return Ok(()) };
    let mut wrong = Vec::new();
    for facts in &reports {
        for layout in EXACT.into_iter().chain(ZERO_IS_BLANK) {
            let zero = |address: &str| {
                ZERO_IS_BLANK.contains(&layout)
                    && facts.values[address] == Value::Number(Decimal::ZERO)
            };
            let bound = read(layout, facts).unwrap_or_default();
            let same = |address: &String, value: &Value| match bound.get(address) {
                Some(Value::Blank) => *value == Value::Blank || zero(address),
                found => found == Some(value),
            };
            let differs = |(address, value): (&String, &Value)| {
                (!same(address, value)).then(|| {
                    format!(
                        "{layout} {} {address}: {:?}, is {value:?}",
                        facts.id,
                        bound.get(address)
                    )
                })
            };
            wrong.extend(facts.values.iter().filter_map(differs));
            let extra = bound.keys().filter(|address| !facts.values.contains_key(*address));
            wrong.extend(extra.map(|address| format!("{layout} {} {address}: absent", facts.id)));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Blank cells leave no trace in `pdf_rows`: a row that has one is not read, the others are.
#[test]
fn rows_that_lost_their_blanks_are_not_guessed() {
    let mut cells = 0;
    for facts in facts().into_iter().flatten() {
        let bound = bound("pdf_rows", &facts).unwrap_or_default();
        for (address, value) in &facts.values {
            let found = bound.get(address);
            let lost = found.is_none() && facts.has_blank_beside(address);
            assert!(
                lost || found == Some(value),
                "{} {address}: {found:?}, is {value:?}",
                facts.id
            );
            cells += usize::from(found.is_some());
        }
    }
    println!("pdf_rows: {cells} cells");
}

/// Cells run together in `glued`: no cell is bound, nothing is called an error.
#[test]
fn nothing_is_guessed_from_glued_cells() {
    for facts in facts().into_iter().flatten() {
        assert_eq!(
            bound("glued", &facts).unwrap_or_default().into_keys().next(),
            None,
            "{}",
            facts.id
        );
        for finding in findings("glued", &facts).unwrap_or_default() {
            assert_ne!(finding.severity, Severity::Error, "{}: {}", facts.id, finding.message.zh);
        }
    }
}

/// Code, severity and message of what family E says.
fn equations(layout: &str, facts: &Facts) -> BTreeSet<(String, &'static str, String)> {
    let findings = findings(layout, facts).unwrap_or_default();
    let equations = findings.into_iter().filter(|finding| finding.code.starts_with('E'));
    equations
        .map(|finding| (finding.code.to_string(), finding.severity.name(), finding.message.zh))
        .collect()
}

#[test]
fn every_layout_gives_the_same_findings_of_family_e() {
    for facts in facts().into_iter().flatten() {
        let expected = equations("tsv", &facts);
        for layout in EXACT {
            assert_eq!(equations(layout, &facts), expected, "{layout} {}", facts.id);
        }
        // With blanks for zeros a difference may be a matter of what is missing, and rows that are
        // not read suspend their equations: nothing new may be called an error.
        let broken = broken("tsv", &facts);
        for layout in ZERO_IS_BLANK.into_iter().chain(["pdf_rows"]) {
            let new: Vec<_> = self::broken(layout, &facts).difference(&broken).cloned().collect();
            assert_eq!(new, [], "{layout} {}", facts.id);
        }
    }
}

/// Every equation that is called broken: its code, and the row or column that it speaks of.
fn broken(layout: &str, facts: &Facts) -> BTreeSet<(String, String)> {
    let mut broken = BTreeSet::new();
    for finding in findings(layout, facts).unwrap_or_default() {
        let Some(equation) = &finding.equation else { continue };
        if finding.severity < Severity::Error {
            continue;
        }
        let rows: BTreeSet<_> = equation.operands.iter().map(|op| &op.cell.row).collect();
        let first = &equation.operands[0].cell;
        let over = if rows.len() == 1 { &first.row } else { &first.column };
        broken.insert((finding.code.to_string(), over.to_string()));
        let folded = equation.folded.iter();
        broken.extend(folded.map(|folded| (folded.code.to_string(), folded.over.to_string())));
    }
    broken
}

/// The broken equations are those that were found by hand.
#[test]
fn broken_equations_are_those_of_the_facts() {
    for facts in facts().into_iter().flatten() {
        let mut broken = broken("tsv", &facts);
        // The facts do not go into 现行有效 against 制发 and 废止.
        broken.retain(|(code, _)| code != "E006");
        assert_eq!(broken, facts.broken, "{}", facts.id);
    }
}
