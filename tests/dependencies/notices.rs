//! THIRD-PARTY-NOTICES.txt, which lies beside every binary that is given away: the crates that are in
//! it, on any platform of the release, and the texts of their licences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

use super::cargo;
use crate::command::committed;
use crate::generated::current;

/// The platforms that the release workflow builds for.
fn platforms() -> Vec<String> {
    let target = Regex::new(r"\{ target: ([\w-]+),").expect("is well formed");
    let workflow = committed(".github/workflows/release.yml");
    target.captures_iter(&workflow).map(|found| found[1].to_owned()).collect()
}

/// Every crate in the binary, as `name v1.2.3`, and what it is licensed under.
fn crates() -> Option<BTreeMap<String, String>> {
    let platforms = platforms();
    assert!(platforms.len() > 4, "{platforms:?}");
    let mut args = vec!["tree", "--package", "gouji", "--all-features", "--edges", "normal"];
    args.extend(["--prefix", "none", "--format", "{p}\t{l}"]);
    args.extend(platforms.iter().flat_map(|platform| ["--target", platform]));
    let tree = cargo(&args);
    if tree.status != 0 {
        println!("skipped: sources of a platform are missing (cargo fetch): {}", tree.stderr);
        return None;
    }
    let lines = tree.stdout.lines().filter_map(|line| line.split_once('\t'));
    let others = lines.filter(|(name, _)| !name.starts_with("gouji"));
    let plain = |text: &str| text.replace(" (*)", "").replace(" (proc-macro)", "");
    Some(others.map(|(name, licence)| (plain(name), plain(licence))).collect())
}

/// The texts in the folder of a crate that hold for who gives it away; one that may be had under MIT
/// is taken under MIT.
fn texts(folder: &Path, licence: &str) -> Vec<String> {
    let is_text = |name: &str| {
        ["licen", "copying", "copyright", "notice"].iter().any(|it| name.starts_with(it))
    };
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| {
            let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
            path.is_file() && is_text(&name.to_lowercase())
        })
        .collect();
    files.sort();
    let is_mit = |path: &Path| path.to_string_lossy().to_uppercase().contains("LICENSE-MIT");
    if !licence.contains("AND") && files.iter().any(|path| is_mit(path)) {
        files.retain(|path| is_mit(path));
    }
    let text = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).replace("\r\n", "\n");
    files.iter().map(text).collect()
}

#[test]
fn of_every_crate() {
    let Some(crates) = crates() else { return };
    let metadata = cargo(&["metadata", "--all-features", "--format-version", "1"]).json();
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    // The manifest of a crate, and the repository that it is written in.
    let manifests: BTreeMap<String, (String, &Value)> = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|it| {
            let name = format!("{} v{}", text(&it["name"]), text(&it["version"]));
            (name, (text(&it["manifest_path"]), &it["repository"]))
        })
        .collect();
    let texts_of = |name: &str, licence: &str| {
        let manifest = Path::new(&manifests[name].0);
        texts(manifest.parent().expect("a manifest lies in a folder"), licence)
    };

    let mut page = "gouji contains the crates below, each under the licence that is named. Their texts follow.\n\
                    gouji 含有下列程序库，各按所列许可使用；许可全文附后。\n\n"
        .to_owned();
    let mut shared: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, licence) in &crates {
        let _ = writeln!(page, "{name}: {licence}");
        let mut found = texts_of(name, licence);
        if found.is_empty() {
            // alloc-stdlib leaves it to alloc-no-stdlib, of the same repository
            let repository = manifests[name].1;
            let beside = crates.iter().filter(|(other, terms)| {
                manifests[*other].1 == repository && repository.is_string() && *terms == licence
            });
            found = beside.flat_map(|(other, licence)| texts_of(other, licence)).collect();
        }
        assert!(!found.is_empty(), "{name} has no text of its licence");
        for text in found {
            shared.entry(text.trim().to_owned()).or_default().insert(name);
        }
    }
    for (text, names) in shared {
        let names: Vec<&str> = names.into_iter().collect();
        let line = "=".repeat(80);
        let _ = write!(page, "\n{line}\n{}\n{line}\n\n{text}\n", names.join(", "));
    }
    current("THIRD-PARTY-NOTICES.txt", &page);
}
