//! One word for one thing: a type's name is defined once, and has none of the words that CONTRIBUTING.md rules out.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::architecture::shipped_files;
use crate::command::{committed, repository};

/// Names that are defined twice, each with its reason.
const TWICE: [(&str, &str); 1] =
    [("Progress", "the bar, and what stands for it in a build without bars")];

static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?m)^(?:pub(?:\([a-z ]+\))? )?(?:struct|enum|union|trait|type) (\w+)";
    Regex::new(pattern).expect("is well formed")
});

/// The types of all crates, each with the files that define it.
fn types() -> BTreeMap<String, Vec<String>> {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(repository().join("crates")).expect("there are crates") {
        let name = entry.expect("can be listed").file_name();
        let name = name.to_str().expect("names are ASCII");
        for (file, text) in shipped_files(name) {
            for found in DEFINITION.captures_iter(&text) {
                types.entry(found[1].to_owned()).or_default().push(format!("{name}/{file}"));
            }
        }
    }
    types
}

#[test]
fn the_name_of_a_type_is_used_once() {
    let types = types();
    assert!(types.len() > 500, "{}", types.len());
    let excused = |name: &str| TWICE.iter().any(|(it, _)| *it == name);
    let twice: Vec<_> =
        types.iter().filter(|(name, files)| files.len() > 1 && !excused(name)).collect();
    assert!(twice.is_empty(), "defined more than once: {twice:#?}");
}

/// The words that CONTRIBUTING.md says are not used, with the word that is.
fn unused(page: &str) -> Vec<(&str, &str)> {
    let (_, table) = page.split_once("| not | but |\n").expect("the table is there");
    let rows = table.lines().skip(1).map_while(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.trim_end_matches(" |").split_once(" | "))
        .flat_map(|(not, but)| not.split(", ").map(move |not| (not, but)))
        .collect()
}

#[test]
fn no_type_is_called_by_another_word() {
    let page = committed("CONTRIBUTING.md");
    let unused = unused(&page);
    assert!(unused.len() > 8, "{unused:?}");
    let parts = Regex::new("[A-Z][a-z0-9]*").expect("is well formed");
    let mut wrong = Vec::new();
    for (name, files) in types() {
        // The words of SARIF are its own.
        if files.iter().all(|file| file.starts_with("gouji-reporter/sarif/")) {
            continue;
        }
        for part in parts.find_iter(&name) {
            let not = unused.iter().find(|(not, _)| not.eq_ignore_ascii_case(part.as_str()));
            wrong.extend(not.map(|(not, but)| format!("{name} ({files:?}): not {not}, but {but}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
