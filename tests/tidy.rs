//! Promises about the repository itself.

use std::fs;

use crate::command::repository;

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// The names that the first column of the tables in `page` holds.
fn first_columns(page: &str) -> Vec<&str> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next()).flat_map(|cell| cell.split(", ")).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let (manifest, page) = (read("Cargo.toml"), read("docs/dependencies.md"));
    let (_, table) = manifest.split_once("[workspace.dependencies]").unwrap();
    let (table, _) = table.split_once("\n[").unwrap();
    let names = table.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let given = first_columns(&page);
    let without: Vec<_> =
        names.filter(|name| !name.starts_with("gouji") && !given.contains(name)).collect();
    assert!(without.is_empty(), "not in docs/dependencies.md: {without:?}");
}

#[test]
fn every_output_format_is_described() {
    let page = read("docs/output.md");
    let given = first_columns(&page);
    let mut formats = gouji_reporter::OutputFormat::ALL.iter().map(|format| format.name());
    assert_eq!(formats.find(|name| !given.contains(name)), None);
}

#[test]
fn the_map_stays_short_enough_to_be_read() {
    let lines = read("docs/architecture.md").lines().count();
    assert!(lines <= 200, "docs/architecture.md has {lines} lines");
}

/// A link in a top-level document leads to a file.
#[test]
fn links_lead_somewhere() {
    for document in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for target in read(document).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let outside = target.starts_with("https://");
            assert!(outside || repository().join(target).exists(), "{document}: {target}");
        }
    }
}
