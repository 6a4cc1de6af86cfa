//! What was there before.

use std::fs;

use super::found;
use crate::command::{Folder, QINGHE};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("2024/a.txt", QINGHE).file("2023/b.txt", QINGHE);
    folder
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("gouji-baseline.json")).unwrap()
}

#[test]
fn what_was_there_is_let_pass_and_what_is_new_is_not() {
    let folder = folder();
    assert_eq!(folder.gouji("baseline write").status, 0);
    let written = text(&folder);
    assert_eq!(written.matches("\"code\"").count(), 4, "{written}");
    assert!(written.find("2023/b.txt") < written.find("2024/a.txt"), "{written}");

    let args = "--baseline gouji-baseline.json";
    assert!(found(&folder, args).is_empty());
    assert_eq!(folder.gouji("check --baseline gouji-baseline.json").status, 0);
    // Moved lines change nothing; a value does, though the rule is the same.
    folder.file("2024/a.txt", format!("\n\n{QINGHE}"));
    assert!(found(&folder, args).is_empty());
    folder.file("2024/a.txt", QINGHE.replacen("\t62", "\t61", 1));
    assert!(found(&folder, args).iter().any(|it| it.starts_with("2024/a.txt E")));

    // The same from another folder and from gouji.toml.
    folder
        .file("2024/a.txt", QINGHE)
        .file("2023/gouji.toml", "baseline = \"../gouji-baseline.json\"");
    assert_eq!(found(&folder, ""), ["2024/a.txt E001", "2024/a.txt S003"]);
    let inside = folder.path().join("2023");
    let mut command =
        crate::command::gouji(&inside, ["check", "--baseline", "../gouji-baseline.json"]);
    assert_eq!(crate::command::Ran::of(&mut command).status, 0);
}

/// What gouji 0.1.0 wrote of the sample report, whose messages are worded as then.
const FORMER: &str = r#"{
  "version": 1,
  "findings": [
    {"path":"a.txt","code":"E001","fingerprint":"1484a3b8287ddaed","message":"表三「自然人」列不平：新收 27 + 上年结转 1 = 28，而 总计 62 + 结转下年 2 = 64"},
    {"path":"a.txt","code":"S003","fingerprint":"c4e0157112e544c7","message":"标题“存在的主要问题及下一步工作打算”与格式不符，应为“存在的主要问题及改进情况”"}
  ]
}
"#;

#[test]
fn a_baseline_of_the_first_version_holds() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("gouji-baseline.json", FORMER);
    assert!(found(&folder, "--baseline gouji-baseline.json").is_empty());
    let diff = folder.gouji("baseline diff");
    assert_eq!((diff.status, &*diff.stdout), (0, ""), "{diff:?}");
    folder.gouji("baseline prune");
    assert_eq!(text(&folder), FORMER);
    // A value that changes makes another finding of it.
    folder.file("a.txt", QINGHE.replacen("\t62", "\t61", 1));
    let diff = folder.gouji("baseline diff");
    assert_eq!(diff.status, 1, "{diff:?}");
    assert!(
        diff.stdout.starts_with("- a.txt: E001 ") && diff.stdout.contains("\n+ a.txt: E"),
        "{diff:?}"
    );
    // Written anew, it has the names of today.
    folder.file("a.txt", QINGHE).gouji("baseline write");
    assert!(!text(&folder).contains("1484a3b8287ddaed"));
}

#[test]
fn it_is_the_same_text_however_often_it_is_written() {
    let folder = folder();
    folder.gouji("baseline write");
    let first = text(&folder);
    // What is written is not what the old one leaves over.
    folder.file("gouji.toml", "baseline = \"gouji-baseline.json\"");
    folder.gouji("baseline write 2023 2024");
    assert_eq!(text(&folder), first);
}

#[test]
fn what_is_gone_is_pruned_and_what_was_not_looked_at_is_kept() {
    let folder = folder();
    folder.gouji("baseline write");
    folder.file("2024/a.txt", QINGHE.replace("下一步工作打算", "改进情况"));
    let ran = folder.gouji("baseline diff");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.starts_with("- 2024/a.txt: S003 "), "{ran:?}");
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");

    let ran = folder.gouji("baseline prune 2023");
    assert!(ran.stdout.contains("去掉 0 个，留下 4 个"), "{ran:?}");
    let ran = folder.gouji("baseline prune");
    assert!(ran.stdout.contains("去掉 1 个，留下 3 个"), "{ran:?}");
    // The new ones are not taken in.
    folder.file("2024/a.txt", QINGHE);
    assert!(folder.gouji("baseline prune").stdout.contains("去掉 0 个，留下 3 个"));
    let ran = folder.gouji("baseline diff");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.starts_with("+ 2024/a.txt: S003 "), "{ran:?}");

    fs::remove_file(folder.path().join("2023/b.txt")).unwrap();
    assert!(folder.gouji("baseline prune 2024").stdout.contains("去掉 2 个，留下 1 个"));
}

/// What an old baseline knows of a file that cannot be read now is not lost, and the run says that it
/// could not do all.
#[test]
fn a_file_that_cannot_be_checked_keeps_what_is_known_of_it() {
    let folder = folder();
    assert_eq!(folder.gouji("baseline write").status, 0);
    let before = text(&folder);
    folder.file("2024/a.txt", b"2024\xff\xff\xfe\x00\x81");
    let ran = folder.gouji("baseline write");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("2024/a.txt"), "{ran:?}");
    assert_eq!(text(&folder), before);
    folder.file("2024/a.txt", "会议通知\n");
    assert_eq!(folder.gouji("baseline write 2023 2024/a.txt").status, 2);
    let known = |text: &str| text.matches("2024/a.txt").count();
    assert_eq!(known(&text(&folder)), known(&before) + 1, "and that it is no report");
    assert_eq!(folder.gouji("baseline write none").status, 2);
}
