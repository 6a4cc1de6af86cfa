//! Which settings hold for a file.

mod baseline;
mod comment;
mod forms;
pub(crate) mod packs;
mod places;
mod refused;
mod show;
mod told;
mod tutorial;
mod waive;

use crate::command::{BALANCED, Folder, QINGHE};

/// What is found in the files of `folder`, as `path code`, with a mark where the severity is not the usual.
pub(crate) fn found(folder: &Folder, args: &str) -> Vec<String> {
    let ran = folder.gouji(&format!("check --format json {args}"));
    let mut found = Vec::new();
    for file in ran.json()["files"].as_array().expect("an array") {
        for finding in file["findings"].as_array().expect("an array") {
            let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let mut line = format!("{} {}", file["path"].as_str().expect("a path"), text("code"));
            if !finding["original_severity"].is_null() {
                line += &format!(" {} was {}", text("severity"), text("original_severity"));
            }
            found.push(line);
        }
    }
    found
}

/// Writes the report with two defects (E001 and S003) to `a.txt` and `x/b.txt` beside `files`, and compares
/// what is found.
#[track_caller]
fn check(files: &[(&str, &str)], args: &str, expected: &[&str]) {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE).file("x/b.txt", QINGHE);
    for (name, text) in files {
        folder.file(name, text);
    }
    assert_eq!(found(&folder, args), expected);
}

const A: &str = "a.txt E001";
const A_TITLE: &str = "a.txt S003";
const B: &str = "x/b.txt E001";
const B_TITLE: &str = "x/b.txt S003";

#[test]
fn without_a_configuration_every_rule_is_on() {
    check(&[], "", &[A, A_TITLE, B, B_TITLE]);
}

#[test]
fn the_closest_file_holds_as_a_whole() {
    let root = ("gouji.toml", "[lint]\nignore = [\"E\"]");
    check(&[root], "", &[A_TITLE, B_TITLE]);
    let child = ("x/gouji.toml", "[lint]\nignore = [\"S\"]");
    check(&[root, child], "", &[A_TITLE, B]);
    // Looked for from the file upwards, not from where the command runs.
    check(&[child], "x/b.txt a.txt", &[A, A_TITLE, B]);
}

#[test]
fn what_is_extended_comes_first() {
    let root = ("gouji.toml", "[lint]\nignore = [\"E\"]\nseverity = { S003 = \"error\" }");
    let child =
        ("x/gouji.toml", "extends = \"../gouji.toml\"\n[lint]\nseverity = { S = \"info\" }");
    let b_title = "x/b.txt S003 info was warning";
    check(&[root, child], "", &["a.txt S003 error was warning", b_title]);
    let anew = ("x/gouji.toml", "extends = \"../gouji.toml\"\n[lint]\nselect = [\"E\"]");
    check(&[root, anew], "", &["a.txt S003 error was warning", B]);
}

#[test]
fn an_override_holds_under_its_globs() {
    let text = "[[override]]\npaths = [\"x/**\"]\nignore = [\"E\"]\n\
                [[override]]\npaths = [\"**/b.*\"]\nseverity = { S003 = \"error\" }";
    let file = ("gouji.toml", text);
    check(&[file], "", &[A, A_TITLE, "x/b.txt S003 error was warning"]);
    // Globs start from the folder of the file that they stand in, wherever the command runs.
    let deep = ("y/gouji.toml", "[[override]]\npaths = [\"../x/*\"]\nselect = [\"S\"]");
    check(&[deep], "--config y/gouji.toml", &[A, A_TITLE, B_TITLE]);
}

#[test]
fn words_for_rules_may_be_in_small_letters_and_stand_beside_empty_parts() {
    let folder = Folder::new();
    folder.file("a.txt", QINGHE);
    for args in ["--select e001", "--select E001,", "--select ,e001,", "--select REQUESTS-FLOW"] {
        assert_eq!(found(&folder, args), ["a.txt E001"], "{args}");
    }
    let told = folder.gouji("check --select , a.txt");
    assert!(told.status == 2 && told.stderr.contains("这里没有写出规则"), "{told:?}");
    let text = "[lint]\nselect = [\"e\", \"s003\"]\nseverity = { s003 = \"info\" }\n";
    folder.file("gouji.toml", text);
    assert_eq!(found(&folder, ""), ["a.txt E001", "a.txt S003 info was warning"]);
    let waiver = "[[waive]]\nrule = \"e001\"\npaths = [\"a.txt\"]\nreason = \"已更正\"\n";
    folder.file("gouji.toml", format!("[lint]\nselect = [\"e001\"]\n{waiver}"));
    assert!(found(&folder, "").is_empty());
}

