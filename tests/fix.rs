//! `gouji fix`: what is written and where, and what is left alone.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::command::{BALANCED, Folder, QINGHE, Ran, gouji};
use crate::word;

const FAULTY: &str = "青禾县2024年政府信息公开工作年度报告\r\n一、总体情况\r\n2024年,公开120条，满意度4.5℅。\r\n二、主动公开政府信息情况\r\n";
const MENDED: &str = "青禾县2024年政府信息公开工作年度报告\r\n一、总体情况\r\n2024年，公开120条，满意度4.5%。\r\n二、主动公开政府信息情况\r\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", FAULTY);
    folder
}

#[track_caller]
fn holds(folder: &Folder, name: &str, expected: impl AsRef<[u8]>) {
    let bytes = fs::read(folder.path().join(name)).unwrap();
    assert!(bytes == expected.as_ref(), "{}", String::from_utf8_lossy(&bytes));
}

#[test]
fn a_file_is_fixed_once_and_the_changes_are_told() {
    let folder = folder();
    let ran = folder.gouji("fix a.txt");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    insta::assert_snapshot!(ran.stdout, @"
    a.txt: 已改 2 处
      第 3 行 X001 改正标点，共 1 处
      第 3 行 X003 改为“4.5%”
    共 1 个文件，已改 1 个、2 处
    ");
    holds(&folder, "a.txt", MENDED);
    let again = folder.gouji("fix a.txt");
    assert_eq!((again.status, &*again.stdout), (0, "共 1 个文件，已改 0 个、0 处\n"));
    holds(&folder, "a.txt", MENDED);
}

/// What `check` would call not checked is no file without anything to fix.
#[test]
fn what_is_no_report_is_told_and_left_alone() {
    let notice = "会议通知\n定于下周三,开会。\n";
    let folder = folder();
    folder.file("n.txt", notice).file("in/n.txt", notice);
    let check = |args: &str, status: i32, said: bool| {
        let ran = folder.gouji(args);
        assert_eq!(ran.status, status, "{args}: {ran:?}");
        let told = format!("{}{}", ran.stdout, ran.stderr).contains("未作检查");
        assert_eq!(told, said, "{args}: {ran:?}");
    };
    check("fix n.txt", 2, true);
    check("fix --diff n.txt", 2, true);
    check("fix --not-checked warn n.txt", 0, false);
    check("fix in", 0, false);
    check("fix --not-checked fail in", 2, true);
    holds(&folder, "n.txt", notice);
    assert_eq!(folder.gouji("fix n.txt a.txt").status, 2);
    holds(&folder, "a.txt", MENDED);
    let ran = folder.gouji("check n.txt");
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn a_diff_is_shown_and_nothing_written() {
    let folder = folder();
    let ran = folder.gouji("fix --diff a.txt");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stdout.replace('\r', ""), @"
    --- a.txt
    +++ a.txt
    @@ -1,4 +1,4 @@
     青禾县2024年政府信息公开工作年度报告
     一、总体情况
    -2024年,公开120条，满意度4.5℅。
    +2024年，公开120条，满意度4.5%。
     二、主动公开政府信息情况
    ");
    assert!(ran.stderr.ends_with("共 1 个文件，可改 1 个、2 处\n"), "{}", ran.stderr);
    holds(&folder, "a.txt", FAULTY);
    let ran = folder.file("a.txt", MENDED).gouji("fix --diff a.txt");
    assert_eq!((ran.status, &*ran.stdout), (0, ""));
}

#[test]
fn a_number_is_repaired_only_when_asked_for() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE);
    let ran = folder.gouji("fix a.txt");
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("待定 第"), "{}", ran.stdout);
    holds(&folder, "a.txt", QINGHE);
    assert_eq!(folder.gouji("check -q --fail-on error a.txt").status, 1);
    assert_eq!(folder.gouji("fix --unsafe --select E a.txt").status, 0);
    assert_eq!(folder.gouji("check -q --fail-on error a.txt").status, 0);
}

#[test]
fn rules_are_selected_as_in_check() {
    let folder = folder();
    folder.gouji("fix --select X001 a.txt");
    holds(&folder, "a.txt", MENDED.replace('%', "℅"));
    assert_eq!(folder.gouji("fix --ignore X003 a.txt").status, 0);
    holds(&folder, "a.txt", MENDED.replace('%', "℅"));
    assert_eq!(folder.gouji("fix --select Q001 a.txt").status, 2);
}

#[test]
fn encodings_and_marks_are_kept() {
    let folder = Folder::new();
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let gb18030 = |text: &str| {
        let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
        assert!(!lost, "GB18030 has every character");
        bytes.into_owned()
    };
    let mark = |text: &str| format!("\u{FEFF}{text}").into_bytes();
    folder.file("gb.txt", gb18030(FAULTY)).file("utf16.txt", utf16(FAULTY));
    folder.file("mark.md", mark(FAULTY));
    assert_eq!(folder.gouji("fix .").status, 0);
    holds(&folder, "gb.txt", gb18030(MENDED));
    holds(&folder, "utf16.txt", utf16(MENDED));
    holds(&folder, "mark.md", mark(MENDED));
}

#[test]
fn word_files_are_refused_by_name_and_passed_over_in_folders() {
    let folder = folder();
    let report = word::from_markdown(BALANCED);
    folder.file("b.docx", &report);
    let ran = folder.gouji("fix b.docx");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("b.docx: Word、WPS 的文件不由程序改动"), "{ran:?}");
    assert_eq!(ran.stdout, "", "a file that was refused is not counted as done");
    let ran = folder.gouji("fix .");
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.contains("未处理 1 个 Word、WPS 的文件"), "{ran:?}");
    holds(&folder, "b.docx", report);
    holds(&folder, "a.txt", MENDED);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = folder();
    let feed = |args: &str| {
        let mut command = gouji(folder.path(), args.split_whitespace());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        child.stdin.take().expect("is piped").write_all(FAULTY.as_bytes()).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    };
    let ran = feed("fix -");
    assert_eq!((ran.status, &*ran.stdout), (0, MENDED));
    assert!(ran.stderr.contains("已改 2 处"), "{ran:?}");
    assert_eq!(folder.gouji("fix - a.txt").status, 2);
    holds(&folder, "a.txt", FAULTY);
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_are_fixed() {
    let folder = folder();
    folder.file("b.txt", b"2024\xff\xff\xfe\x00\x81");
    let ran = folder.gouji("fix . missing.txt");
    assert_eq!(ran.status, 2);
    assert!(["b.txt: ", "missing.txt: "].iter().all(|it| ran.stderr.contains(it)), "{ran:?}");
    holds(&folder, "a.txt", MENDED);
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole_and_keeps_its_permissions() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let folder = folder();
    let path = folder.path().join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    // Whoever reads the old file goes on reading it: the new one is another file in its place.
    let old = fs::metadata(&path).unwrap().ino();
    fs::hard_link(&path, folder.path().join("old")).unwrap();
    assert_eq!(folder.gouji("fix a.txt").status, 0);
    let new = fs::metadata(&path).unwrap();
    assert_ne!(new.ino(), old);
    assert_eq!(new.permissions().mode() & 0o777, 0o600);
    holds(&folder, "old", FAULTY);
    holds(&folder, "a.txt", MENDED);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}
