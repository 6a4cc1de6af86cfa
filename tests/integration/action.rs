//! The last step of the GitHub action, as a runner starts it.

use std::fs;
use std::process::Command;

use super::path_with_gouji;
use crate::command::{BALANCED, Folder, QINGHE, Ran, repository};

struct Step {
    ran: Ran,
    outputs: String,
    summary: String,
    folder: Folder,
}

/// Runs the step in a workspace with a good report and a bad one.
fn step(inputs: &[(&str, &str)]) -> Step {
    let folder = Folder::new();
    folder.file("年报/望云.md", BALANCED).file("年报/清河 县.txt", QINGHE);
    folder.file("runner/outputs", "").file("runner/summary", "");
    let runner = folder.path().join("runner");
    let script = repository().join(".github/actions/gouji/check.sh");
    let mut command = Command::new("bash");
    command.arg(script).current_dir(folder.path()).env("PATH", path_with_gouji());
    for name in ["GOUJI_PATHS", "GOUJI_ARGS", "GOUJI_FAIL_ON", "GOUJI_SARIF"] {
        command.env(name, ""); // how a runner passes an input that is left out
    }
    command.env("RUNNER_TEMP", &runner).env("GITHUB_OUTPUT", runner.join("outputs"));
    command.env("GITHUB_STEP_SUMMARY", runner.join("summary")).envs(inputs.iter().copied());
    let ran = Ran::of(&mut command);
    let read = |name| fs::read_to_string(runner.join(name)).unwrap();
    Step { ran, outputs: read("outputs"), summary: read("summary"), folder }
}

#[test]
fn log_annotations_summary_and_sarif() {
    let step = step(&[("GOUJI_PATHS", "年报/望云.md\r\n年报/清河 县.txt\n")]);
    assert_eq!(step.ran.status, 1, "{:?}", step.ran);
    let (log, annotations) = step.ran.stdout.rsplit_once("::\n::error ").expect("annotations");
    assert!(annotations.starts_with("file=年报/清河 县.txt,line=323,"), "{annotations}");
    assert!(step.summary.contains("检查 2 份报告"), "{}", step.summary);
    assert!(step.outputs.starts_with("status=1\nsarif="), "{}", step.outputs);
    let sarif = step.outputs.trim().rsplit('=').next().expect("a path");
    assert!(fs::read_to_string(sarif).unwrap().contains("\"2.1.0\""));

    // Excerpts stand where the runner obeys nothing, until a word that no report can know.
    let token = log.strip_prefix("::stop-commands::").and_then(|it| it.lines().next()).unwrap();
    assert!(token.len() == 32 && log.ends_with(token), "{log}");
}

#[test]
fn inputs_become_options() {
    let all = ("GOUJI_PATHS", ".");
    let status = |inputs: &[(&str, &str)]| step(inputs).ran.status;
    assert_eq!(status(&[all, ("GOUJI_FAIL_ON", "never")]), 0);
    assert_eq!(status(&[all, ("GOUJI_ARGS", "--ignore E\n --isolated")]), 0);
    assert_eq!(status(&[all, ("GOUJI_ARGS", "--exclude *.txt")]), 0);
    assert_eq!(status(&[("GOUJI_PATHS", "$(touch made)`touch made`")]), 2);
    let step = step(&[all, ("GOUJI_SARIF", "out.sarif")]);
    assert!(step.folder.path().join("out.sarif").exists(), "{:?}", step.ran);
}

#[test]
fn what_cannot_be_checked_fails_the_step() {
    let step = step(&[("GOUJI_PATHS", "没有")]);
    assert_eq!((step.ran.status, &step.outputs[..8]), (2, "status=2"), "{:?}", step.ran);
    assert!(step.ran.stdout.contains("\n::error "), "{:?}", step.ran);
}
