//! What may be written where: no report and no file of another kind is destroyed, and an interrupted
//! run leaves nothing behind.

use std::fs;

use crate::command::{BALANCED, Folder, QINGHE, files_below};
use crate::word;

/// The commands that write, each to `TARGET`.
const WRITERS: [&str; 5] = [
    "baseline write --baseline TARGET bad.txt",
    "check --format json --output-file TARGET bad.txt",
    "check --format json=TARGET bad.txt",
    "check --format json=TARGET .",
    "annotate bad.docx -o TARGET",
];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("bad.txt", QINGHE).file("bad.docx", word::from_markdown(BALANCED));
    folder.file("other.txt", "我的笔记\n").file("other.docx", word::from_markdown(QINGHE));
    folder.file("gouji.toml", "[lint]\n").file("x/y", "");
    folder
}

/// Every file with its bytes.
fn state(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(folder.path().join(&name)).unwrap();
        (name, bytes)
    };
    files_below(folder.path()).into_iter().map(read).collect()
}

#[test]
fn nothing_is_written_over_what_is_not_of_its_kind() {
    let folder = folder();
    #[cfg(unix)]
    for (link, file) in [("link.txt", "bad.txt"), ("link.docx", "bad.docx")] {
        std::os::unix::fs::symlink(file, folder.path().join(link)).unwrap();
        fs::hard_link(folder.path().join(file), folder.path().join(format!("hard-{link}")))
            .unwrap();
    }
    let before = state(&folder);
    let names = files_below(folder.path()).into_iter().filter(|name| name != "x/y");
    for target in names.chain(["x".to_owned(), "./bad.txt".to_owned()]) {
        for writer in WRITERS {
            let ending = |name: &str| name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
            if writer.starts_with("annotate") && ending(&target) != Some("docx".to_owned()) {
                continue;
            }
            let ran = folder.gouji(&writer.replace("TARGET", &target));
            assert_eq!(ran.status, 2, "{writer} {target}: {ran:?}");
            assert!(state(&folder) == before, "{writer} {target}: {ran:?}");
        }
    }
}

#[test]
fn what_is_of_its_kind_is_written_anew() {
    let folder = folder();
    for (writer, target) in WRITERS.iter().zip(["a.json", "b.json", "c.json", "d.json", "e.docx"]) {
        let writer = writer.replace("TARGET", target);
        for _ in 0..2 {
            let ran = folder.gouji(&writer);
            assert!(ran.status < 2, "{writer}: {ran:?}");
        }
        // An empty file holds nothing that could be lost.
        folder.file(target, "");
        assert!(folder.gouji(&writer).status < 2, "{writer}");
    }
    // A baseline is no result, and a result no baseline.
    let ran = folder.gouji("check --format json=a.json bad.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(folder.gouji("baseline write --baseline b.json bad.txt").status, 2);
}

#[cfg(unix)]
#[test]
fn one_file_under_two_names_is_one_target() {
    let folder = folder();
    folder.file("a", "");
    fs::hard_link(folder.path().join("a"), folder.path().join("b")).unwrap();
    std::os::unix::fs::symlink("a", folder.path().join("c")).unwrap();
    for other in ["a", "./a", "b", "c"] {
        let ran = folder.gouji(&format!("check --format json=a --format sarif={other} bad.txt"));
        assert_eq!(ran.status, 2, "{other}: {ran:?}");
    }
}

#[test]
fn pages_go_over_pages_alone() {
    let folder = folder();
    folder.file("docs/rules/zh/README.md", "我的说明\n");
    let before = state(&folder);
    assert_eq!(folder.gouji("rules --pages docs").status, 2);
    assert!(state(&folder) == before, "nothing is written where not all can be");
    assert_eq!(folder.gouji("rules --pages pages").status, 0);
    assert_eq!(folder.gouji("rules --pages pages").status, 0);
}

#[test]
fn a_copy_with_comments_keeps_the_ending_of_its_file() {
    let folder = folder();
    for ending in ["docm", "dotx", "dotm"] {
        let name = format!("年报.{ending}");
        folder.file(&name, word::from_markdown(BALANCED));
        let ran = folder.gouji(&format!("annotate {name} -o 批注.docx"));
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains(&format!("要以 .{ending} 结尾")), "{ran:?}");
        assert_eq!(folder.gouji(&format!("annotate {name} -o 批注.{ending}")).status, 0);
    }
}

#[test]
fn what_gouji_wrote_is_passed_over() {
    let folder = Folder::new();
    let wrong = BALANCED.replace("| （七）总计 |  | 38 |", "| （七）总计 |  | 388 |");
    folder.file("年报.docx", word::from_markdown(&wrong));
    for (format, name) in
        [("html", "结果.html"), ("human", "结果.txt"), ("markdown", "结果.md"), ("csv", "表.txt")]
    {
        assert_eq!(folder.gouji(&format!("check --format {format}={name} 年报.docx")).status, 1);
    }
    assert_eq!(folder.gouji("annotate 年报.docx -o 批注.docx").status, 1);
    let ran = folder.gouji("check --format json .");
    assert_eq!((ran.status, ran.checked()), (1, vec!["年报.docx".to_owned()]), "{ran:?}");
    assert!(ran.stderr.contains("跳过 gouji 自己写的：批注.docx、结果.html"), "{ran:?}");
    // One that is named was meant, and is told for what it is.
    let ran = folder.gouji("check --format json 结果.html");
    assert_eq!(ran.status, 2, "{ran:?}");
    let reason = &ran.json()["files"][0]["not_checked"][0]["reason"];
    assert_eq!(reason, "这是 gouji 写的检查结果，不是年度报告，未作检查");
    let before = state(&folder);
    folder.gouji("fix --unsafe .");
    assert!(state(&folder) == before, "a result is not mended");
    // A copy that was worked on is the report.
    folder.file("年报.docx", word::from_markdown(BALANCED));
    assert_eq!(folder.gouji("check --format json .").checked(), ["年报.docx", "批注.docx"]);
}

/// A conversion that takes long is a run that can be interrupted at a known place.
#[cfg(unix)]
#[test]
fn an_interrupted_run_takes_its_temporary_files_with_it() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    for signal in ["INT", "TERM", "HUP"] {
        let folder = Folder::new();
        folder.file("年报.rtf", r"{\rtf1 \u19968 ?}").file("tmp/x", "");
        folder.file("bin/script", "#!/bin/sh\ntouch \"$STARTED\"\nsleep 60\n");
        let bin = folder.path().join("bin");
        let copied = Command::new("cp").arg("script").arg("soffice").current_dir(&bin).status();
        assert!(copied.unwrap().success());
        fs::set_permissions(bin.join("soffice"), fs::Permissions::from_mode(0o755)).unwrap();
        let started = folder.path().join("started");
        let path = format!("{}:/usr/bin:/bin", bin.display());
        let mut command = crate::command::gouji(folder.path(), ["check", "--convert", "年报.rtf"]);
        command.env("PATH", path).env("STARTED", &started).env("TMPDIR", folder.path().join("tmp"));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !started.exists() {
            assert!(child.try_wait().unwrap().is_none(), "it runs until it is interrupted");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 2);
        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(files_below(&folder.path().join("tmp")), ["x"], "{signal}");
    }
}
