//! What the command asks of the system, as `strace` tells: no network, no other program, and of files those that it is
//! told of. Skipped, and said to be, where there is no strace.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Command, Stdio};

use crate::command::{BALANCED, Folder, gouji};
use crate::metamorphic::print;
use crate::word;

/// The calls of a run that strace wrote down, or none where it is not here.
fn calls(folder: &Folder, args: &str) -> Option<Vec<String>> {
    let traced = folder.path().join("calls");
    let mut command = Command::new("strace");
    let what = "trace=%network,execve,execveat,fork,vfork,open,openat,openat2,creat,rename,renameat,renameat2";
    command.args(["-f", "-qq", "-s", "4096", "-e", what, "-o"]).arg(&traced);
    let run = gouji(folder.path(), args.split_whitespace());
    command.arg(run.get_program()).args(run.get_args()).current_dir(folder.path());
    for (name, value) in run.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let Ok(output) = command.stdin(Stdio::null()).output() else {
        print("skipped: there is no strace");
        return None;
    };
    let text = fs::read_to_string(&traced).unwrap_or_default();
    fs::remove_file(&traced).unwrap();
    assert!(matches!(output.status.code(), Some(0..=2)), "{args}: {output:?}");
    // `1234 openat(AT_FDCWD, "a.txt", O_RDONLY) = 3`
    let calls: Vec<String> = text
        .lines()
        .filter_map(|line| Some(line.split_once(' ')?.1.trim_start().to_owned()))
        .filter(|call| !call.starts_with(['+', '-', '<']))
        .collect();
    assert!(calls.iter().any(|call| call.starts_with("execve(")), "{text}");
    Some(calls)
}

/// The folder's own files that a run opened.
fn opened(folder: &Folder, calls: &[String]) -> Vec<String> {
    let own = folder.path().canonicalize().unwrap();
    let mut opened: Vec<String> = calls
        .iter()
        .filter(|call| call.starts_with("open") && !call.contains("O_DIRECTORY"))
        .filter_map(|call| call.split('"').nth(1))
        .map(|path| own.join(path))
        .filter_map(|path| Some(path.strip_prefix(&own).ok()?.to_str()?.to_owned()))
        .collect();
    opened.sort();
    opened.dedup();
    opened
}

#[test]
fn no_command_calls_another_machine_or_starts_a_program() {
    let folder = Folder::new();
    let page = r#"<img src="http://127.0.0.1:9/a.png"><iframe src="//127.0.0.1/"></iframe><p>一、总体情况</p>"#;
    folder.file("a.md", BALANCED.replace("38", "83")).file("a.html", page);
    folder.file("a.docx", word::from_markdown(BALANCED)).file("gouji.toml", "");
    for args in [
        "check",
        "check a.md --format html=out.html --format sarif=out.sarif --format junit=out.xml",
        "fix a.md",
        "annotate a.docx -o b.docx --min-severity info",
        "audit .",
        "extract a.md",
        "view a.html",
        "explain E001",
    ] {
        let Some(calls) = calls(&folder, args) else { return };
        let network = ["socket", "connect", "sendto", "bind", "getaddrinfo"];
        let called = calls.iter().find(|call| network.iter().any(|it| call.starts_with(it)));
        assert_eq!(called, None, "{args}");
        let started: Vec<_> = calls
            .iter()
            .filter(|call| call.starts_with("exec") || call.contains("fork("))
            .collect();
        assert_eq!(started.len(), 1, "gouji itself: {args}: {started:?}");
    }
}

/// Whatever its texts say, a pack is rules: it leads to no file, and its reports lead to none.
#[test]
fn a_pack_and_a_report_open_no_file() {
    let folder = Folder::new();
    let pack = r#"
[[rule]]
code = "L902"
name = "names-a-file"
severity = "warning"
summary = { zh = "secret.txt", en = "file://secret.txt" }
message = { zh = "“{found}”见 secret.txt", en = "“{found}”: see secret.txt" }
why = { zh = "secret.txt", en = "@secret.txt" }
basis = "secret.txt"
check = { kind = "phrase", words = ["见secret.txt"] }
example.bad = "secret.txt"
example.good = "../secret.txt"
"#;
    folder.file("secret.txt", "confidential").file("own.toml", pack);
    folder.file("gouji.toml", "packs = [\"own.toml\"]\n[lint]\nselect = [\"L\"]\n");
    let report = BALANCED.replace(
        "## 五、",
        "详见secret.txt ![a](secret.txt) <a href=\"secret.txt\">a</a>\n\n## 五、",
    );
    folder.file("a.md", report);
    folder.file("a.html", "<iframe src=secret.txt></iframe><p>一、总体情况</p>");
    let ran = folder.gouji("check a.md a.html --format json");
    assert!(ran.stdout.contains("L902") && !ran.stdout.contains("confidential"), "{ran:?}");
    let Some(calls) = calls(&folder, "check a.md a.html") else { return };
    assert_eq!(opened(&folder, &calls), ["a.html", "a.md", "gouji.toml", "own.toml"]);
}

/// A report is put in the place of its former self by its name: whoever reads it meanwhile has either.
#[test]
fn a_fixed_file_is_renamed_into_its_place() {
    let folder = Folder::new();
    folder
        .file("a.md", BALANCED.replace("（一）主动公开。", "另见网站,可以查询。（一）主动公开。"));
    let Some(calls) = calls(&folder, "fix a.md --select X") else { return };
    let renamed = |call: &&String| call.starts_with("rename") && call.contains("/a.md\"");
    assert_eq!(calls.iter().filter(renamed).count(), 1, "{calls:?}");
    let written = calls.iter().find(|call| call.contains("a.md\"") && call.contains("O_TRUNC"));
    assert_eq!(written, None);
}
