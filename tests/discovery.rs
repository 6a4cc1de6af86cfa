//! Which files are checked.

use crate::command::{BALANCED, Folder};

/// Writes `files`, runs `gouji check` with `args`, and compares the files that were checked.
#[track_caller]
fn check(files: &[&str], args: &str, expected: &[&str]) {
    let folder = Folder::new();
    for file in files {
        folder.file(file, BALANCED);
    }
    let ran = folder.gouji(&format!("check --format json {args}"));
    assert_eq!(ran.checked(), expected);
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn without_a_path_the_current_folder_is_checked() {
    check(&["b.txt", "a.md", "x/c.txt"], "", &["a.md", "b.txt", "x/c.txt"]);
}

#[test]
fn only_kinds_that_can_be_reports_are_picked_up() {
    let files = ["a.MD", "b.markdown", "c.rtf", "d.pdf", "e.et", "f.csv", "g", "~$h.txt"];
    check(&files, ".", &["a.MD", "b.markdown"]);
}

#[test]
fn documents_that_a_folder_has_besides_are_counted() {
    let folder = Folder::new();
    for file in ["a.md", "b.rtf", "c.RTF", "x/d.pdf", "x/e.zip", "f.png", "~$b.doc"] {
        folder.file(file, BALANCED);
    }
    let ran = folder.gouji("check . x");
    assert_eq!(ran.status, 0, "{ran:?}");
    let told = "文件夹中另有 4 个文件没有检查：.pdf 1 个，.rtf 2 个，.zip 1 个；其中的年报请检查 .docx 原稿（.rtf";
    assert!(ran.stderr.starts_with(told), "{ran:?}");
    let ran = folder.gouji("check --lang en --exclude *.zip x");
    assert_eq!(
        ran.stderr.lines().last().unwrap_or_default(),
        "1 more in the folders not checked: .pdf 1; check the .docx of what is a report"
    );
    for quiet in
        ["check -q .", "check a.md", "check --exclude x/** --exclude *.rtf --exclude *.RTF ."]
    {
        assert_eq!(folder.gouji(quiet).stderr, "", "{quiet}");
    }
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_is_called() {
    check(&["report.2024", "other.txt"], "report.2024", &["report.2024"]);
}

#[test]
fn hidden_files_are_left_alone() {
    check(&["a.txt", ".b.txt", ".c/d.txt"], ".", &["a.txt"]);
}

#[test]
fn a_file_is_checked_once_however_often_it_is_named() {
    check(&["x/a.txt", "x/b.txt"], "x/a.txt x ./x/a.txt x/../x", &["x/a.txt", "x/b.txt"]);
}

#[test]
fn ignore_files_are_respected_also_outside_of_a_git_repository() {
    let folder = Folder::new();
    for file in ["a.txt", "b.txt", "c.txt", "d.txt", "x/e.txt"] {
        folder.file(file, BALANCED);
    }
    folder.file(".gitignore", "b.txt\n").file(".ignore", "c.txt\n").file(".goujiignore", "/x/\n");
    assert_eq!(folder.gouji("check --format json").checked(), ["a.txt", "d.txt"]);
    // What is named is meant.
    assert_eq!(folder.gouji("check --format json b.txt").checked(), ["b.txt"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_where_they_are_named() {
    let folder = Folder::new();
    folder.file("x/a.txt", BALANCED).file("y/b.txt", BALANCED);
    std::os::unix::fs::symlink("../y", folder.path().join("x/y")).unwrap();
    std::os::unix::fs::symlink("../y/b.txt", folder.path().join("x/b.txt")).unwrap();
    assert_eq!(folder.gouji("check --format json x").checked(), ["x/a.txt"]);
    assert_eq!(folder.gouji("check --format json x/y").checked(), ["x/y/b.txt"]);
}

#[test]
fn a_folder_without_reports_is_said_to_be_one() {
    let folder = Folder::new();
    folder.file("a.pdf", "");
    let ran = folder.gouji("check");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("没有可检查的文件"), "{ran:?}");
}

#[test]
fn what_is_excluded_is_not_picked_up_but_read_when_it_is_named() {
    let files = ["a.txt", "archive/2019/b.txt", "archive/c.md", "x/draft-d.txt"];
    check(&files, ". --exclude archive/** --exclude **/draft-*", &["a.txt"]);
    check(&files, "archive/c.md --exclude archive/**", &["archive/c.md"]);
}
