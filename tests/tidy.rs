//! Promises about the repository itself.

use crate::command::{committed, ends_in, files_below, repository};

/// The names that the first column of the tables in `page` holds.
fn first_columns(page: &str) -> Vec<&str> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next()).flat_map(|cell| cell.split(", ")).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let (manifest, page) = (committed("Cargo.toml"), committed("docs/dependencies.md"));
    let (_, table) = manifest.split_once("[workspace.dependencies]").unwrap();
    let (table, _) = table.split_once("\n[").unwrap();
    let names = table.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let given = first_columns(&page);
    let without: Vec<_> =
        names.filter(|name| !name.starts_with("gouji") && !given.contains(name)).collect();
    assert!(without.is_empty(), "not in docs/dependencies.md: {without:?}");
}

/// The oldest Rust that is promised is the one that CI tests: of the default build, and of `full`, by which
/// others install the command.
#[test]
fn the_oldest_rust_is_the_same_everywhere() {
    let manifest = |path| committed(path).parse::<toml::Table>().expect("a manifest is TOML");
    let oldest = &manifest("Cargo.toml")["workspace"]["package"]["rust-version"];
    let of_full = &manifest("crates/gouji-pdf/Cargo.toml")["package"]["rust-version"];
    let both = ["README.md", "README.zh-CN.md", "docs/versioning.md", ".github/workflows/ci.yml"];
    let full = ["docs/integration.md", "docs/any-ci.md", ".github/actions/gouji/build.sh"];
    let said = both.iter().map(|path| (path, oldest));
    for (path, version) in said.chain(both.iter().chain(&full).map(|path| (path, of_full))) {
        let version = version.as_str().expect("a text");
        assert!(committed(path).contains(version), "{path} does not say {version}");
    }
}

#[test]
fn every_output_format_is_described() {
    let page = committed("docs/output.md");
    let given = first_columns(&page);
    let mut formats = gouji_reporter::OutputFormat::ALL.iter().map(|format| format.name());
    assert_eq!(formats.find(|name| !given.contains(name)), None);
}

#[test]
fn the_map_stays_short_enough_to_be_read() {
    let lines = committed("docs/architecture.md").lines().count();
    assert!(lines <= 200, "docs/architecture.md has {lines} lines");
}

/// Each test that SECURITY.md names beside a promise is there.
#[test]
fn promises_of_security_have_their_tests() {
    let page = committed("SECURITY.md");
    let named: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| "))
        .flat_map(|line| line.split('`'))
        .filter_map(|word| word.split_once("::"))
        .map(|(_, test)| test)
        .filter(|test| !test.is_empty())
        .collect();
    let folders = ["tests", "crates"].map(|it| repository().join(it));
    let files = folders.iter().flat_map(|folder| {
        let files = files_below(folder).into_iter().filter(|file| ends_in(file, "rs"));
        files.map(move |file| std::fs::read_to_string(folder.join(file)).expect("it is UTF-8"))
    });
    let code: String = files.collect();
    let lost: Vec<_> = named.iter().filter(|test| !code.contains(&format!("fn {test}("))).collect();
    assert!(named.len() > 15 && lost.is_empty(), "{lost:?} of {}", named.len());
}

/// A link in a document leads to a file, and to a heading of it where it names one.
#[test]
fn links_lead_somewhere() {
    let mut documents: Vec<String> =
        ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
            .map(str::to_owned)
            .into();
    documents.extend(files_below(&repository().join("docs")).iter().map(|it| format!("docs/{it}")));
    documents.retain(|document| ends_in(document, "md"));
    assert!(documents.len() > 20, "{documents:?}");
    let mut broken = Vec::new();
    for document in &documents {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in links(&prose(&committed(document))) {
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let path = match file {
                "" => document.clone(),
                file => format!("{folder}/{file}").trim_start_matches('/').to_owned(),
            };
            let there = repository().join(&path).exists();
            if !there || !heading.is_empty() && !has_heading(&prose(&committed(&path)), heading) {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What CONTRIBUTING.md tells to read is there.
#[test]
fn the_paths_of_the_walks_lead_somewhere() {
    let page = committed("CONTRIBUTING.md");
    let named = page.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = named
        .filter(|it| {
            it.contains('/') && !it.contains([' ', '<', '…', '*', '{']) && it.contains('.')
        })
        .filter(|it| {
            ["crates/", "rules/", "tests/", "docs/"].iter().any(|root| it.starts_with(root))
        })
        .collect();
    assert!(paths.len() > 20, "{paths:?}");
    let missing: Vec<_> = paths.iter().filter(|path| !repository().join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Who starts at docs/README.md finds every page by links.
#[test]
fn every_page_is_in_the_book() {
    let mut found = vec!["docs/README.md".to_owned()];
    let mut next = 0;
    while let Some(page) = found.get(next).cloned() {
        next += 1;
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        for target in links(&prose(&committed(&page))) {
            let file = target.split('#').next().unwrap_or_default();
            let path = plain(&format!("{folder}/{file}"));
            if ends_in(file, "md") && path.starts_with("docs/") && !found.contains(&path) {
                found.push(path);
            }
        }
    }
    let mut pages = files_below(&repository().join("docs"));
    pages.retain(|page| ends_in(page, "md") && !page.starts_with("samples/"));
    pages.retain(|page| !found.contains(&format!("docs/{page}")));
    assert!(pages.is_empty(), "no link leads from docs/README.md to {pages:?}");
}

/// A path without `.` and `..`.
fn plain(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A page without its fenced code.
fn prose(page: &str) -> String {
    page.split("```").step_by(2).collect()
}

/// Where the links of a page lead within the repository.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.starts_with("https://")).map(str::to_owned).collect()
}

/// Whether a heading of the page has this name in addresses, as GitHub makes it: small letters,
/// hyphens for spaces, nothing else that is no letter or digit.
fn has_heading(page: &str, name: &str) -> bool {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| line.trim_start_matches('#').trim().to_lowercase()).any(|heading| {
        let kept = heading.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
        kept.map(|it| if it == ' ' { '-' } else { it }).eq(name.chars())
    })
}

#[test]
fn a_link_is_told_from_what_only_looks_like_one() {
    let page = "# 一、Two words\n[a](b.md#c) [x](https://x.y)\n```\n[d](e)\n```\n[f](#g)";
    assert_eq!(links(&prose(page)), ["b.md#c", "#g"]);
    assert!(has_heading(page, "一two-words"));
    assert!(!has_heading(page, "two-words"));
}
