//! The commands and files of docs/integration do what they say.

use std::fs;
use std::process::{Command, Stdio};

use regex::Regex;
use serde_json::Value;

use super::path_with_gouji;
use crate::command::{
    BALANCED, Folder, QINGHE, Ran, committed, ends_in, files_below, gouji, repository,
};

/// The files of docs that others take over.
fn recipes() -> Vec<String> {
    let files = |folder: &str| {
        let below = files_below(&repository().join(folder));
        below.into_iter().map(move |it| format!("{folder}/{it}")).collect::<Vec<_>>()
    };
    ["docs/integration", "docs/any-ci"].iter().flat_map(|it| files(it)).collect()
}

/// The arguments of every `gouji …` in a text, up to where the shell, quotes or prose take over.
fn commands(text: &str) -> Vec<Vec<&str>> {
    let start = Regex::new(r"(?:^|[\s/`'])gouji ((?:check|baseline) ?[^`'\n]*)");
    let end = |word: &&str| !["|", "||", "<", ">", "#", "·"].contains(word);
    let start = start.expect("the pattern is sound");
    let found = start.captures_iter(text).map(|it| it.get(1).expect("is not optional").as_str());
    found.map(|it| it.split_whitespace().take_while(end).collect()).collect()
}

#[test]
fn every_command_line_is_understood() {
    let mut pages: Vec<String> =
        ["docs/integration.md", "docs/any-ci.md", "docs/output.md", ".pre-commit-hooks.yaml"]
            .map(str::to_owned)
            .into();
    pages.extend(recipes());
    let mut seen = 0;
    for page in pages {
        for args in commands(&committed(&page)) {
            let folder = Folder::new();
            folder.file("年报/2024.md", BALANCED).file("2024/2024.md", BALANCED);
            folder.file("年报.docx", BALANCED).file("input", BALANCED);
            let input = fs::File::open(folder.path().join("input")).unwrap();
            let ran = Ran::of(gouji(folder.path(), &args).stdin(input));
            assert_eq!(ran.status, 0, "{page}: gouji {}: {ran:?}", args.join(" "));
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} commands were found");
}

/// Where a text is no YAML.
fn fault_of_yaml(text: &str) -> Option<String> {
    saphyr_parser::Parser::new_from_str(text).find_map(Result::err).map(|error| error.to_string())
}

#[test]
fn what_is_yaml_is_well_formed() {
    let github = files_below(&repository().join(".github"));
    let mut files: Vec<String> = github.iter().map(|it| format!(".github/{it}")).collect();
    files.extend(recipes());
    files.push(".pre-commit-hooks.yaml".to_owned());
    files.retain(|it| ends_in(it, "yml") || ends_in(it, "yaml"));
    assert!(files.len() > 9, "{files:?}");
    for file in files {
        assert_eq!(fault_of_yaml(&committed(&file)), None, "{file}");
    }
    assert!(fault_of_yaml("a:\n  - b\n c: [d\n").is_some());
}

#[test]
fn a_command_ends_where_others_begin() {
    let text =
        "a `gouji check` b\n  sh 'gouji check 年报 -q'\ngouji check - < x\ngouji-system checks";
    assert_eq!(commands(text), [vec!["check"], vec!["check", "年报", "-q"], vec!["check", "-"]]);
}

/// The task runs, and its pattern finds every line that it prints but the last, which counts.
#[test]
fn the_editor_understands_the_lines() {
    let tasks: Value =
        serde_json::from_str(&committed("docs/integration/vscode/tasks.json")).unwrap();
    let task = &tasks["tasks"][0];
    let words = task["args"].as_array().expect("arguments");
    let words = words.iter().map(|it| it.as_str().unwrap());
    let args = words.map(|it| it.replace("${relativeFile}", "年报/清河: 1.txt"));
    let folder = Folder::new();
    folder.file("年报/清河: 1.txt", QINGHE);
    let ran = Ran::of(&mut gouji(folder.path(), args));
    let pattern = &task["problemMatcher"]["pattern"];
    let regexp = Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    let found: Vec<_> = ran.stdout.lines().filter_map(|line| regexp.captures(line)).collect();
    assert_eq!(found.len(), 2, "{ran:?}");
    let part = |name: &str| found[0].get(pattern[name].as_u64().unwrap() as usize).unwrap();
    let parts = ["file", "line", "column", "severity", "code"].map(|it| part(it).as_str());
    assert_eq!(parts, ["年报/清河: 1.txt", "323", "2", "error", "E001"]);
}

#[test]
fn a_cms_holds_back_what_is_wrong() {
    let publish = |content: &[u8]| {
        let folder = Folder::new();
        folder.file("input", content);
        let mut command = Command::new("python3");
        command.arg(repository().join("docs/integration/cms.py")).env("PYTHONUTF8", "1");
        command.env("PATH", path_with_gouji());
        command.stdin(fs::File::open(folder.path().join("input")).unwrap());
        Ran::of(&mut command)
    };
    if !Command::new("python3")
        .arg("-V")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|it| it.success())
    {
        println!("skipped: there is no python3");
        return;
    }
    assert_eq!(publish(BALANCED.as_bytes()).status, 0);
    let wrong = publish(QINGHE.as_bytes());
    assert!(wrong.status == 1 && wrong.stdout.starts_with("E001\t"), "{wrong:?}");
    let open: [(&[u8], &str); 3] = [
        (b"2024\xff\xff\xfe\x00\x81", "无法识别文字编码"),
        (b"", "未作检查"),
        (b"<html><body><div id=app></div><script src=a.js></script></body></html>", "未作检查"),
    ];
    for (content, why) in open {
        let ran = publish(content);
        assert_eq!(ran.status, 2, "whether to publish is for people to say: {ran:?}");
        assert!(ran.stderr.contains(why) && !ran.stderr.contains("Traceback"), "{ran:?}");
    }
}
