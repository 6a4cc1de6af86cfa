//! Long work: progress, and what an interruption leaves.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::command::{BALANCED, Folder, gouji};

/// A piece of the bar, and how many files there are.
#[cfg(all(target_os = "linux", feature = "progress"))]
const BAR: &str = "/210 ";

/// More files than are read in the time that the test waits.
const FILES: usize = 600;

fn folder(files: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..files {
        let town = format!("青禾县柳溪{number}镇人民政府2024年");
        folder.file(&format!("{number}.md"), BALANCED.replacen("# ", &format!("# {town} "), 1));
    }
    folder
}

/// Whether the status of a process says that it handles SIGINT: the second bit of the mask.
#[cfg(target_os = "linux")]
fn catches_interrupts(status: &str) -> bool {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or_default();
    u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask & 2 != 0)
}

/// What a run writes that is interrupted as soon as it has begun.
#[cfg(target_os = "linux")]
fn interrupted(folder: &Folder, args: &str) -> (Option<i32>, String) {
    let mut command = gouji(folder.path(), args.split_whitespace());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    while !catches_interrupts(&fs::read_to_string(&status).unwrap()) {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(300));
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_run_writes_what_it_has_and_says_that_it_is_partial() {
    let folder = folder(FILES);
    let (status, out) = interrupted(&folder, "audit --format json --threads 1");
    let json: Value = serde_json::from_str(&out).expect("what is written is whole");
    assert_eq!((status, &json["partial"]), (Some(2), &true.into()));
    let read = json["files"].as_u64().unwrap() as usize;
    assert!(read < FILES, "{read} files were read");
    assert_eq!(json["units"].as_array().unwrap().len(), read);
}

#[cfg(target_os = "linux")]
#[test]
fn of_an_interrupted_extraction_each_file_that_was_not_read_is_a_row() {
    let folder = folder(FILES);
    let (status, out) = interrupted(&folder, "extract .");
    assert_eq!(status, Some(2));
    let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), FILES);
    let unread = records.iter().filter(|it| it["reason"].as_str() == Some("中断，没有读"));
    assert!(unread.count() > 0, "{}", records[FILES - 1]);
}

/// `script` runs a program on a terminal of its own.
#[cfg(all(target_os = "linux", feature = "progress"))]
#[test]
fn a_terminal_shows_a_bar_and_a_pipe_does_not() {
    let folder = folder(210);
    let pipe = folder.gouji("audit --format csv");
    assert!(!pipe.stderr.contains(BAR), "{}", pipe.stderr);
    let shell = format!("{} audit --format csv >/dev/null", env!("CARGO_BIN_EXE_gouji"));
    let mut script = Command::new("script");
    script.args(["-qec", &shell, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null());
    let Ok(output) = script.env("TERM", "xterm").output() else {
        return println!("skipped: there is no script(1)");
    };
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains(BAR) && shown.contains("/s"), "{shown}");
}