#[test]
fn the_command_line_wins() {
    let file = ("gouji.toml", "[lint]\nselect = [\"S\"]\nseverity = { S003 = \"off\" }");
    check(&[file], "", &[]);
    check(&[file], "--select E", &[A, B]);
    check(&[file], "--select S", &[A_TITLE, B_TITLE]);
    check(&[file], "--isolated", &[A, A_TITLE, B, B_TITLE]);
    check(&[file], "--isolated --ignore E,S", &[]);
}

#[test]
fn settings_and_files_can_be_given() {
    let file = ("gouji.toml", "[lint]\nselect = [\"S\"]");
    let other = ("ci/other.toml", "[lint]\nselect = [\"E\"]");
    check(&[file, other], "--config ci/other.toml", &[A, B]);
    check(&[file], "--config lint.select=[\"E\"] --config lint.ignore=[\"E0\"]", &[]);
    check(&[file], "--config lint.severity.S=\"error\" a.txt", &["a.txt S003 error was warning"]);
    check(&[file], "--isolated --config lint.select=[\"E\"]", &[A, B]);
}

#[test]
fn parameters_of_a_rule_can_be_set() {
    let file = ("gouji.toml", "[lint]\nselect = [\"S010\"]\n[rule.S010]\nleast = 800");
    check(&[file], "", &["a.txt S010", "x/b.txt S010"]);
    let text = "[lint]\nselect = [\"S010\"]\n[rule.S010]\nleast = 800\n\
                [[override]]\npaths = [\"x/*\"]\nrule.S010.least = 8";
    check(&[("gouji.toml", text)], "", &["a.txt S010"]);
    check(&[file], "--config rule.S010.least=8", &[]);
}

#[test]
fn the_exit_status_follows_the_fail_level_of_each_file() {
    let status = |text: &str, args: &str| {
        let folder = Folder::new();
        folder.file("a.txt", QINGHE).file("b.md", BALANCED).file("gouji.toml", text);
        folder.gouji(&format!("check {args}")).status
    };
    assert_eq!(status("[lint]\nfail-on = \"never\"", ""), 0);
    assert_eq!(status("[lint]\nfail-on = \"never\"", "--fail-on error"), 1);
    assert_eq!(status("[lint]\nselect = [\"S003\"]", ""), 0);
    assert_eq!(status("[lint]\nselect = [\"S003\"]\nfail-on = \"warning\"", ""), 1);
    assert_eq!(status("[lint]\nselect = [\"S003\"]\nseverity = { S003 = \"error\" }", ""), 1);
    assert_eq!(status("[[override]]\npaths = [\"a.*\"]\nfail-on = \"never\"", ""), 0);
    assert_eq!(status("[[override]]\npaths = [\"b.*\"]\nfail-on = \"never\"", ""), 1);
}

#[test]
fn standard_input_is_configured_by_its_name() {
    use std::io::Write as _;
    let folder = Folder::new();
    folder.file("gouji.toml", "[lint]\nselect = [\"E\"]");
    folder.file("x/gouji.toml", "[lint]\nselect = [\"S\"]");
    let codes = |args: &[&str]| {
        let mut command = crate::command::gouji(folder.path(), ["check", "--format", "concise"]);
        command.args(["-q", "-"]).args(args);
        command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().expect("is piped").write_all(QINGHE.as_bytes()).unwrap();
        let out = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        out.split(['[', ']']).nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(codes(&[]), "E001");
    assert_eq!(codes(&["--stdin-filename", "x/报告.txt"]), "S003");
    assert_eq!(codes(&["--stdin-filename", "报告.txt"]), "E001");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    check(&[("gouji.toml", "\u{feff}[lint]\nselect = [\"E\"]")], "", &[A, B]);
}
