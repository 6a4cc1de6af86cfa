//! Small reports for each rule, `tests/fixtures/<CODE>/{fail,pass}-<case>.<txt|md|html>`.
//!
//! A `fail-` file fires the rule, with the rule's severity or the one that the name ends in
//! (`-warning`, `-info`); a `pass-` file does not fire it. Beside it neither breaks an equation,
//! and both are reports of the kind that the rule is about, unless that is what it is about.
//! What the `fail-` files of a rule say, and where, stands in its `said.txt`, see `said`.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use gouji_rules::{
    Linter,
    finding::{Finding, Severity},
    rule::Rule,
    settings::SettingsFile,
};

use crate::{
    all_on, check,
    said::{said, unlike},
};

fn folder(rule: &Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(&*rule.code)
}

/// Every rule, those of single places among them.
fn linter() -> Arc<Linter> {
    static ALL: LazyLock<Arc<Linter>> = LazyLock::new(|| {
        let packs = gouji_data::PROFILES.iter().filter(|(name, _)| name.ends_with(".rules.toml"));
        let packs = packs.map(|(name, text)| Arc::new(SettingsFile::new(*name, *text)));
        Arc::new(all_on(packs.collect()))
    });
    Arc::clone(&ALL)
}

/// The names and texts of the files of a rule.
fn fixtures(rule: &Rule) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder(rule)) else { return Vec::new() };
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("the folder can be listed"))
        // A folder is of a rule over several reports: see `across`.
        .filter(|entry| entry.path().is_file() && entry.file_name() != "said.txt")
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("fixtures are UTF-8");
            (entry.file_name().into_string().expect("names are ASCII"), text)
        })
        .collect();
    files.sort();
    files
}

/// The severity that a file name ends in; that of the rule where it ends in none.
pub(crate) fn severity(rule: &Rule, name: &str) -> Severity {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .find(|severity| stem.ends_with(&format!("-{}", severity.name())))
        .unwrap_or(rule.severity)
}

/// The kind of report that a form is for: website-2018; forms of the annual report have a year alone.
fn kind(form: &str) -> Option<&str> {
    form.rsplit_once('-').map(|(kind, _)| kind)
}

/// What is wrong with a file, if anything.
fn fault(linter: &Linter, rule: &Rule, name: &str, text: &str) -> Option<String> {
    let checked = check(linter, text, name);
    let form = checked.report.form.as_deref();
    if form.and_then(kind) != rule.forms.first().and_then(|form| kind(form)) {
        return Some(format!("is read by the form {form:?}, and the rule is of {:?}", rule.forms));
    }
    let findings = checked.findings;
    let (own, others): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.code == rule.code);
    let severity = severity(rule, name);
    if own.is_empty() == name.starts_with("fail-") {
        let found: Vec<_> = findings.iter().map(|it| (&it.code, &it.message.zh)).collect();
        return Some(format!("{} findings of its own, of {found:?}", own.len()));
    }
    let unexpected = own.iter().find(|finding| finding.severity != severity).or_else(|| {
        others.iter().find(|other| {
            let equation = other.code.starts_with('E') && other.severity == Severity::Error;
            equation || &*other.name == "not-a-report"
        })
    });
    unexpected.map(|finding| format!("{} {}", finding.severity.name(), finding.message.zh))
}

#[test]
fn fire_what_they_should() {
    let linter = linter();
    let faults: Vec<String> = linter
        .rules()
        .iter()
        .flat_map(|rule| fixtures(rule).into_iter().map(move |file| (rule, file)))
        .filter_map(|(rule, (name, text))| {
            Some(format!("{}/{name}: {}", rule.code, fault(&linter, rule, &name, &text)?))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn say_what_is_wrong_and_where() {
    let linter = linter();
    let mut faults = Vec::new();
    for rule in linter.rules() {
        let mut all = String::new();
        for file in fixtures(rule).into_iter().filter(|(name, _)| name.starts_with("fail-")) {
            let findings = check(&linter, &file.1, &file.0).findings;
            let own = findings.iter().filter(|finding| finding.code == rule.code);
            all += &said(own, &[file]);
        }
        let path = folder(rule).join("said.txt");
        if !all.is_empty() {
            faults.extend(unlike(&path, all).map(|all| format!("{}:\n{all}", path.display())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_rule_has_two_of_either_sort() {
    let linter = linter();
    // A rule about what no piece of text can show has no example, and no fixtures.
    for rule in linter.rules().iter().filter(|rule| !rule.text.bad.is_empty()) {
        let files = fixtures(rule);
        let count = |sort: &str| files.iter().filter(|(name, _)| name.starts_with(sort)).count();
        assert!(count("fail-") >= 2 && count("pass-") >= 2, "{}", rule.code);
        assert_eq!(count("fail-") + count("pass-"), files.len(), "{}", rule.code);
    }
}
