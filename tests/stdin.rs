//! Standard input and standard output as pipes.

use std::io::Write;
use std::process::{Child, Stdio};

use crate::command::{BALANCED, Folder, Ran, gouji};

fn start(folder: &Folder, args: &str) -> Child {
    let mut command = gouji(folder.path(), args.split_whitespace());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the command starts")
}

/// Runs `gouji check` with `text` on standard input.
fn feed(args: &str, text: &str) -> Ran {
    let folder = Folder::new();
    folder.file("a.txt", BALANCED);
    let mut child = start(&folder, &format!("check --format json {args}"));
    child.stdin.take().expect("is piped").write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_dash_reads_standard_input() {
    let ran = feed("-", BALANCED);
    assert_eq!(ran.checked(), ["-"]);
    assert_eq!(ran.json()["files"][0]["format"], "text");
}

#[test]
fn its_name_decides_between_text_and_markdown() {
    let ran = feed("- --stdin-filename 年报/2024.md", BALANCED);
    assert_eq!(ran.checked(), ["年报/2024.md"]);
    assert_eq!(ran.json()["files"][0]["format"], "markdown");
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn it_is_read_once_and_beside_files() {
    assert_eq!(feed("- a.txt -", BALANCED).checked(), ["-", "a.txt"]);
}

#[test]
fn a_reader_that_hangs_up_is_no_error() {
    let folder = Folder::new();
    let mut child = start(&folder, "check --format json -");
    // The command waits for its input; by the time it writes, nobody listens.
    drop(child.stdout.take());
    child.stdin.take().expect("is piped").write_all(BALANCED.as_bytes()).unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.stderr, "");
}
