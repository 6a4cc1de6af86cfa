//! Small folders for each rule over several reports, `tests/fixtures/<CODE>/{fail,pass}-<case>/`: the report `this.md`,
//! that of the year before `last.md`, those of the organs below `child-….md`, those of other units
//! `sibling-….md`.
//!
//! A `fail-` folder fires the rule, with the rule's severity or the one that its name ends in; a `pass-` folder does not.
//! What a `fail-` folder says stands in its `said.txt`, see `said`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use gouji_report::{DataFile, SourceId};
use gouji_rules::{
    Among, CommonShingles, Linter, Placed, ReportRecord, finding::CheckedReport, rule::Rule,
};

use crate::{
    fixtures::severity,
    said::{said, unlike},
};

/// The rules of this repository, those over several reports among them.
fn linter() -> Linter {
    let mut packs = DataFile::all(gouji_data::PACKS);
    packs.extend(DataFile::all(gouji_data::PACKS_ACROSS));
    match Linter::new(&DataFile::all(gouji_data::FORMS), &packs) {
        Ok(linter) => linter,
        Err(error) => panic!("{:?}", miette::Report::new(*error)),
    }
}

/// The reports of a folder, by the names of their files.
fn reports(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut reports: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .map(|path| {
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("fixtures are UTF-8"))
        })
        .collect();
    reports.sort();
    reports
}

/// What the rules over several reports find in `this.md`.
fn check(linter: &Linter, reports: &[(String, String)]) -> CheckedReport {
    let records: Vec<ReportRecord> = reports
        .iter()
        .map(|(name, text)| {
            let document = gouji_parser::read(text.as_bytes(), name).expect("UTF-8 text is read");
            linter.check_and_keep(&linter.bind(&document)).1.unwrap_or_else(|| panic!("{name}"))
        })
        .collect();
    let placed = |(at, record)| Placed { record, source: SourceId(at) };
    let placed: Vec<(&str, Placed<'_>)> = reports
        .iter()
        .zip((0..).zip(&records).map(placed))
        .map(|((name, _), placed)| (&**name, placed))
        .collect();
    let of = |wanted: &str| placed.iter().find(|(name, _)| *name == wanted).map(|(_, it)| *it);
    let children: Vec<Placed<'_>> =
        placed.iter().filter(|(name, _)| name.starts_with("child-")).map(|(_, it)| *it).collect();
    let this = of("this.md").expect("there is a report to be checked");
    let siblings: Vec<Placed<'_>> =
        placed.iter().filter(|(name, _)| name.starts_with("sibling-")).map(|(_, it)| *it).collect();
    let issuer = |placed: &'_ Placed<'_>| placed.record.summary.issuer.clone().unwrap_or_default();
    let issuers: Vec<String> = siblings.iter().map(issuer).collect();
    let foreign: Vec<(usize, &str)> = this
        .record
        .actors()
        .filter_map(|(at, name)| {
            Some((at, &**issuers.iter().find(|it| it.contains(name.trim_end_matches('共')))?))
        })
        .collect();
    let mut units: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for record in &records {
        let issuer = record.summary.issuer.as_deref().unwrap_or_default();
        for hash in record.shingles() {
            units.entry(hash).or_default().insert(issuer);
        }
    }
    let units = units.iter().map(|(hash, units)| (*hash, units.len() as u32));
    let common = CommonShingles::new(units.collect());
    let (listed, complete) = (true, true);
    let last = of("last.md");
    linter.check_among(&Among {
        last,
        children: &children,
        listed,
        complete,
        siblings: &siblings,
        foreign: &foreign,
        common: &common,
        ..Among::alone(this)
    })
}

/// What is wrong with a folder, if anything.
fn fault(linter: &Linter, rule: &Rule, folder: &Path) -> Option<String> {
    let name = folder.file_name().expect("it has a name").to_string_lossy();
    let reports = reports(folder);
    let checked = check(linter, &reports);
    let own: Vec<_> = checked.findings.iter().filter(|it| it.code == rule.code).collect();
    if own.is_empty() == name.starts_with("fail-") {
        return Some(format!("{} findings", own.len()));
    }
    if let Some(wrong) = own.iter().find(|it| it.severity != severity(rule, &name)) {
        return Some(format!("{} {}", wrong.severity.name(), wrong.message.zh));
    }
    if own.is_empty() {
        return None;
    }
    let said = said(own, &reports);
    unlike(&folder.join("said.txt"), said)
}

fn folders(rule: &Rule) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(&*rule.code);
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn folders_fire_what_they_should_and_say_where() {
    let linter = Arc::new(linter());
    let mut faults = Vec::new();
    for rule in linter.rules() {
        for folder in folders(rule) {
            let fault = fault(&linter, rule, &folder);
            faults.extend(fault.map(|fault| format!("{}: {fault}", folder.display())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn examples_fire_and_are_put_right() {
    let linter = linter();
    let rules = linter.rules().iter().filter(|it| it.code.starts_with(['Y', 'R']));
    let with_examples: Vec<&Rule> = rules.filter(|it| !it.text.bad.is_empty()).collect();
    assert!(with_examples.len() > 7);
    for rule in with_examples {
        let fires = |piece: &str| {
            let checked = linter.check_example(rule, piece).expect("it is text");
            checked.findings.iter().any(|it| it.code == rule.code)
        };
        assert!(fires(&rule.text.bad) && !fires(&rule.text.good), "{}", rule.code);
    }
}

#[test]
fn each_rule_over_several_reports_has_two_folders_of_either_sort() {
    let linter = linter();
    let codes =
        |packs: &[(&str, &str)]| -> String { packs.iter().map(|(_, text)| *text).collect() };
    let own = codes(gouji_data::PACKS_ACROSS);
    // What files are handed in is no matter of what two of them say: tests/audit.
    let rules = linter.rules().iter().filter(|it| &*it.kind != "filing");
    let rules = rules.filter(|it| own.contains(&format!("code = \"{}\"", it.code)));
    let rules: Vec<&Rule> = rules.collect();
    assert!(rules.len() > 4);
    for rule in rules {
        let folders = folders(rule);
        let count = |sort: &str| {
            let names = folders.iter().filter_map(|it| it.file_name());
            names.filter(|name| name.to_string_lossy().starts_with(sort)).count()
        };
        assert!(count("fail-") >= 2 && count("pass-") >= 2, "{}", rule.code);
    }
}
