//! The exit status, and the errors behind it.

use crate::command::{BALANCED, Folder, QINGHE, gouji};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("good.md", BALANCED).file("bad.txt", QINGHE);
    folder.file("broken.txt", b"2024\xff\xff\xfe\x00\x81");
    folder
}

#[track_caller]
fn check(args: &str, expected: i32) {
    let ran = folder().gouji(&format!("check {args}"));
    assert_eq!(ran.status, expected, "{ran:?}");
}

#[test]
fn zero_where_nothing_reaches_the_fail_level() {
    check("good.md", 0);
    check("good.md --fail-on info", 0);
    check("bad.txt --fail-on never", 0);
    check("bad.txt --isolated --jurisdiction 620403 --fail-on never", 0);
}

#[test]
fn one_where_something_does() {
    check("bad.txt", 1);
    check("bad.txt --select E", 1);
    check("bad.txt --ignore E", 0);
    check("bad.txt --ignore E --fail-on warning", 1);
    check("good.md bad.txt", 1);
}

#[test]
fn two_where_a_file_cannot_be_read() {
    check("broken.txt", 2);
    check("missing.txt", 2);
    check("broken.txt bad.txt --fail-on error", 2);
    check("broken.txt --fail-on never", 2);
}

#[test]
fn two_where_the_arguments_are_wrong() {
    check("--no-such-option", 2);
    check("--format xml good.md", 2);
    check("--jurisdiction 甘肃 good.md", 2);
    check("--threads 0 good.md", 2);
    check("--quiet --verbose good.md", 2);
    check("--stdin-filename a.md good.md", 2);
    check("--output-file no/such/folder/out.txt good.md", 2);
}

#[test]
fn the_other_files_are_checked_and_every_failure_is_named() {
    let folder = folder();
    let ran = folder.gouji("check --format json . missing.txt");
    assert_eq!(ran.status, 2);
    assert_eq!(ran.checked(), ["bad.txt", "good.md"]);
    assert_eq!(ran.unread(), ["broken.txt", "missing.txt"]);
    let errors = &ran.json()["errors"];
    assert!(errors[0]["message"].as_str().unwrap().contains("第 7 字节"), "{errors}");
    assert!(errors[1]["message"].as_str().unwrap().contains("文件不存在"), "{errors}");

    let named = |text: &str| ["broken.txt", "missing.txt"].iter().all(|it| text.contains(it));
    for format in ["human", "concise"] {
        assert!(named(&folder.gouji(&format!("check -q --format {format} . missing.txt")).stdout));
    }
    let ran = folder.gouji("check -q --output-file out . missing.txt");
    assert!(named(&ran.stderr), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_entered_is_a_failure() {
    use std::fs::{Permissions, read_dir, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    folder.file("locked/a.txt", BALANCED);
    let locked = folder.path().join("locked");
    set_permissions(&locked, Permissions::from_mode(0o000)).unwrap();
    let superuser = read_dir(&locked).is_ok();
    let ran = folder.gouji("check --format json locked good.md");
    set_permissions(&locked, Permissions::from_mode(0o755)).unwrap();
    if superuser {
        return; // no folder is locked for the superuser
    }
    assert_eq!((ran.checked(), ran.unread()), (vec!["good.md".into()], vec!["locked".into()]));
    assert_eq!(ran.status, 2);
}

#[test]
fn an_unknown_code_names_its_neighbours() {
    for option in ["--select", "--ignore"] {
        let ran = folder().gouji(&format!("check {option} E001,requests-flaw good.md"));
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains("requests-flaw"), "{ran:?}");
        assert!(ran.stderr.contains("E001 (requests-flow)"), "{ran:?}");
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn the_status_is_the_same_where_nobody_reads_the_messages() {
    let folder = Folder::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = gouji(folder.path(), ["check", "none.txt"]).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(2));
}
