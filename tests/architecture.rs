//! Laws of docs/architecture.md that the compiler does not know: what each crate may depend on,
//! and what its shipped code must not speak of.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::command::{committed, ends_in, files_below, repository};

/// A string of the code, without its quotes.
static LITERAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("is well formed"));

/// A line of the shipped code of a crate, and where it stands.
struct Line {
    place: String,
    text: String,
}

/// The files of a crate, each by its path below `src`, without the tests in them.
pub(crate) fn shipped_files(name: &str) -> Vec<(String, String)> {
    let folder = format!("crates/{name}/src");
    let files: Vec<String> = files_below(&repository().join(&folder))
        .into_iter()
        .filter(|file| ends_in(file, "rs"))
        .collect();
    let read: Vec<(String, String)> = files
        .into_iter()
        .map(|file| {
            let text = committed(&format!("{folder}/{file}"));
            (file, text)
        })
        .collect();
    let tests: Vec<String> =
        read.iter().flat_map(|(file, text)| test_modules(file, text)).collect();
    let is_test = |file: &str| {
        let stem = file.trim_end_matches(".rs");
        tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    };
    read.into_iter()
        .filter(|(file, _)| !is_test(file))
        .map(|(file, text)| (file, without_tests(&text).to_owned()))
        .collect()
}

/// The code of a crate without tests and comments.
fn shipped(name: &str) -> Vec<Line> {
    let folder = format!("crates/{name}/src");
    let mut lines = Vec::new();
    for (file, text) in shipped_files(name) {
        for (number, line) in (1..).zip(text.lines()) {
            if !line.trim_start().starts_with("//") {
                let place = format!("{folder}/{file}:{number}");
                lines.push(Line { place, text: line.to_owned() });
            }
        }
    }
    assert!(lines.len() > 300, "{name}: {} lines", lines.len());
    lines
}

/// The modules that `file` declares for tests only, as paths without an ending.
fn test_modules(file: &str, text: &str) -> Vec<String> {
    static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
        let declared = r"#\[cfg\(test\)\]\n\s*(?:pub\(crate\) )?mod (\w+);";
        Regex::new(declared).expect("is well formed")
    });
    let stem = file.trim_end_matches(".rs");
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let own = if matches!(name, "lib" | "main" | "mod") { folder } else { stem };
    let names = DECLARED.captures_iter(text).map(|found| format!("{own}/{}", &found[1]));
    names.map(|path| path.trim_start_matches('/').to_owned()).collect()
}

/// A file up to the tests in it, which stand at its end.
fn without_tests(text: &str) -> &str {
    static TESTS: LazyLock<Regex> = LazyLock::new(|| {
        let begin = r"#\[cfg\(test\)\]\n(?:pub\(crate\) )?mod \w+ \{";
        Regex::new(begin).expect("is well formed")
    });
    TESTS.find(text).map_or(text, |found| &text[..found.start()])
}

