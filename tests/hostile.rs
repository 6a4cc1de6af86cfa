//! Hostile files: each ends in a clear message, within two seconds and 512 MB, and the others are
//! checked.
//!
//! By default the files are small enough for a debug build. `GOUJI_LIMITS=1 cargo test --release`
//! builds them in full size and measures: CI does so on Linux.
#![expect(clippy::print_stderr, reason = "the figures are what a full run is for")]

use std::env;
use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji};
use crate::word::{W, docx, p, zipped};

/// What the limits promise for one file.
pub(crate) const TIME: Duration = Duration::from_secs(2);
pub(crate) const MEMORY_KIB: u64 = 512 << 10;

fn full_size() -> bool {
    let full = env::var_os("GOUJI_LIMITS").is_some();
    assert!(!(full && cfg!(debug_assertions)), "the limits hold for a release build");
    full
}

/// One number for the full size, one for everyday.
fn size(full: usize, small: usize) -> usize {
    if full_size() { full } else { small }
}

/// Checks a hostile file, and a good one beside it; gives what is said about the first.
#[track_caller]
fn check(name: &str, content: &[u8]) -> Ran {
    let folder = Folder::new();
    folder.file(name, content).file("good.md", BALANCED);
    let start = Instant::now();
    let mut command = gouji(folder.path(), ["check", "--threads", "1", name, "good.md"]);
    command.stdout(Stdio::from(fs::File::create(folder.path().join("out")).unwrap()));
    command.stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let peak = watch(&mut child);
    let elapsed = start.elapsed();
    let mut ran = Ran::from(child.wait_with_output().unwrap());
    ran.stdout = fs::read_to_string(folder.path().join("out")).unwrap();
    assert!(ran.stdout.contains("检查 "), "the run goes to its end: {ran:?}");
    if full_size() {
        eprintln!("{name}: {} bytes, {elapsed:.2?}, peak {} MiB", content.len(), peak >> 10);
        assert!(elapsed < TIME, "{name} took {elapsed:?}");
        assert!(peak < MEMORY_KIB, "{name} took {peak} KiB");
    }
    ran
}

/// Waits for the end of a process, and returns the most memory that it has held, in KiB, as far as the system tells.
fn watch(child: &mut Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(held.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// The file cannot be read, for this reason; the other one is checked.
#[track_caller]
fn refused(name: &str, content: &[u8], reason: &str) {
    let ran = check(name, content);
    assert_eq!(ran.status, 2, "{ran:?}");
    let message = ran.stdout.lines().find(|line| line.contains("无法读取")).unwrap_or_default();
    assert!(message.contains(name) && message.contains(reason), "{message}");
    assert!(ran.stdout.contains("检查 1 个文件"), "{ran:?}");
}

#[test]
fn a_zip_bomb_is_refused_by_its_limits() {
    let blanks = vec![b' '; size(1 << 30, 33 << 20)];
    let bomb = zipped([("word/document.xml", &blanks[..])]);
    assert!(bomb.len() < blanks.len() / 500);
    refused("bomb.docx", &bomb, "单个部件解压后的大小");
    let ratio = zipped([("word/document.xml", &blanks[..30 << 20])]);
    refused("ratio.docx", &ratio, "压缩比");
}

#[test]
fn a_cut_archive_is_said_to_be_cut() {
    let whole = docx(&p("一、总体情况"));
    refused("cut.docx", &whole[..whole.len() - 30], "压缩结构不完整");
}

#[test]
fn an_external_entity_is_refused_and_never_opened() {
    let entity = r#"<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>"#;
    let part = format!("{entity}<w:document {W}><w:body>{}</w:body></w:document>", p("&x;"));
    refused("entity.docx", &zipped([("word/document.xml", part.as_bytes())]), "DOCTYPE");
}

#[test]
fn a_page_may_nest_as_deep_as_it_likes() {
    let depth = size(1_000_000, 30_000);
    let page = format!("<html>{}{BALANCED}", "<div>".repeat(depth));
    let ran = check("deep.html", page.as_bytes());
    assert!(ran.stdout.contains("检查 2 个文件"), "{ran:?}");

    let page = format!("<html>{BALANCED}{}", "<table><tr><td>".repeat(depth));
    let ran = check("tables.html", page.as_bytes());
    assert_eq!(ran.status, 2, "{ran:?}");
    let limit = "[S000]: 文件超出读取上限（表格嵌套层数），此处以下没有读";
    assert!(ran.stdout.contains(limit) && ran.stdout.contains("项无法判断"), "{ran:?}");
}

#[test]
fn one_long_line_is_checked_or_refused() {
    let line = QINGHE.replace('\n', " ");
    let long = line.repeat(size(100_000_000, 500_000) / line.len() + 1);
    let page = format!("<html><p>{long}");
    if full_size() {
        refused("long.txt", long.as_bytes(), "文件过大");
        refused("long.html", page.as_bytes(), "文件过大");
        refused("digits.txt", &vec![b'9'; 100_000_000], "文件过大");
    } else {
        for (name, content) in [("long.txt", &long), ("long.html", &page)] {
            let ran = check(name, content.as_bytes());
            assert!(ran.stdout.contains("检查 2 个文件"), "{name}: {}", ran.stderr);
        }
    }
}

/// The largest text and the largest page that are not refused.
#[test]
fn the_largest_files_that_are_read_keep_to_the_limits() {
    let line = QINGHE.replace('\n', " ");
    for (name, content, limit) in [
        ("long.txt", &*line, 8 << 20),
        ("rows.txt", QINGHE, 8 << 20),
        ("characters.txt", "政府信息公开", 8 << 20),
        ("digits.txt", "9", 8 << 20),
        ("long.html", &*format!("<html><p>{line}"), 16 << 20),
        ("characters.html", "<p>政府信息公开", 16 << 20),
        ("digits.html", "<p>9", 16 << 20),
    ] {
        let most = size(limit, 200_000);
        let ran = check(name, content.repeat(most / content.len()).as_bytes());
        assert!(ran.stdout.contains("检查 2 个文件"), "{name}: {}", ran.stdout);
    }
}