/// Asserts that no line of the shipped code of `crates` is one that `is_wrong`.
#[track_caller]
fn check(crates: &[&str], is_wrong: impl Fn(&Line) -> bool) {
    let wrong: Vec<String> = crates
        .iter()
        .flat_map(|name| shipped(name))
        .filter(|line| is_wrong(line))
        .map(|line| format!("{}: {}", line.place, line.text.trim()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LIBRARIES: [&str; 7] = [
    "gouji-parser",
    "gouji-pdf",
    "gouji-statements",
    "gouji-report",
    "gouji-rules",
    "gouji-audit",
    "gouji-reporter",
];
const ALL: [&str; 12] = [
    "gouji-parser",
    "gouji-pdf",
    "gouji-statements",
    "gouji-report",
    "gouji-rules",
    "gouji-audit",
    "gouji-reporter",
    "gouji-project",
    "gouji-lsp",
    "gouji-serve",
    "gouji-wasm",
    "gouji",
];

/// A crate that is left out by mistake would be tested by nobody.
#[test]
fn every_crate_is_built_by_default_but_those_of_a_feature_and_the_module() {
    let manifest: toml::Table = committed("Cargo.toml").parse().expect("a manifest is TOML");
    let members = manifest["workspace"]["default-members"].as_array().expect("a list");
    let listed: BTreeSet<&str> = members.iter().filter_map(toml::Value::as_str).collect();
    let crates = std::fs::read_dir(repository().join("crates")).expect("the folder is there");
    let names = crates.map(|entry| entry.expect("it can be listed").file_name());
    let mut left_out: Vec<String> = names
        .map(|name| format!("crates/{}", name.to_string_lossy()))
        .filter(|name| !listed.contains(name.as_str()))
        .collect();
    left_out.sort();
    let expected = ["gouji-lsp", "gouji-pdf", "gouji-serve", "gouji-wasm"];
    assert_eq!(left_out, expected.map(|name| format!("crates/{name}")));
}

#[test]
fn nothing_flows_back() {
    let depends = |manifest: &str| -> Vec<String> {
        let manifest: toml::Table = committed(manifest).parse().expect("a manifest is TOML");
        let given = manifest.get("dependencies").and_then(toml::Value::as_table);
        let names = given.into_iter().flat_map(toml::Table::keys);
        names.filter(|name| name.starts_with("gouji")).cloned().collect()
    };
    assert_eq!(depends("rules/Cargo.toml"), [""; 0]);
    assert_eq!(depends("crates/gouji-parser/Cargo.toml"), [""; 0]);
    assert_eq!(depends("crates/gouji-pdf/Cargo.toml"), ["gouji-parser"]);
    assert_eq!(depends("crates/gouji-report/Cargo.toml"), ["gouji-parser"]);
    assert_eq!(depends("crates/gouji-statements/Cargo.toml"), ["gouji-parser"]);
    let below = ["gouji-parser", "gouji-report", "gouji-statements"];
    assert_eq!(depends("crates/gouji-rules/Cargo.toml"), below);
    let below = ["gouji-parser", "gouji-report", "gouji-rules"];
    assert_eq!(depends("crates/gouji-audit/Cargo.toml"), below);
    let below = ["gouji-audit", "gouji-parser", "gouji-report", "gouji-rules"];
    assert_eq!(depends("crates/gouji-reporter/Cargo.toml"), below);
    let below = [
        "gouji-audit",
        "gouji-data",
        "gouji-parser",
        "gouji-pdf",
        "gouji-report",
        "gouji-reporter",
        "gouji-rules",
    ];
    assert_eq!(depends("crates/gouji-project/Cargo.toml"), below);
    let below = ["gouji-parser", "gouji-project", "gouji-report", "gouji-reporter", "gouji-rules"];
    assert_eq!(depends("crates/gouji-lsp/Cargo.toml"), below);
    let below = ["gouji-project", "gouji-report", "gouji-reporter", "gouji-rules"];
    assert_eq!(depends("crates/gouji-serve/Cargo.toml"), below);
    let below = [
        "gouji-audit",
        "gouji-parser",
        "gouji-project",
        "gouji-report",
        "gouji-reporter",
        "gouji-rules",
    ];
    assert_eq!(depends("crates/gouji-wasm/Cargo.toml"), below);
}

/// Printing and exiting are for clippy to find.
#[test]
fn libraries_know_no_files_environment_clock_or_threads() {
    let world = Regex::new(r"\b(env|fs|net|process|thread|time)::|std::(env|fs|net|thread|time)\b");
    let world = world.expect("is well formed");
    check(&LIBRARIES, |line| world.is_match(&line.text));
}

/// It is given the day, the options and the folder of a run: a server or a page has others.
#[test]
fn a_project_knows_files_and_no_environment_clock_or_threads() {
    let world = Regex::new(r"\benv::var|std::(process|thread|time)\b|\b(process|thread)::");
    let world = world.expect("is well formed");
    check(&["gouji-project", "gouji-wasm"], |line| {
        world.is_match(&line.text) && !line.place.contains("/guard.rs:")
    });
}

#[test]
fn one_crate_listens_and_one_file_starts_programs() {
    let network = Regex::new(r"\b(Tcp|Udp|Unix)(Stream|Listener|Socket|Datagram)\b|ToSocketAddrs");
    let network = network.expect("is well formed");
    let program = Regex::new(r"\bprocess::(\{.*)?Command\b|\bCommand::new\(|\bexecv")
        .expect("is well formed");
    check(&ALL, |line| {
        let listens = line.place.starts_with("crates/gouji-serve/");
        let converts = line.place.starts_with("crates/gouji/src/convert.rs");
        network.is_match(&line.text) && !listens || program.is_match(&line.text) && !converts
    });
}

#[test]
fn the_parser_knows_no_form() {
    let folder = repository().join("rules/forms");
    let forms = files_below(&folder)
        .into_iter()
        .filter(|file| !["kinds.toml", "organs.toml"].contains(&&**file));
    let forms: Vec<String> = forms.map(|form| committed(&format!("rules/forms/{form}"))).collect();
    let labels: BTreeSet<&str> = forms
        .iter()
        .flat_map(|form| LITERAL.captures_iter(form))
        .filter_map(|found| found.get(1))
        .map(|label| label.as_str())
        .filter(|label| label.chars().filter(|char| !char.is_ascii()).count() > 1)
        // words of any text: a unit, and such as begin like counters: three 项, but no three 项目
        .filter(|label| !["项目", "名称", "万元"].contains(label))
        .collect();
    assert!(labels.contains("总计") && labels.len() > 100, "{labels:?}");
    check(&["gouji-parser", "gouji-pdf"], |line| {
        LITERAL.captures_iter(&line.text).any(|found| labels.contains(&found[1]))
    });
}

/// `fix` writes into the bytes of a file and has to know which it cannot; whatever a rule sees has no
/// format any more.
#[test]
fn rules_know_no_file_format() {
    let format = Regex::new(r"\bFormat\b|[Dd]ocx|[Hh]tml|[Mm]arkdown").expect("is well formed");
    check(&["gouji-report", "gouji-rules"], |line| {
        format.is_match(&line.text) && !line.place.starts_with("crates/gouji-rules/src/fix")
    });
}

#[test]
fn no_rule_is_named_in_the_code() {
    let code = Regex::new("^[A-Z][0-9]{3}$").expect("is well formed");
    check(&ALL, |line| LITERAL.captures_iter(&line.text).any(|found| code.is_match(&found[1])));
}

#[test]
fn there_are_no_floats() {
    let float = Regex::new(r"\bf(32|64)\b").expect("is well formed");
    // places on a page are measured; no amount is
    let figures = ALL.map(|name| if name == "gouji-pdf" { "gouji-parser" } else { name });
    check(&figures, |line| float.is_match(&line.text));
}

/// A number of cases that is written down would hold for long runs too: a slow property takes a
/// share of what is asked for.
#[test]
fn properties_try_as_many_cases_as_they_are_asked_for() {
    let files = files_below(&repository().join("crates"));
    let sources = files.into_iter().filter(|file| ends_in(file, "rs"));
    let is_share = |given: &str| given.starts_with("ProptestConfig::default().cases / ");
    let wrong = sources.filter(|file| {
        !committed(&format!("crates/{file}")).split("with_cases(").skip(1).all(is_share)
    });
    assert_eq!(wrong.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn what_is_not_shipped_is_told_from_what_is() {
    let text = "fn a() {}\n#[cfg(test)]\nmod b;\nfn c() {}\n#[cfg(test)]\nmod tests {\n    d\n}\n";
    assert_eq!(without_tests(text), "fn a() {}\n#[cfg(test)]\nmod b;\nfn c() {}\n");
    assert_eq!(test_modules("lib.rs", text), ["b"]);
    assert_eq!(test_modules("a/mod.rs", text), ["a/b"]);
    assert_eq!(test_modules("a/e.rs", text), ["a/e/b"]);
}
